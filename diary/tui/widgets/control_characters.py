"""A filter that removes from every drawn line the characters that a terminal would act on."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

# Control characters, and those that change the writing direction or break a line. None has a width, so that removing
# them leaves every column where it was.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class NoControlCharacters(LineFilter):
    """Removes control characters from the texts of a line."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line without control characters."""
        # Nearly every line is clean, and this test is quick: it runs for each line of each frame.
        if all(segment.text.isprintable() for segment in segments):
            return segments
        # Control segments are Textual's own, such as cursor movements, and hold no text of a person.
        return [
            segment if segment.control else Segment(_CONTROL.sub("", segment.text), segment.style)
            for segment in segments
        ]


NO_CONTROL_CHARACTERS = NoControlCharacters()
