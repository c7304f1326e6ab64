"""The open database: one connection for all threads of a program, protected by a lock, with explicit transactions.

One connection, not one per thread: the diary is small, each verb takes milliseconds, and a finished write is seen by
the next read of any thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from sqlalchemy import Connection, StaticPool, create_engine

from diary.clock import wall_clock
from diary.errors import StoreError
from diary.store.diary_file import connection_to, is_diary, make_diary, resolved
from diary.store.errors import damaged, missing, plain_failures
from diary.store.schema.migrations import is_older, migrate, refuse_newer


class Database:
    """An open diary file. Rows are read and written only through `reading` and `writing`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        """The driver's own connection, for backups; hold `lock` while using it."""
        self.lock = RLock()
        self._commits = 0
        self._identity = _identity(path)
        # StaticPool: SQLAlchemy must use our one connection, and neither open nor close connections itself.
        self._engine = create_engine("sqlite+pysqlite://", creator=lambda: connection, poolclass=StaticPool)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read transaction: all its queries see the same state of the diary."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A write transaction: on the disk when the block ends, rolled back without trace when the block fails."""
        # IMMEDIATE takes the write lock first: a transaction that reads before it writes could not wait for the lock.
        with self._transaction("BEGIN IMMEDIATE") as connection:
            self._refuse_if_replaced()
            yield connection
            self._refuse_if_replaced()
        self._commits += 1

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self.lock, plain_failures(self.path), self._engine.connect() as connection:
            try:
                # isolation_level=None stops the driver from starting transactions, so they begin here.
                connection.exec_driver_sql(begin)
                yield connection
                connection.commit()
            except BaseException:  # also KeyboardInterrupt: an open transaction would lock out other programs
                connection.rollback()
                raise

    def _refuse_if_replaced(self) -> None:
        # If the file was moved or replaced while open, the entry would be saved in a file that nobody opens again.
        if _identity(self.path) != self._identity:
            raise StoreError(f"{self.path} was moved or replaced while it was open; nothing was saved, start again")

    @property
    def wrote(self) -> bool:
        """Whether anything was committed through this one."""
        return self._commits > 0

    def stamp(self) -> int:
        """A number that is different after each commit of this program or another."""
        with self.lock, plain_failures(self.path):
            # data_version counts only commits of other connections, so our own are added; both only rise.
            (others,) = self.connection.execute("PRAGMA data_version").fetchone()
            return int(others) + self._commits

    def close(self) -> None:
        """Close it; closing again does nothing."""
        with self.lock:
            self._engine.dispose()
            self.connection.close()


def open_database(path: Path, *, create: bool) -> Database:
    """Open the diary at `path`. A missing one is made if `create`, else NoDiaryYet is raised and nothing is touched."""
    with plain_failures(path):
        # Links are followed, so that the journal lies beside the real file, whatever link a program opens.
        real = resolved(path)
        if not is_diary(real):
            if not create:
                raise missing(real)
            # False from make_diary is fine: another program made the diary first.
            make_diary(real)
            if not is_diary(real):
                raise StoreError(f"{path} could not be made")
        return Database(real, connect(real))


def connect(path: Path) -> sqlite3.Connection:
    """A connection to an existing diary, configured and migrated to the newest schema."""
    # All threads share the connection, and `Database.lock` lets one at a time use it.
    connection = connection_to(path, one_thread=False)
    try:
        set_up(connection)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        # Each diary has a version of 1 or more from its first moment, as it is made whole before it has its name.
        if version == 0:
            raise damaged(path)
        refuse_newer(version)
        if is_older(connection):
            from diary.store.backup.backups import backup_before_migration  # needed once per new schema

            backup_before_migration(path, wall_clock())
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def set_up(connection: sqlite3.Connection) -> None:
    """Turn on foreign keys, and have each entry on the disk before the person reads that it is saved."""
    # With a rollback journal only EXTRA also syncs the folder once the journal is removed; without that, a power cut
    # could bring the journal back, and SQLite would take back the last entry with it.
    connection.execute("PRAGMA synchronous = EXTRA")
    # On macOS an ordinary fsync only reaches the cache of the drive; this waits for the drive itself.
    connection.execute("PRAGMA fullfsync = ON")
    # Off by default in SQLite, and set for each connection.
    connection.execute("PRAGMA foreign_keys = ON")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
