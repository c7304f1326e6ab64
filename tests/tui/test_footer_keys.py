"""Each key in the bottom lines of a screen does what stands beside it, and is answered where it can't: with Caps Lock
on, and from a keyboard whose letters are not a to z."""

from __future__ import annotations

import re

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from diary.tui.app import DiaryApp
from diary.tui.screens.today.draft import Draft
from diary.tui.widgets.chrome import KeyBar, ShownKey
from tests.tui.driving import Driven, app_of, idle, press, shown

WAYS = {"Today": (), "History": ("h",), "Trends": ("g",), "Findings": ("f",), "Sessions": ("s",), "Signs": ("!",),
        "Report": ("r",)}  # fmt: skip
"""The keys to every screen."""
EFFECTS = {
    "app.findings": "Pain diary · Findings",
    "app.help": "─ Keys ─",
    "app.history": "Pain diary · History",
    "app.line": "Something else:",
    "app.quit": "closed",
    "app.report": "Pain diary · Report",
    "app.sessions": "Pain diary · Sessions",
    "app.signs": "Pain diary · Warning signs",
    "app.trends": "Pain diary · Trends",
    "app.undo": "nothing of its own left|u again would take back",
    "findings.all": "Left buttock: nothing logged lately",
    "findings.known": "Which symptoms were there before all this",
    "findings.message": "A message to send or to read out",
    "findings.past": "All that was ever raised",
    "findings.told": "You told your therapist or doctor:",
    "findings.usual": "how much does it hurt on most days",
    "history.ask-delete": "Delete this[?] lower back 6",
    "history.edit": "Changing the entry of Mon 2 Nov 20:14",
    "history.find": "find in words and notes",
    "history.period": "p last 365 days",
    "history.place": "a lower back",
    "history.whole": "o everything",
    "report.format": "o (HTML|web page|text)",
    "report.look": "Which days ║",
    "report.period": "last 28 days",
    "report.question": "What do you want to ask at the next appointment",
    "report.write": "Where should it be[?]",
    "screen.back": "How bad is it now[?]",
    "sessions.again": "✓ Saved",
    "sessions.ask-delete": "Delete this[?] ",
    "sessions.edit": "Change",
    "sessions.new": "─ Session ─",
    "sessions.patterns": "pattern|median",
    "signs.answer": "2 no, something else",
    "signs.none": "and none is there",
    "today.line": "An entry: level, site, words, time",
    "today.map": "Where is it[?]",
    "today.next": "› Left knee",
    "today.note": "› Note",
    "today.row": "› How does it feel[?]",
    "today.save": "Nothing was given yet",
    "today.when": "› When",
    "today.words": "letter or space ticks",
    "today.yesterday": "When yesterday",
    "trends.earlier": "up to 26 Oct 2026",
    "trends.in": "14 days is the shortest time",
    "trends.next": "Left knee · site 2 of",
    "trends.out": "p 28 days",
    "trends.period": "p 28 days",
    "trends.view": "› Mon 2 Nov 20:14",
}
"""What is on the screen after each key and was not before, by the id of its binding."""
CYRILLIC = str.maketrans("qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзфывапролдячсмить")
GREEK = str.maketrans("wertyuiopasdfghjklzxcvbnm", "ςερτυθιοπασδφγηξκλζχψωβνμ")


async def as_before(pilot: Pilot[None], way: tuple[str, ...], screen: Screen[object], before: str) -> None:
    """Go back to a screen that shows `before`: opened anew only where the last key changed it or led away."""
    app = app_of(pilot)
    while screen in app.screen_stack[1:] and app.screen is not screen:
        app.pop_screen()
        await idle(pilot)
    app.unfinished.clear()
    app.clear_message()
    await idle(pilot)
    if app.screen is not screen or shown(pilot) != before:
        await open_screen(pilot, way)


async def open_screen(pilot: Pilot[None], way: tuple[str, ...]) -> tuple[ShownKey, ...]:
    """Open a screen as it is after the start; the keys in its bottom lines."""
    app = app_of(pilot)
    while len(app.screen_stack) > 1:
        app.pop_screen()
    app.today._leave_edit()
    app.today.draft = Draft.new()
    app.unfinished.clear()
    app._leaving = False
    await press(pilot, "escape", "escape", *["up"] * 3, *way)
    app.clear_message()
    return app.screen.query_one(KeyBar).shown


@pytest.mark.parametrize("name", WAYS)
async def test_a_key_at_the_bottom_does_what_it_says(
    sample: Driven, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DiaryApp, "exit", lambda self, *_: self.say("closed"))
    async with sample.run() as pilot:
        keys = await open_screen(pilot, WAYS[name])
        screen, before = pilot.app.screen, shown(pilot)
        for key in keys:
            await as_before(pilot, WAYS[name], screen, before)
            screen, before = pilot.app.screen, shown(pilot)
            await press(pilot, key.key)
            if key.id != f"app.{name.lower()}":  # its own screen, opened anew
                assert not re.search(EFFECTS[key.id], before), key
            assert re.search(EFFECTS[key.id], shown(pilot)), key


@pytest.mark.parametrize("name", WAYS)
async def test_with_caps_lock_or_another_layout_a_key_at_the_bottom_is_answered(sample: Driven, name: str) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        app = app_of(pilot)
        keys = await open_screen(pilot, WAYS[name])
        screen = app.screen
        for key in keys:
            if len(key.key) > 1:  # a key without a letter is the same on every keyboard
                continue
            bound = {each.binding.key for each in app.screen.active_bindings.values()}
            for other in (key.key.upper(), key.key.translate(CYRILLIC), key.key.translate(GREEK)):
                if other == key.key or other in bound:
                    continue
                app.clear_message()
                await press(pilot, other)
                assert app.screen is screen  # as it was, so that the next key needs no screen opened anew
                text = "Caps Lock" if other.isascii() else "the keys are letters a to z"
                assert text in shown(pilot), (key, other)
    assert sample.kept() == before
