"""Where the records of each kind are stored: their table, its columns, and the table of their parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, get_type_hints

from diary.domain.fields import Field, Flag, Instant, Number, Parts, Rating, Whole, fields_of, own_fields, parts_of
from diary.domain.records import KINDS, TYPE_OF, Change, Kind

INDEXED_WORDS = (("entry", "symptoms"), ("reading", "qualities"), ("reading", "symptoms"))
"""Tables and columns of words that have a partial index."""
_TYPES: dict[type, type] = {Rating: int, Whole: int, Number: float, Flag: bool, Instant: datetime}
"""What a column holds, by the specification of its field; text where it is not listed."""
_COMMON = {
    "id": str,
    "at": datetime,
    "offset": int,
    "zone": str,
    "date_only": bool,
    "about": bool,
    "recorded": datetime | None,
    "note": str,
    "source": str,
}
COMMON = tuple(_COMMON)
"""The columns that the records of every kind have."""
_VERSION = {
    "seq": int | None,
    "thing_id": str,
    "kind": str,
    "change_id": str,
    "operation": str,
    "content": str | None,
    "instant": datetime,
}


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


@cache
def columns_of(name: str) -> Mapping[str, Any]:
    """The columns of a table with the types of their values."""
    if name == "version":
        return _VERSION
    if name == "change":
        held = {field: kind for field, kind in get_type_hints(Change).items() if field != "operations"}
        return {"seq": int | None, **held}
    for kind in KINDS:
        layout = layout_of(kind)
        if kind == name:
            return {"seq": int | None, **_COMMON, **_types_of(layout.fields)}
        if layout.parts is not None and layout.parts.name == name:
            return {layout.parts.owner: str, "place": int, **_types_of(layout.parts.fields)}
    raise KeyError(name)


def _types_of(fields: tuple[Field, ...]) -> dict[str, Any]:
    types = {field.name: _TYPES.get(type(field.spec), str) for field in fields}
    return {field.name: types[field.name] | None if field.optional else types[field.name] for field in fields}


def quoted(columns: Iterable[str], table: str = "") -> str:
    """The names of columns in SQL, in their order and with the name of the table where it is given."""
    # In brackets: what stands in double quotes SQLite takes for a text where there is no such column.
    place = f"{table}." if table else ""
    return ", ".join(f"{place}[{name}]" for name in columns)
