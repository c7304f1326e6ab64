"""The trend: one panel a site over the same time and the same 0 to 10, and below them what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from diary.charts.frame import INCH_OF_TITLE, put_title, time_axis
from diary.charts.labels import ROW, Placed, labels_of, placed
from diary.charts.lanes import SIGN, Lane, draw_lanes, lanes_of
from diary.charts.panel import draw_panel
from diary.charts.period import Period, Place
from diary.charts.style import MUTED, new_figure
from diary.charts.tracks import Track, track_of
from diary.review import Review

PANEL, LANE, AXIS, GAP, NOTE = 0.92, 0.15, 0.28, 0.24, 0.16
"""Inches: a panel, a lane, the room of the time axis, that for a panel's name, that of a line at the bottom."""
LEAST, MOST = 0.36, 2.2
"""Inches between which a panel stays readable."""
LEFT, RIGHT = 0.32, 0.62
LANE_LETTER = 0.054
"""Inches that a letter of a lane's name takes."""
TOGETHER = {7: "line: median of each week", 28: "line: median of each 4 weeks"}


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything stands, in inches."""

    top: float
    gaps: tuple[float, ...]
    panel: float
    lanes: float
    height: float


def draw(
    review: Review,
    places: Sequence[Place],
    period: Period,
    width: float,
    title: bool,
    more: int = 0,
    height: float | None = None,
) -> Figure:
    """The trend of these sites, the first on top; `more` sites are said to be left out."""
    tracks = [track_of(review, place, period) for place in places]
    lanes = lanes_of(review, period)
    left = max([LEFT, *(0.16 + LANE_LETTER * len(lane.name) for lane in lanes)])
    inches = width - left - RIGHT
    wanted = [labels_of(track, period) for track in tracks]
    words = [placed(labels, track.name, period, inches) for track, labels in zip(tracks, wanted, strict=True)]
    unsaid = period.step > 1 or sum(map(len, words)) < sum(map(len, wanted))
    notes = list(_notes(tracks, period, more, unsaid))
    plan = _plan(INCH_OF_TITLE if title else 0.02, words, lanes, bool(notes), height)
    if height is not None and plan.height > height:
        # What was done is listed elsewhere; where there is no room for all of it, the levels come first.
        lanes = [lane for lane in lanes if lane.mark == SIGN or lane.name == "sessions"]
        plan = _plan(plan.top, words, lanes, bool(notes), height)
    figure = new_figure(width, plan.height)
    if title:
        put_title(figure, "Pain, 0 to 10", period, plan.height, left)
    y = plan.height - plan.top
    for number, track in enumerate(tracks):
        y -= plan.gaps[number] + plan.panel
        axes = figure.add_axes((left / width, y / plan.height, inches / width, plan.panel / plan.height))
        draw_panel(axes, track, words[number], period, (inches, plan.panel))
        time_axis(axes, period, inches)
        if lanes or number < len(places) - 1:
            axes.tick_params(labelbottom=False)
    if lanes:
        y -= plan.lanes
        axes = figure.add_axes((left / width, y / plan.height, inches / width, (plan.lanes - 0.08) / plan.height))
        draw_lanes(axes, lanes, period)
        time_axis(axes, period, inches)
    if notes:
        figure.text(left / width, 0.03 / plan.height, "; ".join(notes), fontsize=6.5, color=MUTED, va="bottom")
    return figure


def _plan(
    top: float,
    words: Sequence[Sequence[Placed]],
    lanes: Sequence[Lane],
    notes: bool,
    height: float | None,
) -> _Plan:
    """The panels as high as the figure should be, within what stays readable."""
    gaps = tuple(GAP + ROW * max((label.row for label in labels), default=0) for labels in words)
    room = LANE * len(lanes) + (0.12 if lanes else 0)
    around = top + room + AXIS + (NOTE if notes else 0) + sum(gaps)
    panel = PANEL if len(words) > 1 else PANEL * 2
    if height is not None:
        panel = min(max((height - around) / len(words), LEAST), MOST)
    return _Plan(top, gaps, panel, room, around + len(words) * panel)


def _notes(tracks: Sequence[Track], period: Period, more: int, unsaid: bool) -> Iterator[str]:
    """What the shapes mean, where no words beside each say it, and what is left out."""
    if period.step > 1:
        yield TOGETHER[period.step]
        yield "band: lowest to highest"
    if unsaid and any(track.flags for track in tracks):
        yield "hatched: flagged"
    if unsaid and any(track.marks for track in tracks):
        yield "▼ warning sign noted"
    if more:
        yield f"and {more} more site{'' if more == 1 else 's'} with levels in this time"
