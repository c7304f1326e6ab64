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
"""The one kind of row that is no record of its own: it belongs to a session."""

SEPARATOR = ";"
"""Stands between qualities, and between symptoms; unlike a comma it needs no quotation marks."""

YES, NO = "yes", "no"
END = "end"
"""In `activity` of a known symptom: it was there from the start and has ended."""
REPORTED = "reported"
"""In `activity` of a question: it was in a report; `name` has the instant of that report."""

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
"""The columns that a row of each kind may fill; any other filled cell is reported and left out."""

# Text that a spreadsheet may run as a formula, after any white space or apostrophes. East Asian versions take the
# full-width signs for the narrow ones.
_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


def safe(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would run it, or if `plain` would remove one from it."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """The text that `safe` was given. An apostrophe that guards no formula belongs to the text."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def yes_or_no(flag: bool | None) -> str:
    """yes, no, or "" if it is not known."""
    return "" if flag is None else YES if flag else NO


def number_cell(value: float | None) -> str:
    """The shortest text that reads back as the same number; "" for None."""
    if value is None:
        return ""
    text = repr(float(value))
    return text.removesuffix(".0") if text != "-0.0" else text
