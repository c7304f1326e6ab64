"""Episodes: stretches of time in which the pain at a site is above its base, from the first rise to the end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import NamedTuple

from diary.analysis.series import DAY, HOUR, Calendar, Course, Level, Point, counts_as_eased
from diary.analysis.snapshot import Snapshot
from diary.domain.records import Session

RISE, RISE_ABOVE_UNKNOWN = 2, 3
"""Points that count. 2 on 0–10: Farrar 2001, Childs 2005; one more where the base is only taken to be 0."""
AFTER_SESSION = 48 * HOUR
"""Soreness of a session shows within two days (Bishop 2011: 90 % peak by 48 h)."""
JUDGED_FROM = 44 * HOUR
"""A reading this long after the start counts as one at 48 h: daily entries come some hours early or late."""
# After so long without a reading nobody knows whether the pain went away between; sooner with a session in between,
# which may have begun a rise of its own.
LOST_AFTER = 10 * DAY
LOST_AFTER_WITH_SESSION = 72 * HOUR
# Pain that stays is in time the usual level, which speaks from there on; a base that was only taken to be 0 is trusted
# for a shorter time, and a usual level that was stated anew counts from then on.
LONG_STANDING = 120 * DAY
LONG_STANDING_PROVISIONAL = 14 * DAY
RESTATED_FROM = 60 * DAY
PEAK_UNTIL = 48 * HOUR
"""A peak after this changes nothing: pain that climbs on has not eased from there."""
FIRST_DAYS = 14 * DAY
"""A level above all of these days is news, however old the episode."""
FAR_APART = 10 * HOUR
"""Two readings this far apart confirm it, or end it: they are more than one good or bad moment."""
BASELINE_WINDOW, BASELINE_READINGS, LAST_READING_WITHIN = 7 * DAY, 3, 36 * HOUR
USUAL_SESSION_MINUTES = 60  # where the length of a session was not logged
UNKNOWN = Level(0, "unknown")


class Mark(NamedTuple):
    """How `not-improving-48h` stands after one reading of an episode; indices of readings, -1 for none."""

    stands: int = -1
    """The reading from which it stands."""
    met: int = -1
    """The first of the unbroken run of readings that meet it, up to this one."""
    unmet: int = -1
    """The first of the unbroken run of readings that do not, while it stands."""
    confirmed: bool = False


NOTHING = Mark()


@dataclass(slots=True)
class Episode:
    """One episode. `start` is the session's end or the opening reading's time; `base` what it is measured against."""

    start: datetime
    base: Level
    session: Session | None
    limit: datetime
    """The instant after which it is long-standing, and the usual level speaks instead."""
    points: list[Point] = field(default_factory=list)
    ended_by: Point | None = None
    """The reading that resolved it, where one did."""
    peaks: list[int] = field(default_factory=list)
    """For each reading the highest level in the episode up to it."""
    marks: list[Mark] = field(default_factory=list)
    """For each reading how `not-improving-48h` stands after it."""
    early: int = 0
    """How many of its readings lie within 48 h."""
    ended: str = ""
    """resolved, lost sight of, long-standing, better founded; "" while it is open."""

    @property
    def provisional(self) -> bool:
        """Whether it rests on an unknown usual level."""
        return self.base.kind == UNKNOWN.kind

    @property
    def rise(self) -> int:
        """k: the points above the base that count."""
        return rise_above(self.base)

    @property
    def highest(self) -> int:
        """The highest level in it so far."""
        return self.peaks[-1]

    @property
    def peak(self) -> int:
        """P: the highest level of its first 48 hours so far."""
        return self.peaks[self.early - 1]

    @property
    def climbs_on(self) -> bool:
        """Whether the latest reading is above everything in its first 14 days by what counts."""
        first = bisect_right(self.points, self.start + FIRST_DAYS, key=lambda point: point.time)
        return self.points[-1].level >= self.peaks[first - 1] + RISE

    def add(self, point: Point) -> None:
        """Add the next reading, with what the rules ask of it: the peak so far, and how the rule stands after it."""
        self.points.append(point)
        self.peaks.append(max(self.peaks[-1], point.level) if self.peaks else point.level)
        if point.time <= self.start + PEAK_UNTIL:
            self.early += 1
            # A new peak within the 48 hours is that of the readings before it too.
            if self.early > 1 and self.peaks[-1] > self.peaks[-2]:
                self.marks.clear()
        while len(self.marks) < len(self.points):
            self.marks.append(self._mark(len(self.marks)))

    def _mark(self, index: int) -> Mark:
        """How the rule stands after that reading: it takes one reading to stand, and mostly two to be over."""
        point, before = self.points[index], self.marks[index - 1] if index else NOTHING
        if point.time < self.start + JUDGED_FROM:
            return NOTHING
        high = point.level - self.base.level >= self.rise
        if high and not counts_as_eased(self.peak, point.level, self.base.level):
            met = before.met if before.met >= 0 else index
            confirmed = before.confirmed or point.time - self.points[met].time >= FAR_APART
            return Mark(before.stands if before.stands >= 0 else index, met, -1, confirmed)
        unmet = before.unmet if before.unmet >= 0 else index
        if before.stands < 0 or not high or point.time - self.points[unmet].time >= FAR_APART:
            return NOTHING
        return Mark(before.stands, -1, unmet, before.confirmed)

    def cut(self, count: int) -> None:
        """Go back to the state after its first `count` readings, open again."""
        del self.points[count:], self.peaks[count:], self.marks[count:]
        if count < self.early:
            # The peak that the others were measured against may have been one of those that are gone.
            self.early = count
            self.marks = []
            for index in range(count):
                self.marks.append(self._mark(index))
        self.ended, self.ended_by = "", None

    @property
    def began(self) -> datetime:
        """The start on the person's clock, in the offset of that moment."""
        return self.session.at.local if self.session else self.points[0].local

    def stands(self, at: int = -1) -> bool:
        """Whether `not-improving-48h` stands after the reading at that index."""
        return self.marks[at].stands >= 0


def start_of(session: Session) -> datetime:
    """When a session began; its own instant is its end."""
    return session.at.instant - (USUAL_SESSION_MINUTES if session.minutes is None else session.minutes) * HOUR / 60


def baseline(course: Course, session: Session) -> Level:
    """B: the level before a session began; 0 and of kind "unknown" where nothing is known.

    The median of three or more readings in the 7 days before; else the last one within 36 h; else the usual level of
    that day. Readings known only by date are left out: they may have come after it.
    """
    # Readings during it are no part of the level before.
    start = start_of(session)
    low = bisect_left(course.times, start - BASELINE_WINDOW)
    before = [p for p in course.points[low : bisect_left(course.times, start)] if not p.entry.at.date_only]
    if len(before) < BASELINE_READINGS:
        before = [point for point in before[-1:] if point.time >= start - LAST_READING_WITHIN]
    if before:
        first, last = before[0].local.date(), before[-1].local.date()
        return Level(median(point.level for point in before), "session baseline", len(before), first, last)
    return course.usual(session.at.day.toordinal()) or UNKNOWN


class Walk:
    """The walk along the readings of a site, one step for each. It can go back, for readings that come late."""

    def __init__(self, course: Course, calendar: Calendar) -> None:
        self.course, self.calendar = course, calendar
        self.episodes: list[Episode] = []
        self.open: Episode | None = None
        self.resolved_at: datetime | None = None
        self.previous: Point | None = None
        self.bases: dict[str, tuple[Level, float]] = {}
        """By session: the level before it, and the lowest level that counts as a rise above that."""
        self.begun = 0
        """The index of the reading that the walk begins with."""
        self.trail: list[tuple[int, Episode | None, int, datetime | None]] = []
        """After each reading: how many episodes so far, the open one and how many readings it has, when one was last
        resolved."""

    def step(self, point: Point) -> None:
        """Take the next reading."""
        episode, previous = self.open, self.previous
        # No base is below 0, so such a reading opens nothing; most readings are such.
        if episode is None and point.level < RISE:
            self.previous = point
            self.trail.append((len(self.episodes), None, 0, self.resolved_at))
            return
        resolved = False
        if episode is not None and previous is not None:
            episode.ended = _ended_before(point, previous, episode, self.calendar)
            # While `not-improving-48h` stands the episode goes on: a better base must not silence it.
            if not episode.ended and episode.provisional and not episode.stands():
                better = self.opened_by(point)
                if better is not None and not better.provisional:
                    episode.ended = "better founded"
            if not episode.ended and point.level <= episode.base.level + 1:
                episode.ended, episode.ended_by, self.resolved_at = "resolved", point, point.time
                resolved = True
            if episode.ended:
                episode = None
        if episode is None and not resolved:
            episode = self.opened_by(point)
            if episode is not None:
                self.episodes.append(episode)
                if episode.session is not None:
                    # All readings since the session belong to it, also those that were part of an earlier episode.
                    since = bisect_right(self.course.times, episode.start)
                    for earlier in self.course.points[since : self.begun + len(self.trail)]:
                        episode.add(earlier)
        if episode is not None:
            episode.add(point)
        self.open, self.previous = episode, point
        self.trail.append((len(self.episodes), episode, len(episode.points) if episode else 0, self.resolved_at))

    def back_to(self, count: int) -> None:
        """Go back to the state after the first `count` readings of the course, which are unchanged."""
        episodes_then, episode, points, resolved_at = self.trail[count - 1] if count else (0, None, 0, None)
        del self.episodes[episodes_then:], self.trail[count:]
        if episode is not None:
            episode.cut(points)
        self.open, self.resolved_at = episode, resolved_at
        self.previous = self.course.points[count - 1] if count else None
        # A late reading may be one of those before a session.
        self.bases.clear()

    def opened_by(self, point: Point) -> Episode | None:
        """The episode that this reading would open if none were open."""
        level = point.level
        if level < RISE:
            return None
        for session in self._sessions_before(point.time):
            base, from_level = self.base_of(session)
            if level >= from_level:
                return self._begin(session.at.instant, base, session)
        base = self.course.usual(point.day) or UNKNOWN
        return self._begin(point.time, base, None) if level >= base.level + rise_above(base) else None

    def opens_from(self, time: datetime, day: int) -> float:
        """The lowest level with which a reading at a time of a day (an ordinal) would open an episode."""
        base = self.course.usual(day) or UNKNOWN
        levels = [self.base_of(session)[1] for session in self._sessions_before(time)]
        return max(RISE, min([base.level + rise_above(base), *levels]))

    def _sessions_before(self, time: datetime) -> Iterator[Session]:
        """The sessions whose soreness a rise at a time may be, earliest first."""
        resolved_at = self.resolved_at
        for session in self.calendar.sessions_between(time - AFTER_SESSION, time):
            # What rose after that session was over by then: a new rise is not its soreness.
            if resolved_at is None or resolved_at <= session.at.instant:
                yield session

    def base_of(self, session: Session) -> tuple[Level, float]:
        """The level before a session, and the lowest level that counts as a rise above it."""
        known = self.bases.get(session.id)
        if known is None:
            base = baseline(self.course, session)
            known = self.bases[session.id] = (base, base.level + rise_above(base))
        return known

    def _begin(self, start: datetime, base: Level, session: Session | None) -> Episode:
        if base.kind == UNKNOWN.kind:
            return Episode(start, base, session, start + LONG_STANDING_PROVISIONAL)
        limit = start + LONG_STANDING
        for statement in self.course.statements:
            if statement.at.instant >= start + RESTATED_FROM:
                limit = min(limit, statement.at.instant)
        return Episode(start, base, session, limit)


def rise_above(base: Level) -> int:
    """k: the points above a base that count."""
    return RISE_ABOVE_UNKNOWN if base.kind == UNKNOWN.kind else RISE


def episodes(course: Course, snapshot: Snapshot) -> list[Episode]:
    """All episodes of a site in time order; the last may be open still."""
    return walk_along(course, snapshot).episodes


def walk_along(course: Course, snapshot: Snapshot) -> Walk:
    """The walk along all readings of a site, made once for each snapshot."""
    # By identity: a course that is reused in a second snapshot brings its walk along.
    walk: Walk | None = snapshot.walks.get(id(course))
    if walk is None:
        walk = snapshot.walks[id(course)] = Walk(course, snapshot)
        for point in course.points:
            walk.step(point)
    return walk


def _ended_before(point: Point, previous: Point, episode: Episode, calendar: Calendar) -> str:
    """How the episode ended before this reading; "" where it goes on."""
    gap = point.time - previous.time
    if gap > LOST_AFTER:
        return "lost sight of"
    if gap > LOST_AFTER_WITH_SESSION and any(
        session.at.instant > previous.time for session in calendar.sessions_between(previous.time, point.time)
    ):
        return "lost sight of"
    return "long-standing" if point.time > episode.limit else ""


def open_episode(course: Course, snapshot: Snapshot) -> Episode | None:
    """The episode that is open as of the snapshot's instant, or None."""
    last = next(reversed(episodes(course, snapshot)), None)
    return last if last is not None and not last.ended and still_open(last, snapshot.as_of) else None


def still_open(episode: Episode, as_of: datetime) -> bool:
    """Whether an episode that no reading has ended is open as of an instant: not lost sight of or long-standing."""
    return as_of <= episode.points[-1].time + LOST_AFTER and as_of <= episode.limit
