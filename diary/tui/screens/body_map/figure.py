"""The places of the drawn body as the arrow keys go from one to the next."""

from __future__ import annotations

from dataclasses import dataclass

from diary.charts.body_outline import Place, body_grid


@dataclass(frozen=True, order=True, slots=True)
class Cell:
    """The position of a place in a drawing."""

    line: int
    column: int
    place: Place


def cells_of(view: str, rows: int) -> tuple[Cell, ...]:
    """The places of the front or the back in a drawing of so many rows, from top to bottom and left to right."""
    return tuple(sorted(Cell(*cell, place) for place, cell in body_grid(view, rows).middles.items()))


def nearest(cells: tuple[Cell, ...], here: Cell, across: int, down: int) -> Cell:
    """The next cell in a direction; `here` where there is none. `across` and `down` are -1, 0 or 1."""
    ahead = []
    for cell in cells:
        # A character is about twice as high as wide. What lies off the direction counts double, so that the arrow
        # goes along an arm or a leg rather than across.
        dx, dy = (cell.column - here.column) / 2, cell.line - here.line
        along, beside = (dx * across, abs(dy)) if across else (dy * down, abs(dx))
        if along > 0:
            ahead.append((along + 2 * beside, cell.line, cell.column, cell))
    return min(ahead)[-1] if ahead else here
