"""The log of changes: each change that was made, and each record as it was before. Only a purge deletes rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, update

from diary.domain.records import KIND_OF, KINDS, Change, Kind, Operation, Outcome, Record, Version
from diary.domain.serialization import from_plain, to_plain
from diary.errors import DiaryError, InvalidValue
from diary.store.errors import Unreadable
from diary.store.queries import each_given, given, instant_of, kinds_of, read_records
from diary.store.row_writer import insert_rows
from diary.store.schema.columns import table_of

_CHANGE, _VERSION = table_of("change"), table_of("version")
IMPORT_LABEL = "import of "
"""How the label of an import begins, and no other: what it takes out is what a person's changed map leaves out."""
_CHANGE_COLUMNS = ("id", "instant", "program", "session", "label", "undo_of")
_VERSION_COLUMNS = ("thing_id", "kind", "change_id", "operation", "content", "instant")


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


def record_change(connection: Connection, change: Change, steps: Sequence[ChangeStep]) -> Change:
    """Write a change and its steps; if it undoes another change, mark that one as undone. Returns it with its steps."""
    insert_rows(connection, "change", [{name: getattr(change, name) for name in _CHANGE_COLUMNS}])
    # The content BEFORE each step is stored: the content after it is the current row, or the next version.
    insert_rows(connection, "version", [_version_row(change, step, change.instant) for step in steps])
    if change.undo_of is not None:
        _mark_undone(connection, _CHANGE.c.id == change.undo_of, change.id)
        # Undoing an undo makes the first change valid again.
        _mark_undone(connection, _CHANGE.c.undone_by == change.undo_of, None)
    return replace(change, operations=tuple((step.id, step.operation) for step in steps))


def all_versions(connection: Connection) -> tuple[Version, ...]:
    """Each content that each record had, and when; record by record, oldest content first."""
    current = {record.id: record for kind in KINDS for record in read_records(connection, kind)}
    return versions_of(connection, current)


def record_past(connection: Connection, change: Change, past: Sequence[Version]) -> None:
    """Write earlier contents of records, from before they were imported. Undo skips this change."""
    record_change(connection, change, ())
    rows = []
    for version in past:
        id, kind, record = version.record.id, KIND_OF[type(version.record)], version.record
        step = ChangeStep(id, kind, "delete" if version.outcome == "deleted" else "edit", record)
        rows.append(_version_row(change, step, version.until or change.instant))
    insert_rows(connection, "version", rows)
    # Marked as undone by itself, so that undo, which takes the newest change that is not undone, never takes this one.
    _mark_undone(connection, _CHANGE.c.id == change.id, change.id)


def _version_row(change: Change, step: ChangeStep, instant: datetime) -> dict[str, Any]:
    content = None if step.before is None else _as_json(step.before)
    values = (step.id, step.kind, change.id, step.operation, content, instant)
    return dict(zip(_VERSION_COLUMNS, values, strict=True))


def _mark_undone(connection: Connection, changes: ColumnElement[bool], by: str | None) -> None:
    connection.execute(update(_CHANGE).where(changes).values(undone_by=by))


def change_by_id(connection: Connection, id: str) -> Change | None:
    """The change with that id; None for an unknown id."""
    row = connection.execute(select(_CHANGE).where(_CHANGE.c.id == id)).first()
    return None if row is None else _change(connection, row)


def known_change(connection: Connection, id: str) -> Change:
    """The change with that id; DiaryError for an unknown id."""
    change = change_by_id(connection, id)
    if change is None:
        raise DiaryError(f"no change is called {id}")
    return change


def newest_changes(connection: Connection, limit: int = 1) -> list[Change]:
    """The newest changes that are neither undone nor undos themselves, newest first; empty if there are none."""
    # By `seq`, the order of writing: instants are no order where a clock was set back.
    valid = select(_CHANGE).where(_CHANGE.c.undone_by.is_(None), _CHANGE.c.undo_of.is_(None))
    return [_change(connection, row) for row in connection.execute(valid.order_by(_CHANGE.c.seq.desc()).limit(limit))]


def newest_undo(connection: Connection) -> Change | None:
    """The newest undo that can be undone itself; None where there is none, or a new change came after it."""
    target = _CHANGE.alias("target")
    effective = select(_CHANGE).join(target, (target.c.id == _CHANGE.c.undo_of) & (target.c.undone_by == _CHANGE.c.id))
    query = effective.where(target.c.undo_of.is_(None), _CHANGE.c.undone_by.is_(None)).order_by(_CHANGE.c.seq.desc())
    row = connection.execute(query.limit(1)).first()
    if row is None:
        return None
    newer = select(_CHANGE.c.id).where(_CHANGE.c.undo_of.is_(None), _CHANGE.c.seq > row.seq).limit(1)
    return None if connection.execute(newer).first() else _change(connection, row)


def newest_id(connection: Connection) -> str:
    """The id of the change that was written last, undos included; "" where there is none."""
    return connection.scalar(select(_CHANGE.c.id).order_by(_CHANGE.c.seq.desc()).limit(1)) or ""


def latest_change_of(connection: Connection, id: str) -> Change | None:
    """The change that touched a record last, undos included; None where none did."""
    touched = select(_CHANGE).join(_VERSION, _VERSION.c.change_id == _CHANGE.c.id).where(_VERSION.c.thing_id == id)
    row = connection.execute(touched.order_by(_VERSION.c.seq.desc()).limit(1)).first()
    return None if row is None else _change(connection, row)


def steps_of(connection: Connection, change: str) -> list[ChangeStep]:
    """The steps of a change, in order."""
    rows = connection.execute(select(_VERSION).where(_VERSION.c.change_id == change).order_by(_VERSION.c.seq))
    return [ChangeStep(row.thing_id, row.kind, row.operation, _from_json(row.content)) for row in rows]


def later_changes(connection: Connection, change: str) -> list[Change]:
    """Later changes to the same records that are not undone, newest first."""
    mine, other, later = _VERSION.alias("mine"), _VERSION.alias("other"), _CHANGE.alias("later")
    query = (
        select(later)
        .join_from(mine, other, (other.c.thing_id == mine.c.thing_id) & (other.c.seq > mine.c.seq))
        .join(later, later.c.id == other.c.change_id)
        .where(mine.c.change_id == change, later.c.id != change)
        .where(later.c.undone_by.is_(None), later.c.undo_of.is_(None))
        .order_by(later.c.seq.desc())
        .distinct()
    )
    return [_change(connection, row) for row in connection.execute(query).all()]


def contents_after(connection: Connection, change: str) -> dict[str, Record | None]:
    """The contents of records right after a change, only for those that a later change (also an undo) touched."""
    # The next version of a record holds its content before that later change, which is the one after this change.
    mine, other, each = _VERSION.alias("mine"), _VERSION.alias("other"), _VERSION.alias("each")
    following = select(func.min(each.c.seq)).where(each.c.thing_id == mine.c.thing_id, each.c.seq > mine.c.seq)
    query = (
        select(mine.c.thing_id, other.c.content)
        .join_from(mine, other, other.c.seq == following.scalar_subquery())
        .where(mine.c.change_id == change)
    )
    return {id: _from_json(content) for id, content in connection.execute(query)}


def deleted_ids(connection: Connection, ids: Iterable[str] | None = None) -> set[str]:
    """The ids of deleted and purged records: those among `ids`, or all; not of those that an undo removed.

    Nor of those that an import took out by a changed map: they come back when the map changes again.
    """
    if ids is None:
        return set(connection.scalars(_stay_deleted()))
    return set(connection.scalars(_deleted_among_given(), given(ids)))


@cache
def _deleted_among_given() -> Select[Any]:
    return _stay_deleted().where(_VERSION.c.thing_id.in_(each_given()))


def _stay_deleted() -> Select[Any]:
    undo, first = _CHANGE.alias("undo"), _CHANGE.alias("first")
    # What was undone and done again was done by the change that the undo took back.
    again = (
        select(first.c.id)
        .join_from(first, undo, undo.c.undo_of == first.c.id)
        .where(undo.c.id == _CHANGE.c.undo_of, first.c.label.startswith(IMPORT_LABEL))
    )
    by_import = _CHANGE.c.label.startswith(IMPORT_LABEL) | again.exists()
    return _deletions().with_only_columns(_VERSION.c.thing_id).where(~by_import | (_VERSION.c.operation == "purge"))


def _deletions() -> Select[Any]:
    """The version of each deleted record that holds its last content, and the mark of each purged one, without any."""
    # An undone import may be imported again; a deleted record must not come back with the next import, and is deleted
    # again where bringing it back was undone.
    other, undone = _VERSION.alias("other"), _VERSION.alias("undone")
    last = select(func.max(other.c.seq)).where(other.c.thing_id == _VERSION.c.thing_id).scalar_subquery()
    brought_back = (
        select(undone.c.seq)
        .where(undone.c.change_id == _CHANGE.c.undo_of, undone.c.thing_id == _VERSION.c.thing_id)
        .where(undone.c.operation == "restore")
    )
    return (
        select(_VERSION)
        .join_from(_VERSION, _CHANGE, _CHANGE.c.id == _VERSION.c.change_id)
        .where(_VERSION.c.operation.in_(("delete", "purge")), _VERSION.c.seq == last)
        .where(_CHANGE.c.undo_of.is_(None) | brought_back.exists())
    )


def states_of(connection: Connection, ids: Collection[str]) -> dict[str, State]:
    """What became of the records with these ids; ids that were never in the diary are left out."""
    operations = select(_VERSION.c.thing_id, _VERSION.c.operation).where(_VERSION.c.thing_id.in_(each_given()))
    steps = connection.execute(operations, given(ids)).all()
    states: dict[str, State] = dict.fromkeys((id for id, _ in steps), "undone")
    states |= dict.fromkeys(deleted_ids(connection, states), "deleted")
    states |= dict.fromkeys((id for id, operation in steps if operation == "purge"), "purged")
    return states | dict.fromkeys(kinds_of(connection, ids), "present")


def deleted_versions(connection: Connection) -> list[Version]:
    """The last content of each deleted record, the one deleted last first."""
    rows = connection.execute(_deletions().order_by(_VERSION.c.seq.desc())).all()
    contents = ((_from_json(row.content), _instant(row.instant)) for row in rows)
    return [Version(record, record.recorded, until, "deleted") for record, until in contents if record is not None]


def purged_records(connection: Connection) -> list[Purged]:
    """The purged records, the one purged last first."""
    rows = connection.execute(select(_VERSION).where(_VERSION.c.operation == "purge").order_by(_VERSION.c.seq.desc()))
    return [Purged(row.thing_id, row.kind, _instant(row.instant)) for row in rows]


def earlier_contents(connection: Connection, id: str) -> list[Record]:
    """The contents that a record had before its changes, the oldest first."""
    query = select(_VERSION.c.content).where(_VERSION.c.thing_id == id, _VERSION.c.content.is_not(None))
    contents = connection.scalars(query.order_by(_VERSION.c.seq))
    return [record for content in contents if (record := _from_json(content)) is not None]


def versions_of(connection: Connection, current: Mapping[str, Record]) -> tuple[Version, ...]:
    """Each content that each record had, record by record, oldest content first; `current` are the present ones."""
    # Most records were written once and never changed: their own row says all, so their steps are not read.
    changed = select(_VERSION.c.thing_id).where(_VERSION.c.content.is_not(None))
    query = select(_VERSION).where(_VERSION.c.thing_id.in_(changed)).order_by(_VERSION.c.thing_id, _VERSION.c.seq)
    rows = connection.execute(query).all()
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
    steps = select(_VERSION.c.thing_id, _VERSION.c.operation).where(_VERSION.c.change_id == row.id)
    operations = connection.execute(steps.order_by(_VERSION.c.seq))
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
