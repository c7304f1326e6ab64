"""The Signs screen: the warning signs in plain words, with what to do, and the answer that none of them is there.

At the top it asks about words in a note that may tell one of them.
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
from diary.tui.host import Host, host_of
from diary.tui.messages import Job
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.dialogs import Ask, DiaryScreen
from diary.tui.widgets.fitting import wrapped
from diary.tui.widgets.texts import TIER_STYLES, moment_text, record_text


class SignsPage(CanvasWidget):
    """The signs by what they ask for, the most urgent first."""

    DEFAULT_CSS = """
    SignsPage { height: auto; }
    """

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw what to do, then the signs that ask for it."""
        host = host_of(self)
        if asked := next_sign(host):
            for index, line in enumerate(wrapped(question_text(asked, host), width - 4)):
                canvas.write(f" {'  ' if index else '? '}{line}", "bold")
                canvas.new_line()
            canvas.write("   ")
            canvas.write("a", "bold $text-accent", press="a")
            canvas.write(" answer", press="a")
            canvas.new_line()
            canvas.new_line()
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

    def pressed(self, name: str) -> None:
        """Do the same as the key."""
        self.app.simulate_key(name)


def next_sign(host: Host) -> NoteSign | None:
    """The most urgent words of a note that nobody has said of whether they tell a sign."""
    return next(iter(host.review.note_signs), None) if host.review else None


def question_text(sign: NoteSign, host: Host) -> str:
    """What is asked about these words."""
    when = moment_text(sign.record.at, host.clock.local().date())
    return f"You wrote “{printable(sign.words)}” ({when}). {sign.question}"


class SignsScreen(DiaryScreen):
    """The warning signs to read; one key says that none of them is there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2", "none", "none of these", id="signs.none", tooltip="I read the warning signs and have none of them"
        ),
        Binding("n", "ask_none", "none?", show=False, id="signs.ask-none", tooltip="None of them, after a question"),
        Binding("a", "answer", "answer", id="signs.answer", tooltip="Say whether the words of a note tell a sign"),
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
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Switch the answer off where nothing is asked."""
        return action != "answer" or next_sign(self.host) is not None

    def action_answer(self) -> None:
        """Ask whether the words of the note tell the sign."""
        if sign := next_sign(self.host):
            choices = {"1": "yes: keep it as a symptom", "2": "no, something else", "escape": "later"}
            self.host.push_screen(Ask(question_text(sign, self.host), choices), partial(self._answered, sign))

    def _answered(self, sign: NoteSign, answer: str | None) -> None:
        old, host = sign.record, self.host
        at, now = host.clock.moment(), host.clock.now()
        if answer == "1" and isinstance(old, Entry):
            new = with_symptom(old, sign.symptom)
            label = full_line(old)  # what undo brings back
            text = f"Changed: {record_text(new)}."
            host.carry_out(Job(lambda store: store.replace(new, opened=[old], label=label), text))
        elif answer is not None:
            record: Record = Entry(id=new_id(), at=old.at, recorded=now, symptoms=(sign.symptom,))
            if answer == "2":
                record = Signs(id=new_id(), at=at, recorded=now, of_record=old.id, symptoms=(sign.symptom,))
            label = record_text(record)
            host.carry_out(Job(lambda store: store.save(record, label=label), f"Saved: {label}."))

    def action_ask_none(self) -> None:
        """Ask whether none of the signs is there."""
        choices = {"f2": "yes, none (or ↓, then Enter)", "escape": "no"}
        question = Ask("You read the warning signs, and have none of them?", choices)
        self.host.push_screen(question, lambda answer: self.action_none() if answer else None)

    def action_none(self) -> None:
        """Save that the signs were read and none is there."""
        host = self.host
        if host.review is None:
            return
        read = Signs(id=new_id(), at=host.clock.moment(), recorded=host.clock.now())
        text = "Saved: you read the warning signs, and none is there."
        host.carry_out(Job(lambda store: store.save(read, label="warning signs read, none there"), text))
