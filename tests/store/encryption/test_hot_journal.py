"""The journal that a crash leaves beside an encrypted diary: the next program takes it up, as beside a plain one."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.store.diary_store import open_diary
from diary.store.encryption.cipher import cipher_connection
from diary.store.encryption.forms import key_of_file
from diary.store.encryption.keys import Key, pages_of
from diary.store.encryption.unlock import KEYS
from diary.store.files import side_files
from tests.store.samples import EVERY_KIND

WORD = "crocodile"


@pytest.fixture
def crashed(encrypted: Path, key: Key, tmp_path: Path) -> Path:
    """A diary as a crash leaves it in the middle of a commit: some pages are new, the old ones in its journal."""
    copy = tmp_path / "crashed" / encrypted.name
    copy.parent.mkdir()
    with closing(cipher_connection(str(encrypted), key, isolation_level=None)) as raw:
        # With hardly any memory SQLite writes pages into the file before the commit, its journal on the disk.
        raw.execute("PRAGMA cache_size = 1")
        raw.execute("PRAGMA cache_spill = 1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE entry SET note = ?", (WORD,))
        raw.execute("DELETE FROM change")
        raw.execute(
            "CREATE TABLE filler AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n "
            "WHERE x < 200) SELECT x, randomblob(2000) FROM n"
        )
        for file in (encrypted, *side_files(encrypted)):
            if file.exists():
                shutil.copyfile(file, copy.with_name(file.name))
                copy.with_name(file.name).chmod(0o600)
        raw.execute("ROLLBACK")
    return copy


def test_the_journal_is_taken_up(crashed: Path, clock: Clock) -> None:
    journal = crashed.with_name(f"{crashed.name}-journal")
    assert journal.stat().st_size > 512
    assert WORD.encode() not in journal.read_bytes() + crashed.read_bytes()
    with open_diary(crashed, clock=clock, program="test", create=False) as store:
        records = store.read().records()
    assert {record.id for record in records} == {record.id for record in EVERY_KIND}
    assert not any(getattr(record, "note", "") == WORD for record in records)
    assert not journal.exists()


def test_without_its_journal_it_is_called_damaged(crashed: Path, clock: Clock) -> None:
    crashed.with_name(f"{crashed.name}-journal").unlink()
    with pytest.raises(Exception, match=r"damaged|was changed by another program"):
        open_diary(crashed, clock=clock, program="test", create=False).close()


def test_with_its_first_page_torn_the_key_is_found_by_the_journal(crashed: Path, key: Key, clock: Clock) -> None:
    content = bytearray(crashed.read_bytes())
    content[2048:4096] = content[4096:6144]
    crashed.write_bytes(content)
    assert not key.is_of(next(pages_of(bytes(content)))[1])
    KEYS.forget()
    KEYS.ask = lambda *_: "four words about nothing"
    assert key_of_file(crashed) == key
    with open_diary(crashed, clock=clock, program="test", create=False) as store:
        assert {record.id for record in store.read().records()} == {record.id for record in EVERY_KIND}
