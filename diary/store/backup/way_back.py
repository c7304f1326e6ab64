"""Advice for a diary that can't be opened: the newest good backup, or a rescue of what can still be read."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

from diary.errors import DamagedFile, DiaryError, ForeignFile, NoDiaryYet, StoreError
from diary.paths import diary_file
from diary.store.backup.summary import newest_good


def with_way_back(error: DiaryError) -> str:
    """The text of an error, with advice if the diary can't be opened. It examines the backups."""
    if not isinstance(error, StoreError) or error.path is None:
        return str(error)
    path, good = error.path, _newest_good(error.path)
    rescue = _command(path, "verify --salvage OUT.json")
    if isinstance(error, DamagedFile):
        return f"{error}. {good or 'No good backup was found'}. To rescue what can be read: {rescue}"
    if good:
        return f"{error}. {good}"
    if isinstance(error, ForeignFile):
        return f"{error}. Name another file with --db; if it was a diary once: {rescue}"
    if isinstance(error, NoDiaryYet):
        return f"there is no diary yet at {path}; begin one with: diary log 3 lower back"
    return str(error)


def _newest_good(path: Path) -> str:
    """The newest intact backup of the diary at a path, and how to restore it; "" if there is none."""
    try:
        newest = newest_good(path)
    except (OSError, StoreError):  # the first error matters more than a second one about backups
        return ""
    if newest is None:
        return ""
    backup, held = newest
    return (
        f"The newest good backup is of {backup.text} ({held.text}); to put it back: {_command(path, 'restore newest')}"
    )


def _command(path: Path, words: str) -> str:
    """A command on the diary at a path, with --db unless it is the default diary."""
    return f"diary {words}" if path == diary_file().absolute() else f"diary {words} --db {quote(str(path))}"
