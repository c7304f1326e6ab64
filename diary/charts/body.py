"""The body, front and back, with the area of each site in the colour of its level, and the level on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache, reduce
from itertools import combinations
from math import dist

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from matplotlib.path import Path

from diary.charts.body_outline import Area, areas, outlines
from diary.charts.level_colors import LEVEL_COLORS
from diary.charts.period import Place
from diary.charts.style import INK, NAME, PAPER, SMALL, look, new_figure
from diary.domain.body import BACK, BOTH, CENTER, FRONT, LEFT, REGIONS

Array = npt.NDArray[np.float64]
LARGEST, SMALLEST = 8.4, 5.4
"""The radius of a mark."""
BESIDE = 9.5
"""How far to the side a midline region's left or right lies."""


def draw(
    levels: Mapping[Place, int | None],
    height: float = 2.0,
    stale: Collection[Place] = (),
    numb: Collection[Place] = (),
    cleared: Collection[Place] = (),
) -> Figure:
    """The body with these levels; None is a site that was logged without a level. `height` is in inches.

    A level of an earlier day has no colour and a broken ring; numbness and tingling are hatched.
    A tick stands at sites where a finding has ended, as an entry shows.
    """
    with look():
        width = height * 0.86
        figure = new_figure(width, height)
        for column, view in enumerate((FRONT, BACK)):
            axes = figure.add_axes((column / 2, 0, 0.5, 1))
            axes.set_xlim(-43, 43)
            axes.set_ylim(-13, 206)
            axes.set_aspect("equal")
            axes.axis("off")
            axes.text(0, -1, view.capitalize(), fontsize=SMALL, ha="center", va="top", color=INK)
            # Seen from the front the person's left is at the right of the picture, from the back at the left.
            for where, side in zip((34, -34), "RL" if view == BACK else "LR", strict=True):
                axes.text(where, 200, side, fontsize=SMALL, fontweight="bold", ha="center", va="top", color=INK)
            # The highest level is drawn last, so that no other mark covers it.
            ordered = sorted(levels.items(), key=lambda item: (item[1] or -1, item[0]))
            here = [(place, level) for place, level in ordered if REGIONS[place[0]].views[0] == view]
            shown = {place: None if place in stale else level for place, level in here}
            _outline(axes, view, shown, [place for place in shown if place in numb])
            marks = [(spot, level, place in stale, place in cleared) for place, level in here for spot in spots(*place)]
            radius = radius_of([spot for spot, *_ in marks])
            for (x, y), level, old, is_cleared in marks:
                _mark(axes, x, y, level, radius, old)
                if is_cleared:
                    axes.text(
                        x + radius, y + radius, "✓", fontsize=NAME, fontweight="bold", ha="center", va="center",
                        color=INK, zorder=7, gid="cleared", bbox={"facecolor": PAPER, "linewidth": 0, "pad": 0.2},
                    )  # fmt: skip
        return figure


def spots(site: str, side: str) -> list[tuple[float, float]]:
    """Where a site is in its view; two places for both sides."""
    region = REGIONS[site]
    x, y, _ = region.drawn
    mirrored = -1 if region.views[0] == BACK else 1
    if side == CENTER:
        return [(0.0, y)]
    beside = (x or BESIDE) * mirrored
    if side == BOTH:
        return [(beside, y), (-beside, y)]
    return [(beside if side == LEFT else -beside, y)]


def radius_of(places: Sequence[tuple[float, float]]) -> float:
    """The radius of the marks: smaller if two would cover each other, but never too small for a number."""
    nearest = min((dist(one, other) for one, other in combinations(dict.fromkeys(places), 2)), default=LARGEST * 2)
    return max(SMALLEST, min(LARGEST, nearest / 2))


def _outline(axes: Axes, view: str, levels: Mapping[Place, int | None], numb: Sequence[Place]) -> None:
    """The figure, and the areas of the sites in the colours of their levels, the highest last; numb ones hatched."""
    mirrored = 1 if view == FRONT else -1
    figure = [[(x * mirrored, y) for x, y in line] for line in outlines()]
    for line in figure:
        axes.fill(*zip(*line, strict=True), facecolor=PAPER, edgecolor=INK, linewidth=0.9, zorder=1)
    whole = Path.make_compound_path(*(Path(line, closed=False) for line in figure))
    xs, ys = _grid()
    shown = {area.place: area for area in areas(view)}
    for place, level in sorted(levels.items(), key=lambda item: (item[1] or -1, item[0])):
        own = [
            _distance(area, view)
            for at, area in shown.items()
            if at[0] == place[0] and place[1] in (BOTH, CENTER, at[1])
        ]
        if not own and (place[0], CENTER) in shown:
            beside = np.where(xs * mirrored * (1 if place[1] == LEFT else -1) < 0, 99, 0)
            own = [_distance(shown[place[0], CENTER], view) + beside]
        if not own:
            continue
        outside = np.min(own, axis=0) - _nearest(view)
        if place in numb:
            hatched = axes.contourf(xs, ys, outside, levels=[-1, 0.25], colors="none", hatches=["xxxx"], zorder=3)
            hatched.set_clip_path(whole, axes.transData)
        if level is not None:
            area = axes.contourf(xs, ys, outside, levels=[-1, 0.25], colors=[LEVEL_COLORS[level]], zorder=2)
            area.set_clip_path(whole, axes.transData)


@cache
def _grid() -> tuple[Array, Array]:
    """The x and y of points all over the picture, half a unit apart."""
    xs, ys = np.meshgrid(np.arange(-43, 43.5, 0.5), np.arange(0, 200.5, 0.5))
    return xs, ys


def _distance(area: Area, view: str) -> Array:
    """How far each point lies outside the area as it is drawn in a view; less than 0 inside."""
    xs, ys = _grid()
    distance: Array = np.hypot(xs * (1 if view == FRONT else -1) - area.x, ys - area.y) - area.reach
    return distance


@cache  # a report has several bodies, and this is most of the work for one
def _nearest(view: str) -> Array:
    """How far each point lies outside the nearest area of a view."""
    nearest: Array = reduce(np.minimum, (_distance(area, view) for area in areas(view)))
    return nearest


def _mark(axes: Axes, x: float, y: float, level: int | None, radius: float, old: bool) -> None:
    # A thin ring, and white around it: a fax makes a blot of a number that has no white beside it.
    dots = (0, (2.6, 2.2)) if old else "solid"
    axes.add_patch(Circle((x, y), radius + 1.6, facecolor=PAPER, linewidth=0, zorder=4.9, gid="white around a level"))
    axes.add_patch(Circle((x, y), radius, facecolor=PAPER, edgecolor=INK, linewidth=0.8, linestyle=dots, zorder=5))
    text = "–" if level is None else str(level)
    axes.text(
        x,
        y - 0.3,
        text,
        fontsize=NAME if radius == LARGEST else SMALL,
        fontweight="bold",
        ha="center",
        va="center",
        color=INK,
        zorder=6,
    )
