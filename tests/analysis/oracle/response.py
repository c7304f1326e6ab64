"""`session-response`, read a second time."""

# Where the text leaves a choice, and what is taken here:
# 1. "the next session of any kind": the next by its end; its start may lie earlier than this one's end, and then no
#    reading ends the response before it.
# 2. "in the 48 h after it": later than the session, up to 48 h.
# 3. "the first of those highest ones": by time; "the first reading <= B+1 after" it: later than it.
# 4. Readings known only by date count neither for the rise nor for the end.

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from diary.domain.records import Session
from tests.analysis.oracle.basics import CLEAR, INSUFFICIENT, Course, Said, days, hours, start_of


@dataclass(frozen=True)
class Response:
    """How the pain answered one session."""

    kind: str
    peak: Fraction
    rise: Fraction
    ended: bool
    latest: datetime


def response(course: Course, session: Session) -> Response | None:
    """The response to a session; None where it is left out."""
    s = session.at.instant
    base, provisional = course.baseline(session)
    timed = [level for level in course.levels if not level.at.date_only]
    after = [level for level in timed if s < level.t <= s + hours(48)]
    if provisional or not any(level.t > s + hours(24) for level in after):
        return None
    peak = max(level.pain for level in after)
    top = next(level.t for level in after if level.pain == peak)
    following = [start_of(other) for other in course.sessions if other.at.instant > s][:1]
    low = [level for level in timed if level.t > top and level.pain <= base + 1]
    ended = any(not following or level.t < following[0] for level in low)
    return Response(session.activity.strip().casefold(), peak, peak - base, ended, after[-1].t)


def session_response(course: Course) -> Said:
    """Rule session-response."""
    found = [response(course, session) for session in course.sessions if course.as_of - session.at.instant <= days(28)]
    three = [one for one in found if one is not None][-3:]
    if len(three) < 3:
        return INSUFFICIENT
    first, second, third = three
    not_recovered = all(one.rise >= 2 for one in three) and not first.ended and not second.ended
    large = all(one.rise >= 4 for one in three)
    larger = (
        len({one.kind for one in three}) == 1
        and second.peak >= first.peak + 1
        and third.peak >= second.peak + 1
        and third.rise >= 2
    )
    if not_recovered or large or larger:
        return Said("raised", "discuss", rests=third.latest)
    return CLEAR
