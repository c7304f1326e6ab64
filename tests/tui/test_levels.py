"""The levels at rest, on movement, at worst and at best: out of sight until one key opens them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from diary.domain.levels import LEVELS
from diary.domain.moments import Moment
from diary.domain.records import Diary, Entry, Reading, Record
from diary.review.snapshot import review_of
from diary.tui.screens.today.content import today_content
from diary.tui.screens.today.draft import Draft
from diary.tui.widgets.choices import Rating
from tests.tui.driving import Driven, app_of, press, shown


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


async def test_the_levels_that_the_last_entry_of_a_site_rated_are_open_at_once(sample: Driven) -> None:
    async with sample.run() as pilot:
        rows = {row.id: row for row in app_of(pilot).today.query(Rating)}
        assert not any(rows[name].display for name in LEVELS)
        await press(pilot, "5", "j", "2", "down", "down", "8", "enter")
        assert [name for name in LEVELS if rows[name].display] == ["rest", "worst"]
        await press(pilot, "enter")
        assert [name for name in LEVELS if rows[name].display] == ["rest", "worst"]
        assert (rows["rest"].level, rows["worst"].level) == (None, None)
        await press(pilot, "down")
        assert not any(rows[name].display for name in LEVELS)
        before = sample.kept().entries
        # Down led to another site, up leads back; Tab to the rows of words, then to the levels.
        await press(pilot, "up", "4", "tab", "tab", "tab", "1", "tab", "6", "enter")
    (new,) = (entry for entry in sample.kept().entries if entry not in before)
    assert new.readings == (Reading("lower back", "center", 4, rest=1, worst=6),)


@pytest.mark.parametrize(
    ("readings", "levels"),
    [
        ([{"rest": 1, "worst": 7}], ("rest", "worst")),
        ([{"rest": 1, "worst": 7}, {"worst": 6}], ("worst",)),
        ([{"rest": 1}, {}], ()),
        ([{"course": "constant"}], ()),
    ],
)
def test_the_last_entry_of_a_site_tells_which_levels_are_open(
    readings: list[dict[str, Any]], levels: tuple[str, ...]
) -> None:
    now = datetime(2026, 3, 4, 20, tzinfo=UTC)
    entries: list[Record] = [
        Entry(id=str(n), at=Moment(now - timedelta(hours=9 - n)), readings=(Reading("knee", "left", 3, **more),))
        for n, more in enumerate(readings)
    ]
    content = today_content(review_of(Diary.of(entries), now), (("knee", "left"),), Draft.new())
    assert content.rows[0].levels == levels
