"""The course of a site in a line of a table: a small drawing, the same line in characters, and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from diary.charts.period import Period, Place
from diary.charts.sparkline import sparkline
from diary.charts.tracks import usual_steps
from diary.domain.text import counted
from diary.report.blocks import Spark
from diary.report.format import number_text
from diary.review.snapshot import Review

DAYS = 28
"""Days that a line shows at most: the latest of the period."""
DAY, TALL, POINT = 2.5, 18.0, 1.5
"""Points of paper: the width of a day, the height of the drawing, and that of one step of the scale."""
INK, MUTED, LINE = "#1a1a1a", "#595959", "#0072b2"  # as in the charts


def spark_of(review: Review, place: Place, first: date, last: date) -> Spark:
    """The daily medians of the last days of a period, with the usual level of each of those days."""
    last = min(last, review.today)
    first = max(first, last - timedelta(days=DAYS - 1))
    course = review.course(*place)
    days = range(first.toordinal(), last.toordinal() + 1)
    known = dict(course.daily.between(days.start, days.stop - 1))
    levels = tuple(known.get(day) for day in days)
    steps = {int(step.start): step.level for step in usual_steps(course, Period(first, last))}
    usual = tuple(steps.get(day) for day in days)
    rated = [level for level in levels if level is not None]
    words = (
        f"{counted(len(days), 'day')}: from {number_text(rated[0])} to {number_text(rated[-1])}, "
        f"lowest {number_text(min(rated))}, highest {number_text(max(rated))}"
        if rated
        else f"{counted(len(days), 'day')} without a level"
    )
    return Spark(sparkline(levels, unicode=True), words, levels, usual)


def svg_of_spark(spark: Spark) -> str:
    """The drawing: 0 at the bottom and 10 at the top, dashes for the usual level; a day without a reading is a gap."""
    width = DAY * len(spark.levels)
    parts = [
        f'<path d="M0 {_y(0):g}H{width:g}M0 {_y(10):g}H{width:g}" stroke="{MUTED}" stroke-width="0.35"/>',
        *(
            f'<path d="{_path(run, half=0.5)}" stroke="{MUTED}" stroke-width="0.7" stroke-dasharray="2 1.5"/>'
            for run in _runs(spark.usual)
        ),
        *(f'<path d="{_path(run)}" stroke="{LINE}" stroke-width="1.2"/>' for run in _runs(spark.levels)),
    ]
    known = [(day, level) for day, level in enumerate(spark.levels) if level is not None]
    # A day between two gaps has no line to be seen by.
    alone = [run[0] for run in _runs(spark.levels) if len(run) == 1]
    parts += [f'<circle cx="{_x(day):g}" cy="{_y(level):g}" r="1" fill="{LINE}"/>' for day, level in alone]
    parts += [f'<circle cx="{_x(day):g}" cy="{_y(level):g}" r="1.9" fill="{INK}"/>' for day, level in known[-1:]]
    size = f'width="{width:g}pt" height="{TALL:g}pt" viewBox="0 0 {width:g} {TALL:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} fill="none">{"".join(parts)}</svg>'


def _x(day: float) -> float:
    return round((day + 0.5) * DAY, 2)


def _y(level: float) -> float:
    return round(TALL - 1.5 - level * POINT, 2)


def _runs(levels: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """The stretches of days that have a level."""
    for known, days in groupby(enumerate(levels), key=lambda day: day[1] is not None):
        if known:
            yield [(day, level) for day, level in days if level is not None]


def _path(run: Sequence[tuple[int, float]], half: float = 0.0) -> str:
    """A line through the levels; in steps, half a day to each side, where that is given."""
    if half:
        first = f"M{_x(run[0][0] - half):g} {_y(run[0][1]):g}"
        return first + "".join(f"V{_y(level):g}H{_x(day + half):g}" for day, level in run)
    return "M" + "L".join(f"{_x(day):g} {_y(level):g}" for day, level in run)
