"""Nobody else reads it: no network, no other program, only named files, nothing left over, nothing in error texts."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from diary.cli.main import COMMANDS
from diary.store.diary_store import DiaryStore
from diary.tui.app import DiaryApp
from tests.torture import jobs, network, witness
from tests.tui.driving import Driven

FONTS = ("matplotlib", "fontconfig")
"""Where libraries store their lists of fonts, which hold nothing of the diary."""
SECRET = "of-nobodys-business"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where all commands were run, shared by all processes of pytest-xdist."""
    # Each process has its own temporary folder; their common parent is the same for all.
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "witnessed"


@pytest.fixture(scope="module")
def seen(folder: Path) -> dict[str, dict[str, str] | list[str]]:
    """What was seen while every command and every screen ran."""
    # Run once, under a lock, by the first process that needs it: it takes far longer than all these tests.
    with folder.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        cached = folder.with_suffix(".json")
        if not cached.exists():
            folder.mkdir()
            cached.write_text(json.dumps(network.witnessed(folder)))
    result: dict[str, dict[str, str] | list[str]] = json.loads(cached.read_text())
    return result


def test_every_command_is_watched_and_none_fails_inside(seen: dict[str, dict[str, str]]) -> None:
    assert COMMANDS.keys() == {words.split()[0] for words in seen["ended"] if words and words[0] != "-"}
    for words, err in seen["err"].items():
        assert "Traceback" not in err, words
        assert "went wrong inside" not in err, words


def test_no_internet_socket_is_opened(seen: dict[str, list[str]]) -> None:
    assert seen["sockets"] == []


def test_an_internet_socket_would_be_noticed() -> None:
    code = (
        "import socket, sys; from tests.torture.witness import Seen; seen = Seen(); sys.addaudithook(seen.watch);"
        "socket.socketpair(); assert not seen.sockets; socket.socket(socket.AF_INET6); assert seen.sockets"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_program_is_called_but_the_list_of_fonts(seen: dict[str, list[str]]) -> None:
    assert [program for program in seen["programs"] if "fc-list" not in program] == []


def test_only_the_diary_and_the_named_files_are_written(seen: dict[str, list[str]], folder: Path) -> None:
    places = [str(folder / name) for name in ("home", "out", "tmp", "missing")]
    assert [
        path
        for path in seen["written"]
        if not path.startswith((*places, os.devnull)) and not any(word in path for word in FONTS)
    ] == []
    assert seen["written"]


def test_nothing_is_left_where_temporary_files_go(seen: object, folder: Path) -> None:
    assert [*(folder / "tmp").rglob("*")] == []
    assert not (folder / "missing").exists()
    assert {path.name for path in (folder / "out").iterdir()} == {
        word.removeprefix("out/") for words in witness.COMMANDS for word in words if word.startswith("out/")
    } - {"missing.csv"}


def test_only_the_owner_may_read_what_is_written(seen: object, folder: Path) -> None:
    for place in ("home", "out"):
        for path in (folder / place).rglob("*"):
            assert path.is_dir() or path.stat().st_mode & 0o077 == 0, path


def test_an_error_inside_shows_nothing_of_the_diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "diary.db"
    assert jobs.command("log", "4", "left", "knee", "--", SECRET, path=path) == 0

    def fail(*given: object, **more: object) -> object:
        raise KeyError(f"{SECRET} {given}")

    monkeypatch.setattr(DiaryStore, "read", fail)
    monkeypatch.setattr(DiaryStore, "get", fail)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        for words in (["check"], ["report", "-o", str(tmp_path / "r.pdf")], ["chart"], ["show", "last"], ["tell"]):
            assert jobs.command(*words, path=path) == 1
    assert err.getvalue().count("something went wrong inside the program (KeyError") == 5
    assert SECRET not in out.getvalue() + err.getvalue()
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == ["diary.db"]


async def test_an_error_inside_the_screen_shows_nothing_of_the_diary(
    empty: Driven, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(app: DiaryApp) -> None:
        # In a local variable, because the traceback of Textual shows those.
        secret = SECRET
        raise KeyError(secret)

    monkeypatch.setattr(DiaryApp, "action_help", fail)
    shown: list[str] = []

    def panic(app: DiaryApp, *lines: object) -> None:
        shown.extend(map(str, lines))
        app.exit()

    monkeypatch.setattr(DiaryApp, "panic", panic)
    with suppress(KeyError):
        async with empty.run() as pilot:
            await pilot.press("question_mark")
            await pilot.pause()
    printed = capfd.readouterr()
    assert shown
    assert SECRET not in printed.out + printed.err + "".join(shown)


def test_a_line_on_standard_input_is_in_no_list_of_running_programs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "diary", "log", "--db", str(tmp_path / "diary.db")]
    started = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    # While it still waits for its input, so its command line is there to be read.
    listed = ""
    with suppress(FileNotFoundError):  # no /proc here
        listed = Path(f"/proc/{started.pid}/cmdline").read_text() + Path(f"/proc/{started.pid}/environ").read_text()
    out, _ = started.communicate(f"4 left knee -- {SECRET}\n")
    assert started.returncode == 0
    assert SECRET in out
    assert SECRET not in listed
