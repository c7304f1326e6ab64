"""With real shells: how they pass on phrases and notes, and completion in bash, zsh and fish."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from diary.domain.grammar.entry import parse_log
from tests.cli.conftest import Run
from tests.domain.grammar.test_phrase_table import HERE

PHRASES = [
    # The text typed after `diary log`, and the expected echo.
    ("6 left knee", "6 left knee"),
    ("6/10 left knee, sharp", "6 left knee sharp"),
    ("4 lower back dull, 2 right hip", "4 lower back dull, 2 right hip"),
    ("4 lower back and 2 neck", "4 lower back, 2 neck"),
    ("'6 left knee numb'", "6 left knee numbness"),
    ('"pins and needles" right hand', "right hand tingling"),
    ("numb left foot -- since the walk", "left foot numbness -- since the walk"),
    ("6 left knee -- 'it'\\''s (fine) & #1? > 2'", "6 left knee -- it's (fine) & #1? > 2"),
    ('6 left knee -- "it\'s $HOME\\" *"', "6 left knee -- it's {HOME}\" *"),
    ("6 left knee 'after the stairs, slowly'", "6 left knee -- after the stairs, slowly"),
    ("6 left knee --note after the stairs", "6 left knee -- after the stairs"),
    ("6 left knee @21:00 yesterday", "6 left knee 2026-03-04T21:00"),
    ("6 left knee mon 8am; true", "6 left knee 2026-03-02T08:00"),
    ("6 left knee # not read at all", "6 left knee"),
    ("can\\'t pee", "bladder-trouble"),
    ("saddle-numbness", "saddle-numbness"),
    ("6 left knee — 'a phone wrote this'", "6 left knee -- a phone wrote this"),
]


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """The words that `sh` passes on for each phrase. One shell runs all, with a function in place of the diary."""
    folder = tmp_path_factory.mktemp("shell")
    lines = "\n".join(f"diary log {phrase}" for phrase, _ in PHRASES)
    # A NUL ends each word, because a note may contain any other character.
    script = 'diary() { printf "%s\\0" "$@" >> out; printf "\\n" >> out; }\n' + lines
    subprocess.run(["sh", "-c", script], check=True, cwd=folder, env={**os.environ, "HOME": "/home/me"})
    answer = (folder / "out").read_text("utf-8")
    return [line.removesuffix("\0").split("\0") for line in answer.removesuffix("\n").split("\n")]


def test_there_are_enough_phrases(split: list[list[str]]) -> None:
    assert len(PHRASES) == len(split) >= 15


@pytest.mark.parametrize(("number", "echo"), list(enumerate(echo for _, echo in PHRASES)))
def test_a_phrase_through_a_shell_is_understood(number: int, echo: str, split: list[list[str]], run: Run) -> None:
    words = split[number]
    assert words[0] == "log"
    answer = run("log --dry-run", *words[1:])
    assert answer.status == 0, answer.err
    echo = echo.replace("{HOME}", "/home/me")
    content, dashes, note = echo.partition(" -- ")
    timed = content if "2026-" in content else f"{content} 2026-03-05T20:00"
    assert answer.line == f"{timed}{dashes}{note}"
    assert parse_log(words[1:], now=HERE).note == note


def test_an_apostrophe_that_a_shell_would_take_is_kept_through_a_pipe(run: Run) -> None:
    assert run("log --dry-run", stdin="6 left knee -- it's (fine) & #1? > 2\n").line.endswith(
        "-- it's (fine) & #1? > 2"
    )


def test_help_names_the_characters_that_a_shell_uses_and_the_ways_around_it(run: Run) -> None:
    answer = " ".join(run("log --help").out.split())
    for character in "'\"()[]?*#&><|;$`!~\\":
        assert f" {character} " in answer.replace(".", " ")
    assert "diary log with no words" in answer
    assert "a pipe" in answer


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The completions of each shell, as `_diary` for zsh and `diary` for the others."""
    from diary.cli.commands.completions import SHELLS, offers

    folder = tmp_path_factory.mktemp("completions")
    for shell, script in SHELLS.items():
        (folder / shell).mkdir()
        (folder / shell / ("_diary" if shell == "zsh" else "diary")).write_text(script(offers()) + "\n", "utf-8")
    (folder / "a file.csv").touch()
    return folder


COMPLETED = [
    ("diary sessi", "session"),
    ("diary log fore", "forearm"),
    ("diary log 6 left kne", "knee"),
    ("diary log 6 lower back sad", "saddle-numbness"),
    ("diary --db x log swel", "swelling"),
    ("diary log --quality thr", "throbbing"),
    ("diary log --dry", "--dry-run"),
    ("diary known num", "numbness"),
    ("diary told not-i", "not-improving-48h"),
    ("diary chart --kind wee", "weekday"),
    ("diary config emer", "emergency_number"),
]


def test_bash_completes_commands_sites_and_symptoms(scripts: Path) -> None:
    tries = "\n".join(f"try {line}" for line, _ in COMPLETED)
    script = f"""set -u; source {scripts}/bash/diary
    try() {{ COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _diary; echo "${{COMPREPLY[*]}}"; }}
    {tries}
    try diary import "a f"; try diary report -o "a f"
    """
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=scripts, check=True)
    assert done.stdout.splitlines() == [*(word for _, word in COMPLETED), "a file.csv", "a file.csv"]
    assert done.stderr == ""


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_completes_commands_sites_and_symptoms(scripts: Path) -> None:
    tries = "\n".join(f"complete -C '{line}'" for line, _ in COMPLETED)
    script = f"source {scripts}/fish/diary\n{tries}"
    env = {**os.environ, "HOME": str(scripts), "XDG_CONFIG_HOME": str(scripts)}
    done = subprocess.run(["fish", "-c", script], capture_output=True, text=True, cwd=scripts, env=env, check=True)
    assert done.stderr == ""
    assert done.stdout.split() == [word for _, word in COMPLETED]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_completes_commands_sites_and_symptoms(scripts: Path) -> None:
    setup = f"PS1='>'; fpath=({scripts}/zsh $fpath); autoload -U compinit; compinit -u -d {scripts}/dump; cd {scripts}"
    typed = [
        f"{setup}; diary() {{ print -r -- GOT $*; }}",
        *(f"{line}\t" for line, _ in COMPLETED),
        "diary import a\\ f\t",
    ]
    answer = typed_into(["zsh", "-f", "-i"], typed, str(scripts), until="GOT import")
    got = [line.partition("GOT ")[2].rstrip() for line in answer.splitlines() if line.startswith("GOT ")]
    assert got == [
        *(f"{line.rpartition(' ')[0]} {word}".removeprefix("diary ") for line, word in COMPLETED),
        "import a file.csv",
    ]


def typed_into(command: list[str], lines: list[str], home: str, until: str) -> str:
    """The output of a program on a terminal. Each line is typed after the program has answered the one before."""
    # A pseudo-terminal: zsh completes only on one, and the diary asks questions only on one.
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, {"PATH": os.environ["PATH"], "HOME": home, "TERM": "dumb"})
    answer, left, deadline = b"", list(lines), time.monotonic() + 20
    try:
        while time.monotonic() < deadline and until.encode() not in answer.replace(b"\r", b""):
            if select.select([terminal], [], [], 0.05)[0]:
                answer += os.read(terminal, 65536)
            elif left:  # 50 ms of silence: it waits for input
                os.write(terminal, f"{left.pop(0)}\n".encode())
    except OSError:  # Linux reports the end of the program as an error of the terminal
        pass
    finally:
        os.close(terminal)
        os.kill(pid, 9)
        os.waitpid(pid, 0)
    return answer.decode("utf-8", "replace").replace("\r", "")
