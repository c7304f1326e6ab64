"""Restoring a backup in place of the diary, after a copy of the present diary was made.

The backup API of SQLite writes it into the live file in one transaction: a program that has the diary open sees it like
any other change, and what that program left in its journal can't undo it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from diary import unfinished
from diary.clock import Clock
from diary.errors import AlteredFile, DamagedFile, DiaryError, ErrorHint, ForeignFile, Locked, NewerSchema, StoreError
from diary.files import sync_folder
from diary.store.backup.backups import backup_of, copy_byte_for_byte
from diary.store.backup.names import BEFORE_RESTORE, DAMAGED, backups_of
from diary.store.backup.sqlite_copy import copy_database, copy_into, problems
from diary.store.backup.summary import Contents, contents_of, examined, newest_good, reading_diary, reading_untouched
from diary.store.diary_file import connection_to, is_diary, is_older_header, make_diary
from diary.store.encryption.forms import header_of, key_of, key_of_file
from diary.store.errors import Unreadable, altered, is_damage, plain_failures
from diary.store.files import side_files, sync
from diary.store.mounts import is_mounted_alone, refuse_alone
from diary.store.older_file import bring_up_to_date
from diary.store.schema.form import differences

if TYPE_CHECKING:
    from diary.store.encryption.keys import Key

NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and the path of the copy of the diary that it replaced; None if there was none."""

    contents: Contents
    kept: Path | None

    @property
    def found_damaged(self) -> bool:
        """Whether the replaced diary could not be read completely."""
        return self.kept is not None and self.kept.stem.endswith(DAMAGED)


def chosen_backup(diary: Path, name: str) -> Path:
    """The file that a person means: a path, the beginning of a backup's name, or "newest". StoreError if unclear."""
    if name == NEWEST:
        newest = newest_good(diary)
        if newest is None:
            raise StoreError(f"there is no good backup of {diary}; name a file")
        return newest[0].path
    file = Path(name).expanduser()
    if file.is_file():
        return file.resolve()
    if file.name == name and name.strip():
        matches = [backup for backup in backups_of(diary) if backup.path.name.startswith(name) or backup.name == name]
        if len(matches) == 1:
            return matches[0].path
        if matches:
            names = ", ".join(backup.name for backup in matches[:4])
            raise StoreError(f"{name} could be {names}; give more of the name")
    raise StoreError(f"there is no file and no backup called {name}", hint=ErrorHint("backups"))


def worth_restoring(file: Path, diary: Path) -> Contents:
    """The contents of a file to restore; StoreError if it is no diary, damaged, too new, or the diary itself."""
    if diary.exists() and file.samefile(diary):
        raise StoreError(f"{file} is the diary itself; name a backup of it")
    try:
        return examined(file)
    except ForeignFile as error:
        raise ForeignFile(f"{file} is not a pain diary, so it was not restored; nothing was changed") from error
    except AlteredFile as error:
        raise AlteredFile(f"{error}; nothing was restored", hint=_damaged_backup(file).hint) from error
    except DamagedFile as error:
        raise _damaged_backup(file) from error


def _damaged_backup(file: Path) -> DamagedFile:
    return DamagedFile(
        f"{file} is damaged, so it was not restored; nothing was changed",
        hint=ErrorHint("rescue-backup", {"file": quote(str(file))}),
    )


def restore(diary: Path, file: Path, clock: Clock) -> Restored:
    """Restore a file that `worth_restoring` has accepted. `diary` is the path of the diary, links followed."""
    refuse_alone(diary, is_mounted_alone(diary))
    with plain_failures(diary), reading_untouched(file) as source:
        # Checked again, because the file may have changed while the person was asked.
        if faults := differences(source):
            raise altered(file, faults)
        if problems(source, most=1):
            raise _damaged_backup(file)
        copy = _replace_diary(diary, source, clock)
        with closing(connection_to(diary)) as connection:
            return Restored(contents_of(connection), copy)


def what_is_there(diary: Path) -> Contents | None:
    """What the diary holds now; None if it is missing or can't be read."""
    try:
        if not is_diary(diary):
            return None
        with reading_diary(diary) as connection:
            return contents_of(connection)
    except (DiaryError, sqlite3.Error, OSError, Unreadable):
        return None


def _replace_diary(diary: Path, source: sqlite3.Connection, clock: Clock) -> Path | None:
    try:
        exists = is_diary(diary)
    except NewerSchema:
        exists = True
    except (ForeignFile, Locked):
        # A file without a readable header is replaced only if its backups prove that it was a diary once. So is one
        # whose passphrase is lost; it is kept as it is.
        if not backups_of(diary):
            raise
        copy = copy_byte_for_byte(diary, clock)
        with _errors_name_copy(copy):
            _replace_file(diary, source)
        return copy
    if not exists and make_diary(diary, fill=lambda new_file: copy_database(diary, new_file, source)):
        return None
    # From here on there is a diary, perhaps one that another program made just now.
    try:
        return _copy_over(diary, source, clock)
    except DamagedFile:
        pass
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
    return _over_damaged(diary, source, clock)


def _copy_over(diary: Path, source: sqlite3.Connection, clock: Clock) -> Path:
    """Make a copy of the diary, then write over it, with other programs locked out all the time."""
    if is_older_header(header_of(diary)):
        bring_up_to_date(diary)
    with closing(connection_to(diary)) as target:
        # As in `connection`: a restored diary is on the disk before the person is told.
        target.execute("PRAGMA synchronous = EXTRA")
        target.execute("PRAGMA fullfsync = ON")
        target.execute("PRAGMA locking_mode = EXCLUSIVE")
        target.execute("BEGIN EXCLUSIVE")
        target.execute("COMMIT")
        copy = backup_of(diary, clock, BEFORE_RESTORE, source=target)
        copy_into(source, target)
    return copy.path


def _over_damaged(diary: Path, source: sqlite3.Connection, clock: Clock) -> Path:
    copy = copy_byte_for_byte(diary, clock)
    with _errors_name_copy(copy):
        try:
            with closing(connection_to(diary)) as target:
                copy_into(source, target)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            _replace_file(diary, source)
    return copy


@contextmanager
def _errors_name_copy(copy: Path) -> Iterator[None]:
    """Let any error say where the copy of the replaced diary is."""
    try:
        yield
    except (OSError, sqlite3.Error, StoreError) as error:
        raise StoreError(f"the backup could not be put back ({error}); what was there is kept in {copy}") from error


def _known_key(diary: Path) -> Key | None:
    with suppress(Locked):
        return key_of_file(diary)
    return None


def _replace_file(diary: Path, source: sqlite3.Connection) -> None:
    """Replace a file that SQLite can't even begin to write to by a new one."""
    with unfinished.file_in(diary.parent) as new_file:
        # Never plain where either was encrypted.
        with closing(connection_to(new_file, key=_known_key(diary) or key_of(source))) as target:
            copy_into(source, target)
        sync(new_file)
        # Deleted before the new file comes, or SQLite would write what they hold into it.
        for file in side_files(diary):
            file.unlink(missing_ok=True)
        new_file.replace(diary)
        sync_folder(diary.parent)
