"""Where the things of each kind are kept: their table, their columns, and the table of their parts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from diary.domain.records import TYPE_OF, Exercise, Kind, Reading, Record

if TYPE_CHECKING:
    from sqlalchemy import Table

SYMPTOMS_THERE, QUALITIES_THERE, CAME_SUDDENLY = "symptoms <> ''", "qualities <> ''", "sudden = 1"
"""Conditions of partial indexes. A query must repeat them to the letter for SQLite to use the index."""
COMMON = ("id", "at", "offset", "zone", "date_only", "recorded", "note")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a thing: the field that holds them, their table's name, and the columns of their own."""

    field: str
    name: str
    owner: str
    """The column that names the thing."""
    own: tuple[str, ...]

    @property
    def table(self) -> Table:
        """Their table, for writing."""
        return table_in(self.owner.removesuffix("_id"), self.name)


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Where the things of one kind are: the columns of their own, and their parts. The table is named as the kind."""

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
"""The field, the table and the type of the parts, for the kinds that have parts."""


@cache
def layout_of(kind: Kind) -> TableLayout:
    """The shelf of a kind. Columns are named as the fields are; a test holds them to the tables."""
    common = {each.name for each in fields(Record)}
    field, name, part = PARTS.get(kind, ("", "", None))
    parts = Parts(field, name, f"{kind}_id", tuple(each.name for each in fields(part))) if part is not None else None
    own = tuple(each.name for each in fields(TYPE_OF[kind]) if each.name not in common | {field})
    return TableLayout(kind, own, parts)


def table_in(module: str, name: str) -> Table:
    """A table, for writing, by its name and the module of `tables` that makes it."""
    load_tables(module)
    from diary.store.schema.tables.base import SCHEMA

    return SCHEMA.tables[name]


def load_tables(module: str) -> None:
    """Have a module of `tables` make its tables. That is done when they are first written to."""
    # Who only reads need not wait for SQLModel, which takes as long as all the rest.
    import_module(f"diary.store.schema.tables.{module}")
