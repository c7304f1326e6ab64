"""A clock that stands still and an empty diary, for every test that wants them."""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from diary.clock import Clock
from diary.store import connection
from diary.store.diary_store import DiaryStore, open_diary

# The tests start hundreds of programs, and without its bytecode each compiles the program again: up to 0.7 s.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

TOOLS_ARE_MISSING = ("needs ", "not installed", "may not ", "may be made here")
"""How the reasons read for which a test is left out that needs more than Python."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything has to be there (DIARY_CI=1), a test that is left out for want of a tool has failed."""
    report = yield
    said = str(report.longrepr)
    if report.skipped and os.environ.get("DIARY_CI") == "1" and any(part in said for part in TOOLS_ARE_MISSING):
        report.outcome = "failed"
    return report


def pytest_xdist_auto_num_workers() -> int:
    """One more worker than processors: a fifth of a test's time is spent waiting for a timer, a disk or a program."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Search seldom for garbage, and never in what is there before the first test: a seventh of the time of a screen.

    A screen is thousands of objects that refer to each other, and Python searches them all again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_unconfigure() -> None:
    """Search all once more, and leave what is alive out of the five searches with which pytest ends: 0.5 s for each."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="module", autouse=True)
def no_disk_is_waited_for(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave what is written to the system, but where that it lasts is tested: a fifth of the time of a command."""
    parts = request.path.relative_to(request.config.rootpath).parts
    if "store" in parts or "torture" in parts:
        yield
        return
    set_up = connection._set_up

    def without_waiting(opened: sqlite3.Connection) -> None:
        set_up(opened)
        opened.execute("PRAGMA synchronous = OFF")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_set_up", without_waiting)
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture
def clock() -> Clock:
    """Thursday 5 March 2026, 20:00 in Berlin."""
    return Clock(ZoneInfo("Europe/Berlin"), "Europe/Berlin", datetime(2026, 3, 5, 19, tzinfo=UTC))


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[DiaryStore]:
    """A new, empty diary in a folder of its own."""
    with open_diary(tmp_path / "diary.db", clock=clock, program="cli", create=True) as opened:
        yield opened
