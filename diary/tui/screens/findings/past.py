"""Past findings: everything that was ever raised, as it was known then. Looked up in a thread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.worker import get_current_worker

from diary.errors import DiaryError
from diary.review.history import EVENT_WORDS, Remembered, history
from diary.review.rule_book import TIER_MARKS
from diary.tui.host import host_of
from diary.tui.widgets.canvas import Canvas, Drawn
from diary.tui.widgets.dialogs import Dialog
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import TIER_STYLES, capital, clipped, day_text, wrapped

if TYPE_CHECKING:
    from diary.store.diary_store import DiaryStore


class PastLooked(Message):
    """What was raised before; or, without it, why that can't be told."""

    def __init__(self, found: tuple[Remembered, ...] | None, reason: str = "") -> None:
        super().__init__()
        self.found, self.reason = found, reason


class PastDetail(Drawn):
    """One past finding: what it asked for, and everything that happened to it."""

    DEFAULT_CSS = """
    PastDetail { height: 6; border-top: solid $panel; }
    """

    found: reactive[Remembered | None] = reactive(None)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Its label and title, then its events in their order."""
        if self.found is None:
            return
        now = host_of(self).clock.local()
        events = [
            f"{EVENT_WORDS[event.kind]} {day_text(there.date(), now.date())} {there:%H:%M}"
            for event in self.found.past.events
            for there in [event.at.astimezone(now.tzinfo)]
        ]
        still = " (still raised)" if self.found.past.open else ""
        canvas.write(clipped(f"  {self.found.label}{still}", width), TIER_STYLES[self.found.past.highest])
        told = [
            *wrapped(f"{self.found.title}.", width - 4),
            *wrapped(capital(" · ".join(events)), width - 4),
        ]
        for line in told[:4]:
            canvas.line()
            canvas.write(f"  {line}")


class PastFindings(Dialog[None]):
    """A window with everything that was ever raised, the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "leave", "back", show=False, id="past.leave", tooltip="The key that opened it closes it"),
    ]
    DEFAULT_CSS = """
    PastFindings > Vertical { height: 90%; max-width: 100; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Remembered, ...] = ()

    def compose(self) -> ComposeResult:
        """The list and the one at the arrow."""
        with Vertical() as window:
            window.border_title = "All that was ever raised, as it was known then"
            window.border_subtitle = "esc back"
            yield Rows()
            yield PastDetail()

    def on_mount(self) -> None:
        """Look it up."""
        rows = self.query_one(Rows)
        rows.empty = "Looking through the diary …"
        rows.focus()
        store = self.host.store
        if store is not None:
            self.run_worker(partial(self._look, store), thread=True, exclusive=True, exit_on_error=False)

    def _look(self, store: DiaryStore) -> None:
        try:
            looked = PastLooked(history(store, self.host.clock.local(), self.host.settings))
        except DiaryError as error:
            looked = PastLooked(None, str(error))
        if not get_current_worker().is_cancelled:
            self.post_message(looked)

    @on(PastLooked)
    def _looked(self, message: PastLooked) -> None:
        self.found = message.found or ()
        rows = self.query_one(Rows)
        rows.empty = "Nothing was ever raised." if message.found is not None else f"It can't be read: {message.reason}"
        rows.fill(len(self.found), self._draw)
        self._moved()

    def _draw(self, index: int, width: int) -> Content:
        found = self.found[index]
        now = self.host.clock.local()
        raised, end = found.past.raised.astimezone(now.tzinfo).date(), ending(found)
        return Content.assemble(
            (TIER_MARKS[found.past.highest], TIER_STYLES[found.past.highest]),
            (f"{day_text(raised, now.date()):<11} ", "$quiet"),
            clipped(found.title, max(10, width - 16 - len(end))),
            (f"  {end}", "$quiet"),
        )

    @on(Rows.Moved)
    def _moved(self) -> None:
        at = self.query_one(Rows).cursor
        self.query_one(PastDetail).found = self.found[at] if at < len(self.found) else None


def ending(found: Remembered) -> str:
    """How it stands, in a word or two."""
    past = found.past
    told = "told, " if past.first("told") else ""
    if past.withdrawn:
        return f"{told}withdrawn"
    return told.removesuffix(", ") if past.open else f"{told}cleared"
