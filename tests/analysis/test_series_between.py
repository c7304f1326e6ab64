"""The readings of some days, found without looking at all."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta, timezone

import pytest

from diary.domain.moments import Moment
from diary.domain.records import Diary, Entry, Reading, Record
from diary.review.snapshot import review_of

KNEE = ("knee", "left")


@pytest.mark.parametrize("seed", range(12))
def test_the_readings_of_some_days_are_those_of_their_own_clocks(seed: int) -> None:
    chance = random.Random(seed)
    now = datetime(2026, 3, 20, 20, tzinfo=UTC)
    entries: list[Record] = []
    for number in range(60):
        zone = timezone(timedelta(hours=chance.choice((-12, -3, 0, 2, 14))))
        at = (now - timedelta(hours=chance.uniform(0, 400))).astimezone(zone)
        reading = Reading(*KNEE, chance.randint(0, 10))
        entries.append(Entry(id=f"e{number:02}", at=Moment.of(at), readings=(reading,)))
    course = review_of(Diary.of(entries), now).course(*KNEE)
    for _ in range(20):
        first = chance.randint(now.toordinal() - 20, now.toordinal() + 2)
        last = first + chance.randint(0, 6)
        assert course.between(first, last) == [point for point in course.points if first <= point.day <= last]
