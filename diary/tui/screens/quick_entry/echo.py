"""What a typed line is understood as, why it can't be kept, and lines that would work."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message
from textual.reactive import reactive

from diary.clock import Clock
from diary.domain.echo import NO_TIME
from diary.domain.records import Entry, Record
from diary.domain.text import as_sentence, capital, listing, printable
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.texts import clipped, moment_text, record_text, wrapped


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """A line that was understood."""

    text: str
    """The line as it was typed."""
    records: tuple[Record, ...]
    """The records that the line makes; at least one."""
    summary: str
    """The records in words, with their time."""
    remarks: tuple[str, ...] = ()
    """How the line was understood, in sentences."""

    @property
    def echo(self) -> str:
        """All that will be saved, in lines: the summary, the note, the remarks."""
        note = printable(self.records[0].note) if isinstance(self.records[0], Entry) else ""
        noted = [f"Note: {note}"] if note and not any(note in remark for remark in self.remarks) else []
        return "\n".join([self.summary, *noted, *self.remarks])

    @property
    def kept(self) -> str:
        """The message once it is saved."""
        return " ".join([f"Kept: {self.summary}.", *self.remarks])


def parsed_line(text: str, records: tuple[Record, ...], remarks: tuple[str, ...], clock: Clock) -> ParsedLine:
    """The line with its records in words."""
    first, today = records[0], clock.local().date()
    late = ", written late" if first.late else ""
    summary = f"{listing(map(with_note, records))} · {moment_text(first.at, today)}{late}"
    if isinstance(first, Entry) and first.at.date_only and first.at.day != today:
        remarks = (*remarks, NO_TIME.rstrip("."))
    return ParsedLine(text, records, summary, tuple(as_sentence(capital(printable(each))) for each in remarks))


def with_note(record: Record) -> str:
    """A record in words; with its note, unless it is an entry, whose note is shown by itself."""
    if isinstance(record, Entry):
        return record_text(record) or "a note"
    return f"{record_text(record)} — {printable(record.note)}" if record.note else record_text(record)


def plain_line(line: str) -> str:
    """A line that works in a shell, as it is typed in a field, where no character needs quotes."""
    return " ".join(shlex.split(line))


class Echo(CanvasWidget):
    """The text below the field: what was understood, an example, or an error; with lines that would work."""

    class Pressed(Message):
        """One of the lines was pressed by mouse."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    DEFAULT_CSS = """
    Echo { height: auto; min-height: 3; }
    """

    text: reactive[str] = reactive("", layout=True)
    kind: reactive[str] = reactive("quiet")
    """understood, quiet or problem."""
    lines: reactive[tuple[str, ...]] = reactive((), layout=True)
    """Lines that would work."""
    chosen: reactive[int] = reactive(-1)
    """The line at the arrow; -1 for none."""

    MARKS: ClassVar[dict[str, tuple[str, str]]] = {
        "understood": ("→ ", "bold"),
        "quiet": ("  ", "$quiet"),
        "problem": ("✗ ", "bold $text-error"),
    }
    AROUND = 10
    """Rows of the window beside the text."""

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the text, cut where the window has no more room, and below it the lines, uncut."""
        offered = [(index, line) for index, text in enumerate(self.lines) for line in _indented(text, width)]
        mark, style = self.MARKS[self.kind]
        lines = [line for text in self.text.split("\n") for line in wrapped(text, width - 2)]
        most = max(2, self.app.size.height - self.AROUND - len(offered))
        for index, line in enumerate(lines[:most]):
            if index:
                canvas.new_line()
            canvas.write(mark if not index else "  ", style)
            cut = index == most - 1 and len(lines) > most
            canvas.write(clipped(f"{line} …", width - 2) if cut else line, style)
        for index, line in offered:
            canvas.new_line()
            here = index == self.chosen
            canvas.write("› " if here and not line.startswith(" ") else "  ", "bold $text-accent")
            canvas.write(line, "bold" if here else "", press=str(index))

    def pressed(self, name: str) -> None:
        """Report the line."""
        self.post_message(self.Pressed(int(name)))


def _indented(text: str, width: int) -> list[str]:
    first, *more = wrapped(printable(text), width - 4) or [""]
    return [first, *(f"  {line}" for line in more)]
