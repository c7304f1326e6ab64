"""Files that somebody made to do harm, or that a torn write has spoilt, are not trusted and not backed up as good."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.errors import DamagedFile, StoreError
from diary.store.backup.backups import backup_of
from diary.store.backup.names import backups_of
from diary.store.backup.restore import what_is_there, worth_restoring
from diary.store.backup.summary import examined, held_in, newest_good
from diary.store.backup.verify import verify
from diary.store.diary_store import DiaryStore, open_diary
from diary.store.errors import plain_failures
from diary.store.recovery.salvage import salvage
from diary.store.schema import form, migrations
from diary.store.schema.form import differences
from diary.store.schema.migrations import migrate
from tests.store.old.make import diary_of
from tests.store.samples import entry

PLANTED = {
    "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END": "a trigger that no diary has: t",
    "CREATE VIEW v AS WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r": (
        "a view that no diary has: v"
    ),
    "CREATE UNIQUE INDEX u ON entry (note)": "an index that no diary has: u",
    "CREATE TABLE other (words VARCHAR)": "a table that no diary has: other",
    "DROP INDEX ix_entry_at": "the index ix_entry_at is missing",
    "ALTER TABLE visit ADD COLUMN more AS (upper(note))": "the table visit is not as this program makes it",
    "ALTER TABLE care RENAME COLUMN dose TO amount": "the table care is not as this program makes it",
    "PRAGMA user_version = 0": "it does not say its version",
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_diary_with_other_tables_than_its_version_has_is_not_trusted(
    store: DiaryStore, tmp_path: Path, clock: Clock, planted: str
) -> None:
    """Without it, a trigger deletes what is called saved, a view never ends, and an entry is refused for no reason."""
    saved = entry(1)
    store.save(saved)
    store.close()
    raw = sqlite3.connect(store.path)
    raw.execute(planted)
    raw.close()
    with pytest.raises(DamagedFile):
        open_diary(store.path, clock=clock, program="cli", create=False)
    wrong = [str(answer) for answer in verify(store.path, clock).answers if answer.word == "wrong"]
    assert PLANTED[planted] in wrong[0]
    with pytest.raises(StoreError):
        worth_restoring(store.path, tmp_path / "none.db")
    with pytest.raises(StoreError):
        backup_of(store.path, clock)
    assert salvage(store.path).diary.entries == (saved,)


@pytest.mark.parametrize("version", [1, 2])
def test_released_files_are_as_their_version_makes_them(version: int, tmp_path: Path) -> None:
    copy = tmp_path / "old.db"
    copy.write_bytes(diary_of(version).read_bytes())
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute("ANALYZE")
        assert differences(raw) == []
        migrate(raw)
        assert differences(raw) == []
        raw.execute("VACUUM")
        assert differences(raw) == []


def test_a_step_without_a_script_is_compared_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def step(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE visit ADD COLUMN room VARCHAR NOT NULL DEFAULT ''")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    form._expected.cache_clear()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        migrate(raw)
        assert differences(raw) == []
        raw.execute("ALTER TABLE visit DROP COLUMN room")
        assert differences(raw) == ["the table visit is not as this program makes it"]
    form._expected.cache_clear()


def test_a_view_without_an_end_in_place_of_a_table_is_not_read(store: DiaryStore, clock: Clock) -> None:
    """Without it, verify and the list of backups never end."""
    store.save(entry(1))
    store.close()
    with closing(sqlite3.connect(store.path, isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("DROP TABLE entry")
        raw.execute("CREATE VIEW entry AS WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT n FROM r")
    assert held_in(store.path) == "damaged"
    assert what_is_there(store.path) is None
    assert not verify(store.path, clock).is_fine


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
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    # Again and again, because Python drops what is raised while it frees an object.
    signal.setitimer(signal.ITIMER_REAL, 0.2, 0.2)
    try:
        with pytest.raises(KeyboardInterrupt), plain_failures(store.path):
            store.database.connection.execute(endless).fetchone()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert store.read().entries == ()
