"""A clock that stands still and an empty diary, for every test that wants them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from diary.clock import Clock
from diary.store.diary_store import DiaryStore, open_diary


@pytest.fixture
def clock() -> Clock:
    """Thursday 5 March 2026, 20:00 in Berlin."""
    return Clock(ZoneInfo("Europe/Berlin"), "Europe/Berlin", datetime(2026, 3, 5, 19, tzinfo=UTC))


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[DiaryStore]:
    """A new, empty diary in a folder of its own."""
    with open_diary(tmp_path / "diary.db", clock=clock, program="cli", create=True) as opened:
        yield opened
