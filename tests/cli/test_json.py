"""`--json`: diary/cli/json.md has an example of every shape; each example is run here."""

from __future__ import annotations

import contextlib
import json
import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from diary.cli.main import COMMANDS, main
from diary.cli.options import Parser
from tests.cli.conftest import Run

PAGE = (Path(__file__).parents[2] / "diary" / "cli" / "json.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+) ?(\S*)\n(.*?)\n```", PAGE, re.DOTALL)
FILES = {name: text for kind, name, text in BLOCKS if kind in ("csv", "txt")}
SETUP, *RUN = [text for kind, _, text in BLOCKS if kind == "sh"]
SHOWN = [json.loads(text) for kind, _, text in BLOCKS if kind == "json"]
EXAMPLES = list(zip(RUN, SHOWN, strict=True))
MORE = "…"
PROSE = {"title", "summary", "next_step", "clears_when", "question", "sources", "message", "label", "remarks", "said",
         "reason", "text"}  # fmt: skip
"""Texts for people: only their type is compared, so that a better wording breaks no test."""


NOW = ["--now", "2026-03-05T20:00+01:00", "--tz", "Europe/Berlin"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The diary of the page, made once, in a folder with its files."""
    made = tmp_path_factory.mktemp("page")
    for name, text in FILES.items():
        (made / name).write_text(text + "\n", "utf-8")
    with contextlib.chdir(made):
        for line in SETUP.splitlines():
            assert main([*shlex.split(line)[1:], "--db", "diary.db", *NOW]) == 0, line
    return made


def differences(shown: Any, actual: Any, where: str = "") -> list[str]:
    """Where the actual JSON differs from the example, one line each; [] where it fits."""
    if shown == MORE:
        return []
    if where.rpartition(".")[2].partition("[")[0] in PROSE:
        return [] if type(shown) is type(actual) else [f"{where}: {actual!r}"]
    if isinstance(shown, dict) and isinstance(actual, dict):
        # Lists, not sets: the order of the keys is part of the page, which people compare by eye.
        if list(shown) != list(actual):
            return [f"{where} has {list(actual)}"]
        return [line for key in shown for line in differences(shown[key], actual[key], f"{where}.{key}")]
    if isinstance(shown, list) and isinstance(actual, list):
        first, rest = (shown[:-1], True) if shown and shown[-1] == MORE else (shown, False)
        if len(actual) < len(first) or (len(actual) > len(first) and not rest):
            return [f"{where}: {actual!r}"]
        return [line for n, one in enumerate(first) for line in differences(one, actual[n], f"{where}[{n}]")]
    return [] if shown == actual else [f"{where}: {actual!r}"]


@pytest.mark.parametrize(("line", "shown"), EXAMPLES, ids=[line for line, _ in EXAMPLES])
def test_each_example_on_the_page_is_what_the_program_prints(
    line: str, shown: Any, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    answer = run("", *shlex.split(line)[1:], "--db", str(folder / "diary.db"))
    assert differences(shown, json.loads(answer.out)) == []
    assert answer.out.endswith("}\n")


def commands_with_json() -> set[str]:
    names = set()
    for name, (module_name, _) in COMMANDS.items():
        # Asked of the parsers, so that a new command can't be forgotten on the page.
        parser = Parser(f"diary {name}")
        import_module(f"diary.cli.commands.{module_name}").configure(parser)
        if any("--json" in action.option_strings for action in parser._actions):
            names.add(name)
    return names


def test_every_command_with_json_is_on_the_page() -> None:
    assert {shlex.split(line)[1] for line, _ in EXAMPLES} == commands_with_json()


WRITES = {
    "redo",
    "log",
    "again",
    "motion",
    "care",
    "edit",
    "decrypt",
    "delete",
    "encrypt",
    "told",
    "ack",
    "export",
    "report",
    "restore",
}
"""Commands that change the diary, or whose answer is a file."""


def test_every_command_that_only_reads_has_json() -> None:
    assert COMMANDS.keys() - commands_with_json() == WRITES | {"completions", "demo"}


@pytest.mark.parametrize(
    "name", ["usual", "known", "ask", "visit --list", "undo --list", "deleted", "search neck", "chart"]
)
def test_nothing_there_is_an_empty_list_and_no_failure(run: Run, name: str) -> None:
    run("log 3 neck")
    run("undo")  # an empty diary, not a missing one, which is an error
    answer = run(f"{name} --json")
    assert (answer.status, answer.err) == (0, "")
    assert all(value == [] for value in json.loads(answer.out).values() if isinstance(value, list))


@pytest.mark.parametrize("line", ["usual lower back 2", "known numb left foot", "visit tomorrow", "ask why"])
def test_words_to_save_and_json_are_not_mixed(run: Run, line: str) -> None:
    run("log 3 neck")
    answer = run(f"{line} --json")
    assert answer.status == 2
    assert "leave the words out" in answer.err
    assert json.loads(run("list --all --json").out)["others"] == []
