"""Which files of the diary other users may read: the file, its side files, its backups, and their folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from diary.errors import StoreError
from diary.paths import backups_folder
from diary.store.backup.names import backups_of
from diary.store.files import side_files

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def is_writable(diary: Path) -> bool:
    """Whether this program may write the diary, and the journal that lies beside it while it saves."""
    # The effective user counts, as it does when the file is opened. Windows knows no other.
    effective = os.access in os.supports_effective_ids
    return os.access(diary, os.W_OK, effective_ids=effective) and os.access(
        diary.parent, os.W_OK | os.X_OK, effective_ids=effective
    )


def open_to_others(diary: Path) -> list[Path]:
    """The files of the diary that other users may open; empty on systems without such permissions (Windows)."""
    folder = backups_folder(diary)
    try:
        backups = backups_of(diary)
    except StoreError:  # a backups folder that can't be read is reported by whatever lists the backups
        backups = ()
    files = (diary, *side_files(diary), folder, *(backup.path for backup in backups))
    return [path for path, mode in _modes(*files) if mode & _OTHERS]


def folder_lets_others_write(diary: Path) -> bool:
    """Whether other users may replace the diary by another file."""
    # With the sticky bit (as in /tmp) only the owner of a file may rename or delete it.
    return any(mode & _OTHERS_WRITE and not mode & stat.S_ISVTX for _, mode in _modes(diary.parent))


def folder_lets_others_look(diary: Path) -> bool:
    """Whether other users may see that there is a diary, though not its content."""
    return any(mode & _OTHERS for _, mode in _modes(diary.parent))


def _modes(*paths: Path) -> Iterator[tuple[Path, int]]:
    # On Windows the mode bits do not say who may read a file.
    if os.name != "posix":
        return
    for path in paths:
        try:
            yield path, path.stat().st_mode
        except OSError:
            continue
