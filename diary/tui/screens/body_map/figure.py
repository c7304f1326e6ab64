"""The body in text, front and back. The places of `domain/body.py` are laid over one drawing.

In both views the person's own left is on the left: the front is seen as in a mirror, the back as from behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diary.domain.vocabulary import BOTH, CENTER, LEFT, REGIONS, RIGHT

Place = tuple[str, str]

WIDTH = 24
OUTLINE = r"""
          .---.
          |   |
          |   |
           ) (
     .---''   ''---.
    /               \
   /  |           |  \
  /   |           |   \
 /   /             \   \
(   (             )   )
     \           /
      |   / \   |
      |   | |   |
      |   | |   |
      |   | |   |
      |   | |   |
     (  _/   \_  )
"""
LINES = tuple(line.ljust(WIDTH) for line in OUTLINE.strip("\n").split("\n"))
"""The drawing line by line, for both views."""


@dataclass(frozen=True, order=True, slots=True)
class Cell:
    """The position of a place in a drawing."""

    line: int
    column: int
    place: Place


def cells_of(view: str) -> tuple[Cell, ...]:
    """The places of the front or the back, from top to bottom and left to right."""
    cells = []
    for region in REGIONS.values():
        if view in region.views:
            line, *columns = region.in_text
            for column, side in zip(columns, (LEFT, RIGHT) if region.paired else (CENTER,), strict=True):
                cells.append(Cell(line, column, (region.name, side)))
    return tuple(sorted(cells))


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


def level_at(levels: Mapping[Place, int | None], place: Place) -> int | None:
    """The level to show at a place of the drawing, or None: the highest of those that are shown there.

    A level logged for both sides shows at each; at a place in the middle, that of a side shows too.
    """
    site, _ = place
    candidates = [place, (site, BOTH)]
    if not REGIONS[site].paired:
        candidates += [(site, LEFT), (site, RIGHT)]
    logged = [level for there in candidates if (level := levels.get(there)) is not None]
    return max(logged) if logged else None
