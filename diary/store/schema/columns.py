"""Where the records of each kind are stored: their table, its columns, and the table of their parts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from diary.domain.records import TYPE_OF, Exercise, Kind, Reading, Record

if TYPE_CHECKING:
    from sqlalchemy import Table

SYMPTOMS_THERE, QUALITIES_THERE, CAME_SUDDENLY = "symptoms <> ''", "qualities <> ''", "sudden = 1"
"""Conditions of partial indexes. SQLite uses such an index only if a query repeats the condition exactly."""
COMMON = ("id", "at", "offset", "zone", "date_only", "recorded", "note")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a record: the field that holds them, the name of their table, and their own columns."""

    field: str
    name: str
    owner: str
    """The column with the id of the record."""
    own: tuple[str, ...]

    @property
    def table(self) -> Table:
        """Their table, for writing."""
        # Parts are defined in the module of their record: "entry_id" is in `tables.entry`.
        return table_in(self.owner.removesuffix("_id"), self.name)


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Where the records of one kind are: their own columns, and their parts. The table has the name of the kind."""

    kind: Kind
    own: tuple[str, ...]
    parts: Parts | None

    @property
    def table(self) -> Table:
        """The table, for writing."""
        return table_in(self.kind, self.kind)


PARTS: dict[Kind, tuple[str, str, type]] = {
    "entry": ("readings", "reading", Reading),
    "session": ("exercises", "exercise", Exercise),
}
"""The field, the table and the type of the parts, for the kinds that have any."""


@cache
def layout_of(kind: Kind) -> TableLayout:
    """The layout of a kind. Columns have the names of the fields; a test compares them with the tables."""
    # From the dataclasses and not from the tables, so that reading does not have to load SQLModel.
    common = {each.name for each in fields(Record)}
    field, name, part = PARTS.get(kind, ("", "", None))
    parts = Parts(field, name, f"{kind}_id", tuple(each.name for each in fields(part))) if part is not None else None
    own = tuple(each.name for each in fields(TYPE_OF[kind]) if each.name not in common | {field})
    return TableLayout(kind, own, parts)


def table_in(module: str, name: str) -> Table:
    """A table, for writing, by its name and the module of `tables` that defines it."""
    load_tables(module)
    from diary.store.schema.tables.base import SCHEMA

    return SCHEMA.tables[name]


def load_tables(module: str) -> None:
    """Import a module of `tables`, which defines its tables; done when they are first written to."""
    # A program that only reads should not wait for SQLModel, whose import takes as long as all the rest.
    import_module(f"diary.store.schema.tables.{module}")
