"""Many programs at once: no entry is lost, no program gets an error, and the diary is made only once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from diary.store.encryption.keys import Key
from tests.torture import jobs
from tests.torture.programs import Ended, Program
from tests.torture.results import Result
from tests.torture.scenes import IMPORTED, Stage
from tests.torture.soundness import diary_faults

PROGRAMS = 8
LONG = 3600.0
"""Seconds after which a program in a crowd counts as hanging."""


def crowd(folder: Path, entries: int) -> Iterator[Result]:
    """Eight programs that save `entries` each into a diary that one of them makes; then other mixtures of programs."""
    yield _savers(folder / "crowd", entries)
    yield _starters(folder / "starters", 1 if entries < 100 else 25)
    yield mixed(folder / "mixed", max(5, entries // 10))


def _savers(folder: Path, entries: int) -> Result:
    path = folder / "home" / "diary.db"
    # Half of them keep it open as the screen does, half open it for each entry as the command line does.
    ended = _at_once(folder, [(jobs.save if n % 2 else jobs.log, path, f"p{n}", entries) for n in range(PROGRAMS)])
    result = Result(
        f"{PROGRAMS} programs × {entries} entries at once", note=f"{max(each.seconds for each in ended):.0f} s"
    )
    acknowledged = {word for each in ended for word in each.acknowledged}
    result.count([*_errors(ended), *diary_faults(path, acknowledged, killed=False)])
    result.times = len(acknowledged)
    if len(acknowledged) != PROGRAMS * entries:
        result.failures.append(f"{len(acknowledged)} of {PROGRAMS * entries} were acknowledged")
    with jobs.opened(path) as store:
        if store.count() != len(acknowledged):
            result.failures.append(f"{store.count()} entries for {len(acknowledged)} acknowledged")
    return result


# Each program must find either no diary or a whole one, whichever of them makes it.
def _starters(folder: Path, times: int) -> Result:
    result = Result(f"first start by {PROGRAMS} programs at once")
    for number in range(times):
        path = folder / str(number) / "deep" / "diary.db"
        ended = _at_once(folder, [(jobs.save, path, f"p{n}", 1) for n in range(PROGRAMS)])
        result.count([*_errors(ended), *diary_faults(path, {f"p{n}-0" for n in range(PROGRAMS)}, killed=False)])
        shutil.rmtree(folder / str(number))
    return result


def mixed(folder: Path, entries: int, key: Key | None = None) -> Result:
    """Readers, a screen, a cron job and two imports at once."""
    stage = Stage(folder, key)
    stage.folder.mkdir()
    stage.begin(stage.full)
    # The same file is imported twice at once: the second import must find nothing new, and no error.
    path = stage.diary
    ended = _at_once(
        folder,
        [
            stage.keyed(jobs.read_repeatedly, path, entries * 4),
            stage.keyed(jobs.read_repeatedly, path, entries * 4),
            stage.keyed(jobs.save, path, "screen", entries),
            stage.keyed(jobs.log, path, "cron", entries),
            stage.keyed(jobs.import_file, path, stage.file),
            stage.keyed(jobs.import_file, path, stage.file),
        ],
    )
    wanted = {word for each in ended for word in each.acknowledged if word.startswith(("screen-", "cron-"))}
    wanted |= {f"brought-{number}" for number in range(IMPORTED)}
    result = Result("two readers, a screen, a cron job and two imports at once", note=f"{len(wanted)} entries kept")
    result.count([*_errors(ended), *diary_faults(path, wanted, killed=False)])
    return result


def _at_once(folder: Path, given: Sequence[tuple[Any, ...]]) -> list[Ended]:
    programs = []
    for number, (job, *more) in enumerate(given):
        place = folder / f"program-{number}"
        place.mkdir(parents=True, exist_ok=True)
        programs.append(Program(place, job, *more))
    # All programs wait at their gate first, so that they start within a few milliseconds of each other.
    for program in programs:
        program.release()
    # All are listened to at once: one whose pipe is full would wait, and the crowd would become a queue.
    with ThreadPoolExecutor(len(programs)) as pool:
        return list(pool.map(lambda program: program.end(LONG), programs))


# A crowd is undisturbed, so here even a plain error line is a fault.
def _errors(ended: list[Ended]) -> Iterator[str]:
    for number, each in enumerate(ended):
        if each.trouble or each.status or "diary: " in each.err:
            yield f"program {number} ended with {each.status} {each.trouble}: {each.err[-300:]}"
