"""Rows read as records: those in a window of time, and older entries with a word that never expires."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, text

from diary.domain.moments import Moment
from diary.domain.records import FIELD_OF, KINDS, TYPE_OF, Diary, Entry, Exercise, Kind, OldSign, Reading, Record
from diary.gc_pause import collector_paused
from diary.store.errors import Unreadable
from diary.store.schema.columns import CAME_SUDDENLY, COMMON, QUALITIES_THERE, SYMPTOMS_THERE, PartLayout, layout_of


@dataclass(frozen=True, slots=True)
class Where:
    """An SQL condition on the rows of a table, with the values of its question marks."""

    condition: str
    values: tuple[str, ...]


def records_by_id(connection: Connection, kind: Kind, ids: Iterable[str]) -> tuple[Record, ...]:
    """The records of a kind with these ids, in order of time; unknown ids are left out."""
    # json_each takes all ids as one parameter; SQLite limits the number of parameters.
    return read_records(
        connection, kind, Where(f"{kind}.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
    )


def read_records(
    connection: Connection, kind: Kind, where: Where | None = None, *, with_parts: bool = True
) -> tuple[Record, ...]:
    """The records of a kind that meet the condition, in order of time; without their parts unless `with_parts`."""
    layout = layout_of(kind)
    parts: dict[str, tuple[Any, ...]] = {}
    query = f"SELECT {_columns(kind, (*COMMON, *layout.own))} FROM {kind}"
    record_type = TYPE_OF[kind]
    converters = [(name, convert) for name, convert in _CONVERTERS.items() if name in layout.own]
    records: list[Record] = []
    try:
        if layout.parts is not None and with_parts:
            parts = _read_parts(connection, kind, layout.parts, where)
        for id, at, offset, zone, date_only, recorded, note, *values in _rows_of(
            connection, query, where, f"ORDER BY {kind}.at, {kind}.recorded, {kind}.id"
        ):
            own = dict(zip(layout.own, values, strict=True))
            for name, convert in converters:
                own[name] = convert(own[name])
            if layout.parts is not None:
                own[layout.parts.field] = parts.get(id, ())
            instant = instant_of(at)
            # Most records are written at the time they are about: comparing texts saves parsing a second one.
            written = instant if recorded == at else _instant_or_none(recorded)
            moment = Moment(instant, offset, zone, bool(date_only))
            records.append(record_type(id=id, at=moment, recorded=written, note=note, **own))
    except (AttributeError, TypeError, ValueError) as error:
        raise Unreadable(f"in {kind}: {error}") from error
    return tuple(records)


def _read_parts(
    connection: Connection, kind: Kind, parts: PartLayout, where: Where | None
) -> dict[str, tuple[Any, ...]]:
    table, build = parts.name, _PART_OF[parts.field]
    query = f"SELECT {_columns(table, (parts.owner, 'place', *parts.own))} FROM "
    if where is None:
        query += table
    else:
        # SQLite never reorders a CROSS JOIN: it goes from each record into the primary key of the parts.
        query += f"{kind} CROSS JOIN {table} ON {table}.{parts.owner} = {kind}.id"
    grouped: dict[str, list[tuple[int, Any]]] = {}
    for id, place, *values in _rows_of(connection, query, where):
        grouped.setdefault(id, []).append((place, build(*values)))
    # Sorted here and not by SQLite, because most records have a single part.
    return {
        id: (placed[0][1],) if len(placed) == 1 else tuple(part for _, part in sorted(placed, key=_place_of))
        for id, placed in grouped.items()
    }


def _rows_of(connection: Connection, query: str, where: Where | None, order: str = "") -> Sequence[Any]:
    # Plain SQL: compiling a `select` takes longer than running it, and column types call a function for each value.
    condition = f" WHERE {where.condition}" if where else ""
    return connection.exec_driver_sql(f"{query}{condition} {order}", where.values if where else ()).all()


def _columns(table: str, names: Iterable[str]) -> str:
    # With the name of the table, because SQLite reads a quoted name alone that is no column as a string.
    return ", ".join(f'{table}."{name}"' for name in names)


def _place_of(part: tuple[int, Any]) -> int:
    return part[0]


def instant_of(stored: str) -> datetime:
    """The instant in UTC that a column of times holds; ValueError for any other text."""
    return datetime.fromisoformat(f"{stored}+00:00")


def _instant_or_none(stored: str | None) -> datetime | None:
    return None if stored is None else instant_of(stored)


@lru_cache(maxsize=4096)
def _words(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(";")) if joined else ()


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _exercise(name: str, new: int | None, note: str) -> Exercise:
    return Exercise(name, _flag(new), note)


# The same readings come again over the years, and equal frozen values may share one object.
@lru_cache(maxsize=8192)
def _reading(site: str, side: str, pain: int | None, qualities: str, symptoms: str, sudden: int) -> Reading:
    return Reading(site, side, pain, _words(qualities), _words(symptoms), bool(sudden))


_PART_OF: Mapping[str, Callable[..., Any]] = {"readings": _reading, "exercises": _exercise}
_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "qualities": _words,
    "symptoms": _words,
    "reported": _instant_or_none,
    "new": _flag,
    "ended": _flag,
    "confirmed": _flag,
}

_OF_READING = "SELECT entry_id, site, side, pain, qualities, symptoms, sudden FROM reading"
_OF_ENTRY = "SELECT id AS entry_id, NULL, NULL, NULL, '', symptoms, 0 FROM entry"
# Jumps through the index from one distinct list of words to the next: they are few, however many entries there are.
_WORD_LISTS = """
    WITH RECURSIVE list(words) AS (
        SELECT min({column}) FROM {table} WHERE {there}
        UNION ALL
        SELECT (SELECT min({column}) FROM {table} WHERE {there} AND {column} > words) FROM list WHERE words IS NOT NULL
    )
    SELECT words FROM list WHERE words IS NOT NULL
"""


def marks_until(connection: Connection, until: datetime | None, marked: Collection[str], sudden: bool) -> list[OldSign]:
    """The readings and entries with one of these words, or (if `sudden`) of sudden onset, up to `until`, by time."""
    queries, lists = [], {}
    for name, select, table, column, there in (
        ("symptoms", _OF_READING, "reading", "symptoms", SYMPTOMS_THERE),
        ("qualities", _OF_READING, "reading", "qualities", QUALITIES_THERE),
        ("of_person", _OF_ENTRY, "entry", "symptoms", SYMPTOMS_THERE),
    ):
        rows = connection.execute(text(_WORD_LISTS.format(table=table, column=column, there=there))) if marked else ()
        # Compared here by whole words: LIKE in SQL would find "numbness" in "saddle-numbness", and read every row.
        if wanted := [words for (words,) in rows if not set(words.split(";")).isdisjoint(marked)]:
            queries.append(f"{select} WHERE {there} AND {column} IN (SELECT value FROM json_each(:{name}))")
            lists[name] = json.dumps(wanted)
    if sudden:
        queries.append(f"{_OF_READING} WHERE {CAME_SUDDENLY}")
    if not queries:
        return []
    # A join, because with `IN` SQLite would search the words again for each entry.
    query = f"SELECT entry.at, mark.* FROM ({' UNION '.join(queries)}) AS mark JOIN entry ON entry.id = mark.entry_id"
    marks = [_mark(row, marked) for row in connection.execute(text(f"{query} ORDER BY entry.at"), lists)]
    return [mark for mark in marks if until is None or mark.at <= until]


def _mark(row: Sequence[Any], marked: Collection[str]) -> OldSign:
    at, entry, site, side, pain, qualities, symptoms, sudden = row
    words = tuple(word for word in f"{qualities};{symptoms}".split(";") if word in marked)
    return OldSign(entry, instant_of(at), site, side, pain, words, bool(sudden))


WINDOWED: tuple[Kind, ...] = ("entry", "session", "motion", "care")
"""The kinds that a window limits; the others are few, and each of their records counts for ever."""

Pick = Callable[[Sequence[OldSign], Diary], Collection[datetime]]
"""Chooses from the marks of old entries and the rest of the diary the times around which entries matter."""


@dataclass(frozen=True, slots=True)
class Window:
    """The arguments of `DiaryStore.read`, which explains them."""

    kinds: Collection[Kind] = KINDS
    since: datetime | None = None
    until: datetime | None = None
    least: int = 0
    marked: Collection[str] = frozenset()
    sudden: bool = False
    around: timedelta = timedelta(0)
    pick: Pick | None = None


def read_diary(connection: Connection, window: Window) -> Diary:
    """The present records of the diary; those of WINDOWED kinds limited to the window."""
    since = window.since
    if since is not None and window.least:
        since = _start_for_least(connection, since, window)
    bounds = _bounds(since, window.until)
    with collector_paused():
        records: dict[str, Any] = {
            FIELD_OF[TYPE_OF[kind]]: read_records(
                connection, kind, _condition(kind, bounds) if kind in WINDOWED else None
            )
            for kind in KINDS
            if kind in window.kinds
        }
        diary = Diary(**records)
        # An open start holds all old entries anyway.
        if since is None or not (window.marked or window.sudden):
            return diary
        older = _older_marked(connection, diary, since, window)
    return Diary(**{**records, "entries": (*older, *diary.entries)}) if older else diary


def last_written(connection: Connection) -> Entry | None:
    """The entry that was written last; if no entry says when it was written, the one about the latest time."""
    return _first_entry(connection, "WHERE recorded IS NOT NULL ORDER BY recorded DESC, seq DESC") or latest(connection)


def latest(connection: Connection) -> Entry | None:
    """The entry about the latest time, whenever it was written; of several at that time the one written last."""
    return _first_entry(connection, "ORDER BY at DESC, recorded DESC, seq DESC")


def _first_entry(connection: Connection, order: str) -> Entry | None:
    row = connection.execute(text(f"SELECT id FROM entry {order} LIMIT 1")).first()
    if row is None:
        return None
    (entry,) = records_by_id(connection, "entry", [row.id])
    assert isinstance(entry, Entry)
    return entry


def first_time(connection: Connection) -> datetime | None:
    """The earliest time of a record of the WINDOWED kinds; None if there is none."""
    # One min(at) per table, each answered from its index.
    firsts = " UNION ALL ".join(f"SELECT min(at) AS at FROM {kind}" for kind in WINDOWED)
    first = connection.exec_driver_sql(f"SELECT min(at) FROM ({firsts})").scalar_one()
    return None if first is None else instant_of(first)


def count_of(connection: Connection, kind: Kind, until: datetime | None) -> int:
    """How many records of a kind there are, up to and including `until` if it is given."""
    limit = _condition(kind, _bounds(None, until))
    where = f" WHERE {limit.condition}" if limit else ""
    count = connection.exec_driver_sql(f"SELECT count(*) FROM {kind}{where}", limit.values if limit else ())
    return int(count.scalar_one())


def _start_for_least(connection: Connection, since: datetime, window: Window) -> datetime | None:
    """The start of the window, moved back to hold the `least` latest entries; None if there are fewer than that."""
    limit = _condition("entry", _bounds(None, window.until))
    where = f" WHERE {limit.condition}" if limit else ""
    query = f"SELECT at FROM entry{where} ORDER BY at DESC LIMIT 1 OFFSET {window.least - 1:d}"
    row = connection.exec_driver_sql(query, limit.values if limit else ()).first()
    return min(since, instant_of(row.at)) if row is not None else None


def _bounds(since: datetime | None, until: datetime | None) -> list[tuple[str, datetime]]:
    """The bounds `since` ≤ at ≤ `until`, those that are given."""
    return [(sign, bound) for sign, bound in ((">=", since), ("<=", until)) if bound is not None]


def _condition(kind: Kind, bounds: Sequence[tuple[str, datetime]]) -> Where | None:
    if not bounds:
        return None
    condition = " AND ".join(f"{kind}.at {sign} ?" for sign, _ in bounds)
    return Where(condition, tuple(_as_stored(bound) for _, bound in bounds))


def _older_marked(connection: Connection, diary: Diary, since: datetime, window: Window) -> tuple[Record, ...]:
    marks = marks_until(connection, window.until, window.marked, window.sudden)
    times = sorted(window.pick(marks, diary)) if window.pick else [mark.at for mark in marks]
    # Overlapping spans are merged, so that no entry is found twice.
    spans: list[list[datetime]] = []
    for at in times:
        if spans and at - window.around <= spans[-1][1]:
            spans[-1][1] = at + window.around
        else:
            spans.append([at - window.around, at + window.around])
    # What begins at `since` is read already. `until` itself belongs to the window, hence one microsecond more.
    before = since if window.until is None else min(since, window.until + timedelta.resolution)
    stored_spans = [[_as_stored(first), _as_stored(last)] for first, last in spans if first < before]
    if not stored_spans:
        return ()
    ids = connection.execute(text(_IN_SPANS), {"spans": json.dumps(stored_spans), "before": _as_stored(before)})
    return records_by_id(connection, "entry", [id for (id,) in ids])


# SQLite never reorders a CROSS JOIN: it goes from each span into the index of times.
_IN_SPANS = """
    SELECT entry.id FROM json_each(:spans) AS span CROSS JOIN entry
    WHERE entry.at BETWEEN json_extract(span.value, '$[0]') AND json_extract(span.value, '$[1]') AND entry.at < :before
"""


def _as_stored(instant: datetime) -> str:
    # As SQLModel writes a datetime, so that texts sort as the times do.
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
