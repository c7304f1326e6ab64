"""An encrypted diary on the screen: it asks for the passphrase before it shows a word, and again after idle time."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from signal import SIGTERM

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from diary.clock import Clock
from diary.settings import Settings
from diary.store.encryption.convert import convert
from diary.store.encryption.keys import Key, code_of, derived
from diary.store.encryption.unlock import KEYS
from diary.tui.app import DiaryApp
from diary.tui.screens.hidden import HiddenScreen
from diary.tui.screens.locked import LockedScreen
from diary.tui.unsaved import kept
from tests.keys import no_keys
from tests.tui.bare import Bare
from tests.tui.driving import Driven, app_of, burst, idle, press, shown, typed, until

__all__ = ["no_keys"]

PASSPHRASE = "four  words about nothing"
SALT = bytes(range(100, 116))
MINUTES = 5


@pytest.fixture(scope="session")
def key() -> Key:
    return derived(PASSPHRASE, SALT)


@pytest.fixture(scope="session")
def encrypted_file(sample_file: Path, key: Key, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("encrypted") / "diary.db"
    shutil.copy(sample_file, path)
    convert(path, key)
    return path


@pytest.fixture
def locked(encrypted_file: Path, tmp_path: Path, clock: Clock) -> Driven:
    """The app on an encrypted copy of the sample, whose key is not known."""
    shutil.copy(encrypted_file, tmp_path / "diary.db")
    return Driven(tmp_path / "diary.db", clock, replace(Settings(), lock_after=MINUTES))


@asynccontextmanager
async def begun(driven: Driven, app: DiaryApp | None = None) -> AsyncIterator[Pilot[None]]:
    """The app, at its question for the passphrase."""
    app = app or driven.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(lambda: isinstance(app.screen, LockedScreen))
        await idle(pilot)
        yield pilot


async def give(pilot: Pilot[None], secret: str) -> None:
    await burst(pilot, secret)
    await press(pilot, "enter")


async def until_open(pilot: Pilot[None]) -> None:
    await until(lambda: app_of(pilot).state == "open")
    await idle(pilot)


async def wait_unused(pilot: Pilot[None]) -> None:
    """Let the time pass after which the screen is covered."""
    app = app_of(pilot)
    now = app.seconds() + MINUTES * 60
    app.seconds = lambda: now
    app.poll()
    await until(lambda: isinstance(app.screen, LockedScreen | HiddenScreen))
    await idle(pilot)


async def test_it_asks_for_the_passphrase_before_it_shows_a_word(locked: Driven) -> None:
    async with begun(locked) as pilot:
        assert shown(pilot).startswith("diary.db is locked. Its passphrase, or its recovery code:")
        await give(pilot, PASSPHRASE)
        await until_open(pilot)
        assert "Left knee" in shown(pilot)
        await press(pilot, "6", "enter")
    assert len(locked.kept().entries) > 90


async def test_what_is_typed_shows_as_dots_and_each_blank_of_it_counts(locked: Driven) -> None:
    async with begun(locked) as pilot:
        await press(pilot, *"ab 7 q")
        assert "•" * 6 in shown(pilot)
        assert app_of(pilot).screen.query_one(Input).value == "ab 7 q"


async def test_a_wrong_one_is_said_and_another_can_be_tried(locked: Driven) -> None:
    async with begun(locked) as pilot:
        for wrong in ("something else", " ".join(PASSPHRASE.split())):
            await give(pilot, wrong)
            await until(lambda: "That does not open it" in shown(pilot))
            assert app_of(pilot).state == "locked"
            assert "•" not in shown(pilot)
        await give(pilot, PASSPHRASE)
        await until_open(pilot)


async def test_the_recovery_code_opens_it_and_a_mistyped_line_is_named(locked: Driven, key: Key) -> None:
    code = code_of(key)
    lines = code.splitlines()
    async with begun(locked) as pilot:
        await give(pilot, "\n".join([lines[0], lines[2], lines[1], lines[3]]))
        await until(lambda: "Line 2, 3 of the recovery code" in shown(pilot))
        await give(pilot, code.lower())
        await until_open(pilot)


@pytest.mark.parametrize("way", ["escape", "ctrl+q", "ctrl+c"])
async def test_leaving_shows_nothing(locked: Driven, way: str) -> None:
    async with begun(locked) as pilot:
        app = app_of(pilot)
        await press(pilot, *"abc")
        app.post_message(typed(app, way))
        await until(lambda: not app.is_running)
    assert app.return_code == 0
    assert app.store is None


async def test_no_other_key_does_anything(locked: Driven) -> None:
    async with begun(locked) as pilot:
        await press(pilot, "f1", "f4", "ctrl+p", "f12", "f2", "tab", "ctrl+t", "down", "enter")
        assert isinstance(app_of(pilot).screen, LockedScreen)


async def test_what_was_typed_before_the_question_is_taken_for_the_answer(locked: Driven) -> None:
    app = locked.app()
    async with app.run_test(size=(100, 30)) as pilot:
        for key in "1234":
            app.post_message(typed(app, key))
        await until(lambda: isinstance(app.screen, LockedScreen))
        await idle(pilot)
        assert app.screen.query_one(Input).value == "1234"


async def test_keys_typed_while_it_is_being_opened_wait_for_today(locked: Driven) -> None:
    async with begun(locked) as pilot:
        app = app_of(pilot)
        await burst(pilot, PASSPHRASE)
        app.post_message(typed(app, "enter"))
        await until(lambda: app.state == "opening")
        app.post_message(typed(app, "6"))
        await until_open(pilot)
        assert "Pressed before your sites were on the screen, so nothing was done: 6." in shown(pilot)


@pytest.mark.parametrize(("command", "said"), [("echo wrong", "does not open"), ("false", "ended with status 1, so")])
async def test_a_command_that_opens_nothing_is_named_and_the_passphrase_asked(
    locked: Driven, monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    monkeypatch.setenv("DIARY_PASSPHRASE_COMMAND", command)
    async with begun(locked) as pilot:
        assert said in shown(pilot)
        await give(pilot, PASSPHRASE)
        await until_open(pilot)


async def test_a_command_that_opens_it_asks_nothing(locked: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIARY_PASSPHRASE_COMMAND", f"echo '{PASSPHRASE}'")
    async with locked.run() as pilot:
        assert app_of(pilot).state == "open"


async def test_without_its_key_in_the_keyring_it_asks(locked: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KEYS, "uses_keyring", lambda: True)
    monkeypatch.setattr("diary.store.encryption.keyring.kept", lambda *_: (None, "the keyring holds no key for it"))
    async with begun(locked) as pilot:
        assert "✗ The keyring holds no key for it." in shown(pilot)


async def test_after_a_time_without_a_key_it_is_locked_and_comes_back_as_it_was(locked: Driven, key: Key) -> None:
    KEYS.add(key)
    async with locked.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "4", "c", "c", *"ice left knee")
        was = shown(pilot)
        window = app.screen
        await wait_unused(pilot)
        assert "left knee" not in shown(pilot).lower()
        await until(lambda: app.store is None)
        assert KEYS.known(SALT) is None
        files = sorted((locked.path.parent / "diary.db-unsaved").iterdir())
        assert len(files) == 2
        assert not any(b"knee" in file.read_bytes() for file in files)
        await give(pilot, "something else")
        await until(lambda: "That does not open it" in shown(pilot))
        await give(pilot, PASSPHRASE)
        await until_open(pilot)
        assert app.screen is window
        assert shown(pilot) == was
        await press(pilot, "enter")
        await until(lambda: app.screen is app.today)
        await press(pilot, "enter")
        await until(lambda: not app.busy)
    assert locked.kept().cares[-1].activity == "ice"


async def test_what_was_typed_is_there_at_the_next_start_where_a_locked_screen_was_left(
    locked: Driven, key: Key
) -> None:
    KEYS.add(key)
    async with locked.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "4", "n", *"crocodile")
        await wait_unused(pilot)
        await until(lambda: app.store is None)
        app.post_message(typed(app, "escape"))
        await until(lambda: not app.is_running)
        assert app.unsaved.kept
    assert not any(b"crocodile" in each.read_bytes() for each in locked.path.parent.rglob("*") if each.is_file())
    KEYS.add(key)
    assert [each.record.note for each in kept(locked.path) if each.record] == ["crocodile"]


async def test_a_line_that_is_open_is_kept_encrypted_at_an_ordinary_end(locked: Driven, key: Key) -> None:
    KEYS.add(key)
    async with locked.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "c", "c", *"ice crocodile")
        app.post_message(typed(app, "ctrl+q"))
        await until(lambda: not app.is_running)
    files = list((locked.path.parent / "diary.db-unsaved").iterdir())
    assert len(files) == 1
    assert b"crocodile" not in files[0].read_bytes()
    assert [each.words for each in kept(locked.path)] == ["ice crocodile"]


def test_in_a_real_terminal_no_file_holds_a_word_after_the_end(encrypted_file: Path, tmp_path: Path, key: Key) -> None:
    shutil.copy(encrypted_file, tmp_path / "diary.db")
    screen = Bare(tmp_path, "--tz", "Europe/Berlin", TERM="vt100", NO_COLOR="1", TMPDIR=str(tmp_path), patient=True)
    try:
        screen.shows("is locked")
        for keys, then in (
            ("something else", "•" * 14),
            ("\r", "does not open"),
            (PASSPHRASE, "•" * len(PASSPHRASE)),
            ("\r", "Hinders"),
        ):
            screen.keys(keys)
            screen.shows(then)
        for _ in range(60):  # a digit from before the sites are there goes to none of them
            if "‹4›" in screen.seen:
                break
            screen.keys("4")
            while screen.reads(0.5):
                pass
        screen.shows("‹4›")
        for keys, then in (
            ("n", "\x1b[1;39;49mNote"),
            ("crocodile", "crocodile"),
        ):
            screen.keys(keys)
            screen.shows(then)
        while screen.reads(1):  # what a field shows is in the draft a moment later
            pass
        screen.signal(SIGTERM)
        assert screen.ended() == 128 + SIGTERM
    finally:
        screen.close()
    assert not any(b"crocodile" in each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    KEYS.add(key)
    assert [each.record.note for each in kept(tmp_path / "diary.db") if each.record] == ["crocodile"]


async def test_a_key_that_wakes_the_machine_finds_it_locked(locked: Driven, key: Key) -> None:
    KEYS.add(key)
    async with locked.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "h")
        now = app.seconds() + MINUTES * 60
        app.seconds = lambda: now
        await press(pilot, "x")
        assert isinstance(app.screen, LockedScreen)
        assert app.screen.query_one(Input).value == "x"


async def test_u_still_takes_back_what_this_window_saved_before(locked: Driven, key: Key) -> None:
    KEYS.add(key)
    async with locked.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "4", "enter")
        saved = len(locked.kept().entries)
        await wait_unused(pilot)
        await until(lambda: app.store is None)
        await give(pilot, PASSPHRASE)
        await until_open(pilot)
        await press(pilot, "u")
        await until(lambda: not app.busy)
        assert "u again" in shown(pilot)
    assert len(locked.kept().entries) == saved


async def test_a_report_says_that_it_is_plain(locked: Driven, key: Key, tmp_path: Path) -> None:
    KEYS.add(key)
    async with locked.run() as pilot:
        app = app_of(pilot)
        app.settings_path = None
        await press(pilot, "r")
        await press(pilot, "w")
        app.screen.query_one(Input).value = str(tmp_path / "report.md")
        await press(pilot, "enter")
        await until(lambda: (tmp_path / "report.md").exists())
        await idle(pilot)
        await until(lambda: "It is not encrypted: whoever gets the file can read it." in shown(pilot))


async def test_a_plain_diary_is_only_covered(sample: Driven) -> None:
    sample.settings = replace(Settings(), lock_after=MINUTES)
    async with sample.run() as pilot:
        was = shown(pilot)
        await wait_unused(pilot)
        assert isinstance(app_of(pilot).screen, HiddenScreen)
        assert app_of(pilot).store is not None
        await press(pilot, "f12")
        assert shown(pilot) == was


async def test_without_the_setting_nothing_is_covered(locked: Driven, key: Key) -> None:
    KEYS.add(key)
    locked.settings = Settings()
    async with locked.run() as pilot:
        app = app_of(pilot)
        app.seconds = lambda: 1e10
        app.poll()
        await idle(pilot)
        assert app.screen is app.today
