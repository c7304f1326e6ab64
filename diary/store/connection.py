"""The open database: one connection for all threads of a program, behind a lock, with transactions of our own.

One connection rather than one a thread: the diary is small, each verb takes milliseconds, and a write that has
returned is seen by whatever thread reads next.
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
from diary.store.diary_file import is_diary, make_diary, resolved
from diary.store.errors import damaged, is_busy, missing, plain_failures
from diary.store.schema.migrations import is_older, migrate, refuse_newer

BUSY_SECONDS = 30


class Database:
    """A diary file that is open. `reading` and `writing` are the only ways to it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        """The driver's own connection, for backups; hold `lock` while using it."""
        self.lock = RLock()
        self._commits = 0
        self._identity = _identity(path)
        self._engine = create_engine("sqlite+pysqlite://", creator=lambda: connection, poolclass=StaticPool)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the diary, however many queries it takes."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is on the disk when the block is left, or leaves no trace where the block fails."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection
            self._refuse_if_replaced()
        self._commits += 1

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self.lock, plain_failures(self.path), self._engine.connect() as connection:
            try:
                # The driver is told to keep out of transactions, so this is the one that begins them.
                connection.exec_driver_sql(begin)
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def _refuse_if_replaced(self) -> None:
        # Moved or replaced while open, the file would take the entry with it to where nobody looks.
        if _identity(self.path) != self._identity:
            raise StoreError(f"{self.path} was moved or replaced while it was open; nothing was saved, start again")

    @property
    def wrote(self) -> bool:
        """Whether anything was committed through this one."""
        return self._commits > 0

    def stamp(self) -> int:
        """A number that is never the same after a commit, of this program or of another."""
        with self.lock, plain_failures(self.path):
            # SQLite counts what other connections commit, we count our own; both only rise.
            (others,) = self.connection.execute("PRAGMA data_version").fetchone()
            return int(others) + self._commits

    def close(self) -> None:
        """Close it; closing again does nothing."""
        with self.lock:
            self._engine.dispose()
            self.connection.close()


def open_database(path: Path, *, create: bool, network_drive: bool | None = False) -> Database:
    """Open the diary at `path`. Where there is none it is made if `create`, else NoDiaryYet, and nothing is touched.

    `network_drive` keeps it without WAL, which needs memory that all programs share; None leaves it as it is.
    """
    with plain_failures(path):
        # Through links, so that what SQLite puts beside the file lies beside the real one.
        place = resolved(path)
        if not is_diary(place):
            if not create:
                raise missing(place)
            make_diary(place, wal=not network_drive)
            if not is_diary(place):
                raise StoreError(f"{path} could not be made")
        return Database(place, connect(place, network_drive=network_drive))


def connect(path: Path, *, network_drive: bool | None = False) -> sqlite3.Connection:
    """A connection to a diary that is there, set up and brought to the newest schema."""
    # mode=rw: should the file vanish right now, SQLite must not put an empty one in its place.
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        _set_up(connection, network_drive)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            raise damaged(path)
        refuse_newer(version)
        if is_older(connection):
            from diary.store.backup.backups import backup_before_migration  # once in the life of a schema

            backup_before_migration(path, wall_clock())
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection, network_drive: bool | None = False) -> None:
    """Foreign keys, and a journal that has each entry on the disk before the person is told so."""
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if network_drive is not None and (mode == "wal") is network_drive:
        try:
            (mode,) = connection.execute(f"PRAGMA journal_mode = {'DELETE' if network_drive else 'WAL'}").fetchone()
        except sqlite3.OperationalError as error:
            # Others have it open. It is as they have it, until one of us opens it alone.
            if not is_busy(error):
                raise
    # Without WAL (a network drive, say) only EXTRA also syncs the folder after the old journal is removed.
    connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")
    # macOS calls data written when it has reached the drive's cache; this asks for the drive itself.
    connection.execute("PRAGMA fullfsync = ON")
    connection.execute("PRAGMA foreign_keys = ON")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
