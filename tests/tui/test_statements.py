"""The number of database statements of the screen: the same for three years as for one, and no more than needed."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from diary.store import connection, open_file
from diary.store.diary_store import open_diary
from diary.tui import open_diary as screen_of_diary
from tests.tui.driving import Driven, app_of, idle, press, until

MOST_TO_OPEN, MOST_TO_SAVE = 40, 50
"""Statements and transactions; room for one more, not for one per entry."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that a diary's connection runs."""
    statements: list[str] = []
    connect = connection.connect

    def note(statement: str) -> None:
        # The screen looks for changes of other programs by the clock, so how often is a matter of the machine's speed.
        if "data_version" not in statement:
            statements.append(statement)

    def traced(*given: Any, **more: Any) -> sqlite3.Connection:
        connection = connect(*given, **more)
        connection.set_trace_callback(note)
        return connection

    monkeypatch.setattr(open_file, "connect", traced)
    # Asking whether another program wrote takes statements too, more of them the slower the machine is; and what saving
    # needs is asked for before or after the first save.
    monkeypatch.setattr(screen_of_diary, "POLL", 3600.0)
    monkeypatch.setattr(screen_of_diary, "PRELOAD_AFTER", 3600.0)
    return statements


def longer(sample: Driven, times: int) -> Driven:
    """The sample's ninety days several times over, one after the other."""
    made = Driven(sample.path.with_name(f"{times}.db"), sample.clock)
    shutil.copy(sample.path, made.path)
    with open_diary(made.path, clock=made.clock, program="import", create=False) as store:
        for number in range(1, times):
            back = timedelta(days=100 * number)  # more than the ninety days, so that they do not overlap
            store.save(
                *(
                    replace(each, id=f"{each.id}-{number}", at=replace(each.at, instant=each.at.instant - back))
                    for each in sample.kept().entries
                )
            )
    return made


async def statements(driven: Driven, asked: list[str]) -> tuple[int, int]:
    """How many statements it takes to open the diary, and to save one entry."""
    asked.clear()
    async with driven.run() as pilot:
        await until(lambda: app_of(pilot).review is not None)
        opened = len(asked)
        asked.clear()
        await press(pilot, "4", "enter")
        await until(lambda: app_of(pilot).status.kind == "saved")
        await idle(pilot)
        return opened, len(asked)


async def test_six_years_take_no_more_statements_than_two(sample: Driven, asked: list[str]) -> None:
    # Within the reach of the rules there are fewer: older signs need not be looked for.
    opened, saved = await statements(longer(sample, 8), asked)
    assert 0 < opened <= MOST_TO_OPEN
    assert 0 < saved <= MOST_TO_SAVE
    assert await statements(longer(sample, 24), asked) == (opened, saved)
