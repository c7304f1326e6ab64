"""The verbs of the diary: the only way for the rest of the program to read or write it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from diary.clock import Clock
from diary.domain.records import KINDS, Change, Diary, Entry, Kind, OldSign, Record, Version, new_id
from diary.domain.validate import check, tidy
from diary.errors import DiaryError, ErrorHint
from diary.gc_pause import collector_paused
from diary.store import change_log, writes
from diary.store.changed_since import program_name, refuse_changed
from diary.store.open_file import Notice, OpenFile, open_database
from diary.store.purge import Known, find_ever, purge_records
from diary.store.queries import count_of, entries_around, first_time, latest, read_diary, signs_with
from diary.store.writes import find_by_prefix


class DiaryStore:
    """An open diary. Any thread may use it; a lock lets one at a time in."""

    def __init__(self, database: OpenFile, clock: Clock, program: str) -> None:
        self._database = database
        self._clock = clock
        self._program = program
        self._session = new_id()

    @property
    def path(self) -> Path:
        """The file of the diary, with links followed."""
        return self._database.path

    @property
    def database(self) -> OpenFile:
        """The open database, for the other modules of the store."""
        return self._database

    @property
    def session(self) -> str:
        """The random id of this run, which all its changes carry."""
        return self._session

    def preload(self) -> None:
        """Preload what the first save needs, so that the person does not wait for it then."""
        from diary.store.schema.tables import preload  # SQLModel: 340 ms

        preload("entry", "reading", "change", "version")

    def save(self, *records: Record, label: str = "", after: str | None = None) -> Change:
        """Save new records, all or none. They are on the disk when this returns.

        DiaryError where `after` is given and is not the newest change any more (`newest`).
        """
        return self.write(new=records, label=label, after=after)

    def replace(self, *records: Record, opened: Collection[Record] = (), label: str = "") -> Change:
        """Give existing records (found by their ids) new content. The old content stays as a version.

        `opened` are the records as the person saw them; ChangedSince where one of them reads differently by now.
        """
        return self.write(changed=records, opened=opened, label=label)

    def delete(self, *ids: str, opened: Collection[Record] = (), label: str = "") -> Change:
        """Delete records by their complete ids. Their content stays as a version. `opened` is as in `replace`."""
        return self.write(gone=ids, opened=opened, label=label)

    @collector_paused()
    def write(
        self,
        *,
        new: Sequence[Record] = (),
        changed: Sequence[Record] = (),
        gone: Sequence[str] = (),
        past: Sequence[Version] = (),
        opened: Collection[Record] = (),
        after: str | None = None,
        label: str = "",
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Change:
        """Save, replace and delete in one change, all or none. DiaryError if nothing would change.

        `past` holds earlier contents of the new records, or of ones deleted elsewhere; the caller has checked it.
        `opened` is as in `replace`, `after` as in `save`. What `meanwhile` raises, up to the commit, leaves nothing.
        """
        # Tidied and checked before the transaction, which keeps other programs waiting.
        now = self._clock.now()
        new, changed = [tidy(record) for record in new], [tidy(record) for record in changed]
        for record in (*new, *changed):
            check(record, now)
        writes.refuse_duplicates([*(record.id for record in (*new, *changed)), *gone])

        def work(connection: sqlite3.Connection) -> Change:
            # Here and not before: from the beginning of the transaction on no other program can write.
            if after is not None and change_log.newest_id(connection) != after:
                raise DiaryError("the diary was changed meanwhile, so nothing was saved; please try again")
            if opened:
                present = writes.find_existing(connection, [record.id for record in opened])
                refuse_changed(connection, opened, present, {record.id: record for record in changed})
            steps = (
                (writes.add(connection, new) if new else [])
                + (writes.change(connection, changed) if changed else [])
                + (writes.remove(connection, gone) if gone else [])
            )
            if not steps and not past:
                raise DiaryError("there is nothing to change; the diary reads so already")
            if past:
                # Before the steps, because the versions of a record are read in the order of writing.
                change_log.record_past(connection, self._new_change("history"), past)
            change = change_log.record_change(connection, self._new_change(label), steps)
            meanwhile()
            return change

        return self._database.write(work)

    def undo(self, change: str | None = None, *, any_program: bool = False, label: str = "") -> Change:
        """Undo that change, or the newest valid one; `undo_of` of the returned change names it.

        Without an id, the newest change of another program is refused unless `any_program`. Undoing an undo redoes the
        change. DiaryError if there is nothing to undo, or a later change depends on it.
        """

        def work(connection: sqlite3.Connection) -> Change:
            target = self._to_undo(connection, change, any_program)
            if any(operation == "purge" for _, operation in target.operations):
                raise DiaryError("what was purged is gone for good and can't be undone, nor what was changed before it")
            steps = writes.undo_change(connection, target)
            return change_log.record_change(connection, self._new_change(label, undo_of=target.id), steps)

        return self._database.write(work)

    def redo(self, undo: str | None = None, *, any_program: bool = False, label: str = "") -> Change:
        """Do again what was undone last; `undo_of` of the returned change names that undo.

        DiaryError if there is nothing to redo: a new change since then ends it. With the id of an undo, DiaryError if
        it is not the last one any more; without, an undo of another program is refused unless `any_program`.
        """

        def work(connection: sqlite3.Connection) -> Change:
            target = change_log.newest_undo(connection)
            if target is None:
                raise DiaryError("there is nothing to redo")
            if undo is None:
                self._refuse_other_program(target, "undone", any_program, ErrorHint("redo-any"))
            elif target.id != undo:
                raise DiaryError("something else was taken back meanwhile")
            steps = writes.undo_change(connection, target)
            return change_log.record_change(connection, self._new_change(label, undo_of=target.id), steps)

        return self._database.write(work)

    def bring_back(self, prefix: str, *, label: str = "") -> Change:
        """Bring back the deleted record whose id begins with `prefix`, as a new change. DiaryError if none or several.

        What came after its deletion stays as it is.
        """

        def work(connection: sqlite3.Connection) -> Change:
            steps = writes.bring_back(connection, writes.find_deleted(connection, prefix))
            return change_log.record_change(connection, self._new_change(label), steps)

        return self._database.write(work)

    def purge(self, *ids: str) -> None:
        """Take records out for good, by their complete ids: with all earlier contents, and out of the file's bytes.

        Only their ids stay. Purging again what was purged already only cleans the file.
        """

        def work(connection: sqlite3.Connection) -> Change:
            return purge_records(connection, self._new_change(f"{len(ids)} of the records"), ids)

        purged = {each.id for each in self.purged()}
        if not purged.issuperset(ids):
            self._database.write(work)
        self._database.rewrite()

    def find_ever(self, prefix: str) -> Known:
        """The record whose id begins with `prefix`, though it was deleted or purged; DiaryError if none or several."""
        with self._database.reading() as connection:
            return find_ever(connection, prefix)

    def purged(self) -> tuple[change_log.Purged, ...]:
        """What is known of the purged records, the one purged last first."""
        with self._database.reading() as connection:
            return tuple(change_log.purged_records(connection))

    def find_deleted(self, prefix: str) -> Record:
        """The deleted record whose id begins with `prefix`; DiaryError if none or several."""
        with self._database.reading() as connection:
            return writes.find_deleted(connection, prefix)

    def deleted(self) -> tuple[Version, ...]:
        """The last content of each deleted record, the one deleted last first."""
        with self._database.reading() as connection:
            return tuple(change_log.deleted_versions(connection))

    def changes(self, limit: int = 20) -> tuple[Change, ...]:
        """The newest changes of any program that are not undone, newest first."""
        with self._database.reading() as connection:
            return tuple(change_log.newest_changes(connection, limit))

    def change(self, id: str) -> Change:
        """The change with that id, undone or not; DiaryError for an unknown id."""
        with self._database.reading() as connection:
            return change_log.known_change(connection, id)

    def newest(self) -> str:
        """The id of the newest change of any program, undos too; "" where there is none. For `after` of `save`."""
        with self._database.reading() as connection:
            return change_log.newest_id(connection)

    def newest_undo(self) -> Change | None:
        """The undo that `redo` would take; None where there is nothing to redo."""
        with self._database.reading() as connection:
            return change_log.newest_undo(connection)

    def read(
        self,
        *,
        kinds: Collection[Kind] = KINDS,
        since: datetime | None = None,
        until: datetime | None = None,
        least: int = 0,
    ) -> Diary:
        """The present records of these kinds; those that come daily or weekly only where `since` ≤ at ≤ `until`.

        The window starts earlier if it would hold fewer than the `least` latest entries.
        """
        with self._database.reading() as connection:
            return read_diary(connection, kinds, since, until, least)

    def signs_with(self, words: Collection[str], *, until: datetime | None = None) -> tuple[OldSign, ...]:
        """The readings and entries with one of these qualities or symptoms, or of sudden onset, by time."""
        with self._database.reading() as connection:
            return tuple(signs_with(connection, words, until))

    def entries_around(self, times: Collection[datetime], *, within: timedelta, before: datetime) -> tuple[Entry, ...]:
        """The entries before an instant that are at most `within` away from one of the times, by time."""
        with self._database.reading() as connection:
            return entries_around(connection, times, within, before)

    def get(self, prefix: str) -> Record:
        """The record whose id begins with `prefix`; "last" is the one written last. DiaryError if none or several."""
        with self._database.reading() as connection:
            return find_by_prefix(connection, prefix)

    def latest_entry(self) -> Entry | None:
        """The entry about the latest time, whenever it was written; None if there is no entry."""
        with self._database.reading() as connection:
            return latest(connection)

    def versions(self) -> tuple[Version, ...]:
        """Each content that each record had, and when; record by record, oldest content first."""
        with self._database.reading() as connection, collector_paused():
            return change_log.all_versions(connection)

    def deleted_ids(self) -> frozenset[str]:
        """The ids of deleted and purged records; a record that an undo removed is not among them."""
        with self._database.reading() as connection:
            return frozenset(change_log.deleted_ids(connection))

    def states(self, ids: Collection[str]) -> dict[str, change_log.State]:
        """What became of the records with these ids; ids that the diary never had are left out."""
        with self._database.reading() as connection:
            return change_log.states_of(connection, ids)

    def purged_ids(self) -> frozenset[str]:
        """The ids of purged records."""
        return frozenset(each.id for each in self.purged())

    def count(self, kind: Kind = "entry", *, since: datetime | None = None, until: datetime | None = None) -> int:
        """How many records of a kind there are where `since` ≤ at ≤ `until`."""
        with self._database.reading() as connection:
            return count_of(connection, kind, since, until)

    def begins(self) -> datetime | None:
        """The time of the earliest entry, session, motion or care; None if there is none."""
        with self._database.reading() as connection:
            return first_time(connection)

    def stamp(self) -> int:
        """A number that is different after each commit of this program or another; cheap enough to poll."""
        return self._database.stamp()

    def take_notices(self) -> list[Notice]:
        """What other programs did to the file and was not told yet: it was replaced, deleted or written over."""
        taken, self._database.notices = self._database.notices, []
        return taken

    def close(self) -> None:
        """Close the file; closing again does nothing."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _new_change(self, label: str, undo_of: str | None = None) -> Change:
        return Change(new_id(), self._clock.now(), self._program, self._session, label, undo_of=undo_of)

    def _refuse_other_program(self, change: Change, verb: str, any_program: bool, hint: ErrorHint) -> None:
        # A person at one program rarely means what another one (a screen left open, cron) did last.
        if change.program != self._program and not any_program:
            text = f"the newest change, {writes.describe_change(change)}, was {verb} by {program_name(change.program)}"
            raise DiaryError(text, hint)

    def _to_undo(self, connection: sqlite3.Connection, id: str | None, any_program: bool) -> Change:
        if id is None:
            newest = change_log.newest_changes(connection)
            if not newest:
                raise DiaryError("there is nothing to undo")
            self._refuse_other_program(newest[0], "made", any_program, ErrorHint("undo-any"))
            return newest[0]
        target = change_log.known_change(connection, id)
        # Undoing a redo means undoing the original change, which is the one that is marked as undone.
        while (
            target.undo_of is not None and (former := change_log.change_by_id(connection, target.undo_of)) is not None
        ):
            if former.undo_of is None:
                break
            target = change_log.known_change(connection, former.undo_of)
        if target.undone_by is not None:
            raise DiaryError(f"{writes.describe_change(target)} was taken back already")
        return target


def open_diary(path: Path, *, clock: Clock, program: str, create: bool) -> DiaryStore:
    """Open the diary at `path`; `create` makes a missing one. `program` (a key of PROGRAMS) signs the changes."""
    database = open_database(path, create=create)
    # The screen stays open for days, and sync services write over files; a command is over in a moment.
    database.remembers = program == "tui"
    return DiaryStore(database, clock, program)
