"""Programs under strace, which traces them, makes calls fail, or kills them; it attaches before they are released."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.torture.programs import Ended, Job, Program

STRACE = shutil.which("strace")
_CALL = re.compile(r"\d+ +(?P<name>\w+)\((?P<given>.*)\) += (?P<answer>-?\w+)(?P<more>.*)$")


@dataclass(frozen=True, slots=True)
class Call:
    """One system call: its name, its number among calls of that name (from 1), its arguments, and its answer."""

    name: str
    number: int
    given: str
    answer: str
    more: str = ""


def why_untraceable() -> str:
    """The reason why programs can't be traced here; "" if they can."""
    # Tried, because in a container strace may be installed and not allowed.
    if STRACE is None:
        return "strace is not installed"
    tried = subprocess.run([STRACE, "-e", "trace=none", "true"], capture_output=True, text=True)
    return f"strace may not watch programs here ({tried.stderr.strip()[:60]})" if tried.returncode else ""


def run_traced(folder: Path, options: Sequence[str], job: Job, *given: Any) -> tuple[Ended, list[str]]:
    """Run a job under strace with those options; returns how it ended, and the lines of the trace."""
    assert STRACE is not None
    program = Program(folder, job, *given)
    trace = folder / "trace"
    command = [STRACE, "-f", "-y", "-o", str(trace), *options, "-p", str(program.pid)]
    watcher = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert watcher.stderr is not None
    # Released only when strace is attached, or the first calls would be missed.
    while "attached" not in (line := watcher.stderr.readline()):
        if not line:
            raise RuntimeError(f"strace ended: {command}")
    program.release()
    ended = program.end()
    watcher.stderr.read()
    watcher.stderr.close()
    watcher.wait()
    return ended, trace.read_text("utf-8", "replace").splitlines()


def calls_in(lines: Sequence[str]) -> Iterator[Call]:
    """The calls in a trace, numbered by name as strace numbers them for `when=`."""
    counted: dict[str, int] = {}
    for line in lines:
        if match := _CALL.match(line):
            name = match["name"]
            counted[name] = counted.get(name, 0) + 1
            yield Call(name, counted[name], match["given"], match["answer"], match["more"])
