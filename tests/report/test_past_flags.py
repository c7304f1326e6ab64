"""What was raised in a period and has cleared stands in the report: all of it, at its strongest, with its last day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from diary.analysis.analyzer import analyze
from diary.domain.findings import Tier
from diary.domain.records import Ack, Diary, Entry, Motion, Record, Usual
from diary.report.model import FlagRow
from diary.report.sections import flag_rows
from diary.review.snapshot import Review, review_of
from tests.charts.diaries import BACK, NOW, entry, moment, session

Key = tuple[str, str | None, str | None, str | None]


def long_rises(seed: int, days: int = 400) -> Diary:
    """A back that goes up for weeks and down again, logged every few days."""
    chance, records, ago, above = Random(seed), list[Record](), float(days), 0
    every, usual = chance.choice((1.0, 2.0, 3.0, 5.0, 8.0, 9.9)), chance.randint(0, 3)
    while ago > 0:
        if chance.random() < 0.08 * every**0.5:
            above = chance.choice((0, 0, 2, 3, 4, 5))
        level = max(0, min(10, usual + above + chance.choice((0, 0, 0, -1, 1))))
        records.append(entry(ago, {BACK: level}, id=f"e{len(records)}"))
        if chance.random() < 0.1:
            records.append(session(ago, hour=chance.uniform(0, 19), id=f"s{len(records)}"))
        ago -= every
    if chance.random() < 0.4:
        records.append(
            Usual(id="u", at=moment(chance.choice((400, 200, 100))), level=usual, site=BACK[0], side=BACK[1])
        )
    return Diary.of(records)


def asked_at_each_entry(review: Review, first: date) -> dict[Key, tuple[int, bool]]:
    """How strong each finding was at its strongest, by asking after each entry of the period."""
    best: dict[Key, tuple[int, bool]] = {}
    for each in review.entries:
        if each.at.day >= first:
            for found in analyze(review.diary, each.at.local):
                if found.raised and found.tier and found.tier is not Tier.EXPECTED:
                    key = (found.rule, found.site, found.side, found.movement)
                    best[key] = min(best.get(key, (9, True)), (found.tier.rank, not found.confirmed))
    return best


@pytest.mark.parametrize("seed", [2, 3, 7, 11])
def test_whatever_stood_after_an_entry_of_the_period_is_in_the_report(seed: int) -> None:
    review, first = review_of(long_rises(seed), NOW), NOW.date() - timedelta(days=28)
    rows = flag_rows(review, first, True)
    # What is raised now stands there as it is now.
    there = {(row.rule, *(row.place or (None, None)), None): 0 if row.open else row.tier.rank for row in rows}
    for key, (rank, _) in asked_at_each_entry(review, first).items():
        assert there[key] <= rank


def rows_of(rule: str, *records: Record) -> list[FlagRow]:
    review = review_of(Diary.of(records), NOW)
    return [row for row in flag_rows(review, NOW.date() - timedelta(days=28), True) if row.rule == rule]


def test_an_old_sign_that_was_told_of_in_the_period_is_in_its_report() -> None:
    sign = entry(200, {BACK: 3})
    told = Ack(id="told", at=moment(11), rule="emergency-signs", tier="emergency", confirmed=True)
    ordinary = [entry(ago, {BACK: 2}) for ago in range(1, 40)]
    (row,) = rows_of("emergency-signs", replace(sign, symptoms=("saddle-numbness",)), told, *ordinary)
    assert row.tier is Tier.EMERGENCY


def test_a_movement_that_shrank_was_raised_until_its_last_measurement_without_an_entry_in_between() -> None:
    values = {60: 100, 56: 95, 52: 85, 41: 84, 25: 84, 10: 105}
    motions = [
        Motion(id=f"m{ago}", at=moment(ago), movement="flexion", side="left", value=value)
        for ago, value in values.items()
    ]
    (row,) = rows_of("range-of-motion", *motions)
    assert row.until is not None
    assert row.until.date() == moment(25).day
    assert [shown.value for shown in row.evidence][-1] == 84


def test_a_diary_of_this_kind_has_flags_that_have_cleared() -> None:
    review = review_of(long_rises(2), NOW)
    assert any(isinstance(each, Entry) for each in review.entries)
    assert any(not row.open for row in flag_rows(review, NOW.date() - timedelta(days=365), True))
