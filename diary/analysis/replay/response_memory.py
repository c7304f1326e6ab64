"""What `session-response` said of a site last, until something can change it: it looks back over many sessions."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime
from typing import Literal

from diary.analysis.episodes import Walk
from diary.analysis.rules.session_response import AFTER, RISE, SEEN_LATER_THAN, WITHIN, SessionResponses
from diary.analysis.series import Point
from diary.domain.records import Session


class ResponseMemory:
    """The rule at one course that grows."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.responses = SessionResponses(walk)
        self._until: datetime | Literal["clear"] | None = None
        """Until when it is raised as it was asked last; None where it must be asked again."""
        self._low: tuple[Session, float] | None = None
        """Where it is clear because the answer to the latest session that has one was small: that session, and the
        lowest level that would make it count."""
        self._since: tuple[datetime, datetime] | None = None
        """The latest reading at which it was asked since when it is raised, and the answer."""

    @property
    def is_clear(self) -> bool:
        """Whether it is not raised, nor will be before a reading changes that."""
        return self._until == "clear"

    def forget(self) -> None:
        """Forget everything."""
        self._until = self._low = self._since = None

    def session_changed(self, session: Session) -> None:
        """Forget what a session that was added or removed can change."""
        self._until = None
        if self._since and session.at.instant <= self._since[0]:
            self._since = None

    def reading_came(self, point: Point) -> None:
        """Forget what a reading after all others can change; of what is clear only one of a second day can."""
        # What is raised may end with any reading: it may be the one that ends the answer to a session.
        if self._until != "clear":
            self._until = None
            return
        sessions = self.walk.calendar.sessions_between(point.time - AFTER, point.time - SEEN_LATER_THAN)
        if not sessions:
            return
        # What answers the same session, and not enough either, leaves it clear.
        if self._low and len(sessions) == 1 and sessions[0] is self._low[0] and point.level < self._low[1]:
            return
        self._until = self._low = None

    def until(self, as_of: datetime) -> datetime | None:
        """Until when it is raised where nothing is logged; None where it is not raised."""
        until = self._until
        if until is None or (until != "clear" and until < as_of):
            until = "clear"
            latest = next(self.responses.latest(as_of), None)
            self._low = None
            if latest is not None and latest.rise < RISE:
                self._low = (latest.session, latest.before.level + RISE)
            elif latest is not None and (found := self.responses.found(as_of))[0]:
                until = found[1][0].session.at.instant + WITHIN
            self._until = until
        return None if until == "clear" else until

    def since(self, as_of: datetime) -> datetime:
        """Since when it is raised, as of an instant at which it is."""
        since = self.responses.since(as_of, self._since)
        # Else a finding that was told and never ends would be walked back over again with each entry.
        times = self.walk.course.times
        latest = bisect_right(times, as_of) - 1
        if latest >= 0 and since <= times[latest]:
            self._since = (times[latest], since)
        return since
