"""Sync services and other programs at the file of an open screen: it says so, shows what is there, keeps the draft."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from diary.store.backup.names import backups_of
from diary.store.diary_store import open_diary
from tests.store.samples import entry
from tests.tui.driving import Driven, app_of, idle, press, shown, until


def newest_note(pilot: object) -> str:
    review = app_of(pilot).review  # type: ignore[arg-type]
    assert review is not None
    return review.entries[-1].note if review.entries else ""


@pytest.fixture
def other(sample: Driven) -> Path:
    """The diary as another machine has it: with one more entry, and without what is saved here from now on."""
    path = sample.path.with_name("other.db")
    shutil.copy(sample.path, path)
    with open_diary(path, clock=sample.clock, program="cli", create=False) as theirs:
        moment = sample.clock.moment()
        theirs.save(entry(1, note="theirs", at=moment, recorded=moment.instant))
    return path


def by_rename(other: Path, diary: Path) -> None:
    other.replace(diary)


def in_place(other: Path, diary: Path) -> None:
    diary.write_bytes(other.read_bytes())


@pytest.mark.parametrize("replace", [by_rename, in_place])
async def test_a_replaced_file_is_shown_and_said_and_the_draft_stays(
    sample: Driven, other: Path, replace: Callable[[Path, Path], None]
) -> None:
    """Without it, the screen would go on showing and saving in a file that nobody opens again."""
    async with sample.run() as pilot:
        await press(pilot, "3", "enter")
        await until(lambda: app_of(pilot).status.kind == "saved" and not app_of(pilot).busy)
        await press(pilot, "7")
        replace(other, sample.path)
        await until(lambda: newest_note(pilot) == "theirs")
        await until(lambda: app_of(pilot).status.kind == "problem")
        words = "replaced by another one" if replace is by_rename else "holds other content than before"
        assert words in " ".join(app_of(pilot).status.text.split())
        assert not app_of(pilot).today.draft.untouched
        if replace is by_rename:
            assert next(each.kind for each in backups_of(sample.path)) == "replaced"
            assert "diary import" in app_of(pilot).status.text
        await press(pilot, "enter")
        await until(lambda: app_of(pilot).status.kind != "working" and not app_of(pilot).busy)
        await idle(pilot)
    notes = [each.note for each in sample.kept().entries]
    assert "theirs" in notes
    assert sample.kept().entries[-1].readings[0].pain == 7 or sample.kept().entries[-2].readings[0].pain == 7


async def test_a_deleted_file_is_said_and_the_draft_is_saved_once_it_is_back(sample: Driven) -> None:
    """Without it, entries would be called saved that end with the program."""
    away = sample.path.with_name("away.db")
    async with sample.run() as pilot:
        count = len(sample.kept().entries)
        await press(pilot, "7")
        sample.path.rename(away)
        await until(lambda: "moved or deleted" in app_of(pilot).status.text)
        assert "diary restore" in app_of(pilot).status.text
        await press(pilot, "enter")
        await until(lambda: "Not saved" in app_of(pilot).status.text)
        assert not app_of(pilot).today.draft.untouched
        assert not sample.path.exists()
        assert "knee" in shown(pilot)
        away.rename(sample.path)
        await press(pilot, "enter")
        await until(lambda: app_of(pilot).status.kind == "saved" or "Saved" in app_of(pilot).status.text)
        await idle(pilot)
        # Followed now, it would put an older copy in the place of the whole diary.
        assert "diary restore" not in app_of(pilot).status.text
    assert len(sample.kept().entries) == count + 1
