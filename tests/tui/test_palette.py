"""The command palette finds what people look for by the words they use."""

from __future__ import annotations

import pytest
from textual.command import CommandList, CommandPalette
from textual.widgets import Input

from diary.tui.palette import WORDS, finds
from diary.tui.screens.help import commands
from tests.tui.driving import Driven, app_of, press, until

LOOKED_FOR = {
    "medicine": "Log self-care", "pill": "Log self-care", "ibuprofen": "Treatments", "ice": "Log self-care",
    "exercise": "Exercises", "appointment": "Log an appointment", "undo": "Undo", "mistake": "Undo", "doctor": "Report",
    "physio": "Sessions", "chart": "Trends", "export": "Export", "csv": "Import a file", "pdf": "Report",
    "print": "Report", "delete": "History", "edit entry": "History", "motion": "Log a range of motion",
    "message": "Message for your therapist", "send": "Message for your therapist", "numb": "More words",
    "privacy": "Hide the screen", "exit": "Quit", "backup": "Back up now", "warning": "Findings", "ambulance":
    "Emergency number", "dark": "Colours: dark", "forgot": "Yesterday", "surgery": "Background", "keys": "Help",
    "bearable": "Import a file", "switch": "Import a file", "other app": "Import a file",
}  # fmt: skip


_OF_TODAY: list[tuple[str, str]] = []


async def commands_of_today(sample: Driven) -> list[tuple[str, str]]:
    """The title and the help of each command on Today: asked for once, and not for each word."""
    if not _OF_TODAY:
        async with sample.run() as pilot:
            app = app_of(pilot)
            _OF_TODAY.extend((each.title, each.help or "") for each in commands(app, app.screen))
    return _OF_TODAY


@pytest.mark.parametrize("word", LOOKED_FOR)
async def test_a_command_is_found_by_a_word_people_use(sample: Driven, word: str) -> None:
    found = [title for title, help in await commands_of_today(sample) if finds(word, title, help)]
    assert any(title.startswith(LOOKED_FOR[word]) for title in found), found
    assert len(found) <= 12


async def test_every_command_with_other_words_exists_on_today(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        titles = {each.title.casefold().partition(" (")[0].partition(":")[0] for each in commands(app, app.screen)}
    assert set(WORDS) <= titles


async def test_the_palette_lists_it_first(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "f4")
        palette = pilot.app.screen
        assert isinstance(palette, CommandPalette)
        palette.query_one(Input).value = "painkiller"
        rows = palette.query_one(CommandList)
        await until(lambda: rows.option_count and "Log more" in str(rows.get_option_at_index(0).prompt))
