"""The contents of a diary file, read without touching it: whether it is intact, how many entries, and how new."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from diary.errors import DiaryError, StoreError
from diary.store.backup.names import BEFORE_RESTORE, DAMAGED, Backup, backups_of
from diary.store.backup.sqlite_copy import copy_at_rest, refuse_problems
from diary.store.diary_file import connection_to, is_diary
from diary.store.encryption.forms import header_of
from diary.store.errors import Unreadable, plain_failures
from diary.store.files import side_files
from diary.store.leftovers import is_wal, refuse_leftovers
from diary.store.permissions import is_writable
from diary.store.schema.form import differences

_NONE = "no entries"


@dataclass(frozen=True, slots=True)
class Contents:
    """The number of entries, the local time of the latest, the id of the newest change ("" for none), the schema."""

    entries: int
    latest: str
    newest_change: str
    version: int

    @property
    def text(self) -> str:
        """The contents in words, for people."""
        if not self.entries:
            return _NONE
        return f"{self.entries} {'entry' if self.entries == 1 else 'entries'}, the latest of {self.latest}"


def contents_of(connection: sqlite3.Connection) -> Contents:
    """The contents of an open diary; sqlite3.Error or Unreadable if they can't be read."""
    # First, because in place of a table there may be a view that never ends.
    if faults := differences(connection):
        raise Unreadable(faults[0])
    # Plain SQL, because backups are also made of older schemas, which the tables of this program don't describe.
    (entries,) = connection.execute("SELECT count(*) FROM entry").fetchone()
    row = connection.execute('SELECT at, "offset" FROM entry ORDER BY at DESC LIMIT 1').fetchone()
    try:
        latest = f"{datetime.fromisoformat(row[0]) + timedelta(seconds=row[1]):%Y-%m-%d %H:%M}" if row else ""
    except (TypeError, ValueError, OverflowError) as error:
        raise Unreadable(f"in entry: {error}") from error
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return Contents(int(entries), latest, newest_change(connection), int(version))


def newest_change(connection: sqlite3.Connection) -> str:
    """The id of the change that was written last; "" if nothing was ever saved."""
    row = connection.execute("SELECT id FROM change ORDER BY seq DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def knows_change(connection: sqlite3.Connection, id: str) -> bool:
    """Whether a diary holds that change."""
    return connection.execute("SELECT 1 FROM change WHERE id = ?", (id,)).fetchone() is not None


def changes_in(connection: sqlite3.Connection) -> set[str]:
    """The ids of all changes in a diary."""
    return {str(id) for (id,) in connection.execute("SELECT id FROM change")}


def held_by(diary: Path) -> Contents:
    """The contents of a diary to which other programs may be writing."""
    with plain_failures(diary), reading_diary(diary) as connection:
        return contents_of(connection)


@contextmanager
def reading_diary(diary: Path) -> Iterator[sqlite3.Connection]:
    """A connection for reading a diary to which other programs may write; it is not written to.

    StoreError if a journal of another file lies beside it.
    """
    refuse_leftovers(diary)
    # SQLite writes to a file in WAL mode also when it only reads, and needs to write where a crash left a journal.
    if is_wal(header_of(diary)) or not (is_writable(diary) or is_self_contained(diary)):
        with reading_untouched(diary) as connection:
            yield connection
    else:
        with closing(connection_to(diary)) as connection:
            yield connection


@contextmanager
def reading_untouched(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection for reading a file to which nobody writes; it creates no side files."""
    if is_self_contained(file):
        # immutable: SQLite takes no locks and looks for no journal, so this works on a read-only drive too.
        with closing(connection_to(file, "mode=ro&immutable=1")) as connection:
            yield connection
    else:
        with copy_at_rest(file) as copy, closing(connection_to(copy)) as connection:
            yield connection


def examined(file: Path) -> Contents:
    """The contents of a diary after a check that it is intact; StoreError if it is no diary, damaged, or too new."""
    with plain_failures(file):
        if not is_diary(file):
            raise StoreError(f"there is no file {file}; check the name")
        with reading_untouched(file) as connection:
            refuse_problems(connection, file)
            return contents_of(connection)


def held_in(file: Path) -> str:
    """The contents of a backup in words; "damaged" if they can't be read."""
    try:
        with reading_untouched(file) as connection:
            return contents_of(connection).text
    except (sqlite3.Error, OSError, Unreadable):
        return "damaged"


def newest_good(diary: Path) -> tuple[Backup, Contents] | None:
    """The newest backup that is intact, with its contents; None if there is none."""
    # Copies made before a restore come last, because the person has decided against what they hold.
    candidates = (backup for backup in backups_of(diary) if backup.kind != DAMAGED)
    for backup in sorted(candidates, key=lambda backup: backup.kind == BEFORE_RESTORE):
        try:
            return backup, examined(backup.path)
        except DiaryError:
            continue
    return None


def is_self_contained(file: Path) -> bool:
    """Whether all of a database is in its one file, as in the copies that the backup API makes."""
    # A -shm is only memory that programs share; an empty journal holds nothing.
    journals = (each for each in side_files(file) if not each.name.endswith("-shm"))
    return not any(each.exists() and each.stat().st_size for each in journals)
