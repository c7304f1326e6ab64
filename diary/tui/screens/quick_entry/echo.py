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
from diary.tui.widgets.fitting import clipped, wrapped
from diary.tui.widgets.texts import moment_text, record_text


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
    late = ", added later" if first.late else ""
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


def filled_in(line: str, number: str) -> str:
    """A line with something in place of what is missing in it."""
    head, cut, note = line.partition(" -- ")
    words = head.split(" ")
    place = "knee" if "SIDE" in words else "lower back"
    examples = {"NUMBER": number, "SIDE": "left", "PLACE": place, "NAME": "flexion", "TIME": "tomorrow 10:30"}
    return " ".join(examples.get(word, word) for word in words) + cut + note


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
    example: reactive[str] = reactive("", layout=True)
    """One of them with all that is missing in it, as it may be typed; "" where nothing is missing."""
    chosen: reactive[int] = reactive(-1)
    """The line at the arrow; -1 for none."""

    MARKS: ClassVar[dict[str, tuple[str, str]]] = {
        "understood": ("→ ", "bold"),
        "quiet": ("  ", "$quiet"),
        "problem": ("✗ ", "bold $text-error"),
    }
    AROUND = 9
    """Rows of the window beside the text and the lines."""

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the text, and below it the lines. On a low screen the text is cut while a line is chosen, else these."""
        mark, style = self.MARKS[self.kind]
        texts = [line for text in self.text.split("\n") for line in wrapped(text, width - 2)]
        offered = [(index, line) for index, text in enumerate(self.lines) for line in _indented(text, width)]
        room = max(4, self.app.size.height - self.AROUND)
        most = room - len(offered) - 1 if self.chosen >= 0 else room - 2
        if offered:
            texts = _cut(texts, max(1, most), width)
            heading = "This would work" if len(self.lines) == 1 else "One of these would work"
            headings = wrapped(f"{heading}, such as {self.example}:" if self.example else f"{heading}:", width - 2)
            # Where not all fits, the lines themselves say more than an example.
            headings = headings if len(texts) + len(headings) + len(offered) <= room else [f"{heading}:"]
            offered = [*((-1, each) for each in headings), *offered][: max(2, room - len(texts))]
        else:
            texts = _cut(texts, room, width)
        for index, line in enumerate(texts):
            if index:
                canvas.new_line()
            canvas.write(mark if not index else "  ", style)
            canvas.write(line, style)
        for index, line in offered:
            canvas.new_line()
            here = index == self.chosen >= 0
            canvas.write("› " if here and not line.startswith(" ") else "  ", "bold $text-accent")
            canvas.write(line, "bold" if here else "", press=str(index) if index >= 0 else None)

    def pressed(self, name: str) -> None:
        """Report the line."""
        self.post_message(self.Pressed(int(name)))


def _cut(lines: list[str], most: int, width: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], clipped(f"{lines[most - 1]} …", width - 2)]


def _indented(text: str, width: int) -> list[str]:
    first, *more = wrapped(printable(text), width - 4) or [""]
    return [first, *(f"  {line}" for line in more)]
