"""Verifying: each fault is named, and a sound diary gets no complaint."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from diary.clock import Clock
from diary.errors import ForeignFile, NewerSchema, NoDiaryYet
from diary.paths import backups_folder
from diary.store.backup import verify as verify_module
from diary.store.backup.backups import backup_of
from diary.store.backup.verify import Verification, verify
from diary.store.diary_store import DiaryStore, open_diary
from diary.store.mounts import shared_drive
from tests.store.samples import EVERY_KIND, NOW, entry


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a diary that holds every kind of record, and a backup."""
    # Made once for the module; each test gets a copy.
    path = tmp_path_factory.mktemp("made") / "diary.db"
    clock = Clock(ZoneInfo("Europe/Berlin"), "Europe/Berlin", NOW)
    with open_diary(path, clock=clock, program="cli", create=True) as store:
        store.save(*EVERY_KIND)
        store.save(*(entry(hours, note="n" * 200) for hours in range(1, 120)))
        backup_of(path, clock)
    return path.parent


@pytest.fixture
def closed(made: Path, tmp_path: Path) -> Path:
    """A copy of it, closed."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "diary.db"


def wrong(result: Verification) -> dict[str, str]:
    return {answer.about: answer.text for answer in result.answers if answer.word == "wrong"}


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA ignore_check_constraints = ON", *statements):
        connection.execute(statement)
    connection.close()


def test_a_whole_diary_is_fine_and_left_as_it_was(closed: Path, clock: Clock) -> None:
    before = {path: path.read_bytes() for path in closed.parent.rglob("*") if path.is_file()}
    result = verify(closed, clock)
    assert wrong(result) == {}
    assert result.is_fine
    assert result.contents is not None
    assert (result.contents.entries, result.contents.latest) == (120, "2026-03-05 19:00")
    assert result.journal == "delete"
    assert "(today) and opens: 120 entries" in str(result.answers)
    assert {path: path.read_bytes() for path in closed.parent.rglob("*") if path.is_file()} == before


def test_an_open_diary_can_be_verified(store: DiaryStore, clock: Clock) -> None:
    store.save(entry(1))
    assert verify(store.path, clock).is_fine


def test_a_damaged_page_is_reported(closed: Path, clock: Clock) -> None:
    content = bytearray(closed.read_bytes())
    content[-12 * 4096 : -11 * 4096] = b"\xaa" * 4096
    closed.write_bytes(content)
    result = verify(closed, clock)
    assert "file" in wrong(result)
    assert closed.read_bytes() == content


@pytest.mark.parametrize(
    ("about", "damage"),
    [
        ("parts", "INSERT INTO exercise (session_id, place, name) VALUES ('nobody', 0, 'squat')"),
        ("values", "UPDATE entry SET fatigue = 11 WHERE id = 'entry1'"),
        ("values", "UPDATE entry SET at = '2026-02-30 10:00:00.000000' WHERE id = 'entry1'"),
        ("values", "UPDATE entry SET note = 'a' || char(27) || '[2J' WHERE id = 'entry1'"),
        ("values", "UPDATE version SET content = '{', operation = 'edit' WHERE thing_id = 'entry1'"),
        ("tables", "DROP TABLE reading"),
        ("tables", 'CREATE TABLE "a\x1b[2J" (b)'),
        ("values", "UPDATE entry SET note = CAST(x'ff41' AS TEXT) WHERE id = 'entry1'"),
    ],
)
def test_values_that_no_diary_holds_are_named(closed: Path, clock: Clock, about: str, damage: str) -> None:
    change(closed, damage)
    result = wrong(verify(closed, clock))
    assert about in result
    assert "\n" not in str(result.values()).replace("\\n", "")
    # The note with an escape is quoted in the fault, but must not reach the terminal.
    assert "\x1b" not in "".join(result.values())


def test_files_open_to_others_are_named_with_the_remedy(closed: Path, clock: Clock) -> None:
    # Others may list the folder: only a note, as they can't read the diary.
    closed.parent.chmod(0o755)
    assert verify(closed, clock).is_fine
    closed.chmod(0o644)
    assert f"chmod 600 {closed}" in wrong(verify(closed, clock))["privacy"]
    closed.chmod(0o600)
    backups_folder(closed).chmod(0o750)
    assert f"chmod 700 {backups_folder(closed)}" in wrong(verify(closed, clock))["privacy"]
    backups_folder(closed).chmod(0o700)
    closed.parent.chmod(0o777)
    assert "can put files in" in wrong(verify(closed, clock))["privacy"]


def test_an_old_backup_is_wrong_only_if_the_diary_has_changed(closed: Path, clock: Clock) -> None:
    assert clock.fixed
    later = replace(clock, fixed=clock.fixed + timedelta(days=8))
    assert verify(closed, later).is_fine
    with open_diary(closed, clock=clock, program="cli", create=False) as again:
        again.save(entry(1))
    assert verify(closed, replace(clock, fixed=clock.fixed + timedelta(days=7))).is_fine
    assert "(8 days ago), and the diary has changed since" in wrong(verify(closed, later))["backup"]


def test_no_backup_is_a_note_and_a_broken_one_is_wrong(closed: Path, clock: Clock) -> None:
    (backup,) = [path for path in backups_folder(closed).iterdir() if path.suffix == ".db"]
    backup.write_bytes(backup.read_bytes()[:8192])
    assert "can't be relied upon" in wrong(verify(closed, clock))["backup"]
    backup.unlink()
    result = verify(closed, clock)
    assert result.is_fine
    assert "no backup yet" in str(result.answers)


def test_a_file_that_is_no_diary_is_not_verified(closed: Path, clock: Clock, tmp_path: Path) -> None:
    with pytest.raises(NoDiaryYet):
        verify(tmp_path / "none.db", clock)
    (tmp_path / "letter").write_text("Dear Sir")
    with pytest.raises(ForeignFile):
        verify(tmp_path / "letter", clock)
    change(closed, "PRAGMA user_version = 99")
    with pytest.raises(NewerSchema):
        verify(closed, clock)


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("/home/a/diary.db", ""),
        ("/home/a/far away/diary.db", "fuse.sshfs"),
        ("/home/a/far/diary.db", "nfs4"),
        ("/home/a/farther/diary.db", ""),
        ("/mnt/c/diary.db", "9p"),
        ("/mnt/stick/diary.db", ""),
        ("/home/a/over/diary.db", "cifs"),
    ],
)
def test_the_kind_of_drive_is_that_of_the_innermost_mount(tmp_path: Path, file: str, kind: str) -> None:
    mounts = tmp_path / "mounts"
    # "far" is a prefix of "farther" by letters, but not by folders; "over" is mounted twice.
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\nserver:/a /home/a/far nfs4 rw 0 0\nC: /mnt/c 9p rw 0 0\nodd\n"
        "a@b: /home/a/far\\040away fuse.sshfs rw 0 0\n/dev/sdb1 /mnt/stick fuseblk rw 0 0\n"
        "/dev/sdc /home/a/over ext4 rw 0 0\n//s/x /home/a/over cifs rw 0 0\n"
    )
    assert shared_drive(Path(file), mounts) == kind
    assert shared_drive(Path(file), tmp_path / "none") == ""


def test_a_drive_that_machines_share_is_noted(closed: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_module, "shared_drive", lambda _: "nfs4")
    result = verify(closed, clock)
    assert result.is_fine
    assert "several machines may share (nfs4)" in str(result.answers)
