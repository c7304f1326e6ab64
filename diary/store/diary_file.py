"""The diary file itself: recognizing it without touching it, and making a new one completely or not at all."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from diary import unfinished
from diary.errors import StoreError
from diary.files import DATABASE_MARK, private_folder, sync_folder
from diary.store.encryption.forms import HEADER, header_of, is_encrypted, key_of_file, opened
from diary.store.errors import foreign
from diary.store.files import give_name, sync
from diary.store.leftovers import is_wal
from diary.store.schema import migrations
from diary.store.schema.migrations import APPLICATION_ID, migrate, refuse_newer

if TYPE_CHECKING:
    from diary.store.encryption.keys import Key

# Offsets and sizes here are those of the database header in the SQLite file format.
BUSY_SECONDS = 30
"""Seconds to wait for another program that is writing."""
_STEPS = 100_000
"""Steps of SQLite between two moments in which Ctrl-C can be noticed: a few milliseconds."""


def is_diary(path: Path) -> bool:
    """Whether there is a diary at `path`. False if nothing is there; ForeignFile or StoreError if something else is.

    Only the header is read: if SQLite opened the file, it could put files beside one that is not ours. Of an encrypted
    file it is decrypted first; Locked where its key is not found.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    if stat.S_ISDIR(mode):
        raise StoreError(f"{path} is a folder; name the file of the diary")
    # Opening a pipe would wait for a writer for ever.
    if not stat.S_ISREG(mode):
        raise foreign(path)
    with path.open("rb") as file:
        header = file.read(HEADER)
    if not header.startswith(DATABASE_MARK) and is_encrypted(path):
        header = header_of(path)
    if len(header) < HEADER or not header.startswith(DATABASE_MARK):
        raise foreign(path)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise foreign(path)
    refuse_newer(_version_in(header))
    return True


def connection_to(
    path: Path, options: str = "mode=rw", *, one_thread: bool = True, key: Key | None = None
) -> sqlite3.Connection:
    """A connection to an existing database: it migrates nothing and starts no transaction by itself.

    An encrypted one is opened with its key; an empty file becomes an encrypted database where a `key` is given.
    """
    # mode=rw: if the file vanishes at this moment, SQLite must not create an empty one.
    uri = f"{path.as_uri()}?{options}"
    connection = opened(
        uri,
        key or key_of_file(path),
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=one_thread,
    )
    # The file may come from anywhere: what its schema calls must not reach beyond it.
    connection.execute("PRAGMA trusted_schema = OFF")
    # In a long query Ctrl-C is noticed only where Python runs, so it runs for a moment now and then.
    connection.set_progress_handler(lambda: None, _STEPS)
    return connection


def is_current_header(header: bytes) -> bool:
    """Whether a diary with that header has the journal and the schema of this version."""
    return not is_wal(header) and _version_in(header) == len(migrations.MIGRATIONS)


def is_older_header(header: bytes) -> bool:
    """Whether an older version of the program made a diary with that header."""
    return is_wal(header) or _version_in(header) < len(migrations.MIGRATIONS)


def _version_in(header: bytes) -> int:
    return int.from_bytes(header[60:64], "big")


def resolved(path: Path) -> Path:
    """The path with its links followed; SQLite and the backups put their files beside that one."""
    try:
        return path.expanduser().resolve()
    except RuntimeError as error:
        raise StoreError(f"{path} can't be followed to a file: {error}") from error


def make_diary(path: Path, *, fill: Callable[[Path], None] | None = None) -> bool:
    """Make a new diary at `path`: empty, or with what `fill` writes into an empty file. Only the user may read it.

    False, with nothing done, if another program was first. It is made under another name and then linked to its own,
    so that there is never a half-made file at the path.
    """
    try:
        private_folder(path.parent)
    except NotADirectoryError as error:
        message = f"{error.filename} is a file, so no diary can be made in it; name another place with --db"
        raise StoreError(message) from error
    refuse_leftover_journal(path)
    with unfinished.file_in(path.parent) as new_file:
        if fill is not None:
            fill(new_file)
        connection = connection_to(new_file)
        try:
            # Nobody needs it before it has its name: written without syncing, and synced once at the end.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = MEMORY")
            if fill is None:
                migrate(connection)
            # Never WAL: at rest nothing may lie beside the diary, or copies and sync services would miss entries.
            connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            connection.close()
        # First the content, then the name, then the folder: a power cut leaves either no diary or a whole one.
        sync(new_file)
        is_ours = give_name(new_file, path)
        sync_folder(path.parent)
    return is_ours


def refuse_leftover_journal(path: Path) -> None:
    """StoreError if the diary is missing but the journal of an earlier one is there."""
    # SQLite would replay such a journal into the new file.
    for ending in ("-wal", "-journal"):
        journal = path.with_name(path.name + ending)
        if journal.exists() and journal.stat().st_size and not path.exists():
            raise StoreError(
                f"{journal} may hold entries of a diary that is missing; put {path.name} back, or move the remains away"
            )
