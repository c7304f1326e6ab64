"""Old exercise names are split once: as one change, which undo takes back for good."""

from __future__ import annotations

from diary.domain.records import Exercise, Session
from diary.store.diary_store import DiaryStore
from diary.store.old_names import LABEL, split_old_names
from tests.store.samples import at

OLD = Session(id="old", at=at(30), activity="home", exercises=(Exercise("squats 3x10"), Exercise("bridge")))
OTHER = Session(id="other", at=at(20), exercises=(Exercise("Plank 60 s"), Exercise("90/90 stretch")))


def test_names_are_split_in_one_change_that_can_be_undone_and_is_not_made_again(store: DiaryStore) -> None:
    store.save(OLD, OTHER)
    pairs = split_old_names(store)
    assert [(old.name, new.name) for old, new in pairs] == [("squats 3x10", "squats"), ("Plank 60 s", "Plank")]
    squats, bridge = store.read().sessions[0].exercises
    assert (squats.name, squats.sets, squats.reps, bridge.name) == ("squats", 3, 10, "bridge")
    assert store.changes(1)[0].label == LABEL
    assert split_old_names(store) == ()
    store.undo()
    assert store.read().sessions == (OLD, OTHER)
    assert split_old_names(store) == ()
    # What came into the diary later is looked at, once too.
    store.save(Session(id="late", at=at(10), exercises=(Exercise("squats 3x8"),)))
    assert [new.reps for _, new in split_old_names(store)] == [8]


def test_without_such_a_name_nothing_is_written(store: DiaryStore) -> None:
    store.save(Session(id="new", at=at(10), exercises=(Exercise("squats", sets=3, reps=10), Exercise("90/90 stretch"))))
    before = store.newest()
    assert split_old_names(store) == ()
    assert store.newest() == before
