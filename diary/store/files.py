"""Files on the disk: their content, their names, folders that only their owner may enter, one program at a time."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_UNFINISHED = re.compile(r"\.[a-z0-9_]{8}\.new(-wal|-shm|-journal)?")


def sync(path: Path) -> None:
    """Return once the content of the file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def give_name(made: Path, path: Path) -> bool:
    """Have a finished file under its name as well, whole or not at all; False where that name is taken."""
    try:
        os.link(made, path)
    except FileExistsError:
        return False
    except OSError:
        return _copy_new(made, path)
    return True


def _copy_new(made: Path, path: Path) -> bool:
    """For file systems without links, such as a USB stick's."""
    content = made.read_bytes()
    try:
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


def beside(path: Path) -> tuple[Path, ...]:
    """The files that SQLite may put beside a database."""
    return tuple(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))


def remove(path: Path) -> None:
    """Take a database away, with what SQLite put beside it; nothing happens where it is not there."""
    for each in (path, *beside(path)):
        each.unlink(missing_ok=True)


@contextlib.contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """An empty file in the folder under another name, for its owner only; gone when the block is left."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=folder)
    os.close(handle)
    made = Path(name)
    try:
        yield made
    finally:
        remove(made)


def is_unfinished(path: Path) -> bool:
    """Whether it is a file that `unfinished` made, or what SQLite put beside one."""
    return _UNFINISHED.fullmatch(path.name) is not None and path.is_file() and not path.is_symlink()


_PAUSE = 0.02


@contextmanager
def turn_in(folder: Path, *, wait: float) -> Iterator[bool]:
    """Whether it is our turn now or within `wait` seconds; it is ours until the block is left."""
    handle = os.open(folder / ".turn", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        end = time.monotonic() + wait
        while not (ours := _take(handle)) and time.monotonic() < end:
            time.sleep(_PAUSE)
        yield ours
    finally:
        os.close(handle)


if sys.platform == "win32":  # pragma: no cover

    def _take(handle: int) -> bool:
        import msvcrt

        with contextlib.suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            return True
        return False

else:

    def _take(handle: int) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks: what would be made twice does no harm
        return True
