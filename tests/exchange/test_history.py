"""JSON keeps what was edited and deleted, there and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from diary.clock import Clock
from diary.domain.records import Diary, Reading
from diary.exchange.import_plan import apply, plan_import
from diary.exchange.json_format import json_of
from diary.exchange.parsed_file import Fate
from diary.samples import sample_clock, sample_csv
from diary.store.diary_store import DiaryStore, open_diary
from tests.exchange.diaries import BERLIN, NOW, an_entry


def opened(path: Path, hours: int = 0) -> DiaryStore:
    clock = Clock(BERLIN.zone, BERLIN.zone_name, NOW + timedelta(hours=hours))
    return open_diary(path, clock=clock, program="import", create=True)


def lived_in(path: Path) -> bytes:
    """A diary in which one entry was edited twice, and another edited and deleted; as JSON."""
    one = an_entry("one", days=2, readings=(Reading("neck", "center", 3),))
    two = an_entry("two", days=1, readings=(Reading("knee", "left", 4),))
    for hours, step in enumerate(("save", "first", "second", "delete")):
        with opened(path, hours) as store:
            if step == "save":
                store.save(one, two)
            elif step == "delete":
                store.delete("two")
            else:
                store.replace(replace(one, note=step), replace(two, note=step))
    with opened(path, 9) as store:
        return json_of(store.read(), store.versions())


def test_json_brings_back_what_was_edited_and_deleted_to_the_byte(tmp_path: Path) -> None:
    whole = lived_in(tmp_path / "one.db")
    assert whole.count(b'"fate": "edited"') == 4
    assert whole.count(b'"fate": "deleted"') == 1
    with opened(tmp_path / "two.db", 50) as store:
        apply(plan_import(whole, store, BERLIN), store)
        assert json_of(store.read(), store.versions()) == whole
        assert store.deleted_ids() == {"two"}


def test_history_comes_in_once_and_undo_takes_the_import_alone(tmp_path: Path) -> None:
    whole = lived_in(tmp_path / "one.db")
    with opened(tmp_path / "two.db", 50) as store:
        first = apply(plan_import(whole, store, BERLIN), store)
        again = plan_import(whole, store, BERLIN)
        assert (again.writes, [row.fate for row in again.rows]) == (False, [Fate.SAME])
        assert first is not None
        assert store.undo().undo_of == first.id
        assert store.read().entries == ()
        assert store.changes() == ()


def test_a_thing_that_is_here_keeps_its_own_history(tmp_path: Path) -> None:
    whole = lived_in(tmp_path / "one.db")
    with opened(tmp_path / "two.db", 50) as store:
        store.save(an_entry("one", days=2, note="mine"))
        plan = plan_import(whole, store, BERLIN)
        assert [row.fate for row in plan.refused] == [Fate.CHANGED]
        apply(plan, store)
        assert [version.record.note for version in store.versions() if version.record.id == "one"] == ["mine"]
        assert store.deleted_ids() == {"two"}


def sample_store(folder: Path) -> DiaryStore:
    return open_diary(folder / "sample.db", clock=sample_clock(), program="import", create=True)


def test_an_import_that_was_undone_can_be_done_again(tmp_path: Path) -> None:
    store, clock = sample_store(tmp_path), sample_clock()
    content = sample_csv("first-weeks")
    apply(plan_import(content, store, clock), store)
    whole = store.read()
    store.undo()
    assert store.read() == Diary()
    apply(plan_import(content, store, clock), store)
    assert store.read() == whole


def test_what_a_person_deleted_stays_deleted_when_the_file_comes_again(tmp_path: Path) -> None:
    store, clock = sample_store(tmp_path), sample_clock()
    content = sample_csv("first-weeks")
    apply(plan_import(content, store, clock), store)
    gone = store.read().entries[0]
    store.delete(gone.id)
    plan = plan_import(content, store, clock)
    assert not plan.writes
    assert plan.counts[Fate.DELETED] == 1
