"""The body drawn in characters: a silhouette in the colours of the levels, or signs where there are no colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from textual.app import App

from diary.charts.body_outline import BodyGrid, Place
from diary.charts.terminal.shape_blocks import QUARTERS, Block
from diary.domain.vocabulary import BOTH, HIGHEST, LEFT, REGIONS, RIGHT
from diary.tui.widgets.canvas import Canvas
from diary.tui.widgets.plain_characters import is_unicode

BODY = "$body"
"""The colour of the figure where nothing was logged; each theme has its own."""
FEWEST_BODY_ROWS = 16
"""Rows of the figure: in fewer, the places of a hand or a foot would not lie beside each other."""


def has_blocks(app: App[object]) -> bool:
    """Whether the figure has colours: not under NO_COLOR, in a theme of the terminal's own, or without Unicode."""
    return not app.no_color and not app.current_theme.name.startswith("terminal") and is_unicode()


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


def draw_body(
    canvas: Canvas,
    grid: BodyGrid,
    levels: Mapping[Place, int | None],
    *,
    here: Place | None = None,
    app: App[object],
    indent: int = 0,
) -> None:
    """Draw the figure line by line, each place with its level or a dot, and ‹ › around the one that is chosen.

    Each area can be pressed, by the name `site,side`. It begins a new line first, and ends none.
    """
    for row in body_rows(grid, levels, here=here, app=app):
        canvas.new_line()
        canvas.write(" " * indent)
        for text, style, press in row:
            canvas.write(text, style, press)


def body_rows(
    grid: BodyGrid,
    levels: Mapping[Place, int | None],
    *,
    here: Place | None = None,
    app: App[object],
    title: str = "",
    dots: bool = True,
) -> Iterator[list[tuple[str, str, str | None]]]:
    """The lines of the figure: pieces of text with a style, and the name by which they can be pressed.

    A title, such as front, is a line above it, with the two sides. `dots` marks the places without a level, where one
    of them can be chosen.
    """
    if title:
        yield [(f"L{title:^{grid.columns - 2}}R", "$quiet", None)]
    shown = {place: level for place in grid.middles if (level := level_at(levels, place)) is not None}
    in_colors, unicode = has_blocks(app), is_unicode()
    color_of: dict[Place | None, str] = {place: f"$level-{level}" for place, level in shown.items()}
    place_of = {cell: place for place, cell in grid.middles.items() if dots or place in shown}
    at = grid.middles.get(here) if here is not None else None
    for line in range(len(grid.quarters) // 2):
        row: list[tuple[str, str, str | None]] = []
        for column in range(grid.columns):
            corners = grid.corners(line, column)
            place = place_of.get((line, column))
            edge = grid.edges.get((line, column))
            pressed = place or next((corner for corner in corners if corner is not None), edge and edge[1])
            press = None if pressed is None else ",".join(pressed)
            # In signs an arm that is thinner than a letter would fall apart.
            inside = corners.count(None) <= (2 if in_colors else 3)
            if at is not None and line == at[0] and abs(column - at[1]) == 1:
                sign = "‹›"[column > at[1]] if unicode else "<>"[column > at[1]]
                # On the colour that is there, so that the brackets cut nothing out of the figure.
                corner = next(filter(None, corners), None)
                here_is = shown.get(corner) if corner is not None else None
                on_figure = in_colors and inside
                style = f"bold {_colors_of_number(here_is, inside)}" if on_figure else "bold $text-accent"
                row.append((sign, style, press))
            elif place is not None:
                level = shown.get(place)
                # In a figure of signs a dot would be a hole: its places are darker.
                dot = "." if not unicode else "·" if in_colors or not inside else "▒"
                text = dot if level is None else _digit(level)
                if in_colors:
                    style = _colors_of_number(level, inside)
                else:
                    style = "bold" if level is None else _colors_of_number(level, inside)
                row.append((text, f"{style} reverse" if place == here else style, press))
            elif in_colors and pressed is None:
                row.append((" ", "", None))
            elif in_colors and edge is not None:
                colors = [color_of.get(corner, BODY) for corner in corners if corner is not None]
                row.append((*_edge(edge[0], tuple(colors) or (color_of.get(edge[1], BODY),)), press))
            elif in_colors:
                row.append((*_block(tuple([color_of.get(corner, BODY) for corner in corners])), press))
            else:
                level = shown.get(pressed) if pressed is not None else None
                if not inside or pressed is None:
                    row.append((" ", "", None))
                elif level is None:
                    row.append(("░" if unicode else ":", "$quiet", press))
                else:
                    row.append((_digit(level), f"$level-ink-{level} on $level-{level}", press))
        yield row


def _digit(level: int) -> str:
    return "X" if level == HIGHEST else str(level)  # a place has one column only


def _colors_of_number(level: int | None, inside: bool) -> str:
    if level is None:
        return f"$body-dot on {BODY}" if inside else "$quiet"
    return f"bold $level-ink-{level} on $level-{level}"


@cache
def _edge(block: Block, colors: tuple[str, ...]) -> tuple[str, str]:
    """The character and the style of a cell at the edge of the figure, in the colour of most of what is inside."""
    counted = Counter(colors)
    # Pain only of two that are as much: one quarter of it would look like a horn.
    color = max(counted, key=lambda color: (counted[color], color != BODY))
    return block.sign, "" if block.sign == " " else f"{color} reverse" if block.is_reverse else color


@cache
def _block(colors: tuple[str, ...]) -> tuple[str, str]:
    """The block character and the style that come nearest to the four quarters: a character has two colours."""
    counted = Counter(colors)
    # A sign of pain is not lost to the figure around it.
    front, *behind = sorted(counted, key=lambda color: (color != BODY, counted[color]), reverse=True)
    if not behind:
        return "█", front
    filled = sum(1 << n for n, color in enumerate(colors) if color == front)
    return QUARTERS[filled], f"{front} on {behind[0]}"
