"""Purging: a record is taken out for good, with all that it ever held. Its id stays: no import brings it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, union, update

from diary.domain.records import KINDS, Change, Kind, Record, Session
from diary.errors import DiaryError, ErrorHint
from diary.store import change_log
from diary.store.change_log import ChangeStep
from diary.store.queries import each_of, kinds_of, records_by_id
from diary.store.row_writer import delete_records
from diary.store.schema.columns import table_of
from diary.store.schema.form import tables_of
from diary.store.writes import LAST, find_by_prefix, unclear

_CHANGE, _VERSION = table_of("change"), table_of("version")


@dataclass(frozen=True, slots=True)
class Known:
    """A record that is in the diary or ever was; `record` is its last content, None where it was purged."""

    id: str
    record: Record | None
    texts: tuple[str, ...]
    """Every note that it has or had."""


def find_ever(connection: Connection, prefix: str) -> Known:
    """The record whose id is `prefix` or begins with it, present or not; DiaryError if none or several."""
    if prefix == LAST:
        prefix = find_by_prefix(connection, LAST).id
    ids = union(*(select(table_of(kind).c.id) for kind in KINDS), select(_VERSION.c.thing_id))
    known = [str(id) for id in connection.scalars(ids) if prefix and str(id).startswith(prefix)]
    # A whole id wins over longer ids that begin with it.
    known = [prefix] if prefix in known else known
    if len(known) > 1:
        raise DiaryError(unclear(prefix, sorted(known)))
    if not known:
        raise DiaryError(f"no id begins with {prefix or 'nothing'}", ErrorHint("records"))
    (id,) = known
    present = [each for kind in kinds_of(connection, [id]).values() for each in records_by_id(connection, kind, [id])]
    records = [*change_log.earlier_contents(connection, id), *present]
    return Known(id, records[-1] if records else None, tuple({text for each in records for text in _texts(each)}))


def _texts(record: Record) -> Iterable[str]:
    notes = [exercise.note for exercise in record.exercises] if isinstance(record, Session) else []
    return [note for note in (record.note, *notes) if note]


def purge_records(connection: Connection, change: Change, ids: Sequence[str]) -> Change:
    """Purge the records with these ids as one change, which can't be undone; unknown ids are left out."""
    kinds = remove_everywhere(connection, ids)
    steps = [ChangeStep(id, kind, "purge", None) for id, kind in kinds.items()]
    change = change_log.record_change(connection, change, steps)
    # A change of which nothing is left is no step that undo could take back.
    left = select(_VERSION.c.change_id)
    empty = [_CHANGE.c.id.not_in(left), _CHANGE.c.undone_by.is_(None), _CHANGE.c.undo_of.is_(None)]
    connection.execute(update(_CHANGE).where(*empty).values(undone_by=change.id))
    return change


def remove_everywhere(connection: Connection, ids: Sequence[str]) -> dict[str, Kind]:
    """Delete records with all their versions, and what the log says of them; the kinds of those that were known."""
    # So that deleted rows are overwritten at once, also where the file can't be rewritten afterwards.
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    of_these = _VERSION.c.thing_id.in_(each_of(ids))
    rows = connection.execute(select(_VERSION.c.thing_id, _VERSION.c.kind).where(of_these)).all()
    # A backup of an earlier schema lacks the kinds that came later.
    tables = tables_of(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    present = kinds_of(connection, ids, [kind for kind in KINDS if kind in tables])
    changes = list(connection.scalars(select(_VERSION.c.change_id).where(of_these).distinct()))
    # The label of a change quotes what was changed; that of an import is only the name of the file.
    labels = update(_CHANGE).where(_CHANGE.c.id.in_(each_of(changes)), _CHANGE.c.program != "import")
    connection.execute(labels.values(label=""))
    connection.execute(delete(_VERSION).where(of_these))
    for kind in set(present.values()):
        delete_records(connection, kind, [id for id, own in present.items() if own == kind])
    return {**{str(id): kind for id, kind in rows}, **present}
