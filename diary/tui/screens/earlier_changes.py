"""A window with the last changes, of which one alone can be taken back; what came after it stays."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from diary.domain.records import Change
from diary.domain.text import capital, printable
from diary.errors import DiaryError
from diary.tui.taking_back import undo_words
from diary.tui.widgets.dialogs import Ask, Dialog
from diary.tui.widgets.fitting import clipped
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import key_text, moment_text

if TYPE_CHECKING:
    from diary.tui.host import Host

MOST = 10
"""So many changes are listed; older ones are found in History, where d deletes."""


class EarlierChanges(Dialog[Change]):
    """The window. It returns the change that was chosen."""

    DEFAULT_CSS = """
    EarlierChanges Rows { height: auto; min-height: 1; max-height: 60vh; padding: 0; }
    """

    changes: tuple[Change, ...] = ()

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical() as window:
            window.border_title = "The last changes, the newest first"
            window.border_subtitle = "enter takes back that one alone · esc back"
            yield Rows()

    async def on_mount(self) -> None:
        """Read the changes. The keys that follow wait for it."""
        rows, store = self.query_one(Rows), self.host.store
        rows.focus()
        try:
            self.changes = await asyncio.to_thread(store.changes, MOST) if store else ()
            rows.empty = "There is nothing to take back."
        except DiaryError as error:
            rows.empty = f"It can't be read now: {key_text(error)}"
        rows.fill(len(self.changes), self._draw, ids=[change.id for change in self.changes])

    def _draw(self, index: int, width: int) -> Content:
        change, clock = self.changes[index], self.host.clock
        when = moment_text(clock.moment(change.instant), clock.local().date())
        room = max(0, width - len(when) - 2)
        return Content.assemble((f"{when}  ", "$quiet"), clipped(capital(printable(undo_words(change))), room))

    @on(Rows.Chosen)
    def _chosen(self, message: Rows.Chosen) -> None:
        self.dismiss(self.changes[message.index])


def undo_earlier(host: Host) -> None:
    """Show the last changes, and take back the chosen one after a question."""

    def chosen(change: Change | None) -> None:
        if change is None:
            return
        words = capital(printable(undo_words(change)))
        choices = {"delete": "yes, this one alone (or ↓, then Enter)", "escape": "no, leave it as it is"}
        question = Ask(f"{words}. What was changed after it stays. Do it?", choices)
        host.push_screen(question, lambda answer: host.take_back(change) if answer else None)

    host.push_screen(EarlierChanges(), chosen)
