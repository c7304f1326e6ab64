"""Backups: one per day, complete before it has its name, and never fewer than promised, whatever the clock shows."""

from __future__ import annotations

import multiprocessing
import os
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.error_hints import error_text
from diary.errors import DamagedFile, StoreError
from diary.paths import backups_folder
from diary.store.backup.backups import backup_of, backup_to, copy_byte_for_byte, daily_backup
from diary.store.backup.names import AUTO, backups_of
from diary.store.backup.summary import examined
from diary.store.backup.way_back import way_back
from diary.store.diary_store import DiaryStore, open_diary
from diary.store.schema import migrations
from diary.store.schema.migrations import MIGRATIONS
from tests.store import others
from tests.store.samples import EVERY_KIND, entry

SPAWN = multiprocessing.get_context("spawn")


def on(clock: Clock, days: float) -> Clock:
    """The clock that many days later."""
    assert clock.fixed
    return replace(clock, fixed=clock.fixed + timedelta(days=days))


def reopened(path: Path, clock: Clock) -> DiaryStore:
    return open_diary(path, clock=clock, program="cli", create=False)


def test_a_backup_holds_what_the_open_diary_holds_in_one_file(store: DiaryStore, clock: Clock) -> None:
    store.save(*EVERY_KIND)
    store.replace(entry(2, id="entry1"))
    made = backup_of(store.path, clock)
    assert made.name == "0001_2026-03-05_20-00-00_by-hand"
    assert [path.name for path in made.path.parent.iterdir() if path.suffix] == [made.path.name]
    with reopened(made.path, clock) as copy:
        assert copy.read() == store.read()
        assert copy.versions() == store.versions()


def test_one_backup_is_made_a_day_and_none_where_nothing_has_changed(store: DiaryStore, clock: Clock) -> None:
    store.save(entry(1))
    assert daily_backup(store.path, clock)
    store.save(entry(2))
    assert daily_backup(store.path, clock) is None
    made = daily_backup(store.path, on(clock, 1))
    assert made is not None
    assert examined(made.path).entries == 2
    assert daily_backup(store.path, on(clock, 2)) is None
    store.save(entry(3))
    assert daily_backup(store.path, on(clock, 2))
    assert [backup.kind for backup in backups_of(store.path)] == [AUTO] * 3


def test_a_damaged_newest_backup_does_not_count_as_holding_the_diary(store: DiaryStore, clock: Clock) -> None:
    store.save(entry(1))
    made = backup_of(store.path, clock)
    # Cut short, but with a header, so that only a real check notices it.
    made.path.write_bytes(made.path.read_bytes()[:9000])
    assert daily_backup(store.path, clock)


def test_several_programs_at_once_make_one_backup(store: DiaryStore, clock: Clock) -> None:
    store.save(*(entry(hours) for hours in range(1, 200)))
    barrier = SPAWN.Barrier(3)
    programs = [SPAWN.Process(target=others.back_up, args=(store.path, clock, barrier)) for _ in range(2)]
    for program in programs:
        program.start()
    others.back_up(store.path, clock, barrier)
    for program in programs:
        program.join(60)
    assert [program.exitcode for program in programs] == [0, 0]
    (made,) = backups_of(store.path)
    assert examined(made.path).entries == 199


def test_only_the_owner_may_read_backups_even_in_a_folder_that_was_open(store: DiaryStore, clock: Clock) -> None:
    store.save(entry(1))
    folder = backups_folder(store.path)
    # Without a umask the modes are exactly those that the program asks for.
    before = os.umask(0)
    try:
        folder.mkdir()
        backup_of(store.path, clock)
        daily_backup(store.path, clock)
        backup_to(store.path, store.path.with_name("copy.db"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = [store.path.with_name("copy.db"), *folder.iterdir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_unfinished_files_of_a_killed_program_are_deleted(store: DiaryStore, clock: Clock) -> None:
    store.save(entry(1))
    folder = backups_folder(store.path)
    folder.mkdir(mode=0o700)
    for name in (".abcd_123.new", ".abcd_123.new-journal"):
        (folder / name).write_bytes(b"half")
    # Names that only look similar belong to the person.
    for name in ("notes.txt", ".newsrc", ".x.news"):
        (folder / name).write_text("mine")
    (folder / ".folder_1.new").mkdir()
    made = backup_of(store.path, clock)
    left = {path.name for path in folder.iterdir()}
    assert left == {".turn", "notes.txt", ".newsrc", ".x.news", ".folder_1.new", made.path.name}


def test_a_backups_folder_behind_a_link_keeps_its_mode(store: DiaryStore, clock: Clock) -> None:
    store.save(entry(1))
    elsewhere = store.path.parent / "stick"
    elsewhere.mkdir()
    elsewhere.chmod(0o755)
    backups_folder(store.path).symlink_to(elsewhere)
    made = backup_of(store.path, clock)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o755


def test_a_name_that_was_taken_meanwhile_is_an_error(
    store: DiaryStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(entry(1))
    monkeypatch.setattr("diary.store.backup.backups.give_name", lambda made, path: False)
    with pytest.raises(StoreError, match="no backup was made"):
        backup_of(store.path, clock)
    with pytest.raises(StoreError, match="no backup was made"):
        copy_byte_for_byte(store.path, clock)


def test_a_damaged_diary_makes_no_backup_and_deletes_none(store: DiaryStore, clock: Clock) -> None:
    store.save(*(entry(hours, note="n" * 300) for hours in range(1, 300)))
    good = backup_of(store.path, clock)
    store.close()
    content = bytearray(store.path.read_bytes())
    content[-60_000:] = b"\xaa" * 60_000
    store.path.write_bytes(content)
    with pytest.raises(DamagedFile) as caught:
        backup_of(store.path, on(clock, 1), AUTO)
    assert "newest good backup is of 2026-03-05 20:00 (299 entries" in error_text(way_back(caught.value))
    assert backups_of(store.path) == (good,)


def test_a_backup_that_can_not_be_made_is_reported_in_one_line(store: DiaryStore, clock: Clock) -> None:
    backups_folder(store.path).write_text("a file")
    with pytest.raises(StoreError, match=r"no backup could be made in .*not a directory") as error:
        daily_backup(store.path, clock)
    assert "\n" not in str(error.value)


def test_one_backup_is_made_before_a_migration(
    store: DiaryStore, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    store.save(entry(1))
    store.close()
    more = (*MIGRATIONS, lambda connection: connection.execute("ALTER TABLE visit ADD COLUMN room VARCHAR"))
    monkeypatch.setattr(migrations, "MIGRATIONS", more)
    with reopened(store.path, clock) as older:
        assert len(older.read().entries) == 1
        assert backups_of(store.path) == ()  # what is only read is not changed
        # Saved twice: the second time nothing is migrated.
        older.save(entry(2))
        older.save(entry(3))
    (made,) = backups_of(store.path)
    assert made.kind == "before-migration"
    assert abs(made.made - datetime.now()) < timedelta(minutes=5)  # noqa: DTZ005  the machine's own clock is meant
    assert examined(made.path).version == len(MIGRATIONS)


def test_no_migration_without_its_backup(store: DiaryStore, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    store.save(entry(1))
    store.close()
    backups_folder(store.path).write_text("in the way")
    more = (*MIGRATIONS, lambda connection: connection.execute("ALTER TABLE visit ADD COLUMN room VARCHAR"))
    monkeypatch.setattr(migrations, "MIGRATIONS", more)
    with reopened(store.path, clock) as older:
        with pytest.raises(StoreError, match="no backup could be made"):
            older.save(entry(2))
        assert len(older.read().entries) == 1
    # Without a migration, a broken backups folder does not keep the diary from opening.
    monkeypatch.undo()
    reopened(store.path, clock).close()


def test_a_backup_to_a_file_replaces_nothing_without_overwrite(store: DiaryStore, clock: Clock, tmp_path: Path) -> None:
    store.save(entry(1))
    copy = tmp_path / "copy.db"
    assert backup_to(store.path, copy) == copy
    store.save(entry(2))
    with pytest.raises(StoreError, match=r"is there already; .* --overwrite"):
        backup_to(store.path, copy)
    assert examined(copy).entries == 1
    backup_to(store.path, copy, overwrite=True)
    assert examined(copy).entries == 2
    with pytest.raises(StoreError, match="is the diary itself"):
        backup_to(store.path, store.path, overwrite=True)
    with pytest.raises(StoreError, match="no such file or directory"):
        backup_to(store.path, tmp_path / "none" / "copy.db")
    for part in ("-wal", "-shm", "-journal"):
        with pytest.raises(StoreError, match="a part of the diary itself"):
            backup_to(store.path, store.path.with_name(store.path.name + part), overwrite=True)
    copy.with_name("copy.db-journal").write_bytes(b"what a crash left")
    with pytest.raises(StoreError, match="in use"):
        backup_to(store.path, copy, overwrite=True)


def test_files_with_other_names_are_left_alone(store: DiaryStore, clock: Clock) -> None:
    folder = backups_folder(store.path)
    folder.mkdir()
    # A date that does not exist, an unknown reason, and names of another form.
    for name in ("0001_2026-02-30_10-00-00_auto.db", "0001_2026-02-20_10-00-00_mine.db", "diary.db", "0009.db"):
        (folder / name).write_bytes(b"")
    assert backups_of(store.path) == ()
    backup_of(store.path, clock)
    assert len(list(folder.iterdir())) == 6


def test_the_last_backup_is_the_newest_even_if_the_clock_was_set_back(store: DiaryStore, clock: Clock) -> None:
    store.save(entry(1))
    early = Clock(UTC, "", datetime(1970, 1, 1, tzinfo=UTC))
    for number, at in enumerate((clock, early, clock), start=1):
        assert backup_of(store.path, at).number == number
    assert [backup.number for backup in backups_of(store.path)] == [3, 2, 1]
