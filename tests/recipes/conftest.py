"""A copy of the program in which a test follows a recipe of `.github/CONTRIBUTING.md`, as a person would."""

from __future__ import annotations

import compileall
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
COMMANDS = """
import contextlib, io, json, shlex, sys
import diary
from diary.cli.main import main
assert not diary.__file__.startswith(sys.argv.pop(1)), diary.__file__
answers = []
for line in sys.argv[1:]:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        status = main(["--db", "diary.db", *shlex.split(line)])
    out.flush()
    answers.append((status, out.buffer.getvalue().decode()))
print(json.dumps(answers))
"""
"""Several commands in one process: starting Python for each would take most of the time."""
SCREEN = """
import asyncio, json, sys
from datetime import UTC
from pathlib import Path
from diary.clock import Clock
from tests.tui.driving import Driven, press

async def main():
    async with Driven(Path("diary.db"), Clock(UTC, "UTC")).run() as pilot:
        shown = []
        for keys in sys.argv[1:]:
            await press(pilot, *keys.split())
            shown.append([strip.text for strip in pilot.app.screen._compositor.render_strips()])
        print(json.dumps(shown))

asyncio.run(main())
"""


@dataclass
class Program:
    """A copy of the program, its changes, and a diary beside it."""

    folder: Path
    touched: set[str] = field(default_factory=set)
    """The files that the recipe changed or added."""

    def add(self, file: str, text: str) -> None:
        """Write a new file."""
        path = self.folder / file
        assert not path.exists(), file
        path.write_text(text, "utf-8")
        self.touched.add(file)

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a text that occurs once in a file."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{file} holds this {text.count(old)} times: {old}"
        path.write_text(text.replace(old, new), "utf-8")
        self.touched.add(file)

    def python(self, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run Python on the copy, or on the program in `folder`; the process that ended."""
        # The tests of the project are there too, for what drives the screen, behind what the copy has itself.
        where = folder or self.folder
        own = {name: str(self.folder) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
        environment = {**os.environ, **own, "PYTHONPATH": os.pathsep.join([str(where), str(PROJECT)])}
        return subprocess.run(
            [sys.executable, *words], env=environment, cwd=where, capture_output=True, text=True, timeout=60
        )

    def code(self, code: str, *words: str) -> str:
        """Run a piece of Python on the copy; what it prints."""
        done = self.python("-c", code, *words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def diary(self, *lines: str) -> list[str]:
        """Run these commands on the copy; the answer of each."""
        done = self.python("-c", COMMANDS, str(PROJECT), *lines)
        answers = json.loads(done.stdout or "[]")
        assert [status for status, _ in answers] == [0] * len(lines), done.stderr
        return [out for _, out in answers]

    def screen(self, *steps: str) -> list[list[str]]:
        """Open the copy on the screen and press the keys of each step; the lines that are shown after each."""
        shown: list[list[str]] = json.loads(self.code(SCREEN, *steps))
        return shown


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A copy of the program as it is."""
    # With its bytecode, which stays valid for every file that is not edited: compiling all again takes seconds.
    compileall.compile_dir(PROJECT / "diary", quiet=1)
    shutil.copytree(PROJECT / "diary", tmp_path / "diary")
    shutil.copy(PROJECT / "README.md", tmp_path)
    return Program(tmp_path)
