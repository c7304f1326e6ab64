"""The file itself: what lies at a path, looked at without touching it, and a new diary, there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import tempfile
from pathlib import Path

from diary.errors import StoreError
from diary.store.failures import foreign
from diary.store.migrations import APPLICATION_ID, migrate, refuse_newer

_HEADER = 100
_MAGIC = b"SQLite format 3\0"


def is_diary(path: Path) -> bool:
    """Whether a diary is there. False where nothing is; ForeignFile or StoreError where something else is.

    Only the file's header is read, so that nothing appears beside a file that is not ours.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    if stat.S_ISDIR(mode):
        raise StoreError(f"{path} is a folder; name the file of the diary")
    if not stat.S_ISREG(mode):
        raise foreign(path)
    with path.open("rb") as file:
        header = file.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise foreign(path)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise foreign(path)
    refuse_newer(int.from_bytes(header[60:64], "big"))
    return True


def make_diary(path: Path) -> None:
    """A new empty diary at `path`, unless another program was first. Only the user may read it.

    It is made under another name and then linked to its own, so that no half-made file is ever at the path.
    """
    _make_folder(path.parent)
    _refuse_remains(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    os.close(handle)
    made = Path(name)
    try:
        connection = sqlite3.connect(made, isolation_level=None)
        try:
            migrate(connection)
            # Now, not later, so that the first programs to open it need not fight over the switch.
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        _sync(made)
        _give_name(made, path)
        _sync_folder(path.parent)
    finally:
        for leftover in (made, Path(f"{made}-wal"), Path(f"{made}-shm"), Path(f"{made}-journal")):
            leftover.unlink(missing_ok=True)


def _give_name(made: Path, path: Path) -> None:
    try:
        os.link(made, path)
    except FileExistsError:
        return
    except OSError:
        _copy_new(made, path)


def _copy_new(made: Path, path: Path) -> None:
    """For file systems without links, such as a USB stick's."""
    content = made.read_bytes()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _refuse_remains(path: Path) -> None:
    # SQLite would replay a journal that was left behind into the new file.
    for ending in ("-wal", "-journal"):
        remains = path.with_name(path.name + ending)
        if remains.exists() and remains.stat().st_size and not path.exists():
            raise StoreError(
                f"{remains} may hold entries of a diary that is missing; put {path.name} back, or move the remains away"
            )


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    # Each with its mode of its own: `parents=True` would leave those between open to others.
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        return
    if not folder.is_dir():
        raise StoreError(f"{folder} is a file, so no diary can be made in it; name another place with --db")


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    # Some systems can't open a folder; there the name is as safe as they make it.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
