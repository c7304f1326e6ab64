"""What is done for the diary's safety beside a command: today's backup once something was saved, and a word on it.

The clock here is the machine's own: `--now` neither makes a backup old nor names one.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from diary.cli.context import Context, talk
from diary.clock import wall_clock
from diary.errors import DiaryError
from diary.store.backup_names import backups_of, is_due, is_old


def after_saving(context: Context) -> None:
    """Make today's backup, now that everything was said. What goes wrong here changes nothing of what was saved."""
    diary = context.written
    if diary is None:
        return
    clock = wall_clock()
    try:
        if not is_due(backups_of(diary), clock.local().date()):
            return
        from diary.store.backups import daily_backup  # once a day

        with suppress(OSError):  # whoever read us may have gone; that is for the end of the program
            sys.stdout.flush()
            sys.stderr.flush()
        if daily_backup(diary, clock) is not None:
            _warn(context, diary)
    except KeyboardInterrupt:
        return
    except DiaryError as error:
        _tell(f"Saved; but today's backup was not made: {error}")
    except Exception as error:  # noqa: BLE001  whatever it is, the entry is saved, and that was said
        _tell(f"Saved; but today's backup was not made ({type(error).__name__}); see diary verify")


def before_import(diary: Path) -> None:
    """Make a backup of a diary that anything was ever written to; DiaryError, and no import, where it can't be made."""
    from diary.store.backup_names import BEFORE_IMPORT
    from diary.store.backups import backup_of
    from diary.store.contents import held_by

    if held_by(diary).newest_change:
        backup_of(diary, wall_clock(), BEFORE_IMPORT)


def old_backup_line(context: Context) -> str:
    """A few words where the newest backup is old and the diary has changed since; else ""."""
    clock = wall_clock()
    try:
        found = backups_of(context.place)
    except DiaryError as error:
        return str(error)
    if not found or not is_old(found[0], clock):
        return ""
    from diary.store.verifying import changed_since  # 5 ms, where there is an old one

    try:
        changed = changed_since(found[0], context.place)
    except DiaryError:
        return ""
    return f"the newest backup is of {found[0].day}; diary backup makes one" if changed else ""


def _tell(text: str) -> None:
    with suppress(OSError, ValueError):  # nobody may be there any more to be told
        talk(text)


def _warn(context: Context, diary: Path) -> None:
    """Once a day, with the backup: who else may read the diary, and a drive that can't have the usual journal."""
    from diary.store.permissions import open_to_others
    from diary.store.places import has_wal

    seen = open_to_others(diary)
    if seen:
        _tell(f"Others on this machine can get at {seen[0]}; diary verify tells how to close it.")
    if context.network_drive is False and not has_wal(diary):
        _tell("This drive can't have the usual journal (WAL). What is saved is on the disk all the same: diary verify.")
