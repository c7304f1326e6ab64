"""U on the screen does again what u took back."""

from __future__ import annotations

from diary.store.diary_store import open_diary
from diary.tui.screens.help import commands
from diary.tui.widgets.dialogs import AskUnexpected
from tests.tui.driving import Driven, app_of, press, shown, undo, until, wait_a_moment


async def test_what_u_took_back_comes_again_with_capital_u_and_goes_again_with_u(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "4", "enter")
        saved = sample.kept()
        assert saved != before
        await undo(pilot)
        what = app.status.text.removeprefix("Taken back: ").partition(".")[0]
        assert sample.kept() == before
        await undo(pilot, "U")
        assert app.status.text.startswith(f"Done again: {what}.")
        assert sample.kept() == saved
        await undo(pilot)
        assert sample.kept() == before


async def test_several_steps_come_again_in_their_order(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "4", "enter", "down", "2", "enter")
        saved = sample.kept()
        for key in "uuUU":
            await undo(pilot, key)
        assert sample.kept() == saved


async def test_where_nothing_was_taken_back_or_something_new_was_saved_there_is_nothing_to_redo(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "U")
        assert "nothing to redo" in app.status.text
        await press(pilot, "4", "enter")
        await undo(pilot)
        await press(pilot, "3", "enter")
        await press(pilot, "U")
        assert "nothing to redo" in app.status.text


async def test_what_another_program_took_back_is_not_done_again(sample: Driven) -> None:
    with open_diary(sample.path, clock=sample.clock, program="cli", create=False) as store:
        store.delete(sample.kept().entries[-1].id)
        store.undo()
    before = sample.kept()
    async with sample.run() as pilot:
        await undo(pilot, "U")
        window = app_of(pilot).screen
        assert isinstance(window, AskUnexpected)
        assert "by the command line" in window.text
        await press(pilot, "escape")
    assert sample.kept() == before


async def test_redo_is_in_help_and_palette(sample: Driven) -> None:
    async with sample.run(100, 60) as pilot:
        app = app_of(pilot)
        await press(pilot, "4", "enter")
        saved = sample.kept()
        await undo(pilot)
        next(each for each in commands(app, app.screen) if each.title == "Redo (shift+u)").callback()
        await until(lambda: "again would" in app.status.text)
        wait_a_moment(pilot)
        await press(pilot, "U")
        await until(lambda: app.status.text.startswith("Done again"))
        assert sample.kept() == saved
        await press(pilot, "f1")
        assert "Name what was taken back last; U again does it again" in shown(pilot)
