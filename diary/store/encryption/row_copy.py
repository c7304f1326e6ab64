"""Copying a diary row by row between a plain and an encrypted database, and a digest of all that a diary holds.

SQLite copies page by page only between two databases of one form.
"""

from __future__ import annotations

import hashlib
import sqlite3

_PRAGMAS = ("application_id", "user_version")


def copy_rows(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Replace all that is in `target` by what is in `source`, in one transaction of each."""
    # Neither has an effect inside a transaction.
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("PRAGMA ignore_check_constraints = ON")  # values are not judged here, and verify names them
    target.execute("PRAGMA temp_store = MEMORY")
    target.execute("BEGIN IMMEDIATE")
    source.execute("BEGIN")
    try:
        for type, name in target.execute("SELECT type, name FROM sqlite_schema WHERE sql NOT NULL").fetchall():
            if type == "table" and not name.startswith("sqlite_"):
                target.execute(f"DROP TABLE {_quoted(name)}")
        # In the order in which they were made, and before any row: each begins at the page where salvage looks for it.
        for name, sql in source.execute("SELECT name, sql FROM sqlite_schema WHERE sql NOT NULL ORDER BY rowid"):
            if not name.startswith("sqlite_"):
                target.execute(sql)
        for table in _tables(source):
            if table.startswith("sqlite_"):  # SQLite has begun to fill it
                target.execute(f"DELETE FROM {_quoted(table)}")
            rows = source.execute(f"SELECT * FROM {_quoted(table)}")
            places = ", ".join("?" for _ in rows.description)
            target.executemany(f"INSERT INTO {_quoted(table)} VALUES ({places})", rows)
        for pragma in _PRAGMAS:
            target.execute(f"PRAGMA {pragma} = {_value(source, pragma)}")
        target.execute("COMMIT")
    except BaseException:
        target.rollback()
        raise
    finally:
        source.rollback()
        target.execute("PRAGMA ignore_check_constraints = OFF")


def digest_of(connection: sqlite3.Connection) -> str:
    """A digest of the schema and of every value, with the number of rows of each table; equal for equal diaries."""
    total = hashlib.sha256()
    connection.execute("BEGIN")
    try:
        for pragma in _PRAGMAS:
            total.update(f"{pragma} {_value(connection, pragma)}\n".encode())
        schema = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'")
        for row in sorted(map(repr, schema)):
            total.update(row.encode("utf-8", "surrogatepass"))
        for table in _tables(connection):
            rows = 0
            # Sorted, as a table without row numbers of its own need not keep its order.
            for row in sorted(map(repr, connection.execute(f"SELECT * FROM {_quoted(table)}"))):
                total.update(f"{row}\n".encode("utf-8", "surrogatepass"))
                rows += 1
            total.update(f"{table} {rows}\n".encode())
    finally:
        connection.rollback()
    return total.hexdigest()


def _tables(connection: sqlite3.Connection) -> list[str]:
    # sqlite_sequence last: inserting into the tables changes it. Statistics are made anew where they are wanted.
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%' "
        "ORDER BY name LIKE 'sqlite_%', name"
    )
    return [str(name) for (name,) in rows]


def _value(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
