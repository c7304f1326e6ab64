"""A random walk of keys and resizes. It must leave no traceback, lose no draft, and never save what was not given.

300 steps here; more with DIARY_WALK=5000, another walk with DIARY_WALK_SEED.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from diary.tui.today.draft import Draft
from tests.tui.driving import Driven, app_of, idle, key_event, press

STEPS = int(os.environ.get("DIARY_WALK", "300"))
SEED = int(os.environ.get("DIARY_WALK_SEED", "4"))
KEYS = [
    *"0123456789",
    *"abdefghiklmnoprstuvwxy",
    *"?/-=+.",
    *["up", "down", "left", "right", "tab", "shift+tab", "enter", "escape", "space", "backspace", "delete"],
    *["home", "end", "pageup", "pagedown", "f1", "ctrl+t", "enter", "escape", "down", "tab"],
]
SIZES = [(60, 20), (80, 24), (100, 30), (120, 36), (60, 40), (200, 20), (30, 10)]


async def test_a_random_walk_leaves_no_traceback_and_loses_no_draft(
    sample: Driven, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # it may write a report
    chance = random.Random(SEED)
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
                continue
            key = chance.choice(KEYS)
            walked.append(key)
            app.post_message(key_event(key))
            if step % 5 == 0:
                await idle(pilot)
            assert app.is_running, f"it ended after {walked[-10:]}"
        await idle(pilot)
        # Whatever the walk left open, Esc leads back, and what was typed is still there.
        for _ in range(6):
            await press(pilot, "escape")
        draft: Draft = app.today.draft
        await press(pilot, "h", "escape", "f", "escape")
        assert app.today.draft == draft
    for entry in sample.kept().entries:
        for reading in entry.readings:
            assert reading.pain is not None or reading.qualities or reading.symptoms or reading.sudden
