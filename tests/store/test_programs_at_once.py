"""Several programs and threads at once: the first makes the diary, and no entry is lost."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.errors import StoreError
from diary.store import diary_file
from diary.store.diary_store import DiaryStore, open_diary
from tests.lengths import sample
from tests.store.samples import NOW, entry

# Not fork: a forked SQLite connection must not be used, and Windows and macOS start programs in this way.
SPAWN = multiprocessing.get_context("spawn")
EACH = sample(20, 50)
"""Entries per program."""


def _write(path: Path, name: str, barrier: Barrier) -> None:
    barrier.wait(60)
    for number in range(EACH):
        # Opened again for each entry, as `diary log` does.
        with open_diary(path, clock=Clock(NOW.tzinfo, "", NOW), program=name, create=True) as store:  # type: ignore[arg-type]
            store.save(entry(number, id=f"{name}-{number}"))


def test_two_programs_that_start_a_diary_at_once_lose_no_entry(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "new" / "diary.db"
    barrier = SPAWN.Barrier(3)
    programs = [SPAWN.Process(target=_write, args=(path, name, barrier)) for name in ("a", "b")]
    for program in programs:
        program.start()
    barrier.wait(60)
    for program in programs:
        program.join(120)
    assert [program.exitcode for program in programs] == [0, 0]
    with open_diary(path, clock=clock, program="cli", create=False) as store:
        saved = {each.id for each in store.read().entries}
        assert saved == {f"{name}-{number}" for name in ("a", "b") for number in range(EACH)}
        assert store.database.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [each.name for each in path.parent.iterdir()] == ["diary.db"]


def test_threads_share_one_open_diary(store: DiaryStore) -> None:
    counts: list[int] = []

    def work(number: int) -> None:
        store.save(entry(number))
        counts.append(store.count())
        store.read(since=NOW - timedelta(days=1))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(80)))
    assert store.count() == 80
    assert max(counts) == 80


def test_a_reader_never_sees_half_a_change(store: DiaryStore, clock: Clock) -> None:
    stop = threading.Event()
    # Each change saves five entries, so any other number is half a change.
    partial_counts: list[int] = []

    def watch() -> None:
        with open_diary(store.path, clock=clock, program="tui", create=False) as other:
            while not stop.is_set():
                if (count := len(other.read().entries)) % 5:
                    partial_counts.append(count)

    watcher = threading.Thread(target=watch)
    watcher.start()
    for number in range(20):
        store.save(*(entry(number + part / 10) for part in range(5)))
    stop.set()
    watcher.join()
    assert partial_counts == []


def test_a_writer_that_waits_too_long_is_asked_to_try_again(
    store: DiaryStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The real limit of 30 s would make the test as slow.
    monkeypatch.setattr(diary_file, "BUSY_SECONDS", 0.05)
    with open_diary(store.path, clock=clock, program="tui", create=False) as other:
        raw = store.database.connection
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is busy"):
            other.save(entry(1))
        raw.execute("ROLLBACK")
        other.save(entry(2))
    assert store.count() == 1
