"""What a line is made of once it was read: atoms with a role and their place in the line, troubles, and their fixes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from diary.domain.grammar.timewords import TimeWord
from diary.errors import ErrorHint

AtomRole = Literal[
    "site", "side", "quality", "symptom", "overall", "sudden", "interference", "filler", "link", "pain", "negation",
    "inability", "easing", "ask", "wide", "kind", "activity", "severity", "course", "circumstance", "position",
    "radiate", "kept", "span", "same", "separator", "level", "time", "remark", "person", "fatigue", "count", "number",
    "placeholder", "own", "doubt",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """A level as the diary keeps it, and the ends of its range where it was one."""

    value: int
    low: int | None = None
    high: int | None = None
    says: str = ""
    """What it was counted as, where that is not what was typed."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One understood piece of a line, or a word that is not understood (`remark`)."""

    role: AtomRole
    raw: str
    """As it was typed."""
    start: int
    end: int
    value: str = ""
    pair: bool = False
    level: Level | None = None
    when: TimeWord | None = None
    kind: str = ""
    """Of a level, the field it belongs to: rest, on_movement, worst, best; "" for the level itself.

    Of what only one command knows (`own`), what it is to it, such as a dose.
    """
    settled: bool = False
    """Whether it was decided that it is a remark: nothing more is asked about it."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of a line that ends a trouble: the text from `start` to `end` is read as `text`.

    Without a text it goes into the note; with `keeps` it goes there as well.
    """

    start: int
    end: int
    text: str | None = None
    keeps: bool = False


Fixes = tuple[Fix, ...]
Way = tuple[Fixes, ...]
"""What may have been meant, written in one of several ways: the first that leaves no other trouble is taken."""
Ways = tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a line can't be kept as it is. `ways` are the lines that may have been meant, each with ways to write it.

    Of the fixes of one way, the first that leaves no other trouble is taken. Without `ways` only the person can tell.
    """

    start: int
    text: str
    ways: Ways = ()
    hint: ErrorHint | None = None
    missing: bool = False
    """Whether a number, a side or a place is missing, for which a placeholder stands."""
    spelling: bool = False
    """Whether it offers other words for one that is not understood: what else is in doubt may come from that."""


def moved(start: int, end: int) -> Ways:
    """The one way to end a trouble by moving a piece of the line into the note."""
    return (((Fix(start, end),),),)


def slice_of(source: str, atoms: Sequence[Atom]) -> str:
    """The text from the first atom to the last, as it was typed."""
    return source[atoms[0].start : atoms[-1].end] if atoms else ""
