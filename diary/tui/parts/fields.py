"""A field for a line of text. What a terminal would obey shows as a space there; the text itself stays as it is."""

from __future__ import annotations

from rich.highlighter import Highlighter
from rich.text import Text
from textual.widgets import Input

from diary.tui.parts.said import plain


class _Plain(Highlighter):
    """Shows a text without what would turn its line around or hide in it."""

    def __call__(self, text: str | Text) -> Text:
        said = text if isinstance(text, str) else text.plain
        return Text(plain(said), no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Nothing is coloured."""


class TextField(Input):
    """One line, as high as one line."""

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,
        placeholder: str = "",
        max_length: int = 0,
        whole_number: bool = False,
        select_on_focus: bool = True,
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            highlighter=_Plain(),
            type="integer" if whole_number else "text",
            max_length=max_length,
            select_on_focus=select_on_focus,
            compact=True,
            id=id,
        )
        self.cursor_blink = False  # nothing on the screen moves by itself
