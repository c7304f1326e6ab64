"""“Saved” is reported only after the last write to the diary was synced to the disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.torture import jobs
from tests.torture.programs import Acknowledge, Job
from tests.torture.results import Result
from tests.torture.scenes import Stage, scenes
from tests.torture.tracing import Call, calls_in, run_traced, why_untraceable

_TRACED = "pwrite64,write,pwritev,fdatasync,fsync"
_SYNCS = ("fdatasync", "fsync")


def synced_before_acknowledged(folder: Path, times: int) -> Iterator[Result]:
    """Trace saving and logging, and check what comes before each “saved”."""
    if reason := why_untraceable():
        yield Result("the diary is synced before “saved”", skipped=reason)
        return
    for scene in scenes(times):
        if scene.name in ("saving", "logging"):
            stage = Stage(folder / scene.name)
            stage.folder.mkdir()
            result = Result(f"the diary is synced before “saved” while {scene.name}")
            job, given = scene.play(stage)
            for faults in unsynced(stage, job, *given):
                result.count(faults)
            if result.times != times:
                result.failures.append(f"{result.times} of {times} were seen to be said")
            yield result


def unsynced(stage: Stage, job: Job, path: Path, name: str, times: int) -> Iterator[list[str]]:
    """For each report that an entry is saved, its faults: empty if the diary was synced before."""
    ended, lines = run_traced(stage.folder, ["-s", "64", "-e", f"trace={_TRACED}"], job, path, name, times)
    assert ended.status == 0, ended
    yield from _judged(list(calls_in(lines)), str(path), name)


def _judged(calls: Sequence[Call], diary: str, name: str) -> Iterator[list[str]]:
    written, synced = -1, -1
    reported: set[str] = set()
    for place, call in enumerate(calls):
        if f"<{diary}>" in call.given:
            if call.name in _SYNCS:
                synced = place
            else:
                written = place
        elif call.name == "write" and f"{name}-" in call.given:
            word = call.given.partition(f"{name}-")[2].partition('"')[0].partition("\\")[0]
            # The command prints it, and the job reports it to us once more; the first time counts.
            if word not in reported:
                reported.add(word)
                yield [] if 0 <= written < synced else [f"{name}-{word} was said before the diary was synced"]
                # The next report needs a write of its own.
                written = -1


def save_unsynced(acknowledge: Acknowledge, path: Path, name: str, times: int) -> int:
    """A faulty program, which leaves syncing to the system; the check must notice it."""
    with jobs.opened(path) as store:
        store.database.connection.execute("PRAGMA synchronous = OFF")
        for number in range(times):
            store.save(jobs.an_entry(f"{name}-{number}"))
            acknowledge(f"{name}-{number}")
    return 0
