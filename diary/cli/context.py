"""What every command needs: the clock, the path of the diary, the settings, and the two output streams."""

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
from typing import TYPE_CHECKING, Self, TextIO

from diary.clock import Clock, wall_clock
from diary.error_hints import with_hint
from diary.paths import diary_file, path_of, settings_file
from diary.settings import Settings, read_settings

if TYPE_CHECKING:
    from diary.domain.grammar.times import Here
    from diary.review.snapshot import Review
    from diary.store.diary_store import DiaryStore


def _looks_encrypted(path: Path) -> bool:
    from diary.files import looks_encrypted  # not for help

    return looks_encrypted(path)


@dataclass
class Context:
    """The environment of one command."""

    db: str | None = None
    tz: str | None = None
    now: str | None = None
    written_diary: Path | None = None
    """The diary that this command wrote to; it is backed up after the output, None if nothing was written."""
    sample: bool = False
    """Whether the diary is the sample of `demo`, which takes nothing of the person's own."""

    @cached_property
    def clock(self) -> Clock:
        """The real clock, or one that stands still at `--now`."""
        clock = wall_clock(self.tz)
        if self.now is None:
            return clock
        from diary.domain.grammar.times import Here, parse_time

        # The real time is needed too: --now may be relative, such as yesterday.
        here = Here(clock.now(), clock.zone, clock.zone_name)
        return Clock(clock.zone, clock.zone_name, parse_time(self.now, now=here, future=True).at.instant)

    @property
    def here(self) -> Here:
        """The present instant and zone, as the grammar needs them to read times."""
        from diary.domain.grammar.times import Here

        return Here(self.clock.now(), self.clock.zone, self.clock.zone_name, self.settings.night)

    @cached_property
    def path(self) -> Path:
        """The path of the diary file, as given or by default."""
        path = diary_file(self.db)
        if _looks_encrypted(path):
            self.prepare_unlocking()
        return path

    def prepare_unlocking(self) -> None:
        """Let the key of an encrypted file be looked for in the keyring, and a person be asked, where one is there."""
        from diary.cli.passphrase import ask_passphrase, can_ask
        from diary.store.encryption.unlock import KEYS

        KEYS.uses_keyring = lambda: self.settings.keyring
        KEYS.ask = ask_passphrase if can_ask() else None

    def keep_last_day(self, store: DiaryStore) -> None:
        """Note beside an encrypted diary which day was logged last."""
        from diary.store.encryption import last_day

        last_day.keep(store, self.clock.now(), self.settings.night)

    def logged_today_by_stamp(self) -> bool | None:
        """Whether today is logged, without unlocking an encrypted diary; None where it is not encrypted."""
        if not _looks_encrypted(self.path):
            return None
        from diary.store.encryption import last_day

        return last_day.read(self.resolved_path) == self.here.today

    def run_passphrase_command(self) -> str:
        """Run the command that names the passphrase before the screen is drawn: it may ask something here itself.

        Why that opened nothing; "" where it did, or there is none. From now on nobody is asked on the terminal.
        """
        if not _looks_encrypted(self.path):
            return ""
        from diary.store.encryption.unlock import COMMAND, KEYS

        KEYS.ask = None
        return (KEYS.heard(self.resolved_path) or "") if os.environ.get(COMMAND, "").strip() else ""

    @property
    def plain_file(self) -> str:
        """A sentence for each file that is written from an encrypted diary, with a space before it; else ""."""
        from diary.store.encryption import PLAIN

        return f" {PLAIN}" if _looks_encrypted(self.path) else ""

    def print_file(self, content: bytes) -> None:
        """Write a file to stdout as it is; where that is no terminal, a remark says if it is of an encrypted diary."""
        # Bytes, not text: UTF-8 whatever the terminal uses, so that a pipe gets the same file.
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        if self.plain_file and not sys.stdout.isatty():
            talk("diary: what is printed here is not encrypted.")

    @property
    def resolved_path(self) -> Path:
        """The path of the diary file, links followed: its backups are beside the real file."""
        from diary.store.diary_file import resolved

        return resolved(self.path)

    @cached_property
    def settings_path(self) -> Path:
        """The path of the settings file."""
        return settings_file()

    @cached_property
    def settings(self) -> Settings:
        """The person's settings; a wrong one is reported and ignored, so that it hides no warning."""
        return read_settings(self.settings_path, lambda line: talk(f"diary: {line}"))

    @cached_property
    def inbox(self) -> Path | None:
        """The file of the setting `inbox`; None where there is none."""
        return path_of(self.settings.inbox) if self.settings.inbox and not self.sample else None

    @contextmanager
    def store(self, *, create: bool = False, program: str = "cli") -> Iterator[DiaryStore]:
        """The opened diary; NoDiaryYet if it is missing, unless `create` makes a new one."""
        from diary.store.diary_store import open_diary

        store = open_diary(self.path, clock=self.clock, program=program, create=create)
        try:
            yield store
        finally:
            for notice in store.take_notices():
                talk(with_hint(notice.text, notice.hint))
            # Also after an error: what was written before it needs its backup all the same.
            if store.database.wrote:
                if store.database.key is not None:
                    self.keep_last_day(store)
                self.written_diary = store.path
                OUTCOME.done = True
            store.close()

    def review(self, store: DiaryStore) -> Review:
        """The diary at this moment with its findings, from the recent records that the rules need."""
        from diary.review.snapshot import review

        return review(store, self.clock.local(), self.settings)

    def whole_review(self, store: DiaryStore) -> Review:
        """The same from all records: for long periods, and for what the rules do not read."""
        from diary.review.snapshot import whole_review

        return whole_review(store, self.clock.local(), self.settings)

    @property
    def on_terminal(self) -> bool:
        """Whether input and both outputs are a terminal."""
        # stderr counts too: the full screen is drawn on it, as Textual does.
        return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


@dataclass
class Outcome:
    """What became of one command, for its exit status and last line."""

    done: bool = False
    """Whether something was saved or written that stays, whatever becomes of the output."""
    problem: OSError | None = None
    """Why an output could not be written; None where all was."""


OUTCOME = Outcome()
"""The outcome of the command that runs."""


def say(text: str = "") -> None:
    """Write data to stdout: the answer, or what was saved."""
    _write(sys.stdout, text)


def talk(text: str) -> None:
    """Write remarks and follow-up questions to stderr, so that stdout holds data only."""
    with _noted():
        sys.stdout.flush()  # so that both streams keep their order on a terminal
    _write(sys.stderr, text)


def tell_done(text: str) -> None:
    """Write a remark on something that was written and stays."""
    OUTCOME.done = True
    talk(text)


def _write(stream: TextIO, text: str) -> None:
    with _noted():
        stream.write(f"{without_control_characters(text)}\n")


@contextmanager
def _noted() -> Iterator[None]:
    """Note that an output can't be written, and go on: a full disk must not stop an import half-way."""
    try:
        yield
    except OSError as error:
        OUTCOME.problem = OUTCOME.problem or error


def without_control_characters(text: str) -> str:
    """The text with control characters as spaces, because a terminal acts on them; line ends and tabs stay."""
    # The usual text takes this fast path: one call, instead of a test of each character.
    if text.replace("\n", "").isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)


def unicode_works() -> bool:
    """Whether the output can show block characters."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower()
    return "utf" in encoding and os.environ.get("TERM") != "dumb"


PATIENCE = 1.0
"""Seconds of work before the first progress line is shown."""


class ProgressLine:
    """Shows the current step once the work is slow; shows nothing if stderr is not a terminal."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._step = ""
        self._late = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(patience, self._wait_is_long)
        self._timer.daemon = True  # a waiting timer must not keep a finished program alive

    def step(self, name: str) -> None:
        """Note that this step begins, and show it if the work is slow already."""
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
