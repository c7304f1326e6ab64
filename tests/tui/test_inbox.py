"""The screen takes what is new in the inbox, at its start and while it is open, and loses nothing of a draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.driving import Driven, app_of, press, shown, until, wait_a_moment

LINE = "2026-11-02 20:00 6 left foot numb\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An inbox with one line."""
    path = tmp_path / "pain.txt"
    path.write_text(LINE, "utf-8")
    return path


async def taken(pilot: Pilot[None], text: str) -> None:
    """Wait for what the screen says of the inbox."""
    await until(lambda: text in app_of(pilot).status.text and not app_of(pilot).busy)


async def test_what_is_new_is_taken_at_the_start_with_its_findings_and_u_takes_it_back(
    sample: Driven, file: Path
) -> None:
    before = len(sample.kept().entries)
    async with sample.run() as pilot:
        app = app_of(pilot)
        app.inbox.path = file
        await press(pilot, "7")
        await taken(pilot, "Inbox: 1 new line taken.")
        assert "umbness at your left foot" in app.status.text
        assert len(sample.kept().entries) == before + 1
        assert not app.today.draft.untouched
        await press(pilot, "u")
        assert "take back: Mon 2 Nov 20:00  left foot 6/10" in app.status.text
        wait_a_moment(pilot)
        await press(pilot, "u")
        await until(lambda: len(sample.kept().entries) == before)
        # A change of the file brings no line back that was taken back.
        file.write_text(f"{LINE}2026-11-02 20:05 4 neck\n", "utf-8")
        await taken(pilot, "1 line taken back before")
        assert len(sample.kept().entries) == before + 1


async def test_a_file_that_appears_later_is_taken_once_it_stays_as_it_is(sample: Driven, tmp_path: Path) -> None:
    async with sample.run() as pilot:
        app_of(pilot).inbox.path = tmp_path / "later.txt"
        (tmp_path / "later.txt").write_text(f"{LINE}2026-11-02 kneee\n", "utf-8")
        await taken(pilot, "Inbox: 1 new line taken; 1 line can't be taken, diary inbox says why.")
        assert "1 new line taken" in shown(pilot)


async def test_what_is_wrong_with_the_file_is_said_once(sample: Driven, tmp_path: Path) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        app.inbox.path = tmp_path
        await until(lambda: "is a folder; name a text file in it" in app.status.text)
        app.clear_message()
        app.say("")
        app.inbox.look()
        await until(lambda: not app.inbox._looking)
        assert "folder" not in app.status.text
