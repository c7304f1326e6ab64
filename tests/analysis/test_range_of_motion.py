"""range-of-motion: a movement that keeps getting smaller, in degrees, degrees short, or by its rating."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from diary.analysis.analyzer import analyze
from diary.domain.fields import LONGEST_NAME
from diary.domain.moments import Moment
from diary.domain.records import Diary
from diary.domain.validate import check
from diary.review.announce import acknowledgement, finding_changes
from tests.analysis.diaries import at, diary

SMALLER, NOT, TOO_FEW = "raised", "clear", "insufficient"


def status(values: Sequence[float], unit: str = "deg", days: Sequence[int] | None = None, as_of: str = "") -> str:
    """The answer after these measurements, one a day."""
    days = range(len(values)) if days is None else days
    given = [f"d{day} 20:00 motion bend left {value} {unit}" for day, value in zip(days, values, strict=True)]
    found = [f for f in analyze(diary(given), at(as_of or f"d{days[-1]} 20:00")) if f.rule == "range-of-motion"]
    assert len(found) == 1
    return str(found[0].status)


@pytest.mark.parametrize(
    ("values", "unit", "expected"),
    [
        ((100, 95, 90), "deg", SMALLER),
        ((100, 95, 91), "deg", NOT),
        ((90, 95, 100), "deg", NOT),
        ((100, 90), "deg", TOO_FEW),
        ((0, 5, 10), "deg-short", SMALLER),
        ((0, 5, 9), "deg-short", NOT),
        ((20, 18, 15), "cm", SMALLER),
        ((20, 18, 16), "cm", NOT),
        ((0, 2, 5), "cm-short", SMALLER),
        ((5, 2, 0), "cm-short", NOT),
        ((60, 80, 90, 90, 80, 80), "deg", SMALLER),
        ((60, 80, 90, 90, 80, 81), "deg", NOT),
        ((60, 80, 90, 90, 81, 80), "deg", NOT),
        ((60, 80, 90, 90, 90, 60), "deg", SMALLER),
        ((60, 99, 60, 60, 60), "deg", NOT),
        ((90, 90, 90, 80, 80), "deg", SMALLER),
        ((90, 60, 85, 85), "deg", NOT),
        ((30, 10, 0, 0, 10, 10), "deg-short", SMALLER),
        ((10, 5, 0), "deg-short", NOT),
        ((8, 7, 6), "self", SMALLER),
        ((8, 7, 7), "self", NOT),
        ((100, 100, 90, 90), "deg", SMALLER),
        ((100, 98, 90, 89), "deg", NOT),
        ((90, 110, 85, 81), "deg", NOT),
        ((100, 60, 95, 85), "deg", NOT),
        ((100, 80, 80, 80, 80, 80, 80, 80), "deg", NOT),
        ((100, 80, 79, 79, 78, 78, 78, 78), "deg", SMALLER),
    ],
)
def test_a_fall_counts_by_its_ends_its_middles_and_its_slope(values: Sequence[float], unit: str, expected: str) -> None:
    assert status(values, unit) == expected


def test_tenths_are_compared_as_they_were_written() -> None:
    assert status((5.1, 5.0, 3.1), "self") == SMALLER
    assert status((100.1, 95, 90.1)) == SMALLER
    assert status((100.1, 95, 90.2)) == NOT


@pytest.mark.parametrize(
    ("days", "expected"), [((0, 1, 2), SMALLER), ((0, 1, 1), TOO_FEW), ((0, 30, 60), SMALLER), ((0, 30, 61), TOO_FEW)]
)
def test_it_needs_three_days_within_60_days(days: Sequence[int], expected: str) -> None:
    assert status((100, 95, 90), days=days) == expected


def test_measurements_older_than_60_days_no_longer_count() -> None:
    assert status((100, 95, 90), as_of="d60 20:00") == SMALLER
    assert status((100, 95, 90), as_of="d60 20:01") == TOO_FEW


def test_the_slope_is_over_real_time() -> None:
    # By number the pairs that rise are as many as those that fall; over real time the median slope is above 0.
    assert status((100, 60, 70, 80, 65), days=(0, 1, 2, 3, 50)) == NOT


def test_movements_sides_and_units_are_not_mixed() -> None:
    given = ["d0 20:00 motion bend left 100 deg", "d1 20:00 motion bend left 95 deg"]
    for third in ("turn left 90 deg", "bend right 90 deg", "bend left 90 deg-short", "bend - 90 deg"):
        found = analyze(diary(given, f"d2 20:00 motion {third}"), at("d2 20:00"))
        assert not [f for f in found if f.rule == "range-of-motion" and f.raised]
    found = analyze(diary(given, "d2 20:00 motion bend left 90 deg"), at("d2 20:00"))
    assert [(f.movement, f.side) for f in found if f.rule == "range-of-motion" and f.raised] == [("bend", "left")]


def falling(unit: str, values: Sequence[float]) -> list[str]:
    """Three measurements of the left bend that fall, in a unit."""
    return [f"d{day} 20:00 motion bend left {value} {unit}" for day, value in enumerate(values)]


IN_ALL_UNITS = [*falling("deg", (100, 95, 90)), *falling("self", (8, 7, 6)), *falling("deg-short", (0, 5, 10))]
ALL_UNITS = diary(IN_ALL_UNITS)


def test_one_movement_in_several_units_has_a_finding_of_its_own_in_each() -> None:
    found = [f for f in analyze(ALL_UNITS, at("d2 20:00")) if f.rule == "range-of-motion"]
    assert [f.status for f in found] == ["raised"] * 3
    assert len({f.id for f in found}) == 3
    assert {f.movement: (f.facts["first"], f.facts["latest"]) for f in found} == {
        "bend": (100, 90),
        "bend (self-rating)": (8, 6),
        "bend (short of full)": (0, 10),
    }
    assert len({f.title for f in found}) == 3


def test_what_was_told_of_one_unit_is_not_told_of_another() -> None:
    (degrees,) = [f for f in analyze(ALL_UNITS, at("d2 20:00")) if f.movement == "bend"]
    ack = acknowledgement(degrees, id="told", at=Moment.of(at("d2 21:00")), recorded=at("d2 21:00"))
    found = analyze(Diary.of([*ALL_UNITS.records(), ack]), at("d2 22:00"))
    assert {f.movement: f.acknowledged for f in found if f.rule == "range-of-motion"} == {
        "bend": True,
        "bend (self-rating)": False,
        "bend (short of full)": False,
    }


def test_a_finding_in_one_unit_that_clears_leaves_the_other_as_it_is() -> None:
    before = analyze(ALL_UNITS, at("d2 20:00"))
    after = analyze(diary(IN_ALL_UNITS, "d3 20:00 motion bend left 9 self"), at("d3 20:00"))
    assert [(c.kind, c.finding.movement) for c in finding_changes(before, after)] == [("cleared", "bend (self-rating)")]


def test_the_longest_name_of_a_movement_can_be_told() -> None:
    given = diary([f"d{day} 20:00 motion {'b' * LONGEST_NAME} left {8 - day} self" for day in range(3)])
    (finding,) = [f for f in analyze(given, at("d2 20:00")) if f.rule == "range-of-motion"]
    check(acknowledgement(finding, id="told", at=Moment.of(at("d2 21:00")), recorded=at("d2 21:00")), at("d2 22:00"))
