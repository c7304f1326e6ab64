"""The errors that a person sees as one line, each with its exit status.

DiaryError                  one line for the person; exit status 1
├── UsageError              the words or options were not understood; exit status 2
├── InvalidValue            a value that the diary cannot hold (a level of 11); exit status 2
└── StoreError              the diary file could not be used; exit status 1
    ├── NoDiaryYet          there is no file, and the command only reads
    ├── ForeignFile         the file is not a pain diary
    ├── DamagedFile         SQLite cannot read the whole diary
    └── NewerSchema         the diary was written by a newer version of the program
"""

from __future__ import annotations

from typing import TYPE_CHECKING

# Only annotations need pathlib: this file is loaded at every start, so it stays cheap.
if TYPE_CHECKING:
    from pathlib import Path


class DiaryError(Exception):
    """Something the person can act on. The text is one line: what happened, and what to do."""

    exit_status = 1


class UsageError(DiaryError):
    """The words or options of a command were not understood."""

    # The status of argparse for a wrong option: a script need not know which of the two refused.
    exit_status = 2


class InvalidValue(DiaryError):
    """A value that the diary cannot hold."""

    exit_status = 2


class StoreError(DiaryError):
    """The diary file could not be read or written; `path` names it where a backup may help."""

    def __init__(self, text: str, path: Path | None = None) -> None:
        super().__init__(text)
        self.path = path


class NoDiaryYet(StoreError):
    """There is no diary file at this path, and the command only reads."""


class ForeignFile(StoreError):
    """A file that is not a pain diary; it is left untouched."""


class DamagedFile(StoreError):
    """SQLite cannot read the whole diary; the file is left untouched."""


class NewerSchema(StoreError):
    """A diary written by a newer version of the program; it is left untouched."""
