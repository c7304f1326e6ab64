"""No internet socket is opened by the program or a library: watched inside the interpreter, and by strace outside."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.torture.results import Result
from tests.torture.tracing import STRACE, why_untraceable
from tests.torture.witness import COMMANDS

_NETWORK = re.compile(r"\bAF_INET6?\b|\bAF_PACKET\b|\bAF_NETLINK\b")


def witnessed(folder: Path, diary: Path | None = None) -> dict[str, dict[str, str] | list[str]]:
    """What a watcher inside the program sees while every command and every screen runs; RuntimeError if it fails."""
    # A process of its own, because an audit hook can never be removed from an interpreter.
    command = [sys.executable, "-m", "tests.torture.witness", str(folder), *([str(diary)] if diary else [])]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    seen: dict[str, dict[str, str] | list[str]] = json.loads(done.stdout)
    return seen


def no_network(folder: Path) -> Iterator[Result]:
    """Every command and every screen under strace, which sees libraries in other languages too."""
    result = Result("commands and screens without an internet socket")
    result.skipped = why_untraceable()
    if not result.skipped:
        trace = folder / "trace"
        place = folder / "watched"
        place.mkdir(parents=True)
        # --seccomp-bpf stops the program only at network calls, which makes the trace much faster.
        command = [str(STRACE), "-f", "--seccomp-bpf", "-o", str(trace), "-e", "trace=network"]
        done = subprocess.run(
            [*command, sys.executable, "-m", "tests.torture.witness", str(place)],
            capture_output=True,
            text=True,
            timeout=900,
        )
        lines = trace.read_text("utf-8", "replace").splitlines()
        result.times = len(COMMANDS)
        result.failures += [line for line in lines if _NETWORK.search(line)]
        result.note = f"{len(lines)} network calls, all of them within the machine"
        if done.returncode:
            result.failures.append(done.stderr[-500:])
    yield result
