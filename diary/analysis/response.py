"""How the pain responds to exercise: before, the peak within 48 hours, the time until it settles, the next morning."""

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
"""From and to when, the next day, a reading counts as that of the morning."""


@dataclass(frozen=True, slots=True)
class Response:
    """How one site responded to one session. Levels 0–10, hours from the session's end; None where unknown."""

    session: Session
    site: str
    side: str
    before: Level
    peak: int
    """The highest level within 48 hours."""
    hours: float | None
    """Hours until the first reading from the peak on that is within 1 of the level before. 0 where it never rose above
    that; None where the next session came, or the readings ended, before it had settled."""
    morning: int | None
    """The first level of the next morning."""

    @property
    def rise(self) -> float:
        """Points from the level before to the peak."""
        return self.peak - self.before.level


@dataclass(frozen=True, slots=True)
class Pattern:
    """The responses of one site to one kind of session or exercise, summed up by their medians."""

    name: str
    exercise: bool
    """Whether it is an exercise, part of sessions; else a kind of session."""
    site: str
    side: str
    responses: tuple[Response, ...]

    @property
    def name_of_place(self) -> str:
        """The site as text."""
        return place_name(self.site, self.side)

    @property
    def times(self) -> int:
        """How many sessions have enough readings for a response."""
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
    """How a site responded to one session; None without a level before or without a reading in the 48 hours after.

    Readings and sessions known only by date are left out: their order is not known. `before_next` is when the next
    session ended; what is logged after that is the response to that one.
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
    # Of equal peaks the first: the time until it settles counts from the session, but is searched from the peak on.
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
    """The names that a session counts under: its kind (False), and each exercise that was done in it (True)."""
    yield _normalized(session.activity) or "session", False
    done = (exercise for exercise in session.exercises if exercise.done != "skipped")
    for name in dict.fromkeys(_normalized(exercise.name) for exercise in done):
        if name:
            yield name, True


def _normalized(name: str) -> str:
    # Names are typed by hand: "Wall  Sit" and "wall sit" are one exercise.
    return " ".join(name.lower().split())


def patterns(snapshot: Snapshot, first: date | None = None, last: date | None = None) -> tuple[Pattern, ...]:
    """How each site responded to each kind of session and exercise in a period, the highest rise first."""
    responses: dict[tuple[str, bool, str, str], list[Response]] = {}
    ends = [session.at.instant for session in snapshot.sessions]
    for session in snapshot.sessions:
        if (first and session.at.day < first) or (last and session.at.day > last):
            continue
        later = bisect_right(ends, session.at.instant)
        following = ends[later] if later < len(ends) else None
        for course in snapshot.courses.values():
            # Most sites have no reading near most sessions: a cheap check comes before the computation.
            at = bisect_left(course.times, session.at.instant)
            if at == len(course.times) or course.times[at] > session.at.instant + AFTER_SESSION:
                continue
            site_response = response(course, session, following)
            if site_response is not None:
                for kind in kinds_of(session):
                    responses.setdefault((*kind, course.site, course.side), []).append(site_response)
    return tuple(sorted((Pattern(*key, tuple(of_key)) for key, of_key in responses.items()), key=_order))


def _order(pattern: Pattern) -> tuple[float, int, bool, int, str, str, str]:
    # Of equal rises, the one that has not settled matters more.
    unsettled = sum(response.hours is None for response in pattern.responses)
    return (-pattern.rise, -unsettled, pattern.exercise, -pattern.times, pattern.name, pattern.site, pattern.side)


def leading(candidates: Iterable[Pattern]) -> list[Pattern]:
    """Of each kind only the site that rose most. Takes patterns with the highest rise first, and returns them so.

    Exercises that were always done together become one. An exercise is left out where it was always and only part of
    one kind of session: it would say the same twice.
    """
    highest: dict[tuple[str, bool], Pattern] = {}
    for pattern in candidates:
        highest.setdefault((pattern.name, pattern.exercise), pattern)
    kinds = [pattern for pattern in highest.values() if not pattern.exercise]
    sessions_of_kinds = {_sessions(pattern) for pattern in kinds}
    alike: dict[tuple[str, ...], list[Pattern]] = {}
    for pattern in highest.values():
        if pattern.exercise and _sessions(pattern) not in sessions_of_kinds:
            alike.setdefault(_sessions(pattern), []).append(pattern)
    joined = [replace(group[0], name=", ".join(pattern.name for pattern in group)) for group in alike.values()]
    return sorted(kinds + joined, key=_order)


def _sessions(pattern: Pattern) -> tuple[str, ...]:
    return tuple(each.session.id for each in pattern.responses)


def settling(pattern: Pattern) -> str:
    """How long the pain takes to settle after this kind of session, in a few words."""
    if not pattern.rose:
        return "hardly rises"
    settled = "not settled yet" if pattern.hours is None else f"settles in {span(pattern.hours)}"
    return settled if pattern.rose == pattern.times else f"rose {pattern.rose} of {pattern.times} times, {settled}"


def span(hours: float) -> str:
    """Hours up to four days, days beyond."""
    return f"{hours:.0f} h" if hours < 96 else f"{hours / 24:.0f} days"
