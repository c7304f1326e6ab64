"""The history marks times from another zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

from diary.domain.moments import Moment
from diary.domain.records import new_id
from diary.store.diary_store import open_diary
from tests.tui.driving import Driven, history, press, shown


async def test_a_time_from_another_zone_has_its_offset_in_the_history(sample: Driven) -> None:
    there = timezone(timedelta(hours=9))
    when = (sample.clock.now() - timedelta(minutes=1)).astimezone(there)
    entry = replace(sample.kept().entries[-1], id=new_id(), at=Moment.of(when, "Asia/Tokyo"))
    with open_diary(sample.path, clock=sample.clock, program="cli", create=False) as store:
        store.save(entry)
    async with sample.run() as pilot:
        await history(pilot)
        await press(pilot, "down", "down")
        assert shown(pilot).count(f"{when:%H:%M} +09:00") == 2  # in the list, and with its details
        assert shown(pilot).count("+09:00") == 2
