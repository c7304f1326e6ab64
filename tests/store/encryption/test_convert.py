"""From one form to the other: all or nothing, the backups with it, and no word left in any file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.errors import Locked, StoreError
from diary.paths import unsaved_folder
from diary.store.backup.backups import backup_of
from diary.store.backup.names import backups_of
from diary.store.backup.sqlite_copy import copy_into
from diary.store.backup.summary import examined
from diary.store.diary_file import connection_to
from diary.store.diary_store import DiaryStore, open_diary
from diary.store.encryption import convert as convert_module
from diary.store.encryption import sealed
from diary.store.encryption.convert import convert, convert_copies, old_copies
from diary.store.encryption.forms import is_encrypted
from diary.store.encryption.keys import Key
from diary.store.encryption.row_copy import digest_of
from diary.store.encryption.unlock import KEYS
from tests.store.encryption.conftest import SALT
from tests.store.samples import EVERY_KIND, entry

WORD = b"quoted"
"""Of a note in EVERY_KIND."""
OTHER = Key(bytes(range(32)), bytes(16))


def files_with(folder: Path, word: bytes) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and word in path.read_bytes()]


def digest(path: Path) -> str:
    with closing(connection_to(path)) as connection:
        return digest_of(connection)


def test_everything_is_there_and_no_word_is_left(store: DiaryStore, key: Key, tmp_path: Path, clock: Clock) -> None:
    store.save(*EVERY_KIND)
    store.delete("entry1")
    store.undo()
    backup_of(store.path, clock)
    before, past = store.read(), store.versions()
    plain = digest(store.path)
    store.close()
    assert files_with(tmp_path, WORD)
    done = convert(store.path, key)
    assert (done.converted, done.removed) == (1, 0)
    assert files_with(tmp_path, WORD) == []
    assert digest(store.path) == plain
    (backup,) = backups_of(store.path)
    assert digest(backup.path) == plain
    assert backup.path.read_bytes()[:16] == SALT
    with open_diary(store.path, clock=clock, program="cli", create=False) as opened:
        assert opened.read() == before
        assert opened.versions() == past
    convert(store.path, None)
    assert digest(store.path) == plain
    assert not is_encrypted(store.path)
    assert not is_encrypted(backup.path)
    with open_diary(store.path, clock=clock, program="cli", create=False) as opened:
        assert opened.read() == before


def test_backups_are_removed_where_that_was_chosen(store: DiaryStore, key: Key, clock: Clock) -> None:
    store.save(*EVERY_KIND)
    backup_of(store.path, clock)
    store.close()
    done = convert(store.path, key, remove_backups=True)
    assert (done.converted, done.removed) == (0, 1)
    assert backups_of(store.path) == ()


def test_a_new_key_is_another_salt_for_file_and_backups(encrypted: Path, clock: Clock) -> None:
    backup_of(encrypted, clock)
    before = digest(encrypted)
    convert(encrypted, OTHER)
    KEYS.forget()
    with pytest.raises(Locked):
        digest(encrypted)
    KEYS.add(OTHER)
    assert digest(encrypted) == before
    assert {path.read_bytes()[:16] for path in (encrypted, backups_of(encrypted)[0].path)} == {OTHER.salt}


def test_the_file_is_for_its_owner_only(encrypted: Path) -> None:
    assert encrypted.stat().st_mode & 0o777 == 0o600


def test_a_program_that_has_it_open_is_named(store: DiaryStore, key: Key) -> None:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs /proc")
    store.save(*EVERY_KIND)
    store.close()
    code = "import sys; file = open(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(store.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        before = store.path.read_bytes()
        with pytest.raises(StoreError, match=f"another program has .* open .process {other.pid}.; close it first"):
            convert(store.path, key)
        assert other.stdin is not None
        other.stdin.close()
        other.wait()
    assert store.path.read_bytes() == before
    convert(store.path, key)


def test_a_program_that_is_writing_is_not_overtaken(
    store: DiaryStore, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(*EVERY_KIND)
    store.close()
    monkeypatch.setattr("diary.store.diary_file.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is busy"):
            convert(store.path, key)
    assert not is_encrypted(store.path)


@pytest.mark.parametrize("name", ["_fill", "refuse_problems", "digest_of", "sync"])
def test_an_interruption_leaves_the_old_diary(
    store: DiaryStore, key: Key, clock: Clock, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    store.save(*EVERY_KIND)
    backup_of(store.path, clock)
    store.close()
    before = {path: path.read_bytes() for path in store.path.parent.rglob("*") if path.is_file()}

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(convert_module, name, interrupt)
    with pytest.raises(KeyboardInterrupt):
        convert(store.path, key)
    assert {path: path.read_bytes() for path in store.path.parent.rglob("*") if path.is_file()} == before


def test_a_new_file_that_lacks_anything_is_refused(
    store: DiaryStore, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(*EVERY_KIND)
    store.close()

    def careless(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
        copy_into(source, target)
        target.execute("UPDATE entry SET note = 'other'")

    monkeypatch.setattr(convert_module, "copy_into", careless)
    with pytest.raises(StoreError, match="did not hold all"):
        convert(store.path, key)
    assert not is_encrypted(store.path)


def test_backups_that_an_interruption_left_plain_follow_later(store: DiaryStore, key: Key, clock: Clock) -> None:
    store.save(*EVERY_KIND)
    backup = backup_of(store.path, clock)
    content = backup.path.read_bytes()
    store.close()
    convert(store.path, key)
    backup.path.write_bytes(content)
    assert old_copies(store.path, key) == [backup.path]
    assert convert_copies(store.path).converted == 1
    assert old_copies(store.path, key) == []
    assert examined(backup.path).entries == 1


def test_a_backup_that_cannot_be_read_stops_it_before_anything_is_changed(
    store: DiaryStore, key: Key, clock: Clock
) -> None:
    store.save(*EVERY_KIND)
    backup = backup_of(store.path, clock)
    store.close()
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    with pytest.raises(StoreError, match="can't be read whole, so it can't follow"):
        convert(store.path, key)
    assert not is_encrypted(store.path)
    convert(store.path, key, remove_backups=True)
    assert backups_of(store.path) == ()


def test_another_name_of_the_file_is_refused(store: DiaryStore, key: Key) -> None:
    store.save(*EVERY_KIND)
    store.close()
    os.link(store.path, store.path.with_name("other.db"))
    with pytest.raises(StoreError, match="2 names"):
        convert(store.path, key)


def test_what_was_typed_and_not_saved_follows(store: DiaryStore, key: Key, tmp_path: Path) -> None:
    store.save(*EVERY_KIND)
    store.close()
    folder = unsaved_folder(store.path)
    folder.mkdir(mode=0o700)
    draft = sealed.write(folder / "draft.json", b'{"crocodile": 1}', None)
    convert(store.path, key)
    assert files_with(tmp_path, b"crocodile") == []
    assert draft.stat().st_mode & 0o777 == 0o600
    assert sealed.read(draft) == b'{"crocodile": 1}'
    convert(store.path, None)
    assert draft.read_bytes() == b'{"crocodile": 1}'


def test_a_diary_of_many_entries_is_converted_whole(store: DiaryStore, key: Key) -> None:
    store.save(*(entry(n / 10, note=f"note {n}") for n in range(600)))
    store.close()
    before = digest(store.path)
    convert(store.path, key)
    assert digest(store.path) == before
