"""How far back the rules look: what came earlier doesn't exist for them, but for emergency signs nobody was told of."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from diary.analysis.analyzer import analyze
from diary.analysis.reach import Excerpts
from diary.analysis.snapshot import REACH
from diary.domain.findings import Status
from diary.domain.moments import Moment
from diary.domain.records import Ack, Diary, Entry, Motion, Reading, Record, Session, Usual
from tests.analysis.random_histories import BEGIN, Writer
from tests.lengths import sample

DAY = timedelta(days=1)
AS_OF = BEGIN + 900 * DAY


@pytest.mark.parametrize("seed", range(sample(8, 16)))
def test_an_excerpt_gives_the_answers_of_the_whole_diary(seed: int) -> None:
    writer = Writer(seed, days=900)
    writer.signs = writer.signs / 8
    diary = Diary.of([version.record for version in writer.versions() if version.outcome == "current"])
    excerpts, random = Excerpts(diary), Random(seed)
    shorter = 0
    for _ in range(4):
        as_of = BEGIN + timedelta(hours=random.randrange(300 * 24, 930 * 24))
        excerpt = excerpts.within_reach(as_of)
        shorter += len(excerpt.entries) < len(diary.entries)
        assert analyze(excerpt, as_of) == analyze(diary, as_of)
    assert shorter


@pytest.mark.parametrize("seed", range(8))
def test_what_came_more_than_400_days_before_does_not_exist(seed: int) -> None:
    writer = Writer(seed, days=700)
    writer.signs = 0.0
    diary = Diary.of([version.record for version in writer.versions() if version.outcome == "current"])
    as_of = BEGIN + 690 * DAY
    inside = [
        record
        for record in diary.records()
        if not isinstance(record, (Entry, Session, Motion)) or record.at.instant >= as_of - REACH
    ]
    assert analyze(Diary.of(inside), as_of) == analyze(diary, as_of)


def entry(days: float, *readings: Reading) -> Entry:
    return Entry(id=f"e{days}", at=Moment.of(AS_OF - days * DAY), readings=readings)


def course(first: int) -> list[Record]:
    """Pain of 6 every tenth day from that many days ago on, at a site with a usual level of 2."""
    usual = Usual(id="u", at=Moment.of(AS_OF - 1000 * DAY), level=2, site="knee", side="left")
    return [usual, *(entry(days, Reading("knee", "left", 6)) for days in range(first, 0, -10))]


def test_a_reading_exactly_400_days_before_still_counts() -> None:
    readings: list[Record] = [entry(days, Reading("knee", "left", level)) for days, level in ((400, 3), (1, 3))]
    assert len(Excerpts(Diary.of(readings)).within_reach(AS_OF).entries) == 2
    just_after = AS_OF + timedelta(microseconds=1)
    assert len(Excerpts(Diary.of(readings)).within_reach(just_after).entries) == 1


def test_episodes_are_counted_from_the_first_reading_within_reach() -> None:
    """An episode follows another as long as the pain stays: where the first of them began decides on all."""
    started = {
        finding.started
        for first in (395, 455, 515, 895)
        for finding in analyze(Diary.of(course(first)), AS_OF)
        if finding.rule == "not-improving-48h"
    }
    assert len(started) == 1


@pytest.mark.parametrize("told", [False, True])
def test_an_emergency_sign_is_answered_for_however_old_until_it_is_told(told: bool) -> None:
    sides = (Reading("foot", side, 3, (), ("tingling",)) for side in ("left", "right"))
    records: list[Record] = [entry(880 - number, reading) for number, reading in enumerate(sides)]
    records += [entry(days, Reading("knee", "left", 2)) for days in range(870, 0, -1)]
    if told:
        records.append(Ack(id="a", at=Moment.of(AS_OF - 500 * DAY), rule="emergency-signs"))
    diary = Diary.of(records)
    for read in (diary, Excerpts(diary).within_reach(AS_OF)):
        (finding,) = [finding for finding in analyze(read, AS_OF) if finding.rule == "emergency-signs"]
        assert finding.status is (Status.CLEAR if told else Status.RAISED)
    assert len(Excerpts(diary).within_reach(AS_OF).entries) < 420
