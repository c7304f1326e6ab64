"""What every command has at hand: the clock, the diary's place, the settings, and two streams to speak on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from diary.clock import Clock, wall_clock
from diary.paths import diary_file, settings_file
from diary.settings import Settings, read_settings

if TYPE_CHECKING:
    from diary.domain.grammar.times import Here
    from diary.review import Review
    from diary.store.diary_store import DiaryStore


@dataclass
class Context:
    """The surroundings of one command."""

    db: str | None = None
    tz: str | None = None
    now: str | None = None

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

    @cached_property
    def settings_path(self) -> Path:
        """Where the settings are."""
        return settings_file()

    @cached_property
    def settings(self) -> Settings:
        """The person's settings."""
        return read_settings(self.settings_path)

    @contextmanager
    def store(self, *, create: bool = False, program: str = "cli") -> Iterator[DiaryStore]:
        """The diary, opened; made where it is missing and `create` says so."""
        from diary.store.diary_store import open_diary

        store = open_diary(self.path, clock=self.clock, program=program, create=create)
        try:
            yield store
        finally:
            store.close()

    def review(self, store: DiaryStore) -> Review:
        """The diary as it stands now, and what the rules say."""
        from diary.review import review

        return review(store, self.clock.local(), self.settings.emergency_number)

    @property
    def on_terminal(self) -> bool:
        """Whether a person sits at both ends; the screen draws on the error output."""
        return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


def say(text: str = "") -> None:
    """Data: what was asked for, or what was saved."""
    sys.stdout.write(f"{text}\n")


def talk(text: str) -> None:
    """Talk: remarks and follow-up questions, beside the data."""
    sys.stdout.flush()
    sys.stderr.write(f"{text}\n")


def unicode_works() -> bool:
    """Whether the output can show block characters."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower()
    return "utf" in encoding and os.environ.get("TERM") != "dumb"
