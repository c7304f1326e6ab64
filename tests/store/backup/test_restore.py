"""Restoring: into the live file, after a copy of the present diary; a refused file changes nothing."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.error_hints import error_text
from diary.errors import DamagedFile, ForeignFile, NewerSchema, StoreError
from diary.paths import backups_folder
from diary.store.backup import restore as restore_module
from diary.store.backup.backups import backup_of
from diary.store.backup.names import Backup, backups_of
from diary.store.backup.restore import chosen_backup, restore, worth_restoring
from diary.store.backup.summary import examined
from diary.store.diary_store import DiaryStore, open_diary
from tests.store import others
from tests.store.samples import EVERY_KIND, NOW, entry

SPAWN = multiprocessing.get_context("spawn")


def ids(path: Path, clock: Clock) -> set[str]:
    with open_diary(path, clock=clock, program="cli", create=False) as store:
        return {each.id for each in store.read().entries}


@pytest.fixture
def backup(store: DiaryStore, clock: Clock) -> Backup:
    """A backup of an open diary that has changed since."""
    store.save(*EVERY_KIND)
    made = backup_of(store.path, clock)
    store.save(entry(1, id="after"))
    return made


def test_an_open_diary_sees_what_was_restored_and_keeps_it(store: DiaryStore, backup: Backup, clock: Clock) -> None:
    stamp = store.stamp()
    done = restore(store.path, backup.path, clock)
    assert done.contents.entries == 1
    assert store.stamp() != stamp
    assert [each.id for each in store.read().entries] == ["entry1"]
    store.save(entry(2, id="later"))
    store.close()
    assert ids(store.path, clock) == {"entry1", "later"}


def test_the_replaced_diary_is_copied_and_can_be_restored(store: DiaryStore, backup: Backup, clock: Clock) -> None:
    before = store.read()
    done = restore(store.path, backup.path, clock)
    assert done.kept is not None
    assert "before-restore" in done.kept.name
    assert examined(done.kept).entries == 2
    restore(store.path, done.kept, clock)
    assert store.read() == before


def test_the_journal_of_another_program_does_not_undo_a_restore(
    store: DiaryStore, backup: Backup, clock: Clock
) -> None:
    # The other program has its entry in the WAL; a restore that replaced the file would lose to that journal.
    store.close()
    is_open, end = SPAWN.Event(), SPAWN.Event()
    other = SPAWN.Process(target=others.hold_open, args=(store.path, NOW, is_open, end))
    other.start()
    assert is_open.wait(60)
    restore(store.path, backup.path, clock)
    end.set()
    other.join(60)
    assert other.exitcode == 0
    assert ids(store.path, clock) == {"entry1"}
    copy = backups_of(store.path)[0]
    assert ids(copy.path, clock) == {"entry1", "after", "pending"}


def test_during_a_restore_no_other_program_is_told_that_something_is_saved(
    store: DiaryStore, backup: Backup, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it, an entry could be called saved between the copy and the restore, and be in neither."""
    refused: list[str] = []

    def copy_then_save(*args: object, **more: object) -> Backup:
        made = backup_of(*args, **more)  # type: ignore[arg-type]
        with pytest.raises(StoreError) as error:
            store.save(entry(3, id="late"))
        refused.append(str(error.value))
        return made

    store.database.connection.execute("PRAGMA busy_timeout = 50")
    monkeypatch.setattr(restore_module, "backup_of", copy_then_save)
    restore(store.path, backup.path, clock)
    assert "nothing was saved, please try again" in refused[0]
    assert [each.id for each in store.read().entries] == ["entry1"]


def _damage(content: bytearray) -> None:
    content[len(content) // 3 :] = b"\xaa" * (len(content) - len(content) // 3)


# Without the first page the file is not recognized as a diary; its backups show that it was one.
def _behead(content: bytearray) -> None:
    content[:4096] = bytes(4096)


def _cut(content: bytearray) -> None:
    del content[len(content) // 2 :]


@pytest.mark.parametrize("hurt", [_damage, _behead, _cut])
def test_a_damaged_diary_is_copied_byte_for_byte_and_replaced(
    store: DiaryStore, backup: Backup, clock: Clock, hurt: Callable[[bytearray], None]
) -> None:
    store.close()
    content = bytearray(store.path.read_bytes())
    hurt(content)
    store.path.write_bytes(content)
    done = restore(store.path, backup.path, clock)
    assert done.kept is not None
    assert done.found_damaged
    assert done.kept.read_bytes() == content
    assert done.kept.stat().st_mode & 0o077 == 0
    assert ids(store.path, clock) == {"entry1"}
    assert store.path.stat().st_mode & 0o077 == 0


def test_a_missing_diary_is_made_from_its_backup(store: DiaryStore, backup: Backup, clock: Clock) -> None:
    store.close()
    store.path.unlink()
    assert restore(store.path, backup.path, clock).kept is None
    assert ids(store.path, clock) == {"entry1"}


def test_a_diary_that_appears_during_a_restore_is_copied_too(
    store: DiaryStore, backup: Backup, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    # As if another program made the diary right after the restore had looked for it.
    monkeypatch.setattr(restore_module, "is_diary", lambda path: False)
    done = restore(store.path, backup.path, clock)
    assert ids(store.path, clock) == {"entry1"}
    assert done.kept is not None
    assert ids(done.kept, clock) == {"entry1", "after"}


def _no_room(*given: object, **more: object) -> None:
    raise sqlite3.OperationalError("database or disk is full")


def test_a_restore_without_room_leaves_no_empty_diary(
    store: DiaryStore, backup: Backup, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    store.path.unlink()
    monkeypatch.setattr("diary.store.backup.sqlite_copy.copy_into", _no_room)
    with pytest.raises(StoreError, match="disk is full"):
        restore(store.path, backup.path, clock)
    assert [path.name for path in store.path.parent.iterdir()] == [backups_folder(store.path).name]


def test_if_a_damaged_diary_can_not_be_replaced_the_error_names_its_copy(
    store: DiaryStore, backup: Backup, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    content = bytearray(store.path.read_bytes())
    _damage(content)
    store.path.write_bytes(content)
    monkeypatch.setattr(restore_module, "copy_into", _no_room)
    with pytest.raises(StoreError, match=r"disk is full.*is kept in .*_damaged\.db"):
        restore(store.path, backup.path, clock)
    assert store.path.read_bytes() == content


def test_a_file_that_was_damaged_since_it_was_chosen_is_refused(
    store: DiaryStore, backup: Backup, clock: Clock
) -> None:
    content = bytearray(backup.path.read_bytes())
    # In the middle of the tables: the header still looks like that of a diary.
    content[-20_000:-8_000] = b"\xaa" * 12_000
    backup.path.write_bytes(content)
    before = store.read()
    with pytest.raises(DamagedFile):
        restore(store.path, backup.path, clock)
    assert store.read() == before
    # The command that it offers can be pasted also where the path has a blank in it.
    moved = backup.path.rename(backup.path.with_name("my stick.db"))
    with pytest.raises(DamagedFile) as error:
        worth_restoring(moved, store.path)
    assert f"--db '{moved}' --salvage" in error_text(error.value)


@pytest.mark.parametrize(
    ("content", "refused", "match"),
    [
        (b"pain,site\r\n3,knee\r\n", ForeignFile, "not a pain diary, so it was not restored"),
        (b"", ForeignFile, "not a pain diary"),
        (None, DamagedFile, "is damaged, so it was not restored"),
    ],
)
def test_a_file_that_is_no_intact_diary_is_refused(
    store: DiaryStore, backup: Backup, content: bytes | None, refused: type[StoreError], match: str
) -> None:
    if content is None:
        content = backup.path.read_bytes()[: 20 * 4096]
    backup.path.write_bytes(content)
    with pytest.raises(refused, match=match):
        worth_restoring(backup.path, store.path)


def test_a_newer_backup_and_the_diary_itself_are_refused(store: DiaryStore, backup: Backup) -> None:
    with pytest.raises(StoreError, match="is the diary itself"):
        worth_restoring(store.path, store.path)
    connection = sqlite3.connect(backup.path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerSchema):
        worth_restoring(backup.path, store.path)


def test_a_file_that_is_no_diary_is_not_replaced(store: DiaryStore, backup: Backup, clock: Clock) -> None:
    other = store.path.with_name("letters.db")
    other.write_bytes(b"Dear Sir" * 1000)
    with pytest.raises(ForeignFile):
        restore(other, backup.path, clock)
    assert other.read_bytes() == b"Dear Sir" * 1000
    assert not backups_folder(other).exists()


def test_a_raw_copy_is_restored_with_the_content_of_its_journal(
    store: DiaryStore, tmp_path: Path, clock: Clock
) -> None:
    store.save(entry(1, id="journalled"))
    # As an older version of the program kept it.
    older = sqlite3.connect(store.path, isolation_level=None)
    older.execute("PRAGMA journal_mode = WAL")
    older.execute("UPDATE entry SET note = 'in the journal'")
    copy = tmp_path / "elsewhere" / "copy.db"
    copy.parent.mkdir()
    for ending in ("", "-wal"):
        copy.with_name(f"copy.db{ending}").write_bytes(store.path.with_name(f"diary.db{ending}").read_bytes())
    older.close()
    store.delete("journalled")
    # The copy must stay as it is: opening it as usual would move its journal into the main file.
    before = {path.name: path.read_bytes() for path in copy.parent.iterdir()}
    assert worth_restoring(copy, store.path).entries == 1
    restore(store.path, copy, clock)
    assert store.get("journalled").note == "in the journal"
    assert {path.name: path.read_bytes() for path in copy.parent.iterdir()} == before


def test_a_backup_is_named_by_file_number_name_or_as_the_newest_good_one(
    store: DiaryStore, backup: Backup, clock: Clock
) -> None:
    second = backup_of(store.path, clock)
    for name in ("0002", second.name, second.path.name, str(second.path), "newest"):
        assert chosen_backup(store.path, name) == second.path
    with pytest.raises(StoreError, match=r"could be 0002_.*, 0001_"):
        chosen_backup(store.path, "000")
    with pytest.raises(StoreError, match="no file and no backup called 7"):
        chosen_backup(store.path, "7")
    second.path.write_bytes(second.path.read_bytes()[:8192])
    assert chosen_backup(store.path, "newest") == backup.path
    # The copy made before a restore is for going back, so it is the newest only if there is no other.
    kept = restore(store.path, backup.path, clock).kept
    assert kept is not None
    assert chosen_backup(store.path, "newest") == backup.path
    backup.path.unlink()
    assert chosen_backup(store.path, "newest") == kept
    kept.unlink()
    with pytest.raises(StoreError, match="no good backup"):
        chosen_backup(store.path, "newest")
