"""Files written for the person: whole or not at all, and readable by their owner only."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from diary.errors import DiaryError
from diary.paths import path_of


def write_private(name: str | Path, content: bytes) -> Path:
    """Write a file, or raise DiaryError and leave the old one whole. Returns its path with `~` expanded."""
    path = path_of(str(name))
    temporary = ""
    try:
        # In the same folder, because a rename is atomic only within one file system. mkstemp sets the mode 0600.
        # Forty characters, so that prefix and random suffix stay below the 255 that a name may have.
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            # Before the rename: else a power cut may leave an empty file under the old name.
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        reason = (error.strerror or type(error).__name__).lower()
        raise DiaryError(f"{path} can't be written ({reason}); choose another place") from error
    return path


def private_folder(folder: Path) -> None:
    """Create a folder and its missing parents, each for the owner only.

    An existing folder keeps its mode. NotADirectoryError where a file has that name.
    """
    if folder.is_dir():
        return
    private_folder(folder.parent)
    # One by one, because `parents=True` would create the parents readable by others.
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        # Else a power cut may lose the folder with everything saved in it.
        sync_folder(folder.parent)
        return
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def sync_folder(folder: Path) -> None:
    """Write the names in the folder to the disk, where the system can do that."""
    # Some systems can't open a folder; nothing more can be done there.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
