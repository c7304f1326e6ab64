"""Making backups: one per day after something was saved, one before each large step, and by hand.

Each is made under another name, checked, and synced to the disk before it gets its own name. The clock is that of the
machine, never that of `--now`. `diary` always means the path of a diary with its links followed.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from diary import unfinished
from diary.clock import Clock
from diary.errors import DiaryError, StoreError
from diary.files import private_folder, sync_folder
from diary.paths import backups_folder
from diary.store.backup.names import (
    AUTO,
    BEFORE_MIGRATION,
    BY_HAND,
    DAMAGED,
    Backup,
    backups_of,
    backups_to_keep,
    is_due,
    next_path,
)
from diary.store.backup.sqlite_copy import copy_database
from diary.store.backup.summary import contents_of, examined
from diary.store.diary_file import BUSY_SECONDS, connection_to, is_older_header
from diary.store.encryption.forms import header_of
from diary.store.errors import Unreadable, damaged, is_damage
from diary.store.files import folder_lock, give_name, side_files, sync


def daily_backup(diary: Path, clock: Clock) -> Backup | None:
    """Make the backup of today; None if it exists, another program is making it, or nothing has changed."""

    def is_needed() -> bool:
        backups = backups_of(diary)
        return is_due(backups, clock.local().date()) and not (backups and _is_unchanged_since(diary, backups[0]))

    return _make(diary, AUTO, clock, is_needed, wait=0)


def backup_of(diary: Path, clock: Clock, kind: str = BY_HAND, source: sqlite3.Connection | None = None) -> Backup:
    """Make a backup now, through `source`, a connection to the diary, if given; StoreError if it can't be made."""
    backup = _make(diary, kind, clock, lambda: True, source=source)
    assert backup is not None
    return backup


def backup_before_migration(diary: Path, clock: Clock) -> None:
    """Make a backup of a diary with an older schema; of several programs at once, only one makes it."""

    def is_needed() -> bool:
        # Not again where one was made and the migration did not follow, such as with an older program still open.
        backups = backups_of(diary)
        return is_older_header(header_of(diary)) and not (backups and _is_unchanged_since(diary, backups[0]))

    _make(diary, BEFORE_MIGRATION, clock, is_needed)


def backup_to(diary: Path, file: Path, *, overwrite: bool = False) -> Path:
    """Make a backup as a file of that name, and return its path; StoreError if it exists, unless `overwrite`."""
    place = file.expanduser().resolve()
    taken = StoreError(f"{file} is there already; name another file, or replace it with --overwrite")
    with plain_backup_errors(diary, place.parent):
        if place in side_files(diary.resolve()):
            raise StoreError(f"{file} is a part of the diary itself; name another file for its backup")
        if place.exists() and place.samefile(diary):
            raise StoreError(f"{file} is the diary itself; name another file for its backup")
        # Its journal would be applied to the backup that replaces it.
        if any(file.exists() for file in side_files(place)):
            raise StoreError(f"{file} is a database that is in use; name another file for the backup")
        if place.exists() and not overwrite:
            raise taken
        with unfinished.file_in(place.parent) as copy:
            copy_database(diary, copy)
            if overwrite:
                copy.replace(place)
            elif not give_name(copy, place):
                raise taken
            sync_folder(place.parent)
    return place


def copy_byte_for_byte(diary: Path, clock: Clock) -> Path:
    """Copy a diary that can't be read completely, byte for byte, with its side files; returns the path of the copy."""
    folder = backups_folder(diary)
    with plain_backup_errors(diary, folder), locked_folder(folder, BUSY_SECONDS):
        path = next_path(diary, clock.local(), DAMAGED)
        # The side files come first: once the main file has its name, the copy is complete.
        for source, copy in [*zip(side_files(diary), side_files(path), strict=True), (diary, path)]:
            # -shm is memory that programs share while they run; SQLite makes it again from the WAL.
            if source.exists() and not source.name.endswith("-shm"):
                with unfinished.file_in(folder) as new_file:
                    shutil.copyfile(source, new_file)
                    sync(new_file)
                    _give_name(new_file, copy)
        sync_folder(folder)
    return path


def _make(
    diary: Path,
    kind: str,
    clock: Clock,
    is_needed: Callable[[], bool],
    *,
    wait: float = BUSY_SECONDS,
    source: sqlite3.Connection | None = None,
) -> Backup | None:
    folder = backups_folder(diary)
    with plain_backup_errors(diary, folder), locked_folder(folder, wait) as is_ours:
        # Asked under the lock: another program may have made the backup a moment ago.
        if not is_ours or not is_needed():
            return None
        with unfinished.file_in(folder) as new_file:
            copy_database(diary, new_file, source)
            _give_name(new_file, path := next_path(diary, clock.local(), kind))
            sync_folder(folder)
        # Once a day is often enough to look for what a killed program left elsewhere.
        for left in (diary.parent, Path(tempfile.gettempdir())):
            unfinished.sweep(left)
        # Old backups are deleted only now that the new one is on the disk.
        backups = backups_of(diary)
        for backup in set(backups) - backups_to_keep(backups):
            # If it can't be deleted now, the next backup tries again.
            with contextlib.suppress(OSError):
                backup.path.unlink(missing_ok=True)
    return next(backup for backup in backups if backup.path == path)


def _give_name(new_file: Path, path: Path) -> None:
    if not give_name(new_file, path):
        raise StoreError(f"{path} has come from elsewhere just now, so no backup was made; please try again")


def _is_unchanged_since(diary: Path, backup: Backup) -> bool:
    """Whether the backup is intact and nothing was changed since it was made."""
    try:
        held = examined(backup.path)
    except DiaryError:
        return False
    with closing(connection_to(diary)) as connection:
        return contents_of(connection) == held


@contextmanager
def locked_folder(folder: Path, wait: float) -> Iterator[bool]:
    """Lock the folder of backups, and make it if it is missing; False if it is locked and `wait` is 0."""
    private_folder(folder)
    with folder_lock(folder, wait=wait) as is_ours:
        if not is_ours and wait:
            raise StoreError(f"another program is making a backup in {folder}; please try again")
        if is_ours:
            # The folder may have been copied here with a looser mode. A folder behind a link may serve others too.
            with contextlib.suppress(OSError):
                if not folder.is_symlink():
                    folder.chmod(0o700)
            for path in list(folder.iterdir()):
                # Left by a program that was killed: we hold the lock, so nobody is making it now.
                if unfinished.is_unfinished(path):
                    path.unlink(missing_ok=True)
        yield is_ours


@contextmanager
def plain_backup_errors(diary: Path, folder: Path) -> Iterator[None]:
    """Turn errors into one line that does not sound as if an entry were lost."""
    try:
        yield
    except Unreadable as error:
        raise damaged(diary) from error
    except sqlite3.Error as error:
        if is_damage(error):
            raise damaged(diary) from error
        raise StoreError(f"no backup could be made in {folder} ({error}); check the disk") from error
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise StoreError(f"no backup could be made in {folder} ({reason})") from error
