"""Lines of a chart as pieces of text: what each piece is, not which colour it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from diary.charts.sparkline import block
from diary.charts.terminal.ascii_characters import LIKE
from diary.domain.exercise_light import Light
from diary.domain.vocabulary import HIGHEST

BOLD, QUIET, FLAG, USUAL = "bold", "quiet", "flag", "usual"
FULL, NEARLY_FULL, RANGE, GAP, USUAL_LINE = "█", "▇", "░", "·", "┄"
FROM_MIDDLE, ZERO = "▀", "─"
LOW_GAP = "."
"""A day without an entry in a row of blocks: on their base, where the other dot would stand above them."""
WHISKER, WHISKER_END, ON_BAR, ON_ZERO = "▐", "▗", "▟", "▝"
"""A stroke of half a column up to the worst, its upper end, and its lower one on a bar or on a level of 0."""
SHADE = "shade"
LIGHTS = {Light.GREEN: "light-green", Light.AMBER: "light-amber", Light.RED: "light-red", None: QUIET}
"""The roles of the traffic light of exercise."""
_ASCII = str.maketrans(LIKE)


class Piece(NamedTuple):
    """A piece of a line."""

    text: str
    role: str = ""
    """Bold, quiet, flag, usual, a level (`level-6`), what is written on its colour (`on-level-6`), or a light."""
    press: str = ""
    """The name that is reported when it is pressed by mouse, where it can be."""


Line = tuple[Piece, ...]


def level_role(level: float, *, behind: bool = False, shaded: bool = False) -> str:
    """The role of a level 0 to 10, halves rounded up; `behind` for what is written on its colour."""
    return f"{'on-' if behind else 'shade-' if shaded else ''}level-{int(level + 0.5)}"


def bar_of(level: float) -> Piece:
    """A level 0 to 10 as one block of that height, in its colour."""
    return Piece(block(level), level_role(level))


def scale_line() -> Line:
    """The colours of the levels, each with its number."""
    return (
        Piece("no pain ", QUIET),
        *(Piece(f" {level} ", level_role(level, behind=True)) for level in range(HIGHEST + 1)),
        Piece(" the worst", QUIET),
    )


SCALE_WIDTH = 52
"""Columns of the scale of colours."""


def joined(pieces: Iterable[Piece]) -> Line:
    """The pieces as a line; neighbours of one kind become one, which keeps a wide chart quick to draw."""
    line: list[Piece] = []
    for piece in pieces:
        if line and line[-1][1:] == piece[1:]:
            line[-1] = Piece(line[-1].text + piece.text, piece.role, piece.press)
        elif piece.text:
            line.append(piece)
    return tuple(line)


def plain(lines: Iterable[Line], unicode: bool) -> Iterator[str]:
    """The lines as text alone; in plain ASCII signs where there is no Unicode."""
    for line in lines:
        text = "".join(piece.text for piece in line).rstrip()
        yield text if unicode else text.translate(_ASCII)
