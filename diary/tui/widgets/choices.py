"""Parts of a form: words to tick side by side, a rating 0–10, and a field for a line of text."""

from __future__ import annotations

import re
from typing import ClassVar

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from diary.domain.text import printable
from diary.domain.vocabulary import HIGHEST
from diary.tui.widgets.canvas import Canvas, CanvasWidget

MORE = "more…"


# Not Textual's Checkbox or SelectionList: those draw the same glyph on and off, so that only colour tells the state.
class TickRow(CanvasWidget, can_focus=True):
    """Words to tick, side by side: [x] is ticked, [ ] is not; the arrow marks the word that Space ticks."""

    class Ticked(Message):
        """A word was ticked, or its tick taken away."""

        def __init__(self, row: TickRow, word: str) -> None:
            super().__init__()
            self.row, self.word = row, word

        @property
        def control(self) -> TickRow:
            """The row it happened in."""
            return self.row

    class More(Message):
        """The person asked for all words."""

        def __init__(self, row: TickRow) -> None:
            super().__init__()
            self.row = row

    BINDINGS: ClassVar[list[BindingType]] = [
        # At the bottom both arrows stand as one: without them it is nowhere said how a word is reached.
        Binding(
            "right",
            "move(1)",
            "choose word",
            key_display="← →",
            id="ticks.right",
            tooltip="Go to the next word; ← back",
        ),
        Binding("space", "tick", "tick", id="ticks.tick", tooltip="Tick the word, or take its tick away"),
        Binding("left", "move(-1)", "word before", show=False, id="ticks.left", tooltip="Go to the word before"),
    ]
    DEFAULT_CSS = """
    TickRow { height: 1; padding: 0 1; }
    """

    words: reactive[tuple[str, ...]] = reactive(())
    """All words, in their order."""
    preferred: reactive[tuple[str, ...]] = reactive(())
    """The words to show before others where not all fit."""
    ticked: reactive[frozenset[str]] = reactive(frozenset)
    cursor: reactive[str] = reactive("")

    def __init__(self, label: str, short: str, id: str) -> None:
        super().__init__(id=id)
        self.label, self.short = label, short

    def words_that_fit(self, width: int) -> tuple[str, ...]:
        """The words that fit into so many columns, in their own order; ticked and preferred ones come before others."""
        room = width - cell_len(MORE) - 1
        chosen: set[str] = set()
        for word in dict.fromkeys([*(w for w in self.words if w in self.ticked), *self.preferred, *self.words]):
            needed = cell_len(word) + 6  # the arrow, the box and two spaces
            if word not in self.words or needed > room:
                continue
            room -= needed
            chosen.add(word)
        return tuple(word for word in self.words if word in chosen)

    def _options(self) -> tuple[str, ...]:
        width = self.size.width or 80
        return (*self.words_that_fit(width - label_width(width)), MORE)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the label, the words that fit, and the way to all others."""
        write_label(canvas, self.label, self.short, width, self.has_focus)
        at = self._cursor_word()
        for option in self._options():
            here = self.has_focus and option == at
            canvas.write("›" if here else " ", "bold $text-accent")
            style = "bold" if option in self.ticked or here else ""
            if option == MORE:
                canvas.write(MORE, f"{style} underline" if here else style or "$quiet", press=MORE)
            else:
                canvas.write(f"{'[x]' if option in self.ticked else '[ ]'} {option} ", style, press=option)

    def _cursor_word(self) -> str:
        options = self._options()
        return self.cursor if self.cursor in options else options[0]

    def pressed(self, name: str) -> None:
        """Tick the word that was pressed."""
        self.cursor = name
        self.action_tick()

    def on_focus(self) -> None:
        """Draw the arrow."""
        self.refresh()

    def on_blur(self) -> None:
        """Remove the arrow."""
        self.refresh()

    def action_tick(self) -> None:
        """Tick the word at the arrow, or ask for all words."""
        word = self._cursor_word()
        self.post_message(self.More(self) if word == MORE else self.Ticked(self, word))

    def action_move(self, by: int) -> None:
        """Move the arrow; from the last word it goes to the first."""
        options = self._options()
        self.cursor = options[(options.index(self._cursor_word()) + by) % len(options)]


class Rating(CanvasWidget, can_focus=True):
    """A number 0–10 that can be left out."""

    class Rated(Message):
        """A level was given; None where it was left out again."""

        def __init__(self, row: Rating, level: int | None) -> None:
            super().__init__()
            self.row, self.level = row, level

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(n), f"digit({n})", f"{n}", show=False, id=f"rating.{n}", tooltip=f"Rate it {n}")
            for n in range(10)
        ),
        Binding("left", "step(-1)", "less", show=False, id="rating.less", tooltip="One less"),
        Binding("right", "step(1)", "more", show=False, id="rating.more", tooltip="One more"),
        Binding("backspace,delete", "clear", "leave out", id="rating.clear", tooltip="Leave it out"),
    ]
    DEFAULT_CSS = """
    Rating { height: 1; padding: 0 1; }
    """

    level: reactive[int | None] = reactive(None)

    def __init__(self, label: str, short: str, id: str, meaning: str = "") -> None:
        super().__init__(id=id)
        self.label, self.short, self.meaning = label, short, meaning

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the label, the numbers, and what they mean where there is room for it."""
        write_label(canvas, self.label, self.short, width, self.has_focus)
        write_scale(canvas, self.level)
        if self.meaning and canvas.column + cell_len(self.meaning) + 2 < width:
            canvas.write(f"  {self.meaning}", "$quiet")

    def pressed(self, name: str) -> None:
        """Rate with the number that was pressed; pressing the given one again leaves it out."""
        self.post_message(self.Rated(self, None if self.level == int(name) else int(name)))

    def on_focus(self) -> None:
        """Draw the arrow."""
        self.refresh()

    def on_blur(self) -> None:
        """Remove the arrow."""
        self.refresh()

    def action_digit(self, digit: int) -> None:
        """Rate with a digit; 1, then 0 is 10."""
        self.post_message(self.Rated(self, HIGHEST if self.level == 1 and digit == 0 else digit))

    def action_step(self, by: int) -> None:
        """Rate one more or less, within 0–10. From no level, more begins at 0 and less at 1."""
        level = self.level + by if self.level is not None else (0 if by > 0 else 1)
        self.post_message(self.Rated(self, max(0, min(HIGHEST, level))))

    def action_clear(self) -> None:
        """Leave it out."""
        self.post_message(self.Rated(self, None))


def label_width(width: int) -> int:
    """The columns of a row's label, in a form of so many columns."""
    return 26 if width >= 90 else 10  # the longest labels, and a space


def write_label(canvas: Canvas, label: str, short: str, width: int, focused: bool) -> None:
    """Write a row's label, in its short form on a narrow screen, with an arrow where the row has the focus."""
    room = label_width(width)
    canvas.write("› " if focused else "  ", "bold $text-accent")
    canvas.write(label if room > 12 else short, "bold" if focused else "")
    canvas.write(" " * max(1, room - canvas.column))


def write_scale(canvas: Canvas, level: int | None) -> None:
    """Write 0 to 10 side by side, each to press; the given one stands in brackets."""
    for n in range(HIGHEST + 1):
        if n == level:  # brackets, since reverse video alone is lost on a terminal without attributes
            canvas.write(f"‹{n}›", "bold reverse", press=str(n))
        else:
            canvas.write(f" {n} ", "" if level is None else "$quiet", press=str(n))


class PlainText(Highlighter):
    """Shows a typed text without the characters that would reverse its line or hide in it."""

    def __call__(self, text: str | Text) -> Text:
        plain_text = text if isinstance(text, str) else text.plain
        return Text(printable(plain_text), no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Do nothing: no part of the text is coloured."""


class TextField(Input):
    """A field for one line of text, without a border."""

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,
        placeholder: str = "",
        max_length: int = 0,
        whole_number: bool = False,
        select_on_focus: bool = True,
        highlighter: PlainText | None = None,
        password: bool = False,
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            password=password,
            highlighter=highlighter or PlainText(),
            type="integer" if whole_number else "text",
            max_length=max_length,
            select_on_focus=select_on_focus,
            compact=True,
            id=id,
        )
        self.cursor_blink = False  # nothing on the screen moves by itself


def put_text(field: Input, text: str) -> bool:
    """Put a text into a field, its lines joined by spaces; False where it does not fit, and nothing is changed."""
    # Input itself keeps only the first line, and drops a text that is too long without a word.
    line = re.sub(r"\s+", " ", text) if text.strip() else ""
    if field.password:  # each blank of it counts
        line = " ".join(text.splitlines())
    elif not field.value[: field.cursor_position]:
        line = line.lstrip()
    if not line:
        return True
    before = field.value
    field.replace(
        line.rstrip() if text.endswith(("\n", "\r")) and not field.password else line, *sorted(field.selection)
    )
    return field.value != before
