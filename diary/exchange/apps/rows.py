"""The common shape of other apps' files: rows with a time, named things with their values, and a note."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

ASK = "?"
"""In a map: not answered yet."""
IGNORE = "ignore"
NOTE = "note"
MEDICINE = "medicine"
TEN = "0-10"
"""A scale whose whole numbers are levels."""
ELSE = "*"
"""The name that stands for all others of its section."""
NOTHING = frozenset({"notpresent", "not present", "none", "no", "absent", "not at all", "false", "never"})
"""Words that say that nothing was there: no level, no entry, no medicine taken."""
MOST_ROWS = 200_000
"""Rows of one file: 50 a day for ten years. More would not fit in memory, and is no diary."""

Progress = Callable[[int, int], None]
"""Called with the bytes that were read, and those of the whole file (0 where that is not known)."""


class Fact(NamedTuple):
    """One named thing in a row, in the words of the file."""

    section: str
    """The part of the file that it stands in: "Symptom", "Scales", or the name of a column."""
    name: str
    value: str = ""
    """A number or a word, and its unit; "" where the row gives none. A missing value is never zero."""
    scale: str = ""
    """The scale of the value by its name in the map; "" where it has none."""
    stated: bool = False
    """Whether the file itself says that the scale runs from 0 to 10."""
    more: str = ""
    """What else is said about it; it goes to the note."""
    minutes: int | None = None
    """How long it took, where the value is a duration."""


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """One row of another app's file, not yet interpreted."""

    place: str
    """Such as "line 7"."""
    date: str = ""
    clock: str = ""
    """The time of day or a part of the day, where it does not stand in the date."""
    offset: str = ""
    """Minutes east of UTC, where a column of their own says so."""
    zone: str = ""
    facts: tuple[Fact, ...] = ()
    note: str = ""
    problem: str = ""
    column: str = ""
    waits: bool = False
    """Whether the problem is a question of the map."""
    key: str = ""
    """What the row says, where its facts depend on the map; ids are made from it."""
    left_out: str = ""
    """Why the row is no record in itself, whatever the map says."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file of another app that was recognised, with all of its rows."""

    app: str
    """The name of the app: what is converted is marked with it."""
    rows: tuple[ForeignRow, ...]
    sections: Mapping[str, str] = field(default_factory=dict)
    """What the names of a section are unless the map says something else; "" means that each name is looked at."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """The hours that stand for the app's parts of the day; "" where only the day is known."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What each column holds, proposed from its name: only of a table of no known app."""
    remarks: tuple[str, ...] = ()
    zone: str = ""
    """The zone of its times, where the app always writes one."""


def taken_for(export: Export) -> str:
    """What the file was recognised as."""
    return "a table of an app that the diary does not know" if export.columns else f"an export of {export.app}"


def parts_of(text: str, separator: str = "|") -> list[str]:
    """The parts of a list in a cell, trimmed, without empty ones."""
    return [part for part in (part.strip() for part in text.split(separator)) if part]


def is_number(text: str) -> bool:
    """Whether a value is a number and nothing else."""
    return bool(re.fullmatch(r"-?\d+(?:[.,]\d+)?", text))


def number(text: str) -> str:
    """A number as people write it: 6 for 6.0; any other text as it is."""
    whole, point, rest = text.partition(".")
    return whole if point and rest and not rest.strip("0") else text


def section_defaults(facts: Iterable[Fact], known: Mapping[str, str], others: str) -> dict[str, str]:
    """A default for each section that is there: the known one, or that of all others."""
    return {fact.section: known.get(fact.section, others) for fact in facts}
