"""The columns of the CSV, in the order they are written, and which of them each kind of row uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain

from diary.domain.fields import own_fields, parts_of
from diary.domain.records import TYPE_OF, Entry, Exercise, Reading, Session
from diary.domain.rehabilitation import Answer, Score

EXERCISE = "exercise"
"""The one kind of row that is no record of its own: it belongs to a session."""

SEPARATOR = ";"
"""Stands between qualities, and between symptoms; unlike a comma it needs no quotation marks."""

YES, NO = "yes", "no"
END = "end"
"""In `activity` of a known symptom: it was there from the start and has ended."""
REPORTED = "reported"
"""In `activity` of a question: it was in a report; `name` has the instant of that report."""

# The readings of an entry stand in its own rows, the exercises of a session have rows of their own.
_CLASSES: Mapping[str, tuple[type, ...]] = {
    "entry": (Reading, Entry),
    "session": (Session,),
    EXERCISE: (Exercise,),
    "score": (Answer, Score),
    **{kind: (cls,) for kind, cls in TYPE_OF.items() if parts_of(cls) is None},
}
# A usual level without a site is that of interference; whether a question was in a report is not its instant alone.
_MORE = {"usual": ("interference",), "question": ("activity",)}
_CELLS: Mapping[str, tuple[str, ...]] = {
    kind: (*(field.cell for cls in classes for field in own_fields(cls)), *_MORE.get(kind, ()))
    for kind, classes in _CLASSES.items()
}
_COMMON = ("kind", "entry", "time", "zone", "recorded", "about", "source")

FIRST_EDITION = (
    "kind", "entry", "time", "zone", "recorded", "site", "side", "pain", "qualities", "symptoms", "sudden",
    "interference", "fatigue", "activity", "name", "dose", "relief", "effort", "new", "minutes", "movement", "value",
    "unit", "rule", "tier", "confirmed", "note",
)  # fmt: skip
_SECOND_EDITION = (
    "rest", "on_movement", "worst", "best", "course", "sets", "reps", "seconds", "load", "done", "because", "per_week",
    "since", "until", "regular", "about", "source",
)  # fmt: skip
USED: Mapping[str, frozenset[str]] = {kind: frozenset((*_COMMON, *cells, "note")) for kind, cells in _CELLS.items()}
"""The columns that a row of each kind may fill; any other filled cell is reported and left out."""
_ALL = (*FIRST_EDITION, *_SECOND_EDITION, *chain.from_iterable(_CELLS.values()))
COLUMNS = tuple(column for column in dict.fromkeys(_ALL) if any(column in used for used in USED.values()))
"""In the order they are written. A column keeps its place in later versions; what a new field adds comes last."""

# Text that a spreadsheet may run as a formula, after any white space or apostrophes. East Asian versions take the
# full-width signs for the narrow ones.
_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


def safe(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would run it, or if `plain` would remove one from it."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """The text that `safe` was given. An apostrophe that guards no formula belongs to the text."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
