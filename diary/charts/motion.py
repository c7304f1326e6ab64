"""Ranges of motion over time: a panel for each movement, side and unit, with its own axis."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diary.charts.period import Period, x_of
from diary.charts.printable_text import one_line
from diary.charts.style import (
    FLAG_INK,
    INCH_OF_TITLE,
    INK,
    LINE,
    MUTED,
    NAME,
    SMALL,
    empty_figure,
    level_axis,
    new_figure,
    put_title,
    time_axis,
)
from diary.charts.tracks import MOST_MOTIONS, Key, series_of
from diary.domain.records import Motion
from diary.domain.text import capital
from diary.domain.vocabulary import UNITS
from diary.review.rule_book import RANGE_OF_MOTION
from diary.review.snapshot import Review

MOST_LETTERS = 36
PANEL = 1.0
MANY = 60
"""Measurements up to which their marks do not run together."""


def title_of(key: Key) -> str:
    """Left knee flexion, degrees."""
    movement, side, unit = key
    name = one_line(f"{side} {movement}".strip(), MOST_LETTERS)
    return f"{capital(name)}, {UNITS.get(unit, unit)}"


def draw(review: Review, period: Period, width: float, title: bool, part: tuple[int, int] | None = None) -> Figure:
    """The ranges of motion of the period."""
    first, last = part or (0, MOST_MOTIONS)
    series = dict(list(series_of(review, period).items())[first:last])
    if not series:
        return empty_figure(width, "No range of motion was measured in this time.")
    columns = 2 if width >= 5 else 1
    rows = -(-len(series) // columns)
    top = INCH_OF_TITLE if title else 0.0
    height = top + rows * (PANEL + 0.52) + 0.05
    figure = new_figure(width, height)
    if title:
        put_title(figure, "Range of motion", period, height, 0.4)
    across = (width - 0.1) / columns
    smaller = {
        (finding.facts["movement"], finding.side or "", finding.facts["unit"])
        for finding in review.raised
        if finding.rule == RANGE_OF_MOTION
    }
    for number, (key, motions) in enumerate(series.items()):
        row, column = divmod(number, columns)
        bottom = height - top - row * (PANEL + 0.52) - 0.24 - PANEL
        box = ((column * across + 0.4) / width, bottom / height, (across - 0.75) / width, PANEL / height)
        axes = figure.add_axes(box)
        _panel(axes, key, motions, period, across - 0.75)
        if key in smaller:
            _flag(axes)
    return figure


def _flag(axes: Axes) -> None:
    axes.annotate(
        "finding: gets smaller", (1, 0), (0, 3), xycoords="axes fraction", textcoords="offset points", fontsize=SMALL,
        color=FLAG_INK, ha="right", va="bottom", gid="words of a flag",
    )  # fmt: skip


def _panel(axes: Axes, key: Key, motions: list[Motion], period: Period, inches: float) -> None:
    values = [motion.value for motion in motions]
    level_axis(axes)
    if key[2] != "self":
        # From zero, so that a small change does not look like a large one.
        low, high = min(0.0, *values), max(10.0, *values)
        step = next(step for step in (5, 10, 30, 60, 90, 180, 3600) if (high - low) / step <= 4)
        axes.set_ylim(low - 0.04 * (high - low), high + 0.08 * (high - low))
        axes.set_yticks([n * step for n in range(int(low // step), int(high // step) + 1)])
    axes.set_title(title_of(key), loc="left", fontsize=NAME, fontweight="bold", color=INK, pad=3)
    # No line between measurements: nothing is known of the time between.
    axes.plot(
        [x_of(motion.at.local) for motion in motions], values, color=LINE, linestyle="", marker="s",
        markersize=4 if len(values) <= MANY else 1.6, gid="measurements",
    )  # fmt: skip
    axes.annotate(
        f"{values[-1]:g}", (1, values[-1]), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
        fontsize=SMALL, va="center", color=MUTED,
    )  # fmt: skip
    time_axis(axes, period, inches)
