"""Which backups may go: told by counting distinct days, weeks and months, never by how old they are.

A clock that was wrong for a while makes odd days, and each of those counts like any other; it can't make a good backup
look old. The order is that of making.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from diary.store.backup_names import AUTO, BEFORE_IMPORT, BEFORE_MIGRATION, Backup

DAYS, WEEKS, MONTHS = 7, 4, 12
OF_A_KIND = {BEFORE_IMPORT: 10, BEFORE_MIGRATION: 10}
"""How many are kept of what is made before a large step. Those of other kinds are for the person to delete."""


def kept(backups: Sequence[Backup]) -> frozenset[Backup]:
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
