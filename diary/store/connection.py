"""An open database: one connection for all threads of a program, protected by a lock, with explicit transactions.

One connection, not one per thread: the diary is small, each verb takes milliseconds, and a finished write is seen by
the next read of any thread. `open_file` is the diary at its path, which other programs may replace meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from diary.store.diary_file import connection_to
from diary.store.encryption.forms import key_of
from diary.store.errors import altered, damaged, plain_failures
from diary.store.schema.form import differences
from diary.store.schema.migrations import refuse_newer

if TYPE_CHECKING:
    from diary.store.encryption.keys import Key


class Database:
    """A connection from which rows are read through `reading`. It follows no file: `OpenFile` does."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.lock = RLock()
        self._use(connection)

    def _use(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        """The driver's own connection, for backups; hold `lock` while using it."""

    @property
    def key(self) -> Key | None:
        """The key of an encrypted file; None for a plain one."""
        return key_of(self.connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A read transaction: all its queries see the same state of the diary. A lock is held only until it ends."""
        with plain_failures(self.path), self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self.lock:
            self._begin(begin)
            raw = self.connection
            try:
                yield raw
                raw.commit()
            except BaseException:  # also KeyboardInterrupt, and a failed commit: it would lock out other programs
                raw.rollback()
                raise

    def _begin(self, begin: str) -> None:
        # isolation_level=None stops the driver from starting transactions, so they begin here.
        self.connection.execute(begin)

    def close(self) -> None:
        """Close it; closing again does nothing."""
        with self.lock:
            self.connection.close()


def connect(path: Path) -> sqlite3.Connection:
    """A connection to an existing diary of the newest schema, configured for reading and writing."""
    # All threads share the connection, and `Database.lock` lets one at a time use it.
    connection = connection_to(path, one_thread=False)
    try:
        _set_up(connection)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        refuse_newer(version)
        # Each diary has a version of 1 or more from its first moment, as it is made whole before it has its name.
        if version == 0:
            raise damaged(path)
        if faults := differences(connection):
            raise altered(path, faults)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection) -> None:
    """Turn on foreign keys, and have each entry on the disk before the person reads that it is saved."""
    # With a rollback journal only EXTRA also syncs the folder once the journal is removed; without that, a power cut
    # could bring the journal back, and SQLite would take back the last entry with it.
    connection.execute("PRAGMA synchronous = EXTRA")
    # On macOS an ordinary fsync only reaches the cache of the drive; this waits for the drive itself.
    connection.execute("PRAGMA fullfsync = ON")
    # Nothing is written before the commit: until then a change of the file's time is the work of somebody else.
    connection.execute("PRAGMA cache_spill = OFF")
    # Off by default in SQLite, and set for each connection.
    connection.execute("PRAGMA foreign_keys = ON")
