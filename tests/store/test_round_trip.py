"""Each record is read as it was saved."""

from __future__ import annotations

import tempfile
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.clock import Clock
from diary.domain.moments import Moment
from diary.domain.records import KINDS, Diary, Entry, Reading, Record
from diary.domain.validate import tidy
from diary.store import row_writer
from diary.store.diary_store import DiaryStore, open_diary
from tests.lengths import LONG, sample
from tests.store.samples import ANY_THING, EVERY_KIND, NOW, at, entry


def test_the_samples_cover_every_kind_and_leave_no_field_at_its_default() -> None:
    assert len({type(record) for record in EVERY_KIND}) == len(KINDS)
    at_default = {
        (type(record).__name__, field.name)
        for record in EVERY_KIND
        for field in fields(record)
        if getattr(record, field.name) == field.default
    }
    # These fields have nothing to show in these kinds, or are covered by another kind.
    assert at_default <= {
        (kind, name) for kind in ("Motion", "Known", "Usual", "Care") for name in ("note", "recorded")
    } | {("Motion", "unit")} | {(type(record).__name__, "source") for record in EVERY_KIND[2:]}
    for parts in (EVERY_KIND[0].readings, EVERY_KIND[1].exercises):  # type: ignore[attr-defined]
        assert all(getattr(parts[0], field.name) != field.default for field in fields(parts[0]))
    assert {(record.at.date_only, record.at.about) for record in EVERY_KIND} == {
        (True, False),
        (False, True),
        (False, False),
    }


def rows_of(path: Path, clock: Clock) -> dict[str, list[tuple[str, ...]]]:
    """Every row after saving every kind, with its values as SQLite quotes them, so that 1, 1.0 and '1' differ."""
    rows = {}
    with open_diary(path, clock=clock, program="cli", create=True) as store:
        store.save(*EVERY_KIND)
        store.delete(*(record.id for record in EVERY_KIND[:2]))
        raw = store.database.connection
        for table in (*KINDS, "reading", "exercise", "answer", "version"):
            names = [name for _, name, *_ in raw.execute(f"PRAGMA table_info({table})") if name != "change_id"]
            quoted = ", ".join(f'quote("{name}")' for name in names)
            rows[table] = sorted(raw.execute(f"SELECT {quoted} FROM {table}").fetchall())
    return rows


def test_many_rows_are_written_as_a_few_are(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    a_few = rows_of(tmp_path / "few.db", clock)
    monkeypatch.setattr(row_writer, "MANY", 1)
    assert rows_of(tmp_path / "many.db", clock) == a_few


def test_every_kind_comes_back_as_it_was_saved(store: DiaryStore, clock: Clock) -> None:
    store.save(*EVERY_KIND)
    assert store.read() == Diary.of(EVERY_KIND)
    with open_diary(store.path, clock=clock, program="tui", create=False) as again:
        assert again.read() == Diary.of(EVERY_KIND)


@pytest.mark.parametrize("record", EVERY_KIND, ids=lambda record: type(record).__name__)
def test_a_record_is_found_by_the_beginning_of_its_id(store: DiaryStore, record: Record) -> None:
    store.save(*EVERY_KIND)
    assert store.get(record.id) == record
    assert store.get(record.id[:-1]) == record


# Few: each one makes a diary on the disk.
@settings(max_examples=sample(15, 40), deadline=None, derandomize=not LONG)
@given(records=st.lists(ANY_THING, min_size=1, max_size=6, unique_by=lambda record: record.id))
def test_whatever_a_diary_can_hold_comes_back(records: list[Record]) -> None:
    clock = Clock(NOW.tzinfo or pytest.fail("aware"), "", NOW)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_diary(Path(folder) / "d.db", clock=clock, program="cli", create=True) as store,
    ):
        store.save(*records)
        assert store.read() == Diary.of(records)
        store.delete(*(record.id for record in records))
        assert store.read() == Diary()
        store.undo()
        assert store.read() == Diary.of(records)


def test_words_come_back_once_each_in_the_order_of_the_vocabulary(store: DiaryStore) -> None:
    mixed = entry(1, Reading("knee", "left", 3, ("sharp", "dull", "sharp"), ("weakness", "numbness")))
    store.save(mixed)
    (read,) = store.read().entries
    assert read.readings[0].qualities == ("dull", "sharp")
    assert read.readings[0].symptoms == ("numbness", "weakness")
    assert read == tidy(mixed)


def test_readings_and_exercises_keep_their_order(store: DiaryStore) -> None:
    # Neither in alphabetical order nor in that of the vocabulary.
    sites = ("toes", "ankle", "knee", "hip", "calf", "shin", "thigh", "foot", "wrist", "hand", "elbow", "jaw")
    saved = entry(1, *(Reading(site, "right", 1) for site in sites))
    store.save(saved)
    assert [reading.site for reading in store.read().entries[0].readings] == list(sites)


def test_records_of_one_instant_are_ordered_by_id(store: DiaryStore) -> None:
    store.save(*(Entry(id=id, at=at(1), note="x") for id in ("c", "a", "b")))
    assert [each.id for each in store.read().entries] == ["a", "b", "c"]


@pytest.mark.parametrize("many", [1, 100])
def test_a_time_on_any_clock_comes_back_as_the_same_instant(
    store: DiaryStore, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    # A few rows and many are written in two ways; both must hold the instant, not what the clock showed.
    monkeypatch.setattr(row_writer, "MANY", many)
    berlin = timezone(timedelta(hours=2))
    at = Moment(datetime(2026, 3, 2, 8, tzinfo=berlin), 7200)
    written = datetime(2026, 3, 2, 8, tzinfo=berlin)
    store.save(Entry(id="summer", at=at, recorded=written, note="eight in Berlin"))
    (entry,) = store.read().entries
    assert entry.at.instant == entry.recorded == datetime(2026, 3, 2, 6, tzinfo=UTC)
