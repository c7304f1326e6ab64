"""The end that no key asked for: signals and a terminal that is gone. The draft stays, and so does the terminal."""

from __future__ import annotations

import json
import os
import signal
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from diary.tui import unsaved
from diary.tui.ending import Ending, EndingApp
from diary.tui.screens.sessions.form import SessionForm
from diary.tui.screens.today.draft import NO_PLACE, Draft, SiteInput
from diary.tui.screens.today.unsaved_line import UnsavedLine
from diary.tui.terminal import RESTORE
from tests.tui.bare import Bare
from tests.tui.driving import Driven, app_of, press, shown

KNEE = ("knee", "left")
SEQUENCES_OFF = ("\x1b[?1049l", "\x1b[?25h", "\x1b[?1000l", "\x1b[?1003l", "\x1b[?2004l")


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Bare]:
    """The program on no diary yet, with a level typed and not saved, and with time for an orderly end."""
    yield from with_a_level(tmp_path, patient=True)


@pytest.fixture
def hurried(tmp_path: Path) -> Iterator[Bare]:
    """The same, with the limit that it really has."""
    yield from with_a_level(tmp_path, patient=False)


def with_a_level(folder: Path, *, patient: bool) -> Iterator[Bare]:
    at = ("--now", "2026-11-02T20:14", "--tz", "Europe/Berlin")
    opened = Bare(folder, *at, patient=patient, TERM="vt100", NO_COLOR="1")
    opened.shows("Welcome.")
    opened.keys("6")
    opened.shows("‹6›")
    yield opened
    opened.close()


def kept_files(folder: Path) -> list[Path]:
    """The files of what was not saved."""
    return sorted((folder / "diary.db-unsaved").glob("*.json"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT])
def test_a_signal_leaves_the_terminal_as_it_was_and_keeps_the_draft(
    bare: Bare, tmp_path: Path, number: signal.Signals
) -> None:
    bare.signal(number)
    assert bare.ended() == 128 + number
    assert "Traceback" not in bare.seen
    for sequence in SEQUENCES_OFF:
        assert bare.seen.rindex(sequence) > bare.seen.rindex("‹6›")
    assert bare.attributes() == bare.before
    assert "what was not saved is kept for the next start" in bare.seen
    (file,) = kept_files(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert json.loads(file.read_bytes())["record"]["readings"] == [{"site": "", "side": "", "pain": 6}]


@pytest.mark.parametrize("ignored", [False, True])
def test_a_vanished_terminal_ends_it_and_keeps_the_draft(tmp_path: Path, ignored: bool) -> None:
    bare = Bare(tmp_path, TERM="vt100", program=IGNORES_HANGUP if ignored else ())
    bare.shows("Welcome.")
    bare.keys("6")
    bare.shows("‹6›")
    bare.vanish()
    assert bare.process.wait(20) == 129
    assert len(kept_files(tmp_path)) == 1
    bare.close()


IGNORES_HANGUP = ("/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh")


def test_it_ends_even_where_the_terminal_takes_no_more_output(hurried: Bare, tmp_path: Path) -> None:
    # Nobody reads what it writes: in the end every thread that writes waits.
    for _ in range(400):
        if not hurried.takes_more():
            break
        hurried.sends(b"n\x1b[B\x1bOP" * 20)
    hurried.signal(signal.SIGTERM)
    assert hurried.process.wait(20) == 128 + signal.SIGTERM
    assert len(kept_files(tmp_path)) == 1


def test_once_the_screens_are_taken_down_nothing_is_read_from_them() -> None:
    """The patience for a save may run out only then; on a slow machine a traceback was shown."""
    calls: list[str] = []

    class App:
        saving = False
        unsaved = SimpleNamespace(keep=lambda: calls.append("keep"))

        def exit(self, result: None = None, return_code: int = 0) -> None:
            calls.append(f"exit {return_code}")

    ending = Ending(cast("EndingApp", App()))
    ending.status = 143
    ending.go_on()
    ending._end_late()
    assert calls == ["keep", "exit 143"]


def test_nothing_typed_keeps_nothing(tmp_path: Path) -> None:
    bare = Bare(tmp_path, TERM="vt100")
    bare.shows("Welcome.")
    bare.signal(signal.SIGTERM)
    assert bare.ended() == 128 + signal.SIGTERM
    assert "not saved" not in bare.seen
    assert not (tmp_path / "diary.db-unsaved").exists()
    bare.close()


def test_what_is_restored_without_waiting_is_what_textual_switches_off(bare: Bare) -> None:
    bare.keys("\x03")
    bare.shows("Your entry is not saved yet")
    bare.keys("\x1b[3~")
    bare.ended()
    for sequence in SEQUENCES_OFF:
        assert sequence in RESTORE


async def test_the_next_start_offers_it_and_p_goes_on_with_it(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "6", "n", *"stairs")
        app.unsaved.keep()
    later = Driven(sample.path, sample.clock)
    later.clock = type(sample.clock)(sample.clock.zone, sample.clock.zone_name, sample.clock.now() + timedelta(hours=9))
    async with later.run() as pilot:
        assert "An entry that was not saved is here, yesterday 20:14: " in shown(pilot)
        assert "— stairs" in shown(pilot)
        await press(pilot, "p")
        assert app_of(pilot).query_one(UnsavedLine).display is False
        draft = app_of(pilot).today.draft
        # The time that was meant then: "now" would be nine hours later.
        assert (draft.note, draft.when, draft.editing) == ("stairs", "2026-11-02T20:14:30", None)
        assert not sample.path.with_name("diary.db-unsaved").exists()
        await press(pilot, "enter")
        newest = max(later.kept().entries, key=lambda entry: entry.at.instant)
        assert (newest.note, newest.readings[0].pain, f"{newest.at.local:%H:%M}") == ("stairs", 6, "20:14")


async def test_it_stays_where_it_is_passed_over_and_goes_where_it_is_dropped(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "6")
        app_of(pilot).unsaved.keep()
    folder = sample.path.with_name("diary.db-unsaved")
    async with sample.run() as pilot:
        assert "not saved is here" in shown(pilot)
        await press(pilot, "d", "escape")
        assert "not saved is here" in shown(pilot)
    assert folder.exists()
    async with sample.run() as pilot:
        await press(pilot, "d", "delete")
        assert "not saved is here" not in shown(pilot)
    assert not folder.exists()


async def test_it_does_not_replace_what_is_typed_now(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "6")
        app_of(pilot).unsaved.keep()
    async with sample.run() as pilot:
        await press(pilot, "3", "p")
        assert "Save what stands here first" in shown(pilot)
        assert [given.level for _, given in app_of(pilot).today.draft.inputs] == [3]
        assert "not saved is here" in shown(pilot)


async def test_a_changed_entry_and_the_draft_before_it_are_both_kept(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "7")
        entry = sample.kept().entries[-1]
        app.edit_entry(entry)
        app.unsaved.keep()
        assert len(unsaved.kept(sample.path)) == 1  # the entry is as it was
        await press(pilot, "2")
        app.unsaved.keep()
    kept = unsaved.kept(sample.path)
    assert {each.old for each in kept} == {None, entry}
    async with sample.run() as pilot:
        for _ in kept:
            await press(pilot, "p")
            assert "not saved yet" in shown(pilot)
            await press(pilot, "enter")
    newest = {each.id: each for each in sample.kept().entries}
    assert newest[entry.id].readings[0].pain == 2
    assert len(newest) == len(sample.kept().entries)


async def test_a_session_and_a_line_are_kept_from_their_open_windows(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "s", "n", "space", "tab", "tab", "4")
        app_of(pilot).unsaved.keep()
        before = app_of(pilot).unfinished["session"]
    async with sample.run() as pilot:
        assert "A session that was not saved is here" in shown(pilot)
        await press(pilot, "p")
        form = app_of(pilot).screen
        assert isinstance(form, SessionForm)
        again = form.draft
        assert (again.kind, again.ticked, again.effort) == (before.kind, before.ticked, before.effort)
        assert again.ended == "2026-11-02T20:14:30"
        await press(pilot, "escape", "c", "c", *"ice")
        app_of(pilot).unfinished.pop("session")
        app_of(pilot).unsaved.keep()
    async with sample.run() as pilot:
        assert "not saved is here, today 20:14: ice" in shown(pilot)
        await press(pilot, "p", "enter")
        assert sample.kept().cares[-1].activity == "ice"
    assert not sample.path.with_name("diary.db-unsaved").exists()


async def test_one_that_got_onto_the_disk_all_the_same_is_not_offered(sample: Driven) -> None:
    entry = sample.kept().entries[-1]
    unsaved.keep(sample.path, [unsaved.Unsaved(sample.clock.now(), entry)])
    async with sample.run() as pilot:
        assert "not saved is here" not in shown(pilot)
    assert not sample.path.with_name("diary.db-unsaved").exists()


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"kept": "2026-11-02"}', '{"kept": 7}', "\xff", "[" * 2000,
     '{"kept": "2026-11-02T20:14:00+00:00", "record": {"kind": "care"}}',
     '{"kept": "2026-11-02T20:14:00+00:00", "texts": 7}'],
)  # fmt: skip
def test_a_file_that_is_none_is_passed_over(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "diary.db-unsaved"
    folder.mkdir()
    (folder / "a.json").write_text(content, "latin-1")
    os.mkfifo(folder / "b.json")
    assert unsaved.kept(tmp_path / "diary.db") == ()
    assert (folder / "a.json").exists()


async def test_every_draft_comes_back_as_it_was(sample: Driven) -> None:
    words = frozenset({"sharp", "numbness", "sudden"})
    drafts = [
        Draft("a1", ((KNEE, SiteInput(6, words)), (NO_PLACE, SiteInput(3))), note="a\nb", when="2026-11-02T20:00"),
        Draft("a2", ((KNEE, SiteInput(None, words)),), frozenset({"fever"}), 3, 4, when="2026-11-01"),
        Draft("a3", note="only a note", when="no time at all"),
    ]
    async with sample.run() as pilot:
        app = app_of(pilot)
        for draft in drafts:
            app.today.draft = draft
            app.unsaved.keep()
            (kept,) = unsaved.kept(sample.path)
            assert Draft.of_unsaved(kept, app.here) == draft
