"""Migrations make the schema that the table models describe, and the pragmas have the right values."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from diary.clock import Clock
from diary.domain.records import KINDS
from diary.errors import NewerSchema
from diary.store.connection import connect
from diary.store.diary_store import DiaryStore, open_diary
from diary.store.schema import migrations
from diary.store.schema.migrations import APPLICATION_ID, MIGRATIONS, Migration, migrate, run_script
from diary.store.schema.tables import model_of
from tests.store.samples import entry
from tests.store.schema import expected

TABLES = (*KINDS, "reading", "exercise", "answer", "change", "version")


def schema_of(connection: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """Columns, keys, checks and indexes: all that SQLite knows of the schema, without the spacing of its text."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {
        "sql": {
            name: re.sub(r"\s+", " ", sql or "").replace("( ", "(").replace(" )", ")").strip()
            for name, sql in connection.execute("SELECT name, sql FROM sqlite_schema")
        },
        "columns": {name: connection.execute(f"PRAGMA table_xinfo({name})").fetchall() for name in tables},
        "keys": {name: connection.execute(f"PRAGMA foreign_key_list({name})").fetchall() for name in tables},
        "indexes": {name: {row[1:] for row in connection.execute(f"PRAGMA index_list({name})")} for name in tables},
    }


def parts_of(sql: str) -> list[str]:
    """The columns and constraints of a table, sorted: SQLite appends what a later step adds, with its constraint."""
    head, _, inside = sql.partition("(")
    parts, depth = [""], 0
    for word in inside.removesuffix(")").replace(",", " , ").split():
        depth += word.count("(") - word.count(")")
        if depth == 0 and (word == "," or (word == "CONSTRAINT" and parts[-1])):
            parts.append("")
        if depth or word != ",":
            parts[-1] = f"{parts[-1]} {word}".strip()
    return [head, *sorted(filter(None, parts))]


def fresh(*steps: Migration) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, steps or None)
    return connection


def test_a_new_file_is_as_the_migrations_make_an_old_one() -> None:
    with closing(fresh()) as created, closing(fresh(*MIGRATIONS)) as migrated:
        left, right = schema_of(created), schema_of(migrated)
        for aspect in left:
            assert left[aspect] == right[aspect]
        version = "PRAGMA user_version"
        assert created.execute(version).fetchone() == migrated.execute(version).fetchone() == (len(MIGRATIONS),)


def test_the_schema_is_what_the_table_of_fields_demands() -> None:
    """`python -m tests.store.schema.expected` prints it; a new field needs a migration that adds its column."""
    with closing(fresh()) as created, closing(sqlite3.connect(":memory:", isolation_level=None)) as demanded:
        run_script(demanded, expected.schema())
        left, right = schema_of(created), schema_of(demanded)
        assert {name: parts_of(sql) for name, sql in left["sql"].items()} == {
            name: parts_of(sql) for name, sql in right["sql"].items()
        }
        assert left["keys"] == right["keys"]
        assert left["indexes"] == right["indexes"]


def test_a_column_that_a_step_adds_is_compared_like_one_of_a_script() -> None:
    with closing(sqlite3.connect(":memory:")) as added, closing(sqlite3.connect(":memory:")) as whole:
        added.execute("CREATE TABLE visit (id VARCHAR, CONSTRAINT ck_id CHECK (id IN ('a', 'b')))")
        added.execute(
            "ALTER TABLE visit ADD COLUMN room VARCHAR NOT NULL DEFAULT '' CONSTRAINT ck_room CHECK (room <> 'x')"
        )
        whole.execute(
            "CREATE TABLE visit (id VARCHAR, room VARCHAR NOT NULL DEFAULT '',"
            " CONSTRAINT ck_id CHECK (id IN ('a', 'b')), CONSTRAINT ck_room CHECK (room <> 'x'))"
        )
        one, other = (parts_of(schema_of(each)["sql"]["visit"]) for each in (added, whole))
        assert one == other
        assert len(one) == 5


def test_the_models_have_the_columns_of_the_schema() -> None:
    with closing(fresh()) as created:
        for table in TABLES:
            columns = {
                name: not required for _, name, _, required, *_ in created.execute(f"PRAGMA table_info({table})")
            }
            model = {column.name: bool(column.nullable) for column in inspect(model_of(table)).columns}
            assert model == columns, table


def test_pragmas_read_back(store: DiaryStore) -> None:
    def pragma(name: str) -> object:
        return store.database.connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "delete"
    # 3 is EXTRA: each commit is synced, and the folder once the journal is gone.
    assert pragma("synchronous") == 3
    assert pragma("foreign_keys") == 1
    assert pragma("busy_timeout") == 30_000
    assert pragma("application_id") == APPLICATION_ID
    assert pragma("user_version") == len(MIGRATIONS)


def _second(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE visit ADD COLUMN room VARCHAR NOT NULL DEFAULT ''")


def _broken(connection: sqlite3.Connection) -> None:
    _second(connection)
    raise RuntimeError("half way")


def test_an_older_diary_is_brought_up_to_date_with_its_entries(
    store: DiaryStore, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    saved = entry(1)
    store.save(saved)
    store.close()
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, _second))
    with open_diary(store.path, clock=clock, program="cli", create=False) as newer:
        assert newer.read().entries == (saved,)
        assert newer.database.connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        assert newer.database.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_migration_that_fails_leaves_no_trace(store: DiaryStore) -> None:
    store.save(entry(1))
    steps: tuple[Migration, ...] = (*MIGRATIONS, _broken)
    # The step fails after it has changed a table, so there is something to roll back.
    connection = connect(store.path)
    before = schema_of(connection)
    with pytest.raises(RuntimeError, match="half way"):
        migrate(connection, steps)
    assert schema_of(connection) == before
    # An open transaction would lock out every other program.
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert not connection.in_transaction
    connection.close()


def test_a_newer_schema_is_noticed_even_if_it_is_only_in_the_journal(store: DiaryStore) -> None:
    raw = store.database.connection
    raw.execute("PRAGMA journal_mode = WAL")  # as an older version of the program kept it
    raw.execute("PRAGMA user_version = 99")
    # The header of the main file, which is all that `is_diary` reads, still has the old version.
    assert store.path.with_name("diary.db-wal").stat().st_size
    with pytest.raises(NewerSchema):
        connect(store.path)


def test_the_first_schema_is_frozen() -> None:
    """Its text must not change, because people have diaries that were made with it."""
    text = Path(migrations.__file__).with_name("schema_1.sql").read_text("utf-8")
    assert text.startswith("-- Version 1")
    assert text.count("CREATE TABLE") == 13


def test_a_window_is_read_through_the_index(store: DiaryStore) -> None:
    store.save(*(entry(hours) for hours in range(1, 50)))
    statements: list[str] = []
    raw = store.database.connection
    raw.set_trace_callback(statements.append)
    store.read(since=entry(10).at.instant)
    store.signs_with({"foot-drop", "shooting"})
    store.entries_around(
        [entry(10).at.instant], within=entry(1).at.instant - entry(2).at.instant, before=entry(5).at.instant
    )
    raw.set_trace_callback(None)
    plans = {
        statement: [detail for *_, detail in raw.execute(f"EXPLAIN QUERY PLAN {statement}")]
        for statement in statements
        if "SELECT" in statement and re.search("FROM (entry|reading|session|motion|care)", statement)
    }
    assert len(plans) >= 6
    for statement, plan in plans.items():
        scans = [step for step in plan if re.match("SCAN (entry|reading|session|exercise|motion|care)", step)]
        # Only the partial indexes of words may be read from end to end.
        assert all(re.search("INDEX ix_(reading|entry)_(symptoms|qualities|sudden)", step) for step in scans), (
            statement,
            plan,
        )
    assert any("ix_entry_at" in step for plan in plans.values() for step in plan)
    everything = str(list(plans.values()))
    for index in ("ix_reading_symptoms", "ix_reading_qualities", "ix_reading_sudden", "ix_entry_symptoms"):
        assert index in everything


def test_the_last_entry_is_found_through_an_index(store: DiaryStore) -> None:
    store.save(*(entry(hours) for hours in range(1, 50)))
    statements: list[str] = []
    raw = store.database.connection
    raw.set_trace_callback(statements.append)
    store.get("last")
    raw.set_trace_callback(None)
    plan = raw.execute(f"EXPLAIN QUERY PLAN {next(each for each in statements if 'SELECT' in each)}").fetchall()
    # The versions are read from the end, until the first that counts; of all else each row is found by its index.
    assert {detail for *_, detail in plan if detail.startswith("SCAN")} == {"SCAN version"}
