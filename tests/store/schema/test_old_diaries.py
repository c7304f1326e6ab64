"""Diaries of every released schema can be opened, and hold the same records as before."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.domain.records import KINDS, TYPE_OF
from diary.exchange.json_format import read_json
from diary.store.diary_store import open_diary
from diary.store.schema.migrations import MIGRATIONS
from tests.store.old.make import CLOCK, content_of, diary_of
from tests.store.samples import entry

SCHEMAS = range(1, len(MIGRATIONS) + 1)
NEW_IN_2 = {"signs", "plan", "score", "treatment", "activity", "background"}


@pytest.fixture(params=SCHEMAS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[int, Path]:
    """The number of a schema, and a copy of its diary."""
    # A copy, because opening migrates the file.
    shutil.copy(diary_of(request.param), tmp_path / "diary.db")
    return request.param, tmp_path / "diary.db"


def test_every_schema_has_a_diary_and_its_content() -> None:
    """A new migration needs a new file: `python -m tests.store.old.make`."""
    for schema in SCHEMAS:
        assert diary_of(schema).exists(), f"schema {schema} has no committed diary"
        assert content_of(schema).exists()
        # immutable: the committed file must not get a journal beside it.
        with sqlite3.connect(f"{diary_of(schema).as_uri()}?mode=ro&immutable=1", uri=True) as raw:
            assert raw.execute("PRAGMA user_version").fetchone() == (schema,)
        raw.close()


def test_an_old_diary_holds_the_same_records(old: tuple[int, Path]) -> None:
    schema, path = old
    expected = read_json(content_of(schema).read_text("utf-8"), CLOCK)
    with open_diary(path, clock=CLOCK, program="cli", create=False) as store:
        raw = store.database.connection
        assert raw.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert set(store.read().records()) == {imported.record for imported in expected.records}
        assert [each for each in store.versions() if each.outcome != "current"] == list(expected.past)
        kinds = {kind for kind in KINDS if schema > 1 or kind not in NEW_IN_2}
        assert {type(version.record) for version in store.versions()} == {TYPE_OF[kind] for kind in kinds}


def test_in_an_old_diary_undo_goes_back_through_its_old_changes(old: tuple[int, Path], clock: Clock) -> None:
    with open_diary(old[1], clock=clock, program="cli", create=False) as store:
        before = store.read()
        assert store.get("e3").note == "corrected twice"
        store.save(entry(1, id="new"))
        # The first undo removes "new"; the others undo changes that the old program made.
        store.undo()
        store.undo()
        assert "e5" in {record.id for record in store.read().records()}
        store.undo()
        assert {"e4", "care1"} <= {record.id for record in store.read().records()}
        assert len(store.read().records()) == len(before.records()) + 3
