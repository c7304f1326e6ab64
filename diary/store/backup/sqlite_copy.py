"""Databases copied through SQLite's backup API, which sees one state of a diary that others write to."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from diary.errors import StoreError
from diary.store.errors import damaged
from diary.store.files import beside, sync

PATIENCE = 30.0
"""Seconds to wait for another program that is writing."""
_PAGES = 1000


def connection_to(path: Path, options: str = "mode=rw") -> sqlite3.Connection:
    """A bare connection to a database that is there: nothing is migrated, and no transaction begun unasked."""
    return sqlite3.connect(f"{path.as_uri()}?{options}", uri=True, timeout=PATIENCE, isolation_level=None)


def copy_into(source: sqlite3.Connection, target: sqlite3.Connection, look: Callable[[], None] | None = None) -> None:
    """Copy all of `source` into `target` in one transaction of it.

    `look`, for a source that nobody writes to, is called once that has begun; nothing is changed where it raises.
    """
    end = time.monotonic() + PATIENCE
    begun = False

    def progress(status: int, remaining: int, total: int) -> None:
        nonlocal begun
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() > end:
                raise StoreError("another program is busy with the diary; please try again")
        elif not begun:
            begun = True
            if look is not None:
                look()

    # In one step where the source may be written to, which would make a copy in several begin anew; and never in one
    # where somebody must look before it is done.
    pages = -1 if look is None else max(1, min(_PAGES, _page_count(source) // 2))
    source.backup(target, pages=pages, progress=progress, sleep=0.02)


def _page_count(connection: sqlite3.Connection) -> int:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    return int(pages)


def copy_database(diary: Path, made: Path, source: sqlite3.Connection | None = None) -> None:
    """Copy a diary to an empty file that is there: one file, found whole, and on the disk. DamagedFile if it is not."""
    with closing(connection_to(made)) as target:
        # Until it has its name nobody needs the copy, so it may be made the quick way.
        target.execute("PRAGMA synchronous = OFF")
        target.execute("PRAGMA journal_mode = MEMORY")
        if source is not None:
            copy_into(source, target)
        else:
            with closing(connection_to(diary)) as connection:
                copy_into(connection, target)
        # Else opening the copy would put files beside it.
        target.execute("PRAGMA journal_mode = DELETE")
        if problems(target, most=1):
            raise damaged(diary)
    sync(made)


def problems(connection: sqlite3.Connection, *, most: int = 100, thorough: bool = False) -> list[str]:
    """What SQLite finds wrong with the build of a database; that its values may be there is for others to check."""
    kind = "integrity_check" if thorough else "quick_check"
    # The walls take far longer than all the rest, and a value they would not let in is no reason to have no backup.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    try:
        found = [str(line) for (line,) in connection.execute(f"PRAGMA {kind}({most})")]
    finally:
        connection.execute("PRAGMA ignore_check_constraints = OFF")
    return [] if found == ["ok"] else found


@contextmanager
def copy_at_rest(path: Path) -> Iterator[Path]:
    """A private raw copy of a database with what lies beside it, in a folder that is gone afterwards.

    Whatever is done to the copy, the file itself is not touched, and no lock on it is taken.
    """
    with tempfile.TemporaryDirectory(prefix="diary-") as folder:
        copy = Path(folder) / "copy.db"
        for _ in range(5):
            before = _state(path)
            shutil.copyfile(path, copy)
            for there, here in zip(beside(path), beside(copy), strict=True):
                here.unlink(missing_ok=True)
                if there.exists() and not there.name.endswith("-shm"):
                    shutil.copyfile(there, here)
            # Written to meanwhile, the parts would not fit together.
            if _state(path) == before:
                break
        yield copy


def _state(path: Path) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = []
    for each in (path, *beside(path)):
        try:
            stat = each.stat()
            found.append((stat.st_mtime_ns, stat.st_size))
        except FileNotFoundError:
            found.append(None)
    return found
