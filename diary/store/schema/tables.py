"""The tables as SQLModel sees them, declared from the table of fields when they are first written to.

Constraints and indexes are in the SQL of the migrations alone; a test compares the columns with it.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from threading import Lock
from typing import Any, ClassVar, cast

from sqlalchemy import MetaData, Table
from sqlmodel import Field as Column
from sqlmodel import SQLModel
from sqlmodel.main import SQLModelConfig  # type: ignore[attr-defined]  # the type of its `model_config`

from diary.domain.fields import Field, Flag, Instant, Number, Rating, Whole
from diary.domain.records import KINDS
from diary.store.schema.columns import layout_of

SCHEMA = MetaData()
_LOCK = Lock()
_TYPES: dict[type, type] = {Rating: int, Whole: int, Number: float, Flag: bool, Instant: datetime}
"""What a column holds, by the specification of its field; text where it is not listed."""
_COMMON = {
    "seq": int | None,
    "id": str,
    "at": datetime,
    "offset": int,
    "zone": str,
    "date_only": bool,
    "recorded": datetime | None,
    "note": str,
}
_CHANGE = {
    "seq": int | None,
    "id": str,
    "instant": datetime,
    "program": str,
    "session": str,
    "label": str,
    "undo_of": str | None,
    "undone_by": str | None,
}
_VERSION = {
    "seq": int | None,
    "thing_id": str,
    "kind": str,
    "change_id": str,
    "operation": str,
    "content": str | None,
    "instant": datetime,
}


class Row(SQLModel):
    """The base of all tables."""

    # A table model checks no values, so the 8 ms that its validator would take are saved: the domain checks.
    model_config = SQLModelConfig(defer_build=True)
    metadata: ClassVar[MetaData] = SCHEMA


def model_of(table: str) -> type[Row]:
    """The model of a table, by its name. Made on demand: all thirteen take as long as importing SQLModel."""
    # The screen preloads in one thread while another may save already.
    with _LOCK:
        return _make_model(table)


@cache
def _make_model(table: str) -> type[Row]:
    columns, keys = _columns_of(table)
    members: dict[str, Any] = {
        "__module__": __name__,
        "__tablename__": table,
        "__annotations__": columns,
        **{key: Column(default=None, primary_key=True) for key in keys},
    }
    metaclass: Any = type(Row)
    return cast("type[Row]", metaclass(f"{table.title()}Row", (Row,), members, table=True))


def table_of(table: str) -> Table:
    """The Core table behind a model."""
    return cast("Table", model_of(table).__table__)  # type: ignore[attr-defined]


def _columns_of(table: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Names and types of the columns, and the primary key."""
    if table in ("change", "version"):
        return dict(_CHANGE if table == "change" else _VERSION), ("seq",)
    for kind in KINDS:
        layout = layout_of(kind)
        if kind == table:
            return {**_COMMON, **_types_of(layout.fields)}, ("seq",)
        if layout.parts is not None and layout.parts.name == table:
            first = {layout.parts.owner: str, "place": int}
            return {**first, **_types_of(layout.parts.fields)}, (layout.parts.owner, "place")
    raise KeyError(table)


def _types_of(fields: tuple[Field, ...]) -> dict[str, Any]:
    types = {field.name: _TYPES.get(type(field.spec), str) for field in fields}
    return {field.name: types[field.name] | None if field.optional else types[field.name] for field in fields}
