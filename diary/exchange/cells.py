"""Cells as they are written: safe for a spreadsheet, and read back to the letter."""

from __future__ import annotations

import re

from diary.exchange.columns import NO, YES

# What a spreadsheet may run as a formula, whatever white space or apostrophes stand before it. The wide signs count
# as the narrow ones in East Asian versions.
_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


def safe(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it, or where `plain` would take one off."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """What `safe` was given. An apostrophe that guards nothing belongs to the text."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def yes_or_no(flag: bool | None) -> str:
    """yes, no, or nothing where it is not known."""
    return "" if flag is None else YES if flag else NO


def number(value: float | None) -> str:
    """The shortest text that reads back as the same number."""
    if value is None:
        return ""
    text = repr(float(value))
    return text.removesuffix(".0") if text != "-0.0" else text
