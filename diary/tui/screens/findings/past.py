"""Past findings: everything that was ever raised, as it was known then."""

from __future__ import annotations

from datetime import datetime
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

from diary.domain.text import as_sentence, capital
from diary.errors import DiaryError
from diary.review.history import PastCard, TitledPastFinding, history, past_cards
from diary.review.rule_book import EDITION
from diary.tui.host import host_of
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.dialogs import Dialog
from diary.tui.widgets.fitting import clipped, wrapped
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import TIER_MARKS, TIER_STYLES, day_text, key_text

if TYPE_CHECKING:
    from diary.store.diary_store import DiaryStore


MOST_LINES = 5


class PastLoaded(Message):
    """The past findings were loaded; or, with None, the reason why they could not be."""

    def __init__(self, findings: tuple[TitledPastFinding, ...] | None, reason: str = "") -> None:
        super().__init__()
        self.findings, self.reason = findings, reason


class PastDetail(CanvasWidget):
    """One past finding: what it asked for, and all its events."""

    DEFAULT_CSS = """
    PastDetail { height: 7; border-top: solid $panel; }
    """

    card: reactive[PastCard | None] = reactive(None)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw its label and title, then its events in their order, cut to `MOST_LINES`."""
        if self.card is None:
            return
        now = host_of(self).clock.local()

        def time_text(when: datetime) -> str:
            there = when.astimezone(now.tzinfo)
            return f"{day_text(there.date(), now.date())} {there:%H:%M}"

        still = " (still raised)" if self.card.open else ""
        strongest = self.card.strongest
        canvas.write(clipped(f"  {strongest.label}{still}", width), TIER_STYLES[strongest.past.highest])
        lines = wrapped(as_sentence(self.card.title), width - 4)
        for events in self.card.events(time_text):
            lines += wrapped(capital(events), width - 4)
        for line in lines[:MOST_LINES]:
            canvas.new_line()
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
        self.findings: tuple[PastCard, ...] = ()

    def compose(self) -> ComposeResult:
        """The list, and the finding at the arrow."""
        with Vertical() as window:
            window.border_title = "All that was ever raised, as it was known then"
            window.border_subtitle = f"by edition {EDITION} of the rules, earlier ones too · esc back"
            yield Rows()
            yield PastDetail()

    def on_mount(self) -> None:
        """Start to load the findings."""
        rows = self.query_one(Rows)
        rows.empty = "Looking through the diary …"
        rows.focus()
        store = self.host.store
        # In a thread, since the history is computed entry by entry for the whole diary.
        if store is not None:
            self.run_worker(partial(self._load, store), thread=True, exclusive=True, exit_on_error=False)

    def _load(self, store: DiaryStore) -> None:
        try:
            answer = PastLoaded(history(store, self.host.clock.local(), self.host.settings))
        except DiaryError as error:
            answer = PastLoaded(None, key_text(error))
        if not get_current_worker().is_cancelled:  # the window may have been closed meanwhile
            self.post_message(answer)

    @on(PastLoaded)
    def _loaded(self, message: PastLoaded) -> None:
        self.findings = past_cards(message.findings or ())
        rows = self.query_one(Rows)
        rows.empty = (
            "Nothing was ever raised." if message.findings is not None else f"It can't be read: {message.reason}"
        )
        rows.fill(len(self.findings), self._draw)
        self._moved()

    def _draw(self, index: int, width: int) -> Content:
        card = self.findings[index]
        now, highest = self.host.clock.local(), card.strongest.past.highest
        raised, end = card.raised.astimezone(now.tzinfo).date(), outcome_text(card)
        return Content.assemble(
            (TIER_MARKS[highest], TIER_STYLES[highest]),
            (f"{day_text(raised, now.date()):<11} ", "$quiet"),
            clipped(card.title, max(10, width - 14 - len(TIER_MARKS[highest]) - len(end))),
            (f"  {end}", "$quiet"),
        )

    @on(Rows.Moved)
    def _moved(self) -> None:
        at = self.query_one(Rows).cursor
        self.query_one(PastDetail).card = self.findings[at] if at < len(self.findings) else None


def outcome_text(card: PastCard) -> str:
    """How past findings ended, in a word or two; "" where one is still raised and nobody was told."""
    past = card.last.past
    told = "told, " if past.first("told") else ""
    if past.withdrawn:
        return f"{told}withdrawn"
    # Still raised is no ending; the detail below the list names it.
    return told.removesuffix(", ") if past.open else f"{told}cleared"
