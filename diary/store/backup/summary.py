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
from diary.store.backup.sqlite_copy import copy_at_rest, problems
from diary.store.diary_file import connection_to, is_diary
from diary.store.errors import Unreadable, damaged, plain_failures
from diary.store.files import side_files

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
    # Plain SQL, because backups are also made of older schemas, which the tables of this program don't describe.
    (entries,) = connection.execute("SELECT count(*) FROM entry").fetchone()
    row = connection.execute('SELECT at, "offset" FROM entry ORDER BY at DESC LIMIT 1').fetchone()
    try:
        latest = f"{datetime.fromisoformat(row[0]) + timedelta(seconds=row[1]):%Y-%m-%d %H:%M}" if row else ""
    except (TypeError, ValueError, OverflowError) as error:
        raise Unreadable(f"in entry: {error}") from error
    change = connection.execute("SELECT id FROM change ORDER BY seq DESC LIMIT 1").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return Contents(int(entries), latest, str(change[0]) if change else "", int(version))


def held_by(diary: Path) -> Contents:
    """The contents of a diary to which other programs may be writing."""
    with plain_failures(diary), closing(connection_to(diary)) as connection:
        return contents_of(connection)


@contextmanager
def reading_untouched(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection for reading a file to which nobody writes; it creates no side files."""
    if _is_self_contained(file):
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
            if problems(connection, most=1):
                raise damaged(file)
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


def _is_self_contained(file: Path) -> bool:
    """Whether all of a database is in its one file, as in the copies that the backup API makes."""
    with file.open("rb") as opened:
        header = opened.read(20)
    # Bytes 18 and 19: 1 stands for a rollback journal, 2 for WAL.
    has_rollback_journal = header[18:20] == b"\1\1"
    return has_rollback_journal and not any(each.exists() for each in side_files(file))
