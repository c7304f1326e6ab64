"""What other programs do to a diary at the same time.

In a module of its own, because each new process imports it, and it should start with few imports.
"""

from __future__ import annotations

from datetime import datetime
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path

from diary.clock import Clock


def back_up(path: Path, clock: Clock, barrier: Barrier) -> None:
    """Make the daily backup at the same time as the other programs."""
    from diary.store.backup.backups import daily_backup

    barrier.wait(60)
    daily_backup(path, clock)


def hold_open(path: Path, now: datetime, is_open: Event, end: Event) -> None:
    """Save an entry "pending", which stays in the journal, and wait for `end`; then read, and close."""
    from diary.store.diary_store import open_diary
    from tests.store.samples import entry

    with open_diary(path, clock=Clock(now.tzinfo, "", now), program="tui", create=False) as store:  # type: ignore[arg-type]
        store.save(entry(1, id="pending"))
        is_open.set()
        end.wait(60)
        # The restore meanwhile has replaced what this program wrote.
        assert [each.id for each in store.read().entries] == ["entry1"]
