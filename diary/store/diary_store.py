"""The verbs of the diary: the only way for the rest of the program to read or write it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from diary.clock import Clock
from diary.domain.records import KINDS, Change, Diary, Entry, Kind, Record, Version, new_id
from diary.domain.validate import check, tidy
from diary.errors import DiaryError
from diary.gc_pause import collector_paused
from diary.store import change_log, writes
from diary.store.connection import Database, open_database
from diary.store.queries import Pick, Window, count_of, first_time, last_written, latest, read_diary, read_records
from diary.store.schema.columns import load_tables
from diary.store.writes import find_by_prefix

PROGRAMS = {"cli": "the command line", "tui": "the screen", "import": "an import"}
"""How the programs that sign changes are named to people."""


class DiaryStore:
    """An open diary. Any thread may use it; one at a time is let in."""

    def __init__(self, database: Database, clock: Clock, program: str) -> None:
        self._database = database
        self._clock = clock
        self._program = program
        self._session = new_id()

    @property
    def path(self) -> Path:
        """The file of the diary."""
        return self._database.path

    @property
    def database(self) -> Database:
        """The open file itself, for the rest of the store room (backups); no face needs it."""
        return self._database

    @property
    def session(self) -> str:
        """The token that this run's changes carry."""
        return self._session

    def get_ready(self) -> None:
        """Load what writing an entry takes, for who has time for it now; else the first one waits for it."""
        for table in ("entry", "change"):
            load_tables(table)

    def save(self, *records: Record, label: str = "") -> Change:
        """Put new things in, all or none. When this returns they are on the disk."""
        return self.write(new=records, label=label)

    def replace(self, *records: Record, label: str = "") -> Change:
        """Give things, known by their ids, new content. What they were is kept as a version."""
        return self.write(changed=records, label=label)

    def delete(self, *ids: str, label: str = "") -> Change:
        """Take things away, by their whole ids. What they were is kept as a version."""
        return self.write(gone=ids, label=label)

    def write(
        self,
        *,
        new: Sequence[Record] = (),
        changed: Sequence[Record] = (),
        gone: Sequence[str] = (),
        past: Sequence[Version] = (),
        label: str = "",
    ) -> Change:
        """Save, replace and delete in one change, all or none. DiaryError where nothing would be different.

        `past` is what new things, or things that are gone, were before they came here; the caller has checked it.
        """
        now = self._clock.now()
        new, changed = [tidy(record) for record in new], [tidy(record) for record in changed]
        for record in (*new, *changed):
            check(record, now)
        writes.refuse_twice([*(record.id for record in (*new, *changed)), *gone])
        with self._database.writing() as connection:
            steps = (
                (writes.add(connection, new) if new else [])
                + (writes.change(connection, changed) if changed else [])
                + (writes.remove(connection, gone) if gone else [])
            )
            if not steps and not past:
                raise DiaryError("there is nothing to change; the diary reads so already")
            if past:
                # Before the steps: a thing's versions are read in the order they were written.
                change_log.remember(connection, self._new_change("history"), past)
            return change_log.record_change(connection, self._new_change(label), steps)

    def undo(self, change: str | None = None, *, any_program: bool = False, label: str = "") -> Change:
        """Take back that change, or the newest one that counts; the answer's `undo_of` names it.

        Without an id, a newest change of another program is refused unless `any_program`. Taking back a taking-back
        does the change once more.
        """
        with self._database.writing() as connection:
            target = self._to_undo(connection, change, any_program)
            steps = writes.take_back(connection, target)
            return change_log.record_change(connection, self._new_change(label, undo_of=target.id), steps)

    def last_change(self) -> Change | None:
        """The newest change that was not taken back, of any program; takings-back don't count."""
        return next(iter(self.changes(1)), None)

    def changes(self, limit: int = 20) -> tuple[Change, ...]:
        """The newest changes that were not taken back, of any program, newest first."""
        with self._database.reading() as connection:
            return tuple(change_log.newest_changes(connection, limit))

    def change(self, id: str) -> Change:
        """The change with that id, taken back or not; DiaryError for an unknown one."""
        with self._database.reading() as connection:
            return _found(change_log.change_called(connection, id), id)

    def read(
        self,
        *,
        kinds: Collection[Kind] = KINDS,
        since: datetime | None = None,
        until: datetime | None = None,
        least: int = 0,
        marked: Collection[str] = frozenset(),
        sudden: bool = False,
        around: timedelta = timedelta(0),
        pick: Pick | None = None,
    ) -> Diary:
        """What counts now, of these kinds. Entries, sessions, motions and care only from `since` ≤ at ≤ `until`.

        The window begins earlier where it would not hold the `least` latest entries. Older entries come along if they
        carry a symptom or quality in `marked`, or came on suddenly where `sudden` is asked for, and so do entries no
        further than `around` from those; of all these only what is around the times that `pick` chooses.
        """
        asked = Window(kinds, since, until, least, marked, sudden, around, pick)
        with self._database.reading() as connection:
            return read_diary(connection, asked)

    def get(self, prefix: str) -> Record:
        """The thing whose id begins so, or "last": the entry written last. DiaryError where it is none or several."""
        with self._database.reading() as connection:
            return find_by_prefix(connection, prefix)

    def last_entry(self) -> Entry | None:
        """The entry that was written last, whatever time it is about."""
        with self._database.reading() as connection:
            return last_written(connection)

    def latest_entry(self) -> Entry | None:
        """The entry about the latest time, whenever it was written."""
        with self._database.reading() as connection:
            return latest(connection)

    def versions(self) -> tuple[Version, ...]:
        """Every content that every thing had, and when; thing by thing, oldest content first."""
        with self._database.reading() as connection, collector_paused():
            current = {record.id: record for kind in KINDS for record in read_records(connection, kind)}
            return change_log.versions_of(connection, current)

    def deleted_ids(self) -> frozenset[str]:
        """The ids of things that were deleted and stay so; what an undo took back is not among them."""
        with self._database.reading() as connection:
            return frozenset(change_log.ids_deleted(connection))

    def count(self, kind: Kind = "entry", *, until: datetime | None = None) -> int:
        """How many things of a kind there are, up to an instant where one is given."""
        with self._database.reading() as connection:
            return count_of(connection, kind, until)

    def begins(self) -> datetime | None:
        """The time of the first entry, session, motion or care; None in a diary without any."""
        with self._database.reading() as connection:
            return first_time(connection)

    def stamp(self) -> int:
        """A number that differs after every commit, of this program or another; cheap to ask for again and again."""
        return self._database.stamp()

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

    def _to_undo(self, connection: Connection, id: str | None, any_program: bool) -> Change:
        if id is None:
            newest = change_log.newest_changes(connection)
            if not newest:
                raise DiaryError("there is nothing to undo")
            if newest[0].program != self._program and not any_program:
                maker = PROGRAMS.get(newest[0].program, newest[0].program)
                raise DiaryError(
                    f"the newest change, {writes.said(newest[0])}, was made by {maker}; "
                    "to undo it all the same: diary undo --any"
                )
            return newest[0]
        target = _found(change_log.change_called(connection, id), id)
        # Taking back the second doing of a change is taking back the change.
        while (
            target.undo_of is not None and (former := change_log.change_called(connection, target.undo_of)) is not None
        ):
            if former.undo_of is None:
                break
            target = _found(change_log.change_called(connection, former.undo_of), former.undo_of)
        if target.undone_by is not None:
            raise DiaryError(f"{writes.said(target)} was taken back already")
        return target


def open_diary(
    path: Path, *, clock: Clock, program: str, create: bool, network_drive: bool | None = False
) -> DiaryStore:
    """Open the diary at `path`, made new if `create` and none is there. `program` ("cli", "tui", "import") signs."""
    return DiaryStore(open_database(path, create=create, network_drive=network_drive), clock, program)


def _found(change: Change | None, id: str) -> Change:
    if change is None:
        raise DiaryError(f"no change is called {id}")
    return change
