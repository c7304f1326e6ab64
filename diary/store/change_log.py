"""The ledger: every change that was made, and what each thing was before it. Nothing is ever taken out of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, insert, text

from diary.domain.records import KIND_OF, Change, Fate, Kind, Operation, Record, Version
from diary.domain.serialization import from_plain, to_plain
from diary.errors import InvalidValue
from diary.store.errors import Unreadable
from diary.store.queries import instant_of
from diary.store.row_writer import IDS, insert_rows
from diary.store.schema.columns import table_in

_CHANGE = "SELECT id, instant, program, session, label, undo_of, undone_by FROM change"
_COLUMNS = ("thing_id", "kind", "change_id", "operation", "content", "instant")
_VERSIONS = "SELECT thing_id, kind, operation, content, instant FROM version"


@dataclass(frozen=True, slots=True)
class ChangeStep:
    """What a change did to one thing; `before` is what it was, None where it was not there."""

    id: str
    kind: Kind
    operation: Operation
    before: Record | None


def record_change(connection: Connection, change: Change, steps: Sequence[ChangeStep]) -> Change:
    """Write a change and its steps down, and mark the change it takes back, if it takes one back."""
    connection.execute(
        insert(table_in("change", "change")).values(
            id=change.id,
            instant=change.instant,
            program=change.program,
            session=change.session,
            label=change.label,
            undo_of=change.undo_of,
        )
    )
    rows = [
        (step.id, step.kind, change.id, step.operation, _written(step.before) if step.before else None, change.instant)
        for step in steps
    ]
    insert_rows(connection, table_in("change", "version"), _COLUMNS, rows)
    if change.undo_of is not None:
        connection.execute(
            text("UPDATE change SET undone_by = :by WHERE id = :id"), {"by": change.id, "id": change.undo_of}
        )
        # What takes back a taking-back makes the first change count again.
        connection.execute(
            text("UPDATE change SET undone_by = NULL WHERE undone_by = :undone"), {"undone": change.undo_of}
        )
    return replace(change, operations=tuple((step.id, step.operation) for step in steps))


def remember(connection: Connection, change: Change, past: Sequence[Version]) -> None:
    """Write down what things were before they came into this diary. No undo finds it: it counts as undone already."""
    record_change(connection, change, ())
    rows = [
        (
            version.record.id,
            KIND_OF[type(version.record)],
            change.id,
            "delete" if version.fate == "deleted" else "edit",
            _written(version.record),
            version.until or change.instant,
        )
        for version in past
    ]
    insert_rows(connection, table_in("change", "version"), _COLUMNS, rows)
    connection.execute(text("UPDATE change SET undone_by = id WHERE id = :id"), {"id": change.id})


def change_called(connection: Connection, id: str) -> Change | None:
    """The change with that id."""
    row = connection.execute(text(f"{_CHANGE} WHERE id = :id"), {"id": id}).first()
    return None if row is None else _change(connection, row)


def newest_changes(connection: Connection, limit: int = 1) -> list[Change]:
    """The newest changes that count: not taken back, and no takings-back themselves; newest first."""
    query = f"{_CHANGE} WHERE undone_by IS NULL AND undo_of IS NULL ORDER BY seq DESC LIMIT :limit"
    return [_change(connection, row) for row in connection.execute(text(query), {"limit": limit})]


def steps_of(connection: Connection, change: str) -> list[ChangeStep]:
    """What a change did, in order."""
    found = connection.execute(text(f"{_VERSIONS} WHERE change_id = :change ORDER BY seq"), {"change": change})
    return [ChangeStep(row.thing_id, row.kind, row.operation, _read(row.content)) for row in found]


def later_changes(connection: Connection, change: str) -> list[Change]:
    """Later changes to the same things that still count; newest first."""
    query = """
        SELECT DISTINCT later.id, later.seq FROM version AS mine
        JOIN version AS other ON other.thing_id = mine.thing_id AND other.seq > mine.seq
        JOIN change AS later ON later.id = other.change_id
        WHERE mine.change_id = :change AND later.id <> :change AND later.undone_by IS NULL AND later.undo_of IS NULL
        ORDER BY later.seq DESC
    """
    found = connection.execute(text(query), {"change": change}).all()
    return [each for each in (change_called(connection, id) for id, _ in found) if each is not None]


def left_behind(connection: Connection, change: str) -> dict[str, Record | None]:
    """What a change left of each of its things, for those that a later change (of any sort) touched."""
    query = """
        SELECT mine.thing_id, other.content FROM version AS mine JOIN version AS other
        ON other.seq = (SELECT min(seq) FROM version WHERE thing_id = mine.thing_id AND seq > mine.seq)
        WHERE mine.change_id = :change
    """
    return {id: _read(content) for id, content in connection.execute(text(query), {"change": change})}


def ids_deleted(connection: Connection, ids: Iterable[str] | None = None) -> set[str]:
    """Which ids stay deleted: those among `ids`, or all. What was only taken back by an undo may come again."""
    query = """
        SELECT version.thing_id FROM version JOIN change ON change.id = version.change_id
        WHERE version.operation = 'delete' AND change.undo_of IS NULL
        AND version.seq = (SELECT max(seq) FROM version AS other WHERE other.thing_id = version.thing_id)
    """
    if ids is None:
        return {id for (id,) in connection.execute(text(query))}
    wanted = {"ids": json.dumps(list(ids))}
    return {id for (id,) in connection.execute(text(f"{query} AND version.thing_id IN ({IDS})"), wanted)}


def ids_known(connection: Connection, ids: Iterable[str] | None = None) -> set[str]:
    """Which ids were ever in the diary: those among `ids`, or all of them."""
    query = "SELECT DISTINCT thing_id FROM version"
    if ids is None:
        return {id for (id,) in connection.execute(text(query))}
    wanted = {"ids": json.dumps(list(ids))}
    return {id for (id,) in connection.execute(text(f"{query} WHERE thing_id IN ({IDS})"), wanted)}


def versions_of(connection: Connection, current: Mapping[str, Record]) -> tuple[Version, ...]:
    """Every content that every thing had, thing by thing in order; `current` are those that are there now."""
    # Of most things there is nothing to tell but that they were written once, and that stands in themselves.
    changed = "SELECT thing_id FROM version WHERE content IS NOT NULL"
    rows = connection.execute(text(f"{_VERSIONS} WHERE thing_id IN ({changed}) ORDER BY thing_id, seq")).all()
    lives = {id: list(steps) for id, steps in groupby(rows, key=lambda row: str(row.thing_id))}
    found: list[Version] = []
    for id in sorted(current.keys() | lives.keys(), key=str):  # in a diary made by hand one may be no text
        record = current.get(id)
        if steps := lives.get(id):
            found.extend(_life(steps, record))
        elif record is not None:
            found.append(Version(record, record.recorded, None, "current"))
    return tuple(found)


def _life(steps: Iterable[Row[tuple[Any, ...]]], current: Record | None) -> list[Version]:
    life: list[Version] = []
    # A thing's first content was written when the person says so, which for an imported one is not the import.
    first, written = True, None
    for step in steps:
        before = _read(step.content)
        if before is not None:
            written = before.recorded if first else written
            fate: Fate = "edited" if step.operation == "edit" else "deleted"
            life.append(Version(before, written, _not_before(_instant(step.instant), written), fate))
            first = False
        written = _instant(step.instant)
    if current is not None:
        life.append(Version(current, current.recorded if first else written, None, "current"))
    return life


def _not_before(instant: datetime, written: datetime | None) -> datetime:
    # A clock that was set back must not make a version end before it began.
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


def _instant(written: str) -> datetime:
    try:
        return instant_of(written)
    except ValueError as error:
        raise Unreadable(f"in version: {error}") from error


def _written(record: Record) -> str:
    return json.dumps(to_plain(record), ensure_ascii=False, separators=(",", ":"))


def _read(content: str | None) -> Record | None:
    try:
        return None if content is None else from_plain(json.loads(content))
    except (InvalidValue, ValueError) as error:
        raise Unreadable(f"in version: {error}") from error
