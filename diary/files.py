"""Files that go out: written whole or not at all, and readable by their owner only."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from diary.errors import DiaryError


def write_private(name: str | Path, content: bytes) -> Path:
    """Write a file beside its place and move it there, so that an interruption leaves the old one whole."""
    path = Path(name).expanduser()
    fresh = ""
    try:
        handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")  # 0600 by itself
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).replace(path)
    except OSError as error:
        if fresh:
            Path(fresh).unlink(missing_ok=True)
        reason = (error.strerror or type(error).__name__).lower()
        raise DiaryError(f"{path} can't be written ({reason}); choose another place") from error
    return path


def private_folder(folder: Path) -> None:
    """Make a folder, with those above it where they are missing, each for its owner only.

    A folder that is there keeps its mode. NotADirectoryError where a file is in the way.
    """
    if folder.is_dir():
        return
    private_folder(folder.parent)
    # Each with its mode of its own: `parents=True` would leave those between open to others.
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        # Else a power cut may take the folder away, with all that was saved in it.
        sync_folder(folder.parent)
        return
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def sync_folder(folder: Path) -> None:
    """Return once the names in the folder are on the disk."""
    # Some systems can't open a folder; there the name is as safe as they make it.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
