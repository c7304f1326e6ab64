"""The backups of a diary, known by their file names alone: only one folder is listed.

A name is a running number, the local time of the machine, and the reason for the backup:
0042_2026-03-05_20-00-12_auto.db. The number gives the order in which they were made, even if a clock was wrong.
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

AUTO, BY_HAND, BEFORE_IMPORT, BEFORE_MIGRATION, BEFORE_RESTORE, REPLACED, DAMAGED = KINDS = (
    "auto",
    "by-hand",
    "before-import",
    "before-migration",
    "before-restore",
    "replaced",
    "damaged",
)
"""The reasons for backups; "replaced" is what a file held that another program replaced or deleted, "damaged" a raw
copy of a damaged diary, made before a restore replaced it."""

OLD = timedelta(days=7)
"""The age at which the person is reminded of a backup."""
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
        """The local day on which it was made, by the clock of the machine."""
        return self.made.date()

    @property
    def name(self) -> str:
        """The name that people see and type."""
        return self.path.stem

    @property
    def text(self) -> str:
        """When it was made, as a text for people."""
        return f"{self.made:%Y-%m-%d %H:%M}"


def backups_of(diary: Path) -> tuple[Backup, ...]:
    """The backups of the diary at a path (links followed), the last made first; empty if there is no folder.

    StoreError if the folder can't be read.
    """
    folder = backups_folder(diary)
    try:
        paths = list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise StoreError(f"the backups in {folder} can't be looked at ({reason}); see who owns the folder") from error
    backups = [backup for path in paths if (backup := _backup(path)) is not None]
    return tuple(sorted(backups, key=lambda backup: (backup.number, backup.made, backup.kind), reverse=True))


def is_due(backups: Sequence[Backup], today: date) -> bool:
    """Whether the last automatic backup was made on another day than today."""
    # Not "before today": after a day with a clock in the future, no backup would be due for years.
    newest = next((backup for backup in backups if backup.kind == AUTO), None)
    return newest is None or newest.day != today


def is_old(backup: Backup, clock: Clock) -> bool:
    """Whether it is more than seven days old, which matters only if the diary has changed since."""
    return clock.local().replace(tzinfo=None) - backup.made > OLD


def next_path(diary: Path, made: datetime, kind: str) -> Path:
    """The path of the next backup of a diary."""
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
MOST_OF_KIND = {BEFORE_IMPORT: 10, BEFORE_MIGRATION: 10}
"""How many stay of those made before a large step. Other kinds are never deleted automatically."""


def backups_to_keep(backups: Sequence[Backup]) -> frozenset[Backup]:
    """The backups that stay: of the automatic ones the last of each of the latest 7 days, 4 weeks and 12 months.

    `backups` are of one diary, the last made first.
    """
    # Days, weeks and months are counted where there are backups, not back from today: a wrong clock deletes nothing.
    automatic = [backup for backup in backups if backup.kind == AUTO]
    stay = {
        *_newest_of_each(automatic, DAYS, lambda backup: backup.day),
        *_newest_of_each(automatic, WEEKS, lambda backup: backup.day.isocalendar()[:2]),
        *_newest_of_each(automatic, MONTHS, lambda backup: (backup.day.year, backup.day.month)),
    }
    for kind in {backup.kind for backup in backups} - {AUTO}:
        stay.update([backup for backup in backups if backup.kind == kind][: MOST_OF_KIND.get(kind)])
    return frozenset(stay)


def _newest_of_each(backups: Sequence[Backup], most: int, span: Callable[[Backup], Hashable]) -> list[Backup]:
    newest: dict[Hashable, Backup] = {}
    for backup in backups:
        if len(newest) < most or span(backup) in newest:
            newest.setdefault(span(backup), backup)
    return list(newest.values())
