"""The columns of the CSV, in the order they are written, and which of them each kind of row uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from diary.domain.fields import fields_of, parts_of
from diary.domain.records import TYPE_OF, Entry, Exercise, Question, Reading, Usual

EXERCISE = "exercise"
"""The one kind of row that is no record of its own: it belongs to a session."""

SEPARATOR = ";"
"""Stands between qualities, and between symptoms; unlike a comma it needs no quotation marks."""

YES, NO = "yes", "no"
REPORTED = "reported"
"""In `activity` of a question: it was in a report; `name` has the instant of that report."""

_ALL = ("kind", "entry", "time", "zone", "recorded", "note")


def _cells_of(*classes: type) -> frozenset[str]:
    return frozenset((*_ALL, *(field.cell for cls in classes for field in fields_of(cls) if parts_of(cls) != field)))


USED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **{kind: _cells_of(cls) for kind, cls in TYPE_OF.items()},
        "entry": _cells_of(Entry, Reading),
        EXERCISE: _cells_of(Exercise),
        # A usual level of the whole person is that of interference.
        "usual": _cells_of(Usual) | {"interference"},
        "question": _cells_of(Question) | {"activity"},
    }
)
"""The columns that a row of each kind may fill; any other filled cell is reported and left out."""

_FIRST = (
    "kind", "entry", "time", "zone", "recorded", "site", "side", "pain", "qualities", "symptoms", "sudden",
    "interference", "fatigue", "activity", "name", "dose", "relief", "effort", "new", "minutes", "movement", "value",
    "unit", "rule", "tier", "confirmed", "note",
)  # fmt: skip
_ADDED = dict.fromkeys(field.cell for cls in (*TYPE_OF.values(), Reading, Exercise) for field in fields_of(cls))
COLUMNS = (*_FIRST, *(cell for cell in _ADDED if cell not in _FIRST and cell in frozenset().union(*USED.values())))
"""In the order they are written. A column once written keeps its place: what a new field adds comes last."""

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
