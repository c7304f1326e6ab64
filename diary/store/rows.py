"""Things as rows and back. Reading goes through Core rows: ten years of ORM objects would take seconds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, String, Table, bindparam, delete, insert, select, text, type_coerce, update
from sqlalchemy.sql import ColumnElement
from sqlmodel.sql.sqltypes import UTCDateTime

from diary.domain.entries import TYPE_OF, Exercise, Kind, Reading, Thing
from diary.domain.moments import Moment
from diary.store import tables
from diary.store.failures import Unreadable

COMMON = ("id", "at", "offset", "zone", "date_only", "recorded", "note")
IDS = "SELECT value FROM json_each(:ids)"
"""Any number of ids as one parameter; SQLite allows only so many."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the things of one kind are: their table, the fields of their own, and the table of their parts."""

    kind: Kind
    table: Table
    own: tuple[str, ...]
    parts: Table | None = None
    parts_field: str = ""
    owner: str = ""
    """The column of the parts' table that names the thing."""

    def of_parts(self) -> Table:
        """The parts' table, where there are parts."""
        assert self.parts is not None
        return self.parts


def _shelf(kind: Kind, row: type[tables.Row], parts: type[tables.Row] | None = None, field: str = "") -> Shelf:
    common = {each.name for each in fields(Thing)}
    own = tuple(each.name for each in fields(TYPE_OF[kind]) if each.name not in common | {field})
    return Shelf(kind, tables.table_of(row), own, tables.table_of(parts) if parts else None, field, f"{kind}_id")


SHELVES: Mapping[Kind, Shelf] = {
    shelf.kind: shelf
    for shelf in (
        _shelf("entry", tables.EntryRow, tables.ReadingRow, "readings"),
        _shelf("session", tables.SessionRow, tables.ExerciseRow, "exercises"),
        _shelf("motion", tables.MotionRow),
        _shelf("care", tables.CareRow),
        _shelf("usual", tables.UsualRow),
        _shelf("known", tables.KnownRow),
        _shelf("visit", tables.VisitRow),
        _shelf("question", tables.QuestionRow),
        _shelf("ack", tables.AckRow),
    )
}


def insert_things(connection: Connection, kind: Kind, things: Sequence[Thing]) -> None:
    """Add rows for things that are not there yet."""
    shelf = SHELVES[kind]
    connection.execute(insert(shelf.table), [_row(shelf, thing) for thing in things])
    _insert_parts(connection, shelf, things)


def update_things(connection: Connection, kind: Kind, things: Sequence[Thing]) -> None:
    """Give things that are there their new content; they keep their place in the order of writing."""
    shelf = SHELVES[kind]
    columns: dict[str, Any] = {name: bindparam(name) for name in (*COMMON[1:], *shelf.own)}
    rows = [{**_row(shelf, thing), "old_id": thing.id} for thing in things]
    connection.execute(
        update(shelf.table).where(shelf.table.c.id == bindparam("old_id")).values(**columns),
        [{name: value for name, value in row.items() if name != "id"} for row in rows],
    )
    if shelf.parts is not None:
        ids = json.dumps([thing.id for thing in things])
        connection.execute(delete(shelf.parts).where(_among(shelf.parts.c[shelf.owner], ids)))
        _insert_parts(connection, shelf, things)


def delete_things(connection: Connection, kind: Kind, ids: Sequence[str]) -> None:
    """Take rows away; their parts go with them."""
    table = SHELVES[kind].table
    connection.execute(delete(table).where(_among(table.c.id, json.dumps(list(ids)))))


def kinds_of(connection: Connection, ids: Iterable[str]) -> dict[str, Kind]:
    """Which of the ids are there, and as what."""
    # One query for all kinds: building nine would take longer than all the rest of saving an entry.
    query = " UNION ALL ".join(
        f"SELECT '{kind}', id FROM {shelf.table.name} WHERE id IN ({IDS})" for kind, shelf in SHELVES.items()
    )
    return {id: kind for kind, id in connection.execute(text(query), {"ids": json.dumps(list(ids))})}


def things_by_id(connection: Connection, kind: Kind, ids: Iterable[str]) -> tuple[Thing, ...]:
    """The things of a kind among the ids, in time order."""
    return read_things(connection, kind, _among(SHELVES[kind].table.c.id, json.dumps(list(ids))))


def read_things(connection: Connection, kind: Kind, where: ColumnElement[bool] | None = None) -> tuple[Thing, ...]:
    """The things of a kind that meet the condition, in time order, ties by id."""
    shelf = SHELVES[kind]
    table = shelf.table
    query = select(*(_raw(table, name) for name in (*COMMON, *shelf.own))).order_by(table.c.at, table.c.id)
    parts: dict[str, tuple[Any, ...]] = {}
    if where is not None:
        query = query.where(where)
    if shelf.parts is not None:
        parts = _read_parts(connection, shelf, where)
    cls, turns = TYPE_OF[kind], [(name, turn) for name, turn in _READ.items() if name in shelf.own]
    things: list[Thing] = []
    try:
        for id, at, offset, zone, date_only, recorded, note, *values in connection.execute(query).all():
            own = dict(zip(shelf.own, values, strict=True))
            for name, turn in turns:
                own[name] = turn(own[name])
            if shelf.parts is not None:
                own[shelf.parts_field] = parts.get(id, ())
            instant = instant_of(at)
            # Most are written down at the time they are about.
            written = instant if recorded == at else _instant_or_none(recorded)
            moment = Moment(instant, offset, zone, date_only)
            things.append(cls(id=id, at=moment, recorded=written, note=note, **own))
    except (AttributeError, TypeError, ValueError) as error:
        raise Unreadable(f"in {kind}: {error}") from error
    return tuple(things)


def _read_parts(connection: Connection, shelf: Shelf, where: ColumnElement[bool] | None) -> dict[str, tuple[Any, ...]]:
    table = shelf.of_parts()
    owner = table.c[shelf.owner]
    make = _PART_OF[shelf.parts_field]
    query = select(owner, *(table.c[name] for name in make.columns))
    if where is not None:
        query = query.where(owner.in_(select(shelf.table.c.id).where(where)))
    grouped: dict[str, list[Any]] = {}
    for id, *values in connection.execute(query.order_by(table.c.place)).all():
        grouped.setdefault(id, []).append(make.build(*values))
    return {id: tuple(parts) for id, parts in grouped.items()}


def _insert_parts(connection: Connection, shelf: Shelf, things: Sequence[Thing]) -> None:
    if shelf.parts is None:
        return
    columns = _PART_OF[shelf.parts_field].columns
    rows = [
        {shelf.owner: thing.id, "place": place, **{name: _written(getattr(part, name)) for name in columns}}
        for thing in things
        for place, part in enumerate(getattr(thing, shelf.parts_field))
    ]
    if rows:
        connection.execute(insert(shelf.parts), rows)


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


def _raw(table: Table, name: str) -> ColumnElement[Any]:
    # Times come as text and are read here: the column type would call two Python functions for each.
    column = table.c[name]
    return type_coerce(column, String).label(name) if isinstance(column.type, UTCDateTime) else column


def instant_of(written: str) -> datetime:
    """The instant that a column of times holds."""
    return datetime.fromisoformat(f"{written}+00:00")


def _instant_or_none(written: str | None) -> datetime | None:
    return None if written is None else instant_of(written)


@lru_cache(maxsize=4096)
def _words(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(";")) if joined else ()


# Readings repeat themselves over the years, and equal frozen values may be one.
@lru_cache(maxsize=8192)
def _reading(site: str, side: str, pain: int | None, qualities: str, symptoms: str, sudden: bool) -> Reading:
    return Reading(site, side, pain, _words(qualities), _words(symptoms), sudden)


@dataclass(frozen=True, slots=True)
class _Part:
    columns: tuple[str, ...]
    build: Callable[..., Any]


_PART_OF: Mapping[str, _Part] = {
    "readings": _Part(tuple(each.name for each in fields(Reading)), _reading),
    "exercises": _Part(tuple(each.name for each in fields(Exercise)), Exercise),
}
_READ: Mapping[str, Callable[[Any], Any]] = {
    "qualities": _words,
    "symptoms": _words,
    "reported": _instant_or_none,
}
