"""The log of changes: each change that was made, and each record as it was before. Only a purge deletes rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any, Literal, NamedTuple

from diary.domain.records import KIND_OF, KINDS, Change, Kind, Operation, Outcome, Record, Version
from diary.domain.serialization import from_plain, to_plain
from diary.errors import DiaryError, InvalidValue
from diary.store.errors import Unreadable
from diary.store.queries import GIVEN, first_of_each, given, instant_of, kinds_of, read_records
from diary.store.row_writer import insert_rows
from diary.store.schema.columns import quoted

IMPORT_LABEL = "import of "
"""How the label of an import begins, and no other: what it takes out is what a person's changed map leaves out."""
_CHANGE_COLUMNS = ("id", "instant", "program", "session", "label", "undo_of")


State = Literal["present", "deleted", "purged", "undone"]
"""Whether a record is in the diary, or how it left it; undone where an undo took back that it was saved."""


@dataclass(frozen=True, slots=True)
class ChangeStep:
    """What a change did to one record; `before` is its earlier content, None if it did not exist."""

    id: str
    kind: Kind
    operation: Operation
    before: Record | None


@dataclass(frozen=True, slots=True)
class Purged:
    """What is kept of a purged record, so that no import brings it back, and when it was purged."""

    id: str
    kind: Kind
    at: datetime


def record_change(connection: sqlite3.Connection, change: Change, steps: Sequence[ChangeStep]) -> Change:
    """Write a change and its steps; if it undoes another change, mark that one as undone. Returns it with its steps."""
    insert_rows(connection, "change", [{name: getattr(change, name) for name in _CHANGE_COLUMNS}])
    # The content BEFORE each step is stored: the content after it is the current row, or the next version.
    insert_rows(connection, "version", [_version_row(change, step, change.instant) for step in steps])
    if change.undo_of is not None:
        _mark_undone(connection, "id", change.undo_of, change.id)
        # Undoing an undo makes the first change valid again.
        _mark_undone(connection, "undone_by", change.undo_of, None)
    return replace(change, operations=tuple((step.id, step.operation) for step in steps))


def all_versions(connection: sqlite3.Connection) -> tuple[Version, ...]:
    """Each content that each record had, and when; record by record, oldest content first."""
    current = {record.id: record for kind in KINDS for record in read_records(connection, kind)}
    return versions_of(connection, current)


def record_past(connection: sqlite3.Connection, change: Change, past: Sequence[Version]) -> None:
    """Write earlier contents of records, from before they were imported. Undo skips this change."""
    record_change(connection, change, ())
    rows = []
    for version in past:
        id, kind, record = version.record.id, KIND_OF[type(version.record)], version.record
        step = ChangeStep(id, kind, "delete" if version.outcome == "deleted" else "edit", record)
        rows.append(_version_row(change, step, version.until or change.instant))
    insert_rows(connection, "version", rows)
    # Marked as undone by itself, so that undo, which takes the newest change that is not undone, never takes this one.
    _mark_undone(connection, "id", change.id, change.id)


def _version_row(change: Change, step: ChangeStep, instant: datetime) -> dict[str, Any]:
    content = None if step.before is None else _as_json(step.before)
    values = (step.id, step.kind, change.id, step.operation, content, instant)
    return dict(zip(_StepRow._fields, values, strict=True))


def _mark_undone(connection: sqlite3.Connection, which: str, change: str, by: str | None) -> None:
    connection.execute(f"UPDATE change SET undone_by = :by WHERE {which} = :change", {"by": by, "change": change})


def change_by_id(connection: sqlite3.Connection, id: str) -> Change | None:
    """The change with that id; None for an unknown id."""
    return next(iter(_changes(connection, "WHERE change.id = ?", id)), None)


def known_change(connection: sqlite3.Connection, id: str) -> Change:
    """The change with that id; DiaryError for an unknown id."""
    change = change_by_id(connection, id)
    if change is None:
        raise DiaryError(f"no change is called {id}")
    return change


def newest_changes(connection: sqlite3.Connection, limit: int = 1) -> list[Change]:
    """The newest changes that are neither undone nor undos themselves, newest first; empty if there are none."""
    # By `seq`, the order of writing: instants are no order where a clock was set back.
    return _changes(connection, "WHERE undone_by IS NULL AND undo_of IS NULL ORDER BY seq DESC LIMIT ?", limit)


def newest_undo(connection: sqlite3.Connection) -> Change | None:
    """The newest undo that can be undone itself; None where there is none, or a new change came after it."""
    effective = """
        JOIN change AS target ON target.id = change.undo_of AND target.undone_by = change.id
        WHERE target.undo_of IS NULL AND change.undone_by IS NULL
        AND NOT EXISTS (SELECT * FROM change AS newer WHERE newer.undo_of IS NULL AND newer.seq > change.seq)
        ORDER BY change.seq DESC LIMIT 1
    """
    return next(iter(_changes(connection, effective)), None)


def newest_id(connection: sqlite3.Connection) -> str:
    """The id of the change that was written last, undos included; "" where there is none."""
    return next(iter(first_of_each(connection, "SELECT id FROM change ORDER BY seq DESC LIMIT 1")), None) or ""


def latest_change_of(connection: sqlite3.Connection, id: str) -> Change | None:
    """The change that touched a record last, undos included; None where none did."""
    touched = """
        JOIN version ON version.change_id = change.id
        WHERE version.thing_id = ? ORDER BY version.seq DESC LIMIT 1
    """
    return next(iter(_changes(connection, touched, id)), None)


def steps_of(connection: sqlite3.Connection, change: str) -> list[ChangeStep]:
    """The steps of a change, in order."""
    rows = _steps(connection, "WHERE change_id = ? ORDER BY seq", change)
    return [ChangeStep(row.thing_id, row.kind, row.operation, _from_json(row.content)) for row in rows]


def later_changes(connection: sqlite3.Connection, change: str) -> list[Change]:
    """Later changes to the same records that are not undone, newest first."""
    later = """
        WHERE id IN (
            SELECT other.change_id FROM version AS mine
            JOIN version AS other ON other.thing_id = mine.thing_id AND other.seq > mine.seq
            WHERE mine.change_id = ? AND other.change_id != ?
        ) AND undone_by IS NULL AND undo_of IS NULL ORDER BY seq DESC
    """
    return _changes(connection, later, change, change)


def contents_after(connection: sqlite3.Connection, change: str) -> dict[str, Record | None]:
    """The contents of records right after a change, only for those that a later change (also an undo) touched."""
    # The next version of a record holds its content before that later change, which is the one after this change.
    query = """
        SELECT mine.thing_id, other.content FROM version AS mine JOIN version AS other ON other.seq = (
            SELECT min(seq) FROM version AS each WHERE each.thing_id = mine.thing_id AND each.seq > mine.seq
        ) WHERE mine.change_id = ?
    """
    return {id: _from_json(content) for id, content in connection.execute(query, (change,)).fetchall()}


_DELETIONS = """
    JOIN change ON change.id = version.change_id
    WHERE version.operation IN ('delete', 'purge')
    AND version.seq = (SELECT max(seq) FROM version AS other WHERE other.thing_id = version.thing_id)
    AND (change.undo_of IS NULL OR EXISTS (
        SELECT * FROM version AS undone WHERE undone.change_id = change.undo_of
        AND undone.thing_id = version.thing_id AND undone.operation = 'restore'
    ))
"""
"""The version of each deleted record that holds its last content, and the mark of each purged one, without any.

An undone import may be imported again; a deleted record must not come back with the next import, and is deleted again
where bringing it back was undone.
"""
# What was undone and done again was done by the change that the undo took back.
_STAY_DELETED = f"""
    SELECT version.thing_id FROM version {_DELETIONS} AND (version.operation = 'purge' OR NOT (
        change.label LIKE '{IMPORT_LABEL}%' OR EXISTS (
            SELECT * FROM change AS undo JOIN change AS first ON first.id = undo.undo_of
            WHERE undo.id = change.undo_of AND first.label LIKE '{IMPORT_LABEL}%'
        )
    ))
"""


def deleted_ids(connection: sqlite3.Connection, ids: Iterable[str] | None = None) -> set[str]:
    """The ids of deleted and purged records: those among `ids`, or all; not of those that an undo removed.

    Nor of those that an import took out by a changed map: they come back when the map changes again.
    """
    if ids is None:
        return set(first_of_each(connection, _STAY_DELETED))
    return set(first_of_each(connection, f"{_STAY_DELETED} AND version.thing_id IN {GIVEN}", given(ids)))


def states_of(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, State]:
    """What became of the records with these ids; ids that were never in the diary are left out."""
    query = f"SELECT thing_id, operation FROM version WHERE thing_id IN {GIVEN}"
    steps = connection.execute(query, given(ids)).fetchall()
    states: dict[str, State] = dict.fromkeys((id for id, _ in steps), "undone")
    states |= dict.fromkeys(deleted_ids(connection, states), "deleted")
    states |= dict.fromkeys((id for id, operation in steps if operation == "purge"), "purged")
    return states | dict.fromkeys(kinds_of(connection, ids), "present")


def deleted_versions(connection: sqlite3.Connection) -> list[Version]:
    """The last content of each deleted record, the one deleted last first."""
    rows = _steps(connection, f"{_DELETIONS} ORDER BY version.seq DESC")
    contents = ((_from_json(row.content), _instant(row.instant)) for row in rows)
    return [Version(record, record.recorded, until, "deleted") for record, until in contents if record is not None]


def purged_records(connection: sqlite3.Connection) -> list[Purged]:
    """The purged records, the one purged last first."""
    rows = _steps(connection, "WHERE operation = 'purge' ORDER BY seq DESC")
    return [Purged(row.thing_id, row.kind, _instant(row.instant)) for row in rows]


def earlier_contents(connection: sqlite3.Connection, id: str) -> list[Record]:
    """The contents that a record had before its changes, the oldest first."""
    rows = _steps(connection, "WHERE thing_id = ? AND content IS NOT NULL ORDER BY seq", id)
    return [record for row in rows if (record := _from_json(row.content)) is not None]


def versions_of(connection: sqlite3.Connection, current: Mapping[str, Record]) -> tuple[Version, ...]:
    """Each content that each record had, record by record, oldest content first; `current` are the present ones."""
    # Most records were written once and never changed: their own row says all, so their steps are not read.
    changed = "SELECT thing_id FROM version WHERE content IS NOT NULL"
    rows = _steps(connection, f"WHERE thing_id IN ({changed}) ORDER BY thing_id, seq")
    steps_of_id = {id: list(steps) for id, steps in groupby(rows, key=lambda row: str(row.thing_id))}
    versions: list[Version] = []
    for id in sorted(current.keys() | steps_of_id.keys(), key=str):  # in a diary edited by hand an id may be no text
        record = current.get(id)
        if steps := steps_of_id.get(id):
            versions.extend(_versions_of_one(steps, record))
        elif record is not None:
            versions.append(Version(record, record.recorded, None, "current"))
    return tuple(versions)


def _versions_of_one(steps: Iterable[_StepRow], current: Record | None) -> list[Version]:
    versions: list[Version] = []
    # The first content counts from `recorded`: for an imported record the instant of the import would be wrong.
    first, written = True, None
    for step in steps:
        before = _from_json(step.content)
        if before is not None:
            written = before.recorded if first else written
            outcome: Outcome = "edited" if step.operation == "edit" else "deleted"
            versions.append(Version(before, written, _not_before(_instant(step.instant), written), outcome))
            first = False
        written = _instant(step.instant)
    if current is not None:
        versions.append(Version(current, current.recorded if first else written, None, "current"))
    return versions


def _not_before(instant: datetime, written: datetime | None) -> datetime:
    # A clock that was set back must not let a version end before it began.
    return instant if written is None else max(instant, written)


class _ChangeRow(NamedTuple):
    id: str
    instant: str
    program: str
    session: str
    label: str
    undo_of: str | None
    undone_by: str | None


def _changes(connection: sqlite3.Connection, which: str, *values: object) -> list[Change]:
    """The changes that the rest of the query chooses, in its order."""
    query = f"SELECT {quoted(_ChangeRow._fields, 'change')} FROM change {which}"
    return [_change(connection, _ChangeRow(*row)) for row in connection.execute(query, values).fetchall()]


def _change(connection: sqlite3.Connection, row: _ChangeRow) -> Change:
    query = "SELECT thing_id, operation FROM version WHERE change_id = ? ORDER BY seq"
    operations = tuple(connection.execute(query, (row.id,)).fetchall())
    return Change(**{**row._asdict(), "instant": _instant(row.instant)}, operations=operations)


class _StepRow(NamedTuple):
    thing_id: str
    kind: Kind
    change_id: str
    operation: Operation
    content: str | None
    instant: str


def _steps(connection: sqlite3.Connection, which: str, *values: object) -> list[_StepRow]:
    """The rows of steps that the rest of the query chooses, in its order."""
    query = f"SELECT {quoted(_StepRow._fields, 'version')} FROM version {which}"
    return [_StepRow(*row) for row in connection.execute(query, values).fetchall()]


def _instant(stored: str) -> datetime:
    try:
        return instant_of(stored)
    except ValueError as error:
        raise Unreadable(f"in version: {error}") from error


def _as_json(record: Record) -> str:
    return json.dumps(to_plain(record), ensure_ascii=False, separators=(",", ":"))


def _from_json(content: str | None) -> Record | None:
    try:
        # Checked here, because no constraint of the table looks inside this JSON.
        return None if content is None else from_plain(json.loads(content))
    except (InvalidValue, ValueError) as error:
        raise Unreadable(f"in version: {error}") from error
