"""The program in real terminals: under tmux from the first start to the report, and in a bare pseudo-terminal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from diary.samples import sample_clock
from diary.store.diary_store import open_diary
from diary.tui.typed_words import PACE
from diary.tui.widgets.dialogs import PAUSE
from tests.tui.bare import Bare

PATIENCE = 60.0


class Terminal:
    """A terminal of 100 × 30, under tmux, that runs the program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = folder / "diary.db"
        self._env = {
            **os.environ,
            "TMUX_TMPDIR": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
        }
        program = f"{sys.executable} -m diary --db {self.db} --now 2026-11-02T20:14 --tz Europe/Berlin"
        # The sleep keeps the terminal open, so that its last screen can be read.
        command = f"{program}; echo ended $?; sleep 60"
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", "-c", str(folder), command)

    def keys(self, *keys: str) -> None:
        """Type keys, all at once, as fast as a paste."""
        self._tmux("send-keys", *keys)

    def screen(self) -> str:
        """What is on the screen."""
        return self._tmux("capture-pane", "-p")

    def shows(self, text: str) -> str:
        """Wait until a text is on the screen; the whole screen."""
        end = monotonic() + PATIENCE
        while text not in (screen := self.screen()):
            assert monotonic() < end, f"never showed {text!r}, but:\n{screen}"
            sleep(0.05)
        return screen

    def close(self) -> None:
        """End the terminal."""
        self._tmux("kill-server")

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", "diary", *arguments], env=self._env, capture_output=True, text=True, check=False
        )
        return done.stdout


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """The program on no diary yet."""
    source = Path(__file__).parent.parent.parent
    monkeypatch.setenv("PYTHONPATH", str(source))
    monkeypatch.delenv("NO_COLOR", raising=False)
    opened = Terminal(tmp_path)
    yield opened
    opened.close()


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_from_the_first_start_to_the_report(terminal: Terminal) -> None:
    # Each step waits to be seen: more than three characters at once are a text, and no key acts on a row unseen.
    terminal.shows("Welcome.")
    steps = {"6": "‹6›", "Enter": "Where is it?", "l k": "› left knee"}
    for keys, then in steps.items():
        terminal.keys(*keys.split())
        terminal.shows(then)
    # Again where the place was not yet on the screen for the program, which no person is fast enough to see.
    while "Left knee" not in terminal.screen():
        terminal.keys("Enter")
        sleep(2)
    terminal.keys("Enter")
    assert "left knee 6" in terminal.shows("Saved 20:14")
    terminal.keys("m", "n", "Enter")
    terminal.shows("not saved: numbness")
    terminal.keys("7", "Enter")
    assert "numbness" in terminal.shows("New: Get advice today")
    terminal.keys("h")
    terminal.shows("all places")
    sleep(0.3)  # until the list below is painted too
    terminal.keys("e")
    terminal.shows("Changing the entry of Mon 2 Nov 20:14")
    terminal.keys("5", "Enter")
    terminal.shows("Changed 20:14")
    terminal.keys("u")
    terminal.shows("u again would put back")
    sleep(PAUSE + 0.1)  # the terminal says when a key was pressed
    terminal.keys("u")
    terminal.shows("Taken back")
    steps = {"r": "As what", "o o": "text, for a message", "w": "Where should it be?"}
    for keys, then in steps.items():
        sleep(PACE + 0.1)  # faster than that, u, r, o and w were the letters of a word
        terminal.keys(*keys.split())
        terminal.shows(then)
    terminal.keys("Enter")
    terminal.shows("The report is in")
    assert list(terminal.folder.glob("pain-report-2026-11-02.md"))
    terminal.keys("q")
    terminal.shows("ended 0")
    with open_diary(terminal.db, clock=sample_clock(), program="test", create=False) as store:
        pains = sorted(entry.readings[0].pain or 0 for entry in store.read().entries)
    assert pains == [6, 7]


COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Bare]:
    """The program on no diary yet, in a terminal without colours."""
    opened = Bare(tmp_path, "--now", "2026-11-02T20:14", "--tz", "Europe/Berlin", TERM="vt100", NO_COLOR="1")
    yield opened
    opened.close()


def test_a_terminal_without_colours_gets_none_and_ctrl_c_leaves_it_as_it_was(bare: Bare, tmp_path: Path) -> None:
    bare.shows("Welcome.")
    bare.types_left_knee_6()
    bare.keys("\x03")
    assert bare.ended() == 0
    assert "Traceback" not in bare.seen
    assert COLOUR.findall(bare.seen) == []
    # The program has left the alternate screen, shown the cursor, and switched mouse reports off.
    for sequence in ("\x1b[?1049l", "\x1b[?25h", "\x1b[?1000l"):
        assert bare.seen.rindex(sequence) > bare.seen.rindex("Saved 20:14")
    with open_diary(tmp_path / "diary.db", clock=sample_clock(), program="test", create=False) as store:
        assert [entry.readings[0].pain for entry in store.read().entries] == [6]
