"""Closed and full streams, and paths and values that name nothing: in a real shell, as a person meets them."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from diary.cli.context import Context
from diary.cli.main import open_screen_or_status
from tests.cli.conftest import Run
from tests.tui.bare import Bare
from tests.warm import diary_command

SOURCE = Path(__file__).parent.parent.parent
Shell = Callable[[str], "subprocess.CompletedProcess[str]"]
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


@pytest.fixture
def shell(tmp_path: Path, run: Run) -> Shell:
    """Run `diary ARGUMENTS` with the redirections of a shell; the diary has one entry.

    Of each test one line is a start of Python as a person has it, the others are forks of a warm process.
    """
    own = {"PYTHONPATH": str(SOURCE), "XDG_CONFIG_HOME": str(tmp_path / "config"), "LC_ALL": "C.UTF-8"}
    env = {**os.environ, **own, "DIARY_DB": str(tmp_path / "diary.db"), "HOME": str(tmp_path)}

    def run_in_shell(line: str) -> subprocess.CompletedProcess[str]:
        whole = line.startswith(("log 6 left knee", "list >", "import "))
        command = f"{shlex.join([sys.executable, '-m', 'diary'] if whole else diary_command())} {line}"
        return subprocess.run(
            ["/bin/sh", "-c", command], env=env, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
        )

    assert run("log 3 neck").status == 0
    return run_in_shell


def changes(run: Run) -> int:
    """How often the diary was changed."""
    return len(json.loads(run("undo --list --json").out)["changes"])


@pytest.mark.parametrize(
    ("line", "status"),
    [("", 0), ("log", 2), ("log -", 2), ("log 6 left knee", 0), ("session", 2), ("import -", 1), ("check", 0),
     ("restore newest", 1), ("restore --yes newest", 0), ("status", 0), ("edit last 5 neck", 0), ("undo", 0)],
)  # fmt: skip
def test_closed_standard_input_is_an_empty_one(run: Run, shell: Shell, line: str, status: int) -> None:
    run("backup")
    answer = shell(f"{line} <&-")
    assert "inside the program" not in answer.stderr
    assert (answer.returncode != 0) == (status != 0), answer.stderr


@needs_full
@pytest.mark.parametrize("output", [">/dev/full", ">&-"])
@pytest.mark.parametrize("line", ["log 6 left knee", "again 5", "care ice", "edit last 5 neck", "undo", "usual neck 2"])
def test_what_was_saved_is_said_to_be_saved(run: Run, shell: Shell, line: str, output: str) -> None:
    before = changes(run)
    answer = shell(f"{line} {output}")
    assert answer.returncode == 0
    assert "saved; only the answer could not be written" in answer.stderr
    assert changes(run) == (before - 1 if line == "undo" else before + 1)


@needs_full
@pytest.mark.parametrize("line", ["log 6 left knee", "backup", "config paper letter", "export -o out.csv"])
def test_what_was_done_counts_even_where_nothing_at_all_can_be_written(shell: Shell, line: str) -> None:
    assert shell(f"{line} >/dev/full 2>/dev/full").returncode == 0
    assert shell(f"{line} >&- 2>&-").returncode == 0


@needs_full
@pytest.mark.parametrize("output", [">/dev/full", ">&-"])
@pytest.mark.parametrize("line", ["list", "export -o -", "check", "status", "report -o -", "list --json", "config"])
def test_an_answer_that_could_not_be_written_is_none(shell: Shell, line: str, output: str) -> None:
    answer = shell(f"{line} {output}")
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert "the output could not be written" in answer.stderr


def test_an_import_is_whole_though_nobody_reads_what_it_says(run: Run, shell: Shell, tmp_path: Path) -> None:
    # So many lines about refused rows that a pipe can't hold them; they come before anything is written.
    rows = [f"2026-02-{day:02}T20:00,neck,,33" for day in range(1, 29)] * 200
    (tmp_path / "some.csv").write_text("\n".join(["time,site,side,pain", *rows, "2026-03-01T20:00,neck,,3"]))
    answer = shell("import some.csv | true")
    assert "Traceback" not in answer.stderr
    assert "2026-03-01" in run("list --json --site neck").out


@pytest.mark.parametrize(
    "line",
    [
        "--db ~nosuchuser/diary.db list", "--db ~nosuchuser/diary.db log 3 neck", "list --db ''",
        "log 3 neck --db ''", "status --db ' '", "export -o ~nosuchuser/out.csv", "export -o ''", "report -o ''",
        "report -o ~nosuchuser/out.md", "chart -o ''", "chart -o ~nosuchuser/a.png", "backup ''",
        "backup ~nosuchuser/a.db", "backup --overwrite ''", "restore ''", "restore ~nosuchuser/a.db",
        "import ''", "import ~nosuchuser/a.csv", "verify --salvage ''", "verify --salvage ~nosuchuser/a.json",
        "log 3 neck --at ''", "log 3 neck --quality ''",
        "edit last 4 --at ''", "list --since ''", "list --site ''", "check --as-of ''", "report --sections '' -o a.md",
    ],
)  # fmt: skip
def test_a_value_that_names_nothing_is_refused(run: Run, tmp_path: Path, line: str) -> None:
    run("log 3 neck")
    before = (tmp_path / "diary.db").read_bytes()
    answer = run("", *shlex.split(line))
    assert answer.status == 2, answer
    assert answer.err.startswith("diary: ")
    assert "inside the program" not in answer.err
    assert answer.out == ""
    assert (tmp_path / "diary.db").read_bytes() == before
    assert not (tmp_path / "diary.db-backups" / "by-hand").exists()


@pytest.mark.parametrize("line", ["log 3 neck --tz ''", "--now '' log 3 neck", "--db '' log 3 neck"])
def test_an_empty_option_for_all_commands_saves_nothing(run: Run, shell: Shell, line: str) -> None:
    before = changes(run)
    assert shell(line).returncode == 2
    assert changes(run) == before


def test_the_screen_says_where_a_new_diary_begins(tmp_path: Path) -> None:
    bare = Bare(tmp_path, TERM="vt100")
    bare.shows("A new diary begins here:")
    bare.keys("q")
    assert bare.ended() == 0
    assert f"a new diary was begun here: {tmp_path / 'diary.db'}" in bare.seen
    bare.close()
    again = Bare(tmp_path, TERM="vt100")
    again.shows("Welcome.")
    again.keys("q")
    again.ended()
    assert "begun here" not in again.seen
    again.close()


def test_a_terminal_without_a_cursor_gets_the_status_and_is_told_why(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("log 3 neck").status == 0
    monkeypatch.setattr(Context, "on_terminal", property(lambda _: True))
    monkeypatch.setenv("TERM", "dumb")
    assert open_screen_or_status(Context(str(tmp_path / "diary.db"))) == 0
    out, err = capsys.readouterr()
    assert "neck 3/10" in out
    assert "so there is no full screen" in err
