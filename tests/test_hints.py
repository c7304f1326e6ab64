"""Errors name no command: they carry a hint, for which commands and screen have their own words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from string import Formatter

import pytest

import diary
from diary.cli.main import COMMANDS as COMMAND_NAMES
from diary.domain.grammar.entry import parse_line
from diary.domain.grammar.times import Here
from diary.error_hints import COMMANDS, error_text
from diary.errors import DiaryError, ErrorHint
from diary.tui.widgets.texts import KEYS, key_text
from tests.domain.test_describe import AT

SOURCE = Path(diary.__file__).parent
COMMAND = re.compile(rf"\bdiary ({'|'.join(COMMAND_NAMES)})\b")
BELOW = ("domain", "store", "review", "analysis", "exchange")
"""The folders that know neither commands nor keys."""


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for folder in BELOW:
        for path in sorted((SOURCE / folder).rglob("*.py")):
            yield path, ast.parse(path.read_text("utf-8"))


def test_no_text_below_the_interfaces_names_a_command() -> None:
    named = []
    for path, tree in trees():
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                named += [f"{path}:{node.lineno}"] if COMMAND.search(node.value) else []
    assert named == []


def test_each_hint_has_its_command_and_each_command_its_hint() -> None:
    calls = [node for _, tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Call)]
    hints = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "ErrorHint"]
    names = {each.value for hint in hints for each in ast.walk(hint) if isinstance(each, ast.Constant)}
    assert names == set(COMMANDS) == set(KEYS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_key_needs_no_value_that_the_command_lacks(name: str) -> None:
    fields = [{field for _, field, _, _ in Formatter().parse(text[name]) if field} for text in (COMMANDS, KEYS)]
    assert fields[1] <= fields[0]
    error = DiaryError("text", ErrorHint(name, dict.fromkeys(fields[0], "{x}")))
    assert error_text(error).startswith("text")
    assert error_text(error).count("{x}") == len(re.findall(r"\{\w+\}", COMMANDS[name]))


def test_the_words_after_an_error_are_those_of_the_interface() -> None:
    with pytest.raises(DiaryError) as caught:
        parse_line("6 left knee tomorrow", now=Here(AT.instant, UTC))
    assert "diary" not in str(caught.value)
    assert error_text(caught.value).endswith(", and an appointment to come is written with diary visit")
    assert key_text(caught.value).endswith(", and an appointment to come is written with “an appointment” (c, then d)")
