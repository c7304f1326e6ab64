"""Every command on a diary whose file or folder is read-only: what reads gives its answer, what writes one line."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from diary.cli.main import COMMANDS
from diary.paths import backups_folder
from tests.store.samples import EVERY_KIND
from tests.torture import jobs
from tests.torture.results import Result
from tests.torture.witness import private_environment

READING: tuple[tuple[str, ...], ...] = (
    ("list",), ("list", "--json"), ("show", "last"), ("search", "x"), ("deleted",), ("signs",), ("check", "--explain"),
    ("check", "--json"), ("history",), ("tell",), ("chart",), ("report", "-o", "-"), ("export", "-o", "-"),
    ("export", "-o", "out.csv"), ("backup", "copy.db"), ("status",), ("remind",), ("visit", "--list"), ("ask",),
    ("known",), ("usual",), ("verify",), ("import", "--dry-run", "in.csv"),
)  # fmt: skip
WRITING: tuple[tuple[str, ...], ...] = (
    ("log", "4", "left", "knee"), ("again",), ("session", "physio", "20", "min"), ("care", "ice"),
    ("motion", "left", "knee", "flexion", "95"), ("usual", "lower", "back", "2"), ("known", "numb", "left", "foot"),
    ("visit", "tomorrow", "10:30"), ("ask", "May", "I", "cycle"), ("edit", "last", "5", "left", "knee"),
    ("delete", "last"), ("undo",), ("redo",), ("import", "in.csv"),
    ("inbox", "in.txt"), ("programme", "add", "lunges", "3x10"), ("score", "add", "activity", "kneeling"),
    ("treatment", "start", "etoricoxib", "90", "mg"), ("background", "injury", "fell", "on", "ice"),
)  # fmt: skip
ELSEWHERE = frozenset({"told", "ack", "restore", "encrypt", "decrypt", "config", "completions", "demo"})
"""Commands that need a finding, a backup or a passphrase first, or use no diary."""
MODES = {"the file": (0o400, 0o700), "the folder": (0o600, 0o500), "both": (0o400, 0o500)}
"""The permissions of the file and of its folder."""
NOBODY = 65534


def read_only(kinds: int = len(MODES)) -> Iterator[Result]:
    """Every command with a read-only file, a read-only folder, and both; or only so many of these, from the last."""
    # First as who we are, because another user may not be able to read the modules that are imported only now.
    with _stage(0o600, 0o700, as_nobody=False) as path:
        for words in (*READING, *WRITING):
            _run(words, path)
    for what, modes in list(MODES.items())[-kinds:]:
        result = Result(f"commands where {what} can only be read")
        if not hasattr(os, "geteuid"):
            result.skipped = "permissions work differently here"
        else:
            with _stage(*modes) as path:
                before = path.read_bytes()
                for words in (*READING, *WRITING):
                    result.count(_faults(words, path), f"diary {' '.join(words)}")
                if path.read_bytes() != before:
                    result.failures.append("the diary has changed")
                if left := [each.name for each in path.parent.iterdir() if each not in (path, backups_folder(path))]:
                    result.failures.append(f"left beside it: {left}")
        result.note = f"{len(READING)} that read, {len(WRITING)} that write"
        yield result


@contextmanager
def _stage(file: int, folder: int, *, as_nobody: bool = True) -> Iterator[Path]:
    """A diary with those permissions, of somebody who is not root (who may write anywhere)."""
    user = os.geteuid()
    # Not in the folder of the tests, whose parents other users may not enter.
    place = Path(tempfile.mkdtemp())
    if user == 0 and as_nobody:
        os.chown(place, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    path = place / "home" / "diary.db"
    try:
        with jobs.opened(path, create=True) as store:
            store.save(*EVERY_KIND, jobs.an_entry("x"))
            store.save(jobs.an_entry("gone"))
            store.delete("gone")
        (place / "work" / "tmp").mkdir(parents=True)
        (place / "work" / "in.csv").write_text("time,site,side,pain\n2026-03-01T10:00,knee,left,4\n")
        (place / "work" / "in.txt").write_text("2026-03-01 10:10 4 left knee\n")
        path.chmod(file)
        path.parent.chmod(folder)
        yield path
    finally:
        path.parent.chmod(0o700)
        os.seteuid(user)
        shutil.rmtree(place)


def _run(words: tuple[str, ...], path: Path) -> tuple[int, bytes, str]:
    """Run a command; returns its status, its output, and what it said beside that."""
    work = path.parent.parent / "work"
    raw, err = io.BytesIO(), io.StringIO()
    into, nothing = io.TextIOWrapper(raw, "utf-8", write_through=True), io.TextIOWrapper(io.BytesIO())
    with private_environment(work), chdir(work), redirect_stderr(err), redirect_stdout(into):
        with patch("sys.stdin", nothing):
            status = jobs.command(*words, path=path)
        return status, raw.getvalue(), err.getvalue().strip()


def _faults(words: tuple[str, ...], path: Path) -> Iterator[str]:
    status, out, said = _run(words, path)
    if "Traceback" in said or "went wrong inside" in said:
        yield said[-300:]
    elif words in WRITING:
        if status != 1:
            yield f"it ended with {status}: {said[:200]}"
        # `import` says before it how it read the file.
        *before, last = said.splitlines() or [""]
        if not last.startswith("diary: ") or (before and words[0] != "import"):
            yield f"it is no plain line: {said[:300]}"
        if b"Saved" in out or b"Imported" in out:
            yield f"it said that something was saved: {out[:200]!r}"
    # `check` ends with 1 for a warning; `remind` says nothing where today is logged.
    elif (status and words[0] != "check") or not (out or said or words[0] == "remind"):
        yield f"it ended with {status}: {said[:300]}"


def unlisted() -> set[str]:
    """The commands that are in none of the lists."""
    return set(COMMANDS) - {words[0] for words in (*READING, *WRITING)} - ELSEWHERE
