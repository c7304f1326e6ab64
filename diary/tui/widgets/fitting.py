"""Texts cut or wrapped to the columns that there are, and the time of the clock: all that the first frame needs."""

from __future__ import annotations

import re
from datetime import datetime

from rich.cells import cell_len, chop_cells, set_cell_size

from diary.domain.wrapping import UNBROKEN, broken_lines, unbroken

MOST_NARROWER = 16
"""Columns by which lines may end earlier, so that their last one is not a single word."""


def clipped(text: str, width: int) -> str:
    """The text, cut with … where it is wider than that many cells; "" where there are none."""
    # Cells, not characters: a Chinese character takes two columns, a combining accent none.
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most that many cells, and never less than 20.

    Words are not broken at hyphens, and a number stays with its unit.
    """
    width = max(20, width)
    if text.isascii():  # textwrap counts characters, which is right, and faster, only for ASCII
        return broken_lines(text, width)
    lines = [""]
    for word in unbroken(" ".join(text.split())).split(" "):
        for piece in chop_cells(word, width):
            joined = f"{lines[-1]} {piece}".lstrip()
            if cell_len(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    return [line.replace(UNBROKEN, " ") for line in lines if line]


def evened(text: str, width: int) -> list[str]:
    """The text as `wrapped`, but without a single word on the last line where other lines can give it another."""
    lines = wrapped(text, width)
    for narrower in range(width - 1, max(20, width - MOST_NARROWER) - 1, -1):
        if len(lines) < 2 or " " in lines[-1]:
            break
        other = wrapped(text, narrower)
        if len(other) == len(lines):
            lines = other
    return lines


def clock_text(now: datetime) -> str:
    """The time of the clock, such as Mon 2 Nov, 20:14."""
    return f"{now:%a} {now.day} {now:%b}, {now:%H:%M}"


def whole_clauses(text: str, width: int, most: int) -> list[str]:
    """As much of a text as ends with a sentence, or else with a clause, within that many lines; [] where none does."""
    ends = [match.end() for match in re.finditer(r"[.?!;](?= |$)", text)]
    for end in sorted({*ends, len(text)}, reverse=True):
        lines = wrapped(f"{text[: end - 1]}." if text[end - 1 : end] == ";" else text[:end], width)
        if len(lines) <= most:
            return lines
    return []


def whole_parts(text: str, width: int) -> str:
    """The text without the last of its parts, between commas, that do not fit; cut with … where the first does not."""
    ends = [match.start() for match in re.finditer(r"[,;:] ", text) if match.start() <= width]
    return text if len(text) <= width else text[: ends[-1]] if ends else clipped(text, width)


def parts_that_fit(text: str, width: int) -> str:
    """The text, ended with … after a part of it, or in a note after a word, where it is wider than that many cells."""
    if cell_len(text) <= width:
        return text
    # After the dash stands what the person wrote, which has no parts.
    begun = text.partition(" — ")[0]
    ends = [match.start() for match in re.finditer(r"[,;:] ", begun)] + [len(begun)] * (begun != text)
    ends += [match.start() for match in re.finditer(" ", text) if match.start() > len(begun) + 2]
    fit = [end for end in ends if cell_len(text[:end]) + 2 <= width]
    return f"{text[: fit[-1]]} …" if fit else clipped(text, width)


def whole_items(text: str, width: int) -> str:
    """As many of the items of a list, between commas, as fit, and how many more there are; cut where not one fits."""
    if cell_len(text) <= width:
        return text
    items = text.split(", ")
    for count in range(len(items) - 1, 0, -1):
        shown = f"{', '.join(items[:count])}, {len(items) - count} more"
        if cell_len(shown) <= width:
            return shown
    return clipped(text, width)
