"""Things as rows: adding them, giving them new content, taking them away. Reading them is `reading`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, text, update
from sqlalchemy.sql import ColumnElement

from diary.domain.records import KINDS, Kind, Record
from diary.store.schema.columns import COMMON, TableLayout, layout_of

WORDS = ("qualities", "symptoms")
"""Columns of several words, one text of them."""
IDS = "SELECT value FROM json_each(:ids)"
"""Any number of ids as one parameter; SQLite allows only so many."""


def insert_records(connection: Connection, kind: Kind, records: Sequence[Record]) -> None:
    """Add rows for things that are not there yet."""
    shelf = layout_of(kind)
    insert_rows(connection, shelf.table, _columns(shelf), map(_values(_columns(shelf)), records))
    _insert_parts(connection, shelf, records)


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows, each with the values of these columns in their order."""
    # Each value goes the way SQLAlchemy would send it, but of ten thousand rows that looks at each for as long as
    # SQLite takes to write it.
    dialect = connection.dialect
    ways = [
        (place, way)
        for place, name in enumerate(columns)
        if (way := _joined if name in WORDS else table.c[name].type.dialect_impl(dialect).bind_processor(dialect))
    ]
    written = []
    for row in rows:
        values = list(row)
        for place, way in ways:
            values[place] = way(values[place])
        written.append(tuple(values))
    if written:
        names = ", ".join(map(dialect.identifier_preparer.quote, columns))
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", written)


def update_records(connection: Connection, kind: Kind, records: Sequence[Record]) -> None:
    """Give things that are there their new content; they keep their place in the order of writing."""
    shelf = layout_of(kind)
    columns: dict[str, Any] = {name: bindparam(name) for name in (*COMMON[1:], *shelf.own)}
    values = _values(tuple(columns))
    rows = [dict(zip(columns, values(record), strict=True)) | {"old_id": record.id} for record in records]
    for row in rows:
        row.update({name: _joined(row[name]) for name in WORDS if name in row})
    connection.execute(update(shelf.table).where(shelf.table.c.id == bindparam("old_id")).values(**columns), rows)
    if shelf.parts is not None:
        ids = json.dumps([record.id for record in records])
        connection.execute(delete(shelf.parts.table).where(_among(shelf.parts.table.c[shelf.parts.owner], ids)))
        _insert_parts(connection, shelf, records)


def delete_records(connection: Connection, kind: Kind, ids: Sequence[str]) -> None:
    """Take rows away; their parts go with them."""
    table = layout_of(kind).table
    connection.execute(delete(table).where(_among(table.c.id, json.dumps(list(ids)))))


def kinds_of(connection: Connection, ids: Iterable[str]) -> dict[str, Kind]:
    """Which of the ids are there, and as what."""
    # One query for all kinds: building nine would take longer than all the rest of saving an entry.
    asked = f"WITH asked(id) AS ({IDS}) "
    query = asked + " UNION ALL ".join(
        f"SELECT '{kind}', {kind}.id FROM asked JOIN {kind} USING (id)" for kind in KINDS
    )
    return {id: kind for kind, id in connection.execute(text(query), {"ids": json.dumps(list(ids))})}


def _insert_parts(connection: Connection, shelf: TableLayout, records: Sequence[Record]) -> None:
    if (parts := shelf.parts) is None:
        return
    own = attrgetter(*parts.own)
    rows = (
        (record.id, place, *own(part)) for record in records for place, part in enumerate(getattr(record, parts.field))
    )
    insert_rows(connection, parts.table, (parts.owner, "place", *parts.own), rows)


def _columns(shelf: TableLayout) -> tuple[str, ...]:
    return (*COMMON, *shelf.own)


def _values(columns: Sequence[str]) -> Callable[[Record], tuple[Any, ...]]:
    """What takes the values of these columns out of a thing."""
    within = {"at": "at.instant", "offset": "at.offset", "zone": "at.zone", "date_only": "at.date_only"}
    return attrgetter(*(within.get(name, name) for name in columns))


def _joined(words: tuple[str, ...]) -> str:
    return ";".join(words)


def _among(column: ColumnElement[Any], ids: str) -> ColumnElement[bool]:
    return column.in_(text(IDS).bindparams(ids=ids))
