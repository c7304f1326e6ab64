"""The last entries, where the screen has room for them."""

from __future__ import annotations

from textual.reactive import reactive

from diary.domain.records import Entry
from diary.tui.parts.pen import Drawn, Pen
from diary.tui.parts.said import clipped, entry_said, moment_column, plain


class Recent(Drawn):
    """The newest entries, newest first, as many as there are free lines."""

    DEFAULT_CSS = """
    Recent { height: 1fr; min-height: 0; padding: 0 1; }
    """

    entries: reactive[tuple[Entry, ...]] = reactive(())

    def draw(self, pen: Pen, width: int) -> None:
        """A head and the lines; nothing where there is no room."""
        room = self.size.height
        if room < 3 or not self.entries:
            return
        pen.write("  Last entries", "$quiet")
        pen.write("   h all", "$quiet", press="h")
        for entry in list(reversed(self.entries))[: room - 1]:
            pen.line()
            note = f" — {plain(entry.note)}" if entry.note else ""
            late = " (late)" if entry.late else ""
            pen.write(f"  {moment_column(entry.at)}  ", "$quiet")
            pen.write(clipped(f"{entry_said(entry)}{late}{note}", width - pen.column))

    def pressed(self, name: str) -> None:
        """All of them."""
        self.app.simulate_key(name)
