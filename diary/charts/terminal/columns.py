"""A site over some days in columns of characters: levels, gaps, the usual level of each time. Nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from diary.charts.period import Period, Place, day_text
from diary.charts.tracks import Dot, Track, points_in, track_of
from diary.domain.text import capital
from diary.domain.vocabulary import place_name
from diary.review.courses import Point
from diary.review.snapshot import Review

MOST_A_DAY = 8
"""Columns of a day: more would only repeat the same readings."""
FEWEST = 10
"""Columns of a chart in a window that is too narrow for one."""


@dataclass(frozen=True, slots=True)
class ColumnPeriod(Period):
    """The days shown, several of them in one column where they would not fit."""

    days_per_column: int = 1

    @property
    def step(self) -> int:
        """The days of one column."""
        return self.days_per_column


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the chart."""

    level: float | None
    """The level 0–10; None for a gap, which is never 0 and never interpolated."""
    highest: float | None = None
    """The worst of what the level stands for: the other levels of a reading, or the readings of several days."""
    usual: float | None = None
    """The usual level of that time, from the day on which it was stated or known."""
    new_day: bool = True
    """Whether a day begins here; a gap is marked only there, so that each empty day has one dot."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A site over a period, ready to draw."""

    place: Place
    first: date
    last: date
    columns: tuple[Column, ...]
    days_per_column: int
    """1 where each day has a column or more."""
    columns_per_day: int
    """1 where a column holds a day or more."""
    track: Track
    """Spans, flags and signs to the day, also where levels are taken together."""

    @property
    def period(self) -> Period:
        """The days shown."""
        return Period(self.first, self.last)

    def column_at(self, x: float) -> int:
        """The column of a place on the axis; it may lie outside the chart."""
        begin = self.first.toordinal()
        if self.days_per_column == 1:
            return int((x - begin) * self.columns_per_day // 1)
        # Groups of days are counted from the calendar, not from the first day shown, so that shifting the picture does
        # not regroup them.
        begin = (begin - 1) // self.days_per_column * self.days_per_column + 1
        return int((x - begin) // self.days_per_column)


def chart_of(review: Review, place: Place, days: int, last: date, width: int) -> Chart:
    """The chart of a site for so many days up to `last`, in about `width` columns; 0 days is everything."""
    period = period_of_days(review, days, last)
    first, total = period.first, period.days
    days_per_column = max(1, -(-total // max(FEWEST, width)))
    columns_per_day = max(1, min(MOST_A_DAY, width // total))
    track = track_of(review, place, ColumnPeriod(first, last, days_per_column))
    whole = track_of(review, place, Period(first, last)) if days_per_column > 1 else track
    dots = [dot for run in track.runs for dot in run]
    if days_per_column == 1:
        ranges = {dot.x: dot for dot in track.ranges}
        dots = [
            replace(dot, low=ranges[dot.x].low, high=ranges[dot.x].high) if dot.x in ranges else dot for dot in dots
        ]
        columns = list(_by_day(dots, first, total, columns_per_day))
        days_of = [first.toordinal() + index // columns_per_day for index in range(len(columns))]
    else:
        columns = list(_by_days_together(dots, first, last, days_per_column))
        begin = (first.toordinal() - 1) // days_per_column * days_per_column
        days_of = [min(begin + (index + 1) * days_per_column, last.toordinal()) for index in range(len(columns))]
    known = {day: step.level for step in whole.steps for day in range(int(step.start), ceil(step.end))}
    columns = [replace(column, usual=known.get(day)) for column, day in zip(columns, days_of, strict=True)]
    return Chart(place, first, last, tuple(columns), days_per_column, columns_per_day, whole)


def period_of_days(review: Review, days: int, last: date) -> Period:
    """So many days up to `last`; 0 is all since the first entry."""
    return Period(last - timedelta(days=days - 1) if days else _beginning(review, last), last)


def _beginning(review: Review, last: date) -> date:
    """The day of the first entry, but not after `last`; `last` where there is no entry."""
    return min(review.entries[0].at.day, last) if review.entries else last


def _by_day(dots: Sequence[Dot], first: date, total: int, columns_per_day: int) -> Iterator[Column]:
    """The readings of each day side by side, with an empty column before the next day where there is room."""
    by_day: dict[int, list[Dot]] = {}
    for dot in dots:
        by_day.setdefault(int(dot.x), []).append(dot)
    bars = columns_per_day - 1 if columns_per_day > 2 else columns_per_day
    for number_of_day in range(total):
        day_dots = by_day.get(first.toordinal() + number_of_day, [])
        for cell in range(columns_per_day):
            if not day_dots or cell >= bars:
                yield Column(None, new_day=cell == 0)
            elif bars == 1:
                # One bar for several readings: the worst of the day must not get lost.
                worst = max(day_dots, key=lambda dot: dot.level)
                yield Column(worst.level, max(dot.high for dot in day_dots))
            else:
                number = min(len(day_dots) - 1, cell * len(day_dots) // bars)
                dot = day_dots[number]
                # Readings of one level look like one bar: it has one stroke up to the worst of them, at its middle.
                first_alike, after = number, number + 1
                while first_alike and day_dots[first_alike - 1].level == dot.level:
                    first_alike -= 1
                while after < len(day_dots) and day_dots[after].level == dot.level:
                    after += 1
                begin, end = (-(-each * bars // len(day_dots)) for each in (first_alike, after))
                is_middle = cell == (begin + end - 1) // 2 or end <= begin
                high = max(each.high for each in day_dots[first_alike:after]) if is_middle else None
                yield Column(dot.level, high, new_day=cell == 0)


def _by_days_together(dots: Sequence[Dot], first: date, last: date, days_per_column: int) -> Iterator[Column]:
    """One column for each group of days."""
    begin, end = (first.toordinal() - 1) // days_per_column, (last.toordinal() - 1) // days_per_column
    dot_of_group = {int((dot.x - 1) // days_per_column): dot for dot in dots}
    for group in range(begin, end + 1):
        dot = dot_of_group.get(group)
        yield Column(None) if dot is None else Column(dot.level, dot.high)


def sentence_for(review: Review, place: Place, period: Period) -> str:
    """A site over a period in one sentence, for a person who can't see the chart, or can't read one."""
    course = review.course(*place)
    points = points_in(course, period)
    name = capital(place_name(*place))
    if not points:
        return f"{name}: nothing was logged in these {period.days} days."
    levels = [point.level for point in points]
    usual = course.usual(period.last.toordinal())
    beside = f", usually {usual.level:g} ({usual.source})" if usual is not None else ""
    if len(levels) == 1:
        return f"{name}: {levels[0]}, the only level in these {period.days} days{beside}."
    low, high = min(levels), max(levels)
    spread = f"always {low}" if low == high else f"logged {low} to {high}"
    # The chart draws them above and below the level of their time, so the words say them too.
    worst, best = (
        [each for point in points if (each := getattr(point.reading, field)) is not None] for field in ("worst", "best")
    )
    beyond = f", the worst of a day rated {max(worst)}" if max(worst, default=0) > high else ""
    beyond += f", the best of a day rated {min(best)}" if min(best, default=10) < low else ""
    return f"{name}: {spread} in these {period.days} days{beyond}{beside}; {latest_text(review, points[-1])}."


def latest_text(review: Review, latest: Point) -> str:
    """The latest level of a chart, with its day where it is too old to be of now."""
    text = f"latest {latest.level}"
    return text if review.is_now(latest.time) else f"{text} on {day_text(latest.local.date(), review.today)}"
