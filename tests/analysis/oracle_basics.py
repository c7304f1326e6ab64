"""The words of the rules, read a second time: readings, days, usual levels, baselines. Slow and plain on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from diary.domain.moments import Moment
from diary.domain.records import Diary, Session, Usual

Key = tuple[str, str | None, str | None, str | None]
Answer = tuple[str, str | None, bool, bool]
Place = tuple[str, str] | None


def hours(count: float) -> timedelta:
    """A span in hours."""
    return timedelta(hours=count)


def days(count: int) -> timedelta:
    """A span in days of 24 hours, or in dates."""
    return timedelta(days=count)


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle one, or halfway between the middle two."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def eased(peak: Fraction, latest: Fraction, base: Fraction) -> bool:
    """Whether the level has come down from its peak by what counts."""
    return not peak - latest < max(Fraction(1), Fraction(3, 10) * (peak - base))


@dataclass(frozen=True)
class Level:
    """One pain level at one instant."""

    at: Moment
    pain: Fraction

    @property
    def t(self) -> datetime:
        """The instant."""
        return self.at.instant


def cut(diary: Diary, as_of: datetime) -> Diary:
    """The diary as far as it exists at an instant."""
    return Diary.of([record for record in diary.records() if record.at.instant <= as_of])


def levels_of(diary: Diary, site: str, side: str) -> list[Level]:
    """The levels of one place in time order; at the same instant the higher is later."""
    found = [
        Level(entry.at, Fraction(reading.pain))
        for entry in diary.entries
        for reading in entry.readings
        if (reading.site, reading.side) == (site, side) and reading.pain is not None
    ]
    return sorted(found, key=lambda level: (level.t, level.pain))


def daily_medians(levels: Sequence[Level]) -> dict[date, Fraction]:
    """Y of every diary day."""
    by_day: dict[date, list[Fraction]] = {}
    for level in levels:
        by_day.setdefault(level.at.day, []).append(level.pain)
    return {day: median(pains) for day, pains in by_day.items()}


def window(values: dict[date, Fraction], first: date, last: date) -> list[tuple[date, Fraction]]:
    """The days of a span that have a value, in order; both ends belong to it."""
    return sorted((day, value) for day, value in values.items() if first <= day <= last)


def usual(values: dict[date, Fraction], statements: Sequence[Usual], day: date) -> Fraction | None:
    """U of a day, or None where it is unknown."""
    earlier = window(values, day - days(60), day - days(3))
    if statements:
        stated = statements[-1]
        since = [value for when, value in earlier if when > stated.at.day]
        return median(since[-14:]) if len(since) >= 10 else Fraction(stated.level)
    return median([value for _, value in earlier][-14:]) if len(earlier) >= 4 else None


class Course:
    """One site of a diary that is already cut to its as-of."""

    def __init__(self, diary: Diary, as_of: datetime, site: str, side: str) -> None:
        self.diary, self.as_of, self.site, self.side = diary, as_of, site, side
        self.levels = levels_of(diary, site, side)
        self.y = daily_medians(self.levels)
        self.statements = [one for one in diary.usuals if (one.site, one.side) == (site, side)]
        self._known: dict[date, Fraction | None] = {}

    def u(self, day: date) -> Fraction | None:
        """U of a day."""
        if day not in self._known:
            self._known[day] = usual(self.y, self.statements, day)
        return self._known[day]

    def baseline(self, session: Session) -> tuple[Fraction, bool]:
        """B of a session, and whether it is provisional."""
        start = session.at.instant - timedelta(minutes=60 if session.minutes is None else session.minutes)
        week = [level for level in self.levels if start - days(7) <= level.t < start and not level.at.date_only]
        if len(week) >= 3:
            return median([level.pain for level in week]), False
        if week and week[-1].t >= start - hours(36):
            return week[-1].pain, False
        u = self.u(session.at.day)
        return (Fraction(0), True) if u is None else (u, False)


def rise(provisional: bool) -> int:
    """k, the rise that counts."""
    return 3 if provisional else 2
