"""Records as rows: inserting, updating and deleting them. `queries` reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, update

from diary.domain.records import Kind, Record
from diary.store.queries import as_stored, each_of
from diary.store.schema.columns import COMMON, TableLayout, columns_of, layout_of, table_of

MANY = 100
"""From so many rows on, one statement writes them without a model for each, which would take seven times as long."""
_WORDS = ("qualities", "symptoms")
"""Columns that hold several words as one text."""
_IN_MOMENT = {"at": "at.instant"} | {name: f"at.{name}" for name in ("offset", "zone", "date_only", "about")}
_Row = dict[str, Any]


def insert_records(connection: Connection, kind: Kind, records: Sequence[Record]) -> None:
    """Insert rows for new records, with their parts."""
    layout = layout_of(kind)
    insert_rows(connection, kind, _rows((*COMMON, *layout.own), records))
    _insert_parts(connection, layout, records)


def insert_rows(connection: Connection, table: str, rows: Sequence[_Row]) -> None:
    """Insert rows, all with values for the same columns; times are datetimes."""
    if len(rows) >= MANY:
        query = insert(table_of(table)).compile(connection, column_keys=list(rows[0]))
        values = map(itemgetter(*query.positiontup or ()), _with_stored_times(table, rows))
        connection.exec_driver_sql(query.string, list(values))
    elif rows:
        # A program that only reads should not wait for SQLModel, whose import takes as long as all the rest.
        from diary.store.schema.tables import save_rows

        save_rows(connection, table, rows)


def update_records(connection: Connection, kind: Kind, records: Sequence[Record]) -> None:
    """Give existing records new content; they keep `seq`, their place in the order of writing."""
    layout, table = layout_of(kind), table_of(kind)
    columns = (*COMMON[1:], *layout.own)
    rows = [{**row, "old_id": record.id} for row, record in zip(_rows(columns, records), records, strict=True)]
    query = update(table).where(table.c.id == bindparam("old_id")).values({name: bindparam(name) for name in columns})
    connection.execute(query, _with_stored_times(kind, rows))
    # Parts have no ids of their own, so all of them are replaced.
    if layout.parts is not None:
        parts = table_of(layout.parts.name)
        ids = each_of(record.id for record in records)
        connection.execute(delete(parts).where(parts.c[layout.parts.owner].in_(ids)))
        _insert_parts(connection, layout, records)


def delete_records(connection: Connection, kind: Kind, ids: Sequence[str]) -> None:
    """Delete rows; the foreign keys delete their parts with them."""
    table = table_of(kind)
    connection.execute(delete(table).where(table.c.id.in_(each_of(ids))))


def _insert_parts(connection: Connection, layout: TableLayout, records: Sequence[Record]) -> None:
    if (parts := layout.parts) is None:
        return
    placed = [(record.id, *each) for record in records for each in enumerate(getattr(record, parts.field))]
    # In the order of their key, or SQLite would write most pages several times.
    placed.sort(key=itemgetter(0, 1))
    rows = _rows(parts.own, (part for *_, part in placed))
    for (id, place, _), row in zip(placed, rows, strict=True):
        row.update({parts.owner: id, "place": place})
    insert_rows(connection, parts.name, rows)


def _rows(columns: Sequence[str], values: Iterable[Any]) -> list[_Row]:
    """The values of these columns in records, or in parts of them."""
    get = attrgetter(*(_IN_MOMENT.get(name, name) for name in columns))
    words = [name for name in _WORDS if name in columns]
    rows: list[_Row] = [dict(zip(columns, get(each), strict=True)) for each in values]
    for row in rows:
        for name in words:
            row[name] = ";".join(row[name])
    return rows


def _with_stored_times(table: str, rows: Sequence[_Row]) -> Sequence[_Row]:
    times = [name for name, kind in columns_of(table).items() if kind in (datetime, datetime | None)]
    for row in rows:
        for name in times:
            if row.get(name) is not None:
                row[name] = as_stored(row[name])
    return rows
