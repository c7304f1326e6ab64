"""The cut points that can be set: what they are by themselves, and that every rule and the history heed them."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest

from diary.analysis.analyzer import analyze
from diary.analysis.replay.replay import replay
from diary.domain.records import Diary, Version
from diary.domain.thresholds import ALLOWED, REASONED, Thresholds
from tests.analysis.diaries import at, diary, on_days

ONCE = diary("d0 08:00 usual interference 2", "d3 20:00 knee left 2, interference 7")
TWICE = diary("d0 08:00 usual interference 2", on_days((2, 3), "knee left 2, interference 5"))
TIRED = diary(on_days((1, 2, 3), "knee left 2, fatigue 4"))
STIFF = diary(f"d{day} 12:00 motion flexion left {value} deg" for day, value in ((1, 100), (2, 95), (3, 90)))
RATED = diary(f"d{day} 12:00 motion flexion left {value} self" for day, value in ((1, 8), (2, 7), (3, 6)))
REACH = diary(f"d{day} 12:00 motion reach left {value} cm" for day, value in ((1, 20), (2, 18), (3, 15)))

CASES = [
    ("interference", ONCE, {"interference_once": 8}, {"interference_twice": 6}),
    ("interference", TWICE, {"interference_twice": 6}, {"interference_once": 8}),
    ("fatigue", TIRED, {"fatigue_from": 5}, {"motion_rating": 3}),
    ("range-of-motion", STIFF, {"motion_degrees": 11}, {"motion_rating": 3}),
    ("range-of-motion", RATED, {"motion_rating": 3}, {"motion_degrees": 11}),
    ("range-of-motion", REACH, {"motion_cm": 6}, {"motion_degrees": 11, "motion_rating": 3}),
]


def raised(given: Diary, thresholds: Thresholds) -> set[str]:
    return {finding.rule for finding in analyze(given, at("d3 21:00"), "", thresholds) if finding.raised}


def remembered(given: Diary, thresholds: Thresholds) -> set[str]:
    versions = [Version(record, record.at.instant, None, "current") for record in given.records()]
    return {past.rule for past in replay(versions, at("d3 21:00"), thresholds)}


@pytest.mark.parametrize(("rule", "given", "higher", "other"), CASES)
def test_a_rule_and_the_history_count_from_the_cut_point_that_is_set(
    rule: str, given: Diary, higher: dict[str, int], other: dict[str, int]
) -> None:
    for asked in (raised, remembered):
        assert rule in asked(given, REASONED)
        assert rule in asked(given, replace(REASONED, **other))
        assert rule not in asked(given, replace(REASONED, **higher))


def test_a_lower_cut_point_raises_what_would_be_quiet() -> None:
    mild = diary(on_days((1, 2, 3), "knee left 2, fatigue 3"))
    assert "fatigue" not in raised(mild, REASONED)
    for asked in (raised, remembered):
        assert "fatigue" in asked(mild, Thresholds(fatigue_from=3))
        assert "interference" in asked(TWICE, Thresholds(interference_once=4, interference_twice=9))


def test_without_a_setting_the_reasoned_ones_hold_and_each_lies_within_what_is_allowed() -> None:
    assert astuple(REASONED) == (7, 5, 4, 10, 5, 2)
    assert list(ALLOWED.values()) == [(5, 9), (3, 9), (2, 8), (5, 30), (2, 15), (1, 4)]
    for name, (least, most) in ALLOWED.items():
        assert least <= getattr(REASONED, name) <= most
