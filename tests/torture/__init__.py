"""Torture tests: kills, full disks, failing calls, many programs at once. README.md has the promises and figures.

`python -m tests.torture` runs the long form; the tests here run the short form.
"""
