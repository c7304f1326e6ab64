"""Copies of databases through the backup API of SQLite, which reads one state even while others write."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from diary import unfinished
from diary.errors import StoreError
from diary.files import DATABASE_MARK
from diary.store.diary_file import BUSY_SECONDS, connection_to
from diary.store.encryption.forms import key_of, memory
from diary.store.errors import altered, damaged
from diary.store.files import side_files, sync
from diary.store.schema.form import differences

if TYPE_CHECKING:
    from diary.store.encryption.keys import Key


def copy_into(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy all of `source` into `target`, in one transaction of `target`; each keeps its form, plain or encrypted.

    StoreError if another program keeps `target` locked for BUSY_SECONDS.
    """
    if (key_of(source) is None) != (key_of(target) is None):
        from diary.store.encryption.row_copy import copy_rows  # rarely needed

        copy_rows(source, target)
        return
    end = time.monotonic() + BUSY_SECONDS

    def progress(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > end:
            raise StoreError("another program is busy with the diary; please try again")

    # In one step, because each write of another program to the source would restart a copy in several steps.
    source.backup(target, pages=-1, progress=progress, sleep=0.02)


def in_memory(content: bytes) -> sqlite3.Connection:
    """A database in memory with the content of a file, for all threads."""
    from diary.store.encryption.unlock import KEYS  # rarely needed

    key = KEYS.known(content[: len(DATABASE_MARK)])
    if key is None:
        copy = memory(None)
        copy.deserialize(content)
    else:
        copy = _in_memory_from_encrypted(content, key)
    copy.execute("PRAGMA foreign_keys = ON")
    return copy


def _in_memory_from_encrypted(content: bytes, key: Key) -> sqlite3.Connection:
    # SQLCipher reads files only. This one is encrypted as well, and soon gone.
    with unfinished.folder_in(Path(tempfile.gettempdir())) as folder:
        (file := folder / "copy.db").write_bytes(content)
        with closing(connection_to(file, "mode=ro&immutable=1", key=key)) as source:
            copy = memory(key)
            source.backup(copy)
    return copy


def copy_database(diary: Path, new_file: Path, source: sqlite3.Connection | None = None) -> None:
    """Copy a diary into an existing empty file, check it and sync it to the disk. DamagedFile if it is not intact."""
    with ExitStack() as stack:
        origin = stack.enter_context(closing(connection_to(diary))) if source is None else source
        target = stack.enter_context(closing(connection_to(new_file, key=key_of(origin))))
        # Nobody needs the copy before it has its name, so it is written without syncing, and synced once at the end.
        target.execute("PRAGMA synchronous = OFF")
        target.execute("PRAGMA journal_mode = MEMORY")
        copy_into(origin, target)
        # Otherwise opening the copy would create files beside it.
        target.execute("PRAGMA journal_mode = DELETE")
        # Thorough, or a stale page of an index, behind which entries are hidden, would go into the backups.
        refuse_problems(target, diary)
    sync(new_file)


def problems(connection: sqlite3.Connection, *, most: int = 100, thorough: bool = False) -> list[str]:
    """The faults that SQLite finds in the structure of a database; empty if there are none. Values are not checked."""
    if faults := differences(connection):
        return faults
    kind = "integrity_check" if thorough else "quick_check"
    # Constraints take far longer than all the rest, and a value against one is no reason to have no backup.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    try:
        lines = [str(line) for (line,) in connection.execute(f"PRAGMA {kind}({most})")]
    finally:
        connection.execute("PRAGMA ignore_check_constraints = OFF")
    return [] if lines == ["ok"] else lines


def refuse_problems(connection: sqlite3.Connection, path: Path) -> None:
    """DamagedFile, thoroughly checked, if the diary at `path` is not intact; AlteredFile if not as it was made."""
    if faults := differences(connection):
        raise altered(path, faults)
    if problems(connection, most=1, thorough=True):
        raise damaged(path)


@contextmanager
def copy_at_rest(path: Path) -> Iterator[Path]:
    """A private raw copy of a database with its side files, in a folder that is deleted afterwards.

    The file itself is neither changed nor locked.
    """
    with unfinished.folder_in(Path(tempfile.gettempdir())) as folder:
        copy = folder / "copy.db"
        for _ in range(5):
            before = _times_and_sizes(path)
            shutil.copyfile(path, copy)
            for source, target in zip(side_files(path), side_files(copy), strict=True):
                target.unlink(missing_ok=True)
                if source.exists() and not source.name.endswith("-shm"):
                    shutil.copyfile(source, target)
            # If another program wrote meanwhile, database and journal would not fit together.
            if _times_and_sizes(path) == before:
                break
        yield copy


def _times_and_sizes(path: Path) -> list[tuple[int, int] | None]:
    result: list[tuple[int, int] | None] = []
    for file in (path, *side_files(path)):
        try:
            status = file.stat()
            result.append((status.st_mtime_ns, status.st_size))
        except FileNotFoundError:
            result.append(None)
    return result
