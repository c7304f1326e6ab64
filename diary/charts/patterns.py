"""Patterns: the levels by day of the week and by time of day, as medians with the range they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median, quantiles

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diary.analysis.series import Point
from diary.charts.frame import INCH_OF_TITLE, MOST_BESIDE, NARROWEST, put_title
from diary.charts.period import Period, Place
from diary.charts.style import BAND, INK, LINE, MUTED, level_axis, new_figure
from diary.charts.tracks import points_in
from diary.domain.vocabulary import place_name
from diary.review import Review

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
TIMES = ("0–5", "5–11", "11–15", "15–19", "19–24")
"""The parts of a day, in hours."""
_BEGINS = (0, 5, 11, 15, 19)
FEWEST = 2
"""Readings from which on a middle is drawn."""
PANEL = 1.15


def time_of_day(point: Point) -> int | None:
    """The part of the day (an index of TIMES) of a reading; None where only its date is known."""
    if point.entry.at.date_only:
        return None
    hour = point.local.hour
    return max(index for index, begins in enumerate(_BEGINS) if hour >= begins)


def draw_weekdays(review: Review, places: Sequence[Place], period: Period, width: float, title: bool) -> Figure:
    """The levels by day of the week."""
    return _draw(
        review, places, period, width, "Pain by day of the week" if title else "", WEEKDAYS, lambda p: p.local.weekday()
    )


def draw_times(review: Review, places: Sequence[Place], period: Period, width: float, title: bool) -> Figure:
    """The levels by time of day."""
    return _draw(review, places, period, width, "Pain by time of day (hours)" if title else "", TIMES, time_of_day)


def _draw(
    review: Review,
    places: Sequence[Place],
    period: Period,
    width: float,
    title: str,
    names: Sequence[str],
    group: Callable[[Point], int | None],
) -> Figure:
    columns = max(1, min(len(places), MOST_BESIDE, int(width / NARROWEST)))
    rows = -(-len(places) // columns)
    top = INCH_OF_TITLE if title else 0.0
    below = 0.42
    height = top + rows * (PANEL + 0.2 + below) + 0.14
    figure = new_figure(width, height)
    if title:
        put_title(figure, title, period, height)
    across = (width - 0.1) / columns
    for number, place in enumerate(places):
        row, column = divmod(number, columns)
        bottom = height - top - row * (PANEL + 0.2 + below) - 0.2 - PANEL
        box = ((column * across + 0.3) / width, bottom / height, (across - 0.35) / width, PANEL / height)
        _panel(figure.add_axes(box), points_in(review.course(*place), period), names, group, place)
    caption = "dot: median; bar: the middle half of the readings; below: readings"
    figure.text(0.3 / width, 0.03 / height, caption, fontsize=6.5, color=MUTED, va="bottom")
    return figure


def _panel(
    axes: Axes, points: Sequence[Point], names: Sequence[str], group: Callable[[Point], int | None], place: Place
) -> None:
    level_axis(axes)
    name = place_name(*place)
    axes.set_title(name[:1].upper() + name[1:], loc="left", fontsize=8.5, fontweight="bold", color=INK, pad=3)
    axes.set_xlim(-0.6, len(names) - 0.4)
    labels = []
    grouped: dict[int | None, list[int]] = {}
    for point in points:
        grouped.setdefault(group(point), []).append(point.level)
    for index, label in enumerate(names):
        levels = grouped.get(index, [])
        labels.append(f"{label}\n{len(levels)}")
        if len(levels) >= FEWEST:
            low, _, high = quantiles(levels, n=4, method="inclusive")
            axes.plot([index] * 2, [low, high], color=BAND, linewidth=7, solid_capstyle="butt", gid="middle half")
        if levels:
            middle = median(levels)
            axes.plot([index], [middle], marker="o", markersize=4, color=LINE, linestyle="", gid="middle")
            axes.annotate(
                f"{middle:g}", (index, middle), (5, 0), textcoords="offset points", fontsize=7, va="center", color=INK
            )
    axes.set_xticks(range(len(names)), labels, fontsize=6.2)
