"""What a database file holds, asked without touching it: whether it is a whole diary, how much, and how new."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from diary.errors import DiaryError, StoreError
from diary.store.backup.names import BEFORE_RESTORE, DAMAGED, Backup, backups_of
from diary.store.backup.sqlite_copy import connection_to, copy_at_rest, problems
from diary.store.diary_file import is_diary
from diary.store.errors import Unreadable, damaged, plain_failures
from diary.store.files import beside

_NONE = "no entries"


@dataclass(frozen=True, slots=True)
class Contents:
    """How many entries, the local time of the latest in words, and the id of the newest change; "" for none."""

    entries: int
    latest: str
    newest_change: str
    version: int

    @property
    def said(self) -> str:
        """In words."""
        if not self.entries:
            return _NONE
        return f"{self.entries} {'entry' if self.entries == 1 else 'entries'}, the latest of {self.latest}"


def contents_of(connection: sqlite3.Connection) -> Contents:
    """What an open diary holds; sqlite3.Error or Unreadable where that can't be read."""
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
    """What a diary of ours holds that others may be writing to."""
    with plain_failures(diary), closing(connection_to(diary)) as connection:
        return contents_of(connection)


@contextmanager
def reading_untouched(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads a file to which nobody writes, without leaving anything beside it."""
    if _whole_in_one(file):
        with closing(connection_to(file, "mode=ro&immutable=1")) as connection:
            yield connection
    else:
        with copy_at_rest(file) as copy, closing(connection_to(copy)) as connection:
            yield connection


def examined(file: Path) -> Contents:
    """What a diary holds that is to be relied upon; a StoreError where it is none, not whole, or too new."""
    with plain_failures(file):
        if not is_diary(file):
            raise StoreError(f"there is no file {file}; check the name")
        with reading_untouched(file) as connection:
            if problems(connection, most=1):
                raise damaged(file)
            return contents_of(connection)


def held_in(file: Path) -> str:
    """What a backup holds, in words."""
    try:
        with reading_untouched(file) as connection:
            return contents_of(connection).said
    except (sqlite3.Error, OSError, Unreadable):
        return "damaged"


def newest_good(diary: Path) -> tuple[Backup, Contents] | None:
    """The newest backup that is whole; what was there before a restore, as somebody turned away from it, comes last."""
    good = (backup for backup in backups_of(diary) if backup.kind != DAMAGED)
    for backup in sorted(good, key=lambda backup: backup.kind == BEFORE_RESTORE):
        try:
            return backup, examined(backup.path)
        except DiaryError:
            continue
    return None


def _whole_in_one(file: Path) -> bool:
    """Whether all of a database is in its one file, as it is with what the backup API made."""
    with file.open("rb") as opened:
        header = opened.read(20)
    rolls_back = header[18:20] == b"\1\1"
    return rolls_back and not any(each.exists() for each in beside(file))
