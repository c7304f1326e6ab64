"""The screen protects the diary: a backup after the first save of a day, and help where the file is damaged."""

from __future__ import annotations

import os
from threading import Event

import pytest
from textual.widgets import Input

from diary.store.backup.backups import backup_of
from diary.store.backup.names import backups_of
from diary.tui import workers
from diary.tui.screens.help import HelpScreen, commands
from tests.tui.driving import Driven, app_of, idle, key_event, press, shown, until


async def test_what_is_saved_first_on_a_day_is_backed_up_and_more_from_the_palette(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "3", "enter")
        await until(lambda: backups_of(sample.path))
        assert app.status.kind == "saved"
        assert "backup" not in app.status.text
        await press(pilot, "4", "enter")
        next(each for each in commands(app, app.screen) if each.title == "Back up now").callback()
        await until(lambda: "by-hand" in app.status.text)
        assert app.status.kind == "saved"
    assert [backup.kind for backup in backups_of(sample.path)] == ["by-hand", "auto"]


async def test_a_backup_that_fails_is_told_beside_what_was_saved(sample: Driven) -> None:
    # A file in place of the folder for backups makes every backup fail.
    sample.path.with_name("diary.db-backups").write_text("in the way")
    count = len(sample.kept().entries)
    async with sample.run() as pilot:
        await press(pilot, "3", "enter")
        await until(lambda: "backup was not made" in app_of(pilot).status.text)
        await idle(pilot)
        assert "Saved" in app_of(pilot).status.text
    assert len(sample.kept().entries) == count + 1


async def test_a_damaged_diary_is_told_with_the_whole_way_out(sample: Driven) -> None:
    backup_of(sample.path, sample.clock)
    content = bytearray(sample.path.read_bytes())
    # The first pages stay whole, so that the file is still recognised as a diary.
    content[20 * 4096 :] = b"\xaa" * (len(content) - 20 * 4096)
    sample.path.write_bytes(content)
    async with sample.run(60, 20) as pilot:
        assert app_of(pilot).state == "closed"
        for words in ("is damaged", "diary restore newest", "--salvage OUT.json"):
            assert words in shown(pilot), words
    assert sample.path.read_bytes() == content


async def test_where_the_diary_can_not_be_opened_nothing_looks_as_if_it_could_be_saved(sample: Driven) -> None:
    sample.path.write_bytes(b"not a diary" * 100)
    async with sample.run() as pilot:
        app = app_of(pilot)
        for key in ("6", "down", "b", "m", "n", "y", "c", "h", "s", "u", "enter", "tab", "space", "minus"):
            await press(pilot, key)
            assert app.screen is app.today, key
            assert app.today.draft.untouched, key
        assert not any(word in shown(pilot) for word in ("enter save", "How bad", "body map", "history"))
        assert not any(command.title.startswith(("Log ", "Back up")) for command in commands(app, app.screen))
        await press(pilot, "?")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "?")
        app.simulate_key("q")
        await until(lambda: not app.is_running)


async def test_what_was_typed_before_it_was_known_that_nothing_can_be_saved_is_not_passed_over(
    sample: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.path.write_bytes(b"not a diary" * 100)
    opened = workers.open_and_read
    # Opening is held until the key is in the queue; without that the test would race the worker.
    held = Event()
    monkeypatch.setattr(workers, "open_and_read", lambda app: (held.wait(10), opened(app)))
    app = sample.app()
    async with app.run_test(size=(60, 20)) as pilot:
        app.post_message(key_event("6"))
        await until(lambda: not app.keys.idle)
        held.set()
        await until(lambda: app.state == "closed")
        await idle(pilot)
        assert "What was typed while it was being opened is not saved." in shown(pilot)


async def test_help_names_the_way_to_a_backup(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "?", "end")
        assert "“back up now”" in shown(pilot)


async def test_a_report_does_not_replace_the_diary_by_another_name(sample: Driven) -> None:
    link = sample.path.with_name("report.md")
    os.link(sample.path, link)
    before = link.read_bytes()
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "r")
        # Until all records are read, there is no report to write.
        await until(lambda: app.whole is not None)
        await press(pilot, "o", "o", "w")
        app.screen.query_one(Input).value = str(link)
        await press(pilot, "enter")
        await until(lambda: "is the diary itself" in shown(pilot))
    assert link.read_bytes() == before
