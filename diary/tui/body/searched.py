"""The line of the body map that shows what was typed."""

from __future__ import annotations

from textual.reactive import reactive

from diary.tui.body.search import too_wide
from diary.tui.parts.pen import Drawn, Pen
from diary.tui.parts.said import clipped


class Searched(Drawn):
    """What was typed, and what to do."""

    DEFAULT_CSS = """
    Searched { height: 2; }
    """

    typed: reactive[str] = reactive("")

    def draw(self, pen: Pen, width: int) -> None:
        """The letters, or an invitation; below it what is too wide."""
        pen.write("  Find: ", "$quiet")
        pen.write(self.typed, "bold")
        pen.write("▏", "$text-accent")
        if not self.typed:
            pen.write(clipped(" knee, l knee, lk …", width - pen.column), "$quiet")
        pen.line()
        pen.write(clipped(f"  {too_wide(self.typed)}", width), "$text-warning")
