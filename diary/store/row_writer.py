"""Records as rows: inserting, updating and deleting them. `queries` reads them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter, itemgetter
from typing import Any

from diary.domain.records import Kind, Record
from diary.store.queries import GIVEN, as_stored, given
from diary.store.schema.columns import COMMON, TableLayout, columns_of, layout_of, quoted

MANY = 100
"""From so many rows on, one statement writes them without a model for each, which would take seven times as long."""
_WORDS = ("qualities", "symptoms")
"""Columns that hold several words as one text."""
_IN_MOMENT = {"at": "at.instant"} | {name: f"at.{name}" for name in ("offset", "zone", "date_only", "about")}
_Row = dict[str, Any]


def insert_records(connection: sqlite3.Connection, kind: Kind, records: Sequence[Record]) -> None:
    """Insert rows for new records, with their parts."""
    layout = layout_of(kind)
    insert_rows(connection, kind, _rows((*COMMON, *layout.own), records))
    _insert_parts(connection, layout, records)


def insert_rows(connection: sqlite3.Connection, table: str, rows: Sequence[_Row]) -> None:
    """Insert rows, all with values for the same columns; times are datetimes."""
    if len(rows) >= MANY:
        columns = list(rows[0])
        query = f"INSERT INTO {table} ({quoted(columns)}) VALUES ({', '.join('?' * len(columns))})"
        connection.executemany(query, map(itemgetter(*columns), _with_stored_times(table, rows)))
    elif rows:
        # Imported here, because a program that only reads should not wait for it.
        from diary.store.schema.tables import save_rows

        save_rows(connection, table, rows)


def update_records(connection: sqlite3.Connection, kind: Kind, records: Sequence[Record]) -> None:
    """Give existing records new content; they keep `seq`, their place in the order of writing."""
    layout = layout_of(kind)
    columns = (*COMMON, *layout.own)
    changed = ", ".join(f"[{name}] = :{name}" for name in columns[1:])
    query = f"UPDATE {kind} SET {changed} WHERE id = :id"
    connection.executemany(query, _with_stored_times(kind, _rows(columns, records)))
    # Parts have no ids of their own, so all of them are replaced.
    if layout.parts is not None:
        query = f"DELETE FROM {layout.parts.name} WHERE {layout.parts.owner} IN {GIVEN}"
        connection.execute(query, given(record.id for record in records))
        _insert_parts(connection, layout, records)


def delete_records(connection: sqlite3.Connection, kind: Kind, ids: Sequence[str]) -> None:
    """Delete rows; the foreign keys delete their parts with them."""
    connection.execute(f"DELETE FROM {kind} WHERE id IN {GIVEN}", given(ids))


def _insert_parts(connection: sqlite3.Connection, layout: TableLayout, records: Sequence[Record]) -> None:
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
