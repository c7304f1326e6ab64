"""The tables as SQLModel sees them, declared from the table of fields when they are first written to.

Only this module loads SQLModel and SQLAlchemy, and only saving loads this module: `queries` reads in plain SQL.
Constraints and indexes are in the SQL of the migrations alone; a test compares the columns with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from functools import cache
from threading import Lock
from typing import Any, ClassVar, cast

from sqlalchemy import MetaData, NullPool, create_engine
from sqlalchemy.exc import DBAPIError
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


class _Joined:
    """A connection in a transaction of the store: SQLAlchemy may neither end that nor close the connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def commit(self) -> None:
        """Leave it to the store."""

    rollback = close = commit


_IN_USE: ContextVar[sqlite3.Connection] = ContextVar("in_use")
# One for all connections, so that statements are compiled once.
_ENGINE = create_engine("sqlite+pysqlite://", creator=lambda: _Joined(_IN_USE.get()), poolclass=NullPool)


def save_rows(connection: sqlite3.Connection, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows through their model, within a transaction that was begun on the connection. sqlite3.Error if not."""
    model = model_of(table)
    given = _IN_USE.set(connection)
    try:
        with _ENGINE.connect() as joined, Session(joined, autoflush=False) as session:
            session.add_all(model(**row) for row in rows)
            session.flush()
    except DBAPIError as error:
        raise error.orig or error from error
    finally:
        _IN_USE.reset(given)
