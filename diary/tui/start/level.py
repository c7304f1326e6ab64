"""A question that a number 0–10 answers."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from diary.tui.parts.screens import Question
from diary.tui.parts.ticks import Rating


class AskLevel(Question[int]):
    """A digit chooses, Enter takes it, Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", "done", id="level.answer", priority=True, tooltip="Keep this level"),
    ]

    def __init__(self, text: str, hint: str, level: int | None = None) -> None:
        super().__init__()
        self.text, self.hint, self.level = text, hint, level

    def compose(self) -> ComposeResult:
        """The question, the numbers, what the keys do."""
        with Vertical():
            yield Static(self.text, markup=False)
            yield Static()
            yield Rating("Level", "Level", "level")
            yield Static()
            yield Static(self.hint, markup=False, classes="muted")

    def on_mount(self) -> None:
        """Digits go to the numbers."""
        self.query_one(Rating).level = self.level
        self.query_one(Rating).focus()

    @on(Rating.Rated)
    def _rated(self, message: Rating.Rated) -> None:
        self.level = self.query_one(Rating).level = message.level

    def action_answer(self) -> None:
        """Return the level; without one nothing happens."""
        if self.level is not None:
            self.dismiss(self.level)
