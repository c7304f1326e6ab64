"""Fixtures that run commands in this process, each test with its own diary and settings."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from diary.cli.main import main
from diary.exchange.import_plan import apply, plan_import
from diary.samples import SampleName, sample_clock, sample_csv
from diary.store.diary_store import open_diary

NOW = "2026-03-05T20:00+01:00"


@dataclass(frozen=True)
class Answer:
    """The exit status and both outputs of a command."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The first line of the output."""
        return self.out.splitlines()[0] if self.out else ""


Run = Callable[..., Answer]


class Typed(io.StringIO):
    """Standard input that claims to be a terminal, with what a person types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line, split at spaces or given as words, as of a fixed time in Berlin."""
    # Both, or a test would read and write the diary and settings of the person who runs it.
    monkeypatch.setenv("DIARY_DB", str(tmp_path / "diary.db"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def run_line(line: str, *more: str, now: str = NOW, stdin: str = "", typed: str | None = None) -> Answer:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin) if typed is None else Typed(typed))
        words = [*line.split(), *more]
        # Options after `--` would be words of the note.
        at = words.index("--") if "--" in words else len(words)
        status = main([*words[:at], "--now", now, "--tz", "Europe/Berlin", *words[at:]])
        # Read after each command, so that an answer holds nothing of the one before.
        out, err = capsys.readouterr()
        return Answer(status, out, err)

    return run_line


@pytest.fixture
def sample(tmp_path: Path) -> Callable[[SampleName], list[str]]:
    """A function that makes a sample diary and returns the options that name it."""

    def make_sample(name: SampleName) -> list[str]:
        clock = sample_clock()
        path = tmp_path / f"{name}.db"
        with open_diary(path, clock=clock, program="import", create=True) as store:
            apply(plan_import(sample_csv(name), store, clock), store)
        return ["--db", str(path)]

    return make_sample
