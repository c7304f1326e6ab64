"""The errors that a person sees as one line, each with its exit status.

DiaryError                  one line for the person; exit status 1
├── UsageError              the words or options were not understood; exit status 2
│   └── UnclearLine         the words of an entry; with lines that would work
├── InvalidValue            a value that the diary cannot hold (a level of 11); exit status 2
└── StoreError              the diary file could not be used; exit status 1
    ├── NotSynced           (in store/errors.py) it is in the file, but the disk has not confirmed it
    ├── NoDiaryYet          there is no file, and the command only reads
    ├── ForeignFile         the file is not a pain diary
    ├── DamagedFile         SQLite cannot read the whole diary
    │   └── AlteredFile     its tables are not those that this program makes
    ├── Locked              it is encrypted, and no key for it is known
    └── NewerSchema         the diary was written by a newer version of the program
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

# Only annotations need pathlib: this file is loaded at every start, so it stays cheap.
if TYPE_CHECKING:
    from pathlib import Path


class ErrorHint(NamedTuple):
    """What a person can do about an error, by a name for which `error_hints.py` has a command and the screen a key."""

    name: str
    values: Mapping[str, str] = {}


class DiaryError(Exception):
    """Something the person can act on. The text is one line; which command or key helps is in the hint."""

    exit_status = 1

    def __init__(self, text: str, hint: ErrorHint | None = None) -> None:
        super().__init__(text)
        self.hint = hint


class UsageError(DiaryError):
    """The words or options of a command were not understood."""

    # The status of argparse for a wrong option: a script need not know which of the two refused.
    exit_status = 2


class UnclearLine(UsageError):
    """A typed line that can't be kept as it stands; with lines that would work, after the name of a command.

    `spans` are the places in trouble in `source`, the words of the line separated by single spaces.
    """

    command = ""
    """The command whose words the lines are; "" where nobody can run them."""

    holders = ("NUMBER", "SIDE", "PLACE", "NAME", "TIME")
    """What stands in a line for what only the person knows."""

    def __init__(
        self,
        text: str,
        lines: tuple[str, ...] | Callable[[], tuple[str, ...]] = (),
        hint: ErrorHint | None = None,
        *,
        source: str = "",
        spans: tuple[tuple[int, int], ...] = (),
    ) -> None:
        super().__init__(text, hint)
        self._lines, self.source, self.spans = lines, source, spans

    @property
    def lines(self) -> tuple[str, ...]:
        """Lines that would work. Those of a long line take up to a second, and so are made when they are asked for."""
        if callable(self._lines):
            self._lines = self._lines()
        return self._lines


class InvalidValue(DiaryError):
    """A value that the diary cannot hold."""

    exit_status = 2


class StoreError(DiaryError):
    """The diary file could not be read or written; `path` names it where a backup may help."""

    def __init__(self, text: str, path: Path | None = None, hint: ErrorHint | None = None) -> None:
        super().__init__(text, hint)
        self.path = path


class NoDiaryYet(StoreError):
    """There is no diary file at this path, and the command only reads."""


class ForeignFile(StoreError):
    """A file that is not a pain diary; it is left untouched."""


class DamagedFile(StoreError):
    """SQLite cannot read the whole diary; the file is left untouched."""


class AlteredFile(DamagedFile):
    """Another program has added to the tables of the diary or changed them; the file is left untouched."""


class NewerSchema(StoreError):
    """A diary written by a newer version of the program; it is left untouched."""


class Locked(StoreError):
    """An encrypted file for which no passphrase, key or recovery code was found; it is left untouched."""
