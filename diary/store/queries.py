"""Rows read as records: those in a window of time, and older entries around signs that never expire.

In SQL, made from the table of fields: a program that only reads does not wait for SQLAlchemy, which is slower to load
than the diary is to read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from diary.domain.moments import Moment
from diary.domain.records import FIELD_OF, KINDS, TYPE_OF, Diary, Entry, Exercise, Kind, OldSign, Reading, Record
from diary.domain.rehabilitation import Answer
from diary.gc_pause import collector_paused
from diary.store.errors import Unreadable
from diary.store.schema.columns import COMMON, INDEXED_WORDS, PartLayout, layout_of, quoted

GIVEN = "(SELECT value FROM json_each(:given))"
"""All given values in one parameter, for `IN`: SQLite limits the number of parameters."""


class Condition(NamedTuple):
    """Which rows of a table are meant, in SQL, and the values of its parameters."""

    sql: str
    values: Mapping[str, object]


ALL = Condition("TRUE", {})
"""All rows."""


def among(column: str, values: Iterable[object]) -> Condition:
    """The rows whose value in a column is one of these."""
    return Condition(f"{column} IN {GIVEN}", given(values))


def given(values: Iterable[object]) -> dict[str, str]:
    """The parameter of a query with `GIVEN`."""
    return {"given": json.dumps(list(values))}


def first_of_each(connection: sqlite3.Connection, query: str, values: Mapping[str, object] | None = None) -> list[Any]:
    """The first column of all rows of a query."""
    return [first for first, *_ in connection.execute(query, values or {}).fetchall()]


def kinds_of(connection: sqlite3.Connection, ids: Iterable[str], kinds: Sequence[Kind] = KINDS) -> dict[str, Kind]:
    """The kinds of the records with these ids; unknown ids are left out. `kinds` are those that the file can hold."""
    # One query for all kinds. A join, because with `IN` SQLite would sort the ids again for each kind.
    queries = (f"SELECT '{kind}', {kind}.id FROM asked JOIN {kind} ON {kind}.id = asked.value" for kind in kinds)
    query = f"WITH asked AS {GIVEN} {' UNION ALL '.join(queries)}"
    return {id: kind for kind, id in connection.execute(query, given(ids)).fetchall()}


def records_by_id(connection: sqlite3.Connection, kind: Kind, ids: Iterable[str]) -> tuple[Record, ...]:
    """The records of a kind with these ids, in order of time; unknown ids are left out."""
    return read_records(connection, kind, among("id", ids))


def read_records(connection: sqlite3.Connection, kind: Kind, rows: Condition = ALL) -> tuple[Record, ...]:
    """The records of a kind that meet a condition, in order of time."""
    layout = layout_of(kind)
    parts: dict[str, tuple[Any, ...]] = {}
    query = f"SELECT {quoted((*COMMON, *layout.own))} FROM {kind} WHERE {rows.sql} ORDER BY at, recorded, id"
    record_type = TYPE_OF[kind]
    converters = [(name, convert) for name, convert in _CONVERTERS.items() if name in layout.own]
    records: list[Record] = []
    held = layout.parts.field if layout.parts is not None else None
    try:
        if layout.parts is not None:
            parts = _read_parts(connection, kind, layout.parts, rows)
        for id, at, offset, zone, date_only, about, recorded, note, source, *values in connection.execute(
            query, rows.values
        ).fetchall():
            own = dict(zip(layout.own, values, strict=True))
            for name, convert in converters:
                own[name] = convert(own[name])
            if held is not None:
                own[held] = parts.get(id, ())
            instant = instant_of(at)
            # Most records are written at the time they are about: comparing texts saves parsing a second one.
            written = instant if recorded == at else _instant_or_none(recorded)
            moment = Moment(instant, offset, zone, bool(date_only), bool(about))
            records.append(record_type(id=id, at=moment, recorded=written, note=note, source=source, **own))
    except (AttributeError, TypeError, ValueError) as error:
        raise Unreadable(f"in {kind}: {error}") from error
    return tuple(records)


def _read_parts(
    connection: sqlite3.Connection, kind: Kind, parts: PartLayout, rows: Condition
) -> dict[str, tuple[Any, ...]]:
    build = _PART_OF[parts.field]
    query = f"SELECT {quoted((parts.owner, 'place', *parts.own))} FROM {parts.name}"
    if rows is not ALL:
        # The ids come from an index, and each leads into the primary key of the parts.
        query += f" WHERE {parts.owner} IN (SELECT id FROM {kind} WHERE {rows.sql})"
    grouped: dict[str, list[tuple[int, Any]]] = {}
    for id, place, *values in connection.execute(query, rows.values).fetchall():
        grouped.setdefault(id, []).append((place, build(*values)))
    # Sorted here and not by SQLite, because most records have a single part.
    return {
        id: (placed[0][1],) if len(placed) == 1 else tuple(part for _, part in sorted(placed, key=_place_of))
        for id, placed in grouped.items()
    }


def _place_of(part: tuple[int, Any]) -> int:
    return part[0]


def instant_of(stored: str) -> datetime:
    """The instant in UTC that a column of times holds; ValueError for any other text."""
    return datetime.fromisoformat(f"{stored}+00:00")


# The rows of one change have the same time, and most records are written at the time they are about.
@lru_cache(maxsize=256)
def as_stored(instant: datetime) -> str:
    """The instant as columns of times hold it, so that texts sort as the times do."""
    return instant.astimezone(UTC).isoformat(" ", "microseconds")[:26]


def _instant_or_none(stored: str | None) -> datetime | None:
    return None if stored is None else instant_of(stored)


@lru_cache(maxsize=4096)
def _words(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(";")) if joined else ()


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _exercise(name: str, new: int | None, *more: Any) -> Exercise:
    return Exercise(name, _flag(new), *more)


# The same readings come again over the years, and equal frozen values may share one object.
@lru_cache(maxsize=8192)
def _reading(site: str, side: str, pain: int | None, qualities: str, symptoms: str, sudden: int, *more: Any) -> Reading:
    return Reading(site, side, pain, _words(qualities), _words(symptoms), bool(sudden), *more)


_PART_OF: Mapping[str, Callable[..., Any]] = {"readings": _reading, "exercises": _exercise, "answers": Answer}
_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "qualities": _words,
    "symptoms": _words,
    "reported": _instant_or_none,
    "new": _flag,
    "ended": _flag,
    "confirmed": _flag,
    "regular": _flag,
}


def _word_lists(connection: sqlite3.Connection, table: str, words: str) -> list[str]:
    """The different lists of words in a column."""
    # Jumps through the index from one list to the next: they are few, however many entries there are. SQLite uses the
    # partial index only if a query repeats its condition exactly.
    least = f"SELECT min({words}) FROM {table} WHERE {words} != ''"
    following = f"SELECT ({least} AND {words} > lists.words) FROM lists WHERE lists.words IS NOT NULL"
    query = f"WITH RECURSIVE lists(words) AS ({least} UNION ALL {following}) SELECT words FROM lists"
    return [each for each in first_of_each(connection, query) if each is not None]


_SIGN_OF = {
    "reading": "entry_id, site, side, pain, qualities, symptoms, sudden",
    "entry": "id AS entry_id, NULL AS site, NULL AS side, NULL AS pain, '' AS qualities, symptoms, 0 AS sudden",
}


def signs_with(connection: sqlite3.Connection, words: Collection[str], until: datetime | None) -> list[OldSign]:
    """The readings and entries with one of these words or of sudden onset, up to `until`, by time."""
    queries, values = [f"SELECT {_SIGN_OF['reading']} FROM reading WHERE sudden = 1"], {}
    for table, column in INDEXED_WORDS:
        lists = _word_lists(connection, table, column)
        # Compared here by whole words: LIKE in SQL would find "numbness" in "saddle-numbness", and read every row.
        if wanted := [each for each in lists if not set(each.split(";")).isdisjoint(words)]:
            name = f"{table}_{column}"
            values[name] = json.dumps(wanted)
            queries.append(
                f"SELECT {_SIGN_OF[table]} FROM {table} "
                f"WHERE {column} != '' AND {column} IN (SELECT value FROM json_each(:{name}))"
            )
    # A join, because with `IN` SQLite would search the words again for each entry.
    query = f"SELECT at, sign.* FROM ({' UNION '.join(queries)}) AS sign JOIN entry ON id = sign.entry_id ORDER BY at"
    signs = [_sign(row, words) for row in connection.execute(query, values).fetchall()]
    return [sign for sign in signs if until is None or sign.at <= until]


def _sign(row: Sequence[Any], wanted: Collection[str]) -> OldSign:
    at, entry, site, side, pain, qualities, symptoms, sudden = row
    words = tuple(word for word in f"{qualities};{symptoms}".split(";") if word in wanted)
    return OldSign(entry, instant_of(at), site, side, pain, words, bool(sudden))


WINDOWED: tuple[Kind, ...] = ("entry", "session", "motion", "care")
"""The kinds that a window limits; the others are few, and each of their records counts for ever."""
_LIMITED = frozenset[Kind]({*WINDOWED, "score"})
"""A file of the first edition holds no scores, so they can't begin a diary."""


def read_diary(
    connection: sqlite3.Connection,
    kinds: Collection[Kind],
    since: datetime | None,
    until: datetime | None,
    least: int,
) -> Diary:
    """The present records, as `DiaryStore.read` explains."""
    if since is not None and least:
        since = _start_for_least(connection, since, until, least)
    window = _between(since, until)
    with collector_paused():
        records: dict[str, Any] = {
            FIELD_OF[TYPE_OF[kind]]: read_records(connection, kind, window if kind in _LIMITED else ALL)
            for kind in KINDS
            if kind in kinds
        }
        return Diary(**records)


_ANSWERS: tuple[Kind, ...] = ("ack", "signs")
"""They answer what the diary asked, and are not what a person wrote last."""


def last_written(connection: sqlite3.Connection) -> Record | None:
    """The record that was written last, imports aside; if all were imported, the entry about the latest time."""
    present = (
        f"(version.kind = '{kind}' AND EXISTS (SELECT * FROM {kind} WHERE {kind}.id = version.thing_id))"
        for kind in KINDS
        if kind not in _ANSWERS
    )
    # By the order of writing, as undo goes by it: a clock that ran ahead must not be the last one for weeks.
    query = (
        "SELECT thing_id, kind FROM version JOIN change ON change.id = version.change_id "
        "WHERE version.operation = 'create' AND change.program != 'import' "
        f"AND ({' OR '.join(present)}) ORDER BY version.seq DESC LIMIT 1"
    )
    for id, kind in connection.execute(query).fetchall():
        return next(iter(records_by_id(connection, kind, [id])), None)
    return latest(connection)


def latest(connection: sqlite3.Connection) -> Entry | None:
    """The entry about the latest time, whenever it was written; of several at that time the one written last."""
    ids = first_of_each(connection, "SELECT id FROM entry ORDER BY at DESC, recorded DESC, seq DESC LIMIT 1")
    entries: Any = records_by_id(connection, "entry", ids)
    return next(iter(entries), None)


def first_time(connection: sqlite3.Connection) -> datetime | None:
    """The earliest time of a record of the WINDOWED kinds; None if there is none."""
    # One min(at) per table, each answered from its index.
    firsts = first_of_each(connection, " UNION ALL ".join(f"SELECT min(at) FROM {kind}" for kind in WINDOWED))
    return min((instant_of(first) for first in firsts if first is not None), default=None)


def count_of(connection: sqlite3.Connection, kind: Kind, since: datetime | None, until: datetime | None) -> int:
    """How many records of a kind there are between two instants, both included."""
    rows = _between(since, until)
    (count,) = first_of_each(connection, f"SELECT count(*) FROM {kind} WHERE {rows.sql}", rows.values)
    return int(count)


def _start_for_least(
    connection: sqlite3.Connection, since: datetime, until: datetime | None, least: int
) -> datetime | None:
    """The start of the window, moved back to hold the `least` latest entries; None if there are fewer than that."""
    rows = _between(None, until)
    query = f"SELECT at FROM entry WHERE {rows.sql} ORDER BY at DESC LIMIT 1 OFFSET :before"
    starts = first_of_each(connection, query, {**rows.values, "before": least - 1})
    return min(since, *map(instant_of, starts)) if starts else None


def _between(since: datetime | None, until: datetime | None) -> Condition:
    """The rows with `since` ≤ at ≤ `until`, of the bounds that are given."""
    bounds = {"since": since, "until": until}
    signs = {"since": ">=", "until": "<="}
    stored = {name: as_stored(bound) for name, bound in bounds.items() if bound is not None}
    return Condition(" AND ".join(f"at {signs[name]} :{name}" for name in stored), stored) if stored else ALL


def entries_around(
    connection: sqlite3.Connection, times: Iterable[datetime], within: timedelta, before: datetime
) -> tuple[Any, ...]:
    """The entries at most `within` away from one of the times, and before an instant; by time, each once."""
    # Overlapping spans are merged, so that no entry is found twice.
    spans: list[list[datetime]] = []
    for at in sorted(times):
        if spans and at - within <= spans[-1][1]:
            spans[-1][1] = at + within
        else:
            spans.append([at - within, at + within])
    stored_spans = [[as_stored(first), as_stored(last)] for first, last in spans if first < before]
    if not stored_spans:
        return ()
    # An outer join, whose order SQLite never changes: it goes from each span into the index of times.
    query = """
        SELECT entry.id FROM json_each(:spans) AS span LEFT JOIN entry
        ON at BETWEEN json_extract(span.value, '$[0]') AND json_extract(span.value, '$[1]') AND at < :before
    """
    ids = first_of_each(connection, query, {"spans": json.dumps(stored_spans), "before": as_stored(before)})
    return records_by_id(connection, "entry", [id for id in ids if id is not None])
