"""Rows read as records: those of a window of time, and older entries that carry a word that never grows old."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, text

from diary.domain.moments import Moment
from diary.domain.records import KINDS, SHELF_OF, TYPE_OF, Diary, Entry, Exercise, Kind, OldSign, Reading, Record
from diary.gc_pause import collector_paused
from diary.store.errors import Unreadable
from diary.store.schema.columns import CAME_SUDDENLY, COMMON, QUALITIES_THERE, SYMPTOMS_THERE, Parts, layout_of


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on the rows of a table, in SQL, with the values of its question marks."""

    condition: str
    values: tuple[str, ...]


def records_by_id(connection: Connection, kind: Kind, ids: Iterable[str]) -> tuple[Record, ...]:
    """The things of a kind among the ids, in their order."""
    return read_records(
        connection, kind, Where(f"{kind}.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
    )


def read_records(
    connection: Connection, kind: Kind, where: Where | None = None, *, with_parts: bool = True
) -> tuple[Record, ...]:
    """The things of a kind that meet the condition, in their order; without their parts where those are not wanted."""
    shelf = layout_of(kind)
    parts: dict[str, tuple[Any, ...]] = {}
    query = f"SELECT {_columns(kind, (*COMMON, *shelf.own))} FROM {kind}"
    cls, turns = TYPE_OF[kind], [(name, turn) for name, turn in _READ.items() if name in shelf.own]
    records: list[Record] = []
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
            records.append(cls(id=id, at=moment, recorded=written, note=note, **own))
    except (AttributeError, TypeError, ValueError) as error:
        raise Unreadable(f"in {kind}: {error}") from error
    return tuple(records)


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

_OF_READING = "SELECT entry_id, site, side, pain, qualities, symptoms, sudden FROM reading"
_OF_ENTRY = "SELECT id AS entry_id, NULL, NULL, NULL, '', symptoms, 0 FROM entry"
# From one list of words to the next in the index: there are few, however many entries have them.
_LISTS = """
    WITH RECURSIVE list(words) AS (
        SELECT min({column}) FROM {table} WHERE {there}
        UNION ALL
        SELECT (SELECT min({column}) FROM {table} WHERE {there} AND {column} > words) FROM list WHERE words IS NOT NULL
    )
    SELECT words FROM list WHERE words IS NOT NULL
"""


def marks_until(connection: Connection, until: datetime | None, marked: Collection[str], sudden: bool) -> list[OldSign]:
    """The marks of these words, and where asked for of what came suddenly, up to an instant, in time order."""
    queries, lists = [], {}
    for name, select, table, column, there in (
        ("symptoms", _OF_READING, "reading", "symptoms", SYMPTOMS_THERE),
        ("qualities", _OF_READING, "reading", "qualities", QUALITIES_THERE),
        ("of_person", _OF_ENTRY, "entry", "symptoms", SYMPTOMS_THERE),
    ):
        found = connection.execute(text(_LISTS.format(table=table, column=column, there=there))) if marked else ()
        if wanted := [words for (words,) in found if not set(words.split(";")).isdisjoint(marked)]:
            queries.append(f"{select} WHERE {there} AND {column} IN (SELECT value FROM json_each(:{name}))")
            lists[name] = json.dumps(wanted)
    if sudden:
        queries.append(f"{_OF_READING} WHERE {CAME_SUDDENLY}")
    if not queries:
        return []
    # A join and not `IN`, for which SQLite would look the words up again for every entry.
    query = f"SELECT entry.at, mark.* FROM ({' UNION '.join(queries)}) AS mark JOIN entry ON entry.id = mark.entry_id"
    marks = [_mark(row, marked) for row in connection.execute(text(f"{query} ORDER BY entry.at"), lists)]
    return [mark for mark in marks if until is None or mark.at <= until]


def _mark(row: Sequence[Any], marked: Collection[str]) -> OldSign:
    at, entry, site, side, pain, qualities, symptoms, sudden = row
    words = tuple(word for word in f"{qualities};{symptoms}".split(";") if word in marked)
    return OldSign(entry, instant_of(at), site, side, pain, words, bool(sudden))


WINDOWED: tuple[Kind, ...] = ("entry", "session", "motion", "care")
"""The kinds that a window cuts; of the others there are few, and each one counts for ever."""

Pick = Callable[[Sequence[OldSign], Diary], Collection[datetime]]
"""Says of the marks of old entries, and what else was read, around which times the entries matter."""


@dataclass(frozen=True, slots=True)
class Window:
    """What a reader asks for; see `DiaryStore.read`."""

    kinds: Collection[Kind] = KINDS
    since: datetime | None = None
    until: datetime | None = None
    least: int = 0
    marked: Collection[str] = frozenset()
    sudden: bool = False
    around: timedelta = timedelta(0)
    pick: Pick | None = None


def read_diary(connection: Connection, asked: Window) -> Diary:
    """The diary as it is, its windowed kinds cut to the window."""
    since = asked.since
    if since is not None and asked.least:
        since = _since_at_least(connection, since, asked)
    cut = _within(since, asked.until)
    with collector_paused():
        found: dict[str, Any] = {
            SHELF_OF[TYPE_OF[kind]]: read_records(connection, kind, _of(kind, cut) if kind in WINDOWED else None)
            for kind in KINDS
            if kind in asked.kinds
        }
        diary = Diary(**found)
        if since is None or not (asked.marked or asked.sudden):
            return diary
        older = _older_marked(connection, diary, since, asked)
    return Diary(**{**found, "entries": (*older, *diary.entries)}) if older else diary


def last_written(connection: Connection) -> Entry | None:
    """The entry that was written last. Where none says when it was written, the latest by its own time."""
    return _first(connection, "WHERE recorded IS NOT NULL ORDER BY recorded DESC, seq DESC") or latest(connection)


def latest(connection: Connection) -> Entry | None:
    """The entry of the latest time, whenever it was written; of one time the one written last."""
    return _first(connection, "ORDER BY at DESC, recorded DESC, seq DESC")


def _first(connection: Connection, order: str) -> Entry | None:
    row = connection.execute(text(f"SELECT id FROM entry {order} LIMIT 1")).first()
    if row is None:
        return None
    (entry,) = records_by_id(connection, "entry", [row.id])
    assert isinstance(entry, Entry)
    return entry


def first_time(connection: Connection) -> datetime | None:
    """The time of the first thing of the kinds that a window cuts."""
    firsts = " UNION ALL ".join(f"SELECT min(at) AS at FROM {kind}" for kind in WINDOWED)
    found = connection.exec_driver_sql(f"SELECT min(at) FROM ({firsts})").scalar_one()
    return None if found is None else instant_of(found)


def count_of(connection: Connection, kind: Kind, until: datetime | None) -> int:
    """How many things of a kind there are, up to an instant where one is given."""
    cut = _of(kind, _within(None, until))
    where = f" WHERE {cut.condition}" if cut else ""
    found = connection.exec_driver_sql(f"SELECT count(*) FROM {kind}{where}", cut.values if cut else ())
    return int(found.scalar_one())


def _since_at_least(connection: Connection, since: datetime, asked: Window) -> datetime | None:
    """The beginning of the window, moved back to hold the `least` latest entries; None where all are needed."""
    cut = _of("entry", _within(None, asked.until))
    where = f" WHERE {cut.condition}" if cut else ""
    query = f"SELECT at FROM entry{where} ORDER BY at DESC LIMIT 1 OFFSET {asked.least - 1:d}"
    row = connection.exec_driver_sql(query, cut.values if cut else ()).first()
    return min(since, instant_of(row.at)) if row is not None else None


def _within(since: datetime | None, until: datetime | None) -> list[tuple[str, datetime]]:
    """The bounds `since` ≤ at ≤ `until`, as far as they are given."""
    return [(sign, bound) for sign, bound in ((">=", since), ("<=", until)) if bound is not None]


def _of(kind: Kind, bounds: Sequence[tuple[str, datetime]]) -> Where | None:
    if not bounds:
        return None
    condition = " AND ".join(f"{kind}.at {sign} ?" for sign, _ in bounds)
    return Where(condition, tuple(_as_written(bound) for _, bound in bounds))


def _older_marked(connection: Connection, diary: Diary, since: datetime, asked: Window) -> tuple[Record, ...]:
    found = marks_until(connection, asked.until, asked.marked, asked.sudden)
    times = sorted(asked.pick(found, diary)) if asked.pick else [mark.at for mark in found]
    spans: list[list[datetime]] = []
    for at in times:
        if spans and at - asked.around <= spans[-1][1]:
            spans[-1][1] = at + asked.around
        else:
            spans.append([at - asked.around, at + asked.around])
    before = since if asked.until is None else min(since, asked.until + timedelta.resolution)
    written = [[_as_written(first), _as_written(last)] for first, last in spans if first < before]
    if not written:
        return ()
    ids = connection.execute(text(_IN_SPANS), {"spans": json.dumps(written), "before": _as_written(before)})
    return records_by_id(connection, "entry", [id for (id,) in ids])


# A cross join, which SQLite keeps in order: from each span into the index.
_IN_SPANS = """
    SELECT entry.id FROM json_each(:spans) AS span CROSS JOIN entry
    WHERE entry.at BETWEEN json_extract(span.value, '$[0]') AND json_extract(span.value, '$[1]') AND entry.at < :before
"""


def _as_written(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
