"""What an id on the command line names where it is changed; what may be meant as a place in a list names nothing."""

from __future__ import annotations

from diary.cli.show import line_of, said_when
from diary.domain.records import Thing
from diary.errors import DiaryError
from diary.store.diary_store import DiaryStore

PLACES_IN_A_LIST = 3
"""Digits that may be meant so: "delete 1" is the first of the list to many people, and an id by chance."""


def thing_called(store: DiaryStore, id: str) -> Thing:
    """The thing with that id, or whose id begins so; "last" is the entry written last."""
    thing = store.get(id)
    if id == thing.id or not id.isdigit() or len(id) > PLACES_IN_A_LIST:
        return thing
    raise DiaryError(
        f"{id} is too short to name an entry; if {line_of(thing)} ({said_when(thing.at)}) is meant, "
        f"write {thing.id[:6]}, as diary list shows it"
    )
