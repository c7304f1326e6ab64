"""A small window for one typed line, with what was understood below it; and the ways to open it and to save."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import Input, Static

from diary.domain.records import Record
from diary.domain.text import capital, listing, printable
from diary.errors import DiaryError
from diary.tui.changing import Typed, change_job
from diary.tui.messages import Job
from diary.tui.screens.quick_entry.edit_line import EditLine, edit_line_of
from diary.tui.screens.quick_entry.line_kinds import KINDS, LineKind, parse_records
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.choices import TextField
from diary.tui.widgets.dialogs import Ask, Dialog
from diary.tui.widgets.texts import clipped, key_text, moment_text, record_text, wrapped

if TYPE_CHECKING:
    from diary.tui.host import Host


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """A line that was understood."""

    text: str
    """The line as it was typed."""
    records: tuple[Record, ...]
    """The records that the line makes; at least one."""
    summary: str
    """The records in words, with their time."""


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A line that would change a saved record, left or not saved."""

    text: str
    """The line as it was typed."""
    opened: Record
    """The record as it was when the line was opened: what another program made of it since is not written over."""


MOST_LINES = 6


class Echo(CanvasWidget):
    """The text below the field: what was understood, an example, or an error."""

    DEFAULT_CSS = """
    Echo { height: auto; min-height: 3; max-height: 6; }
    """

    text: reactive[str] = reactive("", layout=True)
    kind: reactive[str] = reactive("quiet")
    """understood, quiet or problem."""

    MARKS: ClassVar[dict[str, tuple[str, str]]] = {
        "understood": ("→ ", "bold"),
        "quiet": ("  ", "$quiet"),
        "problem": ("✗ ", "bold $text-error"),
    }

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the text, cut to six lines."""
        mark, style = self.MARKS[self.kind]
        lines = wrapped(self.text, width - 2)
        for index, line in enumerate(lines[:MOST_LINES]):
            if index:
                canvas.new_line()
            canvas.write(mark if not index else "  ", style)
            cut = index == MOST_LINES - 1 and len(lines) > MOST_LINES
            canvas.write(clipped(f"{line} …", width - 2) if cut else line, style)


class TypedLine(Dialog[ParsedLine]):
    """The window. It stays open until the line is understood; Esc closes it, and the line is offered again there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "keep", id="typed.keep", priority=True, tooltip="Keep what was understood"),
    ]

    def __init__(self, kind: LineKind, value: str, edit_line: EditLine | None = None) -> None:
        super().__init__()
        self.kind, self.value, self.edit_line = kind, value, edit_line

    def compose(self) -> ComposeResult:
        """The question, the field, what was understood, and a hint on the keys."""
        is_new = self.edit_line is None
        with Vertical() as window:
            window.border_title = capital(self.kind.name) if is_new else f"Change: {self.kind.name}"
            heading = self.kind.title if self.edit_line is None else f"Now: {_with_note(self.edit_line.old)}"
            yield Static(printable(heading), markup=False)
            yield Static()
            # Text that is selected would be replaced by the first letter typed: never that of a saved record.
            yield TextField(self.value, placeholder=self.kind.example, max_length=2000, select_on_focus=is_new)
            yield Echo()
            yield Static("Enter keeps it. Esc: not now; what you typed stays.", markup=False)

    def on_mount(self) -> None:
        """Show how the offered text is understood."""
        self._parse(entered=False)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._parse(entered=False)

    def _parse(self, *, entered: bool) -> ParsedLine | None:
        """Parse the line and show the result; None where there is none. `entered` is whether Enter was pressed."""
        echo, text = self.query_one(Echo), self.query_one(Input).value.strip()
        if not text and not self.kind.may_be_empty:
            echo.kind, echo.text = "quiet", f"Such as: {self.kind.example}"
            return None
        try:
            records, remarks = self._parse_text(text)
        except DiaryError as error:
            # While a person is still typing, an unfinished line is no mistake.
            echo.kind, echo.text = ("problem" if entered else "quiet"), capital(key_text(error))
            return None
        words = listing(_with_note(record) for record in records)
        when = moment_text(records[0].at, self.host.clock.local().date())
        late = ", written late" if records[0].late else ""
        echo.kind = "understood"
        summary = f"{words} · {when}{late}"
        echo.text = summary + "".join(f". {capital(remark)}" for remark in remarks)
        return ParsedLine(text, records, summary)

    def _parse_text(self, text: str) -> tuple[tuple[Record, ...], tuple[str, ...]]:
        here, now = self.host.here, self.host.clock.now()
        if self.edit_line is None:
            return parse_records(self.kind, text, here, now)
        changed, remarks = self.edit_line.changed(text, here, now)
        return (changed,), remarks

    def action_keep(self) -> None:
        """Return the parsed line; where there is none, show why."""
        line = self._parse(entered=True)
        if line is not None:
            self.dismiss(line)

    def remember(self) -> None:
        """Set the line aside; it is offered again when the window opens next."""
        text = self.query_one(Input).value
        if self.edit_line is None:
            self.host.unfinished[self.kind.name] = text
        elif text != self.edit_line.text:
            self.host.unfinished[self.edit_line.old.id] = LeftLine(text, self.edit_line.old)


def _with_note(record: Record) -> str:
    return f"{record_text(record)} — {printable(record.note)}" if record.note else record_text(record)


def choose_line(host: Host) -> None:
    """Ask for the kind of record to log, then for its line."""
    by_key = {kind.key: kind for kind in KINDS}

    def chosen(key: str | None) -> None:
        if key in by_key:
            ask_line(host, by_key[key])

    choices = {kind.key: capital(kind.name) for kind in KINDS}
    host.push_screen(Ask("What do you want to log?", {**choices, "escape": "Nothing now"}), chosen)


def ask_line(host: Host, kind: LineKind, value: str = "") -> None:
    """Ask for a line of that kind and save its records. An unsaved line of last time is offered rather than `value`."""

    def answered(line: ParsedLine | None) -> None:
        if line is None:
            return
        host.unfinished.pop(kind.name, None)

        def offer_again() -> None:
            host.unfinished[kind.name] = line.text

        text = f"Kept: {line.summary}."
        host.carry_out(Job(lambda store: store.save(*line.records, label=line.summary), text, on_failed=offer_again))

    host.push_screen(TypedLine(kind, host.unfinished.get(kind.name) or value), answered)


def change_line(host: Host, record: Record) -> None:
    """Offer a saved record as a line, and save the record that the changed line makes."""
    left = host.unfinished.get(record.id)
    opened = left.opened if isinstance(left, LeftLine) else record
    edit_line = edit_line_of(opened, host.here, host.clock.now())
    if edit_line is None:
        host.say(
            f"No line says this exactly ({record_text(record)}): delete it with d, and log it anew with c.", "hint"
        )
        return

    def answered(line: ParsedLine | None) -> None:
        if line is None:
            return
        host.unfinished.pop(record.id, None)
        if line.records == (opened,):
            host.say("Nothing was changed.", "quiet")
            return

        def offer_again() -> None:
            host.unfinished[record.id] = LeftLine(line.text, opened)

        text = f"Changed: {line.summary}."
        resume, drop = partial(change_line, host, opened), partial(host.unfinished.pop, record.id, None)
        typed = Typed(offer_again, resume, drop)
        host.carry_out(change_job(line.records[0], opened, typed, text=text))

    value = left.text if isinstance(left, LeftLine) else edit_line.text
    host.push_screen(TypedLine(edit_line.kind, value, edit_line), answered)


def reopen(host: Host, window: str, text: str, opened: Record | None) -> None:
    """Open the window of that name in `Host.unfinished` again, with the text typed there to change `opened`, if any."""
    for kind in KINDS:
        if kind.name == window:
            host.unfinished[window] = text
            ask_line(host, kind)
            return
    if opened is not None:
        host.unfinished[opened.id] = LeftLine(text, opened)
        change_line(host, opened)
        return
    host.unfinished[window] = text
    host.say(f"It is offered again where it was typed: {text}", "hint")
