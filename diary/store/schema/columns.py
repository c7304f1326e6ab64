"""Where the records of each kind are stored: their table, its columns, and the table of their parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from diary.domain.fields import Field, Parts, fields_of, own_fields, parts_of
from diary.domain.records import TYPE_OF, Kind

SYMPTOMS_THERE, QUALITIES_THERE, CAME_SUDDENLY = "symptoms <> ''", "qualities <> ''", "sudden = 1"
"""Conditions of partial indexes. SQLite uses such an index only if a query repeats the condition exactly."""
INDEXED_WORDS = (("entry", "symptoms"), ("reading", "qualities"), ("reading", "symptoms"))
"""Tables and columns of words that have such an index."""
COMMON = ("id", "at", "offset", "zone", "date_only", "recorded", "note")


@dataclass(frozen=True, slots=True)
class PartLayout:
    """The parts of a record: the field that holds them, the name of their table, and their own columns."""

    field: str
    name: str
    owner: str
    """The column with the id of the record."""
    fields: tuple[Field, ...]

    @property
    def own(self) -> tuple[str, ...]:
        """The names of their own columns."""
        return tuple(field.name for field in self.fields)


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Where the records of one kind are: their own columns, and their parts. The table has the name of the kind."""

    kind: Kind
    fields: tuple[Field, ...]
    own: tuple[str, ...]
    parts: PartLayout | None


@cache
def layout_of(kind: Kind) -> TableLayout:
    """The layout of a kind, from the table of fields: reading does not have to load SQLModel for it."""
    cls: Any = TYPE_OF[kind]
    fields, held = own_fields(cls), parts_of(cls)
    parts = None
    if held is not None and isinstance(held.spec, Parts):
        parts = PartLayout(held.name, held.spec.table, f"{kind}_id", fields_of(held.spec.of))
    return TableLayout(kind, fields, tuple(field.name for field in fields), parts)
