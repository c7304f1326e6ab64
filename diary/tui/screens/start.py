"""What is on the screen until the diary is open: the line at the top and the edges, without anything of the diary."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen

from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.chrome import KeyBar, Masthead, MessageLine


class Opening(CanvasWidget):
    """What the program does, and what becomes of the keys meanwhile."""

    DEFAULT_CSS = """
    Opening { height: 1; padding: 0 1; }
    """

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw it where Today has its first line."""
        canvas.write("  Opening the diary … words typed now become a line.", "$quiet")


class StartScreen(Screen[None]):
    """The edges of Today. It needs few modules, so that it is there half a second before Today can be."""

    def compose(self) -> ComposeResult:
        """The same edges at the same places as on every screen."""
        yield Masthead("Today")
        yield Vertical(Opening(), id="body")
        yield MessageLine()
        yield KeyBar()
