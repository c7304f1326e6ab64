"""What the pain did after exercise: before, the peak within 48 hours, the last level in them, and when it settled."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from math import inf, isfinite
from statistics import median

from diary.analysis.episodes import AFTER_SESSION, LOST_AFTER, UNKNOWN, baseline, start_of
from diary.analysis.series import HOUR, Course, Level, Point
from diary.analysis.snapshot import Snapshot
from diary.domain.moments import Moment
from diary.domain.records import Session
from diary.domain.vocabulary import place_name

MORNING = (time(4), time(12))
"""From and to when, the next day, a reading counts as that of the morning."""
ENOUGH = 5
"""Sessions from which on medians are shown; fewer are shown one by one. The same goes for times without a session."""


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

    @property
    def rise(self) -> float:
        """Points from the level before to the peak."""
        return self.peak - self.before.level


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
    done = (exercise for exercise in session.exercises if exercise.done != "skipped")
    for name in dict.fromkeys(_normalized(exercise.name) for exercise in done):
        if name:
            yield name, True


def _normalized(name: str) -> str:
    # Names are typed by hand: "Wall  Sit" and "wall sit" are one exercise.
    return " ".join(name.lower().split())


def patterns(snapshot: Snapshot, first: date | None = None, last: date | None = None) -> tuple[Pattern, ...]:
    """How each site responded to each kind of session and exercise in a period, those of the latest session first."""
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
    one kind of session: it would say the same twice.
    """
    highest: dict[tuple[str, bool], Pattern] = {}
    for pattern in sorted(candidates, key=_most):
        highest.setdefault((pattern.name, pattern.exercise), pattern)
    kinds = [pattern for pattern in highest.values() if not pattern.exercise]
    sessions_of_kinds = {_sessions(pattern) for pattern in kinds}
    alike: dict[tuple[str, ...], list[Pattern]] = {}
    for pattern in sorted(highest.values(), key=_order):
        if pattern.exercise and _sessions(pattern) not in sessions_of_kinds:
            alike.setdefault(_sessions(pattern), []).append(pattern)
    joined = [replace(group[0], name=", ".join(pattern.name for pattern in group)) for group in alike.values()]
    return sorted(kinds + joined, key=_order)


def _most(pattern: Pattern) -> tuple[float, int, str, str]:
    # Of equal rises, the one that has not settled matters more.
    unsettled = sum(response.hours is None for response in pattern.responses)
    return (-pattern.highest_rise, -unsettled, pattern.site, pattern.side)


def _sessions(pattern: Pattern) -> tuple[str, ...]:
    return tuple(each.session.id for each in pattern.responses)


def levels_text(pattern: Pattern) -> str:
    """Before, the highest and the last level in 48 hours: of each session, newest first, or medians from five on."""
    if pattern.enough:
        return f"medians {_run(pattern.middles)}"
    return "; ".join(_run((each.before.level, each.peak, each.last)) for each in reversed(pattern.responses))


def _run(levels: Iterable[float]) -> str:
    return " → ".join(f"{round(level, 1):g}" for level in levels)


def yardsticks(shown: Iterable[Pattern]) -> Iterator[tuple[str, int, str]]:
    """For each site of these patterns its name, how often 48 hours had no session, and how the pain went in them."""
    for name, without in {pattern.name_of_place: pattern.without for pattern in shown}.items():
        times = len(without)
        yardstick = Pattern("", False, "", "", without)
        yield name, times, levels_text(yardstick) if times >= ENOUGH else "not enough days without a session yet"


def settling(pattern: Pattern) -> str:
    """How often the pain rose after this kind of session, and whether it settled, in a few words."""
    if not pattern.rose:
        return "hardly rises" if pattern.enough else "hardly rose"
    settled = sum(bool(response.hours) for response in pattern.responses)
    if pattern.hours is not None and pattern.enough:
        text = f"settles in {span(pattern.hours)}"
    elif settled in (0, pattern.rose):
        text = "settled" if settled else "not settled yet"
    else:
        text = f"settled {settled} of {pattern.rose} times"
    return text if pattern.rose == pattern.times else f"rose {pattern.rose} of {pattern.times} times, {text}"


def span(hours: float) -> str:
    """Hours up to four days, days beyond."""
    return f"{hours:.0f} h" if hours < 96 else f"{hours / 24:.0f} days"
