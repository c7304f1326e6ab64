"""A small window that shows records which the review does not hold: it reads them itself, in a thread."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from diary.domain.records import Diary, Kind
from diary.domain.text import capital
from diary.errors import DiaryError
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.dialogs import Dialog
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import key_text

Answer = TypeVar("Answer")


class KeyLine(CanvasWidget):
    """Keys with what they do, side by side; each can be pressed by mouse."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self.keys = keys

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the keys, in as many lines as they need."""
        for name, words in self.keys.items():
            key, _, shown = name.partition(" ")
            if canvas.column and canvas.column + len(f"  {shown or key} {words}") > width:
                canvas.new_line()
            canvas.write("  " if canvas.column else "")
            canvas.write(shown or key, "bold $text-accent", press=key)
            canvas.write(f" {words}", press=key)

    def pressed(self, name: str) -> None:
        """Do the same as the key."""
        self.app.simulate_key(name)


class RecordsWindow(Dialog[Answer]):
    """A list of what was read, a line that says what is wrong or how it goes on, and the keys."""

    kinds: ClassVar[frozenset[Kind]] = frozenset()
    """The kinds of records that it reads."""
    title_shown: ClassVar[str] = ""
    keys: ClassVar[Mapping[str, str]] = {}
    """The keys that are shown below the list: "enter" or "full_stop .", the name of the key before how it is shown."""
    DEFAULT_CSS = """
    RecordsWindow Rows { height: auto; min-height: 1; max-height: 60vh; padding: 0; }
    RecordsWindow #line { height: auto; }
    """

    diary = Diary()

    def compose(self) -> ComposeResult:
        """The list, the line below it, and the keys."""
        with Vertical() as window:
            window.border_title = self.title_shown
            yield Rows()
            yield Static(markup=False, id="line", classes="muted")
            yield KeyLine(self.keys)

    async def on_mount(self) -> None:
        """Read the records. The keys that follow wait for it, so that none acts on a row that is not there yet."""
        store = self.host.store
        rows = self.query_one(Rows)
        rows.focus()
        if store is None:
            return
        try:
            self.diary = await asyncio.to_thread(store.read, kinds=self.kinds)
        except DiaryError as error:
            rows.empty = f"It can't be read now: {key_text(error)}"
            return
        self.show()

    @abstractmethod
    def show(self) -> None:
        """Fill the list from what was read."""

    def tell(self, text: str) -> None:
        """Show a text in the line below the list."""
        self.query_one("#line", Static).update(capital(text))
