"""Texts in lines: a number stays with its unit or its word, a day with its date, an arrow with its levels."""

from __future__ import annotations

import re
import textwrap

UNBROKEN = "\u00a0"
"""Stands for a space at which no line ends, while a text is wrapped."""
_UNITS = (
    "%|°|degrees?|points?|h|hours?|min|minutes?|days?|nights?|weeks?|months?|years?|times?|entries|readings|sessions?"
    "|mcg|mg|g|kg|lb|ml|l|mm|cm|m|km|in|IU|reps?|sets?|steps?|tablets?|drops?|puffs?"
    "|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
_KEPT = re.compile(
    rf"(?<=\d) (?=(?:{_UNITS})(?![^\W_]))|(?<=\d) (?=of \d)|(?<=\d of) (?=\d)|(?<=→) | (?=[→·] )"
    r"|(?<=worst|atest|ually) (?=\d)|(?<= best) (?=\d)|(?<=Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?=\d)"
)


def unbroken(text: str) -> str:
    """The text with a mark at each space where a line must not end."""
    return _KEPT.sub(UNBROKEN, text)


def broken_lines(text: str, width: int, first: str = "", later: str = "") -> list[str]:
    """The text in lines of at most that many characters, each with its indent; words are not broken at hyphens."""
    lines = textwrap.wrap(
        unbroken(text), width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False
    )  # fmt: skip
    return [line.replace(UNBROKEN, " ") for line in lines]
