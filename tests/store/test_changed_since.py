"""A change of a record that was changed since it was opened is refused, and names both texts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import diary
from diary.clock import Clock
from diary.domain.records import Diary, Entry, Reading, Record
from diary.error_hints import error_text
from diary.errors import DiaryError
from diary.exchange.import_plan import apply, plan_import
from diary.exchange.json_format import json_of
from diary.store.changed_since import ChangedSince
from diary.store.diary_store import DiaryStore, open_diary
from diary.tui.widgets.texts import key_text
from tests.store.samples import EVERY_KIND, at, entry

OPENED = Entry(id="opened", at=at(2), recorded=at(2).instant, readings=(Reading("foot", "left", 4),))
NEWER = replace(OPENED, readings=(Reading("foot", "left", 4, (), ("numbness",)),), symptoms=("bladder-trouble",))
MINE = replace(OPENED, note="after the {stairs}")


@pytest.fixture
def other(store: DiaryStore, clock: Clock) -> Iterator[DiaryStore]:
    """Another program on the same diary."""
    with open_diary(store.path, clock=clock, program="tui", create=False) as other:
        yield other


@pytest.mark.parametrize("record", EVERY_KIND, ids=lambda record: type(record).__name__)
def test_no_kind_of_record_is_written_over_or_deleted_by_what_did_not_see_the_newer_one(
    store: DiaryStore, other: DiaryStore, record: Record
) -> None:
    store.save(record)
    newer = replace(record, note="newer")
    other.replace(newer, opened=[record])
    with pytest.raises(ChangedSince) as caught:
        store.replace(replace(record, note="mine"), opened=[record])
    assert caught.value.newer == newer
    with pytest.raises(ChangedSince, match="it was changed by the screen since it was opened"):
        store.delete(record.id, opened=[record])
    assert store.read().records() == (newer,)
    # Opened again, it can be changed and deleted.
    store.replace(replace(record, note="mine"), opened=[newer])
    store.delete(record.id, opened=[replace(record, note="mine")])
    with pytest.raises(ChangedSince, match="deleted by the command line") as gone:
        other.replace(newer, opened=[newer])
    assert gone.value.newer is None
    assert store.read() == Diary()


def test_both_texts_are_named_and_an_emergency_stays(store: DiaryStore, other: DiaryStore) -> None:
    store.save(OPENED)
    other.replace(NEWER)
    with pytest.raises(ChangedSince) as caught:
        store.replace(MINE, opened=[OPENED])
    error = caught.value
    both = (
        "it was changed by the screen since it was opened, and is left so. "
        "In the diary now: Thu 5 Mar 18:00  left foot 4/10, numbness; bladder-trouble. "
        "Yours, not saved: Thu 5 Mar 18:00  left foot 4/10 — after the {stairs}"
    )
    assert (error_text(error), key_text(error), error.exit_status) == (both, both, 1)
    with pytest.raises(ChangedSince) as caught:
        store.delete("opened", opened=[OPENED])
    assert error_text(caught.value).endswith(
        "In the diary now: Thu 5 Mar 18:00  left foot 4/10, numbness; bladder-trouble"
    )
    other.delete("opened")
    with pytest.raises(ChangedSince) as caught:
        store.replace(MINE, opened=[OPENED])
    assert "deleted by the screen" in error_text(caught.value)
    assert "after the {stairs}. To bring back what was deleted: diary undo opened" in error_text(caught.value)
    assert store.read() == Diary()


def test_one_changed_record_refuses_the_whole_change(store: DiaryStore, other: DiaryStore) -> None:
    one, two = entry(2), entry(1)
    store.save(one, two)
    other.replace(replace(two, note="newer"))
    with pytest.raises(ChangedSince):
        store.delete(one.id, two.id, opened=[one, two])
    assert store.count() == 2


def test_an_undo_by_another_program_counts_as_a_change(store: DiaryStore, other: DiaryStore) -> None:
    store.save(OPENED)
    store.replace(NEWER)
    other.undo(any_program=True)
    with pytest.raises(ChangedSince, match="changed by the screen"):
        store.replace(replace(NEWER, note="mine"), opened=[NEWER])
    assert store.read().entries == (OPENED,)


def test_the_same_change_by_two_programs_is_no_conflict(store: DiaryStore, other: DiaryStore) -> None:
    store.save(OPENED)
    other.replace(NEWER)
    with pytest.raises(DiaryError, match="reads so already"):
        store.replace(NEWER, opened=[OPENED])


def test_an_import_takes_nothing_over_what_was_changed_after_it_was_planned(
    store: DiaryStore, other: DiaryStore, clock: Clock
) -> None:
    store.save(OPENED)
    plan = plan_import(json_of(Diary(entries=(MINE,)), ()), store, clock, update=True)
    other.replace(NEWER)
    with pytest.raises(ChangedSince):
        apply(plan, store)
    assert store.read().entries == (NEWER,)


def test_what_was_read_before_a_newer_change_saves_nothing_on_it(store: DiaryStore, other: DiaryStore) -> None:
    assert store.newest() == ""
    change = store.save(OPENED)
    assert store.newest() == change.id
    other.replace(NEWER)
    with pytest.raises(DiaryError, match="changed meanwhile"):
        store.save(entry(1), after=change.id)
    store.save(entry(1), after=store.newest())
    assert store.count() == 2


def test_both_interfaces_say_what_they_opened_whenever_they_change_or_delete() -> None:
    calls = []
    for folder in ("cli", "tui"):
        for path in (Path(diary.__file__).parent / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                match node:
                    case ast.Call(func=ast.Attribute(value=ast.Name(id="store"), attr="replace" | "delete" | "write")):
                        calls.append((path.name, node.lineno, "opened" in [each.arg for each in node.keywords]))
    assert len(calls) > 2
    assert [call for call in calls if not call[2]] == []
