"""The field of a typed line: it underlines the words in trouble, and Tab completes words."""

from __future__ import annotations

import re
from typing import ClassVar

from rich.text import Text
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.suggester import Suggester
from textual.widgets.input import Selection

from diary.domain.grammar.completion import completed
from diary.domain.grammar.phrases import PLACEHOLDERS
from diary.domain.grammar.trouble_spans import Span
from diary.tui.widgets.choices import PlainText, TextField

_PLACEHOLDER = re.compile(rf"(?<!\S)(?:{'|'.join(PLACEHOLDERS)})(?![^\s,])")


class _Underlines(PlainText):
    """Shows the words in trouble underlined, which needs no colour."""

    def __init__(self) -> None:
        super().__init__()
        self.spans: tuple[Span, ...] = ()

    def __call__(self, text: str | Text) -> Text:
        shown = super().__call__(text)
        for start, end in self.spans:
            shown.stylize("bold underline", start, end)
        return shown


class _Completion(Suggester):
    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.words = words

    async def get_suggestion(self, value: str) -> str | None:
        return completed(value, self.words) or None


class LineField(TextField):
    """A field for a line of words. `words` are offered as completions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "complete", show=False, id="typed.complete", tooltip="Complete the word"),
    ]

    spans: reactive[tuple[Span, ...]] = reactive(())
    """The places of the words in trouble."""

    def __init__(
        self, value: str, words: tuple[str, ...], *, placeholder: str, select_on_focus: bool, offered: str = ""
    ) -> None:
        self._underlines = _Underlines()
        super().__init__(value, placeholder=placeholder, select_on_focus=select_on_focus, highlighter=self._underlines)
        self.words, self.offered = words, offered

    def on_mount(self) -> None:
        """Show completions in the field, but not without colours: there they look like what was typed."""
        if not self.app.no_color:
            self.suggester = _Completion(self.words)

    def watch_spans(self) -> None:
        """Draw the underlines."""
        self._underlines.spans = self.spans
        self.refresh()

    @property
    def completion(self) -> str:
        """The text up to the cursor with its last word completed; "" where nothing completes it.

        For an empty field it is the line that is offered.
        """
        if not self.value:
            return self.offered
        before, after = self.value[: self.cursor_position], self.value[self.cursor_position :]
        return completed(before, self.words) if not after or after[0].isspace() else ""

    def action_complete(self) -> None:
        """Complete the word; else go to the next placeholder; else let Tab go to the next field."""
        if new := self.completion:
            self.value = new + self.value[self.cursor_position :]
            self.cursor_position = len(new)
        elif not self.select_placeholder(self.cursor_position):
            raise SkipAction

    def select_placeholder(self, start: int = 0) -> bool:
        """Select the next word that stands for something missing, so that typing replaces it; whether there is one."""
        words = self.value.partition(" -- ")[0]
        found = _PLACEHOLDER.search(words, start) or _PLACEHOLDER.search(words)
        if found is None or (found.start(), found.end()) == tuple(sorted(self.selection)):
            return False
        self.selection = Selection(*found.span())
        return True
