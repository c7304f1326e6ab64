"""Redo, and bringing back one deleted record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diary.domain.records import Entry
from diary.errors import DiaryError
from diary.store.diary_store import DiaryStore, open_diary
from tests.store.samples import entry


def notes(store: DiaryStore) -> dict[str, str]:
    return {each.id: each.note for each in store.read().entries}


def test_redo_does_again_what_was_undone_step_by_step(store: DiaryStore) -> None:
    first = entry(3, id="first")
    store.save(first)
    store.replace(replace(first, note="edited"))
    store.delete("first")
    after = [notes(store)]
    for _ in range(3):
        store.undo()
        after.append(notes(store))
    assert after == [{}, {"first": "edited"}, {"first": first.note}, {}]
    for earlier in reversed(after[:-1]):
        store.redo()
        assert notes(store) == earlier
    with pytest.raises(DiaryError, match="nothing to redo"):
        store.redo()
    # What was done again can be undone again.
    store.undo()
    assert notes(store) == {"first": "edited"}


def test_a_new_change_ends_redo(store: DiaryStore) -> None:
    store.save(entry(3, id="first"))
    store.undo()
    store.save(entry(2, id="second"))
    with pytest.raises(DiaryError, match="nothing to redo"):
        store.redo()
    assert set(notes(store)) == {"second"}


def test_nothing_is_redone_in_an_empty_diary(store: DiaryStore) -> None:
    with pytest.raises(DiaryError, match="nothing to redo"):
        store.redo()


def test_what_another_program_undid_is_not_redone_unasked(store: DiaryStore) -> None:
    store.save(entry(3, id="first"))
    with open_diary(store.path, clock=store._clock, program="tui", create=False) as other:
        other.undo(any_program=True)
        with pytest.raises(DiaryError, match="was undone by the screen"):
            store.redo()
        assert notes(store) == {}
    store.redo(any_program=True)
    assert set(notes(store)) == {"first"}


def test_a_deleted_record_comes_back_and_what_came_after_stays(store: DiaryStore) -> None:
    store.save(entry(3, id="gone", note="worse on stairs"), entry(2, id="other"))
    store.delete("gone")
    later = entry(1, id="later")
    store.save(later)
    store.delete("other")
    assert [version.record.id for version in store.deleted()] == ["other", "gone"]
    found = store.find_deleted("go")
    assert isinstance(found, Entry)
    assert (found.id, found.note) == ("gone", "worse on stairs")
    change = store.bring_back("go")
    assert set(notes(store)) == {"gone", "later"}
    assert [version.record.id for version in store.deleted()] == ["other"]
    # It can be undone like any other change: then it is deleted again, also for an import.
    assert store.undo().undo_of == change.id
    assert set(notes(store)) == {"later"}
    assert [version.record.id for version in store.deleted()] == ["gone", "other"]
    assert store.deleted_ids() == {"gone", "other"}


def test_a_deletion_that_was_redone_stays_one(store: DiaryStore) -> None:
    store.save(entry(3, id="gone"))
    store.delete("gone")
    store.undo()
    assert store.deleted() == ()
    store.redo()
    assert store.deleted_ids() == {"gone"}


def test_an_undone_entry_was_not_deleted(store: DiaryStore) -> None:
    store.save(entry(3, id="first"))
    store.undo()
    assert store.deleted() == ()


@pytest.mark.parametrize("prefix", ["here", "nowhere", ""])
def test_only_what_was_deleted_can_be_brought_back(store: DiaryStore, prefix: str) -> None:
    store.save(entry(3, id="here"))
    with pytest.raises(DiaryError, match="nothing that was deleted"):
        store.bring_back(prefix)


def test_an_unclear_beginning_of_an_id_is_refused(store: DiaryStore) -> None:
    store.save(entry(3, id="abc"), entry(2, id="abd"), entry(1, id="ab"))
    store.delete("abc", "abd")
    with pytest.raises(DiaryError, match=r"ab could be ab[cd], ab[cd]; give more of the id"):
        store.bring_back("ab")
    store.delete("ab")
    assert store.bring_back("ab").ids == ("ab",)
