"""Rows that were read from a damaged diary, poured into a new one in memory, where the walls keep out what is odd."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from diary.domain.records import KINDS, Kind
from diary.domain.serialization import from_plain
from diary.errors import InvalidValue
from diary.store.islands import indexed_rows, keyed_rows, numbered_rows
from diary.store.migrations import migrate
from diary.store.reading import instant_of
from diary.store.shelves import shelf_of


@dataclass(slots=True)
class Rescue:
    """A new diary in memory, and what is known of the things that did not come into it whole."""

    fresh: sqlite3.Connection
    known: dict[Kind, set[str]] = field(default_factory=dict)
    """The ids that the old one's indexes tell of, too."""
    partly: set[str] = field(default_factory=set)
    whole: bool = True


def rescue(old: sqlite3.Connection) -> Rescue:
    """Read everything that can be read from an open copy of a damaged diary."""
    fresh = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    migrate(fresh)
    # Rows whose other half is lost come in first, and are looked at one by one.
    fresh.execute("PRAGMA foreign_keys = OFF")
    found = Rescue(fresh)
    tables = {name for (name,) in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    fresh.execute("BEGIN")
    for kind in KINDS:
        _things(old, found, kind, tables)
    if "version" in tables:
        _versions(old, found)
    fresh.execute("COMMIT")
    return found


def _things(old: sqlite3.Connection, found: Rescue, kind: Kind, tables: set[str]) -> None:
    indexed = indexed_rows(old, kind, f"ix_{kind}_at", ("at", "id", "seq")) if kind in tables else []
    times = {id: at for at, id, _ in indexed if isinstance(id, str) and isinstance(at, str)}
    numbers = [seq for *_, seq in indexed if isinstance(seq, int)]
    columns = _columns(found.fresh, kind)
    read = numbered_rows(old, kind, columns, max(numbers, default=None)) if kind in tables else None
    inside = {row[1] for row in (read.rows if read else []) if _put_in(found.fresh, kind, columns, row)}
    found.whole &= bool(read and read.whole) and len(inside) == len(read.rows if read else [])
    found.known[kind] = inside | times.keys()
    parts = shelf_of(kind).parts
    if parts is not None and parts.name in tables:
        part_columns = _columns(found.fresh, parts.name)
        halves = keyed_rows(old, parts.name, part_columns, sorted(found.known[kind]))
        found.whole &= halves.whole
        missing = {row[0] for row in halves.rows} & (times.keys() - inside)
        if kind == "entry":
            inside |= _entries_of_their_readings(found, columns, {id: times[id] for id in missing})
        if kind == "entry" and not halves.whole:
            found.partly |= inside - {row[0] for row in halves.rows}
        for row in halves.rows:
            if row[0] in inside and not _put_in(found.fresh, parts.name, part_columns, row):
                found.partly.add(row[0])


def _entries_of_their_readings(found: Rescue, columns: Sequence[str], times: dict[str, str]) -> set[str]:
    """Entries of which an index tells the time and another table the readings; their local time is a neighbour's."""
    neighbours = found.fresh.execute('SELECT at, "offset", zone FROM entry ORDER BY at').fetchall()
    inside = set()
    for id, at in times.items():
        place = min(bisect_left(neighbours, (at,)), len(neighbours) - 1)
        offset, zone = neighbours[place][1:] if neighbours else (0, "")
        given = {"id": id, "at": at, "offset": offset, "zone": zone, "date_only": 0, "note": "", "symptoms": ""}
        if _put_in(found.fresh, "entry", columns, [given.get(name) for name in columns]):
            inside.add(id)
    found.partly |= inside
    return inside


def _versions(old: sqlite3.Connection, found: Rescue) -> None:
    columns = _columns(found.fresh, "version")
    read = numbered_rows(old, "version", columns)
    content, instant = columns.index("content"), columns.index("instant")
    kept = [row for row in read.rows if _is_readable(row[content], row[instant])]
    inside = sum(_put_in(found.fresh, "version", columns, row) for row in kept)
    found.whole &= read.whole and inside == len(read.rows)
    # What was written and not deleted since should be there, too.
    place, named, operation = columns.index("kind"), columns.index("thing_id"), columns.index("operation")
    last = {row[named]: row for row in read.rows}
    for id, row in last.items():
        if row[operation] != "delete" and row[place] in found.known:
            found.known[row[place]].add(id)


def _is_readable(content: object, instant: object) -> bool:
    try:
        instant_of(str(instant))
        if content is not None:
            from_plain(json.loads(str(content)))
    except (InvalidValue, ValueError, RecursionError):
        return False
    return True


def _put_in(fresh: sqlite3.Connection, table: str, columns: Sequence[str], row: Sequence[object]) -> bool:
    names = ", ".join(f'"{name}"' for name in columns)
    try:
        fresh.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", row)
    except sqlite3.Error:
        return False
    return True


def _columns(fresh: sqlite3.Connection, table: str) -> list[str]:
    return [str(name) for _, name, *_ in fresh.execute(f"PRAGMA table_info({table})")]
