"""A list of rows to choose from. Only the rows on the screen are drawn: ten years cost no more than ten days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from diary.tui.host import host_of

Draw = Callable[[int, int], Content]
"""Makes the content of a row from its index and the columns there are."""


# Not Textual's OptionList: that takes the content of every row, and a long diary has tens of thousands.
class Rows(ScrollView, can_focus=True):
    """A list with an arrow. All it knows of the content is the number of rows and a function that draws one."""

    class Moved(Message):
        """The arrow moved to another row."""

        def __init__(self, rows: Rows) -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> Rows:
            """The list."""
            return self.rows

    class Chosen(Message):
        """A row was chosen, by key or mouse."""

        def __init__(self, rows: Rows, index: int) -> None:
            super().__init__()
            self.rows, self.index = rows, index

        @property
        def control(self) -> Rows:
            """The list."""
            return self.rows

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False, id="rows.up", tooltip="One row up"),
        Binding("down", "move(1)", "down", show=False, id="rows.down", tooltip="One row down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="rows.page-up", tooltip="A page up"),
        Binding("pagedown", "page(1)", "page down", show=False, id="rows.page-down", tooltip="A page down"),
        Binding("home", "end(0)", "first", show=False, id="rows.first", tooltip="The first row"),
        Binding("end", "end(1)", "last", show=False, id="rows.last", tooltip="The last row"),
        Binding("enter,space", "choose", "choose", show=False, id="rows.choose", tooltip="Choose the row"),
    ]
    DEFAULT_CSS = """
    Rows { height: 1fr; width: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    """

    cursor: reactive[int] = reactive(0)

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._count = 0
        self._ids: Sequence[str] = ()
        self._since = 0.0
        self._draw: Draw = lambda index, width: Content("")
        self.empty = ""
        """The text to show where there are no rows."""

    def fill(self, count: int, draw: Draw, *, cursor: int | None = None, ids: Sequence[str] = ()) -> None:
        """Show so many rows, drawn by `draw`; the arrow stays where it is unless `cursor` says where it goes.

        With the ids of the rows the arrow stays at the same id; where that is gone, on the same line.
        """
        if cursor is None and self.cursor < len(self._ids) and self._ids[self.cursor] in ids:
            # Another program may have logged: by its number the arrow would stand at a neighbour, and d delete that.
            cursor = ids.index(self._ids[self.cursor])
        before = self._id_at(self.cursor)
        self._count, self._draw, self._ids = count, draw, ids
        self.virtual_size = Size(0, count)
        self.cursor = max(0, min(count - 1, self.cursor if cursor is None else cursor))
        current = self._id_at(self.cursor)
        if current != before or not current:
            self.came()
        self.refresh()

    def _id_at(self, index: int) -> str:
        return self._ids[index] if 0 <= index < len(self._ids) else ""

    def came(self) -> None:
        """Take keys for the row at the arrow only from when it is on the screen."""
        self._since = inf
        if self.call_after_refresh(self._painted):
            host_of(self).unpainted.add(self)

    def _painted(self) -> None:
        self._since = host_of(self).now()
        host_of(self).unpainted.discard(self)

    @property
    def saw(self) -> bool:
        """Whether the row at the arrow was on the screen when the key was pressed; where not, that is said."""
        return host_of(self).saw(self._since)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    def render_line(self, y: int) -> Strip:
        """Draw the row on line `y` of the widget, with the arrow where it stands."""
        width = self.scrollable_content_region.width
        index = self.scroll_offset.y + y
        if index >= self._count:
            text = self.empty if index == 0 and not self._count else ""
            return self._strip(Content.styled(f"  {text}", "$quiet"), width)
        here = index == self.cursor
        # Which list the keys move must show without colour too.
        mark = ("› " if self.has_focus else "· ") if here else "  "
        row = Content.assemble((mark, "bold $text-accent"), self._draw(index, max(1, width - 2)))
        return self._strip(row.stylize("bold") if here else row, width)

    def _strip(self, content: Content, width: int) -> Strip:
        lines = Visual.to_strips(self, content, width, 1, self.visual_style)
        return (lines[0] if lines else Strip.blank(width, self.rich_style)).crop_extend(0, width, self.rich_style)

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the arrow in sight, and report the move."""
        first, height = self.scroll_offset.y, self.scrollable_content_region.height
        if height and not first <= now < first + height:
            self.came()
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved(self))

    def on_resize(self) -> None:
        """Keep the arrow in sight."""
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        if self.size.height:  # 0 before the first layout, when there is nothing to scroll
            self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)

    def on_focus(self) -> None:
        """Draw the arrow as one that keys move."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the arrow as one that keys do not move."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Move the arrow to the pressed row; where it is there already, choose the row."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = self.scroll_offset.y + offset.y
        if 0 <= index < self._count:
            chosen = index == self.cursor
            self.cursor = index
            if chosen:
                self.action_choose()

    def action_move(self, by: int) -> None:
        """Move the arrow by so many rows; at the end it says so."""
        if not 0 <= self.cursor + (by > 0) - (by < 0) < self._count:
            host_of(self).say(f"This is the {'last' if by > 0 else 'first'} row." if self._count else self.empty)
        self.cursor = max(0, min(self._count - 1, self.cursor + by))

    def action_page(self, by: int) -> None:
        """Move the arrow by so many pages. One row of the page before stays in sight."""
        self.action_move(by * max(1, self.scrollable_content_region.height - 1))

    def action_end(self, last: int) -> None:
        """Move the arrow to the first row, or to the last one."""
        self.cursor = max(0, self._count - 1) if last else 0

    def action_choose(self) -> None:
        """Choose the row at the arrow."""
        if not self._count:
            host_of(self).say(self.empty or "There is nothing here.")
        elif self.saw:
            self.post_message(self.Chosen(self, self.cursor))
