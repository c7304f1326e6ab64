"""The levels at rest, on movement, at worst and at best: out of sight until one key opens them."""

from __future__ import annotations

from diary.domain.records import Reading
from tests.tui.driving import Driven, press, shown


async def test_one_key_opens_the_other_levels_and_they_are_saved_with_the_site(sample: Driven) -> None:
    before = sample.kept().entries
    async with sample.run(60, 20) as pilot:
        await press(pilot, "5", "j")
        assert "comes and goes" in shown(pilot)
        await press(pilot, "2", "down", "7", "i", "enter", "enter")
    (new,) = (entry for entry in sample.kept().entries if entry not in before)
    assert new.readings == (Reading("lower back", "center", 5, rest=2, on_movement=7, course="intermittent"),)


async def test_esc_keeps_what_was_typed(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "j", "2", "escape", "j")
        assert "‹2›" in shown(pilot)
