"""Giving a diary the other form, or a new key: the file, its backups and what was typed and not saved.

The new file is made beside the old one, compared with it value by value, and synced to the disk before it takes its
place. After an interruption the diary has one form or the other; backups of the old form may then be left, which
`old_copies` names and a further run converts.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from diary import unfinished
from diary.errors import DiaryError, ErrorHint, StoreError
from diary.files import sync_folder
from diary.paths import backups_folder, unsaved_files, unsaved_folder
from diary.store.backup.backups import locked_folder, plain_backup_errors
from diary.store.backup.names import backups_of
from diary.store.backup.sqlite_copy import copy_into, refuse_problems
from diary.store.backup.summary import reading_untouched
from diary.store.diary_file import BUSY_SECONDS, connection_to, is_diary, is_older_header
from diary.store.encryption import sealed
from diary.store.encryption.cipher import refuse_without_extra
from diary.store.encryption.forms import header_of, key_of, key_of_file
from diary.store.encryption.keys import Key
from diary.store.encryption.open_elsewhere import refuse_if_open
from diary.store.encryption.row_copy import digest_of
from diary.store.encryption.unlock import KEYS
from diary.store.errors import Unreadable, missing, plain_failures
from diary.store.files import remove, side_files, sync
from diary.store.leftovers import refuse_leftovers
from diary.store.mounts import is_mounted_alone, refuse_alone
from diary.store.older_file import bring_up_to_date


@dataclass(frozen=True, slots=True)
class Converted:
    """How many backups were given the new form, and how many were removed."""

    converted: int
    removed: int


def refuse_unless_convertible(diary: Path) -> None:
    """StoreError if the diary at a path (links followed) can't be given another form now; nothing is changed."""
    refuse_without_extra()
    if not is_diary(diary):
        raise missing(diary)
    refuse_leftovers(diary)
    refuse_alone(diary, is_mounted_alone(diary))
    if (names := diary.stat().st_nlink) > 1:
        raise StoreError(f"{diary} has {names} names (hard links), and only one would change; delete the others first")
    refuse_if_open(diary)


def convert(diary: Path, key: Key | None, *, remove_backups: bool = False) -> Converted:
    """Encrypt a diary with that key, or make it plain again for None. The backups follow, or are removed.

    StoreError, with nothing changed, if another program has it open, or a copy of it is not what it should be.
    """
    refuse_unless_convertible(diary)
    if is_older_header(header_of(diary)):
        bring_up_to_date(diary)
    if key is not None:
        KEYS.add(key)
    folder = backups_folder(diary)
    with plain_backup_errors(diary, folder), locked_folder(folder, BUSY_SECONDS), ExitStack() as stack:
        with plain_failures(diary), _locked(diary) as source:
            refuse_if_open(diary)
            copies = [] if remove_backups else list(_new_copies(stack, old_copies(diary, key), key))
            new_file = stack.enter_context(unfinished.file_in(diary.parent))
            _fill(new_file, source, key, diary)
            refuse_if_open(diary)
            if os.name == "nt":  # there no open file can be replaced
                source.close()
            new_file.replace(diary)
            sync_folder(diary.parent)
        removed = old_copies(diary, key) if remove_backups else []
        for path in removed:
            remove(path)
        for copy, path in copies:
            copy.replace(path)
            for file in side_files(path):
                file.unlink(missing_ok=True)
        sync_folder(folder)
    convert_drafts(diary, key)
    return Converted(len(copies), len(removed))


def convert_copies(diary: Path, *, remove_backups: bool = False) -> Converted:
    """Give the backups and drafts of another form than the diary its form, or remove those backups."""
    key, folder = key_of_file(diary), backups_folder(diary)
    with plain_backup_errors(diary, folder), locked_folder(folder, BUSY_SECONDS), ExitStack() as stack:
        old = old_copies(diary, key)
        copies = [] if remove_backups else list(_new_copies(stack, old, key))
        for copy, path in copies:
            copy.replace(path)
        for path in old if remove_backups else []:
            remove(path)
        sync_folder(folder)
    convert_drafts(diary, key)
    return Converted(len(copies), len(old) if remove_backups else 0)


def old_copies(diary: Path, key: Key | None) -> list[Path]:
    """The backups and safety copies that have another form, or another key, than this one; the last made first."""
    salt = None if key is None else key.salt
    return [backup.path for backup in backups_of(diary) if KEYS.salt_of(backup.path) != salt]


def old_drafts(diary: Path, key: Key | None) -> list[Path]:
    """The files of what was typed and not saved that have another form, or another key."""
    salt = None if key is None else key.salt
    return [path for path in unsaved_files(diary) if KEYS.salt_of(path) != salt]


def convert_drafts(diary: Path, key: Key | None) -> None:
    """Write what was typed and not saved anew in the form of the diary."""
    for path in old_drafts(diary, key):
        sealed.write(path, sealed.read(path), key)
    sync_folder(unsaved_folder(diary))


@contextmanager
def _locked(diary: Path) -> Iterator[sqlite3.Connection]:
    """A connection that lets no other program in until it is closed."""
    with closing(connection_to(diary)) as connection:
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection


def _new_copies(stack: ExitStack, paths: Sequence[Path], key: Key | None) -> Iterator[tuple[Path, Path]]:
    """For each of these backups a new file of the other form, and its place."""
    for path in paths:
        new_file = stack.enter_context(unfinished.file_in(path.parent))
        try:
            with plain_failures(path), reading_untouched(path) as source:
                source.execute("PRAGMA temp_store = MEMORY")
                _fill(new_file, source, key, path)
        except (DiaryError, Unreadable) as error:
            text = f"the backup {path.name} can't be read whole, so it can't follow. Nothing was changed"
            raise StoreError(text, hint=ErrorHint("unreadable-backup")) from error
        yield new_file, path


def _fill(new_file: Path, source: sqlite3.Connection, key: Key | None, path: Path) -> None:
    """Copy a diary into an empty file of the form that the key says; StoreError if not every value is there."""
    refuse_problems(source, path)
    with closing(connection_to(new_file, key=key)) as target:
        target.execute("PRAGMA synchronous = OFF")
        target.execute("PRAGMA journal_mode = MEMORY")
        copy_into(source, target)
        target.execute("PRAGMA journal_mode = DELETE")
    sync(new_file)
    # Read back from the file, as any other program would.
    with closing(connection_to(new_file)) as target:
        refuse_problems(target, path)
        if digest_of(target) != digest_of(source) or key_of(target) != key:
            raise StoreError(f"the new file did not hold all of {path}, so nothing was changed; please report it")
