"""The lanes below a trend, drawn: a row each, with marks, letters of signs, or bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from matplotlib.axes import Axes

from diary.charts.lanes import SIGN, Lane
from diary.charts.period import Period
from diary.charts.printable_text import one_line
from diary.charts.sign_letters import letters_of
from diary.charts.style import FAINT, FLAG_INK, INK, MUTED, PAPER, SMALL

HOLLOW = frozenset({"ice", "hydration", "visits"})
LETTER = 0.057
"""Inches that a letter of a dose takes."""
NAME_LETTERS, MOST_LETTERS, FEWEST_LETTERS = 20, 40, 4
"""Letters of a treatment's name, and the most and the fewest of its dose."""


def sign_label(axes: Axes, x: float, y: float, letters: str) -> None:
    """The letters of a warning sign, light on dark: a photocopy keeps them."""
    axes.text(
        x, y, letters, fontsize=SMALL, fontweight="bold", color=PAPER, ha="center", va="center", zorder=4,
        gid="warning sign", bbox={"boxstyle": "round,pad=0.18", "facecolor": FLAG_INK, "linewidth": 0},
    )  # fmt: skip


def draw_lanes(axes: Axes, lanes: Sequence[Lane], period: Period, inches: float) -> None:
    """A row of marks or bars for each lane, named at its left; `inches` is its width."""
    axes.set_ylim(len(lanes) - 0.3, -0.7)
    axes.set_yticks(
        range(len(lanes)), [one_line(lane.name, NAME_LETTERS) if lane.spans else lane.name for lane in lanes]
    )
    axes.tick_params(axis="both", labelsize=SMALL)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    for row, lane in enumerate(lanes):
        if lane.spans:
            _bar_of_days(axes, row, lane, period, inches)
            axes.get_yticklabels()[row].set_color(MUTED)
            continue
        if lane.signs:
            for x, words in zip(lane.places, lane.signs, strict=True):
                sign_label(axes, x, row, letters_of(words))
            axes.get_yticklabels()[row].set_color(FLAG_INK)
            continue
        sign = lane.mark == SIGN
        color = FLAG_INK if sign else INK
        axes.get_yticklabels()[row].set_color(FLAG_INK if sign else MUTED)
        if period.step > 1:
            _bars(axes, row, lane, period.step, color)
            continue
        axes.plot(
            lane.places, [row] * len(lane.places), linestyle="", marker=lane.mark,
            markersize=7 if lane.mark == "|" else 4 if sign else 3.2, color=color, gid=f"lane {lane.name}",
            markerfacecolor="none" if lane.name in HOLLOW else color, markeredgewidth=0.8,
        )  # fmt: skip


def _bar_of_days(axes: Axes, row: int, lane: Lane, period: Period, inches: float) -> None:
    """A bar from the first day to the last of each treatment, with its dose in it."""
    # Filled and hollow in turn: two doses that follow each other are told apart without colour.
    letters_a_day = inches / LETTER / (period.end + period.margin - period.start)
    for number, span in enumerate(lane.spans):
        gap = period.least / 4
        axes.barh(
            row, max(span.end - span.start - gap, gap), left=span.start, height=0.78, edgecolor=MUTED, linewidth=0.6,
            facecolor=FAINT if number % 2 == 0 else PAPER, gid=f"treatment {lane.name}",
        )  # fmt: skip
        room = [later.start for later in lane.spans[number + 1 :]] or [period.end]
        letters = int((room[0] - span.start) * letters_a_day) - 1
        if span.words and letters >= FEWEST_LETTERS:
            words = one_line(span.words, min(letters, MOST_LETTERS))
            axes.annotate(
                words, (span.start, row), (2, -0.3), textcoords="offset points", fontsize=SMALL,
                color=INK, va="center", gid="dose",
            )  # fmt: skip


def _bars(axes: Axes, row: int, lane: Lane, step: int, color: str) -> None:
    """A bar for each week (or four) with its count: single marks would run together."""
    counts = Counter((int(place) - 1) // step for place in lane.places)
    most = max(counts.values())
    xs = [bin_ * step + 1 + step / 2 for bin_ in sorted(counts)]
    tops = [row + 0.35 - 0.75 * counts[bin_] / most for bin_ in sorted(counts)]
    axes.vlines(xs, [row + 0.35] * len(xs), tops, color=color, linewidth=1.0, gid=f"lane {lane.name}")
    axes.annotate(
        f"up to {most}", (1, row), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
        fontsize=SMALL, color=MUTED, va="center",
    )  # fmt: skip
