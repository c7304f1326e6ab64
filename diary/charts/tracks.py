"""What a chart shows of a site: unbroken runs of levels, 48-hour windows and flagged stretches. No drawing here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from statistics import median

from diary.analysis.episodes import AFTER_SESSION, Episode
from diary.analysis.series import Course, Level, Point, local
from diary.domain.findings import Finding, Tier
from diary.domain.vocabulary import place_name
from diary.review import Review

MOST_SITES = 6
USUAL_DAYS = 90
DAILY_UP_TO, WEEKLY_UP_TO = 120, 3 * 366
"""Days of a period up to which readings, and then weeks, are drawn; four weeks are put together beyond."""

FLAG_WORDS = {
    "not-improving-48h": "not eased after 48 h",
    "worsening": "getting worse",
    "slow-drift": "creeping up",
}
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Period:
    """The days shown, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def step(self) -> int:
        """The days that one dot stands for; 1 means that every reading has its own."""
        return 1 if self.days <= DAILY_UP_TO else 7 if self.days <= WEEKLY_UP_TO else 28

    @property
    def start(self) -> float:
        """Its first moment on the axis."""
        return float(self.first.toordinal())

    @property
    def end(self) -> float:
        """Its last moment on the axis."""
        return float(self.last.toordinal() + 1)

    @property
    def margin(self) -> float:
        """Room on the axis after the last moment, in days."""
        return self.days / 60

    @property
    def least(self) -> float:
        """The shortest stretch that can still be seen, in days."""
        return self.days / 80

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Dot:
    """A level at a place on the axis, with the lowest and highest it stands for."""

    x: float
    level: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the axis with its words."""

    start: float
    end: float
    words: str


@dataclass(frozen=True, slots=True)
class Track:
    """One site over a period."""

    site: str
    side: str
    runs: tuple[tuple[Dot, ...], ...]
    usual: Level | None
    windows: tuple[Span, ...]
    flags: tuple[Span, ...]

    @property
    def name(self) -> str:
        """The place with a capital letter."""
        name = place_name(self.site, self.side)
        return name[:1].upper() + name[1:]

    @property
    def latest(self) -> Dot | None:
        """The last dot."""
        return self.runs[-1][-1] if self.runs else None


def x_of(when: datetime) -> float:
    """A local time as a place on the axis: days since the year 1 and a fraction."""
    return when.toordinal() + (when.hour * 3600 + when.minute * 60 + when.second) / 86400


def period_of(review: Review, since: date | None, until: date | None) -> Period:
    """The days asked for, else the last 90."""
    last = until or review.today
    return Period(since or last - timedelta(days=USUAL_DAYS - 1), last)


def logged_places(review: Review, period: Period) -> list[Place]:
    """The sites with a level in the period: flagged ones first, then the one logged last."""
    ranks: dict[Place, int] = {}
    for finding in review.raised:
        if finding.place and finding.tier and finding.tier is not Tier.EXPECTED:
            ranks.setdefault(finding.place, finding.tier.rank)
    found: list[tuple[int, float, int, Place]] = []
    for place, course in review.view.courses.items():
        points = points_in(course, period)
        if points:
            order = points[-1].entry.readings.index(points[-1].reading)
            found.append((ranks.get(place, 9), -points[-1].time.timestamp(), order, place))
    return [place for *_, place in sorted(found)]


def points_in(course: Course, period: Period) -> list[Point]:
    """The readings with a level in the period."""
    first, last = period.first.toordinal(), period.last.toordinal()
    return [point for point in course.points if first <= point.day <= last]


def track_of(review: Review, place: Place, period: Period) -> Track:
    """Everything that a chart shows of one site."""
    course = review.course(*place)
    found = [e for e in review.episodes(*place) if _touches(e, period) and is_firm(e)]
    return Track(
        *place,
        runs=tuple(_runs(points_in(course, period), period.step)),
        usual=course.usual(period.last.toordinal()),
        windows=tuple(_windows(found)) if period.step == 1 else (),
        flags=tuple(
            merged([*(_not_eased(found, review) if period.step <= 7 else ()), *_findings(review, place)], period)
        ),
    )


def _touches(episode: Episode, period: Period) -> bool:
    return episode.start.date() <= period.last and episode.points[-1].local.date() >= period.first


def is_firm(episode: Episode) -> bool:
    """Old episodes that rested on an unknown usual level are left out: most of them were none."""
    return not (episode.provisional and episode.ended)


def _runs(points: Sequence[Point], step: int) -> Iterator[tuple[Dot, ...]]:
    """The dots, parted where a day (or a week, or four) has no reading: nothing is ever bridged."""
    dots = list(_single(points) if step == 1 else _binned(points, step))
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


def _binned(points: Sequence[Point], step: int) -> Iterator[tuple[int, Dot]]:
    """The median of the days of each stretch, with the lowest and highest reading in it."""
    for bin_, group in groupby(points, key=lambda point: (point.day - 1) // step):
        days: dict[int, list[int]] = {}
        for point in group:
            days.setdefault(point.day, []).append(point.level)
        levels = [level for day in days.values() for level in day]
        middle = median(median(day) for day in days.values())
        yield bin_, Dot(bin_ * step + 1 + step / 2, middle, min(levels), max(levels))


def _windows(found: Iterable[Episode]) -> Iterator[Span]:
    for episode in found:
        if episode.session is not None:
            start = x_of(episode.session.at.local)
            yield Span(start, start + AFTER_SESSION / timedelta(days=1), "48 h")


def _not_eased(found: Iterable[Episode], review: Review) -> Iterator[Span]:
    """The stretches of the episodes in which the pain had not eased after two days."""
    for episode in found:
        start: float | None = None
        for index, point in enumerate(episode.points):
            meets = episode.meets(index)
            here = x_of(point.local)
            if meets and start is None:
                start = here
            elif not meets and start is not None:
                yield Span(start, here, FLAG_WORDS["not-improving-48h"])
                start = None
        if start is not None:
            last = x_of(episode.points[-1].local)
            end = x_of(episode.ended_by.local) if episode.ended_by else last if episode.ended else x_of(review.as_of)
            yield Span(start, max(end, last), FLAG_WORDS["not-improving-48h"])


def _findings(review: Review, place: Place) -> Iterator[Span]:
    for finding in review.raised:
        if finding.place == place and finding.rule in FLAG_WORDS and finding.since:
            yield Span(x_of(_there(finding, review)), x_of(review.as_of), FLAG_WORDS[finding.rule])


def _there(finding: Finding, review: Review) -> datetime:
    assert finding.since is not None
    offset = finding.since.utcoffset()
    return finding.since if offset is not None else local(finding.since, 0)


def merged(spans: Iterable[Span], period: Period) -> list[Span]:
    """The stretches within the period in order; those that overlap become one with all their words."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        start = max(span.start, period.start)
        end = min(max(span.end, start + period.least), period.end + period.margin)
        if span.start >= period.end or span.end <= period.start:
            continue
        if result and start <= result[-1].end:
            last = result[-1]
            words = last.words if span.words in last.words else f"{last.words}, {span.words}"
            result[-1] = Span(last.start, max(last.end, end), words)
        else:
            result.append(Span(start, end, span.words))
    return result
