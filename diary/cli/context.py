"""What every command has at hand: the clock, the diary's place, the settings, and two streams to speak on."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from diary.clock import Clock, wall_clock
from diary.errors import DiaryError
from diary.paths import diary_file, settings_file
from diary.settings import Settings, read_settings

if TYPE_CHECKING:
    from diary.domain.grammar.times import Here
    from diary.review.snapshot import Review
    from diary.store.diary_store import DiaryStore


@dataclass
class Context:
    """The surroundings of one command."""

    db: str | None = None
    tz: str | None = None
    now: str | None = None
    written: Path | None = None
    """The diary that something was written to, so that it may be backed up once that has been said."""

    @cached_property
    def clock(self) -> Clock:
        """The clock: the real one, or standing at `--now`."""
        clock = wall_clock(self.tz)
        if self.now is None:
            return clock
        from diary.domain.grammar.times import Here, parse_time

        here = Here(clock.now(), clock.zone, clock.zone_name)
        return Clock(clock.zone, clock.zone_name, parse_time(self.now, now=here, future=True).at.instant)

    @property
    def here(self) -> Here:
        """Now, as the grammar reads times."""
        from diary.domain.grammar.times import Here

        return Here(self.clock.now(), self.clock.zone, self.clock.zone_name)

    @cached_property
    def path(self) -> Path:
        """Where the diary is."""
        return diary_file(self.db)

    @property
    def place(self) -> Path:
        """Where the diary is, links followed."""
        from diary.store.diary_file import resolved

        return resolved(self.path)

    @cached_property
    def settings_path(self) -> Path:
        """Where the settings are."""
        return settings_file()

    @cached_property
    def settings(self) -> Settings:
        """The person's settings; what is wrong in them is said, and keeps nobody from a warning."""
        return read_settings(self.settings_path, lambda line: talk(f"diary: {line}"))

    @property
    def network_drive(self) -> bool | None:
        """Whether the diary is on a network drive; None where the settings can't be read, and others say why."""
        try:
            return read_settings(self.settings_path).network_drive
        except DiaryError:
            return None

    @contextmanager
    def store(self, *, create: bool = False, program: str = "cli") -> Iterator[DiaryStore]:
        """The diary, opened; made where it is missing and `create` says so."""
        from diary.store.diary_store import open_diary

        store = open_diary(
            self.path, clock=self.clock, program=program, create=create, network_drive=self.network_drive
        )
        try:
            yield store
        finally:
            if store.database.wrote:
                self.written = store.path
            store.close()

    def review(self, store: DiaryStore) -> Review:
        """The diary as it stands now, and what the rules say."""
        from diary.review.snapshot import review

        return review(store, self.clock.local(), self.settings)

    def whole_review(self, store: DiaryStore) -> Review:
        """The same with everything that is in the diary, for long periods and for what the rules don't read."""
        from diary.review.snapshot import whole_review

        return whole_review(store, self.clock.local(), self.settings)

    @property
    def on_terminal(self) -> bool:
        """Whether a person sits at both ends; the screen draws on the error output."""
        return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


def say(text: str = "") -> None:
    """Data: what was asked for, or what was saved."""
    sys.stdout.write(f"{harmless(text)}\n")


def talk(text: str) -> None:
    """Talk: remarks and follow-up questions, beside the data."""
    sys.stdout.flush()
    sys.stderr.write(f"{harmless(text)}\n")


def harmless(text: str) -> str:
    """The same without anything that a terminal would obey, whoever wrote the diary; lines stay lines."""
    if text.replace("\n", "").isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)


def unicode_works() -> bool:
    """Whether the output can show block characters."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower()
    return "utf" in encoding and os.environ.get("TERM") != "dumb"


PATIENCE = 1.0
"""Seconds in which nobody needs to be told anything."""


class ProgressLine:
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
