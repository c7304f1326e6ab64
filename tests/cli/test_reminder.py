"""The reminder in the README: the unit, the timer and the crontab line do what the README says."""

from __future__ import annotations

import configparser
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from diary.cli.main import COMMANDS
from tests.cli.conftest import Run

README = (
    (Path(__file__).parents[2] / "README.md").read_text("utf-8").partition("### A reminder")[2].partition("\n## ")[0]
)
SERVICE, TIMER, CRON = re.findall(r"```(?:ini)?\n(.*?)\n```", README, re.DOTALL)


def parsed_unit(text: str) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment, method-assign]  # in systemd capitals matter
    parsed.read_string(text)
    return parsed


def write_program(folder: Path, name: str, script: str) -> None:
    """Write an executable shell script."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(("status", "shown"), [(0, ""), (10, "Pain diary|Not logged yet.\n")])
def test_the_service_shows_the_line_where_today_is_not_logged(tmp_path: Path, status: int, shown: str) -> None:
    line = "Not logged yet." if status else ""
    # Programs of the same names record their arguments, so that no real notification appears.
    write_program(tmp_path, ".local/bin/diary", f'echo "$@" > {tmp_path}/asked; printf %s "{line}"; exit {status}')
    write_program(tmp_path, "bin/notify-send", f'echo "$1|$2" > {tmp_path}/shown')
    # systemd would replace %h by the home folder and $$ by one dollar; the shell of this test does not.
    command = parsed_unit(SERVICE)["Service"]["ExecStart"].replace("%h", str(tmp_path)).replace("$$", "$")
    done = subprocess.run(shlex.split(command), env={"PATH": f"{tmp_path}/bin:/usr/bin:/bin"}, check=False)
    assert done.returncode == 0
    assert (tmp_path / "asked").read_text() == "remind\n"
    assert ((tmp_path / "shown").read_text() if (tmp_path / "shown").exists() else "") == shown


def test_the_timer_starts_the_service_once_a_day() -> None:
    timer = parsed_unit(TIMER)
    assert re.fullmatch(r"\d\d:\d\d", timer["Timer"]["OnCalendar"])
    # Persistent: a computer that was off at that hour reminds when it is on again.
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"
    names = [text.splitlines()[0].rpartition("/")[2] for text in (SERVICE, TIMER)]
    assert names == ["diary-remind.service", "diary-remind.timer"]
    assert f"enable --now {names[1]}" in README


def test_the_crontab_line_runs_a_command_that_is_there(run: Run) -> None:
    minute, hour, *days, command, word = CRON.split()
    assert (int(minute) in range(60), int(hour) in range(24), days) == (True, True, ["*"] * 3)
    assert (Path(command).name, word in COMMANDS) == ("diary", True)
    assert "%" not in CRON  # cron replaces an unescaped % by a line end
    answer = run(word)
    assert (answer.status, len(answer.out.splitlines())) == (10, 1)
