"""The table of sites: the level now, the usual level, the last 14 days."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.message import Message
from textual.reactive import reactive

from diary.charts.sparkline import block
from diary.charts.terminal.pieces import LOW_GAP
from diary.review.snapshot import DAYS_SHOWN
from diary.tui.host import host_of
from diary.tui.screens.today.content import SiteRow
from diary.tui.screens.today.draft import NO_PLACE, Place
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.chart_lines import level_style
from diary.tui.widgets.fitting import clipped, whole_parts
from diary.tui.widgets.texts import number_text

NOT_SAVED = "‹ › not saved yet"
"""What the brackets around a level mean."""
# More bars between the days of a row would hide its course.
MOST_MARKERS = 6
"""Sessions that are marked in a row of days, the latest ones."""

ROOMY = 90
"""Columns of the table from which on its columns stand farther apart."""


class SiteTable(CanvasWidget, can_focus=True):
    """A line for each site. Digits and ticks go to the highlighted one, at the arrow; ‹6› is not saved yet."""

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

    rows: reactive[tuple[SiteRow, ...]] = reactive(())
    sessions: reactive[frozenset[int]] = reactive(frozenset)
    cursor: reactive[int] = reactive(0)
    chosen: reactive[int] = reactive(0)
    """How many days ago the day is that the entry is about; it is marked in the row at the arrow."""
    _since: Mapping[Place, float] = {}
    """When each site that is on the screen came there, by the clock of key events."""

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """One line for the heading and one for each site."""
        # Textual would draw the table to measure it, but what is drawn depends on the height.
        return 1 + len(self.rows)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the heading and the sites; where not all fit, those around the arrow."""
        names = max([14, *(cell_len(row.name) for row in self.rows)])
        # In 60 columns a longer name would leave no room for the 14 days.
        dated = max(cell_len(row.aged) for row in self.rows) if self.rows else 0
        name_width = min(names, 26 if width >= 70 else 14 if dated else 18) + 2
        marks = sorted(self.sessions)[-MOST_MARKERS:] if width >= 64 else []
        canvas.write("  ")
        first, last = self._window()
        hidden = len(self.rows) - (last - first)
        canvas.write(f"Where{f' ({hidden} more ↑↓)' if hidden else ''}".ljust(name_width), "$quiet")
        usual_width, gap = _columns(width)
        canvas.write("now".rjust(5) + " " * dated + "usual".rjust(usual_width) + gap, "$quiet")
        days = f"worst, {DAYS_SHOWN} days" + (" (│ session)" if marks and width >= ROOMY else "")
        drafted = any(row.given.has_content for row in self.rows)
        # On a narrow screen what the brackets mean is needed more than what the days are.
        if drafted and width - canvas.column < len(days) + len(NOT_SAVED) + 2:
            days = ""
        canvas.write(days, "$quiet")
        if drafted:
            canvas.write(f"  {NOT_SAVED}" if days else NOT_SAVED, "$text-accent")
        for index in range(first, last):
            canvas.new_line()
            self._draw_row(canvas, self.rows[index], index, (name_width, dated), width, marks)

    def watch_rows(self, before: tuple[SiteRow, ...], now: tuple[SiteRow, ...]) -> None:
        """Note which sites are new on the screen."""
        # Each digit changes a row, and a new layout takes longer than all the rest of a key.
        if len(before) != len(now):
            self.refresh(layout=True)
        self._note_new()

    def came(self) -> None:
        """Take keys for any site only from when its row is on the screen again."""
        self._note_new(all_anew=True)

    def _note_new(self, *, all_anew: bool = False) -> None:
        first, last = self._window()
        before = {} if all_anew else self._since
        self._since = {row.place: before.get(row.place, inf) for row in self.rows[first:last]}
        if inf in self._since.values() and self.call_after_refresh(self._painted):
            host_of(self).unpainted.add(self)

    def _painted(self) -> None:
        now = host_of(self).now()
        self._since = {place: min(since, now) for place, since in self._since.items()}
        host_of(self).unpainted.discard(self)

    @property
    def saw(self) -> bool:
        """Whether the row at the arrow was on the screen when the key was pressed; where not, that is said."""
        return host_of(self).saw(self._seen_since)

    def takes_at_once(self, event: Key) -> bool:
        """Whether a key may act before it shows whether a text begins with it: a digit, which saves nothing."""
        return event.key.isdecimal() and event.time >= self._seen_since

    @property
    def _seen_since(self) -> float:
        place = self.rows[self.cursor].place if self.cursor < len(self.rows) else NO_PLACE
        return self._since.get(place, inf)

    def _window(self) -> tuple[int, int]:
        room = max(1, (self.size.height or len(self.rows) + 1) - 1)
        if len(self.rows) <= room:
            return 0, len(self.rows)
        first = min(max(0, self.cursor - room // 2), len(self.rows) - room)
        return first, first + room

    def _draw_row(
        self, canvas: Canvas, row: SiteRow, index: int, widths: tuple[int, int], width: int, marks: list[int]
    ) -> None:
        name_width, dated = widths
        here = index == self.cursor
        style = "bold" if here else ""
        press = str(index)
        canvas.write(("› " if self.has_focus else "· ") if here else "  ", "bold $text-accent", press)
        name = clipped(row.name, name_width - 1)
        canvas.write(name + " " * (name_width - cell_len(name)), style, press)
        if row.given.level is not None:
            canvas.write(f"‹{row.given.level}›".rjust(5), "bold $text-accent", press)
        else:
            text = "‹ ›" if row.given.has_content else number_text(row.latest) + " "
            canvas.write(text.rjust(5), style, press)
        # What is too old to be called now has its day.
        if dated:
            canvas.write((row.aged if row.given.level is None else "").ljust(dated), "$quiet", press)
        usual = f"{number_text(row.usual)} " if row.place != NO_PLACE else ""
        usual_width, gap = _columns(width)
        canvas.write(usual.rjust(usual_width) + gap, style, press)
        if row.place == NO_PLACE:
            return
        for day, level in enumerate(row.days):
            if day in marks:
                canvas.write("│", "$quiet", press)
            # A dot, not a space or the lowest block: a day without an entry is not a day without pain.
            marked = here and self.chosen and day == len(row.days) - 1 - self.chosen
            style = "reverse" if marked else "" if level is None else level_style(level)
            canvas.write(LOW_GAP if level is None else block(level), style, press)
        if width - canvas.column > 14:
            room = width - canvas.column - len(gap)
            text = clipped(row.words, room) if row.words else whole_parts(row.status, room)
            canvas.write(f"{gap}{text}", "" if row.words else "$quiet", press)

    def watch_cursor(self) -> None:
        """Draw again, as other sites may have to be shown."""
        self._note_new()
        self.refresh()

    def pressed(self, name: str) -> None:
        """Report the site that was pressed."""
        self.post_message(self.Highlighted(int(name)))

    def on_focus(self) -> None:
        """Draw the arrow as one that digits go to, and scroll to the top of the screen."""
        self.refresh()
        # On a low screen the body may have been scrolled down to the field that had the focus.
        self.call_after_refresh(self.screen.query_one("#body").scroll_home, animate=False)

    def on_blur(self) -> None:
        """Draw the arrow as one that digits do not go to."""
        self.refresh()


def _columns(width: int) -> tuple[int, str]:
    """The columns of the usual level and the gap after it: less where the words at the end need the room."""
    return (8, "   ") if width >= ROOMY else (6, "  ")
