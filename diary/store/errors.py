"""Errors of SQLite and of the file system, turned into one plain line for the person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from diary.domain.records import Change
from diary.end_signal import stopped
from diary.errors import (
    AlteredFile,
    DamagedFile,
    DiaryError,
    ForeignFile,
    InvalidValue,
    NoDiaryYet,
    StoreError,
)

# Primary result codes of SQLite. PROTOCOL is a race of several programs for the lock of a WAL.
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_NO_ACCESS = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN}


class NotSynced(StoreError):
    """`change` is in the file, but the disk has not confirmed it: a power cut might still take it."""

    def __init__(self, text: str, change: Change) -> None:
        super().__init__(text)
        self.change = change


class Unreadable(Exception):
    """The file holds a value that this program never writes."""


@contextmanager
def plain_failures(path: Path) -> Iterator[None]:
    """Turn any failure with the file at `path` into a StoreError that says what to do."""
    try:
        yield
    except Unreadable as error:
        raise damaged(path) from error
    except (sqlite3.Error, OSError) as error:
        _raise_if_stopped(error)
        raise explain(error, path) from error


def _raise_if_stopped(error: BaseException | None) -> None:
    # Ctrl-C or a signal in the middle of a query reaches us as an error of SQLite.
    if _code(error) == sqlite3.SQLITE_INTERRUPT:
        raise stopped() from error


def explain(error: BaseException | None, path: Path) -> DiaryError:
    """The error for the person; InvalidValue if a constraint refused a value, otherwise a StoreError."""
    if isinstance(error, OSError):
        return StoreError(f"{path} can't be used: {(error.strerror or str(error)).lower()}")
    if isinstance(error, sqlite3.IntegrityError):
        return InvalidValue(f"the diary does not hold such a value ({error}); nothing was saved")
    code = _code(error)
    if is_damage(error):
        return damaged(path)
    if is_busy(error):
        return StoreError(f"another program is busy with {path}; nothing was saved, please try again")
    if code == sqlite3.SQLITE_FULL:
        return StoreError(f"the disk is full, so nothing was saved in {path}; make room and try again")
    if code in _NO_ACCESS:
        return StoreError(f"{path} can't be opened for writing; check the permissions of the file and of its folder")
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(f"{path} could not be read or written ({error}); check the disk, then try again")
    return StoreError(f"{path} could not be used ({error})")


def is_busy(error: BaseException | None) -> bool:
    """Whether the error means that another program is using the file."""
    return _code(error) in _BUSY


def is_damage(error: BaseException | None) -> bool:
    """Whether the error means that the file is incomplete, or was changed by something else than this program."""
    code = _code(error)
    return code in _DAMAGED or (code in (0, sqlite3.SQLITE_ERROR) and _is_of_foreign_content(error))


def damaged(path: Path) -> DamagedFile:
    """The error for a diary that can't be read completely."""
    return DamagedFile(f"the diary at {path} is damaged; it was left as it is", path)


def altered(path: Path, differences: Sequence[str]) -> AlteredFile:
    """The error for a diary whose tables are not as this program makes them."""
    more = f" and {len(differences) - 1} more" if len(differences) > 1 else ""
    text = f"{path} was changed by another program ({differences[0]}{more}), so it is not trusted; it was left as it is"
    return AlteredFile(text, path)


def not_synced(path: Path, change: Change) -> NotSynced:
    """The error where a change is in the file, and the disk has not confirmed it."""
    text = f"it is saved in {path}, but the disk reported an error meanwhile; make a backup elsewhere, check the disk"
    return NotSynced(text, change)


def foreign(path: Path) -> ForeignFile:
    """The error for a file that is no diary."""
    return ForeignFile(f"{path} is not a pain diary; it was left untouched", path)


def missing(path: Path) -> NoDiaryYet:
    """The error for a path without a file."""
    return NoDiaryYet(f"there is no diary at {path}", path)


def _is_of_foreign_content(error: BaseException | None) -> bool:
    # SQLite and Python have no codes of their own for these, so only the text of the message tells them.
    return str(error).startswith(("no such table", "no such column", "Could not decode to UTF-8"))


def _code(error: BaseException | None) -> int:
    # The low byte is the primary code; the higher bytes of an extended code only add detail.
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
