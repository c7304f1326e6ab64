"""Editing, deleting and undoing: nothing is destroyed, and each change is undone as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from diary.clock import Clock
from diary.domain.records import Care, Diary, Entry, Question, Reading, Signs, Version, Visit
from diary.error_hints import error_text
from diary.errors import DiaryError, InvalidValue
from diary.store.diary_store import DiaryStore, open_diary
from tests.store.samples import EVERY_KIND, NOW, at, entry


@pytest.fixture
def tui(store: DiaryStore, clock: Clock) -> Iterator[DiaryStore]:
    with open_diary(store.path, clock=clock, program="tui", create=False) as other:
        yield other


def test_a_change_says_who_made_it_and_what_it_did(store: DiaryStore) -> None:
    one, two = entry(2), entry(1)
    change = store.save(one, two, label="two knees")
    assert (change.program, change.session, change.label, change.instant) == ("cli", store.session, "two knees", NOW)
    assert change.operations == ((one.id, "create"), (two.id, "create"))
    assert store.changes(1) == (change,)
    assert store.change(change.id) == change


def test_an_invalid_record_saves_nothing_of_the_whole_change(store: DiaryStore) -> None:
    with pytest.raises(InvalidValue, match="11"):
        store.save(entry(2), entry(1, Reading("knee", "left", 11)))
    assert store.count() == 0
    assert store.changes() == ()


def test_an_id_is_saved_once_only(store: DiaryStore) -> None:
    first = entry(1)
    store.save(first)
    with pytest.raises(InvalidValue, match="already"):
        store.save(entry(2), Visit(id=first.id, at=at(1)))
    with pytest.raises(InvalidValue, match="2 times"):
        store.save(entry(2, id="same"), entry(3, id="same"))
    assert store.read().records() == (first,)


def test_a_deleted_record_stays_deleted_when_it_is_saved_again(store: DiaryStore) -> None:
    first = entry(1)
    store.save(first)
    store.delete(first.id)
    with pytest.raises(InvalidValue, match="deleted"):
        store.save(first)
    assert store.deleted_ids() == {first.id}
    assert store.count() == 0


@pytest.mark.parametrize("record", EVERY_KIND, ids=lambda record: type(record).__name__)
def test_each_kind_can_be_edited_deleted_and_brought_back_step_by_step(store: DiaryStore, record: Entry) -> None:
    edited = replace(record, note="edited", at=at(9))
    store.save(record)
    store.replace(edited)
    store.delete(record.id)
    assert store.read().records() == ()
    # Undo goes back through the deletion, the edit and the first save.
    states = []
    for _ in range(3):
        store.undo()
        states.append(store.read().records())
    assert states == [(edited,), (record,), ()]
    with pytest.raises(DiaryError, match="nothing to undo"):
        store.undo()


def test_an_edit_removes_readings_that_it_no_longer_has(store: DiaryStore) -> None:
    first = entry(1, Reading("knee", "left", 4), Reading("knee", "right", 2))
    store.save(first)
    second = replace(first, readings=(Reading("hip", "left", 1),))
    store.replace(second)
    assert store.read().entries == (second,)
    store.undo()
    assert store.read().entries == (first,)


def test_an_edit_without_a_difference_makes_no_change(store: DiaryStore) -> None:
    first = entry(1)
    store.save(first)
    with pytest.raises(DiaryError, match="reads so already"):
        store.replace(first)
    assert len(store.versions()) == 1


def test_a_missing_record_can_be_neither_edited_nor_deleted(store: DiaryStore) -> None:
    store.save(entry(1, id="there"))
    # Together with a record that exists: that one must not be deleted either.
    with pytest.raises(DiaryError, match="nothing in the diary is called absent"):
        store.delete("there", "absent")
    with pytest.raises(DiaryError, match="absent"):
        store.replace(entry(1, id="absent"))
    with pytest.raises(InvalidValue, match="another kind"):
        store.replace(Visit(id="there", at=at(1)))
    assert store.count() == 1


def test_an_undo_names_the_change_that_it_undid(store: DiaryStore) -> None:
    change = store.save(entry(1))
    undo = store.undo()
    assert undo.undo_of == change.id
    assert undo.operations == ((change.ids[0], "delete"),)
    assert store.change(change.id).undone_by == undo.id
    with pytest.raises(DiaryError, match="already"):
        store.undo(change.id)


def test_an_older_change_is_undone_by_its_id(store: DiaryStore) -> None:
    one, two = entry(2), entry(1)
    first = store.save(one)
    store.save(two)
    store.undo(first.id)
    assert store.read().entries == (two,)
    with pytest.raises(DiaryError, match="no change is called"):
        store.undo("nonsense")


def test_a_change_with_later_changes_to_its_records_is_not_undone(store: DiaryStore) -> None:
    one = entry(2)
    saved = store.save(one, label="the first")
    store.replace(replace(one, note="more"), label="the edit")
    with pytest.raises(DiaryError, match="“the first” can't be undone, because “the edit” came after it"):
        store.undo(saved.id)
    assert store.read().entries[0].note == "more"


def test_an_undone_change_can_be_redone_and_undone_again(store: DiaryStore) -> None:
    one = entry(2)
    saved = store.save(one)
    for _ in range(3):
        undone = store.undo()
        assert store.count() == 0
        redone = store.undo(undone.id)
        assert store.read().entries == (one,)
        # Redone, the original change counts again, and the undo does not.
        assert store.changes(1) == (replace(saved, undone_by=None),)
    store.undo(redone.id)
    assert store.count() == 0
    with pytest.raises(DiaryError, match="already"):
        store.undo(redone.id)


def test_a_redo_is_refused_if_its_records_have_changed(store: DiaryStore) -> None:
    one = entry(2)
    store.save(one)
    store.replace(replace(one, note="b"))
    undone = store.undo()
    # This undo removes the record to which the redo would have to apply.
    store.undo()
    with pytest.raises(DiaryError, match="reads differently"):
        store.undo(undone.id)
    assert store.count() == 0


def test_a_change_of_another_program_is_only_undone_on_request(store: DiaryStore, tui: DiaryStore) -> None:
    mine, theirs = entry(2), entry(1)
    store.save(mine)
    tui.save(theirs, label="knee 4")
    with pytest.raises(DiaryError, match="“knee 4”, was made by the screen") as caught:
        store.undo()
    assert error_text(caught.value).endswith("; to undo it all the same: diary undo --any")
    assert store.count() == 2
    store.undo(any_program=True)
    assert store.read().entries == (mine,)
    store.undo()
    assert store.count() == 0


def test_repeated_undo_skips_changes_that_are_undone(store: DiaryStore) -> None:
    saved = [entry(hours) for hours in (4, 3, 2, 1)]
    for each in saved:
        store.save(each)
    store.undo()
    store.undo()
    late = entry(0.5)
    store.save(late)
    assert [change.ids for change in store.changes()] == [(late.id,), (saved[1].id,), (saved[0].id,)]
    store.undo()
    store.undo()
    assert store.read().entries == (saved[0],)


def test_versions_show_the_content_at_each_moment(store: DiaryStore, clock: Clock) -> None:
    first = entry(30)
    hours = [NOW + timedelta(hours=number) for number in range(5)]

    def at_hour(number: int) -> DiaryStore:
        return open_diary(store.path, clock=replace(clock, fixed=hours[number]), program="cli", create=False)

    second = replace(first, note="second")
    with at_hour(0) as later:
        later.save(first)
    with at_hour(1) as later:
        later.replace(second)
    with at_hour(2) as later:
        later.delete(first.id)
    with at_hour(3) as later:
        later.undo()
    # Without `recorded`, as from an import: when it was written is not known.
    imported = Question(id="zz", at=at(1), note="?")
    store.save(imported)
    assert store.versions() == (
        Version(first, first.recorded, hours[1], "edited"),
        Version(second, hours[1], hours[2], "deleted"),
        Version(second, hours[3], None, "current"),
        Version(imported, None, None, "current"),
    )


def test_a_clock_set_back_does_not_end_a_version_before_it_began(store: DiaryStore, clock: Clock) -> None:
    first = entry(0)
    store.save(first)
    # Nine days before the first save, though it happens after it.
    early = replace(clock, fixed=NOW - timedelta(days=9))
    old = replace(first, at=at(24 * 10), note="old")
    with open_diary(store.path, clock=early, program="cli", create=False) as back:
        back.replace(old)
    before, _ = store.versions()
    assert before.written == before.until == NOW


def test_the_last_entry_is_the_one_written_last_not_the_latest(store: DiaryStore) -> None:
    with pytest.raises(DiaryError, match="no entry yet"):
        store.get("last")
    late, early = entry(1, recorded=None), entry(9, recorded=None)
    store.save(late, early)
    assert store.get("last") == early
    written = entry(50, recorded=NOW)
    store.save(written)
    same_second = entry(60, recorded=NOW)
    store.save(same_second)
    assert store.get("last") == same_second
    # An edit does not change when an entry was written.
    store.replace(replace(written, note="edited later"))
    assert store.get("last") == same_second


def test_the_last_record_is_of_any_kind_that_a_person_writes(store: DiaryStore) -> None:
    written = entry(50, recorded=NOW)
    store.save(written)
    care = Care(id="care1", at=at(1), recorded=NOW, activity="ice")
    store.save(care)
    assert store.get("last") == care
    # An answer to what the diary asks is none of them.
    store.save(Signs(id="signs1", at=at(0), recorded=NOW))
    assert store.get("last") == care
    store.delete(care.id)
    assert store.get("last") == written


def test_the_latest_entry_is_the_one_about_the_latest_time_whenever_it_was_written(store: DiaryStore) -> None:
    assert store.latest_entry() is None
    latest = entry(1, recorded=NOW - timedelta(hours=1))
    store.save(latest)
    store.save(entry(50, recorded=NOW))
    assert store.latest_entry() == latest
    same_time = replace(entry(1, recorded=NOW), at=latest.at)
    store.save(same_time)
    assert store.latest_entry() == same_time
    store.delete(same_time.id)
    store.save(replace(entry(1, recorded=None), at=latest.at))
    assert store.latest_entry() == latest


def test_an_ambiguous_or_unknown_id_is_refused_in_one_line(store: DiaryStore) -> None:
    store.save(entry(1, id="abc1"), entry(2, id="abc2"), entry(3, id="abc"), Visit(id="abd", at=at(1)))
    assert store.get("abc").id == "abc"
    with pytest.raises(DiaryError, match="could be abc, abc1, abc2, abd"):
        store.get("ab")
    with pytest.raises(DiaryError, match="no id begins with zz"):
        store.get("zz")
    with pytest.raises(DiaryError, match="which one"):
        store.get("")
    store.delete("abc2")
    with pytest.raises(DiaryError, match="abc2 was deleted"):
        store.get("abc2")


def test_the_stamp_differs_after_each_commit_of_either_program(store: DiaryStore, tui: DiaryStore) -> None:
    # Two commits of one program in a row too: the count must not depend on the other one.
    seen = [store.stamp()]
    assert store.stamp() == seen[0]
    for writer in (store, tui, store, tui, tui):
        writer.save(entry(1))
        seen.append(store.stamp())
    assert len(set(seen)) == len(seen)
    # Reading is no commit.
    store.read()
    assert store.stamp() == seen[-1]


def test_saving_replacing_and_deleting_can_be_one_change(store: DiaryStore) -> None:
    one, two, three = entry(3), entry(2), entry(1)
    store.save(one, two)
    store.write(new=[three], changed=[replace(one, note="x")], gone=[two.id], label="import")
    assert store.read().entries == (replace(one, note="x"), three)
    store.undo()
    assert store.read() == Diary.of((one, two))


def test_an_empty_change_is_refused(store: DiaryStore) -> None:
    with pytest.raises(DiaryError, match="nothing to change"):
        store.save()
