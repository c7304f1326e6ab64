"""worsening: high for days, or rising day by day; held back while a session may explain it."""

from __future__ import annotations

import pytest

from tests.analysis.diaries import LEFT, ask, at, diary, levels, on_days, verdict

NAME = "worsening"
USUAL_2 = "d-60 08:00 usual knee left 2"


def answer(as_of: str, *lines: str | list[str]) -> str:
    return verdict(diary(*lines), NAME, as_of, LEFT)


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ("4 4", "raised report"),
        ("4 3", "clear"),
        ("3 4", "clear"),
        ("4 . 4", "raised report"),
        ("4 . . 4", "insufficient"),
        ("3 . 4", "clear"),
        ("4", "insufficient"),
        ("4 4 3 4", "clear"),
        ("9 9 6", "raised report"),
        ("9 9 . 6", "raised report"),
        ("9 9 . . 6", "raised discuss"),
        ("9 9 6 6", "clear"),
        ("9 9 3", "clear"),
        ("9 9 6 9", "raised report"),
        ("9 9 6 9 6", "raised report"),
        ("3 4 4 4", "raised report"),
        ("1 . 2 . 3 . 4", "raised report"),
        ("1 2 . 3 . . 4", "raised report"),
        ("1 . 2 . 3 . . 4", "insufficient"),
        ("1 . 2 3 . . . 4", "insufficient"),
        ("0 1 2 3", "clear"),
        ("1 2 2 4", "clear"),
        ("2 3 4", "clear"),
        ("3 1 2 3 4", "raised report"),
    ],
)
def test_it_is_raised_two_above_the_usual_level_on_recent_days_or_by_three_rises(course: str, expected: str) -> None:
    last = len(course.split()) - 1
    assert answer(f"d{last} 20:00", USUAL_2, levels(LEFT, course)) == expected


@pytest.mark.parametrize(
    ("usual", "course", "expected"),
    [
        (2, "5 4 4", "clear"),
        (2, "5 5 4", "raised report"),
        (2, "5 5 4 4", "clear"),
        (2, "5 5 5", "raised report"),
        (2, "8 7 7", "raised report"),
        (2, "8 6 6", "clear"),
        (2, "9 . 4 4 4", "clear"),
        (2, "9 . . 4 4 4", "raised report"),
        (0, "10 8 8", "raised report"),
        (0, "10 7 7", "clear"),
    ],
)
def test_it_is_clear_once_it_eased_from_the_highest_of_five_days(usual: int, course: str, expected: str) -> None:
    last = len(course.split()) - 1
    given = [f"d-60 08:00 usual knee left {usual}", *levels(LEFT, course)]
    assert answer(f"d{last} 20:00", given) == expected


def test_a_day_counts_with_its_median() -> None:
    given = [USUAL_2, *levels(LEFT, "4 9"), "d1 08:00 knee left 0", "d1 12:00 knee left 3"]
    assert answer("d1 20:00", given) == "clear"
    assert answer("d1 20:00", given, "d1 13:00 knee left 6", "d1 14:00 knee left 6") == "raised report"


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("d3 23:59", "raised report"), ("d4 00:00", "raised discuss"), ("d1 20:00", "raised report")],
)
def test_an_answer_is_good_for_two_days(as_of: str, expected: str) -> None:
    assert answer(as_of, USUAL_2, levels(LEFT, "4 4")) == expected


def test_the_two_days_are_counted_on_the_clock_of_the_latest_reading() -> None:
    given = [USUAL_2, "d0 20:00+9 knee left 4", "d1 20:00+9 knee left 4"]
    assert answer("d3 14:59", *given) == "raised report"
    assert answer("d3 15:00", *given) == "raised discuss"


def test_what_was_raised_by_a_word_or_without_a_usual_level_is_not_carried() -> None:
    said = [f"d{day} 20:00 knee left {level} getting-worse" for day, level in ((0, 9), (1, 6))]
    assert answer("d3 20:00", USUAL_2, said, "d2 20:00 knee left 5", "d3 20:00 knee left 4") == "clear"
    # On day 6 the four days before make a usual level of 2; on day 5 none was known.
    given = levels(LEFT, "2 2 . 2 7 8 5")
    assert answer("d5 20:00", given) == "raised report provisional"
    assert answer("d6 20:00", levels(LEFT, "2 2 2 2 . 6 6 4")) == "raised report"


@pytest.mark.parametrize(
    ("worse_on", "last", "expected"),
    [
        ((1, 2), 2, "raised report"),
        ((1, 3), 3, "raised report"),
        ((1, 4), 4, "insufficient"),
        ((1,), 1, "insufficient"),
        ((1, 14), 14, "raised report"),
        ((1, 15), 15, "insufficient"),
    ],
)
def test_the_word_worse_counts_on_two_of_the_last_three_days_with_an_entry_within_14(
    worse_on: tuple[int, ...], last: int, expected: str
) -> None:
    between = range(2, 4) if worse_on == (1, 4) else ()
    given = [*on_days(worse_on, "knee left getting-worse"), *on_days(between, "knee left dull")]
    assert answer(f"d{last} 20:00", given) == expected


@pytest.mark.parametrize(("as_of", "expected"), [("d4 23:59", "raised report"), ("d5 00:00", "raised discuss")])
def test_the_word_worse_is_good_for_two_days_and_needs_no_level(as_of: str, expected: str) -> None:
    assert answer(as_of, on_days((1, 2), "knee left getting-worse")) == expected


def test_the_word_worse_is_raised_since_its_second_day() -> None:
    given = diary(on_days((1, 2, 3), "knee left getting-worse"))
    assert ask(given, NAME, "d3 20:00", LEFT).since == at("d2 20:00")


def test_what_the_word_raised_the_day_before_is_not_held_back() -> None:
    given = [USUAL_2, *levels(LEFT, "4 4", first=1), "d2 19:00 session"]
    assert answer("d2 20:00", given) == "pending"
    said = [f"d{day} 08:00 knee left getting-worse" for day in (0, 1)]
    assert answer("d2 20:00", given, said) == "raised report"
    said = [f"d{day} 08:00 knee left getting-worse" for day in (-1, 0)]
    assert answer("d2 20:00", given, said, "d1 07:00 knee left dull") == "raised report"


@pytest.mark.parametrize(
    ("worse_on", "expected"),
    [((3, 4), "raised report"), ((2, 4), "raised report"), ((1, 4), "cannot-judge"), ((), "cannot-judge")],
)
def test_above_a_usual_level_of_8_only_the_word_worse_tells(worse_on: tuple[int, ...], expected: str) -> None:
    words = [f"d{day} 20:00 knee left 10 {'getting-worse' if day in worse_on else ''}" for day in range(1, 5)]
    assert answer("d4 20:00", "d-60 08:00 usual knee left 9", words) == expected


def test_the_word_worse_counts_without_a_level_and_after_the_day_s_last_level() -> None:
    given = ["d-60 08:00 usual knee left 9", "d1 20:00 knee left 9 getting-worse", "d2 08:00 knee left 9"]
    assert answer("d2 21:00", *given) == "cannot-judge"
    assert answer("d2 21:00", *given, "d2 07:00 knee left getting-worse") == "raised report"
    assert answer("d2 21:00", *given, "d2 21:00 knee left getting-worse") == "raised report"


def test_a_usual_level_of_8_leaves_room() -> None:
    assert answer("d1 20:00", "d-60 08:00 usual knee left 8", levels(LEFT, "10 10")) == "raised report"
    assert answer("d1 20:00", "d-60 08:00 usual knee left 8", levels(LEFT, "9 9")) == "clear"


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        ("d1 19:59", "pending"),
        ("d1 20:01", "raised report"),
        ("d-1 20:01", "pending"),
        ("d-1 20:00", "raised report"),
        ("d-1 19:59", "raised report"),
    ],
)
def test_a_session_in_the_48_hours_before_holds_it_back(session: str, expected: str) -> None:
    assert answer("d1 21:00", USUAL_2, levels(LEFT, "4 4"), f"{session} session") == expected


def test_the_entry_48_hours_after_the_session_decides() -> None:
    given = [USUAL_2, "d0 20:00 session", *levels(LEFT, "4 4", first=1)]
    pending = ask(diary(given[:-1], "d2 19:59 knee left 4"), NAME, "d2 20:00", LEFT)
    assert pending.status == "pending"
    assert pending.decides_at is not None
    assert pending.decides_at.isoformat() == "2026-01-07T20:00:00+00:00"
    assert answer("d2 20:00", given) == "raised report"


def test_the_latest_of_two_sessions_holds_it_back() -> None:
    given = diary(USUAL_2, levels(LEFT, "4 4", first=1), "d0 20:00 session", "d1 20:00 session")
    pending = ask(given, NAME, "d2 20:00", LEFT)
    assert pending.status == "pending"
    assert pending.decides_at is not None
    assert pending.decides_at.isoformat() == "2026-01-08T20:00:00+00:00"


def test_severe_pain_is_not_held_back() -> None:
    assert answer("d1 20:00", USUAL_2, levels(LEFT, "7 7"), "d1 19:00 session") == "raised report"
    assert answer("d1 20:00", USUAL_2, levels(LEFT, "6 6"), "d1 19:00 session") == "pending"


def test_daily_sessions_hold_it_back_until_it_held_on_two_days_before() -> None:
    given = [USUAL_2, *levels(LEFT, "4 4 4 4"), *on_days(range(4), "session", time="19:00")]
    assert answer("d1 20:00", given) == "pending"
    assert answer("d2 20:00", given) == "pending"
    assert answer("d3 20:00", given) == "raised report"


def test_what_was_raised_the_day_before_is_not_held_back() -> None:
    given = [USUAL_2, *levels(LEFT, "4 4 4"), "d2 19:00 session"]
    assert answer("d1 20:00", given) == "raised report"
    assert answer("d2 20:00", given) == "raised report"


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ("2 2 4 4", "raised report provisional"),
        ("2 2 4 3", "clear"),
        ("4 0 4 4", "raised report provisional"),
        ("0 4 4 4", "raised report provisional"),
        ("2 4 4 4", "clear"),
        ("2 2 3 4", "clear"),
        ("1 2 3 4", "raised report provisional"),
        ("1 2 2 3", "clear"),
        ("2 4 4", "insufficient"),
        ("2 . . . 2 4 4", "raised report provisional"),
        ("2 . . . . 2 4 4", "insufficient"),
        ("1 . . 2 . 3 4", "raised report provisional"),
    ],
)
def test_without_a_usual_level_four_of_seven_days_are_compared_with_each_other(course: str, expected: str) -> None:
    last = len(course.split()) - 1
    assert answer(f"d{last} 20:00", levels(LEFT, course)) == expected


def test_days_count_whole_where_two_clocks_interleave_them() -> None:
    # Flying west: the first reading of the later date comes before one of the date before.
    given = ["d-60 08:00 usual knee left 5", "d2 01:27+9 knee left 6", "d1 17:25 knee left 8"]
    given += ["d2 03:05+9 knee left 8", "d2 04:34+9 knee left 8", "d2 19:01 knee left 6"]
    assert answer("d2 20:00", *given) == "clear"


@pytest.mark.parametrize(
    ("course", "title"),
    [
        ("5 5 5 5", "Left knee stays above your usual level"),
        ("6 6 5 5", "Left knee stays above your usual level"),
        ("2 . . 4 5", "Left knee is getting worse"),
        ("4 5", "Left knee is getting worse"),
        ("5 5", "Left knee stays above your usual level"),
        ("9 9 6", "Left knee stays above your usual level"),
    ],
)
def test_pain_that_stays_up_without_rising_is_not_called_getting_worse(course: str, title: str) -> None:
    days = len(course.split())
    found = ask(diary(USUAL_2, levels(LEFT, course)), NAME, f"d{days - 1} 21:00", LEFT)
    assert found.title == title
