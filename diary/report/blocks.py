"""The blocks of a sheet: a few kinds, and every format can show each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar

from diary.charts.period import Place


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 for a part, 3 for a part of one."""

    text: str
    level: int = 2
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; a quiet one is small print."""

    text: str
    quiet: bool = False
    kind: str = "para"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: a lead in bold, then its text."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of lines."""

    items: tuple[Item, ...]
    boxed: bool = False
    """Whether a frame is drawn around it: it must be seen first."""
    kind: str = "items"


@dataclass(frozen=True, slots=True)
class Spark:
    """The levels of some days in a line of a table: as characters, in words, and as numbers for a drawing."""

    text: str
    alt: str
    levels: tuple[float | None, ...]
    usual: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `shares` are the columns' parts of the width, 0 is as wide as its content; numbers stand right."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    numbers: tuple[bool, ...]
    sparks: tuple[Spark, ...] = ()
    """A small drawing for each row, which takes the place of the second cell where drawings can be shown."""
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart to be drawn, with the words that stand for it where it can't be seen."""

    chart: str
    alt: str
    places: tuple[Place, ...] = ()
    first: date = date.min
    last: date = date.max
    height: float | None = None
    """The height that a trend should have, in inches; None for that of the chart itself."""
    levels: tuple[tuple[Place, int | None], ...] = ()
    stale: tuple[Place, ...] = ()
    numb: tuple[Place, ...] = ()
    cleared: tuple[Place, ...] = ()
    """Of a body chart: sites whose level is of an earlier day, with numbness or tingling, with a finding that ended."""
    panels: int = 0
    """How many panels it has, where they are side by side; `part` are the first and the one after the last drawn."""
    part: tuple[int, int] | None = None
    kind: str = "picture"


@dataclass(frozen=True, slots=True)
class Beside:
    """A picture at the left of a table with small print."""

    picture: Picture
    table: Table
    small: Para
    kind: str = "beside"


Block = Heading | Para | Items | Table | Picture | Beside


@dataclass(frozen=True, slots=True)
class Sheet:
    """The report in words: its first page, the pages behind it, and the line that stands on each."""

    title: str
    who: str
    period: str
    trust: str
    first: tuple[Block, ...]
    behind: tuple[Block, ...]
    foot: str
    made: str


T = TypeVar("T")


def cleaned(value: T, clean: Callable[[str], str]) -> T:
    """A copy with every text in it cleaned, at any depth."""
    # Names of charts and sites are cleaned too; they are plain words, which cleaning does not change.
    result: Any = value
    if isinstance(value, str):
        result = clean(value)
    elif isinstance(value, tuple):
        result = tuple(cleaned(part, clean) for part in value)
    elif is_dataclass(value) and not isinstance(value, type):
        result = replace(value, **{f.name: cleaned(getattr(value, f.name), clean) for f in fields(value)})
    return result  # type: ignore[no-any-return]
