"""Sync services at the file of a diary in use: they replace it, delete it, write over it and copy it at any instant."""

from __future__ import annotations

import io
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep

from diary.cli.main import complain
from diary.errors import DiaryError
from diary.store.backup.names import REPLACED, backups_of
from diary.store.backup.verify import verify
from diary.store.diary_store import open_diary
from diary.store.encryption.forms import key_of_file, opened
from diary.store.encryption.keys import Key
from tests.torture import jobs
from tests.torture.programs import Acknowledge, Ended, Job, Program, run
from tests.torture.results import Result
from tests.torture.scenes import BEFORE, Stage
from tests.torture.soundness import is_whole

ENTRIES = 8
"""The entries that each program saves; what is done to the file comes while it saves them."""
BEGUN, NOTICE = "begun ", "notice "
"""Before an entry is saved, its name is sent after the first; what the store says about the file follows the second."""


def save_and_tell(acknowledge: Acknowledge, path: Path, name: str, times: int, program: str) -> int:
    """Save in a diary that stays open, as a script does, or as the screen (`program` "tui") does, which also polls."""
    try:
        with open_diary(path, clock=jobs.CLOCK, program=program, create=False) as store:
            for number in range(times):
                if program == "tui":
                    store.stamp()
                acknowledge(f"{BEGUN}{name}-{number}")
                try:
                    store.save(jobs.an_entry(f"{name}-{number}"))
                    acknowledge(f"{name}-{number}")
                finally:
                    for notice in store.take_notices():
                        acknowledge(f"{NOTICE}{notice.text}")
    except DiaryError as error:
        return complain(str(error), error.exit_status)
    return 0


def log_and_tell(acknowledge: Acknowledge, path: Path, name: str, times: int) -> int:
    """`diary log` again and again, also after a refusal."""
    failed = 0
    for number in range(times):
        acknowledge(f"{BEGUN}{name}-{number}")
        if jobs.command("log", "6", "left", "knee", "--", f"{name}-{number}", path=path):
            failed = 1
        else:
            acknowledge(f"{name}-{number}")
    return failed


PROGRAMS: dict[str, tuple[Job, tuple[object, ...]]] = {
    "diary log": (log_and_tell, ()),
    "a script that saves": (save_and_tell, ("cli",)),
    "the store of a screen": (save_and_tell, ("tui",)),
}


@dataclass
class Scene:
    """A diary in use, the file of another machine, and what a sync service puts aside."""

    stage: Stage
    events: Counter[str] = field(default_factory=Counter)

    @property
    def path(self) -> Path:
        """The diary."""
        return self.stage.diary

    @property
    def other(self) -> Path:
        """The diary as another machine has it: as it was before, and with an entry of its own."""
        return self.stage.disk / "other.db"

    @property
    def aside(self) -> Path:
        """The replaced or deleted file under another name, as in the trash; or a copy of the diary."""
        return self.stage.disk / "aside" / "diary.db"

    def begin(self) -> None:
        """Prepare the files."""
        self.stage.begin(self.stage.full)
        self.aside.parent.mkdir(mode=0o700)
        theirs = self.stage.folder / "theirs.db"
        if not theirs.exists():
            shutil.copyfile(self.stage.full, theirs)
            with jobs.opened(theirs) as store:
                store.save(jobs.an_entry("theirs-0"))
        shutil.copyfile(theirs, self.other)
        self.other.chmod(0o600)


def replace(scene: Scene) -> None:
    """Rename the file of another machine over the diary."""
    os.link(scene.path, scene.aside)
    scene.other.replace(scene.path)


def delete(scene: Scene) -> None:
    """Delete the diary."""
    scene.path.rename(scene.aside)


def write_over(scene: Scene) -> None:
    """Write the content of the file of another machine into the diary, as `cp` does."""
    scene.path.write_bytes(scene.other.read_bytes())


def copy(scene: Scene) -> None:
    """Copy the diary, and nothing that lies beside it."""
    shutil.copyfile(scene.path, scene.aside)
    scene.aside.chmod(0o600)


EVENTS: dict[str, Callable[[Scene], None]] = {
    "replaced": replace,
    "deleted": delete,
    "written over": write_over,
    "copied": copy,
}


def sync_at_random(
    folder: Path, events: int, seed: int = 1, key: Key | None = None, programs: Collection[str] = PROGRAMS.keys()
) -> Iterator[Result]:
    """Do one of the events at a random instant, `events` times in total, shared among programs and kinds."""
    each = -(-events // (len(programs) * len(EVENTS)))
    for number, program in enumerate(programs):
        scene = Scene(Stage(folder / str(number), key))
        scene.stage.folder.mkdir()
        scene.begin()
        job, more = PROGRAMS[program]
        span = run(scene.stage.folder, *scene.stage.keyed(job, scene.path, "new", ENTRIES, *more)).seconds
        for kind in EVENTS:
            yield _disturbed(scene, program, kind, each, span, random.Random(f"{seed} {program} {kind}"))


def _disturbed(scene: Scene, program: str, kind: str, times: int, span: float, chance: random.Random) -> Result:
    result = Result(f"{kind} while used by {program}")
    job, more = PROGRAMS[program]
    scene.events = Counter()
    for _ in range(times):
        scene.begin()
        running = Program(scene.stage.folder, *scene.stage.keyed(job, scene.path, "new", ENTRIES, *more))
        running.release()
        after = chance.uniform(0, span)
        sleep(after)
        before = running.heard()
        EVENTS[kind](scene)
        until = running.heard()
        ended = running.end()
        result.count(_faults(scene, kind, program, before, until, ended), f"{kind}, {program}, after {after:.3f} s")
    result.note = ", ".join(f"{number} {what}" for what, number in sorted(scene.events.items()))
    return result


def _faults(
    scene: Scene, kind: str, program: str, before: Collection[str], until: Collection[str], ended: Ended
) -> Iterator[str]:
    saved = [word for word in ended.acknowledged if not word.startswith((BEGUN, NOTICE))]
    notices = [word for word in ended.acknowledged if word.startswith(NOTICE)]
    scene.events["acknowledged"] += len(saved)
    if ended.trouble:
        yield ended.trouble
    if kind == "copied":
        if ended.status:
            yield f"a copy stopped the program: {ended.err[-300:]}"
        yield from _copy_faults(scene, [word for word in before if word in saved])
        yield from _mixed(scene.path)
        if lost := set(saved) - _ids(scene.path):
            yield f"lost: {sorted(lost)}"
        return
    if scene.path.exists() and not is_whole(scene.path):
        # Two programs wrote into one file at one time; what must not happen is that nobody says so.
        if verify(scene.path, jobs.CLOCK).is_fine:
            yield "a mixture of two diaries, of which nobody says anything"
        scene.events["damaged, and said so"] += 1
        return
    copies = [each.path for each in backups_of(scene.path) if each.kind == REPLACED]
    for file in (scene.path, *copies):
        if file.exists():
            yield from _mixed(file)
    here = _ids(scene.path)
    merged = set[str]().union(*(_ids(each) for each in copies))
    # `diary log` is over in a moment: a file that is replaced between two of them is seen by no program of ours, and
    # what it held is where the sync service has put it.
    # So it is with one that is replaced after the last save.
    over = f"new-{ENTRIES - 1}" in until
    aside = _ids(scene.aside) if program == "diary log" or over else set()
    late = {word for word in saved if f"{BEGUN}{word}" not in until}
    if lost := late - here:
        yield f"saved after it, and not in the diary: {sorted(lost)}"
    missing = set(saved) - here - merged
    if kind == "written over":
        # No open file holds what was written over; a screen has what it held when it looked last.
        scene.events["entries written over"] += len(missing)
        if missing and not notices and late and program != "diary log":
            yield f"written over, and nobody said so: {sorted(missing)}"
    elif missing - aside:
        yield f"lost: {sorted(missing - aside)}"
    elif set(saved) - here and not notices and not over and program != "diary log":
        yield "nobody said that the file was another one"
    scene.events["safety copies"] += len(copies)
    scene.events["times refused"] += ended.status == 1
    yield from _merge_faults(scene, copies, merged | here)


def _copy_faults(scene: Scene, saved: Collection[str]) -> Iterator[str]:
    if not verify(scene.aside, jobs.CLOCK).is_fine:
        scene.events["copies reported as damaged"] += 1
        return
    yield from _mixed(scene.aside)
    if lost := set(saved) - _ids(scene.aside):
        yield f"a copy that is called whole lacks {sorted(lost)}"


def _merge_faults(scene: Scene, copies: list[Path], wanted: set[str]) -> Iterator[str]:
    for each in copies:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as err:
            if not scene.path.exists():
                shutil.copyfile(each, scene.path)
                scene.path.chmod(0o600)
            elif status := jobs.command("import", str(each), path=scene.path):
                yield f"a safety copy can't be merged ({status}): {err.getvalue()[-300:]}"
    if copies and (lost := wanted - _ids(scene.path)):
        yield f"not merged: {sorted(lost)}"


def _mixed(file: Path) -> Iterator[str]:
    there = _ids(file)
    if not is_whole(file):
        yield f"{file.name} is damaged"
    if len([each for each in there if each.startswith("before-")]) not in (0, BEFORE):
        yield f"{file.name} has lost some of what was there before"


def _ids(file: Path) -> set[str]:
    """The names of the entries in a file; they are their notes."""
    if not file.exists():
        return set()
    with closing(opened(str(file), key_of_file(file))) as raw:
        return {note for (note,) in raw.execute("SELECT note FROM entry")}
