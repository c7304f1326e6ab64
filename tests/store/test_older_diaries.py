"""Diaries of older versions: read without a change, brought up to date by the first save, never while one is open."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from time import monotonic

import pytest

from diary.clock import Clock
from diary.errors import DamagedFile, StoreError
from diary.store.backup.names import backups_of
from diary.store.backup.verify import verify
from diary.store.diary_store import DiaryStore, open_diary
from tests.store.old.make import diary_of
from tests.store.samples import entry


@pytest.fixture(params=[1, 2])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A diary of schema 1 or 2 in WAL mode, as older versions left it."""
    path = tmp_path / "diary.db"
    shutil.copy(diary_of(request.param), path)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.close()
    path.chmod(0o600)
    return path


def opened(path: Path, clock: Clock) -> DiaryStore:
    return open_diary(path, clock=clock, program="cli", create=False)


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.is_file()}


def test_reading_an_older_diary_changes_nothing(older: Path, clock: Clock) -> None:
    """Without it, a look at the diary would make it unreadable for the older program on another machine."""
    before = files(older.parent)
    with opened(older, clock) as store:
        assert store.get("e3")
        assert store.stamp() == store.stamp()
    assert verify(older, clock).is_fine
    assert files(older.parent) == before


def test_what_is_still_in_the_journal_is_read_too(older: Path, clock: Clock) -> None:
    """Without it, the newest entries of a program that is open, or was killed, would be missing from every answer."""
    raw = sqlite3.connect(older, isolation_level=None)
    raw.execute("UPDATE entry SET note = 'in the journal' WHERE id = 'e3'")
    with opened(older, clock) as store:
        assert store.get("e3").note == "in the journal"
        stamp = store.stamp()
        raw.execute("UPDATE entry SET note = 'newer' WHERE id = 'e3'")
        assert store.stamp() != stamp
        assert store.get("e3").note == "newer"
    raw.close()


def test_the_first_save_brings_it_up_to_date_after_a_backup(older: Path, clock: Clock) -> None:
    """Without it, sync services and copies would go on losing what lies in the journals beside the diary."""
    with opened(older, clock) as store:
        store.save(entry(1, id="new"))
        assert store.get("e3")
    assert [backup.kind for backup in backups_of(older)] == ["before-migration"]
    assert older.read_bytes()[18:20] == b"\1\1"
    assert [path.name for path in older.parent.iterdir() if path.is_file()] == ["diary.db"]
    with opened(older, clock) as again:
        assert {"new", "e3"} <= {each.id for each in again.read().entries}


def test_with_the_older_program_open_saving_is_refused_at_once_and_reading_goes_on(older: Path, clock: Clock) -> None:
    """Without it, two programs would write with two kinds of journals, and the entries of one would be lost."""
    raw = sqlite3.connect(older, isolation_level=None)
    raw.execute("SELECT count(*) FROM entry").fetchone()
    with opened(older, clock) as store:
        begun = monotonic()
        for _ in range(2):
            with pytest.raises(StoreError, match=r"close the older pain diary first.*[Nn]othing was saved"):
                store.save(entry(1, id="new"))
        # Not the 30 seconds for which a program that is saving would be waited for.
        assert monotonic() - begun < 20
        assert store.get("e3")
        # One backup, however often it is tried.
        assert len(backups_of(older)) == 1
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        raw.close()
        store.save(entry(1, id="new"))
        assert store.get("new")


def test_a_journal_of_another_copy_is_not_mixed_into_an_older_diary(older: Path, clock: Clock) -> None:
    """Without it, an older copy that was put back by hand beside a newer journal would be a mixture of both."""
    first = older.read_bytes()
    raw = sqlite3.connect(older, isolation_level=None)
    raw.execute("PRAGMA wal_autocheckpoint = 0")
    columns = ", ".join(
        f'"{name}"' for _, name, *_ in raw.execute("PRAGMA table_info(entry)") if name not in ("seq", "id")
    )
    for number in range(300):
        raw.execute(f"INSERT INTO entry (id, {columns}) SELECT 'n{number}', {columns} FROM entry WHERE id = 'e3'")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.execute("DELETE FROM entry WHERE id = 'n299'")
    wal = older.with_name("diary.db-wal").read_bytes()
    raw.close()
    older.write_bytes(first)
    older.with_name("diary.db-wal").write_bytes(wal)
    with pytest.raises(DamagedFile):
        opened(older, clock)
    assert not verify(older, clock).is_fine
    assert older.read_bytes() == first
