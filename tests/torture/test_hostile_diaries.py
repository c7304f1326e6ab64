"""Diaries edited by hand: no control character gets through, and each odd value ends in an answer or a plain line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture import oddities, terminal, witness
from tests.torture.hostile import TEXT, odd_diary
from tests.torture.tools import assert_held


def test_no_command_prints_control_characters_of_the_diary(tmp_path: Path) -> None:
    assert_held([*oddities.hostile_text_everywhere(tmp_path)])


def test_in_a_terminal_no_control_character_of_the_diary_is_sent(tmp_path: Path) -> None:
    assert_held([*terminal.in_a_terminal(tmp_path, 0, keys="fh")])


# Two columns that are drawn as words of the vocabulary, so that they could escape the cleaning of notes.
@pytest.mark.parametrize(("table", "column"), [("reading", "qualities"), ("care", "activity")])
async def test_the_screen_draws_no_control_character(tmp_path: Path, table: str, column: str) -> None:
    assert odd_diary(tmp_path / "diary.db", table, column, TEXT)
    assert await witness.screens(tmp_path / "diary.db") == ""


def test_a_value_out_of_range_ends_in_an_answer_or_a_plain_line(tmp_path: Path) -> None:
    assert_held([*oddities.odd_values_everywhere(tmp_path, 8)])


def test_a_text_in_place_of_a_number_is_reported_plainly(tmp_path: Path) -> None:
    assert odd_diary(tmp_path / "diary.db", "entry", "interference", "many")
    assert [*oddities.command_faults(("check",), tmp_path / "diary.db")] == []
