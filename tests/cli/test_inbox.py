"""`diary inbox` and the setting `inbox`, as a person meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from diary.cli.main import main
from tests.cli.conftest import Run
from tests.cli.test_process import environment

LINES = "2026-03-01 20:10 6 left knee\n2026-03-02 08:00 session physio 45 min\n2026-03-03 kneee\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An inbox with two good lines and a bad one."""
    path = tmp_path / "pain.txt"
    path.write_text(LINES, "utf-8")
    return path


def test_what_is_taken_and_what_is_not_is_listed(run: Run, file: Path) -> None:
    answer = run(f"inbox {file}")
    assert answer.status == 1
    assert answer.out.splitlines()[:2] == [
        "line 1: 6 left knee 2026-03-01T20:10", "line 2: Mon 2 Mar 08:00  session: physio, 45 min",
    ]  # fmt: skip
    assert answer.out.splitlines()[2].startswith("line 3: can't be taken: a line begins with date and time")
    assert "Saved. (diary undo takes them back)" in answer.err
    assert file.read_text("utf-8") == LINES
    again = run(f"inbox {file}")
    assert (again.status, len(again.out.splitlines())) == (1, 1)
    assert "2 lines in the diary already" in again.err
    assert run("undo").line == "Taken back: 2 lines of pain.txt"
    assert run("list --all").status == 0
    assert json.loads(run("list --all --json").out)["entries"] == []


def test_the_findings_that_changed_are_said_once(run: Run, file: Path) -> None:
    file.write_text("2026-03-05 08:00 4 left foot numb\n2026-03-05 09:00 4 left foot numb\n", "utf-8")
    out = run(f"inbox {file}").out
    assert out.count("Numbness at your left foot") == 1


def test_a_dry_run_makes_no_diary_and_writes_nothing(run: Run, file: Path, tmp_path: Path) -> None:
    answer = run(f"inbox {file} --dry-run")
    assert "line 1: 6 left knee" in answer.out
    assert "Nothing was written (--dry-run)." in answer.err
    assert not (tmp_path / "diary.db").exists()
    file.write_text("6 left knee\n", "utf-8")
    assert run(f"inbox {file}").status == 1
    assert not (tmp_path / "diary.db").exists()


def test_without_a_file_or_a_setting_it_says_how_to_name_one(run: Run, tmp_path: Path) -> None:
    answer = run("inbox")
    assert (answer.status, "diary config inbox FILE" in answer.err) == (2, True)
    missing = tmp_path / "missing.txt"
    assert run(f"inbox {missing}").status == 1
    run(f"config inbox {missing}")
    answer = run("inbox")
    assert (answer.status, answer.out) == (0, "")
    assert "not there yet" in answer.err


def test_the_setting_holds_a_whole_path(run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("config inbox pain.txt").line == f"inbox = {file}"
    (tmp_path / "config" / "pain-diary" / "config.toml").write_text('inbox = "pain.txt"\n', "utf-8")
    assert "inbox is the whole path" in run("status").err


def test_log_takes_what_is_new_in_one_line(run: Run, file: Path) -> None:
    run(f"config inbox {file}")
    answer = run("log 3 neck")
    assert answer.line == "3 neck 2026-03-05T20:00"
    assert answer.err.splitlines()[0] == "Inbox: 2 new lines taken; 1 line can't be taken, diary inbox says why."
    assert run("undo").line.startswith("Taken back: 3 neck")
    assert len(json.loads(run("list --all --json").out)["entries"]) == 1
    # Taking back what was taken lasts: else the next command would undo the undo.
    assert run("undo").line == "Taken back: 2 lines of pain.txt"
    answer = run("log 2 neck")
    assert "2 lines taken back before, diary inbox takes them again" in answer.err
    assert len(json.loads(run("list --all --json").out)["entries"]) == 1
    run("inbox")
    assert len(json.loads(run("list --all --json").out)["entries"]) == 2


def test_log_says_what_changed_through_the_inbox_too(run: Run, file: Path) -> None:
    file.write_text("2026-03-05 08:00 4 left foot numb\n2026-03-05 08:10 4 lower back -- could not pee\n", "utf-8")
    run(f"config inbox {file}")
    answer = run("log 3 neck")
    assert answer.out.count("Numbness at your left foot") == 1
    assert "pee" in answer.err


def test_log_asks_what_must_not_wait_about_a_line_of_the_inbox(run: Run, file: Path) -> None:
    file.write_text("2026-03-05 08:00 4 lower back numb\n", "utf-8")
    asked = run(f"inbox {file}").err.splitlines()[-1]
    assert "both legs" in asked
    run("undo")
    run(f"config inbox {file}")
    run("inbox")
    run("undo")
    file.write_text("2026-03-05 08:05 4 lower back numb\n", "utf-8")
    assert run("log 3 neck").err.splitlines()[-1] == asked


def test_an_entry_is_saved_whatever_is_wrong_with_the_inbox(run: Run, tmp_path: Path) -> None:
    for n, name in enumerate([str(tmp_path), str(tmp_path / "diary.db"), os.devnull, str(tmp_path / "none.txt")]):
        run(f"config inbox {name}")
        answer = run(f"log {n} neck")
        assert (answer.status, answer.line) == (0, f"{n} neck 2026-03-05T20:00")
        assert answer.err.count("Inbox: ") == (name != str(tmp_path / "none.txt"))


def test_log_with_a_dry_run_or_a_bad_line_takes_nothing(run: Run, file: Path) -> None:
    run(f"config inbox {file}")
    assert "Inbox" not in run("log 3 neck --dry-run").err
    assert run("log 3 knee").status == 2
    assert "2 new lines taken" in run("log 3 neck").err


def test_status_and_remind_only_say_that_lines_wait(run: Run, file: Path, tmp_path: Path) -> None:
    run(f"config inbox {file}")
    for line, status in (("status", 0), ("status --short", 0), ("status --json", 0), ("remind", 10), ("", 0)):
        answer = run(line)
        assert answer.status == status
        assert answer.err == "diary: 3 lines of the inbox wait; diary inbox takes them\n"
        assert "wait" not in answer.out
    assert not (tmp_path / "diary.db").exists()
    run("log 3 neck")
    assert run("remind").err == "diary: 1 line of the inbox waits; diary inbox takes it\n"
    assert run("remind").out == ""
    file.write_text("", "utf-8")
    assert run("status").err == ""
    file.unlink()
    assert run("status").err == ""


def test_a_corrected_line_is_new_and_the_earlier_one_is_listed(run: Run, file: Path) -> None:
    file.write_text("2026-03-01 20:10 6 left knee\n", "utf-8")
    run(f"inbox {file}")
    file.write_text("2026-03-01 20:10 7 left knee\n", "utf-8")
    answer = run(f"inbox {file}")
    assert "line 1: 7 left knee 2026-03-01T20:10" in answer.out
    assert "not in the file any more, stays: Sun 1 Mar 20:10  left knee 6/10" in answer.out
    (command,) = [line for line in answer.err.splitlines() if "to take it out" in line]
    assert run(command.partition(": diary ")[2]).status == 0
    assert run(f"inbox {file}").out == ""


def test_two_programs_take_the_same_inbox_at_once(tmp_path: Path) -> None:
    file = tmp_path / "pain.txt"
    file.write_text("".join(f"2026-03-01 20:{n} 6 left knee\n" for n in range(10, 60)), "utf-8")
    command = [sys.executable, "-m", "diary", "inbox", str(file), "--now", "2026-03-05T20:00"]
    # All are started before the first has ended; whichever is first takes them.
    programs = [
        subprocess.Popen(command, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    answers = [(*program.communicate(timeout=120), program.returncode) for program in programs]
    assert [(status, "can't" in out) for out, _, status in answers] == [(0, False)] * 3, answers
    assert sum(out.count("6 left knee") for out, _, _ in answers) == 50


def test_the_demo_takes_nothing_of_the_persons_own(run: Run, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(f"config inbox {file}")
    assert main(["demo", "status"]) == 0
    assert main(["demo", "log", "3", "neck"]) == 0
    assert "nbox" not in capsys.readouterr().err
    assert main(["demo", "inbox", str(file), "--dry-run"]) == 1


def test_lines_come_from_standard_input_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").write_bytes(b"2026-03-01 20:10 6 left knee")
    with (tmp_path / "in").open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        assert main(["inbox", "-", "--now", "2026-03-05T20:00", "--tz", "Europe/Berlin"]) == 0
    capsys.readouterr()
    assert len(json.loads(run("list --all --json").out)["entries"]) == 1
