"""The real program in a pseudo-terminal, on diaries edited by hand; its output is checked byte by byte."""

from __future__ import annotations

import os
import pty
import random
import select
import struct
import sys
from collections.abc import Iterator, Sequence
from fcntl import ioctl
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from termios import TIOCSWINSZ
from time import monotonic

from tests.torture.hostile import CONTROL_CHARACTERS, hostile_text, odd_diary, odd_values
from tests.torture.results import Result

COMMANDS = (
    "list", "list --json", "show last", "search x", "check --all --explain", "history", "tell", "chart", "status",
    "report -o -", "export -o -", "verify", "log 4 left knee -- done",
)  # fmt: skip
# One process for all commands, because starting Python takes longer than most of them.
_ALL = f"from diary.cli.main import main; [main(words.split()) for words in {COMMANDS}]"
KEYS = "fghsrc?"
PATIENCE = 90.0
"""Seconds after which a program counts as hanging."""


FORM = b"How bad is it"
"""What Today asks."""
OPENING = 15.0
"""Seconds after which the screen is taken to be open, whatever it shows."""


def run_in_terminal(command: Sequence[str], folder: Path, keys: str = "") -> tuple[int, bytes]:
    """Run a command in a terminal and press keys, Esc after each, then q; returns its status (-1: hung) and output."""
    handle, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    own = {"TERM": "xterm-256color", "XDG_CONFIG_HOME": str(folder), "DIARY_DB": str(folder / "diary.db"), "TZ": "UTC"}
    started = Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, **own}, start_new_session=True
    )
    os.close(theirs)
    sent, end = b"", monotonic() + PATIENCE
    waiting = [step for key in keys for step in (key, "\x1b")] + (["q"] if keys else [])
    try:
        while monotonic() < end:
            # A screen that has sent nothing for 0.25 s waits for a key.
            if not select.select([handle], [], [], 0.25)[0]:
                # The form is there: what is typed while the diary is being opened becomes a line. It never comes where
                # the diary can't be opened.
                if waiting and (FORM in sent or monotonic() > end - PATIENCE + OPENING):
                    os.write(handle, waiting.pop(0).encode())
                elif started.poll() is not None:
                    break
                continue
            # On Linux, reading fails with EIO once the program has closed its end.
            try:
                piece = os.read(handle, 65536)
            except OSError:
                break
            if not piece:
                break
            sent += piece
    finally:
        os.close(handle)
        try:
            status = started.wait(max(1.0, end - monotonic()))
        except TimeoutExpired:
            started.kill()
            started.wait()
            status = -1
    return status, sent


def in_a_terminal(folder: Path, odd: int, seed: int = 1, keys: str = KEYS) -> Iterator[Result]:
    """The commands and the screen on a diary of hostile text, and the screen on `odd` diaries with an odd value."""
    place = folder / "hostile"
    place.mkdir(parents=True)
    hostile_text(place / "diary.db")
    commands = Result("commands in a terminal, hostile text", note=f"{len(COMMANDS)} commands")
    commands.count(_commands(place))
    yield commands
    screen = Result("the screen in a terminal, hostile text and odd values")
    screen.count(_screen(place, keys), "hostile text")
    chosen = random.Random(seed).sample(list(odd_values()), odd)
    for number, (table, column, value) in enumerate(chosen):
        place = folder / str(number)
        place.mkdir()
        if odd_diary(place / "diary.db", table, column, value):
            screen.count(_screen(place, keys), f"{table}.{column} = {str(value)[:40]!r}")
    yield screen


def _commands(folder: Path) -> Iterator[str]:
    status, sent = run_in_terminal([sys.executable, "-c", _ALL], folder)
    text = sent.decode("utf-8", "replace")
    if status == -1:
        yield "it hung"
    if "PWNED" not in text:
        yield "the diary was not shown"
    if controls := sorted({c for c in CONTROL_CHARACTERS if c in text}):
        yield f"the terminal obeys {controls}: {text[text.index(controls[0]) - 60 :][:120]!r}"
    if "Traceback" in text or "went wrong inside" in text:
        yield text[-500:]


def _screen(folder: Path, keys: str) -> Iterator[str]:
    status, sent = run_in_terminal([sys.executable, "-m", "diary"], folder, keys)
    text = sent.decode("utf-8", "replace")
    if status == -1:
        yield "it hung"
    # The screen is drawn with escapes itself, so only those of the hostile text are looked for.
    for escape in (
        "\x1b]0;",
        "PWNED\x1b]",
        "\x1b[31mPWNED",
        "\x1b[2JPWNED",
        "PWNED\x07",
        "\x9b",
        "\x9d",
        "\u202e",
        "\u2028",
    ):
        if escape in text:
            yield f"the terminal obeys {escape!r}: {text[text.index(escape) - 60 :][:120]!r}"
    if "Traceback" in text:
        yield text[text.index("Traceback") :][:500]
