"""A clock that stands still and an empty diary, for every test that wants them."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, create_engine

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


@pytest.fixture(scope="session", autouse=True)
def statements_are_compiled_once() -> Iterator[None]:
    """Let all diaries share SQLAlchemy's compiled statements, as one program does: half of the time of a command.

    It keeps them for each dialect of an engine, and a test opens its diary again for every command.
    """
    first: list[Engine] = []

    def sharing(url: str, **options: Any) -> Engine:
        engine = create_engine(url, **options)
        first.append(engine)
        engine.dialect, engine._compiled_cache = first[0].dialect, first[0]._compiled_cache
        del first[1:]
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "create_engine", sharing)
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
