"""A random walk of keys and resizes. It must leave no traceback, lose no draft, and save nothing that was not given.

150 steps here, 300 with DIARY_LONG=1, any number with DIARY_WALK=5000; another walk with DIARY_WALK_SEED.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from diary.domain.records import Care, Entry, Exercise, Question, Reading, Session, Visit
from diary.store.diary_store import open_diary
from diary.tui.app import DiaryApp
from diary.tui.screens.today.draft import Draft
from tests.lengths import sample
from tests.tui.driving import Driven, app_of, idle, press, typed

STEPS = int(os.environ.get("DIARY_WALK", sample(150, 300)))
SEED = int(os.environ.get("DIARY_WALK_SEED", "4"))
KEYS = [
    *"0123456789",
    *"abdefghiklmnoprstuvwxy",
    *"?/-=+.",
    *["up", "down", "left", "right", "tab", "shift+tab", "enter", "escape", "space", "backspace", "delete"],
    *["home", "end", "pageup", "pagedown", "f1", "ctrl+t", "enter", "escape", "down", "tab"],
]
# Markup, a reversed direction, no width, joined and wide characters, combining accents, and one very long word.
NASTY = "[/b] [red]\u202e \u200b👨‍👩‍👧 ｗｉｄｅ 한국어 é́́ \u2066 " + "x" * 300
"""Text that a person may have typed as well; it must not break a screen."""
SIZES = [(60, 20), (80, 24), (100, 30), (120, 36), (60, 40), (200, 20), (30, 10)]


@pytest.mark.every_frame
async def test_a_random_walk_leaves_no_traceback_and_loses_no_draft(
    sample: Driven, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)  # it may write a report
    chance = random.Random(SEED)
    write_nasty(sample)
    async with sample.run() as pilot:
        app = app_of(pilot)
        walked: list[str] = []
        for step in range(STEPS):
            if step % 25 == 24:
                await idle(pilot)
                before = app.today.draft
                await pilot.resize_terminal(*chance.choice(SIZES))
                await idle(pilot)
                assert app.today.draft == before, f"a resize changed the draft after {walked[-10:]}"
                assert_readable(app)
                continue
            key = chance.choice(KEYS)
            walked.append(key)
            app.post_message(typed(app, key))
            # Mostly without waiting, as a fast typist would: the queue of keys is what is tested.
            if step % 5 == 0:
                await idle(pilot)
            assert app.is_running, f"it ended after {walked[-10:]}"
        await idle(pilot)
        # Whatever is open after the walk, Esc leads back, and what was typed is still there.
        for _ in range(6):
            await press(pilot, "escape")
        draft: Draft = app.today.draft
        await press(pilot, "h", "escape", "f", "escape")
        assert app.today.draft == draft
    for entry in sample.kept().entries:
        for reading in entry.readings:
            assert reading.pain is not None or reading.qualities or reading.symptoms or reading.sudden


def write_nasty(sample: Driven) -> None:
    """Put text that is hard to show into every place that takes text."""
    at, now = sample.clock.moment(), sample.clock.now()
    with open_diary(sample.path, clock=sample.clock, program="test", create=False) as store:
        store.save(
            Entry(id="e", at=at, recorded=now, note=f"{NASTY}\n\t", readings=(Reading("knee", "left", 3),)),
            Session(id="s", at=at, recorded=now, note=NASTY, activity=NASTY, exercises=(Exercise(NASTY),)),
            Visit(id="v", at=at, recorded=now, name=NASTY, note=NASTY),
            Care(id="c", at=at, recorded=now, activity="medication", name=NASTY, dose=NASTY),
            Question(id="q", at=at, recorded=now, note=NASTY),
        )


def assert_readable(app: DiaryApp) -> None:
    """Check that every line is as wide as the screen and has no control characters."""
    for line in app.screen._compositor.render_strips():
        assert line.cell_length == app.size.width
        assert all(character.isprintable() for character in line.text), line.text
