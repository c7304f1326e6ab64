"""Diaries that older versions of the program made: read from a copy in memory, and brought up to date when written to.

Also read in this way: a file whose journal can't be used where it lies, such as one on a read-only medium.
"""

from __future__ import annotations

import contextlib
import sqlite3
import stat
import time
from contextlib import closing
from pathlib import Path

from diary.clock import wall_clock
from diary.errors import StoreError
from diary.store.backup.sqlite_copy import refuse_problems
from diary.store.backup.summary import reading_untouched
from diary.store.diary_file import connection_to, is_older_header
from diary.store.encryption.forms import header_of, key_of_file, memory
from diary.store.errors import altered, is_busy
from diary.store.files import side_files
from diary.store.leftovers import refuse_leftovers
from diary.store.schema.form import differences
from diary.store.schema.migrations import migrate, refuse_newer

_TRIES, _PAUSE = 10, 0.05
"""How often, and after how many seconds, another program of this version is waited for that is doing the same."""


def copy_in_memory(path: Path) -> sqlite3.Connection:
    """A copy of a diary in memory, brought up to date there; the file and the folder are not written to.

    DamagedFile if it is not intact.
    """
    refuse_leftovers(path)
    copy = memory(key_of_file(path))
    try:
        with reading_untouched(path) as source:
            (version,) = source.execute("PRAGMA user_version").fetchone()
            refuse_newer(version)
            # Thorough: a WAL that was left by another copy of the diary mixes both, and only this can tell.
            refuse_problems(source, path)
            source.backup(copy)
        migrate(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def bring_up_to_date(path: Path) -> None:
    """Give an older file the journal and the schema of this version, after a backup; both or none.

    StoreError, at once and with nothing changed, if an older version of the program has it open.
    """
    from diary.store.backup.backups import backup_before_migration  # needed once per diary

    refuse_leftovers(path)
    backup_before_migration(path, wall_clock())
    _make_side_files_writable(path)
    for _ in range(_TRIES):
        try:
            with closing(connection_to(path)) as connection:
                _change_journal_and_schema(connection, path)
            return
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            time.sleep(_PAUSE)
            if not is_older_header(header_of(path)):
                return
    raise StoreError(
        f"{path} is open in an older version of the program; close the older pain diary first. Nothing was saved"
    )


def _change_journal_and_schema(connection: sqlite3.Connection, path: Path) -> None:
    # 0: an older program holds it for as long as it is open, so that waiting would not help.
    connection.execute("PRAGMA busy_timeout = 0")
    # From here to the end nobody else can open it, or an older program could turn WAL on again in between.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA synchronous = EXTRA")
    (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete":
        raise StoreError(f"the journal is still {mode}, so nothing was saved; please try again")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    if faults := differences(connection):
        raise altered(path, faults)
    migrate(connection)


def _make_side_files_writable(path: Path) -> None:
    # A program that opened the diary while it was read-only left these read-only too, and nothing could be saved.
    for file in side_files(path):
        with contextlib.suppress(OSError):
            file.chmod(stat.S_IMODE(path.stat().st_mode))
