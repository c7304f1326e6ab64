"""The way back for a diary that can't be opened: the newest good backup, or a rescue of what can still be read."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

from diary.errors import DamagedFile, DiaryError, ErrorHint, ForeignFile, NoDiaryYet, StoreError
from diary.paths import diary_file
from diary.store.backup.names import backups_of
from diary.store.backup.summary import newest_good
from diary.store.encryption.forms import is_encrypted


def way_back(error: DiaryError) -> DiaryError:
    """The error; if the diary can't be opened, with a hint on what to do. It examines the backups."""
    if not isinstance(error, StoreError) or error.path is None:
        return error
    path, backup = error.path, _newest_good(error.path)
    values = {"db": db_option(path), **backup}
    if isinstance(error, DamagedFile):
        error.hint = ErrorHint("restore-or-rescue" if backup else "rescue", values)
    elif backup:
        error.hint = ErrorHint("restore", values)
    elif isinstance(error, ForeignFile):
        error.hint = ErrorHint("other-file", values)
    elif isinstance(error, NoDiaryYet):
        return DiaryError(f"there is no diary yet at {path}", ErrorHint("first-diary", values))
    return error


def db_option(path: Path) -> str:
    """The option that a command for this diary needs; "" if it is the default one."""
    return "" if path == diary_file().absolute() else f" --db {quote(str(path))}"


def _newest_good(path: Path) -> dict[str, str]:
    """When the newest intact backup of the diary at a path was made, and its contents; {} if there is none."""
    try:
        newest = newest_good(path)
    except (OSError, StoreError):  # the first error matters more than a second one about backups
        return {}
    if newest is None:
        # A lost diary must not seem never to have been, because nobody has unlocked its backups yet.
        locked = next((backup for backup in backups_of(path) if is_encrypted(backup.path)), None)
        return {"backup": locked.text, "contents": "encrypted"} if locked else {}
    return {"backup": newest[0].text, "contents": newest[1].text}
