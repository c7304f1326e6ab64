"""Durations and spans of the clock."""

from __future__ import annotations

import pytest

from diary.domain.grammar.amounts import match_duration, match_duration_range, match_span
from diary.domain.grammar.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 min", 45), ("45min", 45), ("45-minute", 45), ("45 minutes", 45), ("1h", 60), ("1 hr", 60),
        ("2 hours", 120), ("1h30", 90), ("1h30m", 90), ("1h 30min", 90), ("1 hour and 20 minutes", 80),
            ("1 hr 30 min", 90),
        ("1.5 h", 90), ("1,5h", 90), ("1½ hours", 90), ("1 1/2 hours", 90), ("1:15 h", 75), ("an hour", 60),
        ("half an hour", 30), ("half-hour", 30), ("½ hour", 30), ("1/2 hour", 30), ("an hour and a half", 90),
        ("two and a half hours", 150), ("one hour and a half", 90), ("quarter of an hour", 15),
        ("three quarters of an hour", 45), ("twenty minutes", 20), ("forty five minutes", 45), ("two hours", 120),
        ("20ish min", 20), ("90 sec", 1.5), ("30s", 0.5), ("1 min 30 s", 1.5), ("1:30 min", 1.5), ("0 min", 0),
    ],
)  # fmt: skip
def test_a_duration_is_read_whole(text: str, minutes: float) -> None:
    tokens = tokens_of(text)
    assert match_duration(tokens, 0) == (len(tokens), minutes * 60)


@pytest.mark.parametrize("text", ["45", "30 m", "200m", "5 km", "hours", "half", "3x10", "walk", "one", "1 1/2"])
def test_other_words_are_no_duration(text: str) -> None:
    assert match_duration(tokens_of(text), 0) is None


def test_a_duration_ends_before_the_next_words() -> None:
    assert match_duration(tokens_of("1h 30 squats"), 0) == (1, 3600)
    assert match_duration(tokens_of("20 min walk"), 0) == (2, 1200)


def test_two_durations_are_a_range() -> None:
    assert match_duration_range(tokens_of("30-40 min walk"), 0) == (2, "30 min", "40 min")
    assert match_duration_range(tokens_of("30 to 40 minutes"), 0) == (4, "30 minutes", "40 minutes")
    assert match_duration_range(tokens_of("30 min"), 0) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("07:00-09:00", "07:00", "09:00"), ("18:00 - 18:40", "18:00", "18:40"), ("9:30 to 10:15", "09:30", "10:15"),
        ("2-3pm", "14:00", "15:00"), ("2 to 3pm", "14:00", "15:00"), ("from 2 to 3 pm", "14:00", "15:00"),
        ("11-1pm", "11:00", "13:00"), ("11am-1", "11:00", "13:00"), ("10am-11am", "10:00", "11:00"),
        ("11am to 12pm", "11:00", "12:00"), ("between 2pm and 3pm", "14:00", "15:00"), ("7:30-8am", "07:30", "08:00"),
        ("from 14 to 15", "14:00", "15:00"), ("23:30-00:15", "23:30", "00:15"), ("2 till 3.30pm", "14:00", "15:30"),
        ("12-1pm", "12:00", "13:00"), ("14:00–15:00", "14:00", "15:00"), ("8am until 9am", "08:00", "09:00"),
    ],
)  # fmt: skip
def test_a_span_has_a_start_and_an_end(text: str, start: str, end: str) -> None:
    tokens = tokens_of(text)
    found = match_span(tokens, 0)
    assert found is not None
    assert (found[0], f"{found[1].start:%H:%M}", f"{found[1].end:%H:%M}") == (len(tokens), start, end)
    assert not found[1].bare


def test_a_span_of_bare_hours_does_not_tell_the_half_of_the_day() -> None:
    found = match_span(tokens_of("from 2 to 3"), 0)
    assert found is not None
    assert found[1].bare


@pytest.mark.parametrize("text", ["8-10", "2 to 3", "25:00-26:00", "07:00", "3x8-10", "2pm and 3pm", "07:00-09:00kg"])
def test_other_words_are_no_span(text: str) -> None:
    assert match_span(tokens_of(text), 0) is None


def test_a_span_over_midnight_ends_on_the_next_day() -> None:
    found = match_span(tokens_of("23:30-00:15"), 0)
    assert found is not None
    assert found[1].minutes == 45
