"""The body map as a window: type, move the arrow, or press with the mouse. It returns a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var

from diary.charts.body_outline import Place, body_grid
from diary.domain.body import BACK, FRONT
from diary.domain.vocabulary import place_name
from diary.tui.screens.body_map.figure import Cell, cells_of, nearest
from diary.tui.screens.body_map.search import SearchLine, find_places
from diary.tui.widgets.body_picture import FEWEST_BODY_ROWS, draw_body
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.dialogs import Dialog
from diary.tui.widgets.rows import Rows

DIGITS = "0123456789"
MOST_ROWS = 40
"""Rows of the figure."""
TITLE_WIDTH = 24


def _rows_in(height: int) -> int:
    """The rows of the figure in so many lines, one of which is its title."""
    return max(FEWEST_BODY_ROWS, min(MOST_ROWS, height - 1))


class Figure(CanvasWidget, can_focus=True):
    """The body drawn in text. Numbers are the latest levels; brackets hold the place that the arrow keys reached."""

    class Reached(Message):
        """A place was reached by arrow keys or mouse; `chosen` where the mouse pressed it a second time."""

        def __init__(self, place: Place, chosen: bool) -> None:
            super().__init__()
            self.place, self.chosen = place, chosen

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(0,-1)", "up", show=False, id="figure.up", tooltip="The place above"),
        Binding("down", "go(0,1)", "down", show=False, id="figure.down", tooltip="The place below"),
        Binding("left", "go(-1,0)", "left", show=False, id="figure.left", tooltip="The place to your left"),
        Binding("right", "go(1,0)", "right", show=False, id="figure.right", tooltip="The place to your right"),
    ]
    DEFAULT_CSS = """
    Figure { width: auto; height: 1fr; padding: 0 1; }
    """

    place: reactive[Place | None] = reactive(None)

    def __init__(self, view: str, levels: Mapping[Place, int | None]) -> None:
        super().__init__(id=view)
        self.view, self.levels = view, levels

    @property
    def rows(self) -> int:
        """The rows of the figure: what is free below its title, and never too few for every place."""
        return _rows_in(self.size.height)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The places that this view shows."""
        return cells_of(self.view, self.rows)

    @property
    def here(self) -> Cell | None:
        """The cell of the place; None where this view does not show it."""
        return next((cell for cell in self.cells if cell.place == self.place), None)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the figure, and as its title with the two sides."""
        return max(TITLE_WIDTH, body_grid(self.view, _rows_in(container.height)).columns)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the view's name and sides, then the body."""
        grid = body_grid(self.view, self.rows)
        title = f"› {self.view}" if self.has_focus else self.view
        canvas.write("‹ left", "$quiet")
        canvas.move_to((width - len(title)) // 2)
        canvas.write(title, "bold")
        canvas.move_to(width - 7)
        canvas.write("right ›", "$quiet")
        draw_body(canvas, grid, self.levels, here=self.place, app=self.app, indent=(width - grid.columns) // 2)

    def pressed(self, name: str) -> None:
        """Report the place that was pressed, as chosen where it was reached already."""
        site, _, side = name.partition(",")
        self.post_message(self.Reached((site, side), chosen=(site, side) == self.place))

    def on_focus(self) -> None:
        """Begin at the place that is marked; where this view has none, in the middle of the body."""
        here = self.here or next(cell for cell in self.cells if cell.place[0] in ("abdomen", "lower back"))
        self.post_message(self.Reached(here.place, chosen=False))
        self.refresh()

    def on_blur(self) -> None:
        """Draw the view as one that arrow keys do not move in."""
        self.refresh()

    def action_go(self, across: int, down: int) -> None:
        """Go to the next place in a direction."""
        if self.here is not None:
            self.post_message(self.Reached(nearest(self.cells, self.here, across, down).place, chosen=False))


class BodyMap(Dialog[Place]):
    """The window. Letters search, Tab goes to the figures and back, Enter or a digit returns the place at the arrow."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "take it", id="map.take", priority=True, tooltip="Take the place at the arrow"),
        Binding("tab", "turn", "figure", id="map.turn", tooltip="From the list to the front, to the back, and round"),
        Binding("backspace", "rub(1)", "rub out", show=False, id="map.rub", tooltip="Take back the last letter"),
        Binding("ctrl+u", "rub(99)", "rub out all", show=False, id="map.rub-all", tooltip="Take back all letters"),
    ]
    DEFAULT_CSS = """
    BodyMap > Vertical { width: 100%; max-width: 140; height: 100%; max-height: 46; }
    BodyMap Horizontal { height: 1fr; }
    BodyMap.narrow #back { display: none; }
    BodyMap.narrow.behind #back { display: block; }
    BodyMap.narrow.behind #front { display: none; }
    """

    typed: var[str] = var("", init=False)
    ready = False
    letters_search = True

    def __init__(self, levels: Mapping[Place, int | None], start_at: Place | None = None) -> None:
        super().__init__()
        self.levels, self.start_at = levels, start_at
        self.matches: tuple[Place, ...] = ()
        self.digit: int | None = None
        """The level, where a digit chose the place: one key less than Enter and then the digit."""

    def compose(self) -> ComposeResult:
        """The search line and the list, beside the two figures."""
        with Vertical() as window:
            window.border_title = "Where is it? · left and right are your own"
            window.border_subtitle = "type · ↑↓ · tab: figure · enter or a level takes it"
            with Horizontal():
                with Vertical():
                    yield SearchLine()
                    yield Rows(id="places")
                yield Figure(FRONT, self.levels)
                yield Figure(BACK, self.levels)

    def on_mount(self) -> None:
        """List the known places first."""
        self.ready = True
        self._show_matches()
        self.query_one(Rows).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Show one figure at a time where there is no room for two."""
        self.set_class(event.size.width < 80, "narrow")

    def _show_matches(self) -> None:
        self.matches = find_places(self.typed, tuple(self.levels))
        rows = self.query_one(Rows)
        rows.empty = "nothing found"
        # Back to the top: after each letter the likeliest place is the first.
        at = self.matches.index(self.start_at) if not self.typed and self.start_at in self.matches else 0
        ids = [place_name(*place) for place in self.matches]
        rows.fill(len(self.matches), self._draw, cursor=at, ids=ids)
        self._mark_place(self.matches[at] if self.matches else None)

    def _draw(self, index: int, width: int) -> Content:
        level = self.levels.get(self.matches[index])
        return Content.assemble(place_name(*self.matches[index]), (f"  {level}" if level is not None else "", "$quiet"))

    def _mark_place(self, place: Place | None) -> None:
        for figure in self.query(Figure):
            figure.place = place
        front = self.query_one("#front", Figure)
        # On a narrow screen turn to the view that has the place, unless the person is moving in a figure.
        if not any(figure.has_focus for figure in self.query(Figure)):
            self.set_class(front.here is None and self.query_one("#back", Figure).here is not None, "behind")

    def take_text(self, text: str) -> bool:
        """Search for a text that came at once, as a paste does."""
        self.typed = f"{self.typed}{text.lower()}"[:60]
        return True

    def watch_typed(self) -> None:
        """Search for the letters."""
        if self.ready:
            self.query_one(SearchLine).typed = self.typed
            self._show_matches()

    @on(Rows.Moved)
    def _moved(self) -> None:
        rows = self.query_one(Rows)
        if self.matches and rows.has_focus:
            self._mark_place(self.matches[rows.cursor])

    @on(Figure.Reached)
    def _place_reached(self, message: Figure.Reached) -> None:
        if message.chosen:
            self.dismiss(message.place)
            return
        self._mark_place(message.place)
        rows = self.query_one(Rows)
        if message.place in self.matches:
            rows.cursor = self.matches.index(message.place)

    def on_key(self, event: events.Key) -> None:
        """Search by letters, wherever the focus is; a digit returns the place at the arrow, with a level."""
        # Before Rows and Figure get the key: in this window no letter or digit means anything else.
        if event.character and event.character in DIGITS:
            event.stop()
            event.prevent_default()
            if (place := self._place_at_arrow()) and self.query_one(Rows).saw:
                self.digit = int(event.character)
                self.dismiss(place)
        elif event.character and event.is_printable and (event.character != " " or self.typed):
            event.stop()
            event.prevent_default()
            self.typed += event.character
            self.query_one(Rows).focus()

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_take()

    def action_turn(self) -> None:
        """Move the focus from the list to the front, to the back, and to the list again."""
        front, back = self.query_one("#front", Figure), self.query_one("#back", Figure)
        if front.has_focus:
            self.add_class("behind")
            back.focus()
        elif back.has_focus:
            self.query_one(Rows).focus()
        else:
            self.remove_class("behind")
            front.focus()

    def action_rub(self, count: int) -> None:
        """Remove the last letters."""
        self.typed = self.typed[:-count]

    def action_take(self) -> None:
        """Return the place at the arrow."""
        place = self._place_at_arrow()
        if place is None:
            self.host.say(f"No place is found for “{self.typed}”. Backspace takes back a letter, ctrl+u all.")
        elif self.query_one(Rows).saw:
            self.dismiss(place)

    def _place_at_arrow(self) -> Place | None:
        """The place at the arrow of the focused figure, else of the list; None where nothing matches."""
        for figure in self.query(Figure):
            if figure.has_focus and figure.here is not None:
                return figure.here.place
        return self.matches[self.query_one(Rows).cursor] if self.matches else None
