"""The Signs screen: the warning signs in plain words, with what to do, and the answer that none of them is there.

First it asks about words in notes that may tell one of them.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from diary.domain.describe import full_line
from diary.domain.findings import DISCLAIMER, TIER_MARKS
from diary.domain.note_signs import NoteSign, with_symptom
from diary.domain.records import Entry, Record, Signs, new_id
from diary.domain.sign_page import page_signs, what_to_do
from diary.domain.text import printable
from diary.tui.host import host_of
from diary.tui.messages import Job
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.dialogs import AskUnexpected, DiaryScreen
from diary.tui.widgets.texts import TIER_STYLES, moment_text, record_text, wrapped


class SignsPage(CanvasWidget):
    """The signs by what they ask for, the most urgent first."""

    DEFAULT_CSS = """
    SignsPage { height: auto; }
    """

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw what to do, then the signs that ask for it."""
        host = host_of(self)
        for tier, signs in groupby(page_signs(), key=lambda sign: sign.tier):
            for index, line in enumerate(wrapped(what_to_do(tier, host.settings.emergency_number), width - 6)):
                canvas.write(f" {'  ' if index else TIER_MARKS[tier]} {line}", TIER_STYLES[tier])
                canvas.new_line()
            for sign in signs:
                lines = [("bold", line) for line in wrapped(sign.name, width - 6)]
                lines += [("", line) for line in wrapped(sign.meaning, width - 6) if line]
                for index, (style, line) in enumerate(lines):
                    canvas.write("    " if index else "  · ", "$quiet")
                    canvas.write(line, style)
                    canvas.new_line()
            canvas.new_line()
        if read := host.review.diary.signs_read if host.review else ():
            day = read[-1].local
            canvas.write(f"  Last read on {day:%a} {day.day} {day:%b}: none was there.", "$quiet")
            canvas.new_line()
        canvas.write(f"  {DISCLAIMER}", "$quiet")


class SignsScreen(DiaryScreen):
    """The warning signs to read; one key says that none of them is there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n", "none", "none of these", id="signs.none", tooltip="I read the warning signs and have none of them"
        ),
    ]
    name_shown = "Warning signs"
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self) -> None:
        super().__init__()
        self._asked: set[tuple[str, str]] = set()
        """The record and the symptom of each question that was asked since the screen opened."""

    def compose_body(self) -> ComposeResult:
        """The page, which scrolls."""
        with VerticalScroll(can_focus=True):
            yield SignsPage()

    def show(self) -> None:
        """Draw again when something was saved: the page says when it was last read."""
        if self.ready:
            self.query_one(SignsPage).refresh(layout=True)
            self.call_after_refresh(self._ask)

    def _ask(self) -> None:
        """Ask about the next words of a note that may tell a sign; what was asked comes again with the next visit."""
        signs = self.host.review.note_signs if self.host.review else ()
        sign = next((sign for sign in signs if (sign.record.id, sign.symptom) not in self._asked), None)
        if sign is None or not self.is_current:
            return
        self._asked.add((sign.record.id, sign.symptom))
        when = moment_text(sign.record.at, self.host.clock.local().date())
        text = f"You wrote “{printable(sign.words)}” ({when}). {sign.question}"
        choices = {"y": "yes: keep it as a symptom", "n": "no, something else", "escape": "later"}
        self.host.push_screen(AskUnexpected(text, choices), partial(self._answered, sign))

    def _answered(self, sign: NoteSign, answer: str | None) -> None:
        old, host = sign.record, self.host
        at, now = host.clock.moment(), host.clock.now()
        if answer == "y" and isinstance(old, Entry):
            new = with_symptom(old, sign.symptom)
            label = full_line(old)  # what undo brings back
            text = f"Changed: {record_text(new)}."
            host.carry_out(Job(lambda store: store.replace(new, opened=[old], label=label), text))
        elif answer is None:
            self.call_after_refresh(self._ask)
        else:
            record: Record = Entry(id=new_id(), at=old.at, recorded=now, symptoms=(sign.symptom,))
            if answer == "n":
                record = Signs(id=new_id(), at=at, recorded=now, of_record=old.id, symptoms=(sign.symptom,))
            label = record_text(record)
            host.carry_out(Job(lambda store: store.save(record, label=label), f"Saved: {label}."))

    def action_none(self) -> None:
        """Save that the signs were read and none is there."""
        host = self.host
        if host.review is None:
            return
        read = Signs(id=new_id(), at=host.clock.moment(), recorded=host.clock.now())
        text = "Saved: you read the warning signs, and none is there."
        host.carry_out(Job(lambda store: store.save(read, label="warning signs read, none there"), text))
