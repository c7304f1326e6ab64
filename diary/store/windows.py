"""Which things a reader gets: those of a window of time, and older entries that carry a word that never grows old."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from diary.domain.records import KINDS, SHELF_OF, TYPE_OF, Diary, Entry, Kind, Thing
from diary.domain.red_flag_signs import Mark
from diary.gc_pause import collector_paused
from diary.store.marks import marks_until
from diary.store.reading import Where, instant_of, read_things, things_by_id

WINDOWED: tuple[Kind, ...] = ("entry", "session", "motion", "care")
"""The kinds that a window cuts; of the others there are few, and each one counts for ever."""

Pick = Callable[[Sequence[Mark], Diary], Collection[datetime]]
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
            SHELF_OF[TYPE_OF[kind]]: read_things(connection, kind, _of(kind, cut) if kind in WINDOWED else None)
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
    (entry,) = things_by_id(connection, "entry", [row.id])
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


def _older_marked(connection: Connection, diary: Diary, since: datetime, asked: Window) -> tuple[Thing, ...]:
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
    return things_by_id(connection, "entry", [id for (id,) in ids])


# A cross join, which SQLite keeps in order: from each span into the index.
_IN_SPANS = """
    SELECT entry.id FROM json_each(:spans) AS span CROSS JOIN entry
    WHERE entry.at BETWEEN json_extract(span.value, '$[0]') AND json_extract(span.value, '$[1]') AND entry.at < :before
"""


def _as_written(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
