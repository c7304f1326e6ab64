"""Putting a backup in the place of the diary; what is there is kept aside first.

It goes through the backup API into the live file, in one transaction: a program that has the diary open sees it like
any other change, and what that program left in its journal can't undo it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from diary.clock import Clock
from diary.errors import DamagedFile, DiaryError, ForeignFile, NewerSchema, StoreError
from diary.files import sync_folder
from diary.store.backup.backups import backup_of, keep_as_found
from diary.store.backup.names import BEFORE_RESTORE, DAMAGED, backups_of
from diary.store.backup.sqlite_copy import connection_to, copy_database, copy_into, problems
from diary.store.backup.summary import Contents, contents_of, examined, newest_good, reading_untouched
from diary.store.diary_file import is_diary, make_diary
from diary.store.errors import Unreadable, is_damage, plain_failures
from diary.store.files import beside, sync, unfinished

NEWEST = "newest"
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and where that is kept which was there; None where nothing was."""

    contents: Contents
    kept: Path | None

    @property
    def found_damaged(self) -> bool:
        """Whether what was there could not be read whole."""
        return self.kept is not None and self.kept.stem.endswith(DAMAGED)


class _Written(Exception):
    """Somebody wrote to the diary after it was kept aside."""


def chosen_backup(diary: Path, name: str) -> Path:
    """The file that a person names: a file, a backup's name or its beginning, or "newest" for the newest good one."""
    if name == NEWEST:
        found = newest_good(diary)
        if found is None:
            raise StoreError(f"there is no good backup of {diary}; name a file")
        return found[0].path
    file = Path(name).expanduser()
    if file.is_file():
        return file.resolve()
    if file.name == name and name.strip():
        like = [each for each in backups_of(diary) if each.path.name.startswith(name) or each.name == name]
        if len(like) == 1:
            return like[0].path
        if like:
            raise StoreError(f"{name} could be {', '.join(each.name for each in like[:4])}; give more of the name")
    raise StoreError(f"there is no file and no backup called {name}; diary backup --list shows the backups")


def worth_restoring(file: Path, diary: Path) -> Contents:
    """What a file holds; StoreError where it is no diary, not whole, too new, or the diary itself."""
    if diary.exists() and file.samefile(diary):
        raise StoreError(f"{file} is the diary itself; name a backup of it")
    try:
        return examined(file)
    except ForeignFile as error:
        raise ForeignFile(f"{file} is not a pain diary, so it was not restored; nothing was changed") from error
    except DamagedFile as error:
        raise _not_whole(file) from error


def _not_whole(file: Path) -> DamagedFile:
    return DamagedFile(
        f"{file} is damaged, so it was not restored; nothing was changed. "
        f"What can be read of it is rescued with: diary verify --db {file} --salvage OUT.json"
    )


def restore(diary: Path, file: Path, clock: Clock) -> Restored:
    """Put the content of a file, found worth it, in the diary's place. `diary` is its path, links followed."""
    with plain_failures(diary), reading_untouched(file) as source:
        # Since it was found worth it, it may have been written to.
        if problems(source, most=1):
            raise _not_whole(file)
        kept = _put_back(diary, source, clock)
        with closing(connection_to(diary)) as connection:
            return Restored(contents_of(connection), kept)


def what_is_there(diary: Path) -> Contents | None:
    """What the diary holds now; None where it is missing or can't be read."""
    try:
        if not is_diary(diary):
            return None
        with closing(connection_to(diary)) as connection:
            return contents_of(connection)
    except (DiaryError, sqlite3.Error, OSError, Unreadable):
        return None


def _put_back(diary: Path, source: sqlite3.Connection, clock: Clock) -> Path | None:
    try:
        there = is_diary(diary)
    except NewerSchema:
        there = True
    except ForeignFile:
        # Only where there are backups of it did a diary ever live here.
        if not backups_of(diary):
            raise
        kept = keep_as_found(diary, clock)
        with _named(kept):
            _replace(diary, source)
        return kept
    if not there and make_diary(diary, fill=lambda made: copy_database(diary, made, source)):
        return None
    for _ in range(_TRIES):
        try:
            return _copy_over(diary, source, clock)
        except _Written:
            continue
        except DamagedFile:
            break
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            break
    else:
        raise StoreError("other programs write to the diary without a pause; close them and try again")
    return _over_damaged(diary, source, clock)


def _copy_over(diary: Path, source: sqlite3.Connection, clock: Clock) -> Path:
    """Keep the diary aside, then copy over it, unless anybody wrote in between."""
    with closing(connection_to(diary)) as target, closing(connection_to(diary)) as watching:
        (mode,) = target.execute("PRAGMA journal_mode").fetchone()
        target.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")
        target.execute("PRAGMA fullfsync = ON")
        if mode != "wal":
            # Nobody can look at it while it is written; but here others can be kept out all the time.
            target.execute("PRAGMA locking_mode = EXCLUSIVE")
            target.execute("BEGIN EXCLUSIVE")
            target.execute("COMMIT")
        before = _newest_change(watching) if mode == "wal" else None
        aside = backup_of(diary, clock, BEFORE_RESTORE, source=target)

        def look() -> None:
            if mode == "wal" and _newest_change(watching) != before:
                raise _Written

        copy_into(source, target, look)
    return aside.path


def _over_damaged(diary: Path, source: sqlite3.Connection, clock: Clock) -> Path:
    kept = keep_as_found(diary, clock)
    with _named(kept):
        try:
            with closing(connection_to(diary)) as target:
                copy_into(source, target)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            _replace(diary, source)
    return kept


@contextmanager
def _named(kept: Path) -> Iterator[None]:
    """Where something fails now, say where that is which was there."""
    try:
        yield
    except (OSError, sqlite3.Error, StoreError) as error:
        raise StoreError(f"the backup could not be put back ({error}); what was there is kept in {kept}") from error


def _replace(diary: Path, source: sqlite3.Connection) -> None:
    """Put another file in the place of one that SQLite can't even begin to write to."""
    with unfinished(diary.parent) as made:
        with closing(connection_to(made)) as target:
            copy_into(source, target)
        sync(made)
        # Before the new file comes, or what they hold would be written into that.
        for each in beside(diary):
            each.unlink(missing_ok=True)
        made.replace(diary)
        sync_folder(diary.parent)


def _newest_change(connection: sqlite3.Connection) -> object:
    """What is another one after a commit of somebody else; data_version also moves when the journal begins anew."""
    return connection.execute("SELECT seq, id FROM change ORDER BY seq DESC LIMIT 1").fetchone()
