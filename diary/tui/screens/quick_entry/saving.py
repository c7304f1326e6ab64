"""From the records of a typed line to the disk, where they are more than added: what runs may take another's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from diary.domain.exercise_names import exercise_key
from diary.domain.records import Record
from diary.domain.rehabilitation import Activity, Plan, Treatment
from diary.errors import DiaryError

if TYPE_CHECKING:
    from diary.domain.records import Change
    from diary.store.diary_store import DiaryStore


def save_new(store: DiaryStore, records: Sequence[Record], label: str) -> Change:
    """Save new records."""
    return store.save(*records, label=label)


def save_in_place_of(store: DiaryStore, records: Sequence[Record], label: str) -> Change:
    """Save plan lines or treatments; of one that runs already the old dose ends on the day before.

    One that began on that day or later is changed: it has no earlier dose to keep.
    """
    diary = store.read(kinds={"plan", "treatment"})
    new, changed, opened = list[Record](), list[Record](), list[Record]()
    for record in records:
        assert isinstance(record, Plan | Treatment)
        if any(_key(record) == _key(each) for each in (*new, *changed)):
            raise DiaryError(f"{record.name} is there twice; write it once")
        there: Sequence[Plan | Treatment] = diary.plans if isinstance(record, Plan) else diary.treatments
        same = [old for old in there if _key(old) == _key(record)]
        old_ones = [old for old in same if old.runs_between(record.first_day, record.last_day or date.max)]
        opened += old_ones
        begun_later = [old for old in old_ones if old.first_day >= record.first_day]
        last = (record.first_day - timedelta(days=1)).isoformat()
        changed += [replace(old, until=last) for old in old_ones if old not in begun_later]
        if len(begun_later) > 1:
            raise DiaryError(f"{record.name} is there several times from then on; end the others first")
        if begun_later:
            old = begun_later[0]
            changed.append(replace(record, id=old.id, at=old.at, recorded=old.recorded, source=old.source))
        else:
            new.append(record)
    return store.write(new=new, changed=changed, opened=opened, label=label)


def save_activities(store: DiaryStore, records: Sequence[Record], label: str) -> Change:
    """Save activities to follow; DiaryError for one that is followed already."""
    followed = store.read(kinds={"activity"}).activities
    for record in records:
        assert isinstance(record, Activity)
        if any(_key(old) == _key(record) and old.runs_on(record.first_day) for old in followed):
            raise DiaryError(f"{record.name} is followed already")
    return store.save(*records, label=label)


def _key(record: Record) -> str:
    assert isinstance(record, Plan | Treatment | Activity)
    return exercise_key(record.name) if isinstance(record, Plan) else record.name.casefold()
