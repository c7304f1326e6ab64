"""Programs to be killed: forked from a server that has imported everything, so that each starts in milliseconds."""

from __future__ import annotations

import multiprocessing
import os
import signal
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

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
"""The signals by which programs are asked to end."""

_CONTEXT = multiprocessing.get_context("forkserver")
# Everything that each forked program would otherwise import again: the jobs, and what these import when they run.
_CONTEXT.set_forkserver_preload(
    [
        "pytest",
        "tests.torture.scenes",
        "platformdirs",
        *(
            f"diary.cli.{name}"
            for name in ("after_save", "backup_duties", "commands.log", "commands.import_", "commands.backup")
        ),
        *(f"diary.{name}" for name in ("exchange.import_plan", "charts.terminal.course")),
        *(f"diary.store.backup.{name}" for name in ("backups", "verify")),
    ]
)

Job = Callable[..., int]


class Acknowledge:
    """The function by which a job acknowledges; words sent to the pipe stay there even if the job is killed next."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def __call__(self, word: str) -> None:
        """Acknowledge that something is saved."""
        self._pipe.send_bytes(word.encode())


@dataclass
class Ended:
    """A program that has ended: its status (-9 killed, None hung), what it acknowledged, and what it printed."""

    status: int | None
    acknowledged: list[str]
    out: str
    err: str
    seconds: float

    @property
    def trouble(self) -> str:
        """A fault that no person should ever see; "" if there is none."""
        if self.status is None:
            return "it hung"
        if "Traceback" in self.err or "went wrong inside" in self.err:
            return f"it did not say plainly what is wrong: {self.err[-300:]}"
        if self.status not in (0, 1, 2, -9, *(status for number in SIGNALS for status in (-number, 128 + number))):
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
        # The process is ready: the measured time holds only the job, and strace can attach before it.
        self._gate.recv_bytes()
        self._began = 0.0
        self._words: list[str] = []

    @property
    def pid(self) -> int:
        """The process id."""
        assert self.process.pid is not None
        return self.process.pid

    def release(self) -> None:
        """Let the job start."""
        self._began = monotonic()
        self._gate.send_bytes(b"go")

    def heard(self) -> list[str]:
        """What it has acknowledged up to now."""
        with suppress(EOFError, ConnectionResetError):
            while self._gate.poll():
                self._words.append(self._gate.recv_bytes().decode())
        return list(self._words)

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal; nothing happens if it has ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Send SIGKILL, which gives the program no chance to clean up."""
        self.process.kill()

    def end(self, patience: float = PATIENCE) -> Ended:
        """Wait until it ends; after `patience` seconds it is killed and its status is None."""
        limit = self._began + patience
        hung = False
        # Read while it runs, so that a full pipe never blocks it.
        with suppress(EOFError, ConnectionResetError):
            while True:
                if not self._gate.poll(max(0.0, limit - monotonic())):
                    hung = True
                    self.kill()
                    break
                self._words.append(self._gate.recv_bytes().decode())
        self.process.join()
        seconds = monotonic() - self._began
        status = None if hung else self.process.exitcode
        self.process.close()
        self._gate.close()
        out, err = (self._folder / name for name in ("out", "err"))
        return Ended(status, self._words, out.read_text("utf-8", "replace"), err.read_text("utf-8", "replace"), seconds)


def run(folder: Path, job: Job, *given: Any, patience: float = PATIENCE) -> Ended:
    """Run a job from start to end, undisturbed."""
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
    status = job(Acknowledge(pipe), *given)
    sys.stdout.flush()
    sys.stderr.flush()
    # Not sys.exit: the forked process must not run the exit handlers of the server, such as those of pytest.
    os._exit(status)
