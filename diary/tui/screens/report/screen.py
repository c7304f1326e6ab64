"""The Report screen: choices and questions in a list, a preview beside it, and the key that writes the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from diary.domain.records import Question
from diary.domain.text import printable
from diary.errors import DiaryError
from diary.paths import path_of
from diary.report.model import SECTIONS
from diary.review.day import open_questions
from diary.review.snapshot import Review
from diary.tui.changing import delete_job
from diary.tui.screens.report import writing
from diary.tui.screens.report.writing import Choice, file_for, period_text
from diary.tui.widgets.dialogs import AskLine, DiaryScreen, ask_delete
from diary.tui.widgets.fitting import clipped, whole_parts
from diary.tui.widgets.rows import Rows

FORMAT_WORDS = {"pdf": "PDF, for printing and the clinic", "html": "HTML, for a browser", "md": "text, for a message"}
PERIODS = ("visit", "28", "90", "365")
# An appointment is short: the first pages hold what it needs.
FURTHER = ("patterns", "episodes", "log", "rules")
"""Sections of further pages, which are left out unless ticked."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of the list: a choice to press, a question, or without these a heading or what is only said."""

    text: str
    press: Callable[[], None] | None = None
    question: Question | None = None
    is_heading: bool = True

    @property
    def id(self) -> str:
        """What it is, ticked or not."""
        return self.question.id if self.question else self.text.removeprefix(_box(True)).removeprefix(_box(False))


class ReportScreen(DiaryScreen):
    """The choices on the left, the preview on the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "write", "write it", id="report.write", tooltip="Write the report to a file"),
        Binding("p", "period", "period", id="report.period", tooltip="Since the last visit, 28 days, 90 days, a year"),
        Binding("o", "format", "format", id="report.format", tooltip="PDF, HTML, text"),
        Binding("n", "question", "new question", id="report.question", tooltip="A question for the appointment"),
        Binding(
            "d", "ask_delete", "delete", show=False, id="report.ask-delete", tooltip="Delete the question at the arrow"
        ),
        Binding("delete", "delete", "delete now", show=False, id="report.delete", tooltip="Delete the question"),
        Binding("v", "preview", "look", id="report.look", tooltip="Go to what will be in it, and back"),
    ]
    DEFAULT_CSS = """
    ReportScreen Rows { width: 12fr; max-width: 62; height: 1fr; }
    ReportScreen VerticalScroll { width: 10fr; border-left: solid $panel; padding: 0 1; scrollbar-size-vertical: 1; }
    ReportScreen VerticalScroll:focus { border-left: double $primary; }
    ReportScreen.narrow VerticalScroll { display: none; }
    ReportScreen.narrow Rows { width: 1fr; max-width: 100%; }
    ReportScreen.narrow.look VerticalScroll { display: block; }
    ReportScreen.narrow.look Rows { display: none; }
    """
    name_shown = "Report"
    shows_everything = True
    AUTO_FOCUS = "Rows"

    choice: var[Choice] = var(Choice(sections=frozenset(SECTIONS) - frozenset(FURTHER)), init=False)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[ListLine] = []

    @property
    def review(self) -> Review | None:
        """The review with all records; None until they are read."""
        # Other screens begin with the shorter review; a report from it could lack days that were asked for.
        return self.host.whole

    def compose_body(self) -> ComposeResult:
        """The list and the preview."""
        with Horizontal():
            yield Rows()
            with VerticalScroll(can_focus=True):
                yield Static("", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Show only one of the two where there is no room for both."""
        self.set_class(event.size.width < 90, "narrow")

    def watch_choice(self) -> None:
        """Show the choice, and its preview."""
        self.show()

    def show(self) -> None:
        """Fill the list, and start to make the preview."""
        if not self.ready:
            return
        if self.review is None:
            self.query_one(Rows).empty = "Reading the diary …"
            return
        self.lines = self._list_lines()
        self.query_one(Rows).fill(len(self.lines), self._draw, ids=[line.id for line in self.lines])
        if self.query_one(Rows).cursor == 0:  # a heading
            self.query_one(Rows).cursor = 1
        # Exclusive, unlike saving: only the preview of the last choice is wanted.
        work = partial(writing.preview, self, self.review, self.choice, self.host.settings)
        self.run_worker(work, thread=True, group="preview", exclusive=True, exit_on_error=False)

    def _list_lines(self) -> list[ListLine]:
        assert self.review is not None
        lines = [
            ListLine("Which days"),
            ListLine(f"p  {period_text(self.choice, self.review)}", self.action_period),
            ListLine("As what"),
            ListLine(f"o  {FORMAT_WORDS[self.choice.format]}", self.action_format),
            ListLine(f"{_box(self.choice.notes)} with my notes", self._toggle_notes),
            ListLine("What is in it"),
        ]
        for name, meaning in SECTIONS.items():
            ticked = name in self.choice.sections
            lines.append(
                ListLine(
                    f"{_box(ticked)} {name:<10} {meaning.removeprefix('further pages: ')}", partial(self._toggle, name)
                )
            )
        lines.append(ListLine("My questions for the appointment"))
        for question in open_questions(self.review.diary, self.review.as_of):
            lines.append(ListLine(f"-  {printable(question.note)}", question=question))
        lines.append(ListLine("n  write down a question", self.action_question))
        lines.append(ListLine("Write it"))
        last = writing.last_report(self.host.last_report, writing.offered_folder())
        again = "write it again" if self.host.last_report else "write the report"
        lines.append(ListLine(f"w  {again}", self.action_write))
        if last is not None:
            name, folder = writing.where_text(last)
            lines.append(ListLine(f"   The last one: {printable(name)}", is_heading=False))
            lines.append(ListLine(f"   in {printable(folder)}", is_heading=False))
        return lines

    def _draw(self, index: int, width: int) -> Content:
        line = self.lines[index]
        if line.is_heading and line.press is None and line.question is None:
            return Content.styled(line.text, "bold underline")
        return Content(f"  {(clipped if line.press is None else whole_parts)(line.text, width - 2)}")

    @on(Rows.Chosen)
    def _chosen(self, message: Rows.Chosen) -> None:
        press = self.lines[message.index].press
        if press is not None:
            press()

    @on(writing.Previewed)
    def _previewed(self, message: writing.Previewed) -> None:
        self.query_one(Static).update(_as_content(message.text))

    @on(writing.ReportProgress)
    def _progress(self, message: writing.ReportProgress) -> None:
        self.host.say(message.text, "working")

    @on(writing.Written)
    def _written(self, message: writing.Written) -> None:
        if message.path is None:
            self.host.say(f"The report was not written: {message.reason}.", "problem")
            return
        self.host.last_report = message.path
        self.host.say(
            f"The report is in {message.path}. It is readable by you alone. {message.remark}".rstrip(), "saved"
        )
        self.show()

    def _toggle(self, name: str) -> None:
        self.choice = replace(self.choice, sections=self.choice.sections ^ {name})

    def _toggle_notes(self) -> None:
        self.choice = replace(self.choice, notes=not self.choice.notes)

    def action_period(self) -> None:
        """Choose the next period."""
        at = PERIODS.index(self.choice.period)
        self.choice = replace(self.choice, period=PERIODS[(at + 1) % len(PERIODS)])

    def action_format(self) -> None:
        """Choose the next format."""
        at = writing.FORMATS.index(self.choice.format)
        self.choice = replace(self.choice, format=writing.FORMATS[(at + 1) % len(writing.FORMATS)])

    def action_question(self) -> None:
        """Ask for a question for the appointment, and save it."""
        from diary.tui.screens.quick_entry.asking import ask_line  # 5 ms
        from diary.tui.screens.quick_entry.line_kinds import QUESTION

        ask_line(self.host, QUESTION)

    @property
    def _to_delete(self) -> Question | None:
        """The question at the arrow, if it was on the screen when the key was pressed; else that is said."""
        at = self.query_one(Rows).cursor
        question = self.lines[at].question if at < len(self.lines) else None
        if question is None:
            self.host.say("The arrow stands at no question. d deletes one.")
            return None
        return question if self.query_one(Rows).saw else None

    def action_ask_delete(self) -> None:
        """Ask whether to delete the question at the arrow."""
        if question := self._to_delete:
            ask_delete(self.host, printable(question.note), partial(self._delete, question))

    def action_delete(self) -> None:
        """Delete the question at the arrow."""
        if question := self._to_delete:
            self._delete(question)

    def _delete(self, question: Question) -> None:
        text = f"question: {printable(question.note)}"
        self.host.carry_out(delete_job(question, label=f"deleted: {text}", text=f"Deleted: {text}"))

    def action_preview(self) -> None:
        """Go to the preview, and back to the list."""
        self.toggle_class("look")
        pane = self.query_one(VerticalScroll)
        if self.has_class("look"):
            pane.focus()
        else:
            self.query_one(Rows).focus()

    def action_write(self) -> None:
        """Ask for the path, then write the report in a thread."""
        review = self.review
        if review is None:
            self.host.say("The diary is still being read. Press w again in a moment.", "hint")
            return
        if not self.choice.sections:
            self.host.say("Nothing is ticked that could be in it.", "hint")
            return
        offered = file_for(self.choice, review, writing.offered_folder())

        def answered(name: str | None) -> None:
            store = self.host.store
            if not name or store is None:
                return
            try:
                path = path_of(name)  # no shell reads this field, so that ~ is ours to expand
            except DiaryError as error:
                self.host.say(f"Not written: {error}.", "problem")
                return
            if path.is_dir():
                path = file_for(self.choice, review, path)
            work = partial(writing.write, self, review, self.choice, self.host.settings, path, store.path)
            # Not exclusive: a report that is being written must not be cancelled by the next one.
            self.run_worker(work, thread=True, group="write", exit_on_error=False)

        self.app.push_screen(
            AskLine("Where should it be?", "Enter writes it. Esc: not now.", value=str(offered)), answered
        )


def _box(ticked: bool) -> str:
    return "[x]" if ticked else "[ ]"


def _as_content(markdown: str) -> Content:
    """A report in Markdown as styled text: headings and ** in bold, tables as lines; nothing is read as markup."""
    lines: list[Content] = []
    for line in markdown.splitlines():
        if line.startswith("|"):
            if set(line) <= set("|-: "):
                continue  # the line between a table's heading and its rows
            line = " · ".join(cell.strip() for cell in line.strip("|").split("|"))
        heading = line.startswith("#")
        pieces = (line.lstrip("# ") if heading else line).split("**")
        # Each piece with an odd number stood between two **. The backslashes are those that protect a person's text.
        styled = [
            Content.styled(printable(re.sub(r"\\([^\w\s])", r"\1", piece)), "bold" if heading or index % 2 else "")
            for index, piece in enumerate(pieces)
        ]
        lines.append(Content("").join(styled))
    return Content("\n").join(lines)
