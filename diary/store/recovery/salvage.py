"""What can still be read of a damaged diary, as things. The file itself is copied and not touched."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, text

from diary.domain.records import KINDS, Diary, Kind, Record, Version
from diary.domain.serialization import from_plain
from diary.domain.validate import check, tidy
from diary.errors import DamagedFile, ForeignFile, InvalidValue
from diary.store import change_log
from diary.store.backup.sqlite_copy import connection_to, copy_at_rest
from diary.store.connection import Database
from diary.store.diary_file import is_diary
from diary.store.errors import Unreadable, foreign, missing, plain_failures
from diary.store.queries import instant_of, records_by_id
from diary.store.recovery.damaged_rows import indexed_rows, keyed_rows, numbered_rows
from diary.store.schema.columns import layout_of
from diary.store.schema.migrations import migrate


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
    parts = layout_of(kind).parts
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


_COUNT_AT = 28
"""Where the header keeps the number of pages, in four bytes."""


def lay_schema_over(copy: Path) -> None:
    """Replace the header and the schema in a raw copy of a diary by those of a new one; tables and indexes stay."""
    with tempfile.TemporaryDirectory(prefix="diary-") as folder:
        fresh = Path(folder) / "fresh.db"
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            migrate(connection)
            (size,) = connection.execute("PRAGMA page_size").fetchone()
            roots = {root for (root,) in connection.execute("SELECT rootpage FROM sqlite_schema")}
        new = fresh.read_bytes()
    old = bytearray(copy.read_bytes())
    old.extend(bytes(max(-len(old) % size, len(new) - len(old))))
    for page in set(range(1, len(new) // size + 1)) - roots:
        old[(page - 1) * size : page * size] = new[(page - 1) * size : page * size]
    old[_COUNT_AT : _COUNT_AT + 4] = (len(old) // size).to_bytes(4, "big")
    copy.write_bytes(old)


_ANY_TIME = datetime(9000, 1, 1, tzinfo=UTC)
_LINES = "\n\t"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was read: what counts, what was edited or deleted; and what the file tells of that is lost, or in part."""

    diary: Diary
    past: tuple[Version, ...]
    lost: Mapping[Kind, int]
    partly: frozenset[str]
    whole: bool
    """Whether no damage was met."""


def salvage(path: Path) -> Salvaged:
    """Read what can be read of the file at a path (links followed). ForeignFile where nothing tells of a diary."""
    with plain_failures(path):
        try:
            if not is_diary(path):
                raise missing(path)
            ours = True
        except ForeignFile:
            ours = False
        with copy_at_rest(path) as copy:
            found = _rescued(copy)
        with closing(found.fresh):
            salvaged = _things_of(path, found)
    if not salvaged.diary.records() and not salvaged.past and not salvaged.whole:
        raise DamagedFile(f"nothing can be read of {path} any more") if ours else foreign(path)
    if not ours and not salvaged.diary.records():
        raise foreign(path)
    return salvaged


def _rescued(copy: Path) -> Rescue:
    try:
        with closing(_lenient(copy)) as connection:
            return rescue(connection)
    except sqlite3.DatabaseError:
        # Not even the names of the tables can be read.
        lay_schema_over(copy)
        with closing(_lenient(copy)) as connection:
            found = rescue(connection)
            found.whole = False
            return found


def _lenient(copy: Path) -> sqlite3.Connection:
    connection = connection_to(copy)
    connection.text_factory = lambda content: content.decode("utf-8", "replace")
    return connection


def _things_of(path: Path, found: Rescue) -> Salvaged:
    lost: dict[Kind, int] = {}
    current: dict[str, Record] = {}
    with Database(path, found.fresh).reading() as connection:
        for kind in KINDS:
            ids = connection.execute(text(f"SELECT id FROM {kind}")).scalars().all()
            good = [fine for record in _read(connection, kind, ids) if (fine := _sound(record)) is not None]
            current |= {record.id: record for record in good}
            if gone := len(found.known[kind]) - len(good):
                lost[kind] = gone
        before = (each for each in change_log.versions_of(connection, current) if each.fate != "current")
        past = tuple(each for each in before if _checked(each.record) is not None)
    partly = frozenset(found.partly & current.keys())
    return Salvaged(Diary.of(list(current.values())), past, lost, partly, found.whole and not lost and not partly)


def _read(connection: Connection, kind: Kind, ids: Sequence[str]) -> list[Record]:
    try:
        return list(records_by_id(connection, kind, ids)) if ids else []
    except Unreadable:
        if len(ids) == 1:
            return []
        half = len(ids) // 2
        return _read(connection, kind, ids[:half]) + _read(connection, kind, ids[half:])


def _sound(record: Record) -> Record | None:
    """The thing as a diary can hold it; None where it can't."""
    return _checked(record) or _checked(replace(record, note=_printable(record.note)))


def _checked(record: Record) -> Record | None:
    try:
        tidied = tidy(record)
        check(tidied, _ANY_TIME)
    except (InvalidValue, TypeError, AttributeError):
        return None
    return tidied


def _printable(note: object) -> str:
    return "".join(c if c.isprintable() or c in _LINES else "\N{REPLACEMENT CHARACTER}" for c in str(note))
