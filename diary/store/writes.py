"""Writing: adding, changing and deleting records, and undoing changes.

Each function runs inside a transaction that `DiaryStore` starts and commits.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from diary.domain.records import KIND_OF, KINDS, Change, Kind, Record
from diary.errors import DiaryError, ErrorHint, InvalidValue
from diary.store import change_log
from diary.store.change_log import ChangeStep
from diary.store.queries import first_of_each, kinds_of, last_written, records_by_id
from diary.store.row_writer import delete_records, insert_records, update_records


def add(connection: sqlite3.Connection, records: Sequence[Record]) -> list[ChangeStep]:
    """Add new records; InvalidValue if one exists already or was deleted."""
    ids = [record.id for record in records]
    if existing := kinds_of(connection, ids):
        raise InvalidValue(f"{next(iter(existing))} is in the diary already; nothing was saved")
    if gone := change_log.deleted_ids(connection, ids):
        raise InvalidValue(f"{min(gone)} was deleted from the diary and stays deleted; nothing was saved")
    for kind, group in _by_kind(records).items():
        insert_records(connection, kind, group)
    return [ChangeStep(record.id, KIND_OF[type(record)], "create", None) for record in records]


def change(connection: sqlite3.Connection, records: Sequence[Record]) -> list[ChangeStep]:
    """Give existing records new content; those with no difference are left alone and make no step."""
    before = _existing(connection, [record.id for record in records])
    for record in records:
        if type(record) is not type(before[record.id]):
            raise InvalidValue(
                f"{record.id} is kept as {KIND_OF[type(before[record.id])]}; it can't become another kind"
            )
    changed = [record for record in records if record != before[record.id]]
    for kind, group in _by_kind(changed).items():
        update_records(connection, kind, group)
    return [ChangeStep(record.id, KIND_OF[type(record)], "edit", before[record.id]) for record in changed]


def remove(connection: sqlite3.Connection, ids: Sequence[str]) -> list[ChangeStep]:
    """Delete records; the change log keeps their content."""
    before = _existing(connection, ids)
    for kind, group in _by_kind(before.values()).items():
        delete_records(connection, kind, [record.id for record in group])
    return [ChangeStep(id, KIND_OF[type(before[id])], "delete", before[id]) for id in ids]


def undo_change(connection: sqlite3.Connection, target: Change) -> list[ChangeStep]:
    """Give the records that a change touched their content from before it; DiaryError if a later change did too."""
    _refuse_if_changed_since(connection, target)
    steps = change_log.steps_of(connection, target.id)
    added = [step.id for step in steps if step.operation in ("create", "restore")]
    edited = [step.before for step in steps if step.operation == "edit" and step.before is not None]
    deleted = [step.before for step in steps if step.operation == "delete" and step.before is not None]
    undone = remove(connection, added) + change(connection, edited)
    # Not `add`, which refuses deleted ids.
    for kind, group in _by_kind(deleted).items():
        insert_records(connection, kind, group)
    return undone + [ChangeStep(record.id, KIND_OF[type(record)], "restore", None) for record in deleted]


def bring_back(connection: sqlite3.Connection, record: Record) -> list[ChangeStep]:
    """Put a deleted record back as it was; what came after its deletion stays as it is."""
    kind = KIND_OF[type(record)]
    insert_records(connection, kind, [record])
    return [ChangeStep(record.id, kind, "restore", None)]


def find_deleted(connection: sqlite3.Connection, prefix: str) -> Record:
    """The deleted record whose id is `prefix`, or begins with it; DiaryError where that is not one."""
    matches = _deleted_with(connection, prefix) if prefix else []
    for record in matches if len(matches) == 1 else [match for match in matches if match.id == prefix]:
        return record
    if matches:
        raise DiaryError(unclear(prefix, [record.id for record in matches]))
    raise DiaryError(f"nothing that was deleted has an id that begins with {prefix or 'nothing'}", ErrorHint("deleted"))


def _deleted_with(connection: sqlite3.Connection, prefix: str) -> list[Record]:
    deleted = (version.record for version in change_log.deleted_versions(connection))
    return [record for record in deleted if record.id.startswith(prefix)]


def refuse_duplicates(ids: Iterable[str]) -> None:
    """InvalidValue if an id comes twice in one change."""
    for id, times in Counter(ids).items():
        if times > 1:
            raise InvalidValue(f"{id} is there {times} times; give each thing once")


def describe_change(change: Change) -> str:
    """A few words that name a change in a message."""
    return f"“{change.label}”" if change.label else f"the change of {change.instant:%Y-%m-%d %H:%M} UTC"


def _refuse_if_changed_since(connection: sqlite3.Connection, target: Change) -> None:
    name = describe_change(target)
    for later in change_log.later_changes(connection, target.id):
        raise DiaryError(f"{name} can't be undone, because {describe_change(later)} came after it; undo that first")
    # `later_changes` skips undos, but an undo can have changed these records too.
    after = change_log.contents_after(connection, target.id)
    present = find_existing(connection, list(after))
    for id, record in after.items():
        if present.get(id) != record:
            raise DiaryError(f"{name} can't be undone, because {id} reads differently by now")


def _existing(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Record]:
    existing = find_existing(connection, ids)
    for id in ids:
        if id not in existing:
            raise DiaryError(f"nothing in the diary is called {id}", ErrorHint("records"))
    return existing


def find_existing(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Record]:
    """The records with these ids, by id; those that do not exist are left out."""
    kinds = kinds_of(connection, ids)
    return {
        record.id: record
        for kind in dict.fromkeys(kinds.values())
        for record in records_by_id(connection, kind, [id for id, own in kinds.items() if own == kind])
    }


def _by_kind(records: Iterable[Record]) -> dict[Kind, list[Record]]:
    grouped: dict[Kind, list[Record]] = {}
    for record in records:
        grouped.setdefault(KIND_OF[type(record)], []).append(record)
    return grouped


LAST = "last"
_MOST_SHOWN = 6
"""Ids that an unclear prefix is answered with."""


def find_by_prefix(connection: sqlite3.Connection, prefix: str) -> Record:
    """The record whose id is `prefix`, or begins with it; "last" is the one written last. DiaryError if unclear."""
    if prefix == LAST:
        record = last_written(connection)
        if record is None:
            raise DiaryError("there is no entry yet", ErrorHint("first-entry"))
        return record
    if not prefix:
        raise DiaryError("which one? give the beginning of its id, or last")
    if not prefix.isascii():  # no id has such characters, and SQLite would refuse some of them
        raise DiaryError(f"no id begins with {prefix}", ErrorHint("records"))
    matches = [(id, kind) for kind in KINDS for id in _ids_beginning_with(connection, kind, prefix)]
    # A whole id wins over longer ids that begin with it.
    for id, kind in matches if len(matches) == 1 else [match for match in matches if match[0] == prefix]:
        (record,) = records_by_id(connection, kind, [id])
        return record
    if matches:
        raise DiaryError(unclear(prefix, [id for id, _ in matches]))
    if _deleted_with(connection, prefix):
        raise DiaryError(f"{prefix} was deleted", ErrorHint("undo-delete", {"id": prefix}))
    raise DiaryError(f"no id begins with {prefix}", ErrorHint("records"))


def unclear(prefix: str, ids: Sequence[str]) -> str:
    """The answer to a beginning of an id that several ids have."""
    shown = ", ".join(ids[:_MOST_SHOWN]) + (", …" if len(ids) > _MOST_SHOWN else "")
    return f"{prefix} could be {shown}; give more of the id"


def _ids_beginning_with(connection: sqlite3.Connection, kind: str, prefix: str) -> list[str]:
    # A range, because LIKE would not use the index. U+10FFFF is the last code point: it sorts after every id.
    query = f"SELECT id FROM {kind} WHERE id >= :first AND id < :last ORDER BY id LIMIT :most"
    values = {"first": prefix, "last": prefix + "\U0010ffff", "most": _MOST_SHOWN + 1}
    return [str(each) for each in first_of_each(connection, query, values)]
