"""expected-soreness: said only where all of it fits and nothing else is raised."""

from __future__ import annotations

import pytest

from tests.analysis.diaries import LEFT, diary, levels, verdict

BEFORE = [*levels(LEFT, "2 2 2 2 2"), "d5 18:00 session"]
FITS, NOT = "raised expected", "clear"


def answer(as_of: str, *lines: str | list[str]) -> str:
    return verdict(diary(*lines), "expected-soreness", as_of, LEFT)


def after(hours: str) -> str:
    """The time so many hours and minutes after the session."""
    whole, _, minutes = hours.partition(":")
    return f"d5 {18 + int(whole)}:{minutes or '00'}"


@pytest.mark.parametrize(("first", "expected"), [("6", FITS), ("5:59", NOT), ("24", FITS), ("47:59", FITS)])
def test_it_starts_6_hours_or_more_after_the_session(first: str, expected: str) -> None:
    assert answer(after(first), BEFORE, f"{after(first)} knee left 4") == expected


def test_it_starts_48_hours_after_the_session_at_most() -> None:
    # As of 70 hours two readings have eased, so that nothing else is raised.
    eased = [f"{after(hours)} knee left 4" for hours in ("60", "70")]
    assert answer(after("70"), BEFORE, f"{after('48')} knee left 5", eased) == FITS
    assert answer(after("70"), BEFORE, f"{after('48:01')} knee left 5", eased) == NOT


def test_a_rise_without_a_session_is_not_called_soreness() -> None:
    assert answer("d6 18:00", BEFORE[:-1], "d6 18:00 knee left 4") == NOT


@pytest.mark.parametrize(
    ("base", "peak", "expected"),
    [(2, 6, FITS), (1, 5, FITS), (1, 6, NOT), (4, 6, FITS), (5, 7, NOT), (0, 4, FITS), (0, 5, NOT)],
)
def test_it_stays_at_6_or_less_and_within_4_of_the_base(base: int, peak: int, expected: str) -> None:
    given = [f"d-60 08:00 usual knee left {base}", *levels(LEFT, f"{base} {base} {base}"), "d5 18:00 session"]
    assert answer(after("24"), given, f"{after('24')} knee left {peak}") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("dull aching stiff tight tender", FITS),
        ("", FITS),
        ("burning", NOT),
        ("throbbing", NOT),
        ("cramping", NOT),
        ("sharp", NOT),
        ("aching throbbing", NOT),
        ("getting-worse", NOT),
        ("sudden", NOT),
        ("aching, night-pain", NOT),
        ("aching, foot left getting-worse", NOT),
        ("aching, foot left 3 burning", FITS),
    ],
)
def test_only_mild_words_fit(words: str, expected: str) -> None:
    assert answer(after("24"), BEFORE, f"{after('24')} knee left 4 {words}") == expected


@pytest.mark.parametrize(("as_of", "expected"), [("42", FITS), ("42:01", NOT)])
def test_the_latest_reading_is_at_most_36_hours_old(as_of: str, expected: str) -> None:
    assert answer(after(as_of), BEFORE, f"{after('6')} knee left 4") == expected


@pytest.mark.parametrize(("as_of", "expected"), [("120", FITS), ("120:01", NOT)])
def test_the_session_is_at_most_120_hours_ago(as_of: str, expected: str) -> None:
    easing = [f"{after(hours)} knee left 4" for hours in ("48", "72", "96", "119")]
    assert answer(after(as_of), BEFORE, f"{after('24')} knee left 6", easing) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (", interference 7", NOT),
        (", foot left numbness", NOT),
        ("", FITS),
    ],
)
def test_whatever_else_is_raised_here_or_for_the_person_speaks_against_it(other: str, expected: str) -> None:
    assert answer(after("24"), BEFORE, f"{after('24')} knee left 4{other}") == expected


def test_what_is_raised_at_another_site_does_not_speak_against_it() -> None:
    given = [*BEFORE, f"{after('24')} knee left 4"]
    assert answer(after("24"), given, f"{after('23')} shoulder right 5 sharp") == FITS
    assert answer(after("24"), given, f"{after('23')} knee left swelling") == NOT


def test_it_may_rest_on_an_unknown_usual_level() -> None:
    assert answer(after("24"), "d5 18:00 session", f"{after('24')} knee left 4") == "raised expected provisional"


def test_what_was_felt_since_the_session_belongs_to_it() -> None:
    rise = f"{after('24')} knee left 4"
    assert answer(after("24"), BEFORE, f"{after('2')} knee left dull", rise) == FITS
    assert answer(after("24"), BEFORE, f"{after('2')} knee left burning", rise) == NOT
    assert answer(after("24"), "d5 18:00 session", f"{after('6')} knee left 2", rise) == "raised expected provisional"
    assert answer(after("24"), "d5 18:00 session", f"{after('5:59')} knee left 2", rise) == NOT


def test_a_reading_one_above_the_base_is_not_yet_the_rise() -> None:
    assert answer(after("24"), BEFORE, f"{after('3')} knee left 3", f"{after('24')} knee left 4") == FITS
