"""For people awake at night: until `day_starts` the evening before is called today."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run

NIGHT = "2026-03-06T02:00+01:00"
MORNING = "2026-03-06T04:00+01:00"


@pytest.fixture
def at_night(run: Run) -> Run:
    """Commands of a person whose day starts at four."""
    assert run("config day_starts 04:00").out == "day_starts = 04:00\n"
    return run


def test_what_was_logged_in_the_evening_is_of_today_until_the_day_starts(at_night: Run) -> None:
    at_night("log 6 left knee 19:00")
    assert at_night("remind", now=NIGHT).status == 0
    assert "today is logged" in at_night("status", now=NIGHT).out
    assert at_night("remind", now=MORNING).status == 10
    assert "today is not logged yet" in at_night("status", now=MORNING).out


def test_what_is_logged_at_night_is_of_the_day_before(at_night: Run) -> None:
    at_night("log 6 left knee", now=NIGHT)
    assert at_night("remind", now=NIGHT).status == 0
    assert at_night("remind", now=MORNING).status == 10


def test_without_the_setting_the_day_starts_at_midnight(run: Run) -> None:
    run("log 6 left knee 19:00")
    assert run("remind", now=NIGHT).status == 10


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("today 21:00", "2026-03-05T21:00:00+01:00"),
        ("21:00", "2026-03-05T21:00:00+01:00"),
        ("yesterday 21:00", "2026-03-04T21:00:00+01:00"),
        ("today", "2026-03-06T02:00:00+01:00"),
        ("yesterday", "2026-03-04"),
        ("01:30", "2026-03-06T01:30:00+01:00"),
        ("today 01:30", "2026-03-06T01:30:00+01:00"),
        ("yesterday 01:30", "2026-03-05T01:30:00+01:00"),
        ("2026-03-05 21:00", "2026-03-05T21:00:00+01:00"),
    ],
)
def test_today_and_yesterday_in_typed_lines(at_night: Run, words: str, time: str) -> None:
    assert at_night(f"log 6 left knee {words}", now=NIGHT).status == 0
    (entry,) = json.loads(at_night("list --json", now=NIGHT).out)["entries"]
    assert entry["time"] == time


def test_after_the_day_has_started_the_words_are_those_of_the_calendar(at_night: Run) -> None:
    at_night("log 6 left knee yesterday 21:00", now=MORNING)
    (entry,) = json.loads(at_night("list --json", now=MORNING).out)["entries"]
    assert entry["time"] == "2026-03-05T21:00:00+01:00"


def test_the_rules_keep_the_days_of_the_calendar(at_night: Run) -> None:
    for day in range(1, 6):
        assert at_night(f"log {day} left knee dull 2026-03-0{day}T01:00").status == 0
    with_setting = json.loads(at_night("check --all --json", now=NIGHT).out)
    at_night("config day_starts 00:00")
    assert json.loads(at_night("check --all --json", now=NIGHT).out) == with_setting
