"""The log of changes: each change that was made, and each record as it was before. Rows are never deleted from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, text

from diary.domain.records import KIND_OF, Change, Kind, Operation, Outcome, Record, Version
from diary.domain.serialization import from_plain, to_plain
from diary.errors import InvalidValue
from diary.store.errors import Unreadable
from diary.store.queries import instant_of
from diary.store.row_writer import IDS, insert_rows

_CHANGE = "SELECT id, instant, program, session, label, undo_of, undone_by FROM change"
_COLUMNS = ("thing_id", "kind", "change_id", "operation", "content", "instant")
_VERSIONS = "SELECT thing_id, kind, operation, content, instant FROM version"


@dataclass(frozen=True, slots=True)
class ChangeStep:
    """What a change did to one record; `before` is its earlier content, None if it did not exist."""

    id: str
    kind: Kind
    operation: Operation
    before: Record | None


def record_change(connection: Connection, change: Change, steps: Sequence[ChangeStep]) -> Change:
    """Write a change and its steps; if it undoes another change, mark that one as undone. Returns it with its steps."""
    values = (change.id, change.instant, change.program, change.session, change.label, change.undo_of)
    insert_rows(connection, "change", ("id", "instant", "program", "session", "label", "undo_of"), [values])
    # The content BEFORE each step is stored: the content after it is the current row, or the next version.
    rows = [
        (step.id, step.kind, change.id, step.operation, _as_json(step.before) if step.before else None, change.instant)
        for step in steps
    ]
    insert_rows(connection, "version", _COLUMNS, rows)
    if change.undo_of is not None:
        connection.execute(
            text("UPDATE change SET undone_by = :by WHERE id = :id"), {"by": change.id, "id": change.undo_of}
        )
        # Undoing an undo makes the first change valid again.
        connection.execute(
            text("UPDATE change SET undone_by = NULL WHERE undone_by = :undone"), {"undone": change.undo_of}
        )
    return replace(change, operations=tuple((step.id, step.operation) for step in steps))


def record_past(connection: Connection, change: Change, past: Sequence[Version]) -> None:
    """Write earlier contents of records, from before they were imported. Undo skips this change."""
    record_change(connection, change, ())
    rows = [
        (
            version.record.id,
            KIND_OF[type(version.record)],
            change.id,
            "delete" if version.outcome == "deleted" else "edit",
            _as_json(version.record),
            version.until or change.instant,
        )
        for version in past
    ]
    insert_rows(connection, "version", _COLUMNS, rows)
    # Marked as undone by itself, so that undo, which takes the newest change that is not undone, never takes this one.
    connection.execute(text("UPDATE change SET undone_by = id WHERE id = :id"), {"id": change.id})


def change_by_id(connection: Connection, id: str) -> Change | None:
    """The change with that id; None for an unknown id."""
    row = connection.execute(text(f"{_CHANGE} WHERE id = :id"), {"id": id}).first()
    return None if row is None else _change(connection, row)


def newest_changes(connection: Connection, limit: int = 1) -> list[Change]:
    """The newest changes that are neither undone nor undos themselves, newest first; empty if there are none."""
    # By `seq`, the order of writing: instants are no order where a clock was set back.
    query = f"{_CHANGE} WHERE undone_by IS NULL AND undo_of IS NULL ORDER BY seq DESC LIMIT :limit"
    return [_change(connection, row) for row in connection.execute(text(query), {"limit": limit})]


def steps_of(connection: Connection, change: str) -> list[ChangeStep]:
    """The steps of a change, in order."""
    rows = connection.execute(text(f"{_VERSIONS} WHERE change_id = :change ORDER BY seq"), {"change": change})
    return [ChangeStep(row.thing_id, row.kind, row.operation, _from_json(row.content)) for row in rows]


def later_changes(connection: Connection, change: str) -> list[Change]:
    """Later changes to the same records that are not undone, newest first."""
    query = """
        SELECT DISTINCT later.id, later.seq FROM version AS mine
        JOIN version AS other ON other.thing_id = mine.thing_id AND other.seq > mine.seq
        JOIN change AS later ON later.id = other.change_id
        WHERE mine.change_id = :change AND later.id <> :change AND later.undone_by IS NULL AND later.undo_of IS NULL
        ORDER BY later.seq DESC
    """
    rows = connection.execute(text(query), {"change": change}).all()
    return [later for later in (change_by_id(connection, id) for id, _ in rows) if later is not None]


def contents_after(connection: Connection, change: str) -> dict[str, Record | None]:
    """The contents of records right after a change, only for those that a later change (also an undo) touched."""
    # The next version of a record holds its content before that later change, which is the one after this change.
    query = """
        SELECT mine.thing_id, other.content FROM version AS mine JOIN version AS other
        ON other.seq = (SELECT min(seq) FROM version WHERE thing_id = mine.thing_id AND seq > mine.seq)
        WHERE mine.change_id = :change
    """
    return {id: _from_json(content) for id, content in connection.execute(text(query), {"change": change})}


def deleted_ids(connection: Connection, ids: Iterable[str] | None = None) -> set[str]:
    """The ids of deleted records: those among `ids`, or all. A record removed by an undo is not among them."""
    # An undone import may be imported again; a deleted record must not come back with the next import.
    query = """
        SELECT version.thing_id FROM version JOIN change ON change.id = version.change_id
        WHERE version.operation = 'delete' AND change.undo_of IS NULL
        AND version.seq = (SELECT max(seq) FROM version AS other WHERE other.thing_id = version.thing_id)
    """
    if ids is None:
        return {id for (id,) in connection.execute(text(query))}
    wanted = {"ids": json.dumps(list(ids))}
    return {id for (id,) in connection.execute(text(f"{query} AND version.thing_id IN ({IDS})"), wanted)}


def known_ids(connection: Connection, ids: Iterable[str] | None = None) -> set[str]:
    """The ids that were ever in the diary: those among `ids`, or all."""
    query = "SELECT DISTINCT thing_id FROM version"
    if ids is None:
        return {id for (id,) in connection.execute(text(query))}
    wanted = {"ids": json.dumps(list(ids))}
    return {id for (id,) in connection.execute(text(f"{query} WHERE thing_id IN ({IDS})"), wanted)}


def versions_of(connection: Connection, current: Mapping[str, Record]) -> tuple[Version, ...]:
    """Each content that each record had, record by record, oldest content first; `current` are the present ones."""
    # Most records were written once and never changed: their own row says all, so their steps are not read.
    changed = "SELECT thing_id FROM version WHERE content IS NOT NULL"
    rows = connection.execute(text(f"{_VERSIONS} WHERE thing_id IN ({changed}) ORDER BY thing_id, seq")).all()
    steps_of_id = {id: list(steps) for id, steps in groupby(rows, key=lambda row: str(row.thing_id))}
    versions: list[Version] = []
    for id in sorted(current.keys() | steps_of_id.keys(), key=str):  # in a diary edited by hand an id may be no text
        record = current.get(id)
        if steps := steps_of_id.get(id):
            versions.extend(_versions_of_one(steps, record))
        elif record is not None:
            versions.append(Version(record, record.recorded, None, "current"))
    return tuple(versions)


def _versions_of_one(steps: Iterable[Row[tuple[Any, ...]]], current: Record | None) -> list[Version]:
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


def _change(connection: Connection, row: Row[tuple[object, ...]]) -> Change:
    query = "SELECT thing_id, operation FROM version WHERE change_id = :change ORDER BY seq"
    operations = connection.execute(text(query), {"change": row.id})
    return Change(
        id=row.id,
        instant=_instant(row.instant),
        program=row.program,
        session=row.session,
        label=row.label,
        operations=tuple((id, operation) for id, operation in operations),
        undo_of=row.undo_of,
        undone_by=row.undone_by,
    )


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
