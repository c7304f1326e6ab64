"""The screen keeps the diary safe: a backup once something is saved, and what to do where the file is damaged."""

from __future__ import annotations

from diary.store.backup_names import backups_of
from diary.store.backups import backup_of
from diary.tui.help.keys import commands
from tests.tui.driving import Driven, app_of, idle, press, until


async def test_what_is_saved_first_on_a_day_is_backed_up_and_more_from_the_palette(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "3", "enter")
        await until(lambda: backups_of(sample.path))
        assert app.said.kind == "saved"
        assert "backup" not in app.said.text
        await press(pilot, "4", "enter")
        next(each for each in commands(app, app.screen) if each.title == "Back up now").callback()
        await until(lambda: "by-hand" in app.said.text)
        assert app.said.kind == "saved"
    assert [backup.kind for backup in backups_of(sample.path)] == ["by-hand", "auto"]


async def test_a_backup_that_fails_is_told_beside_what_was_saved(sample: Driven) -> None:
    sample.path.with_name("diary.db-backups").write_text("in the way")
    count = len(sample.kept().entries)
    async with sample.run() as pilot:
        await press(pilot, "3", "enter")
        await until(lambda: "backup was not made" in app_of(pilot).said.text)
        await idle(pilot)
        assert "Saved" in app_of(pilot).said.text
    assert len(sample.kept().entries) == count + 1


async def test_a_damaged_diary_is_told_with_the_whole_way_out(sample: Driven) -> None:
    backup_of(sample.path, sample.clock)
    content = bytearray(sample.path.read_bytes())
    content[20 * 4096 :] = b"\xaa" * (len(content) - 20 * 4096)
    sample.path.write_bytes(content)
    async with sample.run() as pilot:
        assert app_of(pilot).state == "closed"
        shown = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        for words in ("is damaged", "diary restore newest", "--salvage OUT.json"):
            assert words in " ".join(shown.split()), words
    assert sample.path.read_bytes() == content
