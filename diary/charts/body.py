"""The body, front and back, with a numbered and shaded mark at each site. Left and right are the person's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import dist

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Ellipse

from diary.charts.period import Place
from diary.charts.style import FAINT, INK, MUTED, SHADES, look, new_figure
from diary.domain.body import BACK, BOTH, CENTER, FRONT, LEFT, REGIONS

# A figure 100 wide and 200 high, its middle at 0. Places are given for the person's left in the front view.
_LIMBS = (
    ((0, 172), (0, 150), 10.0),
    ((17, 156), (26, 129), 9.5), ((26, 129), (33, 104), 7.5), ((33.5, 102), (36.5, 90), 6.5),
    ((9.5, 104), (11, 60), 14.0), ((11, 60), (11, 18), 10.0), ((11, 14), (13.5, 7), 8.0),
)  # fmt: skip
_TORSO = (
    (-16, 159), (16, 159), (14, 140), (12.5, 125), (16, 108), (14, 99), (-14, 99), (-16, 108), (-12.5, 125), (-14, 140),
)  # fmt: skip
LARGEST, SMALLEST = 7.6, 4.6
"""The radius of a mark."""
BESIDE = 9.5
"""How far to the side a midline region's left or right lies."""


def draw(levels: Mapping[Place, int | None], height: float = 2.6) -> Figure:
    """The body with these levels; None is a site that was logged without a level. `height` is in inches."""
    with look():
        width = height * 0.86
        figure = new_figure(width, height)
        for column, view in enumerate((FRONT, BACK)):
            axes = figure.add_axes((column / 2, 0, 0.5, 1))
            axes.set_xlim(-43, 43)
            axes.set_ylim(-8, 206)
            axes.set_aspect("equal")
            axes.axis("off")
            _outline(axes, height)
            axes.text(0, -1, view.capitalize(), fontsize=7, ha="center", va="top", color=MUTED)
            # Seen from the front the person's left is at the right of the picture, from the back at the left.
            for where, side in zip((34, -34), "RL" if view == BACK else "LR", strict=True):
                axes.text(where, 200, side, fontsize=7, ha="center", va="top", color=MUTED)
            # The highest level is drawn last, so that no other mark covers it.
            ordered = sorted(levels.items(), key=lambda item: (item[1] or -1, item[0]))
            here = [(place, level) for place, level in ordered if REGIONS[place[0]].views[0] == view]
            marks = [(spot, level) for place, level in here for spot in spots(*place)]
            radius = radius_of([spot for spot, _ in marks])
            for (x, y), level in marks:
                _mark(axes, x, y, level, radius)
        return figure


def spots(site: str, side: str) -> list[tuple[float, float]]:
    """Where a site is in its view; two places for both sides."""
    region = REGIONS[site]
    x, y = region.drawn
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


def _outline(axes: Axes, height: float) -> None:
    """A plain figure of round strokes."""
    # Drawn twice, first a little wider and darker: what remains visible of that is an outline without inner lines.
    point = 72 * height / 214  # points of one unit, with the axes as high as the figure
    for order, (color, wider) in enumerate(((MUTED, 1.4), (FAINT, 0.0)), start=1):
        axes.add_patch(Ellipse((0, 186), 17 + wider, 23 + wider, facecolor=color, linewidth=0, zorder=order))
        axes.fill(
            *zip(*_TORSO, strict=True), facecolor=color, edgecolor=color, linewidth=(4 + wider) * point,
            joinstyle="round", zorder=order,
        )  # fmt: skip
        for (x0, y0), (x1, y1), thick in _LIMBS:
            for sign in (1, -1):
                axes.plot(
                    [sign * x0, sign * x1], [y0, y1], color=color, linewidth=(thick + wider) * point,
                    solid_capstyle="round", zorder=order,
                )  # fmt: skip


def _mark(axes: Axes, x: float, y: float, level: int | None, radius: float) -> None:
    # Two levels share a shade; only 0 and no level stay white. The number says the level exactly.
    shade = 0 if not level else 1 + (level - 1) // 2
    axes.add_patch(Circle((x, y), radius, facecolor=SHADES[shade], edgecolor=INK, linewidth=0.7, zorder=5))
    text = "–" if level is None else str(level)
    # White on the two darkest shades, where black could not be read.
    ink = SHADES[0] if shade >= 4 else INK
    axes.text(
        x,
        y - 0.3,
        text,
        fontsize=8.5 * radius / LARGEST,
        fontweight="bold",
        ha="center",
        va="center",
        color=ink,
        zorder=6,
    )
