"""Readings of a site after which every answer about it is what it was: most readings of a diary are such."""

from __future__ import annotations

from datetime import UTC, datetime

from diary.analysis import worse_days
from diary.analysis.known_symptoms import WORSE
from diary.analysis.replay.site_course import QUIET_AFTER, SiteCourse
from diary.analysis.rules import sudden_severe
from diary.analysis.series import ordinal
from diary.domain.moments import Moment
from diary.domain.records import Entry, Reading

ALWAYS = datetime.max.replace(tzinfo=UTC)


class Calm:
    """Whether a reading leaves nothing raised at a course where nothing is, so that it need not be asked again."""

    def __init__(self, course: SiteCourse) -> None:
        self.course = course
        self.holds = False
        """Whether nothing was raised, open, or waiting to be told when the course was asked last."""
        self.wakes_in_time = False
        """Whether the course is asked again when it no longer gives the answers of its last 400 days."""
        self.clock: tuple[int, int] | None = None
        """The day (an ordinal) and the offset that the next two were found for; None where they must be found again."""
        self.below = 0.0
        """A reading of that day below this level, after all others, leaves it so."""
        self.until = ALWAYS
        """The instant before which it must be written."""

    def asked(self, *, nothing_stands: bool, wakes_in_time: bool) -> None:
        """Note what the course was found to be when it was asked."""
        self.holds, self.wakes_in_time, self.clock = nothing_stands, wakes_in_time, None

    def covers(self, entry: Entry, reading: Reading, as_of: datetime) -> bool:
        """Whether a reading that is not added yet, and is written as of an instant, is such a one.

        Whether `session-response` stays clear with it must be asked after it was added.
        """
        if not self.holds or reading.pain is None or WORSE in reading.symptoms:
            return False
        at, rows = entry.at, self.course.rows
        if not rows or rows[-1][0].at.instant >= at.instant:
            return False
        clock = (ordinal(at), at.offset)
        if clock != self.clock:
            self.clock = clock
            self.below = self._find_below(at, clock[0])
        return reading.pain < self.below and as_of < self.until

    def _find_below(self, at: Moment, day: int) -> float:
        """Find the lowest level that may change an answer on a day, and until when that holds; 0 where any may."""
        course, drift = self.course, self.course.drift
        # `slow-drift` is asked at midnight. Where nothing about a day can raise it, none of its readings matters.
        if drift is None or drift.possible or (drift.day, drift.offset) != (day, at.offset):
            return 0
        if course.whole_until is None or course.has_days_out_of_order or course.days[-1] > day:
            return 0
        if course.worse and at.instant - course.worse[-1] <= worse_days.SAID_AT_MOST:
            return 0
        # A session later than a reading may have later readings before it, which belong to the level before it.
        usual = course.usual(day)
        if usual is None or course.walk.calendar.sessions_between(at.instant, ALWAYS):
            return 0
        high = usual.level + worse_days.RISE
        if course.days[-1] == day and course.values[-1] >= high:
            return 0
        # Else a later entry could be the first one after which that matters.
        whole_until = course.whole_until if self.wakes_in_time else course.whole_until - QUIET_AFTER
        self.until = min(drift.ends, whole_until)
        return min(high, sudden_severe.SUDDEN_FROM, course.walk.opens_from(at.instant, day))
