"""Each number of the table of responses, against a second computation from the raw records that shares no code."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from random import Random

import pytest

from diary.analysis.response import Pattern, Response, patterns, together
from diary.analysis.snapshot import snapshot_of
from diary.domain.exercise_light import BANDS
from diary.domain.records import Diary, Exercise, Session
from tests.analysis import response_again as again
from tests.analysis.random_diaries import random_diary
from tests.charts.diaries import NOW, sample
from tests.lengths import sample as how_many


def numbers(one: Response) -> tuple[object, ...]:
    took = None if one.hours is None else round(one.hours, 6)
    light = one.light(BANDS)
    return (
        Fraction(one.before.level), one.peak, one.last, took, one.morning, one.during, one.eased,
        light.value if light else None,
    )  # fmt: skip


def numbers_again(one: again.Again) -> tuple[object, ...]:
    took = None if one.hours is None else round(float(one.hours), 6)
    return (one.before, one.peak, one.last, took, one.morning, one.during, one.eased, one.light)


def compare(diary: Diary, as_of: datetime) -> list[Pattern]:
    found = patterns(snapshot_of(diary, as_of))
    expected = again.rows(diary, as_of)
    assert {((p.name, p.exercise), (p.site, p.side)) for p in found} == set(expected)
    for pattern in found:
        place = (pattern.site, pattern.side)
        row = expected[(pattern.name, pattern.exercise), place]
        rest = again.without(diary, as_of, place)
        assert [one.session.id for one in pattern.responses] == [one.session for one in row]
        assert [numbers(one) for one in pattern.responses] == [numbers_again(one) for one in row]
        assert [numbers(one) for one in pattern.without] == [numbers_again(one) for one in rest]
        assert [Fraction(level) for level in pattern.middles] == again.middles(row)
        assert pattern.rose == sum(one.hours != 0 for one in row)
        assert pattern.eased == sum(one.eased for one in row)
        assert list(pattern.during) == [one.during for one in row if one.during is not None]
        mornings = [(float(one.before), one.morning) for one in row if one.morning is not None]
        assert list(pattern.mornings) == mornings
        took, expected_took = pattern.hours, again.median_hours(row)
        assert (took is None) == (expected_took is None)
        if took is not None and expected_took is not None:
            assert took == pytest.approx(float(expected_took))
        assert pattern.stands_out == again.stands_out(row, rest)
        assert pattern.comparable == (min(len(row), len(rest)) >= 8)
    return list(found)


def with_exercises(diary: Diary, seed: int) -> Diary:
    """The same diary with exercises in its sessions: done, eased, skipped, twice, with and without pain."""
    chance = Random(f"{seed} exercises")

    def one() -> Exercise:
        name = chance.choice(("squats", "Squats ", "bridges", "plank"))
        done = chance.choice(("yes", "yes", "eased", "skipped"))
        return Exercise(name, done=done, pain=chance.choice((None, None, 0, 2, 3, 4, 5, 6, 9)))

    def session(old: Session) -> Session:
        return replace(old, exercises=tuple(one() for _ in range(chance.randrange(4))))

    return replace(diary, sessions=tuple(session(old) for old in diary.sessions))


@pytest.mark.parametrize("start", range(10))
def test_random_diaries_have_the_same_table(start: int) -> None:
    for seed in range(start, how_many(150, 6000), 10):
        diary, as_of = random_diary(seed)
        if diary.sessions:
            compare(diary, as_of)
            compare(with_exercises(diary, seed), as_of)


def test_the_sample_diaries_have_the_same_table() -> None:
    found = compare(sample(), NOW)
    assert max(pattern.times for pattern in found) >= 8
    assert len(compare(with_exercises(sample(), 1), NOW)) > len(found)


def test_exercises_that_were_always_done_together_are_one_row_with_the_highest_pain_during() -> None:
    for seed in range(40):
        diary, as_of = random_diary(seed)
        found = patterns(snapshot_of(with_exercises(diary, seed), as_of))
        rows = [row for row in together(found) if row.exercise]
        assert len({(row.site, row.side, tuple(one.session.id for one in row.responses)) for row in rows}) == len(rows)
        assert sum(len(row.parts) or 1 for row in rows) == sum(pattern.exercise for pattern in found)
        for row in rows:
            for at, one in enumerate(row.responses):
                each = [part.responses[at].during for part in row.parts or (row,)]
                assert one.during == max((pain for pain in each if pain is not None), default=None)


def test_a_period_takes_only_its_own_sessions() -> None:
    diary = with_exercises(sample(), 2)
    days = {session.id: session.at.day for session in diary.sessions}
    first, last = NOW.date() - timedelta(days=40), NOW.date() - timedelta(days=5)
    expected = again.rows(diary, NOW)
    for pattern in patterns(snapshot_of(diary, NOW), first, last):
        row = expected[(pattern.name, pattern.exercise), (pattern.site, pattern.side)]
        kept = again.in_period(row, days, first, last)
        assert [numbers(one) for one in pattern.responses] == [numbers_again(one) for one in kept]
