"""sudden-severe: severe pain that came on suddenly, or far above the usual level."""

from __future__ import annotations

import pytest

from tests.analysis.diaries import LEFT, diary, verdict

NAME = "sudden-severe"


def answer(as_of: str, *lines: str) -> str:
    return verdict(diary(*lines), NAME, as_of, LEFT)


@pytest.mark.parametrize(
    ("usual", "reading", "expected"),
    [
        (None, "7 sudden", "raised immediate"),
        (None, "7", "raised report provisional"),
        (None, "6 sudden", "clear"),
        (None, "6", "clear"),
        (9, "7 sudden", "raised immediate"),
        (9, "6 sudden", "clear"),
        (1, "5 sudden", "raised immediate"),
        (2, "5 sudden", "clear"),
        (2, "6 sudden", "raised immediate"),
        (0, "4 sudden", "clear"),
        (0, "5 sudden", "raised immediate"),
        (4, "7", "raised report"),
        (5, "7", "clear"),
        (4, "8", "raised immediate"),
        (5, "8", "raised report"),
        (0, "7", "raised report"),
        (None, "9", "raised report provisional"),
        (None, "10", "raised immediate provisional"),
        (None, "10 sudden", "raised immediate"),
        (7, "10", "raised report"),
        (8, "10", "clear"),
        (0, "6", "clear"),
    ],
)
def test_how_high_it_must_be(usual: int | None, reading: str, expected: str) -> None:
    stated = [] if usual is None else [f"d0 08:00 usual knee left {usual}"]
    assert answer("d1 20:00", *stated, f"d1 20:00 knee left {reading}") == expected


@pytest.mark.parametrize(("as_of", "expected"), [("d8 20:00", "raised immediate"), ("d8 20:01", "raised discuss")])
def test_it_is_about_the_last_seven_days(as_of: str, expected: str) -> None:
    assert answer(as_of, "d1 20:00 knee left 7 sudden") == expected


@pytest.mark.parametrize(
    ("usual", "later", "expected"),
    [
        (4, "d2 20:00 knee left 5", "raised discuss"),
        (4, "d2 19:59 knee left 5", "raised immediate"),
        (4, "d2 20:00 knee left 6", "raised discuss"),
        (4, "d2 20:00 knee left 7", "raised immediate"),
        (None, "d2 20:00 knee left 6", "raised discuss provisional"),
        (None, "d2 19:59 knee left 6", "raised report provisional"),
    ],
)
def test_it_is_for_the_next_appointment_once_a_reading_a_day_later_is_low(
    usual: int | None, later: str, expected: str
) -> None:
    stated = [] if usual is None else [f"d0 08:00 usual knee left {usual}"]
    assert answer("d3 20:00", *stated, "d1 20:00 knee left 8", later) == expected


@pytest.mark.parametrize(
    ("usual", "first", "second", "expected"),
    [
        (4, "d1 20:00 knee left 7", "d2 06:00 knee left 7", "raised immediate"),
        (4, "d1 20:00 knee left 7", "d2 05:59 knee left 7", "raised report"),
        (4, "d1 20:00 knee left 7", "d3 20:00 knee left 7", "raised immediate"),
        (4, "d1 20:00 knee left 7", "d3 20:01 knee left 7", "raised report"),
        (4, "d1 20:00 knee left 6", "d2 20:00 knee left 7", "raised report"),
        (5, "d1 20:00 knee left 7", "d2 20:00 knee left 8", "raised report"),
        (8, "d1 20:00 knee left 10", "d2 06:00 knee left 10", "raised report"),
        (8, "d1 20:00 knee left 9", "d2 06:00 knee left 10", "clear"),
        (8, "d1 20:00 knee left 10", "d2 05:59 knee left 10", "clear"),
    ],
)
def test_twice_within_two_days_is_graver(usual: int, first: str, second: str, expected: str) -> None:
    assert answer("d3 20:01", f"d0 08:00 usual knee left {usual}", first, second) == expected


def test_each_falls_by_itself_once_a_later_reading_is_2_below_it() -> None:
    given = ["d0 08:00 usual knee left 0", "d1 20:00 knee left 7", "d2 20:00 knee left 6"]
    assert answer("d2 20:00", *given) == "raised report"
    assert answer("d3 20:00", *given, "d3 20:00 knee left 5") == "raised discuss"


def test_the_gravest_reading_speaks() -> None:
    given = ["d1 20:00 knee left 8", "d2 20:00 knee left 7 sudden"]
    assert answer("d2 20:00", *given) == "raised immediate"
    assert answer("d4 20:00", *given, "d3 19:59 knee left 0") == "raised immediate"
    assert answer("d4 20:00", *given, "d3 20:00 knee left 0") == "raised discuss"
