"""Whole programs, timed as a person experiences them: each in a new process, in turn with its floor."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

PROJECT = Path(__file__).parents[2]
SIZE = (30, 100)  # rows and columns of the pseudo-terminal
PATIENCE = 120.0  # seconds until a program that never paints the words counts as failed
LAUNCHER = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""
QUIET = 0.3
"""Seconds without output after which a screen counts as painted."""


def environment(home: Path) -> dict[str, str]:
    """The environment of this process, with `home` for data and settings."""
    # What is installed is compiled; without this a checkout that may not be written to is compiled at each start.
    unset = ("NO_COLOR", "DIARY_DB", "PYTHONDONTWRITEBYTECODE")
    inherited = {name: value for name, value in os.environ.items() if name not in unset}
    places = {name: str(home / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "PYTHONPYCACHEPREFIX")}
    return inherited | places | {"HOME": str(home), "PYTHONPATH": str(PROJECT), "TERM": "xterm-256color"}


def run(arguments: Sequence[str], home: Path) -> float:
    """Run a program to its end; the seconds it took, or RuntimeError if it fails."""
    began = perf_counter()
    process = subprocess.Popen(
        arguments,
        cwd=home,
        env=environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    status = process.wait()
    seconds = perf_counter() - began
    # 10, 20 and 30 are answers of `remind` and `check`, not failures.
    if status not in (0, 10, 20, 30):
        raise RuntimeError(f"{' '.join(arguments)} ended with {status}")
    return seconds


def memory_of(arguments: Sequence[str], home: Path) -> float:
    """The peak memory of a program, in MB."""
    # Through a small launcher: right after the fork, a child counts the memory of its parent as its own.
    launched = subprocess.run(
        [sys.executable, "-S", "-c", LAUNCHER, *arguments],
        cwd=home,
        env=environment(home),
        capture_output=True,
        check=True,
    )
    return int(launched.stderr.split()[-1]) / 1024


def in_turn(first: Sequence[str], second: Sequence[str], home: Path, times: int) -> tuple[float, float]:
    """Run both in turn; the median seconds of each."""
    # In turn, so that a busy moment affects both. The first round warms up, and is not counted.
    rounds = [(run(first, home), run(second, home)) for _ in range(times + 1)][1:]
    return median(one for one, _ in rounds), median(other for _, other in rounds)


def python(code: str, *words: str) -> list[str]:
    """The command that runs this Python code."""
    return [sys.executable, "-c", code, *words]


def diary(*words: str) -> list[str]:
    """The command that runs the diary, as the installed script does."""
    return python("import sys; from diary.cli.main import run; sys.argv[0] = 'diary'; run()", *words)


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, arguments: Sequence[str], home: Path) -> None:
        self.end, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self.began = perf_counter()
        self.process = subprocess.Popen(
            arguments,
            cwd=home,
            env=environment(home),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    def until(self, words: str) -> float:
        """Seconds from the start until these words are painted."""
        return self.wait(words) - self.began

    def wait(self, words: str) -> float:
        """Read until these words are painted; the time then, or RuntimeError after PATIENCE."""
        seen, limit = b"", perf_counter() + PATIENCE
        while words.encode() not in seen:
            if perf_counter() > limit:
                raise RuntimeError(f"{words!r} never came")
            seen += self._read(0.005)
        return perf_counter()

    def press(self, keys: str, words: str) -> float:
        """Seconds from pressing these keys until these words are painted; then wait until the screen is still."""
        began = perf_counter()
        os.write(self.end, keys.encode())
        seconds = self.wait(words) - began
        self.settle()
        return seconds

    def settle(self) -> None:
        """Read until there is no output for QUIET seconds."""
        last = perf_counter()
        while perf_counter() - last < QUIET:
            if self._read(0.05):
                last = perf_counter()

    def close(self) -> float:
        """End the program; its peak memory in MB."""
        # Read before it ends: /proc/PID/status is gone afterwards.
        peak = next(
            line.split()[1]
            for line in Path(f"/proc/{self.process.pid}/status").read_text("ascii").splitlines()
            if line.startswith("VmHWM")
        )
        self.process.kill()
        self.process.wait()
        os.close(self.end)
        return int(peak) / 1024

    def _read(self, seconds: float) -> bytes:
        if not select.select([self.end], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self.end, 1 << 20)
        except OSError:
            return b""
