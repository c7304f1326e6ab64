"""Making backups: one a day after something was saved, one before each large step, and by hand.

Each is made under another name, found whole, and on the disk before it has its own. The clock is the machine's own,
never that of `--now`. A `diary` is the path of a diary with its links followed.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

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
from diary.store.backup.sqlite_copy import PATIENCE, connection_to, copy_database
from diary.store.backup.summary import contents_of, examined
from diary.store.errors import damaged, is_damage
from diary.store.files import beside, give_name, is_unfinished, sync, turn_in, unfinished
from diary.store.schema.migrations import is_older


def daily_backup(diary: Path, clock: Clock) -> Backup | None:
    """Make today's backup, unless it is there, or being made, or nothing has changed since the newest one."""

    def wanted() -> bool:
        found = backups_of(diary)
        return is_due(found, clock.local().date()) and not (found and _is_same(diary, found[0]))

    return _make(diary, AUTO, clock, wanted, wait=0)


def backup_of(diary: Path, clock: Clock, kind: str = BY_HAND, source: sqlite3.Connection | None = None) -> Backup:
    """Make a backup now, through a connection to the diary where one is given; StoreError where it can't be made."""
    made = _make(diary, kind, clock, lambda: True, source=source)
    assert made is not None
    return made


def backup_before_migration(diary: Path, clock: Clock) -> None:
    """Make a backup of a diary that is still of an older schema; of several programs at once, one does."""

    def wanted() -> bool:
        with closing(connection_to(diary)) as connection:
            return is_older(connection)

    _make(diary, BEFORE_MIGRATION, clock, wanted)


def backup_to(diary: Path, file: Path, *, overwrite: bool = False) -> Path:
    """Make a backup as a file of that name; StoreError for a name that is taken, unless `overwrite`."""
    place = file.expanduser().resolve()
    taken = StoreError(f"{file} is there already; name another file, or replace it with --overwrite")
    with _plain(diary, place.parent):
        if place in beside(diary.resolve()):
            raise StoreError(f"{file} is a part of the diary itself; name another file for its backup")
        if place.exists() and place.samefile(diary):
            raise StoreError(f"{file} is the diary itself; name another file for its backup")
        if any(each.exists() for each in beside(place)):
            raise StoreError(f"{file} is a database that is in use; name another file for the backup")
        if place.exists() and not overwrite:
            raise taken
        with unfinished(place.parent) as made:
            copy_database(diary, made)
            if overwrite:
                made.replace(place)
            elif not give_name(made, place):
                raise taken
            sync_folder(place.parent)
    return place


def keep_as_found(diary: Path, clock: Clock) -> Path:
    """Keep a diary that can't be read whole byte for byte, with what lies beside it; the copy's path."""
    folder = backups_folder(diary)
    with _plain(diary, folder), _turn(folder, PATIENCE):
        path = next_path(diary, clock.local(), DAMAGED)
        # What lies beside comes first: where the main file has its name, the copy is complete.
        for source, copy in [*zip(beside(diary), beside(path), strict=True), (diary, path)]:
            if source.exists() and not source.name.endswith("-shm"):
                with unfinished(folder) as made:
                    shutil.copyfile(source, made)
                    sync(made)
                    _name(made, copy)
        sync_folder(folder)
    return path


def _make(
    diary: Path,
    kind: str,
    clock: Clock,
    wanted: Callable[[], bool],
    *,
    wait: float = PATIENCE,
    source: sqlite3.Connection | None = None,
) -> Backup | None:
    folder = backups_folder(diary)
    with _plain(diary, folder), _turn(folder, wait) as ours:
        if not ours or not wanted():
            return None
        with unfinished(folder) as made:
            copy_database(diary, made, source)
            _name(made, path := next_path(diary, clock.local(), kind))
            sync_folder(folder)
        found = backups_of(diary)
        for backup in set(found) - backups_to_keep(found):
            # One that can't be deleted now can be tomorrow.
            with contextlib.suppress(OSError):
                backup.path.unlink(missing_ok=True)
    return next(backup for backup in found if backup.path == path)


def _name(made: Path, path: Path) -> None:
    if not give_name(made, path):
        raise StoreError(f"{path} has come from elsewhere just now, so no backup was made; please try again")


def _is_same(diary: Path, backup: Backup) -> bool:
    """Whether nothing was changed since a backup was made, and that one is whole."""
    try:
        then = examined(backup.path)
    except DiaryError:
        return False
    with closing(connection_to(diary)) as connection:
        return contents_of(connection) == then


@contextmanager
def _turn(folder: Path, wait: float) -> Iterator[bool]:
    """Our turn in the folder of backups, which is made where it is missing; False where no wait was asked for."""
    private_folder(folder)
    with turn_in(folder, wait=wait) as ours:
        if not ours and wait:
            raise StoreError(f"another program is making a backup in {folder}; please try again")
        if ours:
            # It is ours by its name, so it may be closed where it was copied here with a looser mode.
            with contextlib.suppress(OSError):
                if not folder.is_symlink():
                    folder.chmod(0o700)
            for path in list(folder.iterdir()):
                # What a program that was killed left half made: it is our turn, so nobody is making it now.
                if is_unfinished(path):
                    path.unlink(missing_ok=True)
        yield ours


@contextmanager
def _plain(diary: Path, folder: Path) -> Iterator[None]:
    """What goes wrong, in one line that does not sound as if an entry were lost."""
    try:
        yield
    except sqlite3.Error as error:
        if is_damage(error):
            raise damaged(diary) from error
        raise StoreError(f"no backup could be made in {folder} ({error}); check the disk") from error
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise StoreError(f"no backup could be made in {folder} ({reason})") from error
