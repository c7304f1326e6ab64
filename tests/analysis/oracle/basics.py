"""The words of the rules, read a second time: readings, days, usual levels, baselines. Slow and plain on purpose."""

# Where the text leaves a choice, and what is taken here:
# 1. "readings more than 400 days before as-of do not exist": as-of is the instant of the question. Questions about
#    earlier moments ("not told yet", the day before) look no further back than that either. A place whose readings are
#    all older has no answers about its course.
# 2. "In the 7 days before the start of s": a reading at the instant of the start is not before it.
# 3. "with a session in between", "within 48 h before": strictly; one at the instant of a reading is not before it.
# 4. "Known: ... from the start": the first statement about a word and place speaks for all time before it; one that
#    ends it counts from its own time, for exactly the place it names.
# 5. "All converted from another app": what a finding about the course rests on is every reading of the episode, or of
#    the days d-6 ... d; one reading that was not converted keeps the tier.

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from diary.domain.moments import Moment
from diary.domain.records import Diary, Record, Session, Usual

Key = tuple[str, str | None, str | None, str | None]
Answer = tuple[str, str | None, bool, bool]
Place = tuple[str, str] | None
RANK = ("emergency", "immediate", "report", "discuss", "expected")


def hours(count: float) -> timedelta:
    """A span in hours."""
    return timedelta(hours=count)


def days(count: int) -> timedelta:
    """A span in days of 24 hours, or in dates."""
    return timedelta(days=count)


def median(values: Iterable[Fraction]) -> Fraction:
    """The middle one, or halfway between the middle two."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def eased(peak: Fraction, latest: Fraction, base: Fraction) -> bool:
    """Whether the level has come down from its peak by what counts."""
    return not peak - latest < max(Fraction(1), Fraction(3, 10) * (peak - base))


def recent(t: datetime, as_of: datetime) -> bool:
    """In the 7 days up to as-of."""
    return as_of - t <= days(7)


def together(a: datetime, b: datetime) -> bool:
    """Within 24 h of each other."""
    return abs(a - b) <= hours(24)


def converted(record: Record) -> bool:
    """Whether it came from another app."""
    return bool(getattr(record, "source", ""))


@dataclass(frozen=True)
class Level:
    """One pain level at one instant."""

    at: Moment
    pain: Fraction
    sudden: bool = False
    converted: bool = False

    @property
    def t(self) -> datetime:
        """The instant."""
        return self.at.instant


@dataclass(frozen=True)
class Said:
    """The answer of a rule, and the latest reading or entry that a raised one rests on."""

    status: str
    tier: str | None = None
    provisional: bool = False
    confirmed: bool = False
    rests: datetime | None = None

    @property
    def raised(self) -> bool:
        """Whether it warns."""
        return self.status == "raised"

    @property
    def answer(self) -> Answer:
        """As the two readings are compared."""
        return (self.status, self.tier, self.provisional, self.confirmed)


CLEAR = Said("clear")
INSUFFICIENT = Said("insufficient")
CANNOT_JUDGE = Said("cannot-judge")


def capped(tier: str, all_converted: bool) -> str:
    """A finding whose evidence is all converted from another app is at most discuss."""
    return "discuss" if all_converted and RANK.index(tier) < RANK.index("discuss") else tier


def cut(diary: Diary, as_of: datetime) -> Diary:
    """The diary as far as it exists at an instant."""
    return Diary.of([record for record in diary.records() if record.at.instant <= as_of])


def levels_of(diary: Diary, site: str, side: str) -> list[Level]:
    """The levels of one place in time order; at the same instant the higher is later."""
    found = [
        Level(entry.at, Fraction(reading.pain), reading.sudden, converted(entry))
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
    stated = statements[-1] if statements else None
    in_reach = window(values, day - days(60), day - days(3))
    v = [(when, value) for when, value in in_reach if stated is None or when > stated.at.day][-14:]
    middle = median(value for _, value in v) if v else None
    if stated is None:
        return middle if len(v) >= 4 else None
    if middle is None or len(v) < 10:
        return Fraction(stated.level)
    span = (v[-1][0] - v[0][0]).days + 1
    knows_better = 2 * len(v) >= span or middle < stated.level
    return middle if knows_better else Fraction(stated.level)


def took_place(session: Session) -> bool:
    """A session whose exercises were all skipped is none."""
    done = [getattr(exercise, "done", None) for exercise in session.exercises]
    return not done or any(one != "skipped" for one in done)


def start_of(session: Session) -> datetime:
    """Its end less its minutes, 60 where they are not given."""
    return session.at.instant - timedelta(minutes=60 if session.minutes is None else session.minutes)


def rise(provisional: bool) -> int:
    """k, the rise that counts."""
    return 3 if provisional else 2


class Course:
    """One site of a diary that is already cut to its as-of."""

    def __init__(self, diary: Diary, as_of: datetime, site: str, side: str) -> None:
        self.diary, self.as_of, self.site, self.side = diary, as_of, site, side
        self.levels = [level for level in levels_of(diary, site, side) if as_of - level.t <= days(400)]
        self.sessions = [session for session in diary.sessions if took_place(session)]
        self.statements = [one for one in diary.usuals if (one.site, one.side) == (site, side)]
        self.worse: list[tuple[Moment, bool, bool]] = sorted(
            (
                (entry.at, "getting-worse" in reading.symptoms, converted(entry))
                for entry in diary.entries
                for reading in entry.readings
                if (reading.site, reading.side) == (site, side) and as_of - entry.at.instant <= days(400)
            ),
            key=lambda said: said[0].instant,
        )
        """Each entry at the site, with or without a level: whether it says getting-worse, and whether converted."""
        self._times = [level.t for level in self.levels]
        self._y: dict[date, Fraction] | None = None
        self._u: dict[date, Fraction | None] = {}
        self._whole: Course | None = None

    def at(self, moment: datetime, *, before: bool = False) -> Course:
        """The course at an earlier moment, by today's statements; `before`: without what is of that very moment."""
        earlier = object.__new__(Course)
        earlier.diary, earlier.as_of, earlier.site, earlier.side = self.diary, moment, self.site, self.side
        place = bisect_left if before else bisect_right
        earlier.levels = self.levels[: place(self._times, moment)]
        earlier._times = self._times[: len(earlier.levels)]
        earlier.sessions = [one for one in self.sessions if one.at.instant < moment or not before]
        earlier.sessions = [one for one in earlier.sessions if one.at.instant <= moment]
        earlier.statements = self.statements
        earlier.worse = [one for one in self.worse if one[0].instant < moment or not before]
        earlier.worse = [one for one in earlier.worse if one[0].instant <= moment]
        earlier._y, earlier._u, earlier._whole = None, {}, self._whole or self
        return earlier

    def between(self, first: datetime, last: datetime) -> list[Level]:
        """The readings of a span; both ends belong to it."""
        return self.levels[bisect_left(self._times, first) : bisect_right(self._times, last)]

    @property
    def y(self) -> dict[date, Fraction]:
        """Y of every diary day."""
        if self._y is None:
            if self._whole is None or not self.levels:
                self._y = daily_medians(self.levels)
            else:
                # Only to save time: nothing written later changes the days more than two before the latest.
                last = self.levels[-1]
                tail = daily_medians(self.between(last.t - days(6), last.t))
                known = {day: value for day, value in self._whole.y.items() if day < last.at.day - days(2)}
                self._y = known | {day: value for day, value in tail.items() if day >= last.at.day - days(2)}
        return self._y

    def u(self, day: date) -> Fraction | None:
        """U of a day."""
        if self._whole is not None:
            # U looks at days up to d-3 only: what was written on the days after them changes nothing.
            return self._whole.u(day)
        if day not in self._u:
            self._u[day] = usual(self.y, self.statements, day)
        return self._u[day]

    def baseline(self, session: Session) -> tuple[Fraction, bool]:
        """B of a session, and whether it is provisional."""
        start = start_of(session)
        week = [one for one in self.between(start - days(7), start) if one.t < start and not one.at.date_only]
        if len(week) >= 3:
            return median(level.pain for level in week), False
        if week and start - week[-1].t <= hours(36):
            return week[-1].pain, False
        u = self.u(session.at.day)
        return (Fraction(0), True) if u is None else (u, False)
