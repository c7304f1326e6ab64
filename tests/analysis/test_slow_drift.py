"""slow-drift: this week against the weeks three to five back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.analysis.diaries import LEFT, diary, on_days, verdict

THEN, NOW = (5, 9, 14, 18), (34, 37, 40)


def answer(then: Sequence[int], now: Sequence[int], *lines: str, was: int = 2, level: int = 4) -> str:
    """The answer on day 40: days 34–40 against days 5–18."""
    given = diary(on_days(then, f"knee left {was}"), on_days(now, f"knee left {level}"), *lines)
    return verdict(given, "slow-drift", "d40 21:00", LEFT)


@pytest.mark.parametrize(
    ("was", "level", "expected"),
    [(2, 4, "raised discuss"), (2, 3, "clear"), (8, 10, "raised discuss"), (9, 10, "clear")],
)
def test_two_points_between_the_medians_count(was: int, level: int, expected: str) -> None:
    assert answer(THEN, NOW, was=was, level=level) == expected


def test_halves_between_middle_days_count_exactly() -> None:
    assert answer((5, 9), NOW, *on_days((14, 18), "knee left 3")) == "clear"
    assert answer((5, 9), (34, 35), *on_days((14, 18), "knee left 3"), *on_days((39, 40), "knee left 5")) == (
        "raised discuss"
    )


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ((5, 9, 14, 18), (34, 37, 40), "raised discuss"),
        ((4, 9, 14, 18), (34, 37, 40), "insufficient"),
        ((5, 9, 14, 19), (34, 37, 40), "insufficient"),
        ((5, 14, 18), (34, 37, 40), "insufficient"),
        ((5, 9, 14, 18), (33, 37, 40), "insufficient"),
        ((5, 9, 14, 18), (37, 40), "insufficient"),
    ],
)
def test_it_needs_three_days_of_this_week_and_four_of_days_35_to_22_before(
    then: Sequence[int], now: Sequence[int], expected: str
) -> None:
    assert answer(then, now) == expected


def test_a_stated_level_is_not_taken_for_the_earlier_weeks() -> None:
    assert answer((5, 9, 14), NOW, "d1 08:00 usual knee left 2", was=4) == "insufficient"
    assert answer(THEN, NOW, "d1 08:00 usual knee left 2", was=4) == "clear"
