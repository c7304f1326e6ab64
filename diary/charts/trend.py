"""The trend: one panel a site over the same time and the same 0 to 10, and below them what was done."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diary.charts.frame import INCH_OF_TITLE, draw_lanes, lanes_of, put_title, time_axis
from diary.charts.style import BAND, FLAG, FLAG_INK, INK, LINE, MUTED, PAPER, WINDOW, level_axis, new_figure
from diary.charts.tracks import Period, Place, Span, Track, track_of
from diary.review import Review

PANEL, LANE, AXIS, GAP = 0.92, 0.15, 0.28, 0.24
"""Inches: a panel, a lane, the room of the time axis, the room for a panel's name."""
LEAST, MOST = 0.36, 2.2
"""Inches between which a panel stays readable."""
LEFT, RIGHT = 0.78, 0.62
_CLEAR = {"facecolor": PAPER, "alpha": 0.8, "linewidth": 0, "pad": 0.6}


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
    lanes = lanes_of(review, period)
    top = INCH_OF_TITLE if title else 0.02
    room = LANE * len(lanes) + (0.12 if lanes else 0)
    around = top + room + AXIS + (0.16 if more else 0)
    panel = PANEL if len(places) > 1 else PANEL * 2
    if height is not None:
        panel = min(max((height - around) / len(places) - GAP, LEAST), MOST)
    height = around + len(places) * (panel + GAP)
    figure = new_figure(width, height)
    if title:
        put_title(figure, "Pain, 0 to 10", period, height, LEFT)
    left, across = LEFT / width, 1 - (LEFT + RIGHT) / width
    inches = width - LEFT - RIGHT
    y = height - top
    for number, place in enumerate(places):
        y -= GAP + panel
        axes = figure.add_axes((left, y / height, across, panel / height))
        _panel(axes, track_of(review, place, period), period, inches)
        time_axis(axes, period, inches)
        if lanes or number < len(places) - 1:
            axes.tick_params(labelbottom=False)
    if lanes:
        y -= room
        axes = figure.add_axes((left, y / height, across, (room - 0.08) / height))
        draw_lanes(axes, lanes, period)
        time_axis(axes, period, inches)
    if more:
        text = f"and {more} more site{'' if more == 1 else 's'} with levels in this time"
        figure.text(left, 0.04 / height, text, fontsize=7, color=MUTED, va="bottom")
    return figure


def _panel(axes: Axes, track: Track, period: Period, inches: float) -> None:
    level_axis(axes)
    _spans(axes, track, period, inches)
    if track.usual is not None:
        level = track.usual.level
        axes.plot(
            [period.start, period.end + period.margin],
            [level] * 2,
            color=MUTED,
            linewidth=0.8,
            dashes=(4, 3),
            gid="usual level",
        )
    for run in track.runs:
        xs, ys = [dot.x for dot in run], [dot.level for dot in run]
        if period.step > 1:
            lows, highs = [dot.low for dot in run], [dot.high for dot in run]
            if len(run) > 1:
                axes.fill_between(xs, lows, highs, color=BAND, linewidth=0, gid="range")
            else:
                axes.plot(xs * 2, [lows[0], highs[0]], color=BAND, linewidth=3, solid_capstyle="butt", gid="range")
        many = sum(len(r) for r in track.runs) > 130
        marker = None if many and len(run) > 1 else "o"
        axes.plot(xs, ys, color=LINE, linewidth=1.1, marker=marker, markersize=2.2, gid="levels")
    words = {1: "", 7: "   line: middle of each week, band: lowest to highest"}
    note = words.get(period.step, "   line: middle of each 4 weeks, band: lowest to highest")
    axes.annotate(
        track.name, (0, 1), (0, 3), xycoords="axes fraction", textcoords="offset points",
        fontsize=8.5, fontweight="bold", color=INK, va="bottom",
    )  # fmt: skip
    if note:
        axes.annotate(
            note.strip(), (1, 1), (0, 3), xycoords="axes fraction", textcoords="offset points",
            fontsize=6.5, color=MUTED, va="bottom", ha="right",
        )  # fmt: skip
    _end_labels(axes, track)


def _end_labels(axes: Axes, track: Track) -> None:
    """The latest level and the usual one, written where their lines end."""
    latest, usual = track.latest, track.usual
    labels: list[tuple[float, str, str, str]] = []
    if latest is not None:
        labels.append((latest.level, f"last {round(latest.level, 1):g}", INK, "bold"))
    if usual is not None:
        labels.append((usual.level, f"usual {round(usual.level, 1):g}", MUTED, "normal"))
    if len(labels) == 2 and abs(labels[0][0] - labels[1][0]) < 2.2:
        # Two labels at one height would cover each other.
        middle = min(max((labels[0][0] + labels[1][0]) / 2, 1.1), 8.9)
        up = 1.1 if labels[0][0] >= labels[1][0] else -1.1
        labels = [(middle + up, *labels[0][1:]), (middle - up, *labels[1][1:])]
    for height, text, color, weight in labels:
        axes.annotate(
            text, (1, height), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
            fontsize=7, color=color, fontweight=weight, va="center",
        )  # fmt: skip


def _spans(axes: Axes, track: Track, period: Period, inches: float) -> None:
    """The 48 hours after a session, plain; flagged stretches, hatched; each with its words once."""
    windows = [span for span in track.windows if span.end > period.start and span.start < period.end]
    for span in windows:
        start, end = max(span.start, period.start), min(span.end, period.end)
        axes.axvspan(start, end, facecolor=WINDOW, linewidth=0, gid="48 h window")
        axes.plot([span.start] * 2, [-0.4, 10.6], color=MUTED, linewidth=0.7, gid="session of an episode")
        axes.annotate(span.words, ((start + end) / 2, 0.3), fontsize=6.5, color=MUTED, ha="center", va="center")
    written = period.start
    for span in track.flags:
        axes.axvspan(
            span.start,
            span.end,
            facecolor=FLAG,
            edgecolor=FLAG_INK,
            hatch="////",
            linewidth=0,
            alpha=0.55,
            gid="flagged",
        )
        written = _words(axes, span, period, written, inches)


def _words(axes: Axes, span: Span, period: Period, written: float, inches: float) -> float:
    """Write the words of a flagged stretch where there is room; returns up to where words stand now."""
    needed = (len(span.words) * 0.055 + 0.08) * (period.end - period.start) / inches
    right = span.start + needed > period.end + period.margin
    start = span.end - needed if right else span.start
    if start < written:
        return written  # the hatch says it; the words stand beside a stretch before it
    axes.annotate(
        span.words, (span.end if right else span.start, 9.9), (-2 if right else 2, 0), textcoords="offset points",
        fontsize=6.5, color=FLAG_INK, ha="right" if right else "left", va="center", bbox=_CLEAR,
    )  # fmt: skip
    return start + needed
