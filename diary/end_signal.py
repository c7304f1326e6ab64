"""The signal that told the program to end: SQLite drops an exception that is raised while it calls Python."""

from __future__ import annotations

_received: list[int] = []


def end_by(number: int) -> SystemExit:
    """Note the signal; the exception that ends the program, for the handler to raise."""
    _received.append(number)
    return SystemExit(128 + number)


def stopped() -> BaseException:
    """The exception for a query that was interrupted: that of the signal, else that of Ctrl-C."""
    return SystemExit(128 + _received[-1]) if _received else KeyboardInterrupt()
