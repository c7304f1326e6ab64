"""The Signs screen: the warning signs in plain words, with what to do, and the answer that none of them is there."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from diary.domain.findings import DISCLAIMER, TIER_MARKS
from diary.domain.records import Signs, new_id
from diary.domain.sign_page import page_signs, what_to_do
from diary.tui.host import host_of
from diary.tui.messages import Job
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.dialogs import DiaryScreen
from diary.tui.widgets.texts import TIER_STYLES, wrapped


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

    def compose_body(self) -> ComposeResult:
        """The page, which scrolls."""
        with VerticalScroll(can_focus=True):
            yield SignsPage()

    def show(self) -> None:
        """Draw again when something was saved: the page says when it was last read."""
        if self.ready:
            self.query_one(SignsPage).refresh(layout=True)

    def action_none(self) -> None:
        """Save that the signs were read and none is there."""
        host = self.host
        if host.review is None:
            return
        read = Signs(id=new_id(), at=host.clock.moment(), recorded=host.clock.now())
        text = "Saved: you read the warning signs, and none is there."
        host.carry_out(Job(lambda store: store.save(read, label="warning signs read, none there"), text))
