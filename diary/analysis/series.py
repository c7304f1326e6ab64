"""The series that the rules read: the readings of one site in time order, and daily values with the usual level."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cached_property, lru_cache
from operator import lt
from statistics import median
from typing import Protocol

from diary.analysis.known_symptoms import WORSE
from diary.domain.findings import Evidence
from diary.domain.moments import Moment
from diary.domain.records import Entry, Reading, Session, Usual

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
RECENT = 7 * DAY
"""Red flags look at the last seven days."""
STAYS = 28 * DAY
"""How long after the latest entry it rests on a finding stays that nobody was told of."""
TOGETHER = 24 * HOUR
"""Two signs belong together within a day of each other."""

# Days back from which a usual level is taken: recent enough to be current, and not the last three, so that a new
# flare does not raise the level it is measured against.
USUAL_OLDEST, USUAL_NEWEST, USUAL_DAYS = 60, 3, 14
DAYS_TO_KNOW = 4
"""Diary days needed for a usual level where the person stated none."""
DAYS_TO_KNOW_BETTER = 10
"""Diary days since a statement from which the diary may know better than the statement."""
DOUBTED_FROM = 2
"""Points above a statement at which diary days that are too far apart to overrule it make the program ask."""


class Calendar(Protocol):
    """Whatever knows the sessions between two instants."""

    def sessions_between(self, first: datetime, before: datetime) -> Sequence[Session]:
        """Sessions that ended at or after `first` and before `before`, earliest first."""


STATED = "stated usual level"


@dataclass(frozen=True, slots=True)
class Level:
    """A level 0–10 to compare with, and its origin: how many readings or days (`count`), and the first and last day."""

    level: float
    kind: str
    count: int = 0
    first: date | None = None
    last: date | None = None

    @property
    def source(self) -> str:
        """Where a usual level comes from, in a word: stated by the person, or logged."""
        return "stated" if self.is_stated else "logged"

    @property
    def is_stated(self) -> bool:
        """Whether the person stated it, and it was not worked out from the entries."""
        return self.kind == STATED


@dataclass(frozen=True, slots=True)
class Point:
    """One pain level 0–10 of a site, with the entry it came from."""

    time: datetime
    day: int
    level: int
    reading: Reading
    entry: Entry

    @property
    def local(self) -> datetime:
        """The time on the clock of the person."""
        return self.entry.at.local

    def evidence(self) -> Evidence:
        """This reading, as a finding shows it."""
        return evidence_of(self.entry, self.reading)


@dataclass(frozen=True, slots=True)
class DailySeries:
    """One value a day (days as ordinals, in order), with the usual level as the person stated it, where they did."""

    days: Sequence[int]
    values: Sequence[float]
    statement: Usual | None = None

    def value(self, day: int) -> float | None:
        """The value of that day; None without a reading: a missing value is never 0 and never interpolated."""
        at = bisect_left(self.days, day)
        return self.values[at] if at < len(self.days) and self.days[at] == day else None

    def between(self, first: int, last: int) -> list[tuple[int, float]]:
        """Days and values from `first` to `last`, both included."""
        low, high = bisect_left(self.days, first), bisect_right(self.days, last)
        return list(zip(self.days[low:high], self.values[low:high], strict=True))

    def values_between(self, first: int, last: int) -> Sequence[float]:
        """Values from `first` to `last`, both included."""
        return self.values[bisect_left(self.days, first) : bisect_right(self.days, last)]

    def usual(self, day: int) -> Level | None:
        """The usual level U for a day, or None where too little is known.

        It is the median of the latest 14 values 3 to 60 days before, if there are 4 or more. Where a level was stated,
        the statement counts, for the days before it too, until 10 diary days have followed it that fill half of their
        span or whose median is lower.
        """
        low, high = self._usual_days(day)
        stated = self.statement
        if stated is None:
            return self._median_of(low, high) if high - low >= DAYS_TO_KNOW else None
        if high - low >= DAYS_TO_KNOW_BETTER and (self._is_dense(low, high) or self._middle(low, high) < stated.level):
            return self._median_of(low, high)
        return Level(stated.level, STATED, 1, stated.at.day, stated.at.day)

    def doubted(self, day: int) -> float | None:
        """The median of the diary days since the statement where it is 2 or more above and they are too far apart.

        Whether those are the bad days only, or most days by now, only the person can say. None where nothing is to ask.
        """
        low, high = self._usual_days(day)
        if self.statement is None or high - low < DAYS_TO_KNOW_BETTER or self._is_dense(low, high):
            return None
        level = self._middle(low, high)
        return level if level >= self.statement.level + DOUBTED_FROM else None

    def first_doubted(self) -> int | None:
        """The first day on which a statement was doubted, so that it is asked about once; None for none."""
        first = bisect_right(self.days, self.statement.at.day.toordinal()) if self.statement is not None else 0
        return next((day for day in self.days[first:] if self.doubted(day) is not None), None)

    def _usual_days(self, day: int) -> tuple[int, int]:
        """From which to before which index the values lie that a usual level of that day is taken from."""
        low, high = bisect_left(self.days, day - USUAL_OLDEST), bisect_right(self.days, day - USUAL_NEWEST)
        if self.statement is not None:
            low = max(low, bisect_right(self.days, self.statement.at.day.toordinal()))
        # The latest 14, counted in diary days: who writes rarely is judged by as many values as who writes daily.
        return max(low, high - USUAL_DAYS), high

    def _is_dense(self, low: int, high: int) -> bool:
        """Whether these days fill at least half of the days from the first to the last of them."""
        # Who writes on bad days only would else be given those as the usual level (simulated: such a person is warned
        # on 5 % of the bad days without this, on 64 % with it).
        return 2 * (high - low) >= self.days[high - 1] - self.days[low] + 1

    def _middle(self, low: int, high: int) -> float:
        return median(self.values[low:high])

    def _median_of(self, low: int, high: int) -> Level:
        first, last = date.fromordinal(self.days[low]), date.fromordinal(self.days[high - 1])
        return Level(self._middle(low, high), "usual level", high - low, first, last)


class Course:
    """Everything logged at one site and side up to an instant, in time order."""

    def __init__(
        self, site: str, side: str, rows: Sequence[tuple[Entry, Reading]], statements: Sequence[Usual] = ()
    ) -> None:
        self.site, self.side = site, side
        self.statements = statements
        """The statements of its usual level in time order; the latest one counts."""
        self.rows = rows
        """All readings, those without a level too."""
        self.points = [
            Point(entry.at.instant, ordinal(entry.at), reading.pain, reading, entry)
            for entry, reading in rows
            if reading.pain is not None
        ]
        self.times = [point.time for point in self.points]
        if not all(map(lt, self.times, self.times[1:])):
            # At the same instant the higher one is later: of two contradicting readings the worse one counts.
            self.points.sort(key=lambda point: (point.time, point.level, point.entry.id))
            self.times.sort()

    def reads(self, rows: Sequence[tuple[Entry, Reading]], statements: Sequence[Usual]) -> bool:
        """Whether it consists of these readings and these statements."""
        return self.rows == rows and self.statements == statements

    @cached_property
    def worse(self) -> list[datetime]:
        """The times of the readings with the word "getting-worse", in order."""
        return [entry.at.instant for entry, reading in self.rows if WORSE in reading.symptoms]

    @property
    def statement(self) -> Usual | None:
        """The latest statement of its usual level; None where there is none."""
        return self.statements[-1] if self.statements else None

    def reaches(self, first: datetime) -> bool:
        """Whether it has an entry at or after an instant."""
        return self.rows[-1][0].at.instant >= first

    def since(self, first: datetime) -> Course:
        """The course from an instant on; this one where nothing is older."""
        begun = bisect_left(self.rows, first, key=lambda row: row[0].at.instant)
        return Course(self.site, self.side, self.rows[begun:], self.statements) if begun else self

    def until(self, instant: datetime, since: datetime | None = None) -> Course:
        """The course up to an instant, and from another on where one is given, by the statements of today."""
        first = bisect_left(self.rows, since, key=lambda row: row[0].at.instant) if since else 0
        end = bisect_right(self.rows, instant, key=lambda row: row[0].at.instant)
        return Course(self.site, self.side, self.rows[first:end], self.statements)

    @cached_property
    def daily(self) -> DailySeries:
        """Y: the median of each diary day."""
        levels: dict[int, list[int]] = {}
        for point in self.points:
            levels.setdefault(point.day, []).append(point.level)
        days = sorted(levels)
        return DailySeries(days, [median(levels[day]) for day in days], self.statement)

    @cached_property
    def _usual_by_day(self) -> dict[int, Level | None]:
        return {}

    def usual(self, day: int) -> Level | None:
        """U of this site for a day (an ordinal); None where unknown."""
        # The rules ask for the same days again and again, and each answer is a median over up to 14 days.
        known = self._usual_by_day
        if day not in known:
            known[day] = self.daily.usual(day)
        return known[day]

    def between(self, first: int, last: int) -> list[Point]:
        """The readings with a level on days (ordinals, as their clocks showed them) from the first to the last."""
        # Found by the instant: a day of the year in any zone lies within the UTC days around it.
        begin, end = (datetime.fromordinal(day).replace(tzinfo=UTC) for day in (max(1, first - 1), last + 2))
        inside = self.points[bisect_left(self.times, begin) : bisect_right(self.times, end)]
        return [point for point in inside if first <= point.day <= last]

    @property
    def latest(self) -> Point | None:
        """The latest reading with a level; None where there is none."""
        return self.points[-1] if self.points else None

    def day_of(self, instant: datetime) -> int:
        """The day of an instant in the offset of the latest reading, as an ordinal (UTC without a reading)."""
        offset = self.points[-1].entry.at.offset if self.points else 0
        return local(instant, offset).date().toordinal()


def daily_interference(entries: Sequence[Entry], statement: Usual | None = None) -> DailySeries:
    """The highest interference (0–10) of each day that has one."""
    highest: dict[int, int] = {}
    for entry in entries:
        if entry.interference is not None:
            day = ordinal(entry.at)
            highest[day] = max(highest.get(day, 0), entry.interference)
    days = sorted(highest)
    return DailySeries(days, [highest[day] for day in days], statement)


def took_place(session: Session) -> bool:
    """Whether anything was done in a session: one of which every exercise was skipped is none."""
    return not session.exercises or any(exercise.done != "skipped" for exercise in session.exercises)


def evidence_of(entry: Entry, reading: Reading | None = None, value: float | None = None) -> Evidence:
    """One entry, or one of its readings, as a finding shows it."""
    if reading is None:
        return Evidence(
            entry.id,
            entry.at.local,
            symptoms=entry.symptoms,
            value=value,
            date_only=entry.at.date_only,
            source=entry.source,
        )
    return Evidence(
        entry.id,
        entry.at.local,
        reading.site,
        reading.side,
        reading.pain,
        reading.qualities,
        reading.symptoms,
        reading.sudden,
        value,
        entry.at.date_only,
        entry.source,
    )


def ordinal(at: Moment) -> int:
    """The local day of a moment as an ordinal, like that of `at.day` but without building a time zone."""
    return (at.instant + _east(at.offset)).toordinal()


# A diary has few offsets, and its readings many.
@lru_cache(maxsize=256)
def _east(offset: int) -> timedelta:
    return timedelta(seconds=offset)


def local(instant: datetime, offset: int) -> datetime:
    """An instant on a clock that is `offset` seconds east of UTC."""
    return instant.astimezone(timezone(timedelta(seconds=offset)))


def counts_as_eased(peak: float, level: float, base: float) -> bool:
    """Whether a level is below the peak by enough: 1 point, or 30 % of the rise where that is more.

    30 %: Farrar 2001, Ostelo 2008. In tenths, so that halves stay exact.
    """
    return 10 * (peak - level) >= max(10, 3 * (peak - base))


_FIRST = datetime.min.replace(tzinfo=UTC)


def midnight(day: int, offset: int) -> datetime:
    """The instant (UTC) at which a day (an ordinal) begins on a clock that is `offset` seconds east of UTC."""
    return _FIRST + timedelta(days=day - 1, seconds=-offset)
