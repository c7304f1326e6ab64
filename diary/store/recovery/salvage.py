"""Salvage: the records that can still be read from a damaged diary. The file is copied and not touched."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from diary.domain.records import KINDS, Diary, Kind, Record, Version
from diary.domain.serialization import from_plain
from diary.domain.validate import ANY_TIME, check, tidy
from diary.errors import DamagedFile, DiaryError, ForeignFile, InvalidValue
from diary.store import change_log
from diary.store.backup.names import backups_of
from diary.store.backup.sqlite_copy import copy_at_rest, in_memory
from diary.store.connection import Database
from diary.store.diary_file import connection_to, is_diary
from diary.store.encryption.forms import key_of_file, opened
from diary.store.errors import Unreadable, foreign, missing, plain_failures
from diary.store.queries import first_of_each, instant_of, records_by_id
from diary.store.recovery.damaged_rows import TableRows, indexed_rows, keyed_rows, numbered_rows
from diary.store.schema.columns import layout_of
from diary.store.schema.form import tables_of
from diary.store.schema.migrations import migrate

if TYPE_CHECKING:
    from diary.store.encryption.keys import Key


@dataclass(slots=True)
class Rescue:
    """A new diary in memory, and what is known about records that are lost or incomplete."""

    new: sqlite3.Connection
    known: dict[Kind, set[str]] = field(default_factory=dict)
    """All ids that are known, also those that only an index or the change log names."""
    partly: set[str] = field(default_factory=set)
    """The ids of records of which something is lost."""
    whole: bool = True
    """Whether no damage was met."""


def rescue(old: sqlite3.Connection) -> Rescue:
    """Read everything that is readable in an open copy of a damaged diary."""
    # Copied into a new diary, so that its constraints refuse damaged values row by row.
    new = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    migrate(new)
    # Off, so that parts can be inserted whose record is lost; each row is judged by itself.
    new.execute("PRAGMA foreign_keys = OFF")
    result = Rescue(new)
    tables = {name for (name,) in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    (version,) = old.execute("PRAGMA user_version").fetchone()
    # A kind that is younger than the file has no table there, and nothing of it is lost.
    kinds = [kind for kind in KINDS if kind in tables | tables_of(version)]
    new.execute("BEGIN")
    for kind in kinds:
        _rescue_kind(old, result, kind, tables)
    if "version" in tables:
        _rescue_versions(old, result)
    new.execute("COMMIT")
    return result


def _rescue_kind(old: sqlite3.Connection, rescued: Rescue, kind: Kind, tables: set[str]) -> None:
    indexed = indexed_rows(old, kind, f"ix_{kind}_at", ("at", "id", "seq")) if kind in tables else []
    times = {id: at for at, id, _ in indexed if isinstance(id, str) and isinstance(at, str)}
    numbers = [seq for *_, seq in indexed if isinstance(seq, int)]
    columns = _shared_columns(old, rescued.new, kind)
    table = numbered_rows(old, kind, columns, max(numbers, default=None)) if kind in tables else TableRows([], False)
    inserted = {row[1] for row in table.rows if _insert_row(rescued.new, kind, columns, row)}
    rescued.whole &= table.whole and len(inserted) == len(table.rows)
    # The index of times lies on other pages than the table, so it often names records whose row is lost.
    rescued.known[kind] = inserted | times.keys()
    parts = layout_of(kind).parts
    if parts is not None and parts.name in tables:
        part_columns = _shared_columns(old, rescued.new, parts.name)
        part_rows = keyed_rows(old, parts.name, part_columns, sorted(rescued.known[kind]))
        rescued.whole &= part_rows.whole
        missing = {row[0] for row in part_rows.rows} & (times.keys() - inserted)
        # Only entries: their time and readings are most of what they hold.
        if kind == "entry":
            inserted |= _rebuild_entries(rescued, {id: times[id] for id in missing})
        # For a session, having no parts is no sign of a loss: it may well have no exercises.
        if kind == "entry" and not part_rows.whole:
            rescued.partly |= inserted - {row[0] for row in part_rows.rows}
        for row in part_rows.rows:
            if row[0] in inserted and not _insert_row(rescued.new, parts.name, part_columns, row):
                rescued.partly.add(row[0])


def _rebuild_entries(rescued: Rescue, times: dict[str, str]) -> set[str]:
    """Insert entries whose time is in an index and whose readings are in their table; returns their ids.

    Offset and zone are those of a neighbour in time.
    """
    neighbours = rescued.new.execute('SELECT at, "offset", zone FROM entry ORDER BY at').fetchall()
    inserted = set()
    for id, at in times.items():
        place = min(bisect_left(neighbours, (at,)), len(neighbours) - 1)
        offset, zone = neighbours[place][1:] if neighbours else (0, "")
        given = {"id": id, "at": at, "offset": offset, "zone": zone, "date_only": 0, "note": ""}
        if _insert_row(rescued.new, "entry", list(given), list(given.values())):
            inserted.add(id)
    rescued.partly |= inserted
    return inserted


def _rescue_versions(old: sqlite3.Connection, rescued: Rescue) -> None:
    columns = _shared_columns(old, rescued.new, "version")
    table = numbered_rows(old, "version", columns)
    content, instant = columns.index("content"), columns.index("instant")
    readable = [row for row in table.rows if _is_readable(row[content], row[instant])]
    inserted = sum(_insert_row(rescued.new, "version", columns, row) for row in readable)
    rescued.whole &= table.whole and inserted == len(table.rows)
    # A record whose last step is neither a deletion nor a purge should exist, so it is lost if it was not found.
    kind, record_id, operation = columns.index("kind"), columns.index("thing_id"), columns.index("operation")
    last_steps = {row[record_id]: row for row in table.rows}
    for id, row in last_steps.items():
        if row[operation] not in ("delete", "purge") and row[kind] in rescued.known:
            rescued.known[row[kind]].add(id)


def _is_readable(content: object, instant: object) -> bool:
    try:
        instant_of(str(instant))
        if content is not None:
            from_plain(json.loads(str(content)))
    except (InvalidValue, ValueError, RecursionError):
        return False
    return True


def _insert_row(new: sqlite3.Connection, table: str, columns: Sequence[str], row: Sequence[object]) -> bool:
    names = ", ".join(f'"{name}"' for name in columns)
    try:
        new.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", row)
    except sqlite3.Error:
        return False
    return True


def _shared_columns(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> list[str]:
    """The columns of both files: one of an older version lacks some, and each of those has a default."""
    listed = f"PRAGMA table_info({table})"
    there = {name for _, name, *_ in old.execute(listed)}
    return [str(name) for _, name, *_ in new.execute(listed) if name in there]


_PAGE_COUNT_AT = 28
"""The offset of the number of pages in the header, four bytes long."""


def with_new_schema(content: bytes, key: Key | None = None) -> bytes:
    """The content of a diary with the header and the schema of a new one in place of its own; tables and indexes stay.

    Only right for a diary whose tables start at the same pages as in a new one. Of an encrypted diary, whose `key` is
    given, both contents are decrypted.
    """
    with tempfile.TemporaryDirectory(prefix="diary-") as folder:
        path = Path(folder) / "new.db"
        with closing(opened(str(path), key, isolation_level=None)) as connection:
            migrate(connection)
            size = int(connection.execute("PRAGMA page_size").fetchone()[0])
            roots = {root for (root,) in connection.execute("SELECT rootpage FROM sqlite_schema")}
        new = path.read_bytes()
    if key is not None:
        from diary.store.encryption.whole_file import decrypted

        new = decrypted(new, key)
    old = bytearray(content)
    # Filled up to whole pages, and at least to the size of a new diary.
    old.extend(bytes(max(-len(old) % size, len(new) - len(old))))
    for page in set(range(1, len(new) // size + 1)) - roots:
        old[(page - 1) * size : page * size] = new[(page - 1) * size : page * size]
    old[_PAGE_COUNT_AT : _PAGE_COUNT_AT + 4] = (len(old) // size).to_bytes(4, "big")
    return bytes(old)


_ALLOWED_CONTROLS = "\n\t"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The readable records and earlier versions, the number of lost records, and the ids of incomplete ones."""

    diary: Diary
    past: tuple[Version, ...]
    lost: Mapping[Kind, int]
    partly: frozenset[str]
    whole: bool
    """Whether no damage was met."""
    encrypted: bool = False
    """Whether it was read from an encrypted file."""


def salvage(path: Path) -> Salvaged:
    """Read what is readable in the file at a path (links followed). ForeignFile if it shows no sign of a diary.

    NoDiaryYet if there is no file; DamagedFile if it is a diary and nothing of it is readable.
    """
    with plain_failures(path):
        try:
            if not is_diary(path):
                raise missing(path)
            ours = True
        except DamagedFile:  # an encrypted one, whose first page is not as it was written
            ours = True
        except ForeignFile:
            ours = False
        with copy_at_rest(path) as copy:
            key = key_of_file(copy) or (None if ours else _key_of_backups(path))
            rescued = _rescue_copy(copy, key)
        with closing(rescued.new):
            salvaged = replace(_read_rescued(path, rescued), encrypted=key is not None)
    if not salvaged.diary.records() and not salvaged.past and not salvaged.whole:
        raise DamagedFile(f"nothing can be read of {path} any more") if ours else foreign(path)
    if not ours and not salvaged.diary.records():
        raise foreign(path)
    return salvaged


def _key_of_backups(path: Path) -> Key | None:
    """The key of an encrypted diary of which not even the beginning is left, as its backups have it; else None."""
    from diary.store.encryption.unlock import KEYS

    for backup in backups_of(path):
        with suppress(DiaryError, OSError):
            key_of_file(backup.path)
    return KEYS.of_pages(path.read_bytes())


def _rescue_copy(copy: Path, key: Key | None) -> Rescue:
    if key is not None:
        return _rescue_encrypted(copy, key)
    try:
        with closing(_lenient(connection_to(copy))) as connection:
            return rescue(connection)
    except sqlite3.DatabaseError:
        # Not even the names of the tables are readable: the first page, which holds header and schema, is damaged.
        copy.write_bytes(with_new_schema(copy.read_bytes()))
        with closing(_lenient(connection_to(copy))) as connection:
            return _rescue_without_schema(connection)


def _rescue_encrypted(copy: Path, key: Key) -> Rescue:
    from diary.store.encryption.whole_file import decrypted, rolled_back

    content = decrypted(rolled_back(copy, key), key)
    try:
        with closing(_lenient(in_memory(content))) as connection:
            return rescue(connection)
    except sqlite3.DatabaseError:
        with closing(_lenient(in_memory(with_new_schema(content, key)))) as connection:
            return _rescue_without_schema(connection)


def _rescue_without_schema(connection: sqlite3.Connection) -> Rescue:
    rescued = rescue(connection)
    rescued.whole = False
    return rescued


def _lenient(connection: sqlite3.Connection) -> sqlite3.Connection:
    # One bad byte should cost one character, not the row.
    connection.text_factory = lambda content: content.decode("utf-8", "replace")
    return connection


def _read_rescued(path: Path, rescued: Rescue) -> Salvaged:
    lost: dict[Kind, int] = {}
    current: dict[str, Record] = {}
    with Database(path, rescued.new).reading() as connection:
        for kind in KINDS:
            ids = first_of_each(connection, f"SELECT id FROM {kind}")
            good = [valid for record in _read(connection, kind, ids) if (valid := _valid_or_mended(record)) is not None]
            current |= {record.id: record for record in good}
            if missing_count := len(rescued.known.get(kind, ())) - len(good):
                lost[kind] = missing_count
        earlier = (version for version in change_log.versions_of(connection, current) if version.outcome != "current")
        past = tuple(version for version in earlier if _valid(version.record) is not None)
    partly = frozenset(rescued.partly & current.keys())
    return Salvaged(Diary.of(list(current.values())), past, lost, partly, rescued.whole and not lost and not partly)


def _read(connection: sqlite3.Connection, kind: Kind, ids: Sequence[str]) -> list[Record]:
    try:
        return list(records_by_id(connection, kind, ids)) if ids else []
    except Unreadable:
        # One unreadable row fails a whole query, so the ids are halved until it stands alone.
        if len(ids) == 1:
            return []
        half = len(ids) // 2
        return _read(connection, kind, ids[:half]) + _read(connection, kind, ids[half:])


def _valid_or_mended(record: Record) -> Record | None:
    """The record in a form that a diary can hold; None if there is no such form."""
    # Only the note is mended, since other values would become something that the person never wrote.
    return _valid(record) or _valid(replace(record, note=_printable(record.note)))


def _valid(record: Record) -> Record | None:
    try:
        tidied = tidy(record)
        check(tidied, ANY_TIME)
    except (InvalidValue, TypeError, AttributeError):
        return None
    return tidied


def _printable(note: object) -> str:
    return "".join(c if c.isprintable() or c in _ALLOWED_CONTROLS else "\N{REPLACEMENT CHARACTER}" for c in str(note))
