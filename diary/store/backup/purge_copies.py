"""Purging in the backups and the drafts of a diary: what holds a record is written anew without it, or removed."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from diary import unfinished
from diary.clock import wall_clock
from diary.domain.records import Change, new_id
from diary.errors import DamagedFile, ForeignFile
from diary.files import sync_folder
from diary.paths import backups_folder, unsaved_folder
from diary.store.backup.backups import locked_folder, plain_backup_errors
from diary.store.backup.names import backups_of
from diary.store.backup.sqlite_copy import copy_into, refuse_problems
from diary.store.backup.summary import reading_untouched
from diary.store.connection import Database
from diary.store.diary_file import BUSY_SECONDS, connection_to
from diary.store.encryption.forms import key_of_file
from diary.store.errors import Unreadable, is_damage
from diary.store.files import remove, side_files, sync
from diary.store.purge import Known, purge_records, remove_everywhere
from diary.store.schema.migrations import is_older


@dataclass(frozen=True, slots=True)
class PurgedCopies:
    """The backups that were written anew without the records, and those that could not be and were removed."""

    rewritten: tuple[Path, ...]
    removed: tuple[Path, ...]


def copies_with(diary: Path, records: Collection[Known]) -> tuple[Path, ...]:
    """The backups and safety copies in which something of these records is left, the last made first."""
    marks = _marks(records)
    return tuple(backup.path for backup in backups_of(diary) if _holds(backup.path, marks))


def purge_backups(diary: Path, records: Collection[Known]) -> PurgedCopies:
    """Take the records out of all backups and safety copies; one that can't be read is removed.

    Each is checked before it takes the place of the old one; after an interruption each is either old or new.
    """
    rewritten, removed = [], []
    folder = backups_folder(diary)
    if not folder.is_dir():
        return PurgedCopies((), ())
    with plain_backup_errors(diary, folder), locked_folder(folder, BUSY_SECONDS):
        for path in copies_with(diary, records):
            try:
                _rewrite(path, [record.id for record in records])
                rewritten.append(path)
            except (DamagedFile, ForeignFile, Unreadable, sqlite3.Error) as error:
                # A full disk or a busy file says nothing against a backup: it stays, and the person is told.
                if isinstance(error, sqlite3.Error) and not is_damage(error):
                    raise
                remove(path)
                removed.append(path)
        sync_folder(folder)
    return PurgedCopies(tuple(rewritten), tuple(removed))


def purge_drafts(diary: Path, records: Collection[Known]) -> None:
    """Remove what was typed about these records on the screen and not saved."""
    ids = [record.id.encode() for record in records]
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for path in list(unsaved_folder(diary).iterdir()):
            if path.is_file() and any(id in content for content in _contents(path) for id in ids):
                path.unlink(missing_ok=True)


def _rewrite(path: Path, ids: list[str]) -> None:
    with unfinished.file_in(path.parent) as new_file:
        with closing(connection_to(new_file, one_thread=False, key=key_of_file(path))) as target:
            with reading_untouched(path) as source:
                # Before anything is run in it.
                refuse_problems(source, path)
                copy_into(source, target)
            target.execute("PRAGMA foreign_keys = ON")
            # Nobody knows of it yet. A journal on the disk would hold the words once more.
            target.execute("PRAGMA journal_mode = MEMORY")
            target.execute("PRAGMA temp_store = MEMORY")
            with Database(path, target).reading() as connection:
                if is_older(target):
                    # A file of schema 1 can't hold the mark of a purged record.
                    remove_everywhere(connection, ids)
                else:
                    purge_records(connection, Change(new_id(), wall_clock().now(), "cli", new_id()), ids)
            target.execute("VACUUM")
            target.execute("PRAGMA journal_mode = DELETE")
            refuse_problems(target, path)
        sync(new_file)
        new_file.replace(path)
    for file in side_files(path):
        file.unlink(missing_ok=True)


def _marks(records: Collection[Known]) -> list[bytes]:
    return [text.encode("utf-8", "surrogatepass") for each in records for text in (each.id, *each.texts)]


def _holds(path: Path, marks: list[bytes]) -> bool:
    # By its bytes, as pages that are not in use any more can hold words too.
    return any(mark in content for content in _contents(path) for mark in marks)


def _contents(path: Path) -> Iterator[bytes]:
    for file in (path, *side_files(path)):
        with contextlib.suppress(FileNotFoundError):
            content = file.read_bytes()
            if (key := key_of_file(file)) is not None:
                from diary.store.encryption.whole_file import decrypted  # for encrypted diaries only

                content = decrypted(content, key)
            yield content
