"""“Saved” is said after the disk has it: between the last write to the journal and the word there is its sync."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.torture import jobs
from tests.torture.programs import Job
from tests.torture.results import Result
from tests.torture.scenes import Stage, scenes
from tests.torture.tracing import Call, calls_in, watched, why_not

_TRACED = "pwrite64,write,pwritev,fdatasync,fsync"
_SYNCS = ("fdatasync", "fsync")


def synced_before_said(folder: Path, times: int) -> Iterator[Result]:
    """Watch saving and logging, and look at what comes before each “saved”."""
    if reason := why_not():
        yield Result("the journal is synced before “saved”", skipped=reason)
        return
    for scene in scenes(times):
        if scene.name in ("saving", "logging"):
            stage = Stage(folder / scene.name)
            stage.folder.mkdir()
            result = Result(f"the journal is synced before “saved” while {scene.name}")
            job, given = scene.play(stage)
            for faults in unsynced(stage, job, *given):
                result.count(faults)
            if result.times != times:
                result.failures.append(f"{result.times} of {times} were seen to be said")
            yield result


def unsynced(stage: Stage, job: Job, path: Path, name: str, times: int) -> Iterator[list[str]]:
    """For each time something was said to be saved, what was not on the disk then."""
    ended, lines = watched(stage.folder, ["-s", "64", "-e", f"trace={_TRACED}"], job, path, name, times)
    assert ended.status == 0, ended
    yield from _judged(list(calls_in(lines)), f"{path}-wal", name)


def _judged(calls: Sequence[Call], journal: str, name: str) -> Iterator[list[str]]:
    written, synced = -1, -1
    said: set[str] = set()
    for place, call in enumerate(calls):
        if f"<{journal}>" in call.given:
            if call.name in _SYNCS:
                synced = place
            else:
                written = place
        elif call.name == "write" and f"{name}-" in call.given:
            word = call.given.partition(f"{name}-")[2].partition('"')[0].partition("\\")[0]
            # The command line says it on its output, and the job once more to us; the first time counts.
            if word not in said:
                said.add(word)
                yield [] if 0 <= written < synced else [f"{name}-{word} was said before the journal was synced"]
                written = -1


def save_unsynced(said: object, path: Path, name: str, times: int) -> int:
    """What this must find out: a program that leaves syncing to the system."""
    with jobs.opened(path) as store:
        store.database.connection.execute("PRAGMA synchronous = OFF")
        for number in range(times):
            store.save(jobs.an_entry(f"{name}-{number}"))
            said(f"{name}-{number}")  # type: ignore[operator]
    return 0
