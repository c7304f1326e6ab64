"""The backups of a diary, told by their names alone: one look at one folder.

A name is a running number, the local time of the machine, and what the backup was made for:
0042_2026-03-05_20-00-12_auto.db. The number tells the order of making also where a clock was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from diary.clock import Clock
from diary.errors import StoreError
from diary.paths import backups_folder

AUTO, BY_HAND, BEFORE_IMPORT, BEFORE_MIGRATION, BEFORE_RESTORE, DAMAGED = KINDS = (
    "auto",
    "by-hand",
    "before-import",
    "before-migration",
    "before-restore",
    "damaged",
)
"""What backups are made for; a damaged one is a diary as it was found before another took its place."""

OLD = timedelta(days=7)
_NAME = re.compile(rf"(\d{{4,9}})_(\d{{4}}-\d\d-\d\d)_(\d\d-\d\d-\d\d)_({'|'.join(KINDS)})\.db")
_TIME = "%Y-%m-%d_%H-%M-%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; `made` is the machine's local time, naive."""

    number: int
    made: datetime
    kind: str
    path: Path

    @property
    def day(self) -> date:
        """The day on which the machine's clock said it was made."""
        return self.made.date()

    @property
    def name(self) -> str:
        """How it is named to people, and by them."""
        return self.path.stem

    @property
    def said(self) -> str:
        """Its time in words."""
        return f"{self.made:%Y-%m-%d %H:%M}"


def backups_of(diary: Path) -> tuple[Backup, ...]:
    """The backups of the diary at a path (links followed), the newest made first; none where there is no folder.

    StoreError where the folder can't be read.
    """
    folder = backups_folder(diary)
    try:
        paths = list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise StoreError(f"the backups in {folder} can't be looked at ({reason}); see who owns the folder") from error
    found = [backup for path in paths if (backup := _backup(path)) is not None]
    return tuple(sorted(found, key=lambda backup: (backup.number, backup.made, backup.kind), reverse=True))


def is_due(found: Sequence[Backup], today: date) -> bool:
    """Whether the newest automatic backup is of another day than today."""
    newest = next((backup for backup in found if backup.kind == AUTO), None)
    return newest is None or newest.day != today


def is_old(backup: Backup, clock: Clock) -> bool:
    """Whether it is of more than seven days ago; that alone says nothing where nothing has changed since."""
    return clock.local().replace(tzinfo=None) - backup.made > OLD


def next_path(diary: Path, made: datetime, kind: str) -> Path:
    """Where the next backup of a diary goes."""
    number = max((backup.number for backup in backups_of(diary)), default=0) + 1
    return backups_folder(diary) / f"{number:04}_{made:{_TIME}}_{kind}.db"


def _backup(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        made = datetime.fromisoformat(f"{match[2]}T{match[3].replace('-', ':')}")
    except ValueError:
        return None
    return Backup(int(match[1]), made, match[4], path)


DAYS, WEEKS, MONTHS = 7, 4, 12
OF_A_KIND = {BEFORE_IMPORT: 10, BEFORE_MIGRATION: 10}
"""How many are kept of what is made before a large step. Those of other kinds are for the person to delete."""


def backups_to_keep(backups: Sequence[Backup]) -> frozenset[Backup]:
    """Those that stay: of the automatic ones the newest of each of the latest 7 days, 4 weeks and 12 months.

    `backups` are of one diary, the newest made first.
    """
    automatic = [backup for backup in backups if backup.kind == AUTO]
    stay = {
        *_newest_of_each(automatic, DAYS, lambda backup: backup.day),
        *_newest_of_each(automatic, WEEKS, lambda backup: backup.day.isocalendar()[:2]),
        *_newest_of_each(automatic, MONTHS, lambda backup: (backup.day.year, backup.day.month)),
    }
    for kind in {backup.kind for backup in backups} - {AUTO}:
        stay.update([backup for backup in backups if backup.kind == kind][: OF_A_KIND.get(kind)])
    return frozenset(stay)


def _newest_of_each(backups: Sequence[Backup], most: int, span: Callable[[Backup], Hashable]) -> list[Backup]:
    found: dict[Hashable, Backup] = {}
    for backup in backups:
        if len(found) < most or span(backup) in found:
            found.setdefault(span(backup), backup)
    return list(found.values())
