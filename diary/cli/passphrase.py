"""Asking for a passphrase on the terminal, where nobody sees what is typed."""

from __future__ import annotations

import sys
from pathlib import Path

from diary.errors import UsageError

SHORTEST = 8
"""Characters of the shortest passphrase that is taken: four or more words are advised."""


def can_ask() -> bool:
    """Whether a person is there to be asked; standard input may be lines to log, and stdout a file."""
    if not sys.stderr.isatty():
        return False
    try:
        with open("/dev/tty", "rb", buffering=0):  # noqa: PTH123
            return True
    except OSError:
        return sys.stdin.isatty()


def ask_passphrase(file: Path, wrong: str) -> str:
    """Ask for the passphrase or the recovery code of a file; `wrong` says what was wrong before."""
    if wrong:
        sys.stderr.write(f"{wrong[0].upper()}{wrong[1:].rstrip('.')}.\n")
    return _hidden(f"Passphrase of {file.name} (or its recovery code): ")


def ask_new_passphrase(question: str, *, may_be_empty: bool = False) -> str:
    """Ask for a new passphrase twice; "" only where it may be empty. UsageError after three tries."""
    for _ in range(3):
        first = _hidden(question)
        if not first and may_be_empty:
            return ""
        if len(first) < SHORTEST:
            sys.stderr.write(f"At least {SHORTEST} characters; four words that have nothing to do with each other.\n")
        elif first == _hidden("Once more: "):
            return first
        else:
            sys.stderr.write("The two are not the same.\n")
    raise UsageError("no passphrase was chosen; nothing was changed")


def _hidden(question: str) -> str:
    import getpass
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where the echo can't be turned off it is a warning with a traceback
        try:
            return getpass.getpass(question, stream=sys.stderr if not _has_tty() else None)
        except EOFError:
            raise KeyboardInterrupt from None


def _has_tty() -> bool:
    return Path("/dev/tty").exists()
