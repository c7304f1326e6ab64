"""The power cut at any instant: a disk in each state that it could then be in, opened as the next program would."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.torture.disk import TRACED, Disk
from tests.torture.programs import Ended
from tests.torture.results import Result
from tests.torture.scenes import Scene, Stage, scenes
from tests.torture.tracing import watched, why_not

LOGGED = 6
"""Entries that a scene logs; the more, the more often the journal is folded in."""


def cut_at_random(folder: Path, cuts: int, seed: int = 1) -> Iterator[Result]:
    """Cut the power that often, all scenes together."""
    played = scenes(LOGGED)
    for number, scene in enumerate(played):
        if reason := why_not():
            yield Result(f"power cut while {scene.name}", skipped=reason)
            continue
        stage = Stage(folder / scene.name.replace(" ", "-"))
        stage.folder.mkdir()
        yield _cut(scene, stage, -(-cuts // len(played)), random.Random(seed * 100 + number))


def _cut(scene: Scene, stage: Stage, cuts: int, chance: random.Random) -> Result:
    result = Result(f"power cut while {scene.name}")
    job, given = scene.play(stage)
    disk = Disk(stage.disk)
    ended, lines = watched(stage.folder, ["-s", "1000000", "-e", f"trace={TRACED}"], job, *given)
    assert ended.status == 0, ended
    done = acknowledged = 0
    for instant in sorted(chance.choices(range(len(lines)), k=cuts)):
        for line in lines[done:instant]:
            disk.happens(line)
        done = instant
        shutil.rmtree(stage.disk)
        stage.disk.mkdir()
        disk.cut(chance, stage.disk)
        # What was said by then; the program itself is gone without a word.
        said = [word for word in ended.said if any(" write(" in line and f'{word}"' in line for line in lines[:done])]
        acknowledged += len(said)
        result.count(
            scene.judge(stage, Ended(-9, said, "", "", 0.0), True),
            f"{scene.name}, before line {instant}: {lines[instant][:120]}",
        )
    result.note = f"in {len(lines)} system calls; {acknowledged} acknowledged, all found"
    return result
