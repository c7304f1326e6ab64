"""Backups, restoring and verifying from the command line, and the automatic backups after a save."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from diary.cli import backup_duties
from diary.clock import Clock, wall_clock
from diary.paths import backups_folder
from diary.store.backup.names import Backup, backups_of
from tests.cli.conftest import Run


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    """The path of the diary that the commands use."""
    return tmp_path / "diary.db"


def kinds(diary: Path) -> list[str]:
    return [backup.kind for backup in backups_of(diary)]


def newest(diary: Path) -> Backup:
    return backups_of(diary)[0]


def spoil(diary: Path) -> bytes:
    """Overwrite the last three quarters of the file; its new content."""
    # The header stays, so that it is still known to be a diary, and is damaged rather than foreign.
    content = bytearray(diary.read_bytes())
    content[len(content) // 4 :] = b"\xaa" * (len(content) - len(content) // 4)
    diary.write_bytes(content)
    return bytes(content)


def test_the_first_save_of_a_day_makes_a_backup_silently(run: Run, diary: Path) -> None:
    for line in ("list", "status", "log --dry-run 3 neck"):
        run(line)
    assert kinds(diary) == []
    first = run("log 3 neck")
    assert kinds(diary) == ["auto"]
    assert "backup" not in first.out + first.err
    run("log 4 neck")
    run("undo")
    run("usual neck 1")
    assert kinds(diary) == ["auto"]


def test_a_time_given_with_now_neither_names_nor_deletes_backups(run: Run, diary: Path) -> None:
    for now in ("1999-03-05T20:00", "2026-03-05T20:00", "2098-03-05T20:00"):
        run("log 3 neck", now=now)
    (only,) = backups_of(diary)
    assert abs(only.made - datetime.now()) < timedelta(minutes=5)  # noqa: DTZ005  backups use the real local time


def test_a_failed_backup_changes_neither_the_saved_entry_nor_the_exit_status(run: Run, diary: Path) -> None:
    # A file where the folder should be: this fails for every user, also for root.
    Path(f"{diary}-backups").write_text("in the way")
    answer = run("log 3 neck")
    assert (answer.status, answer.line) == (0, "3 neck 2026-03-05T20:00")
    assert "today's backup was not made: no backup could be made in" in answer.err
    assert "in the way" in Path(f"{diary}-backups").read_text()
    assert len(json.loads(run("list --json").out)["entries"]) == 1


def test_an_unexpected_error_during_a_backup_changes_nothing(
    run: Run, diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("private words")

    monkeypatch.setattr(backup_duties, "is_due", broken)
    answer = run("log 3 neck")
    assert answer.status == 0
    assert "(ZeroDivisionError)" in answer.err
    assert "private" not in answer.err  # an error text can quote the diary


def test_without_a_due_backup_no_module_for_making_one_is_imported(
    run: Run, diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("log 3 neck")
    for name in (makers := ("diary.store.backup.backups", "diary.store.backup.verify", "diary.store.files")):
        monkeypatch.delitem(sys.modules, name, raising=False)
    run("log 4 neck")
    assert not set(makers) & sys.modules.keys()
    newest(diary).path.unlink()
    run("log 4 neck")
    assert "diary.store.backup.backups" in sys.modules


def test_an_import_is_preceded_by_a_backup(run: Run, diary: Path, tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    file.write_text("time,site,pain\n2026-03-01T20:00,neck,3\n")
    run("import", str(file))
    assert kinds(diary) == ["auto"]
    run("import", str(file))
    assert kinds(diary) == ["auto"]
    # A new row: an import that would write nothing needs no backup either.
    file.write_text("time,site,pain\n2026-03-02T20:00,neck,3\n")
    run("import", str(file), "--dry-run")
    assert kinds(diary) == ["auto"]
    run("import", str(file))
    assert kinds(diary) == ["before-import", "auto"]
    assert run("restore newest --yes").line.startswith("Restored: 1 entry, the latest of 2026-03-01 20:00")


def test_the_demo_makes_no_backup(monkeypatch: pytest.MonkeyPatch) -> None:
    from diary.cli.main import main

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("diary.store.backup.backups.daily_backup", refuse)
    assert main(["demo", "log", "3", "neck"]) == 0


def test_a_backup_by_hand_says_where_it_is_and_what_it_holds(run: Run, diary: Path, tmp_path: Path) -> None:
    assert run("backup").status == 1
    assert not diary.exists()
    run("log 3 neck")
    answer = run("backup")
    assert answer.line == str(newest(diary).path)
    assert "1 entry, the latest of 2026-03-05 20:00" in answer.err
    file = tmp_path / "copy.db"
    assert run("backup", str(file)).line == str(file)
    refused = run("backup", str(file))
    assert (refused.status, len(refused.err.splitlines())) == (1, 1)
    assert run("backup --overwrite", str(file)).status == 0
    assert run("list", "--db", str(file)).out == run("list").out
    listed = run("backup --list").out.splitlines()
    assert [line.split()[0] for line in listed] == [backup.name for backup in backups_of(diary)]
    assert all("1 entry" in line for line in listed)
    shape = json.loads(run("backup --json").out)
    assert [each["kind"] for each in shape["backups"]] == ["by-hand", "auto"]
    for line in ("backup --list x", "backup --overwrite"):
        assert run(line).status == 2


def test_restoring_asks_and_can_be_taken_back(run: Run, diary: Path) -> None:
    run("log 3 neck")
    run("log 4 neck")
    asked = run("restore newest")
    assert asked.status == 2
    assert "--yes" in asked.err
    assert kinds(diary) == ["auto"]
    done = run("restore newest --yes")
    assert done.line.startswith("Restored: 1 entry, the latest of 2026-03-05 20:00")
    assert run("status --json").out.count('"entries": 1')
    number = done.err.split()[-1]  # the command that the remark names, as a person would copy it
    assert run("restore --yes", number).line.startswith("Restored: 2 entries")
    assert run("restore --yes 99").status == 1


@pytest.mark.parametrize(("answer", "status"), [("yes", 0), ("y", 0), ("no", 2), ("", 2)])
def test_on_a_terminal_a_restore_is_asked_about(
    run: Run, diary: Path, monkeypatch: pytest.MonkeyPatch, answer: str, status: int
) -> None:
    run("log 3 neck")
    run("log 4 neck")
    monkeypatch.setattr("diary.cli.commands.restore.on_terminal", lambda: True)
    asked = run("restore 0001", stdin=f"{answer}\n")
    assert asked.status == status
    assert "The diary has 2 entries, the latest of 2026-03-05 20:00. Put 0001" in asked.err
    assert "with 1 entry, the latest of 2026-03-05 20:00?" in asked.err


def test_damage_is_reported_with_the_commands_that_repair_it_and_they_do(run: Run, diary: Path, tmp_path: Path) -> None:
    run("log 3 neck")
    content = spoil(diary)
    for line in ("list", "log 3 neck", "check", "status", "backup"):
        answer = run(line)
        (wrong,) = answer.err.splitlines()
        assert (answer.status, wrong.partition(str(diary))[0]) == (1, "diary: the diary at "), line
        rest = wrong.partition(str(diary))[2]
        assert rest.startswith(" is damaged; it was left as it is. The newest good backup is of ")
        assert "(1 entry, the latest of 2026-03-05 20:00); to put it back: diary restore newest. " in rest
        assert rest.endswith("diary verify --salvage OUT.json")
    assert diary.read_bytes() == content
    verified = run("verify")
    assert verified.status == 1
    assert "diary restore newest" in verified.out
    assert "diary verify --salvage OUT.json" in verified.out
    assert run("restore newest --yes").status == 0
    assert run("verify").status == 0
    assert len(json.loads(run("list --json").out)["entries"]) == 1


def test_a_missing_diary_with_backups_is_not_taken_for_a_new_one(run: Run, diary: Path) -> None:
    run("log 3 neck")
    diary.unlink()
    for line in ("list", "status"):
        answer = run(line)
        assert answer.status == 1
        assert "to put it back: diary restore newest" in answer.err
    assert run("restore newest --yes").status == 0
    assert run("list").status == 0


def test_an_old_backup_is_reported_if_the_diary_has_changed_since(
    run: Run, diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Eight days: a backup counts as old after seven.
    real = wall_clock()
    later = Clock(real.zone, real.zone_name, real.now() + timedelta(days=8))
    run("log 3 neck")
    monkeypatch.setattr(backup_duties, "wall_clock", lambda: later)
    assert "backup" not in run("status").out
    monkeypatch.undo()  # this also undoes the environment of the fixture
    monkeypatch.setenv("DIARY_DB", str(diary))
    run("log 4 neck")
    assert "backup" not in run("status").out
    monkeypatch.setattr(backup_duties, "wall_clock", lambda: later)
    assert f"the newest backup is of {newest(diary).day}; diary backup makes one" in run("status").out
    assert f"The newest backup is of {newest(diary).day}" in run("config").err
    shape = json.loads(run("status --json").out)
    assert (shape["backup_old"], shape["newest_backup"]) == (True, newest(diary).made.isoformat())
    assert "backup" not in run("status --short").out


def test_help_of_log_names_the_way_that_keeps_words_out_of_sight(run: Run) -> None:
    answer = " ".join(run("log --help").out.split())
    assert "list of running programs" in answer
    assert "standard input" in answer


def test_an_entry_that_could_not_be_shown_is_backed_up_all_the_same(
    run: Run, diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("diary.cli.after_save.say", gone)
    run("log 3 neck")
    assert kinds(diary) == ["auto"]


def test_a_backups_folder_that_can_not_be_read_hides_no_warning(run: Run, diary: Path) -> None:
    run("log 5 lower back saddle-numbness")
    folder = backups_folder(diary)
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to(folder)  # a loop of links can't be read by any user, not even by root
    answer = run("status")
    assert answer.status == 0
    assert "Call the emergency number now" in answer.out
    assert f"the backups in {folder} can't be looked at" in answer.out
    verified = run("verify")
    assert verified.status == 1
    assert f"the backups in {folder} can't be looked at" in verified.out


def test_a_setting_that_is_wrong_hides_no_warning(run: Run, tmp_path: Path) -> None:
    run("config fatigue_from 5")
    (file,) = (tmp_path / "config").rglob("*.toml")
    file.write_text("fatigue_from = 99\n", "utf-8")
    for line in ("log 5 lower back saddle-numbness", "status", "check"):
        answer = run(line)
        assert answer.status == 0
        assert "Call your emergency number (112, 911, 999 …) now" in answer.out
        assert "fatigue_from must be a whole number from 2 to 8" in answer.err
    assert run("config fatigue_from 4").status == 0
    assert run("status").err == ""


def test_an_empty_name_restores_nothing(run: Run) -> None:
    run("log 3 neck")
    # An empty name is the beginning of every name; it must not choose a backup.
    for name in ("", " "):
        answer = run("restore --yes", name)
        assert answer.status != 0
        assert "Restored" not in answer.out
