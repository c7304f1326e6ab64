"""Line by line: short questions in plain text, one a line, for screen readers and slow connections."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from diary.cli.show import heading, width
from diary.errors import DiaryError, UsageError

Answer = TypeVar("Answer")
TRIES = 5
NOTHING = "-"
"""The answer that leaves out what Enter would take from last time."""
BEGIN = "Nothing is saved before the last question. Ctrl-C stops. Enter takes what stands in [ ]."


def begin() -> None:
    """Say how it goes."""
    sys.stderr.write(f"{_fitting(BEGIN)}\n")


def ask(question: str) -> str:
    """One question on stderr, one line from stdin; "" for the end of the input is an interruption."""
    sys.stderr.write(f"{_fitting(question)} ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        sys.stderr.write("\n")
        raise KeyboardInterrupt
    return line.strip()


def ask_until(question: str, understand: Callable[[str], Answer], *, offered: str = "", empty: str = "") -> Answer:
    """Ask again, with the reason, until the answer is understood.

    Enter alone stands for what is `offered`, and for nothing where nothing is; `empty` says what that would be.
    """
    hint = f" [{offered}]" if offered else ""
    means = f" (- for {empty})" if offered and empty else f" (Enter: {empty})" if empty else ""
    for _ in range(TRIES):
        try:
            answer = ask(f"{question}{means}{hint}") or offered
            return understand("" if answer == NOTHING else answer)
        except DiaryError as error:
            sys.stderr.write(f"{_fitting(str(error))}\n")
    raise UsageError("that did not work five times; nothing was saved")


def _fitting(text: str) -> str:
    """On a terminal in lines that break at spaces, with room for the one behind a question; elsewhere one line."""
    return "\n".join(heading(text, width() - 1)) if sys.stderr.isatty() else text
