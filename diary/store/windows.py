"""Which entries a reader gets: those of a window of time, and older ones that carry a word that never grows old."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, and_, text
from sqlalchemy.sql import ColumnElement

from diary.collector import collector_paused
from diary.domain.entries import Diary, Entry, Kind, Thing
from diary.store.rows import SHELVES, instant_of, read_things, things_by_id
from diary.store.tables import CAME_SUDDENLY, QUALITIES_THERE, SYMPTOMS_THERE

WINDOWED: tuple[Kind, ...] = ("entry", "session", "motion", "care")
"""The kinds that a window cuts; of the others there are few, and each one counts for ever."""


def within(table: Table, since: datetime | None, until: datetime | None) -> ColumnElement[bool] | None:
    """The condition for `since` ≤ at ≤ `until`, or None where neither is given."""
    bounds = []
    if since is not None:
        bounds.append(table.c.at >= since)
    if until is not None:
        bounds.append(table.c.at <= until)
    return and_(*bounds) if bounds else None


def read_diary(
    connection: Connection,
    since: datetime | None,
    until: datetime | None,
    marked: Collection[str],
    sudden: bool,
    around: timedelta,
) -> Diary:
    """The diary as it is, its windowed kinds cut to the window; see `DiaryStore.read`."""
    with collector_paused():
        found: dict[Kind, tuple[Any, ...]] = {
            kind: read_things(connection, kind, within(shelf.table, since, until) if kind in WINDOWED else None)
            for kind, shelf in SHELVES.items()
        }
        if since is not None and (marked or sudden):
            found["entry"] = (*_older_marked(connection, since, until, marked, sudden, around), *found["entry"])
    return Diary(
        entries=found["entry"],
        sessions=found["session"],
        motions=found["motion"],
        cares=found["care"],
        usuals=found["usual"],
        knowns=found["known"],
        visits=found["visit"],
        questions=found["question"],
        acks=found["ack"],
    )


def last_written(connection: Connection) -> Entry | None:
    """The entry that was written last. Where none says when it was written, the latest by its own time."""
    for order in ("recorded IS NOT NULL ORDER BY recorded DESC, seq DESC", "1 ORDER BY at DESC, seq DESC"):
        row = connection.execute(text(f"SELECT id FROM entry WHERE {order} LIMIT 1")).first()
        if row is not None:
            (entry,) = things_by_id(connection, "entry", [row.id])
            assert isinstance(entry, Entry)
            return entry
    return None


def _older_marked(
    connection: Connection,
    since: datetime,
    until: datetime | None,
    marked: Collection[str],
    sudden: bool,
    around: timedelta,
) -> tuple[Thing, ...]:
    spans: list[list[datetime]] = []
    for at in _marked_times(connection, marked, sudden):
        if until is not None and at > until:
            break
        if spans and at - around <= spans[-1][1]:
            spans[-1][1] = at + around
        else:
            spans.append([at - around, at + around])
    before = since if until is None else min(since, until + timedelta.resolution)
    written = [[_as_written(first), _as_written(last)] for first, last in spans if first < before]
    ids = connection.execute(text(_IN_SPANS), {"spans": json.dumps(written), "before": _as_written(before)})
    return things_by_id(connection, "entry", [id for (id,) in ids])


# A cross join, which SQLite keeps in order: from each span into the index.
_IN_SPANS = """
    SELECT entry.id FROM json_each(:spans) AS span CROSS JOIN entry
    WHERE entry.at BETWEEN json_extract(span.value, '$[0]') AND json_extract(span.value, '$[1]') AND entry.at < :before
"""


def _marked_times(connection: Connection, marked: Collection[str], sudden: bool) -> list[datetime]:
    """When entries with one of the words were, at a site or of the whole person; partial indexes alone are searched."""
    queries = []
    if marked:
        for column, there in (("symptoms", SYMPTOMS_THERE), ("qualities", QUALITIES_THERE)):
            queries.append(f"SELECT entry_id AS id FROM reading WHERE {there} AND ({_carries(column, len(marked))})")
        queries.append(f"SELECT id FROM entry WHERE {SYMPTOMS_THERE} AND ({_carries('symptoms', len(marked))})")
    if sudden:
        queries.append(f"SELECT entry_id AS id FROM reading WHERE {CAME_SUDDENLY}")
    # A join and not `IN`, for which SQLite would look the words up again for every entry.
    query = f"SELECT at FROM ({' UNION '.join(queries)}) JOIN entry USING (id) ORDER BY at"
    words = {f"word_{place}": f";{word};" for place, word in enumerate(sorted(marked))}
    return [instant_of(at) for (at,) in connection.execute(text(query), words).all()]


def _carries(column: str, words: int) -> str:
    return " OR ".join(f"instr(';' || {column} || ';', :word_{place})" for place in range(words))


def _as_written(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
