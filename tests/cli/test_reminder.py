"""The reminder in the README: the unit, the timer and the crontab line do what is said of them."""

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


def unit(text: str) -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None)
    found.optionxform = str  # type: ignore[assignment, method-assign]  # names are told apart by their capitals
    found.read_string(text)
    return found


def program(folder: Path, name: str, script: str) -> None:
    """A program that does only this."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(("status", "shown"), [(0, ""), (10, "Pain diary|Not logged yet.\n")])
def test_the_service_shows_the_line_where_today_is_not_logged(tmp_path: Path, status: int, shown: str) -> None:
    line = "Not logged yet." if status else ""
    program(tmp_path, ".local/bin/diary", f'echo "$@" > {tmp_path}/asked; printf %s "{line}"; exit {status}')
    program(tmp_path, "bin/notify-send", f'echo "$1|$2" > {tmp_path}/shown')
    # As systemd reads it: %h is the home folder, two dollars are one.
    command = unit(SERVICE)["Service"]["ExecStart"].replace("%h", str(tmp_path)).replace("$$", "$")
    done = subprocess.run(shlex.split(command), env={"PATH": f"{tmp_path}/bin:/usr/bin:/bin"}, check=False)
    assert done.returncode == 0
    assert (tmp_path / "asked").read_text() == "remind\n"
    assert ((tmp_path / "shown").read_text() if (tmp_path / "shown").exists() else "") == shown


def test_the_timer_is_that_of_the_service_and_comes_each_day() -> None:
    timer = unit(TIMER)
    assert re.fullmatch(r"\d\d:\d\d", timer["Timer"]["OnCalendar"])
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"
    names = [text.splitlines()[0].rpartition("/")[2] for text in (SERVICE, TIMER)]
    assert names == ["diary-remind.service", "diary-remind.timer"]
    assert f"enable --now {names[1]}" in README


def test_the_crontab_line_runs_a_command_that_is_there(run: Run) -> None:
    minute, hour, *days, command, word = CRON.split()
    assert (int(minute) in range(60), int(hour) in range(24), days) == (True, True, ["*"] * 3)
    assert (Path(command).name, word in COMMANDS) == ("diary", True)
    assert "%" not in CRON  # cron would make a line end of it
    answer = run(word)
    assert (answer.status, len(answer.out.splitlines())) == (10, 1)
