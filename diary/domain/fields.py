"""The one table of fields: what each field of a record may hold, how it is named to people, and its CSV column.

A record's class gives each field its specification in its annotation. From these come the checks of every write, the
columns of the tables, the cells of the CSV and the options of `diary edit`; a new field is one line in `records`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

LONGEST_NOTE, LONGEST_NAME = 100_000, 1_000
"""Characters of a note, and of any other text."""
_COMMON = frozenset({"id", "at", "recorded", "note", "source"})


@dataclass(frozen=True, slots=True)
class Spec:
    """What a field holds. `label` names it in messages, `cell` is its CSV column; "" means the name of the field."""

    label: str = ""
    cell: str = ""


class Rating(Spec):
    """A whole number 0–10."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Whole(Spec):
    """A whole number from `lowest` to `highest`."""

    lowest: int = 0
    highest: int = 0


@dataclass(frozen=True, slots=True)
class Number(Spec):
    """A finite number; which ones may stand here depends on the unit beside it. `lowest` is that of any unit."""

    lowest: float = 0


class Flag(Spec):
    """Yes or no."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Text(Spec):
    """A text of at most `longest` characters; not empty where it is `needed`."""

    longest: int = LONGEST_NAME
    needed: bool = False
    lines: bool = False
    """Whether line breaks are allowed."""


@dataclass(frozen=True, slots=True)
class Words(Spec):
    """Several words of a vocabulary."""

    vocabulary: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Choice(Spec):
    """One word of a vocabulary; the empty text too, where it is not `needed`."""

    vocabulary: Collection[str] = ()
    needed: bool = False


class Site(Spec):
    """A site of the body; the field after it is its side."""

    __slots__ = ()


class Side(Spec):
    """A side of the site in the field before it."""

    __slots__ = ()


class Instant(Spec):
    """A time in UTC."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Day(Spec):
    """A day in ISO 8601, such as 2026-03-05; a month (2026-03) or a year alone where no more is known; or ""."""


@dataclass(frozen=True, slots=True)
class Parts(Spec):
    """Readings, exercises or answers: each a row of its own table, and of the CSV."""

    table: str = ""
    of: type = object


class Field(NamedTuple):
    """A field of a record with its specification."""

    name: str
    spec: Spec
    optional: bool
    """Whether None is allowed."""
    default: Any
    """MISSING where a value has to be given."""

    @property
    def label(self) -> str:
        """How messages name it."""
        return self.spec.label or self.name

    @property
    def cell(self) -> str:
        """Its column in the CSV."""
        return self.spec.cell or self.name


@cache
def fields_of(cls: type) -> tuple[Field, ...]:
    """The specified fields of a record's class, or of a part's, in the order they are declared."""
    hints = get_type_hints(cls, include_extras=True)
    found = []
    for each in fields(cls):
        hint = hints[each.name]
        for spec in getattr(hint, "__metadata__", ()):
            if isinstance(spec, Spec):
                kind = get_args(hint)[0]
                optional = get_origin(kind) is not None and type(None) in get_args(kind)
                found.append(Field(each.name, spec, optional, each.default))
    return tuple(found)


@cache
def own_fields(cls: type) -> tuple[Field, ...]:
    """The fields that a kind of record has beside what every record has, without its parts."""
    return tuple(field for field in fields_of(cls) if field.name not in _COMMON and not isinstance(field.spec, Parts))


def parts_of(cls: type) -> Field | None:
    """The field that holds the parts of a record, where it has any."""
    return next((field for field in fields_of(cls) if isinstance(field.spec, Parts)), None)
