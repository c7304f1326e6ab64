"""Whether the tables of a file are those that this program makes; nothing else in it is trusted.

A trigger can delete what is saved, a view never end, a changed constraint let in or keep out values, a unique index
refuse an entry. Tables and indexes of other programs do none of this, and are refused all the same: words copied into
them would survive a purge, foreign keys from them stop a deletion, and a migration would lose them.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache

from diary.domain.text import printable
from diary.store.schema import migrations
from diary.store.schema.migrations import migrate, script_of, statements_of

_OF_SQLITE = frozenset(
    {
        "CREATE TABLE sqlite_sequence(name,seq)",
        "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
        "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
    }
)
"""What SQLite itself adds: for AUTOINCREMENT, and by ANALYZE."""
_LONGEST_NAME = 40
_ROWS = "SELECT type, name, sql FROM sqlite_schema"


def differences(connection: sqlite3.Connection) -> list[str]:
    """How the schema of a diary differs from what its version should have, in words; empty where it does not.

    Of a version that this program does not know, only triggers and views are named.
    """
    # SQLite reads nothing but these texts when it opens a file, so that equal texts are an equal schema: columns,
    # constraints, indexes. 0.3 ms. An index that a constraint makes has no text of its own.
    found = {sql: (type, name) for type, name, sql in connection.execute(_ROWS) if sql is not None}
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if not 0 < version <= len(migrations.MIGRATIONS):
        added = [found[sql] for sql in found if found[sql][0] in ("trigger", "view")]
        return ["it does not say its version"] * (version == 0) + [_extra(*each) for each in added]
    expected = _expected(version)
    missing = {expected[sql] for sql in expected.keys() - found.keys()}
    extra = {found[sql] for sql in found.keys() - expected.keys() - _OF_SQLITE}
    return [
        *(f"the {type} {name} is not as this program makes it" for type, name in sorted(missing & extra)),
        *(f"the {type} {name} is missing" for type, name in sorted(missing - extra)),
        *(_extra(type, name) for type, name in sorted(extra - missing, key=str)),
    ]


def tables_of(version: int) -> frozenset[str]:
    """The names of the tables of a file of this version; of the newest, where there is no such version."""
    newest = len(migrations.MIGRATIONS)
    made = _expected(version if 0 < version <= newest else newest).values()
    return frozenset(name for type, name in made if type == "table")


def _extra(type: str, name: str) -> str:
    # The name may be anything, and reaches the terminal.
    return f"a{'n' if type == 'index' else ''} {type} that no diary has: {printable(name)[:_LONGEST_NAME]}"


@cache
def _expected(version: int) -> dict[str, tuple[str, str]]:
    """The type and name of each table and index of a version, by the SQL that makes it."""
    script = script_of(version)
    if script is None:  # a step that only adds has no script
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
            migrate(memory, migrations.MIGRATIONS[:version])
            return {sql: (type, name) for type, name, sql in memory.execute(_ROWS) if sql and sql not in _OF_SQLITE}
    made = {}
    for statement in statements_of(script):
        _, type, name, *_ = statement.split(maxsplit=3)
        made[statement] = type.lower(), name
    return made
