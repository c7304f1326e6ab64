"""Rows read as records: those in a window of time, and older entries around signs that never expire."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    union,
    union_all,
)

from diary.domain.moments import Moment
from diary.domain.records import FIELD_OF, KINDS, TYPE_OF, Diary, Entry, Exercise, Kind, OldSign, Reading, Record
from diary.domain.rehabilitation import Answer
from diary.gc_pause import collector_paused
from diary.store.errors import Unreadable
from diary.store.schema.columns import COMMON, INDEXED_WORDS, PartLayout, has_words, layout_of, table_of

Conditions = Sequence[ColumnElement[bool]]
"""The rows of a table that meet all of them; all rows if there are none."""


def each_of(values: Iterable[object]) -> Select[Any]:
    """The values as a query, for `in_`: one parameter for all, because SQLite limits the number of parameters."""
    return _each_in(json.dumps(list(values)))


def each_given() -> Select[Any]:
    """The ids that are given when the query is executed (`given`), for queries that are made only once."""
    return _each_in(bindparam("given", type_=String))


def given(ids: Iterable[str]) -> dict[str, str]:
    """The parameter of a query with `each_given`."""
    return {"given": json.dumps(list(ids))}


def _each_in(values: Any) -> Select[Any]:
    return select(func.json_each(values).table_valued("value").c.value)


def kinds_of(connection: Connection, ids: Iterable[str], kinds: Sequence[Kind] = KINDS) -> dict[str, Kind]:
    """The kinds of the records with these ids; unknown ids are left out. `kinds` are those that the file can hold."""
    found = connection.execute(_kinds_query(tuple(kinds)), given(ids))
    return {id: kind for kind, id in found}


@cache
def _kinds_query(kinds: tuple[Kind, ...]) -> CompoundSelect[Any]:
    asked = each_given().cte("asked")
    # One query for all kinds, made once, because making it takes longer than all the rest of saving an entry. A join,
    # because with `IN` SQLite would sort the ids again for each kind.
    queries = (
        select(literal(kind), table.c.id).join_from(asked, table, table.c.id == asked.c.value)
        for kind, table in ((kind, table_of(kind)) for kind in kinds)
    )
    return union_all(*queries)


def records_by_id(connection: Connection, kind: Kind, ids: Iterable[str]) -> tuple[Record, ...]:
    """The records of a kind with these ids, in order of time; unknown ids are left out."""
    return read_records(connection, kind, [table_of(kind).c.id.in_(each_of(ids))])


def read_records(connection: Connection, kind: Kind, conditions: Conditions = ()) -> tuple[Record, ...]:
    """The records of a kind that meet the conditions, in order of time."""
    layout, column = layout_of(kind), table_of(kind).c
    parts: dict[str, tuple[Any, ...]] = {}
    query = select(*(column[name] for name in (*COMMON, *layout.own))).where(*conditions)
    query = query.order_by(column.at, column.recorded, column.id)
    record_type = TYPE_OF[kind]
    converters = [(name, convert) for name, convert in _CONVERTERS.items() if name in layout.own]
    records: list[Record] = []
    try:
        if layout.parts is not None:
            parts = _read_parts(connection, kind, layout.parts, conditions)
        for id, at, offset, zone, date_only, about, recorded, note, source, *values in connection.execute(query).all():
            own = dict(zip(layout.own, values, strict=True))
            for name, convert in converters:
                own[name] = convert(own[name])
            if layout.parts is not None:
                own[layout.parts.field] = parts.get(id, ())
            instant = instant_of(at)
            # Most records are written at the time they are about: comparing texts saves parsing a second one.
            written = instant if recorded == at else _instant_or_none(recorded)
            moment = Moment(instant, offset, zone, bool(date_only), bool(about))
            records.append(record_type(id=id, at=moment, recorded=written, note=note, source=source, **own))
    except (AttributeError, TypeError, ValueError) as error:
        raise Unreadable(f"in {kind}: {error}") from error
    return tuple(records)


def _read_parts(
    connection: Connection, kind: Kind, parts: PartLayout, conditions: Conditions
) -> dict[str, tuple[Any, ...]]:
    column, build = table_of(parts.name).c, _PART_OF[parts.field]
    query = select(*(column[name] for name in (parts.owner, "place", *parts.own)))
    if conditions:
        # The ids come from an index, and each leads into the primary key of the parts.
        query = query.where(column[parts.owner].in_(select(table_of(kind).c.id).where(*conditions)))
    grouped: dict[str, list[tuple[int, Any]]] = {}
    for id, place, *values in connection.execute(query).all():
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


def _word_lists(connection: Connection, table: str, words: str) -> Iterable[str]:
    """The different lists of words in a column."""
    # Jumps through the index from one list to the next: they are few, however many entries there are.
    column, there = table_of(table).c[words], has_words(table, words)
    lists = select(func.min(column).label("words")).where(there).cte("lists", recursive=True)
    following = select(func.min(column)).where(there, column > lists.c.words).scalar_subquery()
    lists = lists.union_all(select(following).where(lists.c.words.is_not(None)))
    return connection.scalars(select(lists.c.words).where(lists.c.words.is_not(None)))


def signs_with(connection: Connection, words: Collection[str], until: datetime | None) -> list[OldSign]:
    """The readings and entries with one of these words or of sudden onset, up to `until`, by time."""
    entry, reading = table_of("entry"), table_of("reading")
    names = ("entry_id", "site", "side", "pain", "qualities", "symptoms", "sudden")
    of_site = select(*(reading.c[name] for name in names))
    values = (entry.c.id, *map(literal_column, ("NULL", "NULL", "NULL", "''")), entry.c.symptoms, literal_column("0"))
    of_person = select(*(value.label(name) for value, name in zip(values, names, strict=True)))
    queries = [of_site.where(reading.c.sudden == literal_column("1"))]
    for table, column in INDEXED_WORDS:
        lists = _word_lists(connection, table, column)
        # Compared here by whole words: LIKE in SQL would find "numbness" in "saddle-numbness", and read every row.
        if wanted := [each for each in lists if not set(each.split(";")).isdisjoint(words)]:
            query = of_person if table == "entry" else of_site
            queries.append(query.where(has_words(table, column), table_of(table).c[column].in_(each_of(wanted))))
    # A join, because with `IN` SQLite would search the words again for each entry.
    sign = union(*queries).subquery("sign")
    query = select(entry.c.at, sign).join_from(sign, entry, entry.c.id == sign.c.entry_id).order_by(entry.c.at)
    signs = [_sign(row, words) for row in connection.execute(query)]
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
    connection: Connection, kinds: Collection[Kind], since: datetime | None, until: datetime | None, least: int
) -> Diary:
    """The present records, as `DiaryStore.read` explains."""
    if since is not None and least:
        since = _start_for_least(connection, since, until, least)
    with collector_paused():
        records: dict[str, Any] = {
            FIELD_OF[TYPE_OF[kind]]: read_records(
                connection, kind, _between(kind, since, until) if kind in _LIMITED else ()
            )
            for kind in KINDS
            if kind in kinds
        }
        return Diary(**records)


_ANSWERS: tuple[Kind, ...] = ("ack", "signs")
"""They answer what the diary asked, and are not what a person wrote last."""


def last_written(connection: Connection) -> Record | None:
    """The record that was written last, imports aside; if all were imported, the entry about the latest time."""
    for id, kind in connection.execute(_written_query()):
        return next(iter(records_by_id(connection, kind, [id])), None)
    return latest(connection)


@cache
def _written_query() -> Select[Any]:
    # By the order of writing, as undo goes by it: a clock that ran ahead must not be the last one for weeks.
    version, change = table_of("version"), table_of("change")
    present = (
        and_(version.c.kind == kind, exists().where(table_of(kind).c.id == version.c.thing_id))
        for kind in KINDS
        if kind not in _ANSWERS
    )
    return (
        select(version.c.thing_id, version.c.kind)
        .join_from(version, change, change.c.id == version.c.change_id)
        .where(version.c.operation == "create", change.c.program != "import", or_(*present))
        .order_by(version.c.seq.desc())
        .limit(1)
    )


def latest(connection: Connection) -> Entry | None:
    """The entry about the latest time, whenever it was written; of several at that time the one written last."""
    entry = table_of("entry").c
    return _first_entry(connection, select(entry.id).order_by(entry.at.desc(), entry.recorded.desc(), entry.seq.desc()))


def _first_entry(connection: Connection, ids: Select[Any]) -> Entry | None:
    entries: Any = records_by_id(connection, "entry", connection.scalars(ids.limit(1)))
    return next(iter(entries), None)


def first_time(connection: Connection) -> datetime | None:
    """The earliest time of a record of the WINDOWED kinds; None if there is none."""
    # One min(at) per table, each answered from its index.
    firsts = connection.scalars(union_all(*(select(func.min(table_of(kind).c.at)) for kind in WINDOWED)))
    return min((instant_of(first) for first in firsts if first is not None), default=None)


def count_of(connection: Connection, kind: Kind, since: datetime | None, until: datetime | None) -> int:
    """How many records of a kind there are between two instants, both included."""
    count = select(func.count()).select_from(table_of(kind)).where(*_between(kind, since, until))
    return int(connection.execute(count).scalar_one())


def _start_for_least(connection: Connection, since: datetime, until: datetime | None, least: int) -> datetime | None:
    """The start of the window, moved back to hold the `least` latest entries; None if there are fewer than that."""
    at = table_of("entry").c.at
    query = select(at).where(*_between("entry", None, until)).order_by(at.desc())
    first = connection.scalars(query.limit(1).offset(least - 1)).first()
    return None if first is None else min(since, instant_of(first))


def _between(kind: Kind, since: datetime | None, until: datetime | None) -> Conditions:
    """The conditions `since` ≤ at ≤ `until`, of the bounds that are given."""
    at = table_of(kind).c.at
    first = [] if since is None else [at >= as_stored(since)]
    return first if until is None else [*first, at <= as_stored(until)]


def entries_around(
    connection: Connection, times: Iterable[datetime], within: timedelta, before: datetime
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
    span = func.json_each(json.dumps(stored_spans)).table_valued("value", name="span")
    first, last = (func.json_extract(span.c.value, f"$[{place}]") for place in (0, 1))
    entry = table_of("entry")
    # An outer join, whose order SQLite never changes: it goes from each span into the index of times.
    near = span.outerjoin(entry, entry.c.at.between(first, last) & (entry.c.at < as_stored(before)))
    ids = connection.scalars(select(entry.c.id).select_from(near))
    return records_by_id(connection, "entry", [id for id in ids if id is not None])
