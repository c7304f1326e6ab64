"""A question that one key answers, and one that takes a line of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from diary.tui.parts.fields import TextField
from diary.tui.parts.pen import Drawn, Pen
from diary.tui.parts.screens import Question


class Choices(Drawn):
    """The keys of a question, each with what it does."""

    def __init__(self, choices: Mapping[str, str]) -> None:
        super().__init__()
        self.choices = choices

    def draw(self, pen: Pen, width: int) -> None:
        """One line a key."""
        for index, (key, words) in enumerate(self.choices.items()):
            if index:
                pen.line()
            pen.write(f"  {'esc' if key == 'escape' else key:<7}", "bold $text-accent", press=key)
            pen.write(words, press=key)

    def pressed(self, name: str) -> None:
        """The same as the key."""
        self.app.simulate_key(name)


class Ask(Question[str]):
    """A question with a key for each answer. It returns the key, or None for Esc."""

    def __init__(self, text: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        self.text, self.choices = text, choices

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Vertical():
            yield Static(self.text, markup=False)
            yield Static()
            yield Choices(self.choices)

    def on_key(self, event: events.Key) -> None:
        """Answer with a key."""
        if event.key in self.choices and event.key != "escape":
            event.stop()
            self.dismiss(event.key)


class AskLine(Question[str]):
    """A question that a line of text answers; an empty line is an answer too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", "done", id="line.answer", priority=True, tooltip="Done"),
    ]

    def __init__(self, text: str, hint: str, *, value: str = "", placeholder: str = "") -> None:
        super().__init__()
        self.text, self.hint, self.value, self.placeholder = text, hint, value, placeholder

    def compose(self) -> ComposeResult:
        """The question, the field, what the keys do."""
        with Vertical():
            yield Static(self.text, markup=False)
            yield Static()
            yield TextField(self.value, placeholder=self.placeholder, max_length=2000)
            yield Static()
            yield Static(self.hint, markup=False, classes="muted")

    def action_answer(self) -> None:
        """Return what stands in the field."""
        self.dismiss(self.query_one(Input).value.strip())
