"""One panel of a trend: the levels of a site, its usual level, the 48 hours after sessions, and what was flagged."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from diary.charts.labels import ROW, Placed
from diary.charts.period import Period
from diary.charts.style import BAND, FLAG, FLAG_INK, INK, LINE, MUTED, WINDOW, level_axis
from diary.charts.tracks import Track

LINE_OF_WORDS, WINDOW_WORDS = 0.115, 0.26
"""Inches that a line of small print is high, and that the words of a window are wide."""


def draw_panel(axes: Axes, track: Track, labels: Sequence[Placed], period: Period, inches: tuple[float, float]) -> None:
    """A site over a period; `inches` are the panel's width and height."""
    level_axis(axes)
    _spans(axes, track, period, inches[0])
    if track.usual is not None:
        axes.plot(
            [period.start, period.end + period.margin], [track.usual.level] * 2, color=MUTED, linewidth=0.8,
            dashes=(4, 3), gid="usual level",
        )  # fmt: skip
    _levels(axes, track, period)
    _marks(axes, track)
    axes.annotate(
        track.name, (0, 1), (0, 3), xycoords="axes fraction", textcoords="offset points",
        fontsize=8.5, fontweight="bold", color=INK, va="bottom",
    )  # fmt: skip
    _words(axes, labels, inches[0])
    _end_labels(axes, track, inches[1])


def _words(axes: Axes, labels: Sequence[Placed], inches: float) -> None:
    """What the hatched stretches and the signs are, over the panel."""
    for label in labels:
        axes.annotate(
            label.words, (label.left / inches, 1), (0, 3.5 + label.row * ROW * 72), xycoords="axes fraction",
            textcoords="offset points", fontsize=6.5, color=FLAG_INK, va="bottom", gid="words of a flag",
        )  # fmt: skip


def _levels(axes: Axes, track: Track, period: Period) -> None:
    """The unbroken runs; where a dot stands for weeks, the range of the readings behind it."""
    many = sum(len(run) for run in track.runs) > 130
    for run in track.runs:
        xs, ys = [dot.x for dot in run], [dot.level for dot in run]
        if period.step > 1:
            lows, highs = [dot.low for dot in run], [dot.high for dot in run]
            if len(run) > 1:
                axes.fill_between(xs, lows, highs, color=BAND, linewidth=0, gid="range")
            else:
                axes.plot(xs * 2, [lows[0], highs[0]], color=BAND, linewidth=3, solid_capstyle="butt", gid="range")
        marker = None if many and len(run) > 1 else "o"
        axes.plot(xs, ys, color=LINE, linewidth=1.1, marker=marker, markersize=2.2, gid="levels")
    if period.step > 1 and track.latest is not None:
        axes.plot(
            [track.latest.x], [track.latest.level], linestyle="", marker="D", markersize=2.8, color=INK, zorder=4,
            gid="last reading",
        )  # fmt: skip


def _marks(axes: Axes, track: Track) -> None:
    """A triangle at the top for each warning sign, with a dotted line down to the reading it was noted with."""
    for mark in track.marks:
        if mark.level is not None:
            axes.plot(
                [mark.x] * 2, [mark.level, 10], color=FLAG_INK, linewidth=0.7, linestyle=(0, (1, 1.5)), zorder=1.5,
                gid="line of a sign",
            )  # fmt: skip
    axes.plot(
        [mark.x for mark in track.marks], [9.9] * len(track.marks), linestyle="", marker="v", markersize=4,
        color=FLAG_INK, zorder=3, gid="warning sign",
    )  # fmt: skip


def _end_labels(axes: Axes, track: Track, panel: float) -> None:
    """The latest level and the usual one, written where their lines end."""
    latest, usual = track.latest, track.usual
    labels: list[tuple[float, str, str, str]] = []
    if latest is not None:
        labels.append((latest.level, f"last {latest.level:g}", INK, "bold"))
    if usual is not None:
        labels.append((usual.level, f"usual {round(usual.level, 1):g}", MUTED, "normal"))
    apart = LINE_OF_WORDS * 11 / panel  # in points of the scale, of which a panel shows 11
    if len(labels) == 2 and abs(labels[0][0] - labels[1][0]) < apart:
        # Two labels at one height would cover each other.
        half = apart / 2
        middle = min(max((labels[0][0] + labels[1][0]) / 2, half), 10 - half)
        up = half if labels[0][0] >= labels[1][0] else -half
        labels = [(middle + up, *labels[0][1:]), (middle - up, *labels[1][1:])]
    for height, text, color, weight in labels:
        axes.annotate(
            text, (1, height), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
            fontsize=7, color=color, fontweight=weight, va="center",
        )  # fmt: skip


def _spans(axes: Axes, track: Track, period: Period, inches: float) -> None:
    """The 48 hours after a session, plain, with their words; flagged stretches, hatched."""
    for span in track.windows:
        if span.end <= period.start or span.start >= period.end:
            continue
        start, end = max(span.start, period.start), min(span.end, period.end)
        axes.axvspan(start, end, facecolor=WINDOW, linewidth=0, gid="48 h window")
        axes.plot([span.start] * 2, [-0.4, 10.6], color=MUTED, linewidth=0.7, gid="session of an episode")
        if (end - start) * inches >= WINDOW_WORDS * (period.end - period.start):
            axes.annotate(span.words, ((start + end) / 2, 0.3), fontsize=6.5, color=MUTED, ha="center", va="center")
    for span in track.flags:
        axes.axvspan(
            span.start, span.end, facecolor=FLAG, edgecolor=FLAG_INK, hatch="////", linewidth=0, alpha=0.55,
            gid="flagged",
        )  # fmt: skip
