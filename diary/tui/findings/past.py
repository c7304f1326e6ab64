"""Past findings: what was raised before and has cleared, and what was told. Looked up in a thread."""

from __future__ import annotations

import textwrap
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

from diary.review import TIER_MARKS
from diary.tui.parts.pen import Drawn, Pen
from diary.tui.parts.rows import Rows
from diary.tui.parts.said import TIER_STYLES, clipped, day_said, plain
from diary.tui.parts.screens import Question

if TYPE_CHECKING:
    from diary.report.model import FlagRow
    from diary.review import Review

DAYS = 120


class PastLooked(Message):
    """What was raised before."""

    def __init__(self, rows: list[FlagRow]) -> None:
        super().__init__()
        self.rows = rows


class PastDetail(Drawn):
    """One past finding, in a few lines."""

    DEFAULT_CSS = """
    PastDetail { height: 6; border-top: solid $panel; }
    """

    row: reactive[FlagRow | None] = reactive(None)

    def draw(self, pen: Pen, width: int) -> None:
        """What it was, until when, whether it was told."""
        if self.row is None:
            return
        today = self.app.clock.local().date()  # type: ignore[attr-defined]
        since = f"since {day_said(self.row.since.date(), today)}" if self.row.since else ""
        until = f", last raised {day_said(self.row.until.date(), today)}" if self.row.until else ", still raised"
        pen.write(f"  {self.row.label} · {since}{until}", "bold")
        note = f": {plain(self.row.told_note)}" if self.row.told_note else ""
        told = f"Told {day_said(self.row.told, today)}{note}." if self.row.told else "Not told."
        for line in textwrap.wrap(f"{self.row.summary} {told}", width - 2)[:4]:
            pen.line()
            pen.write(f"  {line}")


class PastFindings(Question[None]):
    """A window with what was raised in the last months."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "leave", "back", show=False, id="past.leave", tooltip="The key that opened it closes it"),
    ]
    DEFAULT_CSS = """
    PastFindings > Vertical { height: 90%; max-width: 100; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[FlagRow] = []

    def compose(self) -> ComposeResult:
        """The list and the one at the arrow."""
        with Vertical() as window:
            window.border_title = f"What was raised in the last {DAYS} days"
            window.border_subtitle = "esc back"
            yield Rows()
            yield PastDetail()

    def on_mount(self) -> None:
        """Look it up."""
        rows = self.query_one(Rows)
        rows.empty = "Looking through the diary …"
        rows.focus()
        review = self.diary_app.review
        if review is not None:
            self.run_worker(partial(self._look, review), thread=True, exclusive=True)

    def _look(self, review: Review) -> None:
        from datetime import timedelta

        from diary.report.flags import flag_rows  # 10 ms; it asks the rules anew for each day

        rows = flag_rows(review, review.today - timedelta(days=DAYS - 1), notes=True)
        if not get_current_worker().is_cancelled:
            self.post_message(PastLooked(rows))

    @on(PastLooked)
    def _looked(self, message: PastLooked) -> None:
        self.rows = message.rows
        rows = self.query_one(Rows)
        rows.empty = "Nothing was raised in this time."
        rows.fill(len(self.rows), self._draw)
        self._moved()

    def _draw(self, index: int, width: int) -> Content:
        row = self.rows[index]
        today = self.diary_app.clock.local().date()
        until = "now" if row.until is None else day_said(row.until.date(), today)
        return Content.assemble(
            (TIER_MARKS[row.tier], TIER_STYLES[row.tier]),
            (f"{until:<14} ", "$quiet"),
            clipped(row.title, max(10, width - 24)),
            ("  told" if row.told else "", "$quiet"),
        )

    @on(Rows.Moved)
    def _moved(self) -> None:
        at = self.query_one(Rows).cursor
        self.query_one(PastDetail).row = self.rows[at] if at < len(self.rows) else None
