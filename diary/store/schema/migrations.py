"""The history of the schema: ordered functions, counted by PRAGMA user_version. Released ones never change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from diary.errors import DamagedFile, NewerSchema

APPLICATION_ID = 0x50446961
"""Marks a SQLite file as a pain diary ("PDia" in its header)."""

Migration = Callable[[sqlite3.Connection], None]


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] | None = None) -> None:
    """Bring the file to the newest schema, each step in its own transaction; another program may take a step first."""
    steps = MIGRATIONS if migrations is None else migrations
    if _version(connection) == len(steps):
        return
    # A step may rebuild tables, and dropping one must not delete its parts. This has no effect inside a transaction.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        if migrations is None and _version(connection) == 0:
            _create(connection)
        while _version(connection) != len(steps):
            _take_next_step(connection, steps)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def refuse_newer(version: int, newest: int | None = None) -> None:
    """NewerSchema if the version of the file is higher than this program knows."""
    if version > (len(MIGRATIONS) if newest is None else newest):
        raise NewerSchema("this diary was written by a newer version of the program; update the program to open it")


def is_older(connection: sqlite3.Connection) -> bool:
    """Whether the schema of the file is older than that of this program."""
    return _version(connection) < len(MIGRATIONS)


def _create(connection: sqlite3.Connection) -> None:
    """The newest schema in an empty file, without the steps that led to it; later steps follow."""
    with _transaction(connection):
        if _version(connection) == 0:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _make(connection, _NEWEST_SCRIPT)
            connection.execute(f"PRAGMA user_version = {_NEWEST_SCRIPT}")


def _take_next_step(connection: sqlite3.Connection, steps: Sequence[Migration]) -> None:
    with _transaction(connection):
        # Read again under the write lock: meanwhile another program may have migrated, even further than this one can.
        version = _version(connection)
        refuse_newer(version, len(steps))
        if version < len(steps):
            steps[version](connection)
            # Foreign keys are off during the step, so they are checked before it is committed.
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise DamagedFile("the diary could not be brought up to date, because parts of it are missing")
            connection.execute(f"PRAGMA user_version = {version + 1}")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After some errors SQLite has rolled back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def script_of(version: int) -> str | None:
    """The SQL that makes a whole file of a version; None for one that only a step leads to."""
    path = Path(__file__).with_name(f"schema_{version}.sql")
    return path.read_text("utf-8") if path.exists() else None


def _make(connection: sqlite3.Connection, version: int) -> None:
    script = script_of(version)
    assert script is not None
    run_script(connection, script)


def _create_schema_1(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _make(connection, 1)


def _rebuild_tables(connection: sqlite3.Connection) -> None:
    """Schema 2: no words of the vocabulary in the constraints, so that it can grow without a migration; new columns."""
    objects = connection.execute("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall()
    tables = [name for type, name in objects if type == "table"]
    # Otherwise SQLite would rename the tables in the foreign keys too.
    connection.execute("PRAGMA legacy_alter_table = ON")
    # A value that no program of ours wrote must not keep the diary from opening: `verify` names it.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    try:
        for name in (name for type, name in objects if type == "index"):
            connection.execute(f"DROP INDEX {name}")
        for table in tables:
            connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
        _make(connection, 2)
        for table in tables:
            # New columns get their defaults.
            columns = ", ".join(f'"{name}"' for _, name, *_ in connection.execute(f"PRAGMA table_info(old_{table})"))
            connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM old_{table}")
            connection.execute(f"DROP TABLE old_{table}")
    finally:
        connection.execute("PRAGMA ignore_check_constraints = OFF")
        connection.execute("PRAGMA legacy_alter_table = OFF")


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run statements that end with a semicolon at the end of a line."""
    # `executescript` would commit the transaction of the step.
    for statement in statements_of(script):
        connection.execute(statement)


def statements_of(script: str) -> Iterator[str]:
    """The statements of a script, as SQLite keeps their text: without the comment before them."""
    for statement in script.split(";\n"):
        text = "\n".join(line for line in statement.splitlines() if not line.startswith("--")).strip().rstrip(";")
        if text:
            yield text


MIGRATIONS: tuple[Migration, ...] = (_create_schema_1, _rebuild_tables)
_NEWEST_SCRIPT = 2
"""The newest version with a script that makes a whole file. A test compares it with the steps that led to it."""
