"""What the pain did during and after exercise: before, during, the peak in 48 hours, the last level, the morning."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from math import inf, isfinite
from statistics import median

from diary.analysis.episodes import AFTER_SESSION, LOST_AFTER, RISE, UNKNOWN, baseline, start_of
from diary.analysis.series import HOUR, Course, Level, Point
from diary.analysis.snapshot import Snapshot
from diary.domain.exercise_light import Bands, Light
from diary.domain.moments import Moment
from diary.domain.records import Exercise, Session
from diary.domain.vocabulary import place_name

MORNING = (time(4), time(12))
"""From and to when, the next day, a reading counts as that of the morning."""
ENOUGH = 5
"""Sessions from which on medians are shown; fewer are shown one by one. The same goes for times without a session."""
ENOUGH_TO_COMPARE = 8
"""Sessions, and times without a session, from which on the one is set against the other."""


@dataclass(frozen=True, slots=True)
class Response:
    """How one site responded to one session. Levels 0–10, hours from the session's end; None where unknown."""

    session: Session
    site: str
    side: str
    before: Level
    peak: int
    """The highest level within 48 hours."""
    last: int
    """The last level within 48 hours, up to the next session: that of the reading nearest to their end."""
    hours: float | None
    """Hours until the first reading from the peak on that is within 1 of the level before. 0 where it never rose above
    that; None where the next session came, or the readings ended, before it had settled."""
    morning: int | None
    """The first level of the next morning."""
    during: int | None = None
    """The highest pain that was logged during it; it is of no site."""
    eased: bool = False
    """Whether any of it was eased."""

    @property
    def rise(self) -> float:
        """Points from the level before to the peak."""
        return self.peak - self.before.level

    def light(self, bands: Bands) -> Light | None:
        """Its light; None where too little is known."""
        return bands.light(self.during, self.before.level, self.morning)


@dataclass(frozen=True, slots=True)
class Pattern:
    """The responses of one site to one kind of session or exercise, in time order."""

    name: str
    exercise: bool
    """Whether it is an exercise, part of sessions; else a kind of session."""
    site: str
    side: str
    responses: tuple[Response, ...]
    without: tuple[Response, ...] = ()
    """The yardstick: the same measured over 48 hours without a session."""
    parts: tuple[Pattern, ...] = ()
    """Where exercises that were always done together became one: each of them."""

    @property
    def name_of_place(self) -> str:
        """The site as text."""
        return place_name(self.site, self.side)

    @property
    def times(self) -> int:
        """How many sessions have enough readings for a response."""
        return len(self.responses)

    @property
    def enough(self) -> bool:
        """Whether there are enough for medians."""
        return self.times >= ENOUGH

    @property
    def middles(self) -> tuple[float, float, float]:
        """The medians before, of the peaks and of the last levels, all of the same sessions."""
        before = median(each.before.level for each in self.responses)
        return before, median(each.peak for each in self.responses), median(each.last for each in self.responses)

    @property
    def during(self) -> tuple[int, ...]:
        """The pain during, of the sessions in which it was logged."""
        return tuple(each.during for each in self.responses if each.during is not None)

    @property
    def mornings(self) -> tuple[tuple[float, int], ...]:
        """The level before and that of the next morning, of the sessions in which that was logged."""
        return tuple((each.before.level, each.morning) for each in self.responses if each.morning is not None)

    @property
    def eased(self) -> int:
        """How often it was eased."""
        return sum(each.eased for each in self.responses)

    @property
    def stands_out(self) -> bool:
        """Whether the pain rose by 2 points more after it, in the median, than in 48 hours without a session.

        None is singled out below eight times of each. Patterns are never ordered by it. Where exercises do nothing,
        that names one in few reports: `tests/report/test_exercise_without_effect.py` counts them.
        """
        if not self.comparable:
            return False
        return median(each.rise for each in self.responses) - median(each.rise for each in self.without) >= RISE

    @property
    def comparable(self) -> bool:
        """Whether there are enough times with and without a session to set one against the other."""
        return min(self.times, len(self.without)) >= ENOUGH_TO_COMPARE

    @property
    def highest_rise(self) -> float:
        """The most points that it ever rose by."""
        return max(each.rise for each in self.responses)

    @property
    def rose(self) -> int:
        """How many rose by more than 1 point."""
        return sum(response.hours != 0 for response in self.responses)

    @property
    def hours(self) -> float | None:
        """Median hours to settle of all that rose; None where none rose, or half of them or more did not settle."""
        # What has not settled counts as longer than all others: without it the median would be of the easy times only.
        middle = median(
            [inf if each.hours is None else each.hours for each in self.responses if each.hours != 0] or [inf]
        )
        return middle if isfinite(middle) else None


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
    return Response(
        session, course.site, course.side, before, peak.level, near[-1].level, hours, _morning(after, session)
    )  # fmt: skip


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
    for name in dict.fromkeys(_normalized(exercise.name) for exercise in done_in(session)):
        if name:
            yield name, True


def done_in(session: Session, name: str | None = None) -> list[Exercise]:
    """The exercises of a session, or those of one name, that were done; what was skipped is no exposure."""
    return [
        exercise
        for exercise in session.exercises
        if exercise.done != "skipped" and (name is None or _normalized(exercise.name) == name)
    ]


def pain_during(exercises: Iterable[Exercise]) -> int | None:
    """The highest pain during these exercises; None where none was logged."""
    return max((exercise.pain for exercise in exercises if exercise.pain is not None), default=None)


def _of_kind(found: Response, name: str | None) -> Response:
    """The response with what was said of the session, or of the exercise of that name in it."""
    done = done_in(found.session, name)
    return replace(found, during=pain_during(done), eased=any(exercise.done == "eased" for exercise in done))


def _normalized(name: str) -> str:
    # Names are typed by hand: "Wall  Sit" and "wall sit" are one exercise.
    return " ".join(name.lower().split())


def patterns(snapshot: Snapshot, first: date | None = None, last: date | None = None) -> tuple[Pattern, ...]:
    """How each site responded to each kind of session and exercise in a period, those of the latest session first."""
    # A report asks for its table and for its chart.
    return snapshot.once(("patterns", first, last), lambda: _patterns(snapshot, first, last))


def _patterns(snapshot: Snapshot, first: date | None, last: date | None) -> tuple[Pattern, ...]:
    responses: dict[tuple[str, bool, str, str], list[Response]] = {}
    for session in snapshot.sessions:
        if (first and session.at.day < first) or (last and session.at.day > last):
            continue
        following = _next_end(snapshot, session)
        for course in snapshot.courses.values():
            # Most sites have no reading near most sessions: a cheap check comes before the computation.
            at = bisect_left(course.times, session.at.instant)
            if at == len(course.times) or course.times[at] > session.at.instant + AFTER_SESSION:
                continue
            site_response = response(course, session, following)
            if site_response is not None:
                for name, exercise in kinds_of(session):
                    of_kind = _of_kind(site_response, name if exercise else None)
                    responses.setdefault((name, exercise, course.site, course.side), []).append(of_kind)
    places = {key[2:] for key in responses}
    without = {place: tuple(_without_session(snapshot, snapshot.courses[place], first, last)) for place in places}
    found = (Pattern(*key, tuple(of_key), without[key[2:]]) for key, of_key in responses.items())
    return tuple(sorted(found, key=_order))


def _without_session(snapshot: Snapshot, course: Course, first: date | None, last: date | None) -> Iterator[Response]:
    """The site over stretches of 48 hours without a session, one after the other, measured as after a session.

    A stretch begins 48 hours or more after a session: until then the pain may still be that after the session.
    """
    if not course.points:
        return
    offset = course.points[0].entry.at.offset
    # A session known only by date stands at noon of it: it may have been half a day earlier or later.
    slack = [timedelta(hours=12 * each.at.date_only) for each in snapshot.sessions]
    times = [(start_of(each) - by, each.at.instant + by) for each, by in zip(snapshot.sessions, slack, strict=True)]
    free_from = course.times[0] - AFTER_SESSION
    for (_, end), (start, _) in pairwise([(free_from, free_from), *times, (snapshot.as_of, snapshot.as_of)]):
        free_from = max(free_from, end)
        begun = free_from + AFTER_SESSION
        while begun + AFTER_SESSION <= start:
            at, begun = Moment(begun, offset), begun + AFTER_SESSION
            if (first is None or at.day >= first) and (last is None or at.day <= last):
                found = response(course, Session(id="", at=at, minutes=1), begun)
                if found is not None:
                    yield found


def _order(pattern: Pattern) -> tuple[float, bool, str, str, str]:
    # Never by what the pain did: below eight sessions with and eight without, an order by it would be chance.
    latest = pattern.responses[-1].session.at.instant.timestamp()
    return (-latest, pattern.exercise, pattern.name, pattern.site, pattern.side)


def leading(candidates: Iterable[Pattern]) -> list[Pattern]:
    """Of each kind only the site that rose most in any of the times. Those of the latest session come first.

    Exercises that were always done together become one. An exercise is left out where it was always and only part of
    one kind of session and no pain during it was logged: it would say the same twice.
    """
    highest: dict[tuple[str, bool], Pattern] = {}
    for pattern in sorted(candidates, key=_most):
        highest.setdefault((pattern.name, pattern.exercise), pattern)
    sessions_of_kinds = {_sessions(pattern) for pattern in highest.values() if not pattern.exercise}
    return [
        pattern
        for pattern in together(highest.values())
        if not pattern.exercise or pattern.during or _sessions(pattern) not in sessions_of_kinds
    ]


def together(candidates: Iterable[Pattern]) -> list[Pattern]:
    """All patterns, those of the latest session first; exercises that were always done together become one.

    What came after them came after all of them: by themselves they would look like findings of their own.
    """
    groups: dict[tuple[object, ...], list[Pattern]] = {}
    for pattern in sorted(candidates, key=_order):
        alike = (pattern.site, pattern.side, _sessions(pattern)) if pattern.exercise else (id(pattern),)
        groups.setdefault(alike, []).append(pattern)
    return sorted((group[0] if len(group) == 1 else _joined(group) for group in groups.values()), key=_order)


def _joined(group: list[Pattern]) -> Pattern:
    responses = (
        replace(
            each[0],
            during=max((one.during for one in each if one.during is not None), default=None),
            eased=any(one.eased for one in each),
        )
        for each in zip(*(pattern.responses for pattern in group), strict=True)
    )
    name = ", ".join(pattern.name for pattern in group)
    return replace(group[0], name=name, responses=tuple(responses), parts=tuple(group))


def responses_to(snapshot: Snapshot, session: Session) -> tuple[Response, ...]:
    """The response of each site to a session; sites with too few readings before or after it are left out."""
    following = _next_end(snapshot, session)
    answers = (response(course, session, following) for course in snapshot.courses.values())
    return tuple(_of_kind(answer, None) for answer in answers if answer is not None)


def _next_end(snapshot: Snapshot, session: Session) -> datetime | None:
    # What comes after the end of the next session may be the response to that one.
    later = bisect_right(snapshot.ends, session.at.instant)
    return snapshot.ends[later] if later < len(snapshot.ends) else None


def _most(pattern: Pattern) -> tuple[float, int, str, str]:
    # Of equal rises, the one that has not settled matters more.
    unsettled = sum(response.hours is None for response in pattern.responses)
    return (-pattern.highest_rise, -unsettled, pattern.site, pattern.side)


def _sessions(pattern: Pattern) -> tuple[str, ...]:
    return tuple(each.session.id for each in pattern.responses)
