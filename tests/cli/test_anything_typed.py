"""Any input at all: one of the exit statuses, one line of reason, never a traceback or an internal error."""

from __future__ import annotations

import contextlib
import io
import shlex
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diary.cli.main import COMMANDS, main
from tests.domain.grammar.test_phrase_properties import SNIPPETS, anything

ELSEWHERE = {"demo", "report", "backup", "restore", "verify", "export", "completions", "import"}
"""Commands that write or read files, or are slow: other tests cover them."""
NAMES = sorted(COMMANDS.keys() - ELSEWHERE)
OPTIONS = [
    "--json", "--all", "--list", "--sudden", "--at", "--note", "--since", "--until", "--site", "--pain", "-n", "--tz",
    "--end", "--exit-code", "--explain", "--as-of", "--dry-run", "--quality", "--interference", "-h", "--version", "--",
    "last", "all", "again", "emergency_number", "left", "neck", "yesterday", "worsening", "medication", "flexion",
]  # fmt: skip
words = st.lists(st.sampled_from(OPTIONS) | st.sampled_from(SNIPPETS) | anything, max_size=5)
NOW = "2026-03-05T20:00+01:00"


class Pipe(io.TextIOWrapper):
    """Standard input with a byte buffer, as in a real process."""

    def __init__(self, text: str) -> None:
        super().__init__(io.BytesIO(text.encode("utf-8", "surrogateescape")), "utf-8")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all runs: its diary grows and shrinks as in real use."""
    return tmp_path_factory.mktemp("typed")


def run(place: Path, line: list[str], typed: str, patch: pytest.MonkeyPatch) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    patch.setattr("sys.stdin", Pipe(typed))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), contextlib.chdir(place):
        status = main(line)
    return status, out.getvalue(), err.getvalue()


# 1 could not, 2 wrong usage, 10 to 30 from check --exit-code and remind.
STATUSES = {0, 1, 2, 10, 20, 30}
# After a refusal these print lines that would work.
PRINTING = {
    "log", "session", "care", "motion", "visit", "usual", "known", "edit", "programme", "score", "treatment",
    "background",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_words_of_any_kind_give_a_traceback(name: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # One diary for all examples: a new one for each would take most of the time.
    monkeypatch.setenv("DIARY_DB", str(place / "diary.db"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place / "config"))

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(words)
    def check(line: list[str]) -> None:
        status, _, err = run(place, [name, "--now", NOW, *line], "", monkeypatch)
        shown = shlex.join([name, *line])
        assert status in STATUSES, shown
        assert "inside the program" not in err, (shown, err)  # the line for an unexpected exception
        if status == 2:
            # One line of reason; after it only lines that are ready to be run.
            reason, *ready = err.splitlines()
            assert not ready or (name in PRINTING and ready[0].startswith("To save it, run ")), (shown, err)
            assert reason.isprintable(), (shown, err)

    check()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.lists(anything | st.lists(st.sampled_from(SNIPPETS), max_size=6).map(" ".join), max_size=4).map("\n".join))
def test_no_lines_of_a_pipe_give_a_traceback(place: Path, typed: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIARY_DB", str(place / "pipe.db"))
        status, _, err = run(
            place, ["log", "-", "--now", NOW, "--dry-run"], typed.encode("utf-8", "replace").decode(), patch
        )
    assert status in (0, 2)
    assert "inside the program" not in err, (typed, err)


@pytest.mark.parametrize(
    "typed", [b"\xff\xfe\n", b"5 neck \xc3\n", b"5 neck\x00\n", b"5 neck\r\n", b"\xef\xbb\xbf5 neck\n"]
)
def test_bytes_that_are_not_text_are_refused_with_a_reason(
    place: Path, typed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIARY_DB", str(place / "bytes.db"))
    status, out, err = run(
        place, ["log", "--now", NOW, "--dry-run"], typed.decode("utf-8", "surrogateescape"), monkeypatch
    )
    assert "inside the program" not in err
    assert (status, out.startswith("5 neck")) in ((0, True), (2, False)), (typed, err)


# The echo of an entry can be copied into the next command, so it must mean the same entry.
ECHOED = [
    "6 left knee sharp numb yesterday 21:00 -- it's (fine) & #1?",
    "numb both feet, fever, in the way 3, fatigue 2",
    "overall worse, 4 left knee 2026-01-02",
    "7 chest pain sudden",
    "-- a note alone",
]


@pytest.mark.parametrize("typed", ECHOED)
def test_an_echo_that_is_logged_again_gives_the_same_echo(
    place: Path, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIARY_DB", str(place / "echo.db"))
    first = run(place, ["log", "--now", NOW], typed + "\n", monkeypatch)[1].splitlines()[0]
    piped = run(place, ["log", "--now", NOW], first + "\n", monkeypatch)[1].splitlines()[0]
    given_as_words = run(place, ["log", "--now", NOW, *first.split(" ")], "", monkeypatch)[1].splitlines()[0]
    assert first == piped == given_as_words
