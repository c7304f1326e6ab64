"""TERM, HUP and QUIT at random instants of a save, and while something is typed on the screen."""

from __future__ import annotations

import random
import signal
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from time import sleep
from typing import Any

from diary.cli.main import guard_process
from tests.torture.programs import SIGNALS, Acknowledge, Job, Program, run
from tests.torture.results import Result
from tests.torture.scenes import Scene, Stage, scenes
from tests.torture.soundness import diary_faults
from tests.tui.bare import Bare

LOGGED = 4
LATEST = 0.3
"""Seconds after Enter within which a screen is told to end; saving takes less."""


def guarded(acknowledge: Acknowledge, job: Job, *given: Any) -> int:
    """Do a job as the installed program does it, which deletes what is unfinished when a signal ends it."""
    guard_process()
    return job(acknowledge, *given)


def signal_at_random(folder: Path, times: int, screens: int, seed: int = 1) -> Iterator[Result]:
    """Send signals `times` times in total, shared among the scenes of the kills; then to so many screens."""
    played = scenes(None)
    for number, (scene, measured) in enumerate(zip(played, scenes(LOGGED), strict=True)):
        stage = Stage(folder / scene.name.replace(" ", "-"))
        stage.folder.mkdir()
        spans = []
        for _ in range(3 if times > 100 else 1):
            job, given = measured.play(stage)
            spans.append(run(stage.folder, guarded, job, *given).seconds)
        yield _ended(scene, stage, -(-times // len(played)), median(spans), random.Random(seed * 100 + number))
    yield _screens(folder / "screens", screens, random.Random(seed))


def _ended(scene: Scene, stage: Stage, times: int, span: float, chance: random.Random) -> Result:
    result = Result(f"told to end while {scene.name}")
    acknowledged, statuses = 0, Counter[str]()
    for number in range(times):
        job, given = scene.play(stage)
        program = Program(stage.folder, guarded, job, *given)
        program.release()
        sleep(chance.uniform(0, span))
        sent = SIGNALS[number % len(SIGNALS)]
        program.signal(sent)
        ended = program.end()
        statuses["ended by it"] += ended.status in (-sent, 128 + sent)
        acknowledged += len(ended.acknowledged)
        # QUIT is meant to end a program at once, so it leaves what a kill leaves.
        killed = ended.status is not None and ended.status < 0
        where = f"{sent.name}, {scene.name} after {ended.seconds:.3f} s, status {ended.status} {ended.err[-300:]}"
        result.count([*([ended.trouble] if ended.trouble else []), *scene.judge(stage, ended, killed)], where)
    result.note = f"{statuses['ended by it']} while it ran; {acknowledged} acknowledged, all found"
    return result


def _screens(folder: Path, times: int, chance: random.Random) -> Result:
    result = Result("screens told to end with an entry typed, Enter pressed or not")
    where = Counter[str]()
    for number in range(times):
        place = folder / str(number)
        place.mkdir(parents=True)
        sent = (*SIGNALS, signal.SIGINT)[number % 4]
        result.count(_screen_faults(place, sent, chance, where), f"{sent.name}, screen {number}")
    result.note = ", ".join(f"{number} {what}" for what, number in sorted(where.items()))
    return result


def _screen_faults(place: Path, sent: signal.Signals, chance: random.Random, where: Counter[str]) -> Iterator[str]:
    screen = Bare(place, "--tz", "UTC", TERM="vt100", NO_COLOR="1", TMPDIR=str(place))
    try:
        screen.shows("Welcome.")
        screen.keys("6")
        screen.shows("‹6›")
        # Every third time the entry is only typed.
        if chance.random() < 2 / 3:
            screen.keys("\r")
        sleep(chance.uniform(0, LATEST))
        screen.signal(sent)
        status = screen.ended()
    finally:
        screen.close()
    if status != 128 + sent:
        yield f"it ended with {status}"
    if "Traceback" in screen.seen:
        yield "it showed a traceback"
    path = place / "diary.db"
    kept, saved = len([*(place / "diary.db-unsaved").glob("*.json")]), _entries(path)
    where["kept as a draft"] += kept
    where["saved"] += saved
    if kept + saved == 0:
        yield "what was typed is neither saved nor kept"
    if "Saved" in screen.seen and not saved:
        yield "it was called saved, and is not in the diary"
    if path.exists():
        yield from diary_faults(path, (), killed=False) if not kept else ()
    if left := [each.name for each in place.iterdir() if each.name.startswith(".") or each.name.endswith("-journal")]:
        yield f"left behind: {left}"


def _entries(path: Path) -> int:
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as raw:
        (number,) = raw.execute("SELECT count(*) FROM entry").fetchone()
    return int(number)
