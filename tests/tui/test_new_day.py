"""The screen changes to the new day by itself, without a key."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from diary.tui.screens.trends.screen import TrendsScreen
from tests.tui.driving import Driven, app_of, press, shown, until


async def test_at_midnight_the_strip_and_trends_show_the_new_day_without_a_key(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        assert app.review
        today = app.review.today
        strip = app.review.sites[0].days
        assert strip[-1] is not None
        await press(pilot, "g")
        trends = app.screen
        assert isinstance(trends, TrendsScreen)
        await until(lambda: app.whole)
        assert trends.last == today
        app.clock = replace(app.clock, fixed=app.clock.now() + timedelta(hours=4))
        await until(lambda: app.review and app.review.today > today)
        assert app.review.sites[0].days == (*strip[1:], None)
        await until(lambda: trends.last == today + timedelta(days=1))


async def test_what_was_read_yesterday_is_not_shown_as_today(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        assert app.review
        today = app.review.today
        await press(pilot, "g")
        await until(lambda: app.whole)
        await press(pilot, "escape")
        app.clock = replace(app.clock, fixed=app.clock.now() + timedelta(hours=4))
        await until(lambda: app.review and app.review.today > today)
        await press(pilot, "g")
        await until(lambda: app.whole and app.whole.today > today)
        assert "Trends" in shown(pilot)
