"""The usual level: what the diary knows by itself, what was stated, and when one takes over from the other.

Asked through sudden-severe: a 7 is raised where the usual level is 4 or less, and rests on a guess where none is known.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from diary.analysis.snapshot import snapshot_of
from tests.analysis.diaries import LEFT, at, diary, levels, on_days, verdict

ENOUGH, TOO_HIGH, UNKNOWN = "raised report", "clear", "raised report provisional"


def answer(*lines: str | list[str]) -> str:
    """What a 7 on day 100 is worth."""
    return verdict(diary(*lines, "d100 20:00 knee left 7"), "sudden-severe", "d100 20:00", LEFT)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((94, 95, 96, 97), ENOUGH),
        ((95, 96, 97), UNKNOWN),
        ((95, 96, 97, 98), UNKNOWN),
        ((40, 95, 96, 97), ENOUGH),
        ((39, 95, 96, 97), UNKNOWN),
    ],
    ids=["four days", "three days", "two days ago is too near", "60 days ago counts", "61 days ago is too old"],
)
def test_four_diary_days_between_60_and_3_days_before_make_a_usual_level(days: tuple[int, ...], expected: str) -> None:
    assert answer(on_days(days, "knee left 4")) == expected


def test_the_median_is_of_the_latest_fourteen_days() -> None:
    # Seven 2s and seven 6s make 4; one day more or fewer makes 6.
    assert answer(levels(LEFT, "6 2 2 2 2 2 2 2 6 6 6 6 6 6 6", first=80)) == ENOUGH
    assert answer(levels(LEFT, "6 2 2 2 2 2 2 6 6 6 6 6 6 6", first=80)) == TOO_HIGH


def test_a_day_counts_with_the_median_of_its_readings_and_once() -> None:
    high = on_days((90, 91), "knee left 8", time="08:00")
    assert answer(on_days((90, 91), "knee left 0"), high, on_days((92, 93), "knee left 4")) == ENOUGH
    assert answer(levels(LEFT, "2 2 2", first=90), levels(LEFT, "2 2 2", first=90, time="08:00")) == UNKNOWN


@pytest.mark.parametrize(
    ("first", "count", "expected"),
    [(61, 10, ENOUGH), (61, 9, TOO_HIGH), (60, 10, TOO_HIGH), (60, 11, ENOUGH), (89, 9, TOO_HIGH), (88, 10, ENOUGH)],
)
def test_a_stated_level_holds_until_ten_diary_days_came_after_its_day(first: int, count: int, expected: str) -> None:
    given = ["d60 08:00 usual knee left 5"]
    assert answer(given, on_days(range(first, first + count), "knee left 2")) == expected


HALF, LESS = range(61, 80, 2), range(61, 90, 3)


@pytest.mark.parametrize(
    ("stated", "days", "level", "expected"),
    [
        (4, HALF, 6, TOO_HIGH),
        (4, (61, *range(64, 81, 2)), 6, TOO_HIGH),
        (4, (61, *range(65, 82, 2)), 6, ENOUGH),
        (4, LESS, 6, ENOUGH),
        (6, LESS, 4, ENOUGH),
        (6, LESS, 6, TOO_HIGH),
    ],
    ids=["10 of 19 days", "10 of 20", "10 of 21", "10 of 28", "10 of 28, but lower", "10 of 28, not lower"],
)
def test_the_diary_overrules_a_statement_where_it_fills_half_of_its_span_or_is_lower(
    stated: int, days: Sequence[int], level: int, expected: str
) -> None:
    assert answer(f"d60 08:00 usual knee left {stated}", on_days(days, f"knee left {level}")) == expected


@pytest.mark.parametrize(
    ("days", "level", "doubted"), [(LESS, 6, 6), (LESS, 5, None), (HALF, 6, None), (list(LESS)[1:], 6, None)]
)
def test_days_far_apart_and_2_above_a_statement_are_asked_about(
    days: Sequence[int], level: int, doubted: float | None
) -> None:
    given = diary("d60 08:00 usual knee left 4", on_days(days, f"knee left {level}"))
    course = snapshot_of(given, at("d100 20:00")).courses["knee", "left"]
    assert course.daily.doubted(at("d100 20:00").toordinal()) == doubted


def test_days_far_apart_that_only_repeat_a_statement_leave_it_standing() -> None:
    # The level is the same; an explanation says where it came from.
    def origin(level: int) -> str | None:
        given = diary("d60 08:00 usual knee left 6", on_days(LESS, f"knee left {level}"))
        usual = snapshot_of(given, at("d100 20:00")).courses["knee", "left"].usual(at("d100 20:00").toordinal())
        return usual.kind if usual else None

    assert origin(6) == "stated usual level"
    assert origin(5) == "usual level"


def test_a_statement_counts_for_earlier_days_too_and_over_four_diary_days() -> None:
    given = diary("d1 20:00 knee left 7", "d3 08:00 usual knee left 5")
    assert verdict(given, "sudden-severe", "d3 07:59", LEFT) == UNKNOWN
    assert verdict(given, "sudden-severe", "d3 08:00", LEFT) == TOO_HIGH
    assert answer(on_days(range(80, 85), "knee left 2"), "d90 08:00 usual knee left 5") == TOO_HIGH


def test_the_latest_statement_up_to_as_of_counts_for_its_own_place_only() -> None:
    assert answer("d10 08:00 usual knee left 5", "d20 08:00 usual knee left 4") == ENOUGH
    assert answer("d10 08:00 usual knee left 5", "d100 20:01 usual knee left 4") == TOO_HIGH
    assert answer("d10 08:00 usual knee right 5") == UNKNOWN
    assert answer("d10 08:00 usual interference 5") == UNKNOWN


def test_the_usual_level_may_be_a_half() -> None:
    assert answer(levels(LEFT, "4 4 5 5", first=90)) == TOO_HIGH
    assert answer(levels(LEFT, "3 4 4 5", first=90)) == ENOUGH


def test_a_day_is_the_date_on_the_clock_of_the_reading() -> None:
    # 23:30 on three clocks: four dates, though two of the readings lie within half an hour.
    given = ["d90 23:30 knee left 4", "d92 08:30+9 knee left 4", "d93 20:00 knee left 4", "d94 20:00 knee left 4"]
    assert answer(given) == ENOUGH
    assert answer(given[1:]) == UNKNOWN
    assert answer("d90 23:30 knee left 4", "d91 01:00+1 knee left 4", *given[2:]) == ENOUGH
