"""The numbers that charts show: levels of a site, ranges of motion, days and times of day. Nothing is drawn here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby
from statistics import median
from typing import Any

from diary.charts.finding_marks import Mark, Span, merged, not_eased, raised, site_marks, windows
from diary.charts.period import Period, Place, period_of, x_of
from diary.domain.findings import Tier
from diary.domain.levels import other_levels
from diary.domain.records import Motion
from diary.domain.text import capital
from diary.domain.vocabulary import place_name
from diary.review.courses import Course, Episode, Level, Point
from diary.review.snapshot import Review

MOST_SITES = 6
MOST_KINDS, MOST_MOTIONS, MOST_SCORES = 9, 8, 9
"""Panels of one chart: kinds of sessions, movements, and scores."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A level at a place on the axis, with the lowest and highest it stands for."""

    x: float
    level: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Step:
    """The usual level of a stretch of days, and whether it was stated or worked out from the days before."""

    start: float
    end: float
    level: float
    stated: bool


@dataclass(frozen=True, slots=True)
class Track:
    """One site over a period."""

    site: str
    side: str
    runs: tuple[tuple[Dot, ...], ...]
    usual: Level | None
    windows: tuple[Span, ...]
    flags: tuple[Span, ...]
    marks: tuple[Mark, ...]
    latest: Dot | None
    """The last reading itself, also where the dots stand for weeks."""
    steps: tuple[Step, ...] = ()
    """The usual level of each day (or week, or four weeks) of the period."""
    ranges: tuple[Dot, ...] = ()
    """The readings for which other levels were given (at rest, on movement, worst, best), with the range of all."""

    @property
    def name(self) -> str:
        """The place with a capital letter."""
        return capital(place_name(self.site, self.side))


def logged_places(review: Review, period: Period) -> list[Place]:
    """The sites with a level in the period: flagged ones in the order of the findings, then the latest logged first."""
    ranks: dict[Place, int] = {}
    for finding in review.raised:
        if finding.place and finding.tier and finding.tier is not Tier.EXPECTED:
            ranks.setdefault(finding.place, len(ranks))
    ranked: list[tuple[int, float, int, Place]] = []
    for place, course in review.snapshot.courses.items():
        points = points_in(course, period)
        if points:
            order = points[-1].entry.readings.index(points[-1].reading)
            ranked.append((ranks.get(place, len(ranks)), -points[-1].time.timestamp(), order, place))
    return [place for *_, place in sorted(ranked)]


def points_in(course: Course, period: Period) -> list[Point]:
    """The readings with a level in the period."""
    return course.between(period.first.toordinal(), period.last.toordinal())


def track_of(review: Review, place: Place, period: Period) -> Track:
    """Everything that a chart shows of one site."""
    # The words of a picture ask for it, each layout that is tried, and the drawing.
    return review.snapshot.once(("track", place, period), lambda: _track_of(review, place, period))


def _track_of(review: Review, place: Place, period: Period) -> Track:
    course = review.course(*place)
    points = points_in(course, period)
    episodes = [e for e in review.episodes(*place) if _touches(e, period) and is_firm(e)]
    # Where a dot stands for four weeks, a stretch of days is too short to be seen.
    not_eased_spans = not_eased(episodes) if period.step <= 7 else ()
    return Track(
        *place,
        runs=tuple(_runs(course, points, period)),
        usual=course.usual(period.last.toordinal()),
        windows=tuple(windows(episodes)) if period.step == 1 else (),
        flags=tuple(merged([*not_eased_spans, *raised(review, place)], period)),
        marks=site_marks(review, place, period),
        latest=next((dot for _, dot in _single(points[-1:])), None),
        steps=tuple(usual_steps(course, period)),
        ranges=tuple(_ranges(points)) if period.step == 1 else (),
    )


def usual_steps(course: Course, period: Period) -> Iterator[Step]:
    """The usual level of its own time: today's, drawn back, would put what has improved above it."""
    for day in range(period.first.toordinal(), period.last.toordinal() + 1, period.step):
        level = course.usual(day)
        # A statement counts for earlier days too, and is drawn from its own day on.
        if level and not (level.is_stated and level.first and level.first.toordinal() >= day + period.step):
            yield Step(float(day), min(float(day + period.step), period.end), level.level, level.is_stated)


def _touches(episode: Episode, period: Period) -> bool:
    return episode.start.date() <= period.last and episode.points[-1].local.date() >= period.first


def is_firm(episode: Episode) -> bool:
    """Whether an episode is shown later: not if it has ended and rested on an unknown usual level."""
    # Measured on real diaries: 0.81 alarms per 100 days without a stated usual level, nearly all of them provisional,
    # and 0.13 with one.
    return not (episode.provisional and episode.ended)


def _runs(course: Course, points: Sequence[Point], period: Period) -> Iterator[tuple[Dot, ...]]:
    """The dots in unbroken runs: a new one starts where a day (or a week, or four) has no reading."""
    # A line over a gap would show levels that nobody logged: missing is never 0 and never interpolated.
    dots = _single(points) if period.step == 1 else _binned(course, points, period)
    run: list[Dot] = []
    previous = 0
    for bin_, dot in dots:
        if run and bin_ - previous > 1:
            yield tuple(run)
            run = []
        run.append(dot)
        previous = bin_
    if run:
        yield tuple(run)


def _single(points: Sequence[Point]) -> Iterator[tuple[int, Dot]]:
    for point in points:
        yield point.day, Dot(x_of(point.local), point.level, point.level, point.level)


def _ranges(points: Sequence[Point]) -> Iterator[Dot]:
    for point in points:
        levels = [point.level, *(level for _, level in other_levels(point.reading))]
        if min(levels) < max(levels):
            yield Dot(x_of(point.local), point.level, min(levels), max(levels))


def _binned(course: Course, points: Sequence[Point], period: Period) -> Iterator[tuple[int, Dot]]:
    """The median of the days of each stretch, with the lowest and highest reading in it."""
    step, first, last = period.step, period.first.toordinal(), period.last.toordinal()
    for bin_, group in groupby(points, key=lambda point: (point.day - 1) // step):
        levels = [point.level for point in group]
        begin = bin_ * step + 1
        # The first stretch may begin before the period does.
        middle = median(course.daily.values_between(max(begin, first), min(begin + step - 1, last)))
        yield bin_, Dot(max(begin + step / 2, period.start), middle, min(levels), max(levels))


def numbers_of(
    review: Review, *, sites: Sequence[Place] = (), since: date | None = None, until: date | None = None
) -> dict[str, Any]:
    """The median level of each day with an entry, of these sites or of all; and the days of the sessions."""
    period = period_of(review, since, until)
    first, last = period.first.toordinal(), period.last.toordinal()
    shown = []
    for place in list(sites) or logged_places(review, period):
        course = review.course(*place)
        usual = course.usual(last)
        counts: dict[int, int] = {}
        for point in points_in(course, period):
            counts[point.day] = counts.get(point.day, 0) + 1
        shown.append(
            {
                "site": place[0],
                "side": place[1],
                "usual": usual.level if usual else None,
                "days": [
                    {"day": date.fromordinal(day).isoformat(), "level": level, "readings": counts[day]}
                    for day, level in course.daily.between(first, last)
                ],
            }
        )
    sessions = dict.fromkeys(s.at.day.isoformat() for s in review.snapshot.sessions if period.holds(s.at.day))
    return {
        "since": period.first.isoformat(),
        "until": period.last.isoformat(),
        "sites": shown,
        "sessions": list(sessions),
    }


Key = tuple[str, str, str]
"""Movement, side and unit."""


def series_of(review: Review, period: Period) -> dict[Key, list[Motion]]:
    """The measurements by movement, side and unit, the most measured first."""
    series: dict[Key, list[Motion]] = {}
    for motion in review.snapshot.motions:
        if period.holds(motion.at.day):
            series.setdefault((motion.movement, motion.side, motion.unit), []).append(motion)
    return dict(sorted(series.items(), key=lambda item: (-len(item[1]), item[0])))


GROUP_NAMES = {
    "weekday": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "time-of-day": ("0–5", "5–11", "11–15", "15–19", "19–24"),
}
"""The groups of readings in a pattern; the parts of a day are in hours."""
_PART_STARTS = (0, 5, 11, 15, 19)


def time_of_day(point: Point) -> int | None:
    """The part of the day (an index of its names) of a reading; None where only its date is known."""
    if point.entry.at.date_only:
        return None  # the stored noon only stands for the day
    hour = point.local.hour
    return max(index for index, begins in enumerate(_PART_STARTS) if hour >= begins)


DAYS_TO_COMPARE = 5
"""Days that each group needs before groups are compared."""


def grouped(points: Sequence[Point], kind: str) -> list[list[float]]:
    """The level of each day (its median) in each group of a kind, in the order of `GROUP_NAMES`; may be empty.

    Parts of a day are of the same days, those that have all of the parts that are compared: mornings are often logged
    on bad days only, and would look worse than the evenings of other days.
    """
    days: list[dict[int, list[int]]] = []
    for _, of_day in groupby(points, key=lambda point: point.day):
        levels: dict[int, list[int]] = {}
        for point in of_day:
            index = point.local.weekday() if kind == "weekday" else time_of_day(point)
            if index is not None:
                levels.setdefault(index, []).append(point.level)
        days.append(levels)
    groups: list[list[float]] = [[] for _ in GROUP_NAMES[kind]]
    parts = None if kind == "weekday" else _parts_compared(days)
    for levels in days:
        if parts is None or parts <= levels.keys():
            for index, found in levels.items():
                if parts is None or index in parts:
                    groups[index].append(median(found))
    return groups


def groups_of(review: Review, place: Place, period: Period, kind: str) -> list[list[float]]:
    """The groups of a site's levels in a period."""
    # Asked for by the chart, and three times in words: whether it is shown, on how many days it rests, what it says.
    key = ("groups", place, period, kind)
    return review.snapshot.once(key, lambda: grouped(points_in(review.course(*place), period), kind))


def _parts_compared(days: Sequence[Collection[int]]) -> frozenset[int]:
    """The parts of the day with the most levels on days that have all of them; of few days just two parts."""
    logged = Counter(frozenset(day) for day in days if len(day) > 1)
    best, most = frozenset({0, 1}), (False, 0)
    for size in range(2, len(_PART_STARTS) + 1):
        for parts in map(frozenset, combinations(range(len(_PART_STARTS)), size)):
            count = sum(times for day, times in logged.items() if parts <= day)
            rank = (count >= DAYS_TO_COMPARE, count * size if count >= DAYS_TO_COMPARE or size == 2 else 0)
            if rank > most:
                best, most = parts, rank
    return best


def days_compared(groups: Sequence[Sequence[float]], points: Sequence[Point], kind: str) -> tuple[int, int]:
    """On how many days the groups of these readings rest, and how many days have a level at all."""
    sizes = [len(levels) for levels in groups]
    # Each day has one place in the week, and in each of the parts of the day that are compared.
    return (sum(sizes) if kind == "weekday" else max(sizes)), len({point.day for point in points})


def comparable(groups: Sequence[Sequence[float]], kind: str) -> bool:
    """Whether they have days enough to be compared: every day of the week, or two parts of the day."""
    enough = sum(len(levels) >= DAYS_TO_COMPARE for levels in groups)
    return enough == len(groups) if kind == "weekday" else enough > 1
