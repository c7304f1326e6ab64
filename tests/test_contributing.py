"""The guide for contributors: its commands work, and the files and folders that it names are there.

A command that takes minutes is asked for its `--help` instead, and its options must stand there; mypy runs in the
checks for every change, so here it is only asked for its help too.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
GUIDE = (PROJECT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.S) for line in block.splitlines()]
SET_UP = ("python3 -m venv", ". .venv")
LONG = ("pytest", "mypy", "python -m tests.bench", "python -m tests.torture", "python -m tests.evaluate")
"""Commands that take long; `pytest` alone, without a path, is one of them."""
WRITES = ("python -m tests.pictures", "--snapshot-update")
"""Commands that change files of the tree."""


def arguments_of(command: str) -> list[str]:
    """The command with the tools beside the Python that runs the tests."""
    name, *rest = shlex.split(command)
    tool = sys.executable if name == "python" else str(Path(sys.executable).with_name(name))
    return [tool, *rest]


@cache
def result_of(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(arguments, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=100)


def is_long(command: str) -> bool:
    return command in LONG or (command.startswith(LONG[2:]) and "--list" not in command)


@pytest.mark.parametrize("command", [each for each in COMMANDS if not each.startswith(SET_UP)])
def test_a_command_of_the_guide_works(command: str) -> None:
    arguments = arguments_of(command)
    if is_long(command) or any(part in command for part in WRITES):
        options = [part for part in arguments if part.startswith("--")]
        paths = [part for part in arguments[1:] if part.startswith("tests/")]
        words = arguments[: 3 if arguments[1:2] == ["-m"] else 1]
        shown = result_of(*words, "--help")
        assert shown.returncode == 0, shown.stderr
        assert [option for option in options if option not in shown.stdout] == []
        assert [path for path in paths if not (PROJECT / path).exists()] == []
    else:
        done = result_of(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_guide_sets_up_what_the_readme_tests_with() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    install = '-m venv {0} && {0}/bin/pip install -e ".[test]"'
    assert install.format(".venv") in COMMANDS[0]
    assert install.format(".venv-test") in readme
    assert ".github/CONTRIBUTING.md" in readme


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:diary|tests|\.ci|\.github)/[\w./*-]+)`", GUIDE))))
def test_a_file_that_the_guide_names_is_there(name: str) -> None:
    assert list(PROJECT.glob(name)), name
