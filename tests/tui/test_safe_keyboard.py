"""Pastes and bursts change nothing, no key acts on what was not on the screen, and each key says what it does."""

from __future__ import annotations

import random

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from diary.domain.records import Reading
from diary.store.diary_store import open_diary
from diary.tui.key_queue import BURST_GAP
from diary.tui.screens.quick_entry.window import TypedLine
from diary.tui.screens.sessions.form import SessionForm
from tests.tui.driving import Driven, app_of, burst, handed_over, idle, key_event, press, shown, typed, until

SENTENCES = (
    "My back hurts today, it was sudden and I had to sit down.",
    "numb foot\n6 left knee\nd d d u u u\n",
    "4 neck stiff after the stairs\n",
    "Данные: спина болит\n",
)
PLACES = ((), ("h",), ("h", "o"), ("s",), ("f",), ("g",), ("r",), ("exclamation_mark",), ("b",), ("m",), ("c",), ("?",),
          ("n",), ("tab",), ("s", "n"), ("t",), ("a",), ("f4",), ("h", "slash"))  # fmt: skip
"""The keys to every screen and window, and to rows and fields of Today."""
BACK = ("lower back", "center")


async def paste(pilot: Pilot[None], text: str) -> None:
    app_of(pilot).post_message(events.Paste(text))
    await idle(pilot)


@pytest.mark.parametrize("way", PLACES, ids=["-".join(way) or "today" for way in PLACES])
async def test_sentences_pastes_and_bursts_change_no_record_on_any_screen(sample: Driven, way: tuple[str, ...]) -> None:
    chance = random.Random("-".join(way))
    letters = "abcdefghijklmnopqrstuvwxyzDUSN +=!?\n0123456789"
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, *way)
        for text in SENTENCES:
            await burst(pilot, text)
            await paste(pilot, text)
        for _ in range(6):
            await burst(pilot, "".join(chance.choices(letters, k=chance.randrange(8, 40))) + "abc")
        assert app_of(pilot).is_running
    assert sample.kept() == before


async def test_on_today_a_paste_and_a_burst_open_the_line_with_their_text(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await burst(pilot, "6 left knee\nstiff")
        assert isinstance(app.screen, TypedLine)
        assert app.screen.field.value == "6 left knee stiff"
        await burst(pilot, " and dull")  # the rest of a paste that came in two parts
        assert app.screen.field.value == "6 left knee stiff and dull"
        await press(pilot, "escape")
        await paste(pilot, "4 neck\n")
        assert isinstance(app.screen, TypedLine)
        assert app.screen.field.value == "4 neck"
        await press(pilot, "up")  # the line that was left
        assert app.screen.field.value == "6 left knee stiff and dull"
        await press(pilot, "escape")
        await paste(pilot, "3 neck\n")
        await press(pilot, "escape", "a", "up")  # it is not lost either, though no key was pressed for it
        assert app.screen.field.value == "3 neck"


async def test_a_q_typed_before_the_diary_is_on_the_screen_leaves_and_is_no_text(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        app.keys.close()
        app.post_message(typed(app, "q"))
        await handed_over(app)
        app.keys.open()
        await until(lambda: not app.is_running or len(app.screen_stack) > 1)
        assert not app.is_running


@pytest.mark.parametrize("text", ["6 left knee", "10 neck\nstiff", "1\n0\n2abc", "123456789x"])
async def test_a_digit_that_begins_a_burst_is_taken_back(sample: Driven, text: str) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "3", "down", "4", "tab", "right", "space", "up", "down")
        draft, cursor = app.today.draft, app.today.cursor
        await burst(pilot, text)
        assert isinstance(app.screen, TypedLine)
        assert app.screen.field.value == " ".join(text.split())
        assert (app.today.draft, app.today.cursor) == (draft, cursor)
        await press(pilot, "escape", "5")
        assert app.today.draft.at(("knee", "left")).level == 5
    assert sample.kept() == before


async def test_a_digit_is_there_at_once_and_enter_saves_only_when_no_text_began_with_it(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        seen: list[tuple[int | None, str, bool]] = []

        async def rest(_: float) -> None:
            seen.append((app.today.draft.at(BACK).level, app.today.draft.note, app.saving))
            await handed_over(app)

        app.keys.rest = rest
        await press(pilot, "7")
        await press(pilot, "enter")
        assert seen == [(7, "", False), (7, "", False)]
        await press(pilot, "n")
        await press(pilot, "5")  # in a field nothing is taken at once
        assert seen[2:] == [(None, "", False), (None, "", False)]
        assert app.today.draft.note == "5"
    assert sample.kept().entries[-1].readings[0].pain == 7


async def test_a_burst_is_told_by_when_it_was_pressed_however_long_the_digit_takes_to_draw(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        app = app_of(pilot)
        start = typed(app, "6").time

        async def rest(_: float) -> None:
            # Read late, after the digit was drawn; its time is still that at which it came.
            for number, key in enumerate(late):
                event = key_event(key)
                event.time = start + BURST_GAP / 2 * (number + 1)
                app.post_message(event)
            late.clear()
            await handed_over(app)

        late = ["h", "u", "r", "t", "s"]
        app.keys.rest = rest
        digit = key_event("6")
        digit.time = start
        app.post_message(digit)
        await idle(pilot)
        assert isinstance(app.screen, TypedLine)
        assert app.screen.field.value == "6hurts"
        assert app.today.draft.untouched
    assert sample.kept() == before


async def test_in_a_field_all_lines_of_a_paste_or_burst_are_kept(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, "5", "n")
        await paste(pilot, "first line\nsecond line\n")
        await burst(pilot, " third\nfourth")
        assert app_of(pilot).today.draft.note == "first line second line third fourth"
        await paste(pilot, "x" * 100_000)
        assert "does not fit" in shown(pilot)
        assert app_of(pilot).today.draft.note.startswith("first line")
    assert sample.kept() == before


async def test_digits_arrows_and_enter_alone_are_keys_however_fast(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        start = typed(app, "1").time
        for number, key in enumerate(("1", "0", "down", "2", "enter")):
            event = key_event(key)
            event.time = start + number * 0.001
            app.post_message(event)
        await idle(pilot)
    new = [entry for entry in sample.kept().entries if entry.at.instant == sample.clock.now()][-1]
    assert new.readings == (Reading(*BACK, 10), Reading("knee", "left", 2))


async def test_three_letters_or_a_typists_pace_are_keys(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        start = typed(app, "1").time
        for number, key in enumerate("hofg"):
            event = key_event(key)
            event.time = start + number * BURST_GAP * 1.01  # less would be a burst, and so would be rounding
            app.post_message(event)
        await idle(pilot)
        assert type(app.screen).__name__ == "TrendsScreen"


async def test_letters_before_the_diary_is_on_the_screen_become_text(sample: Driven) -> None:
    before = sample.kept()
    app = sample.app()
    async with app.run_test(size=(100, 30)) as pilot:
        for key in ("h", "u", "r", "t", "s", "space", "6", "enter", "d"):
            app.post_message(typed(app, key))
        await handed_over(app)
        await idle(pilot)
        assert isinstance(app.screen, TypedLine)
        assert app.screen.field.value == "hurts 6 d"
    assert sample.kept() == before


async def test_digits_before_the_sites_are_on_the_screen_go_to_no_site(sample: Driven) -> None:
    before = sample.kept()
    app = sample.app()
    async with app.run_test(size=(100, 30)) as pilot:
        for key in ("6", "enter"):
            app.post_message(typed(app, key))
        await idle(pilot)
        assert app.today.draft.untouched
        assert "so nothing was done: 6 enter" in app.status.text
        await press(pilot, "6", "enter")
        assert app.status.kind == "saved"
    assert len(sample.kept().entries) == len(before.entries) + 1


@pytest.mark.parametrize("way", [("h",), ("s",)])
async def test_no_key_acts_on_a_row_that_was_not_on_the_screen_when_it_was_pressed(
    sample: Driven, way: tuple[str, ...]
) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        app = app_of(pilot)
        pressed = typed(app, "d").time
        app.now = lambda: pressed + 10.0  # rows come onto the screen later than the next keys are pressed
        await press(pilot, *way, "d")
        assert "was not on the screen yet" in app.status.text
        await press(pilot, "delete", "a", "enter")
        assert app.screen is not app.today
    assert sample.kept() == before


async def test_a_digit_for_a_site_that_comes_while_it_is_pressed_is_not_taken(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        pressed = typed(app, "7").time
        app.now = lambda: pressed + 10.0
        await press(pilot, "h", "escape", "7", "space")
        assert app.today.draft.untouched
        app.now = lambda: 0.0
        await press(pilot, "h", "escape", "7")
        assert app.today.draft.at(BACK).level == 7


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("z", "z does nothing here. F1 shows the keys."),
        ("H", "H does nothing here, h does. Is Caps Lock on?"),
        ("р", "the keys are letters a to z"),
        ("η", "press F4 and choose with the arrows"),
        ("é", "digits need shift"),
        ("f9", "F9 does nothing here"),
        ("up", "This is the first site"),
        ("enter", "Nothing was given yet"),
        ("backspace", "Nothing was given here"),
        ("escape", "You are on Today"),
    ],
)
async def test_a_key_that_does_nothing_says_so(sample: Driven, key: str, words: str) -> None:
    async with sample.run() as pilot:
        await press(pilot, key)
        assert words in shown(pilot)


async def test_a_key_that_does_nothing_says_so_in_a_window_too(sample: Driven) -> None:
    async with sample.run(60, 20) as pilot:
        await press(pilot, "m", "f9")
        assert "F9 does nothing here" in shown(pilot)


async def test_digits_of_another_script_are_digits(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "٦")
        assert app_of(pilot).today.draft.at(BACK).level == 6


async def test_down_goes_to_the_next_site_from_a_row_of_words_too_and_tab_is_named(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        assert "tab next row" in shown(pilot)
        await press(pilot, "4", "tab", "space", "down", "2")
        assert app.today.draft.at(("knee", "left")).level == 2
        assert app.focused is not None
        assert type(app.focused).__name__ == "SiteTable"
        await press(pilot, "?")
        assert "Next row: level, words" in shown(pilot)


async def test_enter_goes_on_in_a_form_and_f2_or_enter_on_the_last_field_saves(sample: Driven) -> None:
    count = len(sample.kept().sessions)
    async with sample.run() as pilot:
        await press(pilot, "s", "n")
        window = pilot.app.screen
        assert isinstance(window, SessionForm)
        window.query_one("#kind", Input).focus()
        await press(pilot, "enter", "enter", *"plank", "enter")
        assert isinstance(pilot.app.screen, SessionForm)
        assert "plank" in window.names
        await press(pilot, "enter", "enter", "enter", "enter")
        assert window.query_one("#remark", Input).has_focus
        await press(pilot, "enter")
        assert len(sample.kept().sessions) == count + 1
        await press(pilot, "n", "f2")
        assert len(sample.kept().sessions) == count + 2


async def test_f2_saves_on_today_and_in_a_line(sample: Driven) -> None:
    count = len(sample.kept().entries)
    async with sample.run() as pilot:
        await press(pilot, "4", "f2", "a")
        await burst(pilot, "3 left knee")
        await press(pilot, "f2")
    assert len(sample.kept().entries) == count + 2


async def test_a_typed_line_is_kept_where_the_program_is_closed_over_it(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "a", *"5 neck st")
        app_of(pilot).post_message(key_event("ctrl+q"))
        while app_of(pilot).is_running:
            await pilot.pause(0.01)
    async with sample.run() as pilot:
        assert "5 neck st" in shown(pilot)
    with open_diary(sample.path, clock=sample.clock, program="test", create=False) as store:
        assert len(store.read().entries) == len(sample.kept().entries)
