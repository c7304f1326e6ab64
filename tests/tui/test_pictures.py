"""Snapshots of the screens: at normal size, in 60 columns, and without colour. Clock, zone and data are fixed.

Renew them with `pytest tests/tui/test_pictures.py --snapshot-update`, and look at what changed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.driving import Driven, app_of, idle, press, until

Compare = Callable[..., bool]

NORMAL, NARROW = (100, 30), (60, 20)
SCENES = {
    "today": (),
    "entry": ("7", "tab", "space"),
    "findings": ("f",),
    "trends": ("g",),
    "body map": ("b", "l", "k"),
    "history": ("h", "o"),
    "sessions": ("s", "p"),
}
"""Today, Trends and Findings at their normal size are the README's pictures, which have a test of their own."""


def walk(keys: tuple[str, ...]) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Open the diary and press the keys."""

    async def walked(pilot: Pilot[Any]) -> None:
        await until(lambda: app_of(pilot).state != "opening")
        await idle(pilot)
        await press(pilot, *keys)
        # Keys in the bar and scrolling follow the focus a moment later.
        await asyncio.sleep(0.1)
        await idle(pilot)

    return walked


@pytest.mark.parametrize("scene", ["body map", "history", "sessions"])
def test_the_screen_looks_as_it_did(snap_compare: Compare, sample: Driven, scene: str) -> None:
    assert snap_compare(sample.app(), terminal_size=NORMAL, run_before=walk(SCENES[scene]))


@pytest.mark.parametrize("scene", ["today", "body map", "findings", "trends"])
def test_the_screen_looks_as_it_did_in_60_columns(snap_compare: Compare, sample: Driven, scene: str) -> None:
    assert snap_compare(sample.app(), terminal_size=NARROW, run_before=walk(SCENES[scene]))


@pytest.mark.parametrize("scene", ["entry", "trends"])
def test_the_screen_looks_as_it_did_without_colour(
    snap_compare: Compare, sample: Driven, scene: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(sample.app(), terminal_size=NORMAL, run_before=walk(SCENES[scene]))


def test_the_first_start_looks_as_it_did(snap_compare: Compare, empty: Driven) -> None:
    assert snap_compare(empty.app(), terminal_size=NORMAL, run_before=walk(()))
