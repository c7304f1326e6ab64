"""Files on the disk: syncing and naming them, SQLite's side files, and a lock for a folder."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diary.files import JOURNAL_ENDINGS


def sync(path: Path) -> None:
    """Return once the content of the file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def give_name(made: Path, path: Path) -> bool:
    """Link a finished file to `path` as well, completely or not at all; False if that name is taken."""
    # A link fails if the name is taken; `os.replace` would overwrite what another program put there meanwhile.
    try:
        os.link(made, path)
    except FileExistsError:
        return False
    except OSError:
        return _copy_new(made, path)
    return True


def _copy_new(made: Path, path: Path) -> bool:
    """Copy a file to a new name, for file systems without links, such as those of USB sticks."""
    content = made.read_bytes()
    try:
        # O_EXCL: as with a link, a name that is taken is refused by the file system itself.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        return False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return True


def side_files(path: Path) -> tuple[Path, ...]:
    """The files that SQLite may put beside a database."""
    return tuple(path.with_name(path.name + ending) for ending in JOURNAL_ENDINGS)


def remove(path: Path) -> None:
    """Delete a database and its side files; nothing happens if it is not there."""
    for file in (path, *side_files(path)):
        file.unlink(missing_ok=True)


_PAUSE = 0.02
"""Seconds between two tries to get a lock."""


@contextmanager
def folder_lock(folder: Path, *, wait: float) -> Iterator[bool]:
    """Lock a folder until the block ends; False if another program holds the lock for longer than `wait` seconds."""
    # The lock belongs to the open file, so it ends with the program, even if that is killed.
    handle = os.open(folder / ".turn", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        end = time.monotonic() + wait
        while not (is_ours := _lock(handle)) and time.monotonic() < end:
            time.sleep(_PAUSE)
        yield is_ours
    finally:
        os.close(handle)


if sys.platform == "win32":  # pragma: no cover

    def _lock(handle: int) -> bool:
        import msvcrt

        with contextlib.suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            return True
        return False

else:

    def _lock(handle: int) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks: the same backup made twice does no harm
        return True
