"""The table of sites: where it hurts now, what is usual, the last 14 days."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from diary.domain.records import Entry
from diary.review.snapshot import DAYS_SHOWN
from diary.tui.screens.today.content import SiteRow
from diary.tui.screens.today.draft import NOWHERE
from diary.tui.widgets.canvas import Canvas, Drawn
from diary.tui.widgets.texts import block, clipped, entry_text, moment_column, number_text, plain

MOST_MARKERS = 6


class SiteTable(Drawn, can_focus=True):
    """One line a site. The arrow marks the highlighted one, which digits and ticks are for; ‹6› is not saved yet."""

    class Highlighted(Message):
        """A site was chosen by mouse."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "screen.step(-1)", "less", show=False, id="sites.less", tooltip="One less than before"),
        Binding("right", "screen.step(1)", "more", show=False, id="sites.more", tooltip="One more than before"),
    ]
    DEFAULT_CSS = """
    SiteTable { height: auto; min-height: 2; max-height: 45%; padding: 0 1; }
    """

    rows: reactive[tuple[SiteRow, ...]] = reactive((), layout=True)
    sessions: reactive[frozenset[int]] = reactive(frozenset)
    cursor: reactive[int] = reactive(0)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """A line for the heads and one for each site."""
        return 1 + len(self.rows)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Heads and lines; where not all fit, those around the arrow."""
        names = max([14, *(cell_len(row.name) for row in self.rows)])
        name_width = min(names, 18 if width < 70 else 26) + 2
        marks = sorted(self.sessions)[-MOST_MARKERS:] if width >= 64 else []
        canvas.write("  ")
        first, last = self._window()
        hidden = len(self.rows) - (last - first)
        canvas.write(f"Where{f' ({hidden} more ↑↓)' if hidden else ''}".ljust(name_width), "$quiet")
        canvas.write("now".rjust(5) + "usual".rjust(8) + "   ", "$quiet")
        canvas.write(f"last {DAYS_SHOWN} days", "$quiet")
        if marks and width >= 90:
            canvas.write("  │ session", "$quiet")
        for index in range(first, last):
            canvas.line()
            self._draw_row(canvas, self.rows[index], index, name_width, width, marks)

    def _window(self) -> tuple[int, int]:
        room = max(1, (self.size.height or len(self.rows) + 1) - 1)
        if len(self.rows) <= room:
            return 0, len(self.rows)
        first = min(max(0, self.cursor - room // 2), len(self.rows) - room)
        return first, first + room

    def _draw_row(
        self, canvas: Canvas, row: SiteRow, index: int, name_width: int, width: int, marks: list[int]
    ) -> None:
        here = index == self.cursor
        style = "bold" if here else ""
        press = str(index)
        canvas.write(("› " if self.has_focus else "· ") if here else "  ", "bold $text-accent", press)
        name = clipped(row.name, name_width - 1)
        canvas.write(name + " " * (name_width - cell_len(name)), style, press)
        if row.felt.level is not None:
            canvas.write(f"‹{row.felt.level}›".rjust(5), "bold $text-accent", press)
        else:
            given = "‹ ›" if row.felt.given else number_text(row.latest) + " "
            canvas.write(given.rjust(5), style, press)
        canvas.write(number_text(row.usual).rjust(7) + "    " if row.place != NOWHERE else " " * 11, style, press)
        if row.place == NOWHERE:
            return
        for day, level in enumerate(row.days):
            if day in marks:
                canvas.write("│", "$quiet", press)
            canvas.write("·" if level is None else block(level), "" if level is None else "$text-primary", press)
        if width - canvas.column > 14:
            said = row.words or row.status
            canvas.write(f"   {clipped(said, width - canvas.column - 3)}", "" if row.words else "$quiet", press)

    def watch_cursor(self) -> None:
        """The window may move."""
        self.refresh()

    def pressed(self, name: str) -> None:
        """A site by mouse."""
        self.post_message(self.Highlighted(int(name)))

    def on_focus(self) -> None:
        """Show where digits go; on a low screen the last rows of the form may have been in sight before."""
        self.refresh()
        self.call_after_refresh(self.screen.query_one("#body").scroll_home, animate=False)

    def on_blur(self) -> None:
        """Show that the focus is elsewhere."""
        self.refresh()


class Recent(Drawn):
    """The newest entries, newest first, as many as there are free lines."""

    DEFAULT_CSS = """
    Recent { height: 1fr; min-height: 0; padding: 0 1; }
    """

    entries: reactive[tuple[Entry, ...]] = reactive(())

    def draw(self, canvas: Canvas, width: int) -> None:
        """A head and the lines; nothing where there is no room."""
        room = self.size.height
        if room < 3 or not self.entries:
            return
        canvas.write("  Last entries", "$quiet")
        canvas.write("   h all", "$quiet", press="h")
        for entry in list(reversed(self.entries))[: room - 1]:
            canvas.line()
            note = f" — {plain(entry.note)}" if entry.note else ""
            late = " (late)" if entry.late else ""
            canvas.write(f"  {moment_column(entry.at)}  ", "$quiet")
            canvas.write(clipped(f"{entry_text(entry)}{late}{note}", width - canvas.column))

    def pressed(self, name: str) -> None:
        """All of them."""
        self.app.simulate_key(name)
