"""A canvas for widgets that draw themselves: it collects styled text and remembers which cells can be pressed."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Zone:
    """Cells of one line that can be pressed by mouse, and the name that is reported then."""

    line: int
    start: int
    end: int
    name: str


class Canvas:
    """Collects lines of text; each piece may have a style and, where it can be pressed, a name."""

    def __init__(self) -> None:
        self.zones: list[Zone] = []
        self._pieces: list[tuple[str, str]] = []
        self._line = 0
        self.column = 0

    def write(self, text: str, style: str = "", press: str | None = None) -> None:
        """Write a piece of text on the line. The text is never markup."""
        # Measuring cells is slow, and a chart writes hundreds of pieces, nearly all of them ASCII.
        width = len(text) if text.isascii() else cell_len(text)
        if press is not None:
            self.zones.append(Zone(self._line, self.column, self.column + width, press))
        self._append(text, style)
        self.column += width

    def _append(self, text: str, style: str) -> None:
        # Pieces of the same style that follow each other become one: a drawing has hundreds of them.
        if self._pieces and self._pieces[-1][1] == style:
            self._pieces[-1] = (self._pieces[-1][0] + text, style)
        else:
            self._pieces.append((text, style))

    def move_to(self, column: int) -> None:
        """Fill with spaces up to a column; at least one space where the line already reaches it."""
        gap = column - self.column
        if gap <= 0:
            gap = 1 if self.column else 0
        self.write(" " * gap)

    def new_line(self) -> None:
        """Begin the next line."""
        self._append("\n", "")
        self._line += 1
        self.column = 0

    @property
    def content(self) -> Content:
        """Everything that was written."""
        return Content.assemble(*((text, style) if style else text for text, style in self._pieces))


class CanvasWidget(Widget):
    """A widget that draws itself on a canvas. Subclasses implement `draw`; a press on a named piece calls `pressed`."""

    DEFAULT_CSS = """
    CanvasWidget { height: auto; width: 1fr; }
    """

    _zones: tuple[Zone, ...] = ()

    def render(self) -> Content:
        """Draw on a new canvas, and remember what can be pressed."""
        canvas = Canvas()
        # Textual asks for the height of the content before the widget has a size.
        self.draw(canvas, self.size.width or self.app.size.width)
        self._zones = tuple(canvas.zones)
        return canvas.content

    @abstractmethod
    def draw(self, canvas: Canvas, width: int) -> None:
        """Write the widget's text, at most `width` cells a line."""

    def pressed(self, name: str) -> None:
        """React to a press on the piece with that name; by default not at all."""

    def on_click(self, event: events.Click) -> None:
        """Find the piece that was pressed."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for zone in self._zones:
            if zone.line == offset.y and zone.start <= offset.x < zone.end:
                event.stop()
                self.pressed(zone.name)
                return
