"""The screen that `diary` opens. One folder a screen; `parts` holds what several share.

It asks and shows, it computes nothing.
"""
