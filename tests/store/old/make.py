"""`python -m tests.store.old.make`: a small diary of the newest schema, with every kind of record and earlier versions.

To be run once for each schema, before it is released; existing files are not replaced.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from diary.clock import Clock
from diary.domain.records import Reading
from diary.exchange.json_format import json_of
from diary.store.diary_store import DiaryStore, open_diary
from diary.store.schema.migrations import MIGRATIONS
from tests.store.samples import EVERY_KIND, NOW, entry

FOLDER = Path(__file__).parent
CLOCK = Clock(UTC, "UTC", datetime(2026, 3, 5, 19, tzinfo=UTC))


def diary_of(schema: int) -> Path:
    """The diary file of that schema."""
    return FOLDER / f"schema-{schema}.db"


def content_of(schema: int) -> Path:
    """The content of that diary, as exported by the program that made it."""
    return FOLDER / f"schema-{schema}.json"


def fill(store: DiaryStore) -> None:
    """Save every kind of record; then edit, delete, undo and redo."""
    # So that the change log has each operation: create, edit, delete and restore.
    store.save(*EVERY_KIND, label="one of each")
    store.save(*(entry(hours, id=f"e{hours}", note=f"note {hours}") for hours in range(2, 12)), label="ten")
    changed = entry(3, Reading("knee", "left", 7, ("sharp",), ("numbness",), True), id="e3", note="corrected ✎")
    store.replace(changed, label="an edit")
    store.replace(replace(changed, note="corrected twice"), label="another edit")
    store.delete("e4", "care1", label="a deletion")
    store.save(entry(20, id="taken-back"), label="a slip")
    store.undo()
    store.delete("e5", label="too much")
    undone = store.undo()
    store.undo(undone.id)


def main() -> None:
    """Make the files of the newest schema; stops if they exist."""
    path = diary_of(len(MIGRATIONS))
    if path.exists():
        raise SystemExit(f"{path} is there already")
    with open_diary(path, clock=CLOCK, program="cli", create=True) as store:
        fill(store)
        content_of(len(MIGRATIONS)).write_bytes(json_of(store.read(), store.versions()))
    print(f"{path}, {path.stat().st_size // 1024} kB, as of {NOW:%Y-%m-%d}")


if __name__ == "__main__":
    main()
