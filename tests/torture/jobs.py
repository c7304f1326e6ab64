"""The jobs of the programs that are killed: each works on a diary and acknowledges what was reported as saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from diary.cli.main import complain, main
from diary.clock import Clock
from diary.domain.moments import Moment
from diary.domain.records import Entry, Reading
from diary.errors import DiaryError
from diary.store.diary_store import DiaryStore, open_diary
from diary.store.encryption.keys import Key
from diary.store.schema import migrations
from tests.torture.programs import Acknowledge

NOW = datetime(2026, 3, 5, 19, tzinfo=UTC)
CLOCK = Clock(UTC, "UTC", NOW)


def opened(path: Path, *, create: bool = False) -> DiaryStore:
    """Open the diary at that path, with a clock that stands still."""
    return open_diary(path, clock=CLOCK, program="cli", create=create)


def an_entry(id: str, note: str = "") -> Entry:
    """A small entry with that id."""
    return Entry(id=id, at=Moment.of(NOW), recorded=NOW, note=note or id, readings=(Reading("knee", "left", 4),))


def command(*words: str, path: Path) -> int:
    """Run a command line as it would be typed; returns its exit status."""
    # Options go before "--", since everything after it is a note.
    at = words.index("--") if "--" in words else len(words)
    return main([*words[:at], "--db", str(path), "--tz", "UTC", "--now", "2026-03-05T19:00Z", *words[at:]])


def with_keys(acknowledge: Acknowledge, keys: Sequence[Key], job: Callable[..., int], *given: Any) -> int:
    """Do a job in a program that knows these keys."""
    from diary.store.encryption.unlock import KEYS

    for key in keys:
        KEYS.add(key)
    return job(acknowledge, *given)


def save(acknowledge: Acknowledge, path: Path, name: str, times: int | None = None) -> int:
    """Save entry after entry in a diary that stays open, as the screen does; `times` None: without end."""
    try:
        with opened(path, create=True) as store:
            for number in count() if times is None else range(times):
                store.save(an_entry(f"{name}-{number}"))
                acknowledge(f"{name}-{number}")
    except DiaryError as error:
        return complain(str(error), error.exit_status)
    return 0


def log(acknowledge: Acknowledge, path: Path, name: str, times: int | None = None) -> int:
    """`diary log` again and again: the diary is opened and closed for each entry, with a checkpoint each time."""
    for number in count() if times is None else range(times):
        if status := command("log", "6", "left", "knee", "--", f"{name}-{number}", path=path):
            return status
        acknowledge(f"{name}-{number}")
    return 0


def import_file(acknowledge: Acknowledge, path: Path, file: Path) -> int:
    """`diary import`."""
    if status := command("import", str(file), path=path):
        return status
    acknowledge("imported")
    return 0


def migrate(acknowledge: Acknowledge, path: Path) -> int:
    """Open a diary with a program that has one more migration, and log an entry."""
    # Assigned for good: this process ends with the job.
    migrations.MIGRATIONS = (*migrations.MIGRATIONS, another_version)
    return log(acknowledge, path, "migrated", 1)


def another_version(connection: sqlite3.Connection) -> None:
    """The most demanding kind of migration: a table is rebuilt, an index made, and a new column filled."""
    columns = ", ".join(f'"{name}"' for _, name, *_ in connection.execute("PRAGMA table_info(visit)"))
    (made,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'visit'").fetchone()
    connection.execute(made.replace("CREATE TABLE visit", "CREATE TABLE visit_anew", 1))
    connection.execute(f"INSERT INTO visit_anew ({columns}) SELECT {columns} FROM visit")
    connection.execute("DROP TABLE visit")
    connection.execute("ALTER TABLE visit_anew RENAME TO visit")
    connection.execute("CREATE INDEX ix_visit_at ON visit (at, id)")
    connection.execute("ALTER TABLE question ADD COLUMN torture VARCHAR NOT NULL DEFAULT ''")
    connection.execute("UPDATE question SET torture = id || ' was here'")
    connection.execute("CREATE TABLE torture AS SELECT id, at, note FROM entry")


def back_up(acknowledge: Acknowledge, path: Path, copy: Path) -> int:
    """`diary backup`."""
    if status := command("backup", str(copy), path=path):
        return status
    acknowledge("backed up")
    return 0


def read_repeatedly(acknowledge: Acknowledge, path: Path, times: int) -> int:
    """Read the whole diary again and again, as the screen does; entries seen once must never be missing later."""
    seen: set[str] = set()
    try:
        with opened(path) as store:
            for _ in range(times):
                there = {entry.id for entry in store.read().entries}
                if not seen <= there:
                    return complain(f"{len(seen - there)} entries vanished", 1)
                seen = there
                store.stamp()
                store.changes(1)
    except DiaryError as error:
        return complain(str(error), error.exit_status)
    acknowledge(f"saw {len(seen)}")
    return 0
