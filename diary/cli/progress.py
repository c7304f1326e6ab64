"""Signs of life from work that takes long: a plain line for each step, for who waits at a terminal."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import Self

from diary.cli.context import talk

PATIENCE = 1.0
"""Seconds in which nobody needs to be told anything."""


class Progress:
    """Says which step is at work, once it has taken a while; says nothing where nobody looks."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._step = ""
        self._late = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(patience, self._wait_is_long)
        self._timer.daemon = True

    def step(self, name: str) -> None:
        """The next step begins."""
        with self._lock:
            self._step = name
            if self._late:
                talk(f"{name} …")

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._late = False

    def _wait_is_long(self) -> None:
        with self._lock:
            self._late = True
            if self._step:
                talk(f"{self._step} …")
