"""Rows as things. Reading goes by plain rows: ten years of ORM objects would take seconds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from diary.domain.moments import Moment
from diary.domain.records import TYPE_OF, Exercise, Kind, Reading, Thing
from diary.store.failures import Unreadable
from diary.store.shelves import COMMON, Parts, shelf_of


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on the rows of a table, in SQL, with the values of its question marks."""

    condition: str
    values: tuple[str, ...]


def things_by_id(connection: Connection, kind: Kind, ids: Iterable[str]) -> tuple[Thing, ...]:
    """The things of a kind among the ids, in their order."""
    return read_things(
        connection, kind, Where(f"{kind}.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
    )


def read_things(
    connection: Connection, kind: Kind, where: Where | None = None, *, with_parts: bool = True
) -> tuple[Thing, ...]:
    """The things of a kind that meet the condition, in their order; without their parts where those are not wanted."""
    shelf = shelf_of(kind)
    parts: dict[str, tuple[Any, ...]] = {}
    query = f"SELECT {_columns(kind, (*COMMON, *shelf.own))} FROM {kind}"
    cls, turns = TYPE_OF[kind], [(name, turn) for name, turn in _READ.items() if name in shelf.own]
    things: list[Thing] = []
    try:
        if shelf.parts is not None and with_parts:
            parts = _read_parts(connection, kind, shelf.parts, where)
        for id, at, offset, zone, date_only, recorded, note, *values in _rows_of(
            connection, query, where, f"ORDER BY {kind}.at, {kind}.recorded, {kind}.id"
        ):
            own = dict(zip(shelf.own, values, strict=True))
            for name, turn in turns:
                own[name] = turn(own[name])
            if shelf.parts is not None:
                own[shelf.parts.field] = parts.get(id, ())
            instant = instant_of(at)
            # Most are written down at the time they are about.
            written = instant if recorded == at else _instant_or_none(recorded)
            moment = Moment(instant, offset, zone, bool(date_only))
            things.append(cls(id=id, at=moment, recorded=written, note=note, **own))
    except (AttributeError, TypeError, ValueError) as error:
        raise Unreadable(f"in {kind}: {error}") from error
    return tuple(things)


def _read_parts(connection: Connection, kind: Kind, parts: Parts, where: Where | None) -> dict[str, tuple[Any, ...]]:
    table, build = parts.name, _PART_OF[parts.field]
    query = f"SELECT {_columns(table, (parts.owner, 'place', *parts.own))} FROM "
    if where is None:
        query += table
    else:
        # A cross join, which SQLite keeps in order: from each thing into the index of the parts.
        query += f"{kind} CROSS JOIN {table} ON {table}.{parts.owner} = {kind}.id"
    grouped: dict[str, list[tuple[int, Any]]] = {}
    for id, place, *values in _rows_of(connection, query, where):
        grouped.setdefault(id, []).append((place, build(*values)))
    # Put in order here and not there: most things have one part.
    return {
        id: (found[0][1],) if len(found) == 1 else tuple(part for _, part in sorted(found, key=_place))
        for id, found in grouped.items()
    }


def _rows_of(connection: Connection, query: str, where: Where | None, order: str = "") -> Sequence[Any]:
    # As text: making SQL of a `select` takes longer than running it, and types would call a function for each value.
    condition = f" WHERE {where.condition}" if where else ""
    return connection.exec_driver_sql(f"{query}{condition} {order}", where.values if where else ()).all()


def _columns(table: str, names: Iterable[str]) -> str:
    # With the table's name: a quoted name alone that is no column would be a text to SQLite.
    return ", ".join(f'{table}."{name}"' for name in names)


def _place(part: tuple[int, Any]) -> int:
    return part[0]


def instant_of(written: str) -> datetime:
    """The instant that a column of times holds."""
    return datetime.fromisoformat(f"{written}+00:00")


def _instant_or_none(written: str | None) -> datetime | None:
    return None if written is None else instant_of(written)


@lru_cache(maxsize=4096)
def _words(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(";")) if joined else ()


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _exercise(name: str, new: int | None, note: str) -> Exercise:
    return Exercise(name, _flag(new), note)


# Readings repeat themselves over the years, and equal frozen values may be one.
@lru_cache(maxsize=8192)
def _reading(site: str, side: str, pain: int | None, qualities: str, symptoms: str, sudden: int) -> Reading:
    return Reading(site, side, pain, _words(qualities), _words(symptoms), bool(sudden))


_PART_OF: Mapping[str, Callable[..., Any]] = {"readings": _reading, "exercises": _exercise}
_READ: Mapping[str, Callable[[Any], Any]] = {
    "qualities": _words,
    "symptoms": _words,
    "reported": _instant_or_none,
    "new": _flag,
    "ended": _flag,
    "confirmed": _flag,
}
