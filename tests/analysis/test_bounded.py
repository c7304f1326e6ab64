"""A window gives the answers of the whole diary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from diary.analysis.analyzer import analyze
from diary.analysis.bounded import WINDOW, Excerpts, windowed
from diary.domain.findings import Finding
from diary.domain.moments import Moment
from diary.domain.records import Diary, Entry, Motion, Record
from tests.analysis.random_histories import BEGIN, Writer

DAY = timedelta(days=1)


def reader(diary: Diary, asked: list[datetime | None], as_of: datetime) -> Callable[[datetime | None], Diary]:
    """Reads as the store does: a window, and with it older entries around the times that old signs choose."""
    excerpts = Excerpts(diary)

    def read(since: datetime | None) -> Diary:
        asked.append(since)
        return excerpts.since(since, as_of)

    return read


def current(findings: tuple[Finding, ...], diary: Diary, as_of: datetime) -> list[Finding]:
    """The answers about the person, and about sites logged in the last 60 days; of movements the raised ones."""
    places = {
        (reading.site, reading.side)
        for entry in diary.entries
        if as_of - 60 * DAY <= entry.at.instant <= as_of
        for reading in entry.readings
        if reading.pain is not None
    }
    return [
        finding
        for finding in findings
        if finding.raised or (finding.site is None and not finding.facts.get("unit")) or finding.place in places
    ]


@pytest.mark.parametrize("seed", range(16))
def test_the_answers_from_a_window_are_those_of_the_whole_diary(seed: int) -> None:
    writer = Writer(seed, days=420)
    writer.signs = writer.signs / 8
    diary = Diary.of([version.record for version in writer.versions() if version.outcome == "current"])
    random = Random(seed)
    for _ in range(4):
        as_of = BEGIN + timedelta(hours=random.randrange(150 * 24, 430 * 24))
        _, _, findings = windowed(reader(diary, [], as_of), as_of)
        assert current(findings, diary, as_of) == current(analyze(diary, as_of), diary, as_of)


def test_an_ordinary_diary_is_not_read_further_back_than_the_window() -> None:
    asked: list[datetime | None] = []
    as_of = BEGIN + 400 * DAY
    windowed(reader(Diary.of(calm(500)), asked, as_of), as_of)
    assert asked == [as_of - WINDOW]


def test_since_when_a_movement_gets_smaller_may_hang_on_two_of_its_windows() -> None:
    # Old high values raise what would not be raised had the diary begun with the window.
    as_of = BEGIN + 400 * DAY
    first = as_of - WINDOW
    course = [(-20, 140), (-15, 140), (5, 80), (26, 120), (28, 112), (30, 100), (84, 85), (85.9, 80), (87, 75)]
    course += [(89, 65), (100, 60), (110, 55), (120, 50), (129, 40)]
    moves: list[Record] = [
        Motion(id=f"m{n}", at=Moment.of(first + day * DAY), movement="bend", side="left", value=value, unit="deg")
        for n, (day, value) in enumerate(course)
    ]
    diary = Diary.of([*moves, *calm(500)])
    _, _, findings = windowed(reader(diary, [], as_of), as_of)
    rule = "range-of-motion"
    assert [f for f in findings if f.rule == rule] == [f for f in analyze(diary, as_of) if f.rule == rule]


def calm(days: int) -> list[Record]:
    """An entry a day at one site, between 2 and 4."""
    writer = Writer(3, days, most_places=1)
    writer.calm, writer.flares, writer.per_day = True, 0.0, 1
    random = Random(3)
    return [
        replace(entry, readings=tuple(replace(reading, pain=random.randint(2, 4)) for reading in entry.readings))
        for day in range(days)
        for entry in writer._day(BEGIN + day * DAY)
        if isinstance(entry, Entry)
    ]
