"""Help: all keys of the screen it was opened from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen

from diary.review import DISCLAIMER
from diary.tui.help.keys import bindings_of, meaning
from diary.tui.parts.pen import Drawn, Pen
from diary.tui.parts.said import wrapped
from diary.tui.parts.screens import Question

WORDS = (
    "A digit sets the level of the site at the arrow. Enter saves the sites that were given a level or a word.",
    "‹6› is typed and not saved yet. [x] is ticked. A dot in a row of days is a day without an entry.",
    "!! emergency · ! get advice today · ▲ tell your therapist · • next appointment · ○ ordinary soreness so far",
    "Everything here can be done by mouse too, and from the palette on ctrl+p. A backup is made with the first entry "
    f"of a day; for one more: ctrl+p, then “back up now”. {DISCLAIMER}",
)


class KeyList(Drawn):
    """Keys and what they do, then a few words on the signs."""

    def __init__(self, of: Screen[object]) -> None:
        super().__init__()
        self.lines = [(keys, meaning(keys, binding), binding.key.split(",")[0]) for keys, binding in bindings_of(of)]

    def draw(self, pen: Pen, width: int) -> None:
        """One line a key."""
        room = max(len(keys) for keys, _, _ in self.lines) + 4
        for keys, words, key in self.lines:
            pen.write(f"  {keys}".ljust(room), "bold $text-accent", press=key)
            for index, line in enumerate(wrapped(words, width - room - 1)):
                if index:
                    pen.line()
                    pen.to(room)
                pen.write(line, press=key)
            pen.line()
        for words in WORDS:
            pen.line()
            for line in wrapped(words, width - 4):
                pen.write(f"  {line}", "$quiet")
                pen.line()

    def pressed(self, name: str) -> None:
        """Close help and do what the key does."""
        self.screen.dismiss(None)
        self.app.call_after_refresh(self.app.simulate_key, name)


class HelpScreen(Question[None]):
    """A window with all keys. Esc or ? closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "question_mark,f1,q",
            "leave",
            "back",
            show=False,
            id="help.leave",
            tooltip="The key that opened it closes it",
        ),
    ]
    DEFAULT_CSS = """
    HelpScreen VerticalScroll { height: auto; max-height: 100%; }
    """

    def __init__(self, of: Screen[object]) -> None:
        super().__init__()
        self._of = of

    def compose(self) -> ComposeResult:
        """The list, which scrolls where it is long."""
        with Vertical() as window:
            window.border_title = "Keys"
            window.border_subtitle = "esc back"
            with VerticalScroll():
                yield KeyList(self._of)
