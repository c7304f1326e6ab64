"""The outline of the body and the area of each region in it: one picture for the screen, the charts and the report.

The figure is 84 wide and 200 high, its middle at x 0, its feet at y 0. The person's own left has positive x, in the
front and in the back: who draws the figure decides at which hand of the reader that is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from math import hypot
from operator import itemgetter
from typing import NamedTuple

from diary.charts.terminal.shape_blocks import FINE, WHOLE, Block, masks_of, mirrored, nearest_block
from diary.domain.body import CENTER, LEFT, REGIONS, RIGHT

Place = tuple[str, str]
Point = tuple[float, float]

WIDTH, HEIGHT = 84, 200
# Half of the figure, drawn by hand, from the crown along the person's left side to between the legs; then the left arm.
_SIDE: tuple[Point, ...] = (
    (0, 198), (4.6, 197.2), (8.2, 193.6), (9.6, 187), (9.2, 181), (8, 176), (6.2, 171.5), (5.6, 167), (6.4, 163.5),
    (11, 160.5), (17.5, 158.5), (21.2, 154.5), (22, 148.5), (19.5, 144), (16.6, 139), (15.4, 131), (13.9, 124),
    (13.6, 118), (15.2, 110), (17.6, 102), (18.2, 95), (17.4, 84), (15.8, 72), (14.2, 63), (14.1, 57), (15.3, 49),
    (15.4, 42), (13.6, 31), (11.8, 21), (11.6, 15), (13.2, 10.5), (16.8, 6), (18.2, 3.2), (16, 1.4), (10, 1.2),
    (6.6, 2), (6.2, 6), (7.2, 13), (7.2, 20), (6.6, 30), (5.2, 41), (5.4, 49), (6, 57), (5.2, 64), (4, 75), (2.4, 86),
    (1, 93.5), (0, 94.5),
)  # fmt: skip
_ARM: tuple[Point, ...] = (
    (17, 156), (21.5, 154.8), (24, 151), (25.4, 145), (27, 137), (28.6, 129), (31.6, 120), (33.9, 110), (35.4, 103.5),
    (37.6, 98), (38.8, 92), (39, 85), (38, 79), (35.6, 77), (33.6, 80), (33, 86), (31.8, 92), (30, 92.5), (29, 89),
    (27.4, 89.8), (28, 96), (30.2, 103), (29.4, 109), (26, 118), (23.8, 126), (22.6, 133), (20.6, 139.5), (18.2, 146),
    (16, 152),
)  # fmt: skip
NEAREST = 9
"""Cells in which a level may be written, from where its place is drawn."""
STEPS = 4
"""Points from each point that was drawn to the next."""


@cache
def outlines() -> tuple[tuple[Point, ...], ...]:
    """The closed lines around head, trunk and legs, and around each arm."""
    other_side = tuple((-x, y) for x, y in reversed(_SIDE[1:-1]))
    return (_smooth(_SIDE + other_side), _smooth(_ARM), _smooth(tuple((-x, y) for x, y in _ARM)))


def _smooth(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """A closed curve through the points (Catmull and Rom, 1974)."""

    def curve(t: float, a: float, b: float, c: float, d: float) -> float:
        return (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3) / 2

    return tuple(
        (curve(step / STEPS, *xs), curve(step / STEPS, *ys))
        for n in range(len(points))
        for xs, ys in [zip(*(points[(n + k) % len(points)] for k in (-1, 0, 1, 2)), strict=True)]
        for step in range(STEPS)
    )


def spans(ys: Sequence[float]) -> list[list[Point]]:
    """The parts of each horizontal line that lie inside the figure, left to right; the lines go downward."""
    inside: list[list[Point]] = [[] for _ in ys]
    downward = [-y for y in ys]
    for line in outlines():
        crossed: list[list[float]] = [[] for _ in ys]
        for (x0, y0), (x1, y1) in pairwise((*line, line[0])):
            for n in range(bisect_left(downward, -max(y0, y1)), bisect_left(downward, -min(y0, y1))):
                crossed[n].append(x0 + (ys[n] - y0) * (x1 - x0) / (y1 - y0))
        for own, at in zip(inside, crossed, strict=True):
            at.sort()
            own += zip(at[::2], at[1::2], strict=True)
    return inside


class Area(NamedTuple):
    """Where a place lies: a point belongs to the area whose middle is nearest, each counted from so far outside it."""

    place: Place
    x: float
    y: float
    reach: float


@cache
def areas(view: str) -> tuple[Area, ...]:
    """The areas that the front or the back shows. A region on the midline has one, for its center."""
    shown = []
    for region in REGIONS.values():
        if view in region.views:
            x, y, reach = region.drawn
            sides = ((LEFT, x), (RIGHT, -x)) if region.paired else ((CENTER, 0.0),)
            shown += [Area((region.name, side), at, y, reach) for side, at in sides]
    return tuple(shown)


def place_at(view: str, x: float, y: float) -> Place:
    """The place of a point inside the figure."""
    # Of a pair only the side of the point is looked at: a figure of 30 rows asks 600 times.
    far_side = LEFT if x < 0 else RIGHT
    near = (area for area in areas(view) if area.place[1] != far_side)
    return min((hypot(x - at, y - up) - reach, place) for place, at, up, reach in near)[1]


@dataclass(frozen=True, slots=True)
class BodyGrid:
    """The figure in cells of characters that are twice as high as wide, each of them of two by two quarters."""

    columns: int
    quarters: tuple[tuple[Place | None, ...], ...]
    """Twice as many lines and columns as cells, from the head down; None is outside the figure."""
    middles: dict[Place, tuple[int, int]]
    """The line and column of the cell where the level of a place is written; no two are side by side."""
    edges: dict[tuple[int, int], tuple[Block, Place]]
    """The cells that the outline goes through: the block that comes nearest to what is inside, and a place there."""

    def corners(self, line: int, column: int) -> tuple[Place | None, ...]:
        """The four quarters of a cell: upper left, upper right, lower left, lower right."""
        upper, lower = self.quarters[2 * line], self.quarters[2 * line + 1]
        return (*upper[2 * column : 2 * column + 2], *lower[2 * column : 2 * column + 2])


@cache
def body_grid(view: str, rows: int) -> BodyGrid:
    """The figure in so many rows. The person's own left is on the left: the front is mirrored, the back is not."""
    high = HEIGHT / rows / 2
    wide = high / 2
    # An odd number of columns, so that the midline has one of its own.
    columns = (int(WIDTH / wide / 2) + 1) // 2 * 2 - 1
    quarters = []
    for line, inside in enumerate(spans([HEIGHT - (line + 0.5) * high for line in range(rows * 2)])):
        y = HEIGHT - (line + 0.5) * high
        own_left = tuple(
            place_at(view, x, y) if any(left <= x <= right for left, right in inside) else None
            for x in ((columns - column - 0.5) * wide for column in range(columns))
        )
        quarters.append(own_left + tuple(_other_side(place) for place in reversed(own_left)))
    middles: dict[Place, tuple[int, int]] = {}
    for area in areas(view):
        wanted = (int((HEIGHT - area.y) / high / 2), int(columns / 2 - area.x / wide / 2))
        free = (
            cell
            for cell in _around(*wanted, rows, columns)
            if _is_free(cell, middles) and (cell[1] < columns // 2) == (area.x > 0)
        )
        # A sign beside the figure looks like dust, and a number at its edge cuts into it.
        fits = ((_fits(area.place, _inside(cell, quarters)), cell) for cell in free)
        near = list(islice(fits, NEAREST))
        best = max(near, key=itemgetter(0))
        middles[area.place] = (best if best[0] else next((each for each in fits if each[0]), best))[1]
    return BodyGrid(columns, tuple(quarters), middles, dict(_edges(view, rows, columns)))


def _edges(view: str, rows: int, columns: int) -> Iterator[tuple[tuple[int, int], tuple[Block, Place]]]:
    high = HEIGHT / rows
    wide = high / 2
    lines = spans([HEIGHT - (n + 0.5) * high / FINE for n in range(rows * FINE)])
    for line in range(rows):
        fine = ([(columns / 2 + x0 / wide, columns / 2 + x1 / wide) for x0, x1 in inside]
                for inside in lines[line * FINE : (line + 1) * FINE])  # fmt: skip
        for column, mask in enumerate(masks_of(fine, columns)[: columns // 2 + 1]):
            if 0 < mask < WHOLE:
                place = place_at(view, (columns // 2 - column) * wide, HEIGHT - (line + 0.5) * high)
                for at, shape in ((column, mask), (columns - 1 - column, mirrored(mask))):
                    own = place if at == column else _other_side(place)
                    assert own is not None
                    yield (line, at), (nearest_block(shape), own)


def _fits(place: Place, inside: list[Place]) -> int:
    """How well the level of a place stands in a cell: 2 where it is wholly inside and partly its own, 0 beside it."""
    return 2 if len(inside) == 4 and place in inside else int(len(inside) >= 2)


def _inside(cell: tuple[int, int], quarters: list[tuple[Place | None, ...]]) -> list[Place]:
    """The places of those quarters of a cell that are inside the figure."""
    line, column = 2 * cell[0], 2 * cell[1]
    return [place for row in quarters[line : line + 2] for place in row[column : column + 2] if place is not None]


def _other_side(place: Place | None) -> Place | None:
    return (place[0], RIGHT) if place is not None and place[1] == LEFT else place


def _around(line: int, column: int, rows: int, columns: int) -> Iterator[tuple[int, int]]:
    """The cells of the grid, the nearest first, and of two the one farther from the midline."""
    outward = 1 if column > columns // 2 else -1
    for far in range(rows + columns):
        for down in sorted(range(-(far // 2), far // 2 + 1), key=abs):
            beside = (far - 2 * abs(down)) * outward
            # The first and the last column stay free for the brackets around a chosen place.
            yield from (
                (line + down, at)
                for at in dict.fromkeys((column + beside, column - beside))
                if 0 <= line + down < rows and 1 <= at < columns - 1
            )


def _is_free(cell: tuple[int, int], taken: dict[Place, tuple[int, int]]) -> bool:
    line, column = cell
    return not any(line == at and abs(column - beside) < 2 for at, beside in taken.values())
