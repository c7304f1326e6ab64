"""The screen changes to the new day by itself, without a key."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from diary.domain.moments import Moment
from diary.domain.records import new_id
from diary.settings import Settings
from diary.store.diary_store import open_diary
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


async def test_the_strip_of_a_night_person_changes_when_their_day_starts(sample: Driven) -> None:
    night = sample.clock.local() + timedelta(hours=5)  # 01:14
    entry = sample.kept().entries[-1]
    entry = replace(
        entry, id=new_id(), at=Moment.of(night, sample.clock.zone_name), readings=(replace(entry.readings[0], pain=10),)
    )
    awake = replace(sample, clock=replace(sample.clock, fixed=night), settings=Settings(day_starts="04:00"))
    with open_diary(sample.path, clock=awake.clock, program="cli", create=False) as store:
        store.save(entry)
    async with awake.run() as pilot:
        app = app_of(pilot)
        assert app.review
        assert app.review.logged_today
        strip = app.review.sites[0].days
        assert strip[-1] is not None
        app.clock = replace(app.clock, fixed=night + timedelta(hours=3))
        await until(lambda: app.review and not app.review.logged_today)
        assert app.review.sites[0].days == (*strip[1:], None)
