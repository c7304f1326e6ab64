"""Programs watched, lied to and killed by strace, which comes to them while they wait to be released."""

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
    """One system call: its name, which of that name it is (from 1), what it was given, and its answer."""

    name: str
    number: int
    given: str
    answer: str
    more: str = ""


def why_not() -> str:
    """Why no program can be watched here; "" where it can."""
    if STRACE is None:
        return "strace is not installed"
    tried = subprocess.run([STRACE, "-e", "trace=none", "true"], capture_output=True, text=True)
    return f"strace may not watch programs here ({tried.stderr.strip()[:60]})" if tried.returncode else ""


def watched(folder: Path, options: Sequence[str], job: Job, *given: Any) -> tuple[Ended, list[str]]:
    """A job under strace with those options; how it ended, and the lines of the trace."""
    assert STRACE is not None
    program = Program(folder, job, *given)
    trace = folder / "trace"
    command = [STRACE, "-f", "-y", "-o", str(trace), *options, "-p", str(program.pid)]
    watcher = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert watcher.stderr is not None
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
    """The calls of a trace, counted by name as strace counts them for its injections."""
    counted: dict[str, int] = {}
    for line in lines:
        if found := _CALL.match(line):
            name = found["name"]
            counted[name] = counted.get(name, 0) + 1
            yield Call(name, counted[name], found["given"], found["answer"], found["more"])
