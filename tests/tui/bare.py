"""The program in a bare pseudo-terminal, without a multiplexer that would repair what it leaves behind."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Any

PATIENCE = 60.0
PATIENT = f"from diary.tui import ending; ending.LONGEST = {PATIENCE}; from diary.cli.main import run; run()"
"""The program, with time for an orderly end however busy the machine is: its own limit is 0.8 s."""


class Bare:
    """A pseudo-terminal of 60 × 20 with few abilities that runs the program."""

    def __init__(
        self, folder: Path, *arguments: str, program: Sequence[str] = (), patient: bool = False, **more: str
    ) -> None:
        self.seen = ""
        source = str(Path(__file__).parent.parent.parent)
        env = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": source,
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "LC_ALL": "C.UTF-8",
            **more,
        }
        start = ["-c", PATIENT] if patient else ["-m", "diary"]
        command = [*program, sys.executable, *start, "--db", str(folder / "diary.db"), *arguments]
        self.here, there = pty.openpty()
        self.before = termios.tcgetattr(there)
        fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 20, 60, 0, 0))
        self.process = subprocess.Popen(
            command, stdin=there, stdout=there, stderr=there, env=env, cwd=folder, start_new_session=True
        )
        os.close(there)

    def keys(self, text: str) -> None:
        """Type."""
        self.sends(text.encode())

    def types_left_knee_6(self) -> None:
        """Log a first entry; each step waits to be seen, as four characters at once would be a text."""
        for keys, then in (("6", "‹6›"), ("\r", "Where is it?"), ("lk", "left knee")):
            self.keys(keys)
            self.shows(then)
        # Again where the place was not on the screen yet, which no person is fast enough to see.
        while "Saved 20:14" not in self.seen:
            self.keys("\r")
            while self.reads(1):
                pass

    def sends(self, sent: bytes) -> None:
        """Send bytes as a terminal does."""
        os.write(self.here, sent)

    def signal(self, number: int) -> None:
        """Send a signal to the program alone."""
        os.kill(self.process.pid, number)

    def attributes(self) -> list[Any]:
        """The modes of the terminal, echo among them."""
        return termios.tcgetattr(self.here)

    def takes_more(self) -> bool:
        """Whether the program still reads what is sent."""
        return bool(select.select([], [self.here], [], 0.2)[1])

    def vanish(self) -> None:
        """Take the terminal away."""
        os.close(self.here)
        self.here = -1

    def shows(self, text: str) -> None:
        """Wait until it was written."""
        end = monotonic() + PATIENCE
        while text not in self.seen:
            assert monotonic() < end, f"never wrote {text!r}, but {self.seen[-2000:]!r}"
            self.reads(0.1)

    def ended(self) -> int:
        """Wait until it has ended, and read what it wrote last."""
        end = monotonic() + PATIENCE
        while self.process.poll() is None:
            assert monotonic() < end, "it does not end"
            self.reads(0.05)
        while self.reads(0.05):
            pass
        return self.process.returncode

    def reads(self, seconds: float) -> bool:
        """Read what the program writes, for so many seconds at most; whether something came."""
        if not select.select([self.here], [], [], seconds)[0]:
            return False
        try:
            read = os.read(self.here, 65536)
        except OSError:  # nobody is at the other end any more
            return False
        self.seen += read.decode("utf-8", "replace")
        return bool(read)

    def close(self) -> None:
        """End it, whatever it does."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.here >= 0:
            os.close(self.here)
