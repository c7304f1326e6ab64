"""The diary under torture: killed, starved, lied to and crowded. README.md says what holds and how often it was tried.

`python -m tests.torture` is the long form; the tests here are the short one.
"""
