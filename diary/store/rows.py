"""Things as rows: adding them, giving them new content, taking them away. Reading them is `reading`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, text, update
from sqlalchemy.sql import ColumnElement

from diary.domain.entries import KINDS, Kind, Thing
from diary.store.shelves import COMMON, Shelf, shelf_of

IDS = "SELECT value FROM json_each(:ids)"
"""Any number of ids as one parameter; SQLite allows only so many."""


def insert_things(connection: Connection, kind: Kind, things: Sequence[Thing]) -> None:
    """Add rows for things that are not there yet."""
    shelf = shelf_of(kind)
    connection.execute(insert(shelf.table), [_row(shelf, thing) for thing in things])
    _insert_parts(connection, shelf, things)


def update_things(connection: Connection, kind: Kind, things: Sequence[Thing]) -> None:
    """Give things that are there their new content; they keep their place in the order of writing."""
    shelf = shelf_of(kind)
    columns: dict[str, Any] = {name: bindparam(name) for name in (*COMMON[1:], *shelf.own)}
    rows = [{**_row(shelf, thing), "old_id": thing.id} for thing in things]
    connection.execute(
        update(shelf.table).where(shelf.table.c.id == bindparam("old_id")).values(**columns),
        [{name: value for name, value in row.items() if name != "id"} for row in rows],
    )
    if shelf.parts is not None:
        ids = json.dumps([thing.id for thing in things])
        connection.execute(delete(shelf.parts.table).where(_among(shelf.parts.table.c[shelf.parts.owner], ids)))
        _insert_parts(connection, shelf, things)


def delete_things(connection: Connection, kind: Kind, ids: Sequence[str]) -> None:
    """Take rows away; their parts go with them."""
    table = shelf_of(kind).table
    connection.execute(delete(table).where(_among(table.c.id, json.dumps(list(ids)))))


def kinds_of(connection: Connection, ids: Iterable[str]) -> dict[str, Kind]:
    """Which of the ids are there, and as what."""
    # One query for all kinds: building nine would take longer than all the rest of saving an entry.
    query = " UNION ALL ".join(f"SELECT '{kind}', id FROM {kind} WHERE id IN ({IDS})" for kind in KINDS)
    return {id: kind for kind, id in connection.execute(text(query), {"ids": json.dumps(list(ids))})}


def _insert_parts(connection: Connection, shelf: Shelf, things: Sequence[Thing]) -> None:
    if (parts := shelf.parts) is None:
        return
    rows = [
        {parts.owner: thing.id, "place": place, **{name: _written(getattr(part, name)) for name in parts.own}}
        for thing in things
        for place, part in enumerate(getattr(thing, parts.field))
    ]
    if rows:
        connection.execute(insert(parts.table), rows)


def _row(shelf: Shelf, thing: Thing) -> dict[str, Any]:
    at = thing.at
    return {
        "id": thing.id,
        "at": at.instant,
        "offset": at.offset,
        "zone": at.zone,
        "date_only": at.date_only,
        "recorded": thing.recorded,
        "note": thing.note,
        **{name: _written(getattr(thing, name)) for name in shelf.own},
    }


def _written(value: Any) -> Any:
    return ";".join(value) if isinstance(value, tuple) else value


def _among(column: ColumnElement[Any], ids: str) -> ColumnElement[bool]:
    return column.in_(text(IDS).bindparams(ids=ids))
