"""A track: the course of one site while it grows, reading by reading, also where some come late or are taken out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from diary.analysis.episodes import Episode, Walk, still_open
from diary.analysis.rules import sudden_severe
from diary.analysis.rules.worsening import Worsening
from diary.analysis.series import Calendar, Course, DailySeries, Level, Point, ordinal
from diary.domain.records import Entry, Reading, Session, Usual

ZONES = 2
"""Days by which the local dates of two instants can be in the wrong order, when clocks far apart were used."""


@dataclass(slots=True)
class Hit:
    """A reading that is severe in the sense of `sudden-severe`; `eased` is the index of the reading that eased it."""

    index: int
    time: datetime
    provisional: bool
    eases_at: float
    eased: int | None = None


@dataclass(slots=True)
class DriftDay:
    """A day of `slow-drift`, and from and to which instants it is."""

    day: int
    offset: int
    begins: datetime
    ends: datetime
    possible: bool
    """Whether a level of that day itself can raise it."""


class SiteCourse(Course):
    """A course that keeps what was worked out for its earlier readings, and works out again what a change touches."""

    def __init__(self, site: str, side: str, calendar: Calendar) -> None:
        super().__init__(site, side, ())
        self.rows: list[tuple[Entry, Reading]] = []
        self.days: list[int] = []
        self.values: list[float] = []
        self.levels: dict[int, list[int]] = {}
        self.daily = DailySeries(self.days, self.values)
        self.walk = Walk(self, calendar)
        self.worsening = Worsening(self, calendar)
        self.drift: DriftDay | None = None
        """The day that `slow-drift` was asked for last."""
        self.travelled = False
        """Whether the days of the readings are out of order."""
        self.hits: list[Hit] = []
        self.uneased: list[Hit] = []
        self.eased: list[Hit] = []
        """In the order in which they were eased."""
        self.asked_until = 0
        """The last day for which a level to compare with was asked."""
        self.settled = 0
        """How many of the readings have been worked out."""

    def add(self, entry: Entry, reading: Reading) -> None:
        """Put a reading in at its place."""
        row = (entry, reading)
        if not self.rows or self.rows[-1][0].at.instant < entry.at.instant:
            self.rows.append(row)
        else:
            insort(self.rows, row, key=_row_order)
        if reading.pain is None:
            return
        at = entry.at
        point = Point(at.instant, ordinal(at), reading.pain, reading, entry)
        if not self.points or (self.times[-1] < point.time and self.days[-1] <= point.day):
            self.points.append(point)
            self.times.append(point.time)
            self._into_day(point.day, point.level)
            if point.day < self.asked_until or (self.drift and point.day < self.drift.day):
                self.forget_usual(point.day)
            return
        place = bisect_right(self.points, _order(point), key=_order)
        self.points.insert(place, point)
        self.times.insert(place, point.time)
        self._into_day(point.day, point.level)
        around = [other.day for other in self.points[max(0, place - 1) : place + 2]]
        self.travelled = self.travelled or around != sorted(around)
        self._redo(place, point.day)

    def remove(self, entry: Entry) -> None:
        """Take the readings of an entry out."""
        low = bisect_left(self.rows, entry.at.instant, key=lambda row: row[0].at.instant)
        while low < len(self.rows) and self.rows[low][0].at.instant == entry.at.instant:
            if self.rows[low][0] is entry:
                del self.rows[low]
            else:
                low += 1
        place = bisect_left(self.times, entry.at.instant)
        while place < len(self.points) and self.points[place].time == entry.at.instant:
            point = self.points[place]
            if point.entry is not entry:
                place += 1
                continue
            del self.points[place], self.times[place]
            self._out_of_day(point.day, point.level)
            self._redo(place, point.day)

    def state(self, statement: Usual | None) -> None:
        """Take another statement of the usual level."""
        self.statement = statement
        self.daily = DailySeries(self.days, self.values, statement)
        self._usual_by_day.clear()
        self.drift = None
        self.worsening.known.clear()
        self._back_to(0)

    def session_changed(self, session: Session) -> bool:
        """Work out again what comes after a session that was put in or taken out; whether that is anything."""
        self.walk.bases.pop(session.id, None)
        place = bisect_right(self.times, session.at.instant)
        if place >= self.settled:
            return False
        for index in range(place, self.settled):
            self.worsening.known.pop(index, None)
        self._back_to(place)
        return True

    def settle(self) -> None:
        """Work out what is new."""
        points, last_of_day = self.points, self.worsening.last_of_day
        for index in range(self.settled, len(points)):
            point = points[index]
            self.walk.step(point)
            last_of_day[point.day] = index
            if self.uneased:
                for hit in self.uneased:
                    if point.level <= hit.eases_at and point.time >= hit.time + sudden_severe.EASED_AFTER:
                        hit.eased = index
                        self.eased.append(hit)
                self.uneased = [hit for hit in self.uneased if hit.eased is None]
            if point.level >= sudden_severe.SUDDEN_FROM:
                usual = self.usual(point.day)
                sure = sudden_severe.severe(point, usual)
                if sure is not None:
                    self.hits.append(Hit(index, point.time, not sure, sudden_severe.eases_at(usual)))
                    self.uneased.append(self.hits[-1])
        self.settled = len(points)

    def open_episode(self, as_of: datetime) -> Episode | None:
        """The episode that is open as of an instant, which is not before the latest reading."""
        episode = self.walk.open
        return episode if episode is not None and still_open(episode, as_of) else None

    def usual(self, day: int) -> Level | None:
        """U of this site for a day (an ordinal); None where unknown."""
        known = self._usual_by_day
        if day not in known:
            self.asked_until = max(self.asked_until, day)
            known[day] = self.daily.usual(day)
        return known[day]

    def forget_usual(self, day: int) -> None:
        """Forget the usual levels of that day and later ones."""
        self.drift = None
        for late in range(day, self.asked_until + 1):
            self._usual_by_day.pop(late, None)

    def _redo(self, place: int, day: int) -> None:
        """Forget what was worked out from a reading on that came or went at `place`, on that day."""
        self.forget_usual(day)
        first = min(place, self.settled)
        while first > 0 and self.points[first - 1].day >= day - 2 * ZONES:
            first -= 1
        known, last_of_day = self.worsening.known, self.worsening.last_of_day
        for index in range(first, self.settled + 2):
            known.pop(index, None)
        last_of_day.pop(day, None)
        for late in self.days[bisect_left(self.days, day - ZONES) :]:
            last_of_day.pop(late, None)
        for index in range(first, min(place, self.settled)):
            if self.points[index].day >= day - ZONES:
                last_of_day[self.points[index].day] = index
        if place < self.settled:
            self._back_to(place)

    def _back_to(self, count: int) -> None:
        count = min(count, self.settled)
        self.walk.back_to(count)
        while self.hits and self.hits[-1].index >= count:
            self.hits.pop()
        while self.eased and (self.eased[-1].eased or 0) >= count:
            hit = self.eased.pop()
            hit.eased = None
            self.uneased.append(hit)
        self.uneased = [hit for hit in self.uneased if hit.index < count]
        self.settled = count

    def _into_day(self, day: int, level: int) -> None:
        levels = self.levels.get(day)
        if levels is None:
            self.levels[day] = [level]
            place = len(self.days) if not self.days or self.days[-1] < day else bisect_left(self.days, day)
            self.days.insert(place, day)
            self.values.insert(place, level)
            return
        insort(levels, level)
        self.values[-1 if self.days[-1] == day else bisect_left(self.days, day)] = middle(levels)

    def _out_of_day(self, day: int, level: int) -> None:
        levels, place = self.levels[day], bisect_left(self.days, day)
        levels.remove(level)
        if levels:
            self.values[place] = middle(levels)
        else:
            del self.levels[day], self.days[place], self.values[place]


def middle(ordered: Sequence[float]) -> float:
    """The median of values that are in order."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _order(point: Point) -> tuple[datetime, int, str]:
    return (point.time, point.level, point.entry.id)


def _row_order(row: tuple[Entry, Reading]) -> tuple[datetime, datetime, str]:
    return row[0].order
