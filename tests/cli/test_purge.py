"""`diary delete --purge`: the words are gone from every file, only the id stays, and nothing else is lost."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.domain.records import Entry
from diary.store.backup import purge_copies
from diary.store.backup.backups import backup_of, copy_byte_for_byte
from diary.store.backup.names import backups_of
from diary.store.backup.summary import examined
from diary.store.backup.verify import verify
from diary.store.diary_store import DiaryStore
from diary.store.recovery.salvage import salvage
from diary.tui.unsaved import Unsaved, keep
from tests.cli.conftest import Run
from tests.store.old.make import diary_of
from tests.store.samples import EVERY_KIND

BEFORE, AFTER = "wordsbeforetheedit", "wordsaftertheedit"


def files_with(folder: Path, *words: str) -> set[str]:
    """The names of the files anywhere in a folder whose bytes hold one of the words."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in files if any(word.encode() in path.read_bytes() for word in words)}


def ids_by_note(run: Run) -> dict[str, str]:
    return {entry["note"]: entry["id"] for entry in json.loads(run("list --json").out)["entries"]}


def edited(run: Run) -> str:
    """The id of an entry with an earlier content, between two others."""
    assert run("log 3 neck -- stays").status == 0
    assert run("log 6 left knee --", BEFORE).status == 0
    assert run("edit last --note", AFTER).status == 0
    id = ids_by_note(run)[AFTER]
    assert run("log 4 neck -- later").status == 0
    return id


def test_the_words_are_in_no_file_any_more(run: Run, tmp_path: Path, clock: Clock) -> None:
    """Without it, what a person took out could be read by anybody who gets the file or one of its backups."""
    id = edited(run)
    diary = tmp_path / "diary.db"
    by_hand = backup_of(diary, clock)
    record = salvage(diary).diary.entries
    keep(diary, [Unsaved(clock.now(), next(each for each in record if each.id == id))])
    assert len(files_with(tmp_path, BEFORE, AFTER)) >= 3
    answer = run("delete", id, "--purge", "--yes")
    assert answer.status == 0
    assert AFTER not in answer.out + answer.err
    assert "--backups" in answer.err
    # The backups are left where nobody asked for it.
    assert files_with(tmp_path, BEFORE, AFTER) == {by_hand.path.name}
    assert run("delete", id[:6], "--purge", "--backups", "--yes").status == 0
    assert files_with(tmp_path, BEFORE, AFTER) == set()
    assert ids_by_note(run).keys() == {"stays", "later"}
    for backup in backups_of(diary):
        assert examined(backup.path).entries <= 2
    assert verify(diary, clock).is_fine
    assert salvage(diary).whole
    assert AFTER not in run("export").out


def test_a_purge_cant_be_undone_and_says_so(run: Run) -> None:
    id = edited(run)
    assert run("delete", id).status == 0
    assert run("delete", id, "--purge", "--yes").status == 0
    for line in ("undo", f"undo {id}", "redo"):
        answer = run(line)
        assert answer.status == 1
        assert AFTER not in answer.out + answer.err
    assert "gone for good" in run("undo").err
    assert AFTER not in run("undo --list").out
    # What comes later can be taken back.
    assert run("log 2 neck -- new").status == 0
    assert run("undo").status == 0
    assert ids_by_note(run).keys() == {"stays", "later"}


def test_it_is_listed_without_its_words_and_no_import_brings_it_back(run: Run, tmp_path: Path) -> None:
    id = edited(run)
    shutil.copy(tmp_path / "diary.db", copy := tmp_path / "copy.db")
    run("export -o", str(tmp_path / "old.json"))
    run("export -o", str(tmp_path / "old.csv"))
    assert run("delete", id, "--purge", "--yes").status == 0
    assert run("deleted").out == f"{id[:6]}  purged on 2026-03-05, gone for good\n"
    assert [each["id"] for each in json.loads(run("deleted --json").out)["purged"]] == [id]
    for file in (copy, tmp_path / "old.json", tmp_path / "old.csv"):
        answer = run("import", str(file), "--update")
        assert (answer.status, "1 purged" in answer.out) == (0, True)
        assert "purged from the diary" in run("import", str(file), "--dry-run").out
    assert AFTER.encode() not in (tmp_path / "diary.db").read_bytes()


@pytest.mark.parametrize("record", EVERY_KIND, ids=lambda record: type(record).__name__)
def test_records_of_every_kind_and_deleted_and_undone_ones_are_purged(
    store: DiaryStore, tmp_path: Path, record: Entry
) -> None:
    store.save(*EVERY_KIND, label="one of each")
    store.delete(record.id, label=f"a label with {record.note}")
    assert store.find_ever(record.id).record == record
    store.purge(record.id)
    assert store.find_ever(record.id).record is None
    assert {each.id for each in store.read().records()} == {each.id for each in EVERY_KIND} - {record.id}
    assert [each.id for each in store.purged()] == [record.id]
    assert store.deleted() == ()
    note = record.note.encode()
    assert not note or note not in store.path.read_bytes()


def test_what_an_undo_removed_is_purged_too(run: Run, tmp_path: Path) -> None:
    assert run("log 6 left knee --", BEFORE).status == 0
    id = ids_by_note(run)[BEFORE]
    assert run("undo").status == 0
    assert files_with(tmp_path, BEFORE)
    assert run("delete", id, "--purge", "--backups", "--yes").status == 0
    assert files_with(tmp_path, BEFORE) == set()


def test_backups_of_the_first_schema_and_damaged_ones(run: Run, tmp_path: Path) -> None:
    """Without it, a backup from before an update, or a raw copy of a damaged diary, would keep the words."""
    shutil.copy(diary_of(1), diary := tmp_path / "diary.db")
    wall = Clock(UTC, "UTC", datetime(2026, 3, 5, 20, tzinfo=UTC))
    copy_byte_for_byte(diary, wall)
    damaged = backups_of(diary)[0].path
    damaged.write_bytes(damaged.read_bytes()[:-8192])
    assert run("log 2 neck -- new").status == 0
    older = next(backup.path for backup in backups_of(diary) if backup.kind == "before-migration")
    assert files_with(tmp_path, "corrected twice") >= {diary.name, older.name, damaged.name}
    answer = run("delete e3 --purge --backups --yes")
    assert f"{damaged} could not be read whole, and was removed" in answer.err
    assert files_with(tmp_path, "corrected twice", "note 3") == set()
    assert examined(older).version == 1
    with closing(sqlite3.connect(older)) as raw:
        assert raw.execute("SELECT count(*) FROM entry WHERE id = 'e2'").fetchone() == (1,)


def test_it_asks_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    id = edited(run)
    answer = run("delete", id, "--purge")
    assert (answer.status, "--yes" in answer.err) == (2, True)
    assert run("delete", id, "--yes").status == 2
    monkeypatch.setattr("diary.cli.commands.restore.on_terminal", lambda: True)
    answer = run("delete", id, "--purge", typed="no\n")
    assert answer.status == 2
    for words in ("for good", "can't be undone", "exports and reports", "--backups"):
        assert words in answer.err
    assert AFTER in ids_by_note(run)
    assert run("delete", id, "--purge", typed="yes\n").status == 0
    assert AFTER not in ids_by_note(run)


def test_a_backup_stays_where_only_the_disk_was_full(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is whole, and may be the only one."""
    id = edited(run)
    assert run("backup").status == 0
    kept = [backup.path for backup in backups_of(tmp_path / "diary.db")]
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL

    def fail(*_: object) -> None:
        raise full

    with monkeypatch.context() as at_this_time:
        at_this_time.setattr(purge_copies, "copy_into", fail)
        answer = run("delete", id, "--purge", "--backups", "--yes")
    assert (answer.status, "disk is full" in answer.err) == (1, True)
    assert kept
    assert all(path.exists() for path in kept)
    assert run("delete", id, "--purge", "--backups", "--yes").status == 0
