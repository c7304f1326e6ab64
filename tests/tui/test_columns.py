"""Columns: what belongs below each other stands in one; nothing behind a window shows, nothing asked first is cut."""

from __future__ import annotations

import re

import pytest

from tests.tui.driving import Driven, app_of, idle, press

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("width", [60, 80, 92, 140])
async def test_the_scales_of_all_levels_stand_in_the_same_columns(sample: Driven, width: int) -> None:
    async with sample.run(width, 40) as pilot:
        await press(pilot, "5", "j", "2", "escape", "tab", "tab")
        await idle(pilot)
        lines = [strip.text for strip in app_of(pilot).screen._compositor.render_strips()]
    scales = [line for line in lines if all(re.search(rf"\b{n}\b", line) for n in range(11))]
    assert len(scales) >= 3, "the level, the one at rest, and interference"
    columns = {tuple(re.search(rf"\b{n}\b", line).start() for n in range(11)) for line in scales}  # type: ignore[union-attr]
    assert len(columns) == 1


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 45)])
async def test_nothing_of_the_screen_behind_shows_beside_the_body_map(sample: Driven, size: tuple[int, int]) -> None:
    async with sample.run(*size) as pilot:
        behind = {strip.text for strip in app_of(pilot).screen._compositor.render_strips()}
        await press(pilot, "b")
        await idle(pilot)
        lines = [strip.text for strip in app_of(pilot).screen._compositor.render_strips()]
    assert not behind & {line for line in lines if line.strip()}
    edges = [line for line in lines if line.strip()]
    assert all(re.match(r" *[│╭╰].*[│╮╯─] *$", line) for line in edges)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_new_diary_shows_all_of_what_it_asks_first(empty: Driven, size: tuple[int, int]) -> None:
    async with empty.run(*size) as pilot:
        lines = [strip.text for strip in app_of(pilot).screen._compositor.render_strips()]
    asked = [line.split()[0] for line in lines if "[ ]" in line and line.split()[0] in "oke"]
    assert asked == ["o", "k", "e"]
