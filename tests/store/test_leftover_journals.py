"""Journals that lie beside a diary and belong to another file are never mixed into it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.errors import StoreError
from diary.store.backup.verify import verify
from diary.store.diary_store import DiaryStore, open_diary
from tests.store.samples import entry


def torn(store: DiaryStore) -> tuple[bytes, bytes]:
    """The diary and its journal as a crash in the middle of a save leaves them."""
    raw = store.database.connection
    raw.execute("PRAGMA cache_size = 1")
    raw.execute("PRAGMA cache_spill = 1")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE entry SET note = ?", ("x" * 90_000,))
    files = store.path.read_bytes(), store.path.with_name("diary.db-journal").read_bytes()
    raw.execute("ROLLBACK")
    return files


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_journal_beside_a_diary_that_was_put_back_by_hand_is_refused(
    store: DiaryStore, tmp_path: Path, clock: Clock, ending: str
) -> None:
    """Without it, a backup copied over the diary would become a mixture with the journal of the diary before it."""
    store.save(entry(9, id="old"))
    backup = store.path.read_bytes()
    for hours in range(1, 6):
        store.save(entry(hours, note="n" * 3000))
    _, journal = torn(store)
    store.close()
    if ending == "-wal":
        journal = b"any content: SQLite looks only at its checksums"
    store.path.write_bytes(backup)
    left = tmp_path / f"diary.db{ending}"
    left.write_bytes(journal)
    for _ in range(2):
        with pytest.raises(StoreError, match="belongs to another copy"):
            open_diary(store.path, clock=clock, program="cli", create=True)
        answers = [answer for answer in verify(store.path, clock).answers if answer.word == "wrong"]
        assert [answer.about for answer in answers] == ["journal"]
        assert str(left) in answers[0].text
    assert (store.path.read_bytes(), left.read_bytes()) == (backup, journal)
    left.unlink()
    with open_diary(store.path, clock=clock, program="cli", create=False) as again:
        assert [each.id for each in again.read().entries] == ["old"]


def test_its_own_journal_is_used_as_before(store: DiaryStore, tmp_path: Path, clock: Clock) -> None:
    """Without it, the half of a save that a crash left would be refused or, worse, read."""
    store.save(entry(1, id="whole"))
    diary, journal = torn(store)
    (tmp_path / "crashed.db").write_bytes(diary)
    (tmp_path / "crashed.db").chmod(0o600)
    (tmp_path / "crashed.db-journal").write_bytes(journal)
    with open_diary(tmp_path / "crashed.db", clock=clock, program="cli", create=False) as after:
        after.save(entry(2, id="later"))
        assert [each.id for each in after.read().entries] == ["later", "whole"]
    assert verify(tmp_path / "crashed.db", clock).is_fine


def test_a_journal_that_comes_under_an_open_diary_is_refused_too(store: DiaryStore, clock: Clock) -> None:
    """Without it, a sync service that brings a journal of another machine would take back what was saved here."""
    store.save(entry(9, id="old"))
    _, journal = torn(store)
    for hours in range(1, 4):
        store.save(entry(hours))
    left = store.path.with_name("diary.db-journal")
    left.write_bytes(journal)
    with pytest.raises(StoreError, match="belongs to another copy"):
        store.save(entry(1))
    with pytest.raises(StoreError, match="belongs to another copy"):
        store.read()
    left.unlink()
    assert len(store.read().entries) == 4


def test_a_save_torn_under_another_name_of_the_file_is_not_read_as_whole(
    store: DiaryStore, tmp_path: Path, clock: Clock
) -> None:
    """Without it, the second name of a hard-linked diary would show half a save as if it were whole."""
    store.save(*(entry(hours, id=f"e{hours}") for hours in range(1, 200)))
    with open_diary(store.path, clock=clock, program="cli", create=False) as one:
        one.read()
    os.link(store.path, tmp_path / "second.db")
    with open_diary(tmp_path / "second.db", clock=clock, program="cli", create=False) as second:
        second.save(entry(300, id="by-the-second-name"))
        assert store.get("by-the-second-name")
    assert "2 names" in str(verify(store.path, clock).answers)
    content = bytearray(store.path.read_bytes())
    raw = store.database.connection
    page, (root,) = 4096, raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_entry_at'").fetchone()
    old = bytes(content[(root - 1) * page : root * page])
    store.save(*(entry(hours, id=f"f{hours}") for hours in range(400, 500)))
    store.close()
    with store.path.open("rb+") as file:
        file.seek((root - 1) * page)
        file.write(old)
    with pytest.raises(StoreError, match="damaged"):
        open_diary(tmp_path / "second.db", clock=clock, program="cli", create=False)
    assert not verify(tmp_path / "second.db", clock).is_fine
