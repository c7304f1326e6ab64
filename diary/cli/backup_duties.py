"""Backups beside a command: today's once something was saved, and a word if they are old.

The clock is the machine's own: `--now` neither makes a backup old nor names one.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from diary.cli.context import Context, talk
from diary.clock import wall_clock
from diary.error_hints import error_text
from diary.errors import DiaryError
from diary.store.backup.names import backups_of, is_due, is_old


def back_up_once_a_day(context: Context) -> None:
    """Make today's backup, after all output. A failure here changes neither what was saved nor the exit status."""
    diary = context.written_diary
    if diary is None:
        return
    clock = wall_clock()  # never --now: backups of 1999 or 2098 would mix up which ones are deleted
    try:
        if not is_due(backups_of(diary), clock.local().date()):
            return
        from diary.store.backup.backups import daily_backup  # imported once a day only

        with suppress(OSError):  # a closed pipe is handled at the end of the program
            sys.stdout.flush()
            sys.stderr.flush()
        if daily_backup(diary, clock) is not None:
            _warn_if_exposed(diary)
    except KeyboardInterrupt:
        return
    except DiaryError as error:
        _talk_if_possible(f"Saved; but today's backup was not made: {error_text(error)}")
    except Exception as error:  # noqa: BLE001  the entry is saved and announced, so no error may end the program here
        _talk_if_possible(f"Saved; but today's backup was not made ({type(error).__name__}); see diary verify")


def old_backup_line(context: Context) -> str:
    """A few words if the newest backup is old and the diary has changed since; else ""."""
    clock = wall_clock()
    try:
        backups = backups_of(context.resolved_path)
    except DiaryError as error:
        return error_text(error)  # a folder that can't be read must not hide the warnings on the same line
    if not backups or not is_old(backups[0], clock):
        return ""
    from diary.store.backup.verify import changed_since  # 5 ms, needed only if the backup is old

    try:
        changed = changed_since(backups[0], context.resolved_path)
    except DiaryError:
        return ""
    return f"the newest backup is of {backups[0].day}; diary backup makes one" if changed else ""


def _talk_if_possible(text: str) -> None:
    with suppress(OSError, ValueError):  # the reader of stderr may have closed it
        talk(text)


def _warn_if_exposed(diary: Path) -> None:
    """Warn, with the daily backup, of other people's read access."""
    from diary.store.permissions import open_to_others

    exposed = open_to_others(diary)
    if exposed:
        _talk_if_possible(f"Others on this machine can get at {exposed[0]}; diary verify tells how to close it.")
