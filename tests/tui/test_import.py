"""Importing on the screen: choose a file, see what would come in, answer what its names mean, import, take it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from diary.domain.records import Change
from diary.exchange.apps.map_file import map_of
from diary.store import change_log
from diary.tui.screens.help import commands
from diary.tui.screens.importing import reading
from diary.tui.screens.importing.screen import ImportScreen
from diary.tui.widgets.dialogs import Ask, AskUnexpected
from tests.exchange.apps.test_readers import BEARABLE
from tests.tui.driving import Driven, app_of, idle, key_event, press, shown, undo, until, wait_a_moment

SIZES = [(60, 20), (100, 30)]


@pytest.fixture
def bearable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An export in the Downloads of a person who has nothing else."""
    path = tmp_path / "home" / "Downloads" / "bearable.csv"
    path.parent.mkdir(parents=True)
    path.write_text(BEARABLE)
    (tmp_path / "here").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "here")
    return path


async def opened(pilot: Pilot[None]) -> ImportScreen:
    """The screen, opened as from the palette."""
    app = app_of(pilot)
    next(each for each in commands(app, app.screen) if each.title == "Import a file").callback()
    await idle(pilot)
    assert isinstance(app.screen, ImportScreen)
    return app.screen


async def chosen(pilot: Pilot[None]) -> ImportScreen:
    """The screen with the only file there is."""
    screen = await opened(pilot)
    await press(pilot, "down", "enter")
    await settled(pilot, screen)
    return screen


async def settled(pilot: Pilot[None], screen: ImportScreen) -> None:
    await until(lambda: screen.plan is not None and screen._reading is None and screen._writing is None)
    await idle(pilot)


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_a_file_comes_in_as_a_person_would_do_it_and_undo_takes_it_back(
    sample: Driven, bearable: Path, width: int, height: int
) -> None:
    before = sample.kept()
    async with sample.run(width, height) as pilot:
        screen = await chosen(pilot)
        assert "taken for an export of Bearable" in shown(pilot)
        assert "3 new, 2 not taken, 2 left out" in shown(pilot)
        assert sample.kept() == before
        await press(pilot, "a")
        assert "what is “Knee pain”? (2 questions left)" in shown(pilot)
        wait_a_moment(pilot)
        await press(pilot, "1")
        assert "“Anxiety”? (1 question left)" in shown(pilot)
        wait_a_moment(pilot)
        await press(pilot, "2")
        await settled(pilot, screen)
        assert "4 new, 3 left out" in shown(pilot)
        assert '"Knee pain" = "left knee"' in map_of(bearable).read_text()
        await press(pilot, "i")
        assert "Import from bearable.csv? 4 new, 3 left out." in shown(pilot)
        # An Enter too many imports nothing.
        await press(pilot, "enter")
        assert sample.kept() == before
        await press(pilot, "i", "f2")
        await settled(pilot, screen)
        assert "Imported from bearable.csv: 4 new, 3 left out. u undo" in shown(pilot)
        assert len([*sample.kept().records()]) == len([*before.records()]) + 4
        await until(lambda: screen._reading is None)
        await until(lambda: "4 in the diary already" in " ".join(line.text for line in screen.lines))
        await undo(pilot)
        assert sample.kept() == before
        await until(lambda: "4 new" in " ".join(line.text for line in screen.lines))


async def test_the_key_of_one_question_never_answers_the_next(sample: Driven, bearable: Path) -> None:
    async with sample.run() as pilot:
        await chosen(pilot)
        await press(pilot, "a")
        wait_a_moment(pilot)
        await press(pilot, "1")
        question = app_of(pilot).screen
        assert isinstance(question, AskUnexpected)
        event = key_event("1")
        event.time = question.opened + 0.1
        app_of(pilot).post_message(event)
        await idle(pilot)
        assert "“Anxiety”" in shown(pilot)
        assert 'Anxiety = "?"' in map_of(bearable).read_text()


async def test_an_answer_of_ones_own_and_a_place_without_its_side_are_asked_to_the_end(
    sample: Driven, bearable: Path
) -> None:
    bearable.write_text(BEARABLE.replace("Knee pain", "Arm pain"))
    async with sample.run() as pilot:
        screen = await chosen(pilot)
        await press(pilot, "a")
        wait_a_moment(pilot)
        await press(pilot, "4")  # the wrist
        assert "which wrist" in shown(pilot)
        wait_a_moment(pilot)
        await press(pilot, "2")
        wait_a_moment(pilot)
        await press(pilot, "0")
        app_of(pilot).screen.query_one(Input).value = "zebra"
        await press(pilot, "enter")
        assert "✗" in shown(pilot)
        app_of(pilot).screen.query_one(Input).value = "fever"
        await press(pilot, "enter")
        await settled(pilot, screen)
        text = map_of(bearable).read_text()
        assert '"Arm pain" = "right wrist"' in text
        assert 'Anxiety = "fever"' in text


async def test_what_is_left_open_is_asked_no_more_and_all_names_can_be_left_out(sample: Driven, bearable: Path) -> None:
    async with sample.run() as pilot:
        screen = await chosen(pilot)
        await press(pilot, "a")
        for _ in range(2):
            wait_a_moment(pilot)
            await press(pilot, "right")
        await settled(pilot, screen)
        assert len(screen.file.mapped.questions if screen.file and screen.file.mapped else ()) == 2
        await press(pilot, "a")
        wait_a_moment(pilot)
        await press(pilot, "end")
        await settled(pilot, screen)
        assert "3 new, 4 left out" in shown(pilot)


async def test_a_line_of_the_map_is_changed_where_it_stands(sample: Driven, bearable: Path) -> None:
    async with sample.run() as pilot:
        screen = await chosen(pilot)
        at = next(number for number, line in enumerate(screen.lines) if "Back (lower) pain" in line.text)
        await press(pilot, *["down"] * (at - 1), "enter")
        assert "Now: lower back" in shown(pilot)
        wait_a_moment(pilot)
        await press(pilot, "2")
        await settled(pilot, screen)
        assert '"Back (lower) pain" = "ignore"' in map_of(bearable).read_text()


async def test_the_diary_keeps_its_own_unless_told_otherwise(sample: Driven, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("entry,time,site,side,pain\nabc123,2026-03-01 10:00,knee,left,4\n")
    async with sample.run() as pilot:
        screen = await opened(pilot)
        assert screen.take_text(f"'{path}'")  # a file that is dropped into the window
        await settled(pilot, screen)
        await press(pilot, "i", "f2")
        await settled(pilot, screen)
        path.write_text(path.read_text().replace(",4", ",5"))
        screen.take_text(str(path))
        await until(lambda: "1 different in the diary" in " ".join(line.text for line in screen.lines))
        await idle(pilot)
        await press(pilot, "d")
        await settled(pilot, screen)
        assert "[x] take what the file says" in shown(pilot)
        await press(pilot, "i", "f2")
        await settled(pilot, screen)
    assert [each.readings[0].pain for each in sample.kept().entries if each.id == "abc123"] == [5]


async def test_stopping_when_all_is_written_leaves_nothing(
    sample: Driven, bearable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sample.kept()
    record_change = change_log.record_change
    async with sample.run() as pilot:
        screen = await chosen(pilot)

        def stopped_meanwhile(*args: Any, **more: Any) -> Change:
            change = record_change(*args, **more)
            screen.action_back()  # all is written, and not yet committed
            return change

        monkeypatch.setattr(change_log, "record_change", stopped_meanwhile)
        await press(pilot, "i", "f2")
        await until(lambda: screen._writing is None)
        await idle(pilot)
        assert "Nothing was changed: you stopped it." in shown(pilot)
        assert sample.kept() == before


async def test_esc_stops_reading_and_only_then_goes_back(sample: Driven, bearable: Path) -> None:
    async with sample.run() as pilot:
        screen = await opened(pilot)
        screen._reading = reading.Task(screen, app_of(pilot).store, app_of(pilot).clock, update=False)  # type: ignore[arg-type]
        task = screen._reading
        await press(pilot, "escape")
        assert task.stopped
        assert app_of(pilot).screen is screen
        screen._reading = None
        await press(pilot, "escape")
        assert app_of(pilot).screen is not screen


async def test_a_path_is_completed_by_tab(sample: Driven, bearable: Path) -> None:
    (bearable.parent / "holiday.jpg").write_text("")
    async with sample.run() as pilot:
        screen = await opened(pilot)
        await press(pilot, "f")
        field = app_of(pilot).screen.query_one(Input)
        field.value = "~/Dow"
        await press(pilot, "tab", "tab")
        assert field.value == "~/Downloads/bearable.csv"
        await press(pilot, "enter")
        await settled(pilot, screen)
        assert "taken for an export of Bearable" in shown(pilot)


async def test_what_cannot_be_read_says_why_and_nothing_else_happens(sample: Driven, bearable: Path) -> None:
    async with sample.run() as pilot:
        screen = await opened(pilot)
        for key in ("a", "d", "i"):
            await press(pilot, key)
            assert "Choose a file first" in shown(pilot)
            assert not isinstance(app_of(pilot).screen, Ask)
        screen.take_text("/nowhere/at/all.csv")
        await until(lambda: screen._reading is None)
        await idle(pilot)
        assert "Nothing was read: /nowhere/at/all.csv can't be read (no such file or directory)" in shown(pilot)


async def test_the_keys_are_explained_and_the_way_here_stands_in_help(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "question_mark", "end")
        assert "What you wrote in another app comes in too: ctrl+p, then “import”." in shown(pilot)
        await press(pilot, "escape")
        await opened(pilot)
        await press(pilot, "question_mark")
        assert "Answer what its names mean" in shown(pilot)
