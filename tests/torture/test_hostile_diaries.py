"""Diaries made by hand: nothing in them is obeyed, and no value in them ends in anything but an answer or a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture import oddities, terminal, witness
from tests.torture.hostile import TEXT, odd_diary
from tests.torture.tools import held


def test_no_command_passes_on_what_a_terminal_would_obey(tmp_path: Path) -> None:
    held([*oddities.hostile_text_everywhere(tmp_path)])


def test_in_a_terminal_nothing_of_the_diary_is_obeyed(tmp_path: Path) -> None:
    held([*terminal.in_a_terminal(tmp_path, 0, keys="fh")])


@pytest.mark.parametrize(("table", "column"), [("reading", "qualities"), ("care", "activity")])
async def test_the_screen_draws_nothing_that_a_terminal_would_obey(tmp_path: Path, table: str, column: str) -> None:
    assert odd_diary(tmp_path / "diary.db", table, column, TEXT)
    assert await witness.screens(tmp_path / "diary.db") == ""


def test_a_value_out_of_range_ends_in_an_answer_or_a_line(tmp_path: Path) -> None:
    held([*oddities.odd_values_everywhere(tmp_path, 8)])


def test_a_value_that_breaks_a_command_is_told_as_what_it_is(tmp_path: Path) -> None:
    assert odd_diary(tmp_path / "diary.db", "entry", "interference", "many")
    said = [*oddities.faults_of(("check",), tmp_path / "diary.db")]
    assert said == []
