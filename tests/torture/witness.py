"""Every command and the screen, run with a watcher inside the interpreter: sockets, programs started, files written.

`python -m tests.torture.witness FOLDER [DIARY]` prints what was seen as JSON. FOLDER gets a home with a diary (a copy
of DIARY, or the sample), a folder for requested output, and a folder for temporary files.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

NOW = ["--tz", "Europe/Berlin", "--now", "2026-11-02T20:14:30+01:00"]
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
INTERNET = (socket.AF_INET, socket.AF_INET6)

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("log", "5", "left", "knee", "stiff"),
    ("log", "-"),
    ("again", "4"),
    ("session", "physio", "30", "min"),
    ("motion", "left", "knee", "flexion", "100"),
    ("care", "ice", "left", "knee"),
    ("usual", "lower", "back", "2"),
    ("known", "numb", "left", "foot"),
    ("signs",),
    ("signs", "none"),
    ("programme", "add", "squats", "3x10", "daily"),
    ("programme",),
    ("session", "programme,", "squats", "pain", "2"),
    ("score", "add", "activity", "climbing", "stairs"),
    ("score", "climbing", "stairs", "6"),
    ("score",),
    ("treatment", "start", "naproxen", "500", "mg", "daily"),
    ("treatment",),
    ("background", "goal", "walk", "an", "hour"),
    ("background",),
    ("visit", "tomorrow", "10:00"),
    ("ask", "may", "I", "run?"),
    ("list",),
    ("list", "--json"),
    ("show", "last"),
    ("show", "last", "--json"),
    ("search", "e"),
    ("edit", "last", "6", "left", "knee"),
    ("delete", "last"),
    ("undo",),
    ("redo",),
    ("encrypt",),
    ("decrypt",),
    ("deleted",),
    ("check", "--all", "--explain"),
    ("check", "--json"),
    ("history",),
    ("history", "--json"),
    ("told", "--note", "by", "phone"),
    ("ack",),
    ("tell",),
    ("chart",),
    ("chart", "-o", "out/chart.png"),
    ("chart", "-o", "out/chart.svg"),
    ("chart", "-o", "out/chart.pdf"),
    ("report", "-o", "out/report.pdf"),
    ("report", "-o", "out/report.html"),
    ("report", "-o", "out/report.md"),
    ("report", "-o", "-"),
    ("export", "-o", "out/export.csv"),
    ("export", "-o", "out/export.json"),
    ("export", "-o", "-"),
    ("import", "out/export.csv"),
    ("inbox", "out/report.md"),
    ("inbox", "-"),
    ("import", "out/export.json", "--update"),
    ("import", "out/report.pdf"),
    ("import", "out/missing.csv"),
    ("report", "-o", "missing/report.md"),
    ("export", "-o", "missing/export.csv"),
    ("backup", "out/backup.db"),
    ("verify",),
    ("verify", "--salvage", "out/rescued.json"),
    ("restore", "out/backup.db"),
    ("status",),
    ("status", "--json"),
    ("remind",),
    ("config", "emergency_number", "112"),
    ("config",),
    ("completions", "bash"),
    ("--version",),
    ("--help",),
    (),
)
"""Every command at least once, some of them failing on purpose. `demo` is run last, because it takes no diary."""

KEYS = (
    "f",
    "escape",
    "h",
    "escape",
    "g",
    "escape",
    "s",
    "escape",
    "r",
    "escape",
    "c",
    "escape",
    "question_mark",
    "escape",
)


@dataclass
class Seen:
    """What the watcher saw."""

    sockets: list[str] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    ended: dict[str, int] = field(default_factory=dict)
    out: dict[str, str] = field(default_factory=dict)
    err: dict[str, str] = field(default_factory=dict)

    def watch(self, event: str, given: tuple[Any, ...]) -> None:
        """An audit hook: the interpreter calls it with each event."""
        # The address of an internet socket is a tuple, that of a local socket a path.
        is_remote = event in ("socket.connect", "socket.bind", "socket.sendto") and isinstance(given[1], tuple)
        if is_remote or (event == "socket.__new__" and given[1] in INTERNET):
            self.sockets.append(f"{event} {given[1]}")
        elif event.startswith(("socket.getaddr", "socket.gethost", "socket.getname", "urllib.", "http.", "ftplib.")):
            self.sockets.append(event)
        elif event in ("subprocess.Popen", "os.system", "os.posix_spawn", "os.exec", "pty.spawn", "webbrowser.open"):
            self.programs.append(f"{event} {given[0]}")
        elif event == "open" and isinstance(given[0], str) and isinstance(given[2], int) and given[2] & WRITING:
            self.written.append(str(Path(given[0]).absolute()))


def main(folder: Path, diary: Path | None) -> Seen:
    """Run everything under the watcher."""
    # Imported before the watcher starts, and without writing bytecode, which is no file of the diary.
    sys.dont_write_bytecode = True
    from diary.cli.main import main as run

    for name in ("home", "out", "tmp"):
        (folder / name).mkdir()
    path = folder / "home" / "diary.db"
    if diary is not None:
        shutil.copyfile(diary, path)
        path.chmod(0o600)
    seen = Seen()
    with private_environment(folder), chdir(folder):
        if diary is None:
            bring_in_sample(path)
        # After the import of the sample, which is not what is tested.
        sys.addaudithook(seen.watch)
        for words in COMMANDS:
            _quietly(run, words, ["--db", str(path), *NOW], seen)
        _quietly(run, ("demo", "check"), [], seen)
        seen.err["the screen"] = asyncio.run(screens(path))
    return seen


@contextmanager
def private_environment(folder: Path) -> Iterator[None]:
    """An environment without anything of the user's own, and with its own folder for temporary files."""
    import tempfile

    own = {"HOME": "home", "XDG_CONFIG_HOME": "home/config", "XDG_DATA_HOME": "home/data", "TMPDIR": "tmp"}
    named = {name: str(folder / place) for name, place in own.items()}
    # The real cache, because libraries need seconds to list the fonts again, and it holds nothing of the diary.
    named["XDG_CACHE_HOME"] = os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))
    with patch.dict(os.environ, named), patch.object(tempfile, "tempdir", None):
        yield


def bring_in_sample(path: Path) -> None:
    """Import a few days of the sample; with all of it, drawing the report would take most of the time."""
    from diary.exchange.import_plan import apply, plan_import
    from diary.samples import sample_clock, sample_csv
    from diary.store.diary_store import open_diary

    head, *rows = sample_csv("first-weeks").splitlines(keepends=True)
    with open_diary(path, clock=sample_clock(), program="import", create=True) as store:
        apply(plan_import(b"".join([head, *rows[-12:]]), store, sample_clock()), store)


def _quietly(run: Callable[[list[str]], int], words: tuple[str, ...], options: list[str], seen: Seen) -> None:
    raw, err, name = io.BytesIO(), io.StringIO(), " ".join(words)
    into = io.TextIOWrapper(raw, "utf-8", write_through=True)
    typed = io.TextIOWrapper(io.BytesIO(b"4 neck stiff -- from a pipe\n"))
    with patch("sys.stdout", into), patch("sys.stderr", err), patch("sys.stdin", typed):
        seen.ended[name] = run([*words, *options])
    seen.out[name], seen.err[name] = raw.getvalue().decode("utf-8", "replace"), err.getvalue()


async def screens(path: Path) -> str:
    """Visit all screens; returns the control characters that they drew, "" if none."""
    from diary.clock import Clock, zone_named
    from diary.samples import NOW as NOW_OF_SAMPLE
    from diary.tui.app import DiaryApp

    clock = Clock(zone_named("Europe/Berlin"), "Europe/Berlin", NOW_OF_SAMPLE)
    app = DiaryApp(path, clock=clock, settings_path=path.with_name("config.toml"))
    app.words.pace = app.words.slow = 0.0  # these keys are no words, however fast they come
    faults: list[str] = []
    async with app.run_test(size=(100, 30)) as pilot:
        for key in ("", *KEYS):
            if key:
                await pilot.press(key)
            await pilot.pause()
            drawn = "".join(segment.text for line in app.screen._compositor.render_strips() for segment in line)
            if odd := sorted({c for c in drawn.replace("\u200d", "") if not c.isprintable()}):
                # "Traceback", because the tests look for that word in what each command reports.
                faults.append(f"Traceback: the screen after {key!r} shows {odd}")
    return "\n".join(faults)


if __name__ == "__main__":
    given = [Path(word) for word in sys.argv[1:]]
    print(json.dumps(asdict(main(given[0], given[1] if len(given) > 1 else None))))
