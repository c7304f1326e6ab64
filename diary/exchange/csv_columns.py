"""The columns of the CSV, in the order they are written, and which of them each kind of row uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

COLUMNS = (
    "kind", "entry", "time", "zone", "recorded", "site", "side", "pain", "qualities", "symptoms", "sudden",
    "interference", "fatigue", "activity", "name", "dose", "relief", "effort", "new", "minutes", "movement", "value",
    "unit", "rule", "tier", "confirmed", "note",
)  # fmt: skip

EXERCISE = "exercise"
"""The one kind of row that is no thing of its own: it belongs to a session."""

SEPARATOR = ";"
"""Between qualities, and between symptoms."""

YES, NO = "yes", "no"
END = "end"
"""In `activity` of a known: it was there from the start and ended."""
REPORTED = "reported"
"""In `activity` of a question: it was in a report, at the instant in `name`."""

_ALL = ("kind", "entry", "time", "zone", "recorded", "note")


def _uses(columns: str) -> frozenset[str]:
    return frozenset((*_ALL, *columns.split()))


USED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "entry": _uses("site side pain qualities symptoms sudden interference fatigue"),
        "session": _uses("activity effort new minutes"),
        EXERCISE: _uses("name new"),
        "motion": _uses("movement side value unit"),
        "care": _uses("activity name dose relief"),
        "usual": _uses("site side pain interference"),
        "known": _uses("site side qualities symptoms activity"),
        "visit": _uses("name"),
        "question": _uses("activity name"),
        "ack": _uses("rule site side movement tier confirmed"),
    }
)
"""What a row of each kind may say; anything else in it is reported."""

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


def number_cell(value: float | None) -> str:
    """The shortest text that reads back as the same number."""
    if value is None:
        return ""
    text = repr(float(value))
    return text.removesuffix(".0") if text != "-0.0" else text
