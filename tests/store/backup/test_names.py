"""Which backups stay: the promised days, weeks and months, whatever days the clock has shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.store.backup.names import (
    AUTO,
    BEFORE_IMPORT,
    BY_HAND,
    DAYS,
    KINDS,
    MONTHS,
    WEEKS,
    Backup,
    backups_to_keep,
    is_due,
)


def a_backup(number: int, day: date, kind: str = AUTO) -> Backup:
    return Backup(number, datetime.combine(day, time(12)), kind, Path(f"/{number}"))


def lived(days: list[date]) -> tuple[list[Backup], list[Backup]]:
    """A life in which the clock showed these days: what is left at its end, and all that was ever made."""
    there: list[Backup] = []
    made: list[Backup] = []
    for day in days:
        if is_due(there, day):
            backup = a_backup(len(made) + 1, day)
            made.insert(0, backup)
            there.insert(0, backup)
            stay = backups_to_keep(there)
            there = [each for each in there if each in stay]
    return there, made


def newest_of_each(made: list[Backup], most: int, span: Callable[[date], object]) -> set[Backup]:
    """Written another way than the rule itself: for the last spans there were, the last backup in each."""
    spans = list(dict.fromkeys(span(backup.day) for backup in made))[:most]
    return {max((each for each in made if span(each.day) == wanted), key=lambda each: each.number) for wanted in spans}


_CLOCKS = st.lists(
    st.tuples(st.sampled_from((1, 1, 1, 1, 2, 9, 40)), st.sampled_from((0, 0, 0, 0, -20_000, 5_000))), max_size=150
)


@given(_CLOCKS)
@settings(max_examples=60, deadline=None)
def test_whatever_days_the_clock_shows_the_promised_ones_stay(steps: list[tuple[int, int]]) -> None:
    today, days = date(2026, 3, 5), []
    for on_by, wrong_by in steps:
        today += timedelta(days=on_by)
        days.append(today + timedelta(days=wrong_by))
    there, made = lived(days)
    promised = (
        newest_of_each(made, DAYS, lambda day: day)
        | newest_of_each(made, WEEKS, lambda day: day.isocalendar()[:2])
        | newest_of_each(made, MONTHS, lambda day: (day.year, day.month))
    )
    assert set(there) == promised
    assert len(there) <= DAYS + WEEKS + MONTHS


def test_years_leave_a_week_of_days_four_weeks_and_a_year_of_months() -> None:
    first = date(2026, 1, 1)
    there, _ = lived([first + timedelta(days=number) for number in range(900)])
    ages = [(there[0].day - each.day).days for each in there]
    assert ages[:7] == list(range(7))
    assert ages[-1] > 300
    assert len(there) <= DAYS + WEEKS + MONTHS - 2


@pytest.mark.parametrize("wrong", [date(1970, 1, 1), date(2099, 12, 31)])
def test_a_clock_that_is_wrong_once_takes_no_more_than_the_first_day_of_a_month(wrong: date) -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(420)]
    before, _ = lived(days)
    after, _ = lived([*days, wrong])
    # Its day, week and month each count as one.
    assert len({each.day for each in before} - {each.day for each in after}) <= 3
    assert after[0].day == wrong
    # And the days after it are backed up as if nothing had been.
    later, _ = lived([*days, wrong, *(days[-1] + timedelta(days=number) for number in range(1, 4))])
    assert later[0].day == days[-1] + timedelta(days=3)


def test_those_made_by_hand_and_before_a_restore_stay_others_go_when_there_are_ten() -> None:
    many = [a_backup(number, date(2026, 1, 1), KINDS[number % len(KINDS)]) for number in range(200, 0, -1)]
    stay = backups_to_keep(many)
    for kind in KINDS:
        count = sum(each.kind == kind for each in stay)
        assert count == {AUTO: 1, BEFORE_IMPORT: 10, "before-migration": 10}.get(
            kind, sum(each.kind == kind for each in many)
        )
    assert next(each for each in many if each.kind == BY_HAND) in stay
