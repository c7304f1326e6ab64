"""Sites keep their order: a chosen one, else the most logged first; and the arrow in a row of words starts anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from diary.domain.records import Entry, Reading, Usual, new_id
from diary.settings import Settings, read_settings
from diary.store.diary_store import open_diary
from diary.tui.screens.body_map.screen import BodyMap
from diary.tui.screens.today.form import Form
from diary.tui.widgets.choices import TickRow
from tests.tui.driving import Driven, app_of, press, undo, until

BACK, KNEE, CALF = ("lower back", "center"), ("knee", "left"), ("calf", "left")


def log(driven: Driven, place: tuple[str, str], *hours_ago: float, level: int = 3) -> None:
    """Log a level at a place, so many hours ago each."""
    now = driven.clock.now()
    with open_diary(driven.path, clock=driven.clock, program="cli", create=True) as store:
        for hours in hours_ago:
            at = driven.clock.moment(now - timedelta(hours=hours))
            store.save(Entry(id=new_id(), at=at, recorded=now, readings=(Reading(*place, level),)))


async def test_the_most_logged_site_of_the_last_28_days_is_first_whatever_was_logged_last(empty: Driven) -> None:
    log(empty, CALF, *(24 * day for day in range(30, 40)))  # more often, but before these days
    log(empty, BACK, 50, 60, 70, level=6)
    log(empty, KNEE, 1, 30)
    log(empty, CALF, 0.5)
    async with empty.run() as pilot:
        assert app_of(pilot).today.order == (BACK, KNEE, CALF)
        await press(pilot, "6", "down", "2", "enter")
    new = [entry for entry in empty.kept().entries if entry.at.instant == empty.clock.now()]
    assert [entry.readings for entry in new] == [(Reading(*BACK, 6), Reading(*KNEE, 2))]


async def test_the_order_holds_after_entries_edits_and_undo_and_at_the_next_start(empty: Driven) -> None:
    log(empty, BACK, 1, 2, 3)
    log(empty, KNEE, 4, 5)
    log(empty, CALF, 6)
    async with empty.run() as pilot:
        today = app_of(pilot).today
        await press(pilot, "down", "down", "5", "enter")
        assert today.order == (BACK, KNEE, CALF)
        for _ in range(3):
            await press(pilot, "5", "enter")
        assert today.order == (BACK, KNEE, CALF)
        await press(pilot, "h", "e", "4", "enter")
        assert today.order == (BACK, KNEE, CALF)
        await undo(pilot)
        await undo(pilot)
        assert today.order == (BACK, KNEE, CALF)
    async with empty.run() as pilot:
        assert app_of(pilot).today.order == (CALF, BACK, KNEE)  # the calf was logged most often by now


async def test_a_site_that_was_taken_back_comes_back_to_its_place(empty: Driven) -> None:
    log(empty, KNEE, 4, 5)
    log(empty, BACK, 1)
    async with empty.run() as pilot:
        today = app_of(pilot).today
        await press(pilot, "b", *"calf", "enter", "4", "enter")
        order = today.order
        await undo(pilot)
        assert len(today.order) == 3  # it was added by hand, and stays for this run
        await undo(pilot, "U")
        assert today.order == order


async def test_a_chosen_site_is_first_from_then_on(empty: Driven) -> None:
    log(empty, BACK, 1, 2, 3)
    log(empty, KNEE, 4, 5)
    log(empty, CALF, 6)
    config = empty.path.with_name("config.toml")
    async with empty.run() as pilot:
        today = app_of(pilot).today
        await press(pilot, "down", "down", "V", "f2")
        await until(lambda: today.order == (CALF, BACK, KNEE))
        assert today.place == CALF
        await until(lambda: config.exists() and read_settings(config).sites)
    assert read_settings(config).sites == "left calf, lower back, left knee"
    async with replace(empty, settings=read_settings(config)).run() as pilot:
        assert app_of(pilot).today.order == (CALF, BACK, KNEE)
    async with replace(empty, settings=Settings(sites="left knee")).run() as pilot:
        assert app_of(pilot).today.order == (KNEE, BACK, CALF)


async def test_a_site_with_a_stated_level_is_listed_before_its_first_entry(empty: Driven) -> None:
    now = empty.clock.now()
    with open_diary(empty.path, clock=empty.clock, program="cli", create=True) as store:
        store.save(Usual(id="u", at=empty.clock.moment(), recorded=now, level=2, site=BACK[0], side=BACK[1]))
    async with empty.run() as pilot:
        today = app_of(pilot).today
        assert (today.order, today.row.usual) == ((BACK,), 2)
        await press(pilot, "b")
        window = app_of(pilot).screen
        assert isinstance(window, BodyMap)
        assert window.matches[0] == BACK
        await press(pilot, "escape", "5", "enter")
    assert [entry.readings for entry in empty.kept().entries] == [(Reading(*BACK, 5),)]


async def test_the_arrow_in_a_row_of_words_starts_at_the_first_word(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        ticks = app.today.query_one(Form).query_one("#qualities", TickRow)
        first = ticks._options()[0]
        await press(pilot, "4", "tab", "right", "right", "space")
        assert app.today.draft.at(BACK).words == {ticks.cursor} != {first}
        await press(pilot, "down", "3")
        assert ticks._cursor_word() == ticks._options()[0]
        await press(pilot, "up", "enter", "tab", "space")  # after a save
        assert app.today.draft.at(BACK).words == {ticks._options()[0]}
        await press(pilot, "right", "right", "escape", "backspace", "h", "e", "tab")  # in an edit
        assert ticks._cursor_word() == ticks._options()[0]
