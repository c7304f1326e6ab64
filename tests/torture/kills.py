"""SIGKILL at random instants, spread evenly over the time that the work takes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import sleep

from diary.store.encryption.keys import Key
from tests.torture.programs import PATIENCE, Ended, Program, run
from tests.torture.results import Result
from tests.torture.scenes import Scene, Stage, scenes

LOGGED = 6
"""The time of this many entries is measured; a loop without end is killed within that time."""
_MANY = 20
"""From this many kills on, some must have hit a running program."""


def kill_at_random(folder: Path, kills: int, seed: int = 1) -> Iterator[Result]:
    """Kill programs `kills` times in total, shared among the scenes of a plain diary."""
    yield from kill_scenes(folder, kills, scenes(None), scenes(LOGGED), seed)


def kill_scenes(
    folder: Path, kills: int, played: Sequence[Scene], ending: Sequence[Scene], seed: int, key: Key | None = None
) -> Iterator[Result]:
    """Kill the programs of these scenes; `ending` are the same, with an end, for measuring how long they take."""
    for number, (scene, measured) in enumerate(zip(played, ending, strict=True)):
        stage = Stage(folder / scene.name.replace(" ", "-"), key)
        stage.folder.mkdir()
        # The median of three runs, as the first one may be slow with a cold cache.
        span = median(_undisturbed(measured, stage).seconds for _ in range(3 if kills > 100 else 1))
        yield _killed(scene, stage, -(-kills // len(played)), span, random.Random(seed * 100 + number))


def _killed(scene: Scene, stage: Stage, kills: int, span: float, chance: random.Random) -> Result:
    result = Result(f"killed while {scene.name}")
    alive = acknowledged = 0
    for _ in range(kills):
        job, given = scene.play(stage)
        program = Program(stage.folder, job, *given)
        program.release()
        sleep(chance.uniform(0, span))
        program.kill()
        ended = program.end()
        alive += ended.status == -9
        acknowledged += len(ended.acknowledged)
        result.count(scene.judge(stage, ended, True), f"{scene.name} after {ended.seconds:.3f} s")
    result.note = f"{alive} while it ran, within {span * 1000:.0f} ms; {acknowledged} acknowledged, all found"
    # With few kills all programs may have ended before; with many, the time must have been measured wrongly.
    if not alive and kills >= _MANY:
        result.failures.append("no program was still running when it was killed")
    return result


def _undisturbed(scene: Scene, stage: Stage) -> Ended:
    job, given = scene.play(stage)
    ended = run(stage.folder, job, *given)
    assert ended.status == 0, ended
    assert ended.seconds < PATIENCE
    return ended
