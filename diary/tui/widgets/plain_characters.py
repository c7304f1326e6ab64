"""Letters and signs of ASCII in place of the characters that a terminal without UTF-8 would show as question marks."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from functools import cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from diary.charts.terminal.ascii_characters import LIKE


def terminal_encoding() -> str:
    """The encoding of what is written to the terminal."""
    # Not the console's: Textual draws on the standard error, and gives its console a file without an encoding.
    return getattr(sys.__stderr__, "encoding", None) or "utf-8"


def is_unicode() -> bool:
    """Whether the terminal shows characters beyond those of one alphabet."""
    return terminal_encoding().lower().startswith("utf")


def limits_text() -> str:
    """What this terminal can't show, and what helps; "" for nothing."""
    if is_unicode():
        return ""
    return (
        f"This terminal's encoding ({terminal_encoding()}) has no arrows, no blocks and few letters: plain ones stand "
        "for them. With LANG=C.UTF-8 all of them show."
    )


@cache
def plain_filters() -> tuple[LineFilter, ...]:
    """The filter that the terminal needs; none where it shows every character."""
    return () if is_unicode() else (PlainCharacters(terminal_encoding()),)


class PlainCharacters(LineFilter):
    """Puts what looks like it in place of each character that an encoding lacks."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._plain = plain_in(encoding)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line in characters of the encoding, in as many columns."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment("".join(map(self._plain, segment.text)), segment.style)
            for segment in segments
        ]


def plain_in(encoding: str) -> Callable[[str], str]:
    """A function that gives a character as it can be written in the encoding, in as many columns."""

    @cache
    def plain(character: str) -> str:
        try:
            character.encode(encoding)
        except (UnicodeEncodeError, LookupError):
            letter = LIKE.get(character) or unicodedata.normalize("NFKD", character)[0]
            return letter if letter.isascii() and cell_len(character) == 1 else "?" * cell_len(character)
        return character

    return plain
