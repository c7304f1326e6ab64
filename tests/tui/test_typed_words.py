"""Words that are typed where nothing takes a text change no record, at whatever pace, on whatever screen."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from textual.pilot import Pilot

from diary.tui import typed_words
from diary.tui.app import DiaryApp
from diary.tui.screens.history import HistoryScreen
from diary.tui.screens.quick_entry.window import TypedLine
from diary.tui.screens.today.words import Words
from diary.tui.screens.trends.screen import TrendsScreen
from diary.tui.widgets.dialogs import AskLine
from tests import lengths
from tests.tui.driving import Driven, app_of, idle, press, shown, typed

SENTENCES = (
    "My back hurts today.", "I had a bad night, then it eased.", "had", "sad", "no", "numb toes since the fall",
    "Add two pills to the list", "usual", "vacuum cleaning made it worse", "quiet day", "quite sore after a walk",
    "The knee is stiff.", "the pain comes and goes", "Every step hurts - even at home", "even sitting is hard",
    "yes", "yesterday it was worse", "can't sleep", "could not get up", "dull ache in my left hip", "easier today",
    "felt dizzy at work!", "got a new exercise", "is it normal?", "it eased", "just tired", "Jumping hurts.",
    "knee swollen", "left leg is weak", "my neck cracked", "one more week; then we see", "On Monday physio",
    "pain again", "running is out of question", "so tired", "Sleep was bad: woke at 3.", "unsure what helps",
    "Very bad, with tingling", "went to see a doctor", "x-ray was fine", "Zero pain now", "Back is better = good",
    "a fall down the stairs", "better", "bed", "fingers are numb", "hurts", "open wound", "physio", "rest", "tight",
)  # fmt: skip
WAYS = ((), ("h",), ("h", "o"), ("s",), ("f",), ("g",), ("r",), ("!",), ("b",), ("m",), ("c",), ("?",), ("n",), ("j",),
        ("tab",), ("s", "n"), ("t",), ("a",), ("x",), ("v",), ("T",), ("B",), ("k",), ("o",), ("e",), ("f", "p"),
        ("s", "a"), ("h", "d"), ("5",), ("y",), ("i",))  # fmt: skip
"""The keys to every screen and window, and to rows and fields of Today."""
BACK = ("lower back", "center")
PACES = {"fast": 0.12, "ordinary": 0.3, "slow": 0.9, "very slow": 1.8}
"""Seconds between two keys."""


def test_the_sentences_begin_with_every_letter_that_is_a_key() -> None:
    assert {text[0].lower() for text in SENTENCES} >= set("abcdefghijklmnopqrstuvxyz")


def rows(sample: Driven) -> list[tuple[object, ...]]:
    """All rows of all tables of the diary."""
    with closing(sqlite3.connect(f"file:{sample.path}?mode=ro", uri=True)) as db:
        names = [name for (name,) in db.execute("select name from sqlite_master where type = 'table' order by name")]
        return [(name, *row) for name in names for row in db.execute(f"select * from {name}")]


def with_words(pilot: Pilot[None]) -> None:
    """Tell words from keys, as outside of a test."""
    words = app_of(pilot).words
    words.pace, words.slow, words.end = typed_words.PACE, typed_words.SLOW, typed_words.END


async def type_text(pilot: Pilot[None], text: str, pace: float) -> None:
    """Type a text character by character, each so many seconds after the one before."""
    app = app_of(pilot)
    for number, character in enumerate(text):
        app.post_message(typed(app, {"\n": "enter", " ": "space"}.get(character, character), after=pace))
        if number % 8 == 7:  # so that no wait is for a whole sentence
            await idle(pilot)
    await idle(pilot)


async def start_again(pilot: Pilot[None]) -> None:
    """Leave all windows and drafts, and let time pass."""
    app = app_of(pilot)
    while len(app.screen_stack) > 1:
        app.pop_screen()
    app.today._leave_edit()
    app.today.draft = type(app.today.draft).new()
    app.unfinished.clear()
    app.post_message(typed(app, "escape", after=10.0))
    app.post_message(typed(app, "escape", after=10.0))
    await idle(pilot)


@pytest.mark.parametrize("way", WAYS, ids=["-".join(way) or "today" for way in WAYS])
async def test_sentences_change_no_row_on_any_screen(
    sample: Driven, way: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A slow q closes the program, and the sentence ends there: here it goes on, so that all of it is tried.
    monkeypatch.setattr(DiaryApp, "exit", lambda *_: None)
    cases = [(text, pace) for text in SENTENCES for pace in PACES.values()]
    if not lengths.LONG:  # typing is slow: one at each pace in turn on each screen
        cases = cases[5 * WAYS.index(way) :][:1]
    before = rows(sample)
    async with sample.run() as pilot:
        app = app_of(pilot)
        with_words(pilot)
        for text, pace in cases:
            await press(pilot, *way)
            await type_text(pilot, f"{text}\n", pace)
            app._leaving = False
            assert rows(sample) == before, (text, pace)
            await start_again(pilot)


async def test_on_today_words_go_into_the_line_and_two_enters_keep_them(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        with_words(pilot)
        count = len(sample.kept().entries)
        await type_text(pilot, "yhm 4 neck stiff\n", 0.3)
        assert isinstance(app.screen, TypedLine)
        assert app.screen.field.value == "yhm 4 neck stiff"
        assert app.today.draft.untouched  # y had made it an entry about yesterday
        assert "If you mean enter, press it again" in shown(pilot)
        app.screen.field.value = "4 neck stiff"
        assert len(sample.kept().entries) == count
        await type_text(pilot, "\n", 0.3)
    assert len(sample.kept().entries) == count + 1


async def test_on_another_screen_words_lead_back_to_where_they_began(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        with_words(pilot)
        await press(pilot, "h")
        app.post_message(typed(app, "down", after=3.0))
        await type_text(pilot, "shop around the corner.\n", 0.3)
        assert isinstance(app.screen, HistoryScreen)
        assert len(app.screen_stack) == 2
        assert "looked like words" in shown(pilot)
        await type_text(pilot, "g", 3.0)  # after a rest a letter is a key again
        assert isinstance(app.screen, TrendsScreen)


async def test_in_a_line_that_was_opened_and_read_enter_keeps_what_was_typed_at_once(sample: Driven) -> None:
    async with sample.run() as pilot:
        with_words(pilot)
        before = len(sample.kept().plans)
        await press(pilot, "x")
        await type_text(pilot, "p", 0.4)
        await type_text(pilot, "h", 0.8)  # a moment to see the window
        await type_text(pilot, "eel slides\n", 0.15)
        assert [plan.name for plan in sample.kept().plans[before:]] == ["heel slides"]
        await press(pilot, "x")
        await type_text(pilot, "plank steps\n", 0.3)  # typed on without looking
        assert len(sample.kept().plans) == before + 1
        assert "If you mean enter, press it again" in shown(pilot)


async def test_ticks_of_words_are_taken_back_and_a_few_letters_tick(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        with_words(pilot)
        await type_text(pilot, "mdn\n", 0.2)
        assert app.today.draft.at(BACK).words == {"dull", "numbness"}
        await type_text(pilot, "m", 3.0)
        await type_text(pilot, "stand up\n", 0.3)
        window = app.screen
        assert isinstance(window, Words)
        assert window.given.words == {"dull", "numbness"}


async def test_three_quick_letters_are_keys(sample: Driven) -> None:
    async with sample.run() as pilot:
        with_words(pilot)
        await type_text(pilot, "hop", PACES["fast"])
        window = app_of(pilot).screen
        assert isinstance(window, HistoryScreen)
        assert (window.filter.group, window.filter.days) == ("everything", 365)
        await press(pilot, "escape")
        await type_text(pilot, "row", PACES["fast"])
        assert isinstance(app_of(pilot).screen, AskLine)  # where to write the report


async def test_a_letter_again_and_again_is_no_word_and_a_rest_ends_one(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        with_words(pilot)
        await type_text(pilot, "hppp", 0.2)
        window = app.screen
        assert isinstance(window, HistoryScreen)
        assert window.filter.days == 14
        await type_text(pilot, "gpv", typed_words.PACE + 0.01)
        assert isinstance(app.screen, TrendsScreen)
        assert "looked like" not in shown(pilot)


async def test_q_at_the_beginning_of_a_word_does_not_quit(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        with_words(pilot)
        await type_text(pilot, "quiet", 0.3)
        assert isinstance(app.screen, TypedLine)
        assert app.screen.field.value == "quiet"


async def test_a_note_that_is_typed_at_once_is_saved_with_its_level_and_the_rest_of_a_word_is_asked(
    sample: Driven,
) -> None:
    async with sample.run() as pilot:
        with_words(pilot)
        await type_text(pilot, "4nbad night\n", 0.2)
        assert sample.kept().entries[-1].note == "bad night"
        before = sample.kept()
        await type_text(pilot, "t", 3.0)
        await type_text(pilot, "he pain is back\n", 0.2)  # "the": t has opened the question who was told
        assert sample.kept() == before
        assert "If you mean enter, press it again" in shown(pilot)
        await type_text(pilot, "\n", 0.2)
    assert len(sample.kept().acks) == len(before.acks) + 1
