"""The short form of what `python -m tests.torture` does to the store; README.md has the figures of the long one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from diary.exchange.import_plan import apply, plan_import
from tests.torture import (
    crowds,
    edits,
    encrypted,
    faults,
    full_disk,
    jobs,
    kills,
    order,
    power,
    readonly,
    signals,
    sync,
)
from tests.torture.disk import Disk
from tests.torture.scenes import BEFORE, IMPORTED, Stage
from tests.torture.tools import assert_held, skip_if
from tests.torture.tracing import why_untraceable


def test_a_kill_at_any_instant_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert_held([*kills.kill_at_random(tmp_path, 12)])


def test_a_failing_call_loses_nothing_and_is_reported_in_one_line(tmp_path: Path) -> None:
    assert_held([*faults.inject(tmp_path, most=1)])


def test_saved_is_reported_after_the_journal_is_on_the_disk(tmp_path: Path) -> None:
    assert_held([*order.synced_before_acknowledged(tmp_path, 3)])


def test_a_report_before_the_sync_would_be_noticed(tmp_path: Path) -> None:
    skip_if(why_untraceable())
    stage = Stage(tmp_path)
    stage.begin(stage.full)
    seen = [*order.unsynced(stage, order.save_unsynced, stage.diary, "new", 3)]
    assert [len(faults) for faults in seen] == [1, 1, 1]


def test_a_power_cut_at_any_instant_leaves_what_was_acknowledged(tmp_path: Path) -> None:
    assert_held([*power.cut_at_random(tmp_path, 24)])


def test_the_disk_after_a_power_cut_keeps_what_was_synced_and_may_lose_the_rest(tmp_path: Path) -> None:
    root, after = tmp_path / "root", tmp_path / "after"
    root.mkdir()
    disk = Disk(root)
    for line in (
        f'1 openat(AT_FDCWD</x>, "{root}/a", O_RDWR|O_CREAT, 0600) = 3<{root}/a>',
        f'1 pwrite64(3<{root}/a>, "kept", 4, 0) = 4',
        f"1 fdatasync(3<{root}/a>) = 0",
        f"1 fsync(4<{root}>) = 0",
        f'1 pwrite64(3<{root}/a>, "\\0\\1{"x" * 510}", 512, 4) = 512',
        f'1 openat(AT_FDCWD</x>, "{root}/b", O_RDWR|O_CREAT, 0600) = 5<{root}/b>',
    ):
        disk.apply(line)
    # 60 random cuts: enough to see each possible state at least once.
    contents, names = set(), set()
    for seed in range(60):
        after.mkdir(exist_ok=True)
        disk.cut(random.Random(seed), after)
        contents.add((after / "a").read_bytes())
        names.add((after / "b").exists())
        for path in after.iterdir():
            path.unlink()
    # The second write is one sector, so it is there completely or not at all.
    assert contents == {b"kept", b"kept\0\1" + b"x" * 510}
    assert names == {True, False}


def test_a_full_disk_loses_nothing_and_is_reported_in_one_line(tmp_path: Path) -> None:
    assert_held([*full_disk.fill_disks(tmp_path, (1000,))])


def test_programs_at_once_lose_nothing_and_see_no_error(tmp_path: Path) -> None:
    assert_held([*crowds.crowd(tmp_path, 25)])


def test_a_sync_service_at_the_file_at_any_instant_takes_nothing_away(tmp_path: Path) -> None:
    assert_held([*sync.sync_at_random(tmp_path, 12)])


def test_an_encrypted_diary_loses_nothing_either(tmp_path: Path) -> None:
    assert_held([*encrypted.torture(tmp_path, 8, 4, 4)])


def test_two_programs_at_the_same_records_overwrite_nothing_unseen(tmp_path: Path) -> None:
    assert_held([*edits.edit_the_same(tmp_path, 25)])


def test_a_signal_at_any_instant_loses_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    assert_held([*signals.signal_at_random(tmp_path, 12, 1)])


def test_a_diary_that_can_only_be_read_is_read_and_what_writes_says_so_in_one_line() -> None:
    assert_held([*readonly.read_only(1)])
    # A new command must be in one of the lists.
    assert readonly.unlisted() == set()


def test_an_import_overtaken_by_the_same_import_ends_without_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    stage.begin(stage.full)

    def overtake(path: Path) -> None:
        with jobs.opened(path) as store:
            apply(plan_import(stage.file.read_bytes(), store, jobs.CLOCK), store)

    # The backup before an import is the last step before it writes.
    monkeypatch.setattr("diary.exchange.carrying_out.back_up_before", overtake)
    assert jobs.command("import", str(stage.file), path=stage.diary) == 0
    with jobs.opened(stage.diary) as store:
        assert store.count() == BEFORE + IMPORTED
