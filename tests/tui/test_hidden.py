"""F12 hides the screen from somebody who passes by, and brings it back as it was."""

from __future__ import annotations

import pytest
from textual import events

from diary.tui.screens.help import HelpScreen, KeyList
from diary.tui.screens.hidden import TEXT
from diary.tui.widgets.dialogs import Ask
from tests.tui.driving import Driven, app_of, idle, press, shown


@pytest.mark.parametrize("way", [(), ("h",), ("c",), ("6", "n"), ("c", "c")], ids="-".join)
@pytest.mark.parametrize("back", ["f12", "escape"])
async def test_f12_hides_any_screen_and_brings_it_back_as_it_was(
    sample: Driven, way: tuple[str, ...], back: str
) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, *way)
        was, screen = shown(pilot), pilot.app.screen
        await press(pilot, "f12")
        assert shown(pilot) == TEXT
        await press(pilot, *"hello 7!", "enter", "delete", "space", "tab", "f2")
        app_of(pilot).post_message(events.Paste("6 left knee"))
        await idle(pilot)
        assert shown(pilot) == TEXT
        await press(pilot, back)
        assert pilot.app.screen is screen
        assert shown(pilot).startswith(was[:400])
    assert sample.kept() == before


async def test_help_names_the_key(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "?")
        lines = [words for keys, words, _ in pilot.app.screen.query_one(KeyList).lines if keys == "F12"]
    assert lines == ["An empty screen, so that nobody reads along; F12 again brings this one back"]


async def test_what_asks_meanwhile_waits_until_the_screen_is_back(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "f12")
        app_of(pilot).push_screen(HelpScreen(app_of(pilot).screen_stack[0]))
        await idle(pilot)
        assert shown(pilot) == TEXT
        await press(pilot, "f12")
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1


@pytest.mark.parametrize("key", ["ctrl+p", "f4"])
async def test_a_key_that_reaches_through_opens_nothing(sample: Driven, key: str) -> None:
    async with sample.run() as pilot:
        await press(pilot, "f12", key, key)
        assert shown(pilot) == TEXT
        await press(pilot, "f12")
        assert len(pilot.app.screen_stack) == 1


async def test_leaving_with_a_draft_uncovers_the_screen_and_asks_once(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "6", "f12")
        await press(pilot, "ctrl+q")
        await press(pilot, "ctrl+q")
        assert [type(screen) for screen in pilot.app.screen_stack[1:]] == [Ask]
        await press(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1
