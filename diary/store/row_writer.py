"""Records as rows: inserting, updating and deleting them. `queries` reads them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, text, update
from sqlalchemy.sql import ColumnElement

from diary.domain.records import KINDS, Kind, Record
from diary.store.schema.columns import COMMON, TableLayout, layout_of

if TYPE_CHECKING:
    from sqlalchemy import Table

WORDS = ("qualities", "symptoms")
"""Columns that hold several words as one text."""
IDS = "SELECT value FROM json_each(:ids)"
"""Passes any number of ids as one parameter, because SQLite limits the number of parameters."""


def insert_records(connection: Connection, kind: Kind, records: Sequence[Record]) -> None:
    """Insert rows for new records, with their parts."""
    layout = layout_of(kind)
    insert_rows(connection, kind, _columns(layout), map(_value_getter(_columns(layout)), records))
    _insert_parts(connection, layout, records)


def insert_rows(connection: Connection, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, each with the values of these columns in this order."""
    # Values are converted as SQLAlchemy does it, but directly: with ten thousand rows SQLAlchemy spends as long on
    # each row as SQLite needs to write it.
    types, dialect = _table(name).c, connection.dialect
    converters = [
        (place, convert)
        for place, column in enumerate(columns)
        if (convert := _joined if column in WORDS else types[column].type.dialect_impl(dialect).bind_processor(dialect))
    ]
    converted = []
    for row in rows:
        values = list(row)
        for place, convert in converters:
            values[place] = convert(values[place])
        converted.append(tuple(values))
    if converted:
        names = ", ".join(map(dialect.identifier_preparer.quote, columns))
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {name} ({names}) VALUES ({marks})", converted)


def update_records(connection: Connection, kind: Kind, records: Sequence[Record]) -> None:
    """Give existing records new content; they keep `seq`, their place in the order of writing."""
    layout = layout_of(kind)
    columns: dict[str, Any] = {name: bindparam(name) for name in (*COMMON[1:], *layout.own)}
    values = _value_getter(tuple(columns))
    rows = [dict(zip(columns, values(record), strict=True)) | {"old_id": record.id} for record in records]
    for row in rows:
        row.update({name: _joined(row[name]) for name in WORDS if name in row})
    table = _table(kind)
    connection.execute(update(table).where(table.c.id == bindparam("old_id")).values(**columns), rows)
    # Parts have no ids of their own, so all of them are replaced.
    if layout.parts is not None:
        ids = json.dumps([record.id for record in records])
        parts = _table(layout.parts.name)
        connection.execute(delete(parts).where(_among(parts.c[layout.parts.owner], ids)))
        _insert_parts(connection, layout, records)


def delete_records(connection: Connection, kind: Kind, ids: Sequence[str]) -> None:
    """Delete rows; the foreign keys delete their parts with them."""
    table = _table(kind)
    connection.execute(delete(table).where(_among(table.c.id, json.dumps(list(ids)))))


def kinds_of(connection: Connection, ids: Iterable[str]) -> dict[str, Kind]:
    """The kinds of the records with these ids; unknown ids are left out."""
    # One query for all kinds, because building nine takes longer than all the rest of saving an entry.
    asked = f"WITH asked(id) AS ({IDS}) "
    query = asked + " UNION ALL ".join(
        f"SELECT '{kind}', {kind}.id FROM asked JOIN {kind} USING (id)" for kind in KINDS
    )
    return {id: kind for kind, id in connection.execute(text(query), {"ids": json.dumps(list(ids))})}


def _insert_parts(connection: Connection, layout: TableLayout, records: Sequence[Record]) -> None:
    if (parts := layout.parts) is None:
        return
    own = attrgetter(*parts.own)
    rows = (
        (record.id, place, *own(part)) for record in records for place, part in enumerate(getattr(record, parts.field))
    )
    insert_rows(connection, parts.name, (parts.owner, "place", *parts.own), rows)


def _table(name: str) -> Table:
    # A program that only reads should not wait for SQLModel, whose import takes as long as all the rest.
    from diary.store.schema.tables import table_of

    return table_of(name)


def _columns(layout: TableLayout) -> tuple[str, ...]:
    return (*COMMON, *layout.own)


def _value_getter(columns: Sequence[str]) -> Callable[[Record], tuple[Any, ...]]:
    """A function that takes the values of these columns from a record."""
    moment_paths = {"at": "at.instant", "offset": "at.offset", "zone": "at.zone", "date_only": "at.date_only"}
    return attrgetter(*(moment_paths.get(name, name) for name in columns))


def _joined(words: tuple[str, ...]) -> str:
    return ";".join(words)


def _among(column: ColumnElement[Any], ids: str) -> ColumnElement[bool]:
    return column.in_(text(IDS).bindparams(ids=ids))
