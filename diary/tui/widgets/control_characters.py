"""What a terminal would obey is taken out of each line before it is drawn, wherever in a diary it came from."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

# Control characters, and those that turn the direction of writing or break a line. None of them has a width.
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class NoControlCharacters(LineFilter):
    """Takes out of a line's texts what a terminal would obey."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line without it."""
        # Nearly all text is fine, and telling so is quick.
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(_OBEYED.sub("", segment.text), segment.style)
            for segment in segments
        ]


NO_CONTROL_CHARACTERS = NoControlCharacters()
