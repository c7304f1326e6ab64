"""The tables as SQLModel sees them, declared from the table of fields when they are first written to.

Constraints and indexes are in the SQL of the migrations alone; a test compares the columns with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from threading import Lock
from typing import Any, ClassVar, cast

from sqlalchemy import Connection, MetaData
from sqlalchemy.orm import configure_mappers
from sqlmodel import Field as Column
from sqlmodel import Session, SQLModel
from sqlmodel.main import SQLModelConfig  # type: ignore[attr-defined]  # the type of its `model_config`

from diary.store.schema.columns import columns_of

SCHEMA = MetaData()
_LOCK = Lock()


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
    columns = columns_of(table)
    # Parts have no number of their own, but the id of their record and their place in it.
    keys = ("seq",) if "seq" in columns else tuple(columns)[:2]
    members: dict[str, Any] = {
        "__module__": __name__,
        "__tablename__": table,
        "__annotations__": dict(columns),
        **{key: Column(default=None, primary_key=True) for key in keys},
    }
    metaclass: Any = type(Row)
    return cast("type[Row]", metaclass(f"{table.title()}Row", (Row,), members, table=True))


def preload(*tables: str) -> None:
    """Make these models now, and what SQLAlchemy makes of all models when the first is used."""
    for table in tables:
        model_of(table)
    configure_mappers()


def save_rows(connection: Connection, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows through their model."""
    model = model_of(table)
    with Session(connection, autoflush=False) as session:
        session.add_all(model(**row) for row in rows)
        session.flush()
