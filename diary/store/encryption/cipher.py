"""Connections to encrypted files, through SQLCipher, with the errors of Python's own SQLite.

So no other module need know which of the two libraries it talks to. SQLCipher is imported with the first such file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache, wraps
from typing import Any, cast

from diary.errors import StoreError
from diary.store.encryption import EXTRA
from diary.store.encryption.keys import Key


def cipher_connection(database: str, key: Key, **options: Any) -> sqlite3.Connection:
    """A connection to an encrypted database, or to an empty one that is to be encrypted, or to `:memory:`.

    StoreError if the extra is not installed. A database in memory is plain there, and is copied only to encrypted ones.
    """
    connection = _classes()(database, **options)
    connection.key = key
    # Else SQLCipher writes about a damaged file to the terminal.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{key.pragma}"')
    connection.execute("PRAGMA temp_store = MEMORY")
    return cast("sqlite3.Connection", connection)


def key_of(connection: sqlite3.Connection) -> Key | None:
    """The key that a connection was opened with; None for a plain one."""
    return getattr(connection, "key", None)


def refuse_without_extra() -> None:
    """StoreError if the extra is not installed."""
    _classes()


_DAMAGED = "database disk image is malformed"
_CODES = {
    _DAMAGED: sqlite3.SQLITE_CORRUPT,
    "file is not a database": sqlite3.SQLITE_NOTADB,
    "database is locked": sqlite3.SQLITE_BUSY,
    "database or disk is full": sqlite3.SQLITE_FULL,
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
}
"""The texts of SQLite for those of its codes that the diary tells apart."""


@cache
def _classes() -> Any:
    try:
        from sqlcipher3 import dbapi2 as cipher
    except ImportError as error:
        raise StoreError(f"encrypted diaries need an extra: {EXTRA}") from error

    def plain_error(error: Any) -> sqlite3.Error:
        kind = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)
        plain: sqlite3.Error = kind(*error.args)
        # A backup has no code of its own.
        code = getattr(error, "sqlite_errorcode", None) or _CODES.get(str(error))
        if code is not None:
            plain.sqlite_errorcode = code
        return plain

    def plainly(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def call(*values: Any, **named: Any) -> Any:
            try:
                return method(*values, **named)
            except cipher.Error as error:
                raise plain_error(error) from error.__cause__
            except MemoryError as error:  # what it raises where it meets a damaged page in a file that it writes to
                raise plain_error(cipher.DatabaseError(_DAMAGED)) from error

        return call

    class Cursor(cipher.Cursor):  # type: ignore[misc]
        execute = plainly(cipher.Cursor.execute)
        executemany = plainly(cipher.Cursor.executemany)
        executescript = plainly(cipher.Cursor.executescript)
        fetchone = plainly(cipher.Cursor.fetchone)
        fetchmany = plainly(cipher.Cursor.fetchmany)
        fetchall = plainly(cipher.Cursor.fetchall)
        __next__ = plainly(cipher.Cursor.__next__)
        close = plainly(cipher.Cursor.close)

    class Connection(cipher.Connection):  # type: ignore[misc]
        commit = plainly(cipher.Connection.commit)
        rollback = plainly(cipher.Connection.rollback)
        close = plainly(cipher.Connection.close)
        backup = plainly(cipher.Connection.backup)

        @plainly
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def execute(self, *values: Any) -> Any:
            return self.cursor().execute(*values)

        def executemany(self, *values: Any) -> Any:
            return self.cursor().executemany(*values)

    return Connection
