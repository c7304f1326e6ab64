"""A chart of characters on the screen: its lines in the colours of the theme."""

from __future__ import annotations

from collections.abc import Iterable

from diary.charts.terminal.pieces import BOLD, FLAG, LIGHTS, QUIET, SHADE, USUAL, Line, level_role
from diary.domain.exercise_light import Light
from diary.domain.vocabulary import HIGHEST
from diary.tui.widgets.canvas import Canvas

STYLES = {"": "", BOLD: "bold", QUIET: "$quiet", FLAG: "bold $text-warning", USUAL: "$text-accent"}
STYLES |= {SHADE: "$foreground on $panel"} | {LIGHTS[light]: f"$light-{light.value}" for light in Light}
for _level in range(HIGHEST + 1):
    STYLES[f"level-{_level}"] = f"$level-{_level}"
    STYLES[f"shade-level-{_level}"] = f"$level-{_level} on $panel"
    STYLES[f"on-level-{_level}"] = f"bold $level-ink-{_level} on $level-{_level}"


def write_lines(canvas: Canvas, lines: Iterable[Line], *, indent: int = 0) -> None:
    """Write the lines below each other, so far to the right; pieces that can be pressed keep their names."""
    for number, line in enumerate(lines):
        if number:
            canvas.new_line()
        canvas.write(" " * indent)
        for piece in line:
            canvas.write(piece.text, STYLES[piece.role], piece.press or None)


def level_style(level: float) -> str:
    """The style of a bar of that level 0 to 10."""
    return STYLES[level_role(level)]
