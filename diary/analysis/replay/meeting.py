"""Where walks along a course meet: from there on it doesn't matter with which reading a walk began."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime

from diary.analysis.episodes import AFTER_SESSION, LONG_STANDING, UNKNOWN, Walk
from diary.analysis.series import DAY, USUAL_OLDEST, Calendar
from diary.domain.records import Session

BEGINS = LONG_STANDING + (USUAL_OLDEST + 4) * DAY
"""A walk begun so long before rests on usual levels that no earlier reading would change, in any episode still open."""


class Meeting:
    """A reading after which no episode is open, in whichever walk, and all walks go on alike.

    It is low enough to end every episode that can have begun in the 120 days before it, and what rises after it is
    above no baseline of a session before it. Nearly every course has such a reading every few days; one that hasn't
    must be walked anew from where the rules begin to read.
    """

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.time: datetime | None = None
        self.searched: datetime | None = None
        """Up to when it was looked for."""

    def forget(self, since: datetime | None = None) -> None:
        """Forget what a change at an instant can have changed; everything without one."""
        if since is None or self.time is None or since <= self.time + AFTER_SESSION:
            self.time = self.searched = None

    def between(self, first: datetime, last: datetime) -> datetime | None:
        """The time of one between two instants, both included, the second two days old or more; None for none."""
        if self.time is None or self.time < first:
            times = self.walk.course.times
            # Those up to the time of the last search had none that was later.
            low = bisect_left(times, first) if self.searched is None else bisect_right(times, max(first, self.searched))
            indices = range(bisect_right(times, last) - 1, low - 1, -1)
            self.time = next((times[index] for index in indices if self._is_one(index)), None)
            self.searched = last
        return self.time

    def _is_one(self, index: int) -> bool:
        walk, course, point = self.walk, self.walk.course, self.walk.course.points[index]
        lowest = point.level - 1
        if lowest > (course.usual(point.day) or UNKNOWN).level:
            return False
        since = point.time - LONG_STANDING
        if lowest > UNKNOWN.level:
            days = {earlier.day for earlier in course.points[bisect_left(course.times, since) : index]}
            if any((course.usual(day) or UNKNOWN).level < lowest for day in days):
                return False
            if any(
                walk.base_of(session)[0].level < lowest for session in walk.calendar.sessions_between(since, point.time)
            ):
                return False
        # Whether an episode ended here or before decides whether the soreness of such a session may still begin.
        return not any(
            later.level >= walk.base_of(session)[1]
            for session in walk.calendar.sessions_between(point.time - AFTER_SESSION, point.time)
            for later in course.points[index + 1 : bisect_right(course.times, session.at.instant + AFTER_SESSION)]
        )


class Since:
    """A calendar without what came before an instant."""

    def __init__(self, calendar: Calendar, first: datetime) -> None:
        self.calendar, self.first = calendar, first

    def sessions_between(self, first: datetime, before: datetime) -> Sequence[Session]:
        """Sessions that ended at or after `first` and before `before`, earliest first."""
        return self.calendar.sessions_between(max(first, self.first), before)
