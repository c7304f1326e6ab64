"""Everything that can go wrong in a way a person should hear about.

DiaryError                  one line for the person; exit status 1
├── UsageError              the words or options were not understood; exit status 2
├── InvalidValue            a value that the diary cannot hold (a level of 11); exit status 2
└── StoreError              the diary file could not be used; exit status 1
    ├── NoDiaryYet          there is no file, and the command only reads
    ├── ForeignFile         a file that is no pain diary
    ├── DamagedFile         a diary that SQLite cannot read whole
    └── NewerSchema         written by a newer version of the program
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class DiaryError(Exception):
    """Something the person can act on. The text is one line: what happened, and what to do."""

    exit_status = 1


class UsageError(DiaryError):
    """The words or options of a command were not understood."""

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
    """There is no diary at that place, and the command only reads."""


class ForeignFile(StoreError):
    """A file that is not a pain diary; it is left untouched."""


class DamagedFile(StoreError):
    """A diary that SQLite cannot read whole; it is left untouched."""


class NewerSchema(StoreError):
    """A diary written by a newer version of the program; it is left untouched."""
