"""The course of one site while it grows, reading by reading, also where some come late or are removed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from diary.analysis.episodes import AFTER_SESSION, LOST_AFTER, Episode, Walk, still_open
from diary.analysis.known_symptoms import WORSE, KnownSymptoms
from diary.analysis.replay.meeting import BEGINS, Meeting, Since
from diary.analysis.replay.response_memory import ResponseMemory
from diary.analysis.rules import sudden_severe
from diary.analysis.rules.sudden_severe import Severity
from diary.analysis.series import STAYS, Calendar, Course, DailySeries, Level, Point, ordinal
from diary.analysis.snapshot import REACH, Snapshot
from diary.analysis.symptoms import TICK
from diary.analysis.worse_days import Worsening
from diary.domain.records import Entry, Reading, Session, Usual

DATE_OVERLAP = 2
"""Days by which the local dates of two instants can be in the wrong order when clocks far apart were used (UTC-12 to
UTC+14)."""

READ_WHOLE = REACH - AFTER_SESSION
QUIET_AFTER = LOST_AFTER + STAYS
"""So long after the latest entry of a course nothing that an episode raised is left."""


@dataclass(slots=True)
class Hit:
    """A reading that is severe in the sense of `sudden-severe`; `eased` is the index of the reading that eased it."""

    index: int
    time: datetime
    severity: Severity
    eases_at: int
    eased: int | None = None


@dataclass(slots=True)
class DriftDay:
    """A day (an ordinal) that `slow-drift` was asked for, with its offset in seconds, its begin and its end."""

    day: int
    offset: int
    begins: datetime
    ends: datetime
    possible: bool
    """Whether a level of that day itself can raise it."""


class SiteCourse(Course):
    """A course that remembers what was computed for its earlier readings, and computes again what a change touches."""

    def __init__(self, site: str, side: str, calendar: Calendar) -> None:
        super().__init__(site, side, ())
        self.rows: list[tuple[Entry, Reading]] = []
        self.days: list[int] = []
        self.values: list[float] = []
        self.worse: list[datetime] = []
        self.levels: dict[int, list[int]] = {}
        self.daily = DailySeries(self.days, self.values)
        self.walk = Walk(self, calendar)
        self.meeting = Meeting(self.walk)
        self.whole_until: datetime | None = None
        """Until when all of it gives the answers of its last 400 days; None where that must be found out again."""
        self.worsening = Worsening(self, calendar)
        self.response = ResponseMemory(self.walk)
        self.drift: DriftDay | None = None
        """The day that `slow-drift` was asked for last."""
        self.has_days_out_of_order = False
        """Whether the days of the readings are out of order."""
        self.hits: list[Hit] = []
        self.uneased: list[Hit] = []
        self.eased: list[Hit] = []
        """In the order in which they were eased."""
        self.asked_until = 0
        """The latest day for which a usual level was asked; later ones are not remembered yet."""
        self.settled = 0
        """How many of the readings have been walked along."""

    def add(self, entry: Entry, reading: Reading) -> None:
        """Add a reading at its place in time."""
        row = (entry, reading)
        if not self.rows or self.rows[-1][0].at.instant < entry.at.instant:
            self.rows.append(row)
        else:
            insort(self.rows, row, key=_row_order)
            self.whole_until = None
        if WORSE in reading.symptoms:
            insort(self.worse, entry.at.instant)
            self._word_changed(entry.at.instant)
        if reading.pain is None:
            return
        at = entry.at
        point = Point(at.instant, ordinal(at), reading.pain, reading, entry)
        # Nearly all readings come last: appending them avoids a search and a walk back.
        if not self.points or (self.times[-1] < point.time and self.days[-1] <= point.day):
            self.points.append(point)
            self.times.append(point.time)
            self._add_to_day(point.day, point.level)
            self.response.reading_came(point)
            if point.day < self.asked_until or (self.drift and point.day < self.drift.day):
                self.forget_usual(point.day)
            return
        place = bisect_right(self.points, _order(point), key=_order)
        self.points.insert(place, point)
        self.times.insert(place, point.time)
        self._add_to_day(point.day, point.level)
        around = [other.day for other in self.points[max(0, place - 1) : place + 2]]
        self.has_days_out_of_order = self.has_days_out_of_order or around != sorted(around)
        self.meeting.forget(point.time)
        self._forget_from(place, point.day)

    def remove(self, entry: Entry) -> None:
        """Remove the readings of an entry."""
        self.whole_until = None
        low = bisect_left(self.rows, entry.at.instant, key=lambda row: row[0].at.instant)
        while low < len(self.rows) and self.rows[low][0].at.instant == entry.at.instant:
            if self.rows[low][0] is entry:
                if WORSE in self.rows[low][1].symptoms:
                    self.worse.remove(entry.at.instant)
                    self._word_changed(entry.at.instant)
                del self.rows[low]
            else:
                low += 1
        # By identity: another version of an entry has the same id and may have the same time.
        place = bisect_left(self.times, entry.at.instant)
        while place < len(self.points) and self.points[place].time == entry.at.instant:
            point = self.points[place]
            if point.entry is not entry:
                place += 1
                continue
            del self.points[place], self.times[place]
            self.meeting.forget(point.time)
            self._remove_from_day(point.day, point.level)
            self._forget_from(place, point.day)

    def set_statements(self, statements: Sequence[Usual]) -> None:
        """Replace the statements of the usual level."""
        # The latest counts for all days, so everything that was compared with a usual level begins again.
        self.statements = statements
        self.daily = DailySeries(self.days, self.values, self.statement)
        self._usual_by_day.clear()
        self.meeting.forget()
        self.whole_until = None
        self.drift = None
        self.response.forget()
        self.worsening.known.clear()
        self._back_to(0)

    def session_changed(self, session: Session) -> bool:
        """Compute again what comes after a session that was added or removed; returns whether anything does."""
        self.walk.bases.pop(session.id, None)
        self.meeting.forget(session.at.instant)
        self.whole_until = None
        self.response.session_changed(session)
        place = bisect_right(self.times, session.at.instant)
        if place == len(self.times):
            return False
        # `worsening` waits 48 h after a session, and an answer may rest on the day before: all later ones are dropped.
        for index in range(place, self.settled):
            self.worsening.known.pop(index, None)
        self._back_to(place)
        return True

    def _word_changed(self, since: datetime) -> None:
        """Forget the answers at the readings from an instant on: whether a session holds one back may rest on it."""
        for index in range(bisect_left(self.times, since), self.settled):
            self.worsening.known.pop(index, None)

    def settle(self) -> None:
        """Walk along the readings that are new or must be walked again."""
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
                severity = sudden_severe.severity_of(self, index)
                if severity is not None:
                    self.hits.append(Hit(index, point.time, severity, sudden_severe.eases_at(point.level)))
                    self.uneased.append(self.hits[-1])
        self.settled = len(points)

    def open_episode(self, as_of: datetime) -> Episode | None:
        """The episode that is open as of an instant, which is not before the latest reading."""
        episode = self.walk.open
        return episode if episode is not None and still_open(episode, as_of) else None

    def within_reach(self, as_of: datetime) -> tuple[SiteCourse, datetime | None]:
        """A course with the answers of the last 400 days, and until when time alone changes nothing about that."""
        if not self.rows:
            return self, None
        over, until = self.rows[-1][0].at.instant + QUIET_AFTER, self.whole_until
        if until is None or as_of > until:
            # A session that is no longer read may have opened the first of the episodes.
            begun = self.rows[0][0].at.instant
            if begun >= as_of - READ_WHOLE:
                until = begun + READ_WHOLE
            elif as_of > over:
                return self, None
            elif (meeting := self.meeting.between(as_of - REACH + BEGINS, as_of - STAYS)) is not None:
                until = meeting + REACH - BEGINS
            else:
                return self.cut(as_of)
            self.whole_until = until
        return self, until + TICK if until < over else None

    def cut(self, as_of: datetime) -> tuple[SiteCourse, datetime]:
        """The course of the last 400 days, and when the first thing in it is older."""
        first = as_of - REACH
        cut = SiteCourse(self.site, self.side, Since(self.walk.calendar, first))
        for entry, reading in self.rows[bisect_left(self.rows, first, key=lambda row: row[0].at.instant) :]:
            cut.add(entry, reading)
        cut.set_statements(self.statements)
        sessions = cut.walk.calendar.sessions_between(first, as_of)[:1]
        oldest = min(record.at.instant for record in (*sessions, *(entry for entry, _ in cut.rows[:1])))
        return cut, oldest + REACH + TICK

    def seen(self, as_of: datetime) -> Snapshot:
        """What a rule about this site reads as of an instant."""
        sessions = self.walk.calendar.sessions_between(as_of - REACH, as_of + TICK)
        place = (self.site, self.side)
        empty = DailySeries((), ())
        seen = Snapshot(as_of, (), tuple(sessions), (), {place: self}, KnownSymptoms(), empty)
        seen.walks[id(self)], seen.searches[id(self)] = self.walk, self.worsening
        return seen

    def usual(self, day: int) -> Level | None:
        """U of this site for a day (an ordinal); None where unknown."""
        known = self._usual_by_day
        if day not in known:
            self.asked_until = max(self.asked_until, day)
            known[day] = self.daily.usual(day)
        return known[day]

    def forget_usual(self, day: int) -> None:
        """Forget the usual levels of that day and later ones."""
        # None after `asked_until` is remembered, so the loop stays short where a diary is entered in order.
        self.drift = None
        self.response.forget()
        for late in range(day, self.asked_until + 1):
            self._usual_by_day.pop(late, None)

    def _forget_from(self, place: int, day: int) -> None:
        """Forget what was computed from the reading on that was added or removed at `place`, on that day."""
        self.forget_usual(day)
        # Readings before it can be of a later date where clocks differ: their answers read this day's value too.
        first = min(place, self.settled)
        while first > 0 and self.points[first - 1].day >= day - 2 * DATE_OVERLAP:
            first -= 1
        known, last_of_day = self.worsening.known, self.worsening.last_of_day
        for index in range(first, self.settled + 2):
            known.pop(index, None)
        last_of_day.pop(day, None)
        for late in self.days[bisect_left(self.days, day - DATE_OVERLAP) :]:
            last_of_day.pop(late, None)
        for index in range(first, min(place, self.settled)):
            if self.points[index].day >= day - DATE_OVERLAP:
                last_of_day[self.points[index].day] = index
        self._back_to(place)

    def _back_to(self, count: int) -> None:
        count = min(count, self.settled)
        self.walk.back_to(count)
        # Hits before that point may have been eased by a reading after it: those are open again.
        while self.hits and self.hits[-1].index >= count:
            self.hits.pop()
        while self.eased and (self.eased[-1].eased or 0) >= count:
            hit = self.eased.pop()
            hit.eased = None
            self.uneased.append(hit)
        self.uneased = [hit for hit in self.uneased if hit.index < count]
        self.settled = count

    def _add_to_day(self, day: int, level: int) -> None:
        levels = self.levels.get(day)
        if levels is None:
            self.levels[day] = [level]
            place = len(self.days) if not self.days or self.days[-1] < day else bisect_left(self.days, day)
            self.days.insert(place, day)
            self.values.insert(place, level)
            return
        insort(levels, level)
        self.values[-1 if self.days[-1] == day else bisect_left(self.days, day)] = median_of_sorted(levels)

    def _remove_from_day(self, day: int, level: int) -> None:
        levels, place = self.levels[day], bisect_left(self.days, day)
        levels.remove(level)
        if levels:
            self.values[place] = median_of_sorted(levels)
        else:
            del self.levels[day], self.days[place], self.values[place]


def median_of_sorted(ordered: Sequence[float]) -> float:
    """The median of values that are sorted already; `statistics.median` would sort them again."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _order(point: Point) -> tuple[datetime, int, str]:
    return (point.time, point.level, point.entry.id)


def _row_order(row: tuple[Entry, Reading]) -> tuple[datetime, datetime, str]:
    return row[0].order
