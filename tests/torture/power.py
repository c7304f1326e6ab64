"""Power cuts at random instants: the diary on a disk as it could then be is opened as the next program would."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.torture.disk import TRACED, Disk
from tests.torture.programs import Ended
from tests.torture.results import Result
from tests.torture.scenes import Scene, Stage, scenes
from tests.torture.tracing import run_traced, why_untraceable

LOGGED = 6
"""Entries that a scene logs. Each `diary log` ends with a checkpoint, so more entries mean more of them."""


def cut_at_random(folder: Path, cuts: int, seed: int = 1) -> Iterator[Result]:
    """Cut the power `cuts` times in total, shared among the scenes."""
    played = scenes(LOGGED)
    for number, scene in enumerate(played):
        if reason := why_untraceable():
            yield Result(f"power cut while {scene.name}", skipped=reason)
            continue
        stage = Stage(folder / scene.name.replace(" ", "-"))
        stage.folder.mkdir()
        yield _cut(scene, stage, -(-cuts // len(played)), random.Random(seed * 100 + number))


def _cut(scene: Scene, stage: Stage, cuts: int, chance: random.Random) -> Result:
    result = Result(f"power cut while {scene.name}")
    job, given = scene.play(stage)
    disk = Disk(stage.disk)
    ended, lines = run_traced(stage.folder, ["-s", "1000000", "-e", f"trace={TRACED}"], job, *given)
    assert ended.status == 0, ended
    done = acknowledged = 0
    # Sorted, so that the trace is applied once from its beginning to its end.
    for instant in sorted(chance.choices(range(len(lines)), k=cuts)):
        for line in lines[done:instant]:
            disk.apply(line)
        done = instant
        shutil.rmtree(stage.disk)
        stage.disk.mkdir()
        disk.cut(chance, stage.disk)
        # Only what was acknowledged before the cut has to be there.
        reports = [line for line in lines[:done] if " write(" in line]
        words = [word for word in ended.acknowledged if any(f'{word}"' in line for line in reports)]
        acknowledged += len(words)
        result.count(
            scene.judge(stage, Ended(-9, words, "", "", 0.0), True),
            f"{scene.name}, before line {instant}: {lines[instant][:120]}",
        )
    result.note = f"in {len(lines)} system calls; {acknowledged} acknowledged, all found"
    return result
