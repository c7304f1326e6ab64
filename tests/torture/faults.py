"""Faults: each system call on the files of the diary fails, or the program is killed at it, one run for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.torture.results import Result
from tests.torture.scenes import Scene, Stage, scenes
from tests.torture.tracing import Call, calls_in, run_traced, why_untraceable

CHANGING = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "unlink", "openat", "link", "rename", "mkdir")
"""Calls that change what is on the disk, or may create a file."""

READING = ("pread64", "read", "fchown", "mmap", "fcntl")
"""Calls that can fail too. A kill at one of them is the same as a kill at the next changing call."""

FAULTS = (
    ("error=EIO", (*CHANGING, *READING)),
    ("error=ENOSPC", ("pwrite64", "write", "openat", "ftruncate", "mkdir")),
    ("signal=KILL", CHANGING),
)
_NAMES = {"error=EIO": "input/output error", "error=ENOSPC": "no space left", "signal=KILL": "killed"}


def inject(folder: Path, *, most: int | None = None) -> Iterator[Result]:
    """Each fault at each call of each scene; with `most`, at about so many calls per scene and fault."""
    for scene in scenes(2):
        stage = Stage(folder / scene.name.replace(" ", "-"))
        stage.folder.mkdir()
        if reason := why_untraceable():
            yield Result(f"faults injected while {scene.name}", skipped=reason)
            continue
        calls = _calls(scene, stage)
        for fault, names in FAULTS:
            met = [call for call in calls if call.name in names]
            every = 1 if most is None else max(1, len(met) // most)
            # Each fault starts at another call, so that together they cover more calls.
            yield _tried(scene, stage, fault, met[len(fault) % every :: every])


def _calls(scene: Scene, stage: Stage) -> list[Call]:
    """The calls that touch the folder of the diary or of the backup, in an undisturbed run."""
    job, given = scene.play(stage)
    ended, lines = run_traced(stage.folder, ["-e", f"trace={','.join((*CHANGING, *READING))}"], job, *given)
    assert ended.status == 0, ended
    return [call for call in calls_in(lines) if _is_on_disk(stage, call.given + call.more)]


# A fault is counted as met only if strace says so: otherwise a test that injects nothing would pass.
def _is_met(stage: Stage, line: str) -> bool:
    return "killed by SIGKILL" in line or ("(INJECTED)" in line and _is_on_disk(stage, line))


def _is_on_disk(stage: Stage, line: str) -> bool:
    return f"{stage.disk}/" in line


def _tried(scene: Scene, stage: Stage, fault: str, calls: Sequence[Call]) -> Result:
    kinds = sorted({call.name for call in calls})
    result = Result(f"{_NAMES[fault]} while {scene.name}", note=", ".join(kinds))
    met, slowest = 0, (0.0, "")
    for call in calls:
        job, given = scene.play(stage)
        options = ["-e", f"trace={call.name}", "-e", f"inject={call.name}:{fault}:when={call.number}"]
        ended, lines = run_traced(stage.folder, options, job, *given)
        met += any(_is_met(stage, line) for line in lines)
        slowest = max(slowest, (ended.seconds, f"{call.name} {call.number}"))
        killed = fault == "signal=KILL"
        # If deleting fails, an unfinished file stays, as after a kill.
        faults = [*scene.judge(stage, ended, killed or call.name == "unlink")]
        if not killed and ended.trouble:
            faults.append(ended.trouble)
        if ended.status and not killed and not (ended.err.startswith("diary: ") or "\ndiary: " in ended.err):
            faults.append(f"it failed without a word: {ended.err[-200:]!r}")
        result.count(faults, f"{fault} at {call.name} {call.number}, {call.given[:100]}")
    result.note += f"; slowest {slowest[0]:.1f} s at {slowest[1]}"
    if calls and met < len(calls):
        result.failures.append(f"only {met} of {len(calls)} faults were met")
    return result
