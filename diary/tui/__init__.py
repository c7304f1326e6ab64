"""The terminal screens that `diary` opens: the app, a folder or file for each screen, and widgets that they share.

The screens ask and show; the course of the pain and the findings are computed below them.
"""
