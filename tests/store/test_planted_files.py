"""Files that somebody made to do harm, or that a torn write has spoilt, are not trusted and not backed up as good."""

from __future__ import annotations

import signal
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.errors import DamagedFile, StoreError
from diary.store.backup.backups import backup_of
from diary.store.backup.names import backups_of
from diary.store.backup.restore import worth_restoring
from diary.store.backup.summary import examined, newest_good
from diary.store.backup.verify import verify
from diary.store.diary_store import DiaryStore, open_diary
from diary.store.errors import plain_failures
from tests.store.samples import entry

PLANTED = (
    "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
    "CREATE VIEW v AS WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r",
)


@pytest.mark.parametrize("planted", PLANTED)
def test_triggers_and_views_are_not_trusted(store: DiaryStore, tmp_path: Path, clock: Clock, planted: str) -> None:
    """Without it, a planted trigger deletes what is called saved, and a planted view never ends."""
    store.save(entry(1))
    store.close()
    raw = sqlite3.connect(store.path)
    raw.execute(planted)
    raw.close()
    with pytest.raises(DamagedFile):
        open_diary(store.path, clock=clock, program="cli", create=False)
    assert not verify(store.path, clock).is_fine
    with pytest.raises(StoreError):
        worth_restoring(store.path, tmp_path / "none.db")


def test_a_stale_page_of_an_index_gets_into_no_backup(store: DiaryStore, clock: Clock) -> None:
    """Without it, an emergency is missing from every list, and the backups that still have it rotate out."""
    store.save(*(entry(hours) for hours in range(2, 200)))
    good = backup_of(store.path, clock)
    raw = store.database.connection
    (root,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_entry_at'").fetchone()
    (size,) = raw.execute("PRAGMA page_size").fetchone()
    with store.path.open("rb") as file:
        file.seek((root - 1) * size)
        page = file.read(size)
    store.save(*(entry(hours + 0.5) for hours in range(2, 200)))
    store.close()
    with store.path.open("rb+") as file:
        file.seek((root - 1) * size)
        file.write(page)
    with pytest.raises(DamagedFile):
        backup_of(store.path, clock)
    assert [backup.path for backup in backups_of(store.path)] == [good.path]
    with pytest.raises(DamagedFile):
        examined(store.path)
    newest = newest_good(store.path)
    assert newest is not None
    assert newest[0].path == good.path


def test_a_query_without_an_end_can_be_stopped(store: DiaryStore) -> None:
    """Without it, only killing the program would end a query on a spoilt or planted file."""
    endless = "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r"
    timer = threading.Timer(0.2, signal.raise_signal, (signal.SIGINT,))
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt), plain_failures(store.path):
            store.database.connection.execute(endless).fetchone()
    finally:
        with suppress(KeyboardInterrupt):
            timer.join()
    assert store.read().entries == ()
