"""A pen for widgets that draw themselves: it writes styled text and remembers which cells can be pressed."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Zone:
    """Cells of one line that a mouse can press, and what they stand for."""

    line: int
    start: int
    end: int
    name: str


class Canvas:
    """Writes lines of text; each piece may have a style and, where it can be pressed, a name."""

    def __init__(self) -> None:
        self.zones: list[Zone] = []
        self._pieces: list[tuple[str, str]] = []
        self._line = 0
        self.column = 0

    def write(self, text: str, style: str = "", press: str | None = None) -> None:
        """Write a piece on the line. The text is never markup."""
        width = len(text) if text.isascii() else cell_len(text)
        if press is not None:
            self.zones.append(Zone(self._line, self.column, self.column + width, press))
        self._add(text, style)
        self.column += width

    def _add(self, text: str, style: str) -> None:
        # Neighbours of the same style become one piece: a drawing has hundreds of them.
        if self._pieces and self._pieces[-1][1] == style:
            self._pieces[-1] = (self._pieces[-1][0] + text, style)
        else:
            self._pieces.append((text, style))

    def to(self, column: int) -> None:
        """Go on at a column, at least one cell further where something stands before it."""
        gap = column - self.column
        if gap <= 0:
            gap = 1 if self.column else 0
        self.write(" " * gap)

    def line(self) -> None:
        """Begin the next line."""
        self._add("\n", "")
        self._line += 1
        self.column = 0

    @property
    def content(self) -> Content:
        """Everything written."""
        return Content.assemble(*((text, style) if style else text for text, style in self._pieces))


class Drawn(Widget):
    """A widget that draws itself with a pen. Subclasses draw; a press on a named piece calls `pressed`."""

    DEFAULT_CSS = """
    Drawn { height: auto; width: 1fr; }
    """

    _zones: tuple[Zone, ...] = ()

    def render(self) -> Content:
        """What the pen wrote."""
        canvas = Canvas()
        self.draw(canvas, self.size.width or self.app.size.width)
        self._zones = tuple(canvas.zones)
        return canvas.content

    def draw(self, canvas: Canvas, width: int) -> None:
        """Write the widget's text into that many columns."""
        raise NotImplementedError

    def pressed(self, name: str) -> None:
        """Something with that name was pressed."""

    def on_click(self, event: events.Click) -> None:
        """Find what was pressed."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for zone in self._zones:
            if zone.line == offset.y and zone.start <= offset.x < zone.end:
                event.stop()
                self.pressed(zone.name)
                return
