"""u names what it would take back, and takes back just that; what another window did only where that is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from time import sleep
from typing import Any

import pytest
from textual.pilot import Pilot

from diary.domain.records import Entry, Question, new_id
from diary.store.diary_store import DiaryStore, open_diary
from diary.tui.host import host_of
from diary.tui.screens.earlier_changes import EarlierChanges, undo_earlier
from diary.tui.screens.help import commands
from diary.tui.widgets.dialogs import PAUSE, AskUnexpected
from tests.tui.driving import Driven, app_of, idle, key_event, press, shown, typed, undo, until, wait_a_moment


def elsewhere(sample: Driven, program: str = "cli") -> DiaryStore:
    """The diary, open in another program."""
    return open_diary(sample.path, clock=sample.clock, program=program, create=False)


def log_elsewhere(sample: Driven, program: str = "cli") -> Entry:
    """Another program logs an entry."""
    at = sample.clock.moment(sample.clock.now() - timedelta(minutes=1))
    new = replace(sample.kept().entries[-1], id=new_id(), at=at)
    with elsewhere(sample, program) as store:
        store.save(new, label="lower back 6 from elsewhere")
    return new


async def test_the_first_press_names_it_and_the_second_one_takes_it_back(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "4", "enter")
        saved = sample.kept()
        await press(pilot, "u")
        assert app.status.text == "u again would take back: lower back 4."
        assert sample.kept() == saved
        wait_a_moment(pilot)
        await press(pilot, "u")
        assert app.status.text.startswith("Taken back: lower back 4. U (shift+u) twice does it again.")
    assert sample.kept() == before


async def test_edits_and_deletions_are_named_as_what_they_are(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "h", "e", "5", "enter", "u")
        assert (
            "u again would put back, as it was before the change: Mon 2 Nov 20:14  lower back 6/10" in app.status.text
        )
        await press(pilot, "h", "delete", "u")
        assert "u again would bring back: lower back 5" in app.status.text
        await undo(pilot)
        wait_a_moment(pilot)
        await press(pilot, "U")
        assert app.status.text.startswith("U (shift+u) again would delete again: lower back 5")


async def test_a_held_or_trembling_key_takes_back_nothing(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "4", "enter")
        saved = sample.kept()
        first = key_event("u")
        for number in range(20):
            event = key_event("u")
            event.time = first.time + number * (PAUSE - 0.01)
            app_of(pilot).post_message(event)
        await idle(pilot)
        assert sample.kept() == saved
        assert "u again would take back" in app_of(pilot).status.text


async def test_a_key_that_is_held_down_takes_back_one_change_at_most(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "4", "enter", "down", "2", "enter")
        entries = len(sample.kept().entries)
        times = [0, *(0.5 + 0.03 * number for number in range(50))]
        start = key_event("u").time
        for time in times:
            event = key_event("u")
            event.time = start + time
            app_of(pilot).post_message(event)
        await idle(pilot)
        assert len(sample.kept().entries) == entries - 1


@pytest.mark.parametrize("between", [["down"], ["enter"], ["n", "u", "escape"], ["4"]])
async def test_any_other_key_in_between_is_a_second_thought(sample: Driven, between: list[str]) -> None:
    async with sample.run() as pilot:
        await press(pilot, "4", "enter")
        saved = sample.kept()
        await press(pilot, "u", *between)
        wait_a_moment(pilot)
        await press(pilot, "u")
        assert sample.kept() == saved
        assert "u again would take back" in app_of(pilot).status.text


async def test_u_during_a_save_does_not_take_back_the_save_after_it(
    sample: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = DiaryStore.save

    def slowly(*given: Any, **more: Any) -> object:
        sleep(0.2)
        return save(*given, **more)

    before = len(sample.kept().entries)
    async with sample.run() as pilot:
        monkeypatch.setattr(DiaryStore, "save", slowly)
        await press(pilot, "4", "enter", "u", "down", "2", "enter")
        assert len(sample.kept().entries) == before + 2
        assert "again would" not in app_of(pilot).status.text


async def test_what_another_program_logged_meanwhile_stays(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "4", "enter")
        mine = {entry.id for entry in sample.kept().entries}
        await press(pilot, "u")
        new = log_elsewhere(sample)
        wait_a_moment(pilot)
        await press(pilot, "u")
        left = {entry.id for entry in sample.kept().entries}
        assert new.id in left
        assert len(mine - left) == 1


async def test_what_was_changed_elsewhere_since_is_not_taken_back(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "4", "enter")
        await press(pilot, "u")
        with elsewhere(sample) as store:
            latest = store.get("last")
            store.replace(replace(latest, note="newer"), label="the newer note")
        wait_a_moment(pilot)
        await press(pilot, "u")
        assert "“the newer note” came after it" in app_of(pilot).status.text
        assert "newer" in [entry.note for entry in sample.kept().entries]


@pytest.mark.parametrize(("program", "who"), [("cli", "by the command line"), ("tui", "by another window, or earlier")])
async def test_what_this_window_did_not_do_is_taken_back_only_where_that_is_asked_for(
    sample: Driven, program: str, who: str
) -> None:
    log_elsewhere(sample, program)
    before = sample.kept()
    async with sample.run() as pilot:
        app = app_of(pilot)
        for answer in ("escape", "enter", "u", "t", "1"):
            await press(pilot, "u")
            window = app.screen
            assert isinstance(window, AskUnexpected)
            assert "nothing of its own left" in window.text
            assert who in window.text
            assert "take back: lower back 6 from elsewhere" in window.text
            # At once, as somebody may type who did not expect the question.
            early = key_event("1")
            early.time = window.opened + PAUSE - 0.01
            app.post_message(early)
            await idle(pilot)
            assert app.screen is window
            wait_a_moment(pilot)
            await press(pilot, answer)
            assert (sample.kept() == before) == (answer != "1")
            if answer in ("u", "t"):
                await press(pilot, "escape")
        assert app.status.text.startswith("Taken back: lower back 6 from elsewhere.")


async def test_redo_is_refused_where_something_else_was_taken_back_meanwhile(sample: Driven) -> None:
    with elsewhere(sample) as store:
        async with sample.run() as pilot:
            await press(pilot, "4", "enter")
            await undo(pilot)
            wait_a_moment(pilot)
            await press(pilot, "U")
            assert app_of(pilot).status.text == "U (shift+u) again would save again: lower back 4."
            # Meanwhile another program redoes it, and takes it back itself.
            store.redo(any_program=True)
            store.undo(any_program=True)
            before = sample.kept()
            wait_a_moment(pilot)
            await press(pilot, "U")
            assert "something else was taken back meanwhile" in app_of(pilot).status.text
            assert sample.kept() == before


async def test_nothing_at_all_to_take_back_is_said(empty: Driven) -> None:
    async with empty.run() as pilot:
        await press(pilot, "u")
        assert app_of(pilot).status.text == "There is nothing to take back."


async def test_the_news_of_an_entry_and_what_u_names_stand_side_by_side(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        for key in ("m", "n", "enter", "enter", "u"):
            app.post_message(typed(app, key))
        await idle(pilot)
        await until(lambda: "again would take back" in shown(pilot))


def test_the_command_line_takes_back_no_other_program(sample: Driven) -> None:
    new = log_elsewhere(sample, "tui")
    with elsewhere(sample) as store:
        store.save(Question(id="q", at=new.at, recorded=None, note="mine"))
        store.undo()
        with pytest.raises(Exception, match="made by the screen"):
            store.undo()


async def listed(pilot: Pilot[None]) -> None:
    """Wait until the window lists the changes."""
    await until(lambda: isinstance(pilot.app.screen, EarlierChanges) and pilot.app.screen.changes)
    await idle(pilot)


async def test_an_earlier_change_is_taken_back_alone(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "4", "enter", "down", "2", "enter")
        saved = sample.kept()
        await press(pilot, "u")
        assert app.status.text.endswith("An earlier one alone: ctrl+p, then “earlier”.")
        title = "Undo an earlier change"
        next(each for each in commands(app, app.screen) if each.title == title).callback()
        await listed(pilot)
        await press(pilot, "down", "enter")
        assert "Take back: lower back 4. What was changed after it stays." in shown(pilot)
        assert sample.kept() == saved
        await press(pilot, "delete")
        assert app.status.text.startswith("Taken back: lower back 4. U (shift+u) twice does it again.")
        (gone,) = set(saved.entries) - set(sample.kept().entries)
        assert [(each.site, each.pain) for each in gone.readings] == [("lower back", 4)]
        wait_a_moment(pilot)
        await press(pilot, "u")
        assert app.status.text.startswith("u again would take back: left knee 2.")


async def test_a_change_that_a_later_one_depends_on_is_not_taken_back_alone(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "h")
        await press(pilot, "e", "5", "enter")
        saved = sample.kept()
        undo_earlier(host_of(app))
        await listed(pilot)
        await press(pilot, "down", "enter", "delete")
        assert app.status.text.startswith("Nothing was undone: “sample” can't be undone, because")
        assert sample.kept() == saved
