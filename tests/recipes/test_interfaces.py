"""Recipes "a command" and "a screen": a file and a line."""

from __future__ import annotations

from tests.recipes.conftest import Program

COMMAND = '''"""`diary count`: how many entries there are."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say

HELP = "Say how many entries the diary has."
EXAMPLES = ("diary count",)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add nothing: the command has no arguments."""


def run(args: argparse.Namespace, context: Context) -> int:
    """Count the entries."""
    with context.store() as store:
        say(f"{len(store.read(kinds={'entry'}).entries)} entries")
    return 0
'''
SCREEN = '''"""The Count screen: how many entries there are."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from diary.tui.widgets.dialogs import DiaryScreen


class CountScreen(DiaryScreen):
    """One number."""

    name_shown = "Count"
    shows_everything = True

    def compose_body(self) -> ComposeResult:
        """The line with the number."""
        yield Static(id="count")

    def show(self) -> None:
        """Count the entries of the review."""
        if self.ready and self.review is not None:
            self.query_one("#count", Static).update(f"{len(self.review.snapshot.entries)} entries")
'''


def test_a_command_is_a_file_and_a_line(program: Program) -> None:
    program.add("diary/cli/commands/count.py", COMMAND)
    last = '    "demo": ("demo", "try everything on a sample diary"),\n'
    program.edit("diary/cli/main.py", last, f'    "count": ("count", "how many entries there are"),\n{last}')
    row = "| `diary demo` |"
    program.edit("README.md", row, f"| `diary count` | how many entries there are |\n{row}")
    assert len(program.touched) == 3
    top, own, _, counted, completions = program.diary(
        "--help", "count --help", "log 4 neck, 3 jaw both", "count", "completions bash"
    )
    assert "  count        how many entries there are\n" in top
    assert "diary count" in own.partition("examples:")[2]
    assert counted == "1 entries\n"
    assert "count" in completions


def test_a_screen_is_a_file_and_a_line(program: Program) -> None:
    program.add("diary/tui/screens/count.py", SCREEN)
    first = '    "history": ("h", '
    line = '    "count": ("x", "count", "How many entries there are", "count:CountScreen"),\n'
    program.edit("diary/tui/app.py", first, line + first)
    assert len(program.touched) == 2
    program.diary("log 4 neck", "log 3 neck")
    lines, keys = program.screen("x", "f1")
    assert any("Count" in line for line in lines[:2])
    assert "2 entries" in [line.strip() for line in lines]
    # Help, the keys at the bottom and the palette are made from the same line.
    assert any("  x count  " in line for line in lines)
    assert any(line.split()[:2] == ["│", "x"] and "How many entries there are" in line for line in keys)
