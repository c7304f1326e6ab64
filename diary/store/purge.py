"""Purging: a record is taken out for good, with all that it ever held. Its id stays: no import brings it back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diary.domain.records import KINDS, Change, Kind, Record, Session
from diary.errors import DiaryError, ErrorHint
from diary.store import change_log
from diary.store.change_log import ChangeStep
from diary.store.queries import GIVEN, first_of_each, given, kinds_of, records_by_id
from diary.store.row_writer import delete_records
from diary.store.schema.form import tables_of
from diary.store.writes import LAST, find_by_prefix, unclear


@dataclass(frozen=True, slots=True)
class Known:
    """A record that is in the diary or ever was; `record` is its last content, None where it was purged."""

    id: str
    record: Record | None
    texts: tuple[str, ...]
    """Every note that it has or had."""


def find_ever(connection: sqlite3.Connection, prefix: str) -> Known:
    """The record whose id is `prefix` or begins with it, present or not; DiaryError if none or several."""
    if prefix == LAST:
        prefix = find_by_prefix(connection, LAST).id
    ids = " UNION ".join([*(f"SELECT id FROM {kind}" for kind in KINDS), "SELECT thing_id FROM version"])
    known = [str(id) for id in first_of_each(connection, ids) if prefix and str(id).startswith(prefix)]
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


def purge_records(connection: sqlite3.Connection, change: Change, ids: Sequence[str]) -> Change:
    """Purge the records with these ids as one change, which can't be undone; unknown ids are left out."""
    kinds = remove_everywhere(connection, ids)
    steps = [ChangeStep(id, kind, "purge", None) for id, kind in kinds.items()]
    change = change_log.record_change(connection, change, steps)
    # A change of which nothing is left is no step that undo could take back.
    empty = "id NOT IN (SELECT change_id FROM version) AND undone_by IS NULL AND undo_of IS NULL"
    connection.execute(f"UPDATE change SET undone_by = ? WHERE {empty}", (change.id,))
    return change


def remove_everywhere(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Kind]:
    """Delete records with all their versions, and what the log says of them; the kinds of those that were known."""
    # So that deleted rows are overwritten at once, also where the file can't be rewritten afterwards.
    connection.execute("PRAGMA secure_delete = ON")
    of_these = f"thing_id IN {GIVEN}"
    rows = connection.execute(f"SELECT thing_id, kind FROM version WHERE {of_these}", given(ids)).fetchall()
    # A backup of an earlier schema lacks the kinds that came later.
    tables = tables_of(*first_of_each(connection, "PRAGMA user_version"))
    present = kinds_of(connection, ids, [kind for kind in KINDS if kind in tables])
    # The label of a change quotes what was changed; that of an import is only the name of the file.
    changes = f"id IN (SELECT change_id FROM version WHERE {of_these}) AND program != 'import'"
    connection.execute(f"UPDATE change SET label = '' WHERE {changes}", given(ids))
    connection.execute(f"DELETE FROM version WHERE {of_these}", given(ids))
    for kind in set(present.values()):
        delete_records(connection, kind, [id for id, own in present.items() if own == kind])
    return {**{str(id): kind for id, kind in rows}, **present}
