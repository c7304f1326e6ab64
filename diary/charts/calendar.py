"""A calendar: a row for each month, a cell for each day with its highest level, on the colour of that level."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from diary.charts.calendar_days import MOST_SITES, Month, highest_of_days, months_shown
from diary.charts.level_colors import LEVEL_COLORS
from diary.charts.period import Period, Place
from diary.charts.style import INCH_OF_TITLE, INK, MUTED, NAME, PAPER, SMALL, new_figure, put_title
from diary.domain.text import capital, counted
from diary.domain.vocabulary import HIGHEST, place_name
from diary.review.snapshot import Review

DAYS = 31
ROW, OVER, LEFT, NOTE = 0.19, 0.42, 0.72, 0.2
"""Inches: a month, the room for the name of a site and the days, the names of the months, the line at the bottom."""


def draw(review: Review, places: Sequence[Place], period: Period, width: float, title: bool, more: int = 0) -> Figure:
    """The calendars of these sites, one below the other; a note says that `more` sites were left out."""
    more += max(0, len(places) - MOST_SITES)
    places = places[:MOST_SITES]
    found = [highest_of_days(review, place, period) for place in places]
    months, left_out = months_shown(period, min((day for days in found for day in days), default=period.first))
    top = INCH_OF_TITLE if title else 0.0
    each = OVER + ROW * len(months)
    height = top + each * len(places) + NOTE
    figure = new_figure(width, height)
    if title:
        put_title(figure, "Calendar of pain", period, height)
    for number, place in enumerate(places):
        bottom = height - top - each * (number + 1)
        box = (LEFT / width, bottom / height, (width - LEFT - 0.05) / width, ROW * len(months) / height)
        _months(figure.add_axes(box), found[number], months, period, place)
    notes = [
        "the highest level of each day" + (", X is 10" if any(HIGHEST in days.values() for days in found) else ""),
        "dot: nothing logged",
    ]
    notes += [f"{counted(left_out, 'month')} before that not shown"] if left_out else []
    notes += [f"{counted(more, 'more site')} with levels in this time"] if more else []
    figure.text(LEFT / width, 0.03 / height, "; ".join(notes), fontsize=SMALL, color=MUTED, va="bottom")
    return figure


def _months(axes: Axes, days: Mapping[date, int], months: Sequence[Month], period: Period, place: Place) -> None:
    axes.set_xlim(0.5, DAYS + 0.5)
    axes.set_ylim(len(months) - 0.5, -0.5)
    for side in ("top", "right", "bottom", "left"):
        axes.spines[side].set_visible(False)
    axes.set_yticks(range(len(months)), [f"{date(*month, 1):%b %Y}" for month in months], fontsize=SMALL, color=INK)
    axes.set_xticks([1, *range(5, DAYS, 5)])
    axes.tick_params(
        axis="x", labelsize=SMALL, top=True, bottom=False, labeltop=True, labelbottom=False, pad=1, length=0
    )
    axes.set_title(capital(place_name(*place)), loc="left", fontsize=NAME, fontweight="bold", color=INK, pad=14)
    for row, month in enumerate(months):
        for number in range(1, monthrange(*month)[1] + 1):
            day = date(*month, number)
            if period.holds(day):
                _day(axes, number, row, days.get(day))


def _day(axes: Axes, x: float, y: float, level: int | None) -> None:
    if level is None:
        axes.text(x, y, "·", fontsize=SMALL, color=MUTED, ha="center", va="center_baseline")
        return
    color = LEVEL_COLORS[level]
    # Not as a patch: each of them would be looked at for the limits of the axes, which are set.
    axes.add_artist(Rectangle((x - 0.48, y - 0.47), 0.96, 0.94, facecolor=color, linewidth=0, gid="day"))
    # White behind the number: a fax makes dots of the colour.
    axes.text(
        x, y, "X" if level == HIGHEST else str(level), fontsize=SMALL, color=INK, ha="center", va="center_baseline",
        gid="level of a day", bbox={"boxstyle": "square,pad=0.04", "facecolor": PAPER, "linewidth": 0},
    )  # fmt: skip
