"""Who else may read the diary: looked up for the file, what lies beside it, its backups, and their folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from diary.errors import StoreError
from diary.paths import backups_folder
from diary.store.backup.names import backups_of
from diary.store.files import beside

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def open_to_others(diary: Path) -> list[Path]:
    """What of the diary others on this machine may get at; empty where the system knows no such thing."""
    folder = backups_folder(diary)
    try:
        backups = backups_of(diary)
    except StoreError:  # a folder that we may not look into has a complaint of its own
        backups = ()
    files = (diary, *beside(diary), folder, *(backup.path for backup in backups))
    return [path for path, mode in _modes(*files) if mode & _OTHERS]


def folder_lets_others_write(diary: Path) -> bool:
    """Whether others may put another file in the diary's place."""
    return any(mode & _OTHERS_WRITE and not mode & stat.S_ISVTX for _, mode in _modes(diary.parent))


def folder_lets_others_look(diary: Path) -> bool:
    """Whether others may see that there is a diary, though not what is in it."""
    return any(mode & _OTHERS for _, mode in _modes(diary.parent))


def _modes(*paths: Path) -> Iterator[tuple[Path, int]]:
    if os.name != "posix":
        return
    for path in paths:
        try:
            yield path, path.stat().st_mode
        except OSError:
            continue
