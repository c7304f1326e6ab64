"""The file itself: what lies at a path, looked at without touching it, and a new diary, there whole or not at all."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

from diary.errors import StoreError
from diary.files import private_folder, sync_folder
from diary.store.errors import foreign
from diary.store.files import give_name, sync, unfinished
from diary.store.schema.migrations import APPLICATION_ID, migrate, refuse_newer

_HEADER = 100
_MAGIC = b"SQLite format 3\0"


def is_diary(path: Path) -> bool:
    """Whether a diary is there. False where nothing is; ForeignFile or StoreError where something else is.

    Only the file's header is read, so that nothing appears beside a file that is not ours.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    if stat.S_ISDIR(mode):
        raise StoreError(f"{path} is a folder; name the file of the diary")
    if not stat.S_ISREG(mode):
        raise foreign(path)
    with path.open("rb") as file:
        header = file.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise foreign(path)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise foreign(path)
    refuse_newer(int.from_bytes(header[60:64], "big"))
    return True


def has_wal(path: Path) -> bool:
    """Whether the diary at a path keeps the usual journal. For programs that don't have it open."""
    with path.open("rb") as file:
        return file.read(20)[18:20] == b"\2\2"


def resolved(path: Path) -> Path:
    """The path with its links followed, beside which SQLite and the backups put what belongs to it."""
    try:
        return path.expanduser().resolve()
    except RuntimeError as error:
        raise StoreError(f"{path} can't be followed to a file: {error}") from error


def make_diary(path: Path, *, wal: bool = True, fill: Callable[[Path], None] | None = None) -> bool:
    """A new diary at `path`, empty, or with what `fill` puts in an empty file. Only the user may read it.

    False, with nothing done, where another program was first. It is made under another name and then linked to its own,
    so that no half-made file is ever at the path.
    """
    try:
        private_folder(path.parent)
    except NotADirectoryError as error:
        wrong = f"{error.filename} is a file, so no diary can be made in it; name another place with --db"
        raise StoreError(wrong) from error
    refuse_remains(path)
    with unfinished(path.parent) as made:
        if fill is not None:
            fill(made)
        connection = sqlite3.connect(made, isolation_level=None)
        try:
            if fill is None:
                migrate(connection)
            # Now, not later, so that the first programs to open it need not fight over the switch.
            if wal:
                connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        sync(made)
        ours = give_name(made, path)
        sync_folder(path.parent)
    return ours


def refuse_remains(path: Path) -> None:
    """StoreError where a diary is missing, and what a crash left of it is not."""
    # SQLite would replay a journal that was left behind into the new file.
    for ending in ("-wal", "-journal"):
        remains = path.with_name(path.name + ending)
        if remains.exists() and remains.stat().st_size and not path.exists():
            raise StoreError(
                f"{remains} may hold entries of a diary that is missing; put {path.name} back, or move the remains away"
            )
