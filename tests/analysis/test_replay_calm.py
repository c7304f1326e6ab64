"""Readings that change no answer: the replay asks no site again because of them, and says what asking would have."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from diary.analysis.replay import engine
from diary.analysis.replay.calm import Calm
from diary.analysis.replay.replay import replay
from diary.analysis.replay.response_memory import ResponseMemory
from diary.analysis.replay.site_answers import SiteAnswers
from diary.analysis.replay.site_course import SiteCourse
from diary.domain.moments import Moment
from diary.domain.records import Entry, Reading, Record, Session, Version
from tests.analysis.random_histories import BEGIN, Writer
from tests.analysis.test_replay import TICK, asked, replayed
from tests.lengths import sample

KNEE = ("knee", "left")


class Steady(Writer):
    """Somebody whose levels stay near a usual one for weeks, with few flares, and who exercises often."""

    def __init__(self, seed: int, days: int) -> None:
        super().__init__(seed, days, most_places=2)
        random = self.random
        self.per_day = random.choice([1, 2, 3, 4])
        self.flares = random.choice([0, 0.01, 0.03])
        self.signs, self.lateness, self.changes = (
            share * random.choice(parts)
            for share, parts in ((self.signs, (0, 0, 0.3)), (self.lateness, (0, 0.2, 1)), (self.changes, (0, 0.2, 1)))
        )
        self.usual = {place: random.randint(0, 4) for place in self.places}
        self.level = dict(self.usual)
        self.exercises = random.choice([0.1, 0.3, 0.9])

    def entry(self, at: Moment) -> Entry:
        """One entry, at levels near the usual ones."""
        levels = dict(self.level)
        entry = super().entry(at)
        self.level = levels
        return replace(entry, readings=tuple(self._steadier(reading) for reading in entry.readings))

    def _steadier(self, reading: Reading) -> Reading:
        random, place = self.random, (reading.site, reading.side)
        usual, level = self.usual[place], self.level[place]
        if random.random() < 0.005:
            self.usual[place] = usual = max(0, min(8, usual + random.choice([-1, 1, 2])))
        if random.random() < self.flares:
            level = usual + random.randint(2, 6)
        elif abs(level - usual) > 1:
            level += 1 if level < usual else -1
        else:
            level += random.choice([-1, 0, 0, 1])
        self.level[place] = max(0, min(10, level))
        seldom = random.random() < 0.1
        return replace(
            reading,
            pain=None if reading.pain is None else self.level[place],
            symptoms=reading.symptoms if seldom else (),
            sudden=reading.sudden and seldom,
        )

    def _day(self, morning: datetime) -> list[Record]:
        records = super()._day(morning)
        if self.random.random() < self.exercises:
            records.append(
                Session(**self._common(morning), activity=self.random.choice(("physio", "walk")), minutes=30)
            )
        return records


@pytest.mark.parametrize("seed", range(sample(24, 200)))
def test_what_is_not_asked_again_would_have_said_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    versions, end = Steady(seed, 60).versions(), BEGIN + timedelta(days=80)
    past_findings = replay(versions, end)
    monkeypatch.setattr(Calm, "covers", lambda *_: False)
    monkeypatch.setattr(ResponseMemory, "reading_came", lambda self, _: setattr(self, "_until", None))
    assert past_findings == replay(versions, end)


@pytest.mark.parametrize("seed", range(sample(3, 20)))
def test_it_is_what_asking_at_that_moment_would_have_said(seed: int) -> None:
    versions, end, random = Steady(seed, 100).versions(), BEGIN + timedelta(days=120), Random(seed)
    past_findings = replay(versions, end)
    moments = [event.at + shift for past in past_findings for event in past.events for shift in (-TICK, TICK)]
    moments = random.sample(moments, min(len(moments), 10))
    for version in random.sample(versions, min(len(versions), 20)):
        moments.append(max(version.record.at.instant, version.written or version.record.at.instant))
    for moment in (moment for moment in moments if moment <= end):
        assert replayed(past_findings, moment) == asked(versions, moment), (seed, moment)


def test_a_site_at_its_usual_level_is_asked_about_once_a_day_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    questions: list[datetime] = []

    class Counted(SiteAnswers):
        __slots__ = ()

        def __init__(self, course: SiteCourse, as_of: datetime, until: datetime | None = None) -> None:
            questions.append(as_of)
            super().__init__(course, as_of, until)

    monkeypatch.setattr(engine, "SiteAnswers", Counted)
    begin = datetime(2026, 1, 1, tzinfo=UTC)

    def at(day: int, hour: int) -> dict[str, Any]:
        instant = begin + timedelta(days=day, hours=hour)
        return {"id": f"{day:03}{hour:02}", "at": Moment(instant), "recorded": instant}

    records: list[Record] = []
    for day in range(120):
        # Levels of 1 and 2, a point apart, and a session every day: none of it is news.
        records += [Entry(**at(day, hour), readings=(Reading(*KNEE, 1 + (day + hour) % 2),)) for hour in range(8, 20)]
        records.append(Session(**at(day, 7), activity="physio", minutes=30))
    versions = [Version(record, record.recorded, None, "current") for record in records]
    assert replay(versions, begin + timedelta(days=120)) == ()
    settled = begin + timedelta(days=20)  # until then too little is known of the usual level
    assert len([instant for instant in questions if instant >= settled]) <= 100


def test_what_ends_an_answer_that_is_raised_ends_it_at_once() -> None:
    # Two sessions end at one instant, and a reading outside the second day of both ends the answer to one of them.
    versions = Steady(210014, 150).versions()
    past_findings = replay(versions, BEGIN + timedelta(days=190))
    for moment in (datetime(2025, 4, 3, 10, 59, tzinfo=UTC), datetime(2025, 4, 3, 12, tzinfo=UTC)):
        assert replayed(past_findings, moment) == asked(versions, moment)
