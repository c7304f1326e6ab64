"""Patterns: the levels by day of the week and by time of day, as medians with the range they come from."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, quantiles

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diary.charts.period import Period, Place
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
    level_axis,
    new_figure,
    put_title,
)
from diary.charts.tracks import GROUP_NAMES, days_compared, groups_of, points_in
from diary.domain.text import capital
from diary.domain.vocabulary import place_name
from diary.review.snapshot import Review

FEWEST = 2
"""Readings from which on the bar of the middle half is drawn: a single one has no range."""
PANEL = 1.15
HIGHEST_UNDER = 8
"""The level up to which its number has room above the dot."""


def draw_weekdays(review: Review, places: Sequence[Place], period: Period, width: float, title: bool) -> Figure:
    """The levels by day of the week."""
    return _draw(review, places, period, width, "Pain by day of the week" if title else "", "weekday")


def draw_times(review: Review, places: Sequence[Place], period: Period, width: float, title: bool) -> Figure:
    """The levels by time of day."""
    return _draw(review, places, period, width, "Pain by time of day (hours)" if title else "", "time-of-day")


def _draw(
    review: Review,
    places: Sequence[Place],
    period: Period,
    width: float,
    title: str,
    kind: str,
) -> Figure:
    columns = max(1, min(len(places), MOST_BESIDE, int(width / NARROWEST)))
    rows = -(-len(places) // columns)
    top = INCH_OF_TITLE if title else 0.0
    below = 0.47
    height = top + rows * (PANEL + 0.2 + below) + 0.17
    figure = new_figure(width, height)
    if title:
        put_title(figure, title, period, height)
    across = (width - 0.1) / columns
    for number, place in enumerate(places):
        row, column = divmod(number, columns)
        bottom = height - top - row * (PANEL + 0.2 + below) - 0.2 - PANEL
        box = ((column * across + 0.3) / width, bottom / height, (across - 0.35) / width, PANEL / height)
        _panel(figure.add_axes(box), review, period, kind, place)
    caption = "dot: median; bar: the middle half of the days; below: days"
    figure.text(0.3 / width, 0.03 / height, caption, fontsize=SMALL, color=MUTED, va="bottom")
    return figure


def _panel(axes: Axes, review: Review, period: Period, kind: str, place: Place) -> None:
    level_axis(axes)
    groups = groups_of(review, place, period, kind)
    used, logged = days_compared(groups, points_in(review.course(*place), period), kind)
    title = f"{capital(place_name(*place))}, {used} of {logged} days"
    axes.set_title(title, loc="left", fontsize=NAME, fontweight="bold", color=INK, pad=3)
    names = GROUP_NAMES[kind]
    axes.set_xlim(-0.6, len(names) - 0.4)
    labels = []
    for index, (label, levels) in enumerate(zip(names, groups, strict=True)):
        labels.append(f"{label}\n{len(levels)}")
        if len(levels) >= FEWEST:
            low, _, high = quantiles(levels, n=4, method="inclusive")
            axes.plot([index] * 2, [low, high], color=BAND, linewidth=7, solid_capstyle="butt", gid="middle half")
        if levels:
            middle = median(levels)
            axes.plot([index], [middle], marker="o", markersize=4, color=LINE, linestyle="", gid="middle")
            # Above the dot; below it near the top of the scale, where the panel ends.
            over = middle <= HIGHEST_UNDER
            axes.annotate(
                f"{middle:g}", (index, middle), (0, 3.5 if over else -3.5), textcoords="offset points", fontsize=SMALL,
                ha="center", va="bottom" if over else "top", color=INK,
            )  # fmt: skip
    axes.set_xticks(range(len(names)), labels, fontsize=SMALL)
