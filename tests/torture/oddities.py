"""Every command on diaries edited by hand: an answer or one plain line, soon, and no control characters."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from contextlib import chdir, redirect_stderr
from pathlib import Path
from time import monotonic, process_time
from unittest.mock import patch

from tests.torture import jobs
from tests.torture.hostile import CONTROL_CHARACTERS, hostile_text, odd_diary, odd_values
from tests.torture.results import Result
from tests.torture.witness import private_environment

TOO_SLOW = 10.0
"""Seconds of processor time after which a command counts as hanging; these diaries hold only a dozen records.

Six times as long by the clock, as others may use the machine.
"""

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("list",), ("list", "--json"), ("show", "last"), ("show", "e2", "--json"), ("search", "x"), ("status", "--json"),
    ("check", "--all", "--explain"), ("check", "--all", "--json"), ("history",), ("history", "--json"), ("tell",),
    ("chart",), ("report", "-o", "-"), ("report", "-o", "report.html"), ("export", "-o", "out.csv"), ("verify",),
    ("export", "-o", "out.json"), ("log", "4", "left", "knee"), ("again",), ("undo",), ("undo", "--any"), ("remind",),
    ("edit", "e2", "5", "left", "knee"), ("delete", "e2"), ("told",), ("backup", "copy.db"),
)  # fmt: skip


def odd_values_everywhere(folder: Path, limit: int | None = None, seed: int = 1) -> Iterator[Result]:
    """For each odd value, or `limit` of them at random, a diary that holds it, and several commands on it."""
    chosen = list(odd_values())
    if limit is not None:
        chosen = random.Random(seed).sample(chosen, limit)
    result, refused = Result("commands on diaries with values out of range"), 0
    for number, (table, column, value) in enumerate(chosen):
        place = folder / str(number)
        place.mkdir(parents=True)
        path = place / "diary.db"
        if not odd_diary(path, table, column, value):
            refused += 1
            continue
        # In random order, because commands such as delete change what the later ones meet.
        words = random.Random(number).sample(COMMANDS, 9 if limit is None else 5)
        for each in words:
            result.count(command_faults(each, path), f"{table}.{column} = {str(value)[:40]!r}, diary {' '.join(each)}")
    result.note = f"{len(chosen)} values, {refused} of them refused by SQLite"
    yield result


def hostile_text_everywhere(folder: Path) -> Iterator[Result]:
    """Every command on a diary full of text that is a command for a terminal, a page or a spreadsheet."""
    result = Result("commands on a diary of hostile text")
    path = hostile_text(folder / "diary.db")
    for words in COMMANDS:
        result.count(command_faults(words, path), f"diary {' '.join(words)}")
    yield result


def command_faults(words: Sequence[str], path: Path) -> Iterator[str]:
    """The faults in how a command ends on that diary; none if it gives an answer or one plain line."""
    raw, err, began, before = io.BytesIO(), io.StringIO(), process_time(), monotonic()
    with redirect_stderr(err), private_environment(path.parent), chdir(path.parent):
        # Its own folder for temporary files, so that anything left in it is noticed.
        (path.parent / "tmp").mkdir(exist_ok=True)
        into, nothing = io.TextIOWrapper(raw, "utf-8", write_through=True), io.TextIOWrapper(io.BytesIO())
        with patch("sys.stdout", into), patch("sys.stdin", nothing):
            status = jobs.command(*words, path=path)
        out = raw.getvalue().decode("utf-8", "replace")
    if status not in (0, 1, 2):
        yield f"it ended with {status}"
    if "Traceback" in err.getvalue() or "went wrong inside" in err.getvalue():
        yield err.getvalue()[-300:]
    if status and "diary: " not in err.getvalue() and not out:
        yield "it failed without a word"
    if controls := sorted({c for c in CONTROL_CHARACTERS if c in out + err.getvalue()}):
        yield f"a terminal would obey {controls}"
    if (seconds := max(process_time() - began, (monotonic() - before) / 6)) > TOO_SLOW:
        yield f"it took {seconds:.0f} s"
    if left := [each.name for each in (path.parent / "tmp").iterdir()]:
        yield f"left in the place for temporary files: {left}"
