"""A small window for one typed line, with what is understood shown below it as it is typed."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from diary.domain.grammar.trouble_spans import spans_as_typed
from diary.domain.records import Record
from diary.domain.text import capital, printable
from diary.errors import DiaryError, UnclearLine
from diary.tui.screens.quick_entry.echo import Echo, ParsedLine, filled_in, parsed_line, plain_line, with_note
from diary.tui.screens.quick_entry.edit_line import EditLine, LeftLine
from diary.tui.screens.quick_entry.field import LineField
from diary.tui.screens.quick_entry.line_kinds import LineKind, parse_records
from diary.tui.typed_words import Doubt
from diary.tui.widgets.dialogs import Dialog
from diary.tui.widgets.texts import key_text

REST = 0.25
"""Seconds after the last key until lines that would work are made: for a long line that takes up to a second."""


class TypedLine(Dialog[ParsedLine]):
    """The window. It stays open until the line is understood; Esc closes it, and ↑ brings the line back there."""

    class LinesMade(Message):
        """The lines that would work in place of an unclear one are made."""

        def __init__(self, error: UnclearLine) -> None:
            super().__init__()
            self.error = error

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "keep", "keep", id="typed.keep", priority=True, tooltip="Keep what was understood"),
        Binding("down", "choose(1)", "next line", id="typed.next", tooltip="Choose one of the lines that would work"),
        Binding("up", "choose(-1)", "line before", id="typed.previous", tooltip="The line before; what was typed"),
    ]
    # At the top, so that the field stays where it is while the text below it grows and shrinks.
    DEFAULT_CSS = """
    TypedLine { align: center top; }
    TypedLine > Vertical { margin: 1 0; }
    """

    def __init__(self, kind: LineKind, value: str, edit_line: EditLine | None = None, *, before: str = "") -> None:
        super().__init__()
        self.kind, self.value, self.edit_line = kind, value, edit_line
        self.offered = value
        """What stood there first and was not typed by the person."""
        self._unclear: UnclearLine | None = None
        self._resting: Timer | None = None
        self._before = before
        """What was typed before one of the lines that would work took its place."""

    def compose(self) -> ComposeResult:
        """The question, the field, what was understood, and a hint on the keys."""
        is_new = self.edit_line is None
        with Vertical() as window:
            window.border_title = capital(self.kind.name) if is_new else f"Change: {self.kind.name}"
            heading = self.kind.title if self.edit_line is None else f"Now: {with_note(self.edit_line.old)}"
            yield Static(printable(heading), markup=False)
            # Text that is selected would be replaced by the next letter, which may be the rest of a paste.
            yield LineField(
                self.value,
                self.kind.words,
                placeholder=self.kind.example,
                select_on_focus=False,
                offered=self.kind.offered,
            )
            yield Echo()
            yield Static(markup=False, id="hint")

    @property
    def doubt(self) -> Doubt:
        """Whether Enter may belong to words: where anything that is typed is kept as it stands."""
        return Doubt.ALWAYS if self.kind.takes_anything else Doubt.NEVER

    @property
    def field(self) -> LineField:
        """The field."""
        return self.query_one(LineField)

    def on_mount(self) -> None:
        """Show how the offered text is understood; what is missing in it is typed over."""
        self._parse(entered=False)
        self.call_after_refresh(self.field.select_placeholder)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._parse(entered=False)

    def _parse(self, *, entered: bool) -> ParsedLine | None:
        """Parse the line and show the result; None where there is none. `entered` is whether Enter was pressed."""
        echo, typed = self.query_one(Echo), self.field.value
        text = typed.strip()
        self._unclear, echo.lines, echo.chosen, self.field.spans = None, (), -1, ()
        if self._resting is not None:
            self._resting.stop()
        line = None
        if not text:
            back = f"\n↑ brings back: {self._before}" if self._before else ""
            echo.kind, echo.text = "quiet", f"Such as: {self.kind.example}{back}"
        else:
            try:
                line = parsed_line(text, *self._parse_text(text), self.host.clock)
                echo.kind, echo.text = "understood", line.echo
            except DiaryError as error:
                # While a person is still typing, an unfinished line is no mistake.
                echo.kind, echo.text = ("problem" if entered else "quiet"), capital(key_text(error))
                if isinstance(error, UnclearLine):
                    self._unclear = error
                    self.field.spans = spans_as_typed(error.spans, error.source, typed)
                    if entered:
                        self._offer()
                    elif not self.field.completion:  # a word that is still being typed belongs in no line
                        self._offer_later(error)
        self._show_hint()
        return line

    def _parse_text(self, text: str) -> tuple[tuple[Record, ...], tuple[str, ...]]:
        here, now = self.host.here, self.host.clock.now()
        if self.edit_line is None:
            return parse_records(self.kind, text, here, now)
        changed, remarks = self.edit_line.changed(text, here, now)
        return (changed,), remarks

    def _offer_later(self, error: UnclearLine) -> None:
        def make() -> None:
            _ = error.lines
            self.post_message(self.LinesMade(error))

        self._resting = self.set_timer(REST, partial(self.run_worker, make, thread=True, exit_on_error=False))

    @on(LinesMade)
    def _lines_made(self, message: LinesMade) -> None:
        if message.error is self._unclear:
            self._offer()

    def _offer(self) -> None:
        """Show the lines that would work in place of the unclear one."""
        if self._unclear is not None:
            lines = dict.fromkeys(map(plain_line, self._unclear.lines))
            echo = self.query_one(Echo)
            echo.lines = tuple(line for line in lines if line != self.field.value.strip())
            echo.example = next(filter(None, map(self._example, echo.lines)), "")
            self._show_hint()

    def _example(self, line: str) -> str:
        """What is missing in a line filled in; "" where nothing is, or where that would not work."""
        example = filled_in(line, "20" if self.kind.name == "a range of motion" else "5")
        try:
            self._parse_text(example)
        except DiaryError:
            return ""
        return example if example != line else ""

    def _show_hint(self) -> None:
        completion = (
            [self.kind.offered] if self.kind.offered and not self.field.value else self.field.completion.split()
        )
        echo = self.query_one(Echo)
        hints = ["Enter takes this line" if echo.chosen >= 0 else "↓ chooses" if echo.lines else "Enter keeps it"]
        if self._before and echo.chosen < 0 and self.field.value:
            hints.append("↑ what you typed before")
        if completion:
            hints.append(f"Tab {'completes' if self.field.value else 'writes'} “{completion[-1]}”")
        self.query_one("#hint", Static).update(" · ".join([*hints, "Esc: not now"]))

    def action_choose(self, by: int) -> None:
        """Go to the next or the last of the lines that would work; from the first one up, to what was typed."""
        echo = self.query_one(Echo)
        if not echo.lines:
            self._offer()
        if by < 0 and echo.chosen < 0 and self._before:
            self._put(self._before)
        else:
            echo.chosen = max(-1, min(len(echo.lines) - 1, echo.chosen + by))
        self._show_hint()

    @on(Echo.Pressed)
    def _line_pressed(self, message: Echo.Pressed) -> None:
        self._put(self.query_one(Echo).lines[message.index])

    def _put(self, line: str) -> None:
        """Put a line into the field in place of what is there, which ↑ brings back."""
        self._before, self.field.value = self.field.value, line
        self.field.cursor_position = len(line)
        self.field.select_placeholder()

    def action_keep(self) -> None:
        """Return the parsed line; where there is none, show why. The line at the arrow goes into the field."""
        echo = self.query_one(Echo)
        if echo.chosen >= 0:
            self._put(echo.lines[echo.chosen])
            return
        line = self._parse(entered=True)
        if line is not None:
            self.dismiss(line)

    def action_leave(self) -> None:
        """Close the window. A line that is left so is never in the way later; ↑ brings it back in this window."""
        text, old = self.field.value, self.edit_line.old if self.edit_line else None
        key = old.id if old else self.kind.name
        if not text.strip() and self.offered:
            self.host.unfinished.pop(key, None)
        elif text.strip() and text != self.offered:
            self.host.unfinished[key] = LeftLine(text, old, abandoned=True)
        self.dismiss(None)

    def remember(self) -> None:
        """Set the line aside as the program ends; it is offered again at the next start."""
        text = self.query_one(Input).value
        if self.edit_line is None:
            # What was only offered is offered anew, and is nothing that the person typed.
            if text.strip() and (text != self.offered or self.kind.name in self.host.unfinished):
                self.host.unfinished[self.kind.name] = text
        elif text != self.edit_line.text:
            self.host.unfinished[self.edit_line.old.id] = LeftLine(text, self.edit_line.old)
