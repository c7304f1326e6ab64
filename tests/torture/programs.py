"""Programs to be killed: forked off a server that has imported everything, so that one is there within milliseconds."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from time import monotonic
from typing import Any

PATIENCE = 120.0
"""Seconds after which a program counts as hanging."""

_CONTEXT = multiprocessing.get_context("forkserver")
# What each forked program would import again otherwise: its jobs, what they import when run, and the program we are.
_CONTEXT.set_forkserver_preload(
    [
        "pytest",
        "tests.torture.scenes",
        "platformdirs",
        *(f"diary.cli.{name}" for name in ("after_save", "commands.log", "commands.import_", "commands.backup")),
        *(f"diary.{name}" for name in ("exchange.import_plan", "charts.text_chart")),
        *(f"diary.store.backup.{name}" for name in ("backups", "verify")),
    ]
)

Job = Callable[..., int]


class Said:
    """The other end of a job: what it says is kept in a pipe, and is there even if the job dies the instant after."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def __call__(self, word: str) -> None:
        """Acknowledge something."""
        self._pipe.send_bytes(word.encode())


@dataclass
class Ended:
    """A program that is over: its status (-9 killed), what it acknowledged, and what it printed."""

    status: int | None
    said: list[str]
    out: str
    err: str
    seconds: float

    @property
    def trouble(self) -> str:
        """What no person should ever see, where there is some of it."""
        if self.status is None:
            return "it hung"
        if "Traceback" in self.err or "went wrong inside" in self.err:
            return f"it did not say plainly what is wrong: {self.err[-300:]}"
        if self.status not in (0, 1, 2, -9):
            return f"it ended with {self.status}: {self.err[-300:]}"
        return ""


class Program:
    """A job in a process of its own, held back until `release`."""

    def __init__(self, folder: Path, job: Job, *given: Any) -> None:
        self._folder = folder
        self._gate, theirs = _CONTEXT.Pipe()
        self.process: ForkServerProcess = _CONTEXT.Process(target=_run, args=(folder, theirs, job, given), daemon=True)
        self.process.start()
        theirs.close()
        self._gate.recv_bytes()
        self._began = 0.0

    @property
    def pid(self) -> int:
        """Its number."""
        assert self.process.pid is not None
        return self.process.pid

    def release(self) -> None:
        """Let it begin."""
        self._began = monotonic()
        self._gate.send_bytes(b"go")

    def kill(self) -> None:
        """SIGKILL: it gets no chance to tidy up."""
        self.process.kill()

    def end(self, patience: float = PATIENCE) -> Ended:
        """Wait for its end; one that hangs is killed and has no status."""
        said: list[str] = []
        limit = self._began + patience
        hung = False
        # Heard while it runs, so that a full pipe never holds it up.
        with suppress(EOFError, ConnectionResetError):
            while True:
                if not self._gate.poll(max(0.0, limit - monotonic())):
                    hung = True
                    self.kill()
                    break
                said.append(self._gate.recv_bytes().decode())
        self.process.join()
        seconds = monotonic() - self._began
        status = None if hung else self.process.exitcode
        self.process.close()
        self._gate.close()
        out, err = (self._folder / name for name in ("out", "err"))
        return Ended(status, said, out.read_text("utf-8", "replace"), err.read_text("utf-8", "replace"), seconds)


def run(folder: Path, job: Job, *given: Any, patience: float = PATIENCE) -> Ended:
    """A job from its beginning to its end, undisturbed."""
    program = Program(folder, job, *given)
    program.release()
    return program.end(patience)


def _run(folder: Path, pipe: Connection, job: Job, given: tuple[Any, ...]) -> None:
    for name, handle in (("out", 1), ("err", 2)):
        file = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, handle)
        os.close(file)
    pipe.send_bytes(b"ready")
    pipe.recv_bytes()
    status = job(Said(pipe), *given)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
