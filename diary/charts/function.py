"""Scores over time: a small panel for each, with the change from its first value that counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diary.charts.period import Period, day_text
from diary.charts.printable_text import one_line
from diary.charts.score_tracks import axis_of, name_of, scale_text, scores_in, value_text
from diary.charts.style import (
    BAND,
    INCH_OF_TITLE,
    INK,
    LINE,
    MOST_BESIDE,
    MUTED,
    NAME,
    NARROWEST,
    SMALL,
    empty_figure,
    level_axis,
    new_figure,
    put_title,
    time_axis,
)
from diary.charts.tracks import MOST_SCORES
from diary.review.scores import ScoreCourse, verdict
from diary.review.snapshot import Review

MOST_LETTERS = 34
PANEL, OVER, UNDER = 1.0, 0.62, 0.32
"""Inches: a panel, the room for its name and two lines of words, and for its days."""
LINE_HEIGHT, BETWEEN = 0.155, 0.1
"""Inches: a line of the words over a panel, and the least space to those of the next one."""
NOTE_LETTER, NAME_LETTER = 0.058, 0.072
"""Inches that a letter of these words takes, and one of the name."""
JOINED = 14
"""Days between two values up to which a line joins them: of a longer time nothing is known."""


def draw(review: Review, period: Period, width: float, title: bool, part: tuple[int, int] | None = None) -> Figure:
    """The scores of the period."""
    first, last = part or (0, MOST_SCORES)
    courses = scores_in(review, period)[first:last]
    if not courses:
        return empty_figure(width, "No activity or other score was rated in this time.")
    columns = max(1, min(len(courses), MOST_BESIDE, int(width / NARROWEST)))
    rows = -(-len(courses) // columns)
    top = INCH_OF_TITLE if title else 0.0
    across = (width - 0.1) / columns
    said = [_caption(course, across - BETWEEN) for course in courses]
    over = OVER + LINE_HEIGHT * (max(map(len, said)) - 2)
    height = top + rows * (over + PANEL + UNDER) + 0.17
    figure = new_figure(width, height)
    if title:
        put_title(figure, "How well things go", period, height)
    for number, course in enumerate(courses):
        row, column = divmod(number, columns)
        bottom = height - top - row * (over + PANEL + UNDER) - over - PANEL
        inches = across - 0.68
        axes = figure.add_axes(((column * across + 0.36) / width, bottom / height, inches / width, PANEL / height))
        _panel(axes, course, period, said[number], across - BETWEEN)
        time_axis(axes, period, inches)
    if any(course.least for course in courses):
        caption = "dashed: first value; band: no clear change"
        figure.text(0.3 / width, 0.03 / height, caption, fontsize=SMALL, color=MUTED, va="bottom")
    return figure


def _caption(course: ScoreCourse, inches: float) -> list[str]:
    """The scale and the change, in lines that do not touch those of the next panel."""
    room = int(inches / NOTE_LETTER)
    return [*wrap(scale_text(course), room), *wrap(_said(course), room)]


def _panel(axes: Axes, course: ScoreCourse, period: Period, said: list[str], inches: float) -> None:
    low, high = axis_of(course)
    level_axis(axes)
    axes.set_ylim(low - 0.04 * (high - low), high + 0.08 * (high - low))
    axes.set_yticks([low, high] if course.unit else [low, (low + high) / 2, high])
    axes.set_yticklabels([value_text(course, tick) for tick in axes.get_yticks()])
    _baseline(axes, course, period)
    shown = [(day, value) for day, value in course.values if period.holds(day)]
    for run in _runs(shown):
        # At noon: a score is of a day.
        xs = [day.toordinal() + 0.5 for day, _ in run]
        joint = "" if course.name == "change" else "-"
        axes.plot(
            xs, [value for _, value in run], color=LINE, linestyle=joint, linewidth=1.1, marker="s", markersize=3.2,
            gid="scores",
        )  # fmt: skip
    latest = course.values[-1][1]
    axes.annotate(
        value_text(course, latest), (shown[-1][0].toordinal() + 0.5, latest), (5, 0), textcoords="offset points",
        fontsize=SMALL, fontweight="bold", va="center", color=INK, annotation_clip=False,
    )  # fmt: skip
    name = one_line(name_of(course), min(MOST_LETTERS, int(inches / NAME_LETTER)))
    axes.set_title(name, loc="left", fontsize=NAME, fontweight="bold", color=INK, pad=5 + 72 * LINE_HEIGHT * len(said))
    axes.annotate(
        "\n".join(said), (0, 1), (0, 3), xycoords="axes fraction", textcoords="offset points",
        fontsize=SMALL, color=MUTED, va="bottom",
    )  # fmt: skip


def _said(course: ScoreCourse) -> str:
    """The change in numbers, and whether it counts."""
    if course.change is None or course.name == "change":
        return verdict(course)
    (day, first), (last, latest) = course.values[0], course.values[-1]
    values = f"{value_text(course, first)} ({day_text(day, last)}) → {value_text(course, latest)}"
    return f"{values}: {verdict(course, why=False)}"


def _baseline(axes: Axes, course: ScoreCourse, period: Period) -> None:
    """The first value, dashed, with the band of changes from it that do not count; zero for a change."""
    if course.name == "change":
        axes.axhline(0, color=MUTED, linewidth=0.7, gid="no change")
        return
    first, least = course.values[0][1], course.least
    if least is not None:
        axes.axhspan(first - least, first + least, facecolor=BAND, linewidth=0, alpha=0.7, gid="no clear change")
        axes.plot([period.start, period.end], [first] * 2, color=MUTED, linewidth=0.8, dashes=(4, 3), gid="first value")


def _runs(values: Sequence[tuple[date, float]]) -> Iterator[list[tuple[date, float]]]:
    """The values in stretches without a long gap."""
    number, previous = 0, None
    numbered = []
    for day, value in values:
        if previous is not None and (day - previous).days > JOINED:
            number += 1
        previous = day
        numbered.append((number, (day, value)))
    for _, group in groupby(numbered, key=lambda item: item[0]):
        yield [item for _, item in group]
