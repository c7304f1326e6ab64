"""The body in text, front and back. Each letter of a drawing stands for a place.

In both views the person's own left is on the left: the front is seen as in a mirror, the back as from behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diary.domain.vocabulary import BOTH, CENTER, LEFT, REGIONS, RIGHT

Place = tuple[str, str]

# A small letter is the person's own left or the middle, a capital letter the own right.
LETTERS = {
    "h": "head", "j": "jaw", "n": "neck", "s": "shoulder", "c": "chest", "u": "upper arm", "e": "elbow", "a": "abdomen",
    "f": "forearm", "p": "pelvis", "w": "wrist", "m": "hand", "g": "fingers", "i": "hip", "r": "groin", "t": "thigh",
    "k": "knee", "b": "shin", "q": "ankle", "o": "foot", "z": "toes", "v": "upper back", "l": "lower back",
    "x": "tailbone", "y": "buttock", "d": "calf",
}  # fmt: skip

FRONT = r"""
          .---.
          | h |
          |j J|
           )n(
     .---''   ''---.
    / s     c     S \
   / u|           |U \
  / e |     a     | E \
 / f /             \ F \
(w  ( i    p    I )  W)
 m g \    r R    /  G M
      |   / \   |
      | t | | T |
      | k | | K |
      | b | | B |
      | q | | Q |
     (zo_/   \_OZ)
"""

BACK = r"""
          .---.
          | h |
          |   |
           )n(
     .---''   ''---.
    / s     v     S \
   / u|           |U \
  / e |     l     | E \
 / f /             \ F \
(w  (      x      )  W)
 m g \  y     Y  /  G M
      |   / \   |
      | t | | T |
      | k | | K |
      | d | | D |
      | q | | Q |
     ( o_/   \_O )
"""

WIDTH = 24


@dataclass(frozen=True, slots=True)
class Cell:
    """The position of a place in a drawing."""

    line: int
    column: int
    place: Place


def lines_of(drawing: str) -> tuple[str, ...]:
    """The drawing line by line, without the place letters."""
    return tuple(
        "".join(" " if c.isalpha() else c for c in line).ljust(WIDTH) for line in drawing.strip("\n").split("\n")
    )


def cells_of(drawing: str) -> tuple[Cell, ...]:
    """The places of a drawing, from top to bottom and left to right."""
    cells = []
    for number, line in enumerate(drawing.strip("\n").split("\n")):
        for column, letter in enumerate(line):
            if letter.isalpha():
                site = LETTERS[letter.lower()]
                side = CENTER if not REGIONS[site].paired else RIGHT if letter.isupper() else LEFT
                cells.append(Cell(number, column, (site, side)))
    return tuple(cells)


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
