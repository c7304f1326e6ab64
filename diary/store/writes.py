"""Writing things down: new ones, changed ones, ones to take away, and changes to take back.

Every function here is called within a transaction that `DiaryStore` begins and commits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from diary.domain.records import KIND_OF, KINDS, Change, Kind, Record
from diary.errors import DiaryError, InvalidValue
from diary.store import change_log
from diary.store.change_log import ChangeStep, ids_known
from diary.store.queries import last_written, records_by_id
from diary.store.row_writer import delete_records, insert_records, kinds_of, update_records


def add(connection: Connection, records: Sequence[Record]) -> list[ChangeStep]:
    """Put new things in. One that is there, or was deleted, is refused."""
    ids = [record.id for record in records]
    there = kinds_of(connection, ids)
    if there:
        raise InvalidValue(f"{next(iter(there))} is in the diary already; nothing was saved")
    if gone := change_log.ids_deleted(connection, ids):
        raise InvalidValue(f"{min(gone)} was deleted from the diary and stays deleted; nothing was saved")
    for kind, each in _by_kind(records).items():
        insert_records(connection, kind, each)
    return [ChangeStep(record.id, KIND_OF[type(record)], "create", None) for record in records]


def change(connection: Connection, records: Sequence[Record]) -> list[ChangeStep]:
    """Give things new content; those that read so already are left alone."""
    before = _there(connection, [record.id for record in records])
    for record in records:
        if type(record) is not type(before[record.id]):
            raise InvalidValue(
                f"{record.id} is kept as {KIND_OF[type(before[record.id])]}; it can't become another kind"
            )
    changed = [record for record in records if record != before[record.id]]
    for kind, each in _by_kind(changed).items():
        update_records(connection, kind, each)
    return [ChangeStep(record.id, KIND_OF[type(record)], "edit", before[record.id]) for record in changed]


def remove(connection: Connection, ids: Sequence[str]) -> list[ChangeStep]:
    """Take things away; the ledger keeps them."""
    before = _there(connection, ids)
    for kind, each in _by_kind(before.values()).items():
        delete_records(connection, kind, [record.id for record in each])
    return [ChangeStep(id, KIND_OF[type(before[id])], "delete", before[id]) for id in ids]


def take_back(connection: Connection, target: Change) -> list[ChangeStep]:
    """Make what a change touched as it was before it."""
    _refuse_if_built_upon(connection, target)
    steps = change_log.steps_of(connection, target.id)
    added = [step.id for step in steps if step.operation in ("create", "restore")]
    edited = [step.before for step in steps if step.operation == "edit" and step.before is not None]
    deleted = [step.before for step in steps if step.operation == "delete" and step.before is not None]
    undone = remove(connection, added) + change(connection, edited)
    for kind, each in _by_kind(deleted).items():
        insert_records(connection, kind, each)
    return undone + [ChangeStep(record.id, KIND_OF[type(record)], "restore", None) for record in deleted]


def refuse_twice(ids: Iterable[str]) -> None:
    """InvalidValue where an id comes twice in one change."""
    for id, times in Counter(ids).items():
        if times > 1:
            raise InvalidValue(f"{id} is there {times} times; give each thing once")


def said(change: Change) -> str:
    """A change in a few words, for a message."""
    return f"“{change.label}”" if change.label else f"the change of {change.instant:%Y-%m-%d %H:%M} UTC"


def _refuse_if_built_upon(connection: Connection, target: Change) -> None:
    for later in change_log.later_changes(connection, target.id):
        raise DiaryError(f"{said(target)} can't be undone, because {said(later)} came after it; undo that first")
    left = change_log.left_behind(connection, target.id)
    now = _find(connection, list(left))
    for id, record in left.items():
        if now.get(id) != record:
            raise DiaryError(f"{said(target)} can't be undone, because {id} reads differently by now")


def _there(connection: Connection, ids: Sequence[str]) -> dict[str, Record]:
    found = _find(connection, ids)
    for id in ids:
        if id not in found:
            raise DiaryError(f"nothing in the diary is called {id}; see diary list for what is there")
    return found


def _find(connection: Connection, ids: Sequence[str]) -> dict[str, Record]:
    kinds = kinds_of(connection, ids)
    return {
        record.id: record
        for kind in dict.fromkeys(kinds.values())
        for record in records_by_id(connection, kind, [id for id, its in kinds.items() if its == kind])
    }


def _by_kind(records: Iterable[Record]) -> dict[Kind, list[Record]]:
    sorted_out: dict[Kind, list[Record]] = {}
    for record in records:
        sorted_out.setdefault(KIND_OF[type(record)], []).append(record)
    return sorted_out


LAST = "last"
_ENOUGH = 6


def find_by_prefix(connection: Connection, prefix: str) -> Record:
    """The thing whose id is or begins so; "last" is the entry written last."""
    if prefix == LAST:
        entry = last_written(connection)
        if entry is None:
            raise DiaryError("there is no entry yet; write the first with: diary log 3 lower back")
        return entry
    if not prefix:
        raise DiaryError("which one? give the beginning of its id, or last")
    if not prefix.isascii():  # no id has such characters, and SQLite would refuse some of them
        raise DiaryError(f"no id begins with {prefix}; see diary list for what is there")
    found = [(id, kind) for kind in KINDS for id in _ids_that_begin(connection, kind, prefix)]
    for id, kind in found if len(found) == 1 else [each for each in found if each[0] == prefix]:
        (record,) = records_by_id(connection, kind, [id])
        return record
    if found:
        ids = ", ".join(id for id, _ in found[:_ENOUGH]) + (", …" if len(found) > _ENOUGH else "")
        raise DiaryError(f"{prefix} could be {ids}; give more of the id")
    if ids_known(connection, [prefix]):
        raise DiaryError(f"{prefix} was deleted; to bring back what was deleted last: diary undo")
    raise DiaryError(f"no id begins with {prefix}; see diary list for what is there")


def _ids_that_begin(connection: Connection, kind: str, prefix: str) -> list[str]:
    # A range rather than LIKE, which would not use the index. No character of an id comes after the last one here.
    query = text(f"SELECT id FROM {kind} WHERE id >= :first AND id < :beyond ORDER BY id LIMIT {_ENOUGH + 1}")
    found = connection.execute(query, {"first": prefix, "beyond": prefix + "\U0010ffff"})
    return [str(id) for (id,) in found]
