"""Files that are being written, under a name of their own until they are whole, for their owner only.

Each is locked while its program runs. One that a killed program left has no lock, and is deleted by the next program
that writes into the same folder.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: a locked file can't be renamed there, so nothing is locked and nothing swept
    fcntl = None  # type: ignore[assignment]

_PREFIX, _SUFFIX = ".pain-diary-", ".new"
# What `mkstemp` makes of them. Without the prefix: of the first edition, looked for in the folder of backups only.
_OURS = re.compile(r"\.pain-diary-[a-z0-9_]{8}\.new")
_IN_BACKUPS = re.compile(r"\.(pain-diary-)?[a-z0-9_]{8}\.new(-wal|-shm|-journal)?")
_LOCK = "lock"
"""The file in a folder of ours that is locked in its place."""


@contextmanager
def file_in(folder: Path) -> Iterator[Path]:
    """A new, empty, hidden file in the folder, only for its owner; deleted when the block ends."""
    sweep(folder)
    while True:
        handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder)
        if _is_locked(handle, Path(name)):
            break
    try:
        yield Path(name)
    finally:
        _remove(Path(name))
        _close(handle)


@contextmanager
def folder_in(folder: Path) -> Iterator[Path]:
    """A new, empty, hidden folder in the folder, only for its owner; deleted with its content when the block ends."""
    sweep(folder)
    while True:
        made = Path(tempfile.mkdtemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder))
        # Another program that sweeps at this moment may take it for one that was left.
        with contextlib.suppress(FileNotFoundError):
            handle = os.open(made / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
            if _is_locked(handle, made / _LOCK):
                break
    try:
        yield made
    finally:
        _close(handle)
        shutil.rmtree(made, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Delete what killed programs left in the folder."""
    if fcntl is None:
        return
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if _OURS.fullmatch(entry.name) and entry.stat(follow_symlinks=False).st_uid == os.geteuid():
                _delete_if_left(Path(entry.path), entry.is_dir(follow_symlinks=False))


def is_unfinished(path: Path) -> bool:
    """Whether a file in the folder of backups is one of these, or one that SQLite put beside it."""
    return _IN_BACKUPS.fullmatch(path.name) is not None and path.is_file() and not path.is_symlink()


def _delete_if_left(path: Path, is_folder: bool) -> None:
    with contextlib.suppress(OSError):
        flags = os.O_RDWR | os.O_NOFOLLOW | (os.O_CREAT if is_folder else 0)
        handle = os.open(path / _LOCK if is_folder else path, flags, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if is_folder:
                shutil.rmtree(path, ignore_errors=True)
            else:
                _remove(path)
        finally:
            os.close(handle)


def _is_locked(handle: int, path: Path) -> bool:
    """Lock a file that was just made; False, with the handle closed, if another program has deleted it meanwhile."""
    if fcntl is None:
        os.close(handle)
        return True
    with contextlib.suppress(OSError):  # a file system without locks: there nothing is swept either
        fcntl.flock(handle, fcntl.LOCK_EX)
    if path.exists():
        return True
    os.close(handle)
    return False


def _close(handle: int) -> None:
    if fcntl is not None:
        os.close(handle)


def _remove(path: Path) -> None:
    for file in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))):
        file.unlink(missing_ok=True)
