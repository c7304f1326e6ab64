"""How the pain answers exercise: before, the peak within 48 hours, how long until it settles, the next morning."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from statistics import median

from diary.analysis.episodes import AFTER_SESSION, LOST_AFTER, UNKNOWN, baseline
from diary.analysis.series import HOUR, Course, Level, Point
from diary.analysis.snapshot import Snapshot
from diary.domain.records import Session
from diary.domain.vocabulary import place_name

MORNING = (time(4), time(12))
"""The hours of the next day in which a reading counts as that of the morning."""


@dataclass(frozen=True, slots=True)
class Response:
    """How one site answered one session. Levels 0–10, hours from the session's end; None where nothing tells."""

    session: Session
    site: str
    side: str
    before: Level
    peak: int
    """The highest level within 48 hours."""
    hours: float | None
    """Hours until it was within 1 of the level before, from the peak on; 0 where it never rose beyond that, None where
    the next session came, or the readings ended, before it had settled."""
    morning: int | None
    """The first level of the next morning."""

    @property
    def rise(self) -> float:
        """Points from the level before to the peak."""
        return self.peak - self.before.level


@dataclass(frozen=True, slots=True)
class Pattern:
    """The answers of one site to one kind of session or exercise, put together by their medians."""

    name: str
    exercise: bool
    """Whether it is an exercise, part of sessions; else a kind of session."""
    site: str
    side: str
    responses: tuple[Response, ...]

    @property
    def name_of_place(self) -> str:
        """The site as it is said."""
        return place_name(self.site, self.side)

    @property
    def times(self) -> int:
        """How many sessions have readings to tell by."""
        return len(self.responses)

    @property
    def before(self) -> float:
        """Median level before."""
        return median(response.before.level for response in self.responses)

    @property
    def peak(self) -> float:
        """Median highest level within 48 hours."""
        return median(response.peak for response in self.responses)

    @property
    def rise(self) -> float:
        """Median rise in points."""
        return median(response.rise for response in self.responses)

    @property
    def rose(self) -> int:
        """How many rose by more than 1 point."""
        return sum(response.hours != 0 for response in self.responses)

    @property
    def hours(self) -> float | None:
        """Median hours to settle, of those that rose and did settle; None where there is none."""
        settled = [response.hours for response in self.responses if response.hours]
        return median(settled) if settled else None

    @property
    def morning(self) -> float | None:
        """Median level of the next morning; None where none was logged."""
        levels = [response.morning for response in self.responses if response.morning is not None]
        return median(levels) if levels else None


def response(course: Course, session: Session, before_next: datetime | None = None) -> Response | None:
    """How a site answered one session; None without a level before or without a reading in the 48 hours after.

    Readings and sessions known only by date are left out: their order is not known. `before_next` is when the next
    session ended: from there on it is that one's answer.
    """
    if session.at.date_only:
        return None
    before = baseline(course, session)
    end = session.at.instant
    until = end + LOST_AFTER if before_next is None else min(before_next, end + LOST_AFTER)
    low, high = bisect_right(course.times, end), bisect_right(course.times, until)
    after = [point for point in course.points[low:high] if not point.entry.at.date_only]
    near = [point for point in after if point.time <= end + AFTER_SESSION]
    if before.kind == UNKNOWN.kind or not near:
        return None
    peak = max(near, key=lambda point: (point.level, -point.time.timestamp()))
    hours = _settled(after, peak, before, end)
    return Response(session, course.site, course.side, before, peak.level, hours, _morning(after, session))


def _settled(after: list[Point], peak: Point, before: Level, end: datetime) -> float | None:
    """Hours from the end to the first reading, from the peak on, that is within 1 of the level before."""
    if peak.level <= before.level + 1:
        return 0.0
    settled = next((p for p in after if p.time >= peak.time and p.level <= before.level + 1), None)
    return None if settled is None else (settled.time - end) / HOUR


def _morning(after: list[Point], session: Session) -> int | None:
    tomorrow = session.at.day + timedelta(days=1)
    first, last = MORNING
    return next((p.level for p in after if p.local.date() == tomorrow and first <= p.local.time() < last), None)


def kinds_of(session: Session) -> Iterable[tuple[str, bool]]:
    """What a session counts under: its kind, and each of its exercises (True)."""
    yield _plain(session.activity) or "session", False
    for name in dict.fromkeys(_plain(exercise.name) for exercise in session.exercises):
        if name:
            yield name, True


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


def patterns(snapshot: Snapshot, first: date | None = None, last: date | None = None) -> tuple[Pattern, ...]:
    """How each site answered each kind of session and exercise in a period, the highest rise first."""
    found: dict[tuple[str, bool, str, str], list[Response]] = {}
    ends = [session.at.instant for session in snapshot.sessions]
    for session in snapshot.sessions:
        if (first and session.at.day < first) or (last and session.at.day > last):
            continue
        later = bisect_right(ends, session.at.instant)
        following = ends[later] if later < len(ends) else None
        for course in snapshot.courses.values():
            # Most sites have nothing near most sessions: look before anything is computed.
            at = bisect_left(course.times, session.at.instant)
            if at == len(course.times) or course.times[at] > session.at.instant + AFTER_SESSION:
                continue
            answer = response(course, session, following)
            if answer is not None:
                for kind in kinds_of(session):
                    found.setdefault((*kind, course.site, course.side), []).append(answer)
    made = [Pattern(*key, tuple(answers)) for key, answers in found.items()]
    return tuple(sorted(made, key=_order))


def _order(pattern: Pattern) -> tuple[float, int, bool, int, str, str, str]:
    # Of equal rises the one that has not settled says more.
    unsettled = sum(response.hours is None for response in pattern.responses)
    return (-pattern.rise, -unsettled, pattern.exercise, -pattern.times, pattern.name, pattern.site, pattern.side)


def leading(found: Iterable[Pattern]) -> list[Pattern]:
    """Of each kind only the site that rose most; patterns come and go with the highest rise first.

    Exercises that were always done together become one. An exercise is left out where it was always and only part of
    one kind of session: it says the same.
    """
    kept: dict[tuple[str, bool], Pattern] = {}
    for pattern in found:
        kept.setdefault((pattern.name, pattern.exercise), pattern)
    kinds = [pattern for pattern in kept.values() if not pattern.exercise]
    told = {_sessions(pattern) for pattern in kinds}
    alike: dict[tuple[str, ...], list[Pattern]] = {}
    for pattern in kept.values():
        if pattern.exercise and _sessions(pattern) not in told:
            alike.setdefault(_sessions(pattern), []).append(pattern)
    joined = [replace(group[0], name=", ".join(pattern.name for pattern in group)) for group in alike.values()]
    return sorted(kinds + joined, key=_order)


def _sessions(pattern: Pattern) -> tuple[str, ...]:
    return tuple(answer.session.id for answer in pattern.responses)
