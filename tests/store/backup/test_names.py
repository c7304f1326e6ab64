"""Which backups stay: the promised days, weeks and months, whatever days the clock shows."""

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


def made_on(days: list[date]) -> tuple[list[Backup], list[Backup]]:
    """Backups made while the clock showed these days: those remaining at the end, and all that were made."""
    remaining: list[Backup] = []
    made: list[Backup] = []
    for day in days:
        if is_due(remaining, day):
            backup = a_backup(len(made) + 1, day)
            made.insert(0, backup)
            remaining.insert(0, backup)
            stay = backups_to_keep(remaining)
            remaining = [each for each in remaining if each in stay]
    return remaining, made


def newest_of_each(made: list[Backup], most: int, span: Callable[[date], object]) -> set[Backup]:
    """The last backup in each of the last `most` spans."""
    # Written in another way than the rule itself, so that both can't have the same mistake.
    spans = list(dict.fromkeys(span(backup.day) for backup in made))[:most]
    return {max((each for each in made if span(each.day) == wanted), key=lambda each: each.number) for wanted in spans}


# Steps of mostly one day, with gaps; now and then the clock is wrong by decades in either direction.
_CLOCKS = st.lists(
    st.tuples(st.sampled_from((1, 1, 1, 1, 2, 9, 40)), st.sampled_from((0, 0, 0, 0, -20_000, 5_000))), max_size=150
)


@given(_CLOCKS)
@settings(max_examples=60, deadline=None)
def test_the_promised_backups_stay_whatever_days_the_clock_shows(steps: list[tuple[int, int]]) -> None:
    today, days = date(2026, 3, 5), []
    for on_by, wrong_by in steps:
        today += timedelta(days=on_by)
        days.append(today + timedelta(days=wrong_by))
    remaining, made = made_on(days)
    promised = (
        newest_of_each(made, DAYS, lambda day: day)
        | newest_of_each(made, WEEKS, lambda day: day.isocalendar()[:2])
        | newest_of_each(made, MONTHS, lambda day: (day.year, day.month))
    )
    assert set(remaining) == promised
    assert len(remaining) <= DAYS + WEEKS + MONTHS


def test_years_leave_a_week_of_days_four_weeks_and_a_year_of_months() -> None:
    first = date(2026, 1, 1)
    remaining, _ = made_on([first + timedelta(days=number) for number in range(900)])
    ages = [(remaining[0].day - each.day).days for each in remaining]
    assert ages[:7] == list(range(7))
    assert ages[-1] > 300
    # At least two backups count twice: the newest one is the last of its day, its week and its month.
    assert len(remaining) <= DAYS + WEEKS + MONTHS - 2


@pytest.mark.parametrize("wrong", [date(1970, 1, 1), date(2099, 12, 31)])
def test_a_clock_that_is_wrong_once_removes_at_most_three_days(wrong: date) -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(420)]
    before, _ = made_on(days)
    after, _ = made_on([*days, wrong])
    # The wrong date takes one place each among the days, weeks and months.
    assert len({each.day for each in before} - {each.day for each in after}) <= 3
    assert after[0].day == wrong
    # On the days after it, backups are made as before.
    later, _ = made_on([*days, wrong, *(days[-1] + timedelta(days=number) for number in range(1, 4))])
    assert later[0].day == days[-1] + timedelta(days=3)


def test_backups_by_hand_and_before_a_restore_stay_and_others_are_limited_to_ten() -> None:
    many = [a_backup(number, date(2026, 1, 1), KINDS[number % len(KINDS)]) for number in range(200, 0, -1)]
    stay = backups_to_keep(many)
    for kind in KINDS:
        count = sum(each.kind == kind for each in stay)
        assert count == {AUTO: 1, BEFORE_IMPORT: 10, "before-migration": 10}.get(
            kind, sum(each.kind == kind for each in many)
        )
    assert next(each for each in many if each.kind == BY_HAND) in stay
