"""Diaries for the tests of the screen: the sample of ninety days, and an empty one, each in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.exchange.import_plan import apply, plan_import
from diary.samples import sample_clock, sample_csv
from diary.store.diary_store import open_diary
from tests.tui.driving import Driven


# Importing ninety days takes longer than most tests here: it is done once, and each test gets a copy.
@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample diary, made once."""
    path = tmp_path_factory.mktemp("sample") / "diary.db"
    with open_diary(path, clock=sample_clock(), program="import", create=True) as store:
        apply(plan_import(sample_csv("ninety-days"), store, sample_clock()), store, label="sample")
    return path


@pytest.fixture
def clock() -> Clock:
    """Monday 2 November 2026, 20:14 in Berlin: just after the last entry of the sample."""
    return sample_clock()


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path, clock: Clock) -> Driven:
    """The app on a copy of the sample."""
    shutil.copy(sample_file, tmp_path / "diary.db")
    return Driven(tmp_path / "diary.db", clock)


@pytest.fixture
def empty(tmp_path: Path, clock: Clock) -> Driven:
    """The app where there is no diary yet."""
    return Driven(tmp_path / "diary.db", clock)
