"""The change over a period, beside the change that counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from diary.analysis.change import Change, change
from diary.analysis.series import DailySeries

FIRST = date(2026, 10, 5)
LAST = date(2026, 11, 1)


def series(levels: dict[int, float]) -> DailySeries:
    """Levels by days since the first day of the period."""
    days = sorted(levels)
    return DailySeries([FIRST.toordinal() + day for day in days], [levels[day] for day in days])


def test_the_baseline_is_the_week_before_the_period_where_it_has_three_days() -> None:
    found = change(series({-7: 9, -3: 2, -2: 3, -1: 2, 1: 8, 2: 8, 3: 8, 25: 5, 26: 5, 27: 6}), FIRST, LAST)
    assert found is not None
    assert (found.before, found.now) == (2.5, 5)
    assert (found.first, found.last) == (FIRST - timedelta(days=7), FIRST - timedelta(days=1))


def test_else_it_is_the_first_week_of_the_period() -> None:
    found = change(series({-1: 9, 0: 4, 3: 4, 6: 5, 26: 2, 27: 1}), FIRST, LAST)
    assert found is not None
    assert (found.before, found.now) == (4, 1.5)


def test_too_few_days_then_or_now_give_no_change() -> None:
    assert change(series({0: 4, 3: 4, 26: 2, 27: 1}), FIRST, LAST) is None
    assert change(series({0: 4, 1: 4, 2: 4, 27: 1}), FIRST, LAST) is None
    assert change(series({0: 4, 1: 4, 2: 4, 18: 1, 19: 1, 20: 1}), FIRST, LAST) is None
    assert change(series({}), FIRST, LAST) is None


def test_a_period_of_one_week_is_not_compared_with_itself() -> None:
    week = series({day: day for day in range(7)})
    assert change(week, FIRST, FIRST + timedelta(days=6)) is None


@pytest.mark.parametrize(
    ("before", "now", "counts", "percent"),
    [
        (2, 4, True, 100),
        (6, 4, True, -33),
        (2, 3, False, 50),
        (3, 4.5, True, 50),
        (6, 4.5, False, -25),
        (0, 1, False, None),
        (0, 2, True, None),
        (10, 8, True, -20),
        (4, 4, False, 0),
    ],
)
def test_two_points_count_and_thirty_percent_from_a_point_and_a_half(
    before: float, now: float, counts: bool, percent: int | None
) -> None:
    found = Change(before, now, FIRST, LAST)
    assert (found.counts, found.percent) == (counts, percent)
