"""The signal that told the program to end: SQLite drops an exception that is raised while it calls Python."""

from __future__ import annotations

_received: list[int] = []


def end_by(number: int) -> SystemExit:
    """Note the signal; the exception that ends the program, for the handler to raise."""
    _received.append(number)
    return SystemExit(ended_status())


def ended_status() -> int:
    """The exit status of a program that a signal told to end; 0 where none did."""
    return 128 + _received[-1] if _received else 0


def stopped() -> BaseException:
    """The exception for a query that was interrupted: that of the signal, else that of Ctrl-C."""
    return SystemExit(ended_status()) if _received else KeyboardInterrupt()
