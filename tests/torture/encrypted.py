"""Encrypted diaries: kills while they are used or converted, sync services, many programs at once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from importlib.util import find_spec
from itertools import chain, count
from pathlib import Path

from diary.paths import backups_folder
from diary.store.backup.backups import daily_backup
from diary.store.encryption.convert import convert, convert_copies, old_copies
from diary.store.encryption.forms import key_of_file
from diary.store.encryption.keys import Key
from diary.store.encryption.unlock import KEYS
from tests.torture import crowds, jobs, kills, sync
from tests.torture.programs import Acknowledge, Ended
from tests.torture.results import Result
from tests.torture.scenes import BEFORE, Scene, Stage, acknowledged_by, scenes
from tests.torture.soundness import diary_faults, is_whole

KEY, NEXT = Key(bytes(range(32)), bytes(range(50, 66))), Key(bytes(range(32, 64)), bytes(range(80, 96)))
"""The key of the diary, and the one that it is given."""
WORD = b"before-7"
"""A word of the diary."""
_OF_A_FULL_DIARY = ("saving", "logging", "importing", "backing up")


def torture(folder: Path, times: int, events: int, entries: int, seed: int = 1) -> Iterator[Result]:
    """Kill `times` programs, disturb as a sync service does `events` times, and let programs save `entries` at once."""
    if find_spec("sqlcipher3") is None:
        yield Result("encrypted diaries", skipped="sqlcipher3 is not installed (the extra `encrypted`)")
        return
    for key in (KEY, NEXT):
        KEYS.add(key)
    played, ending = _scenes(None), _scenes(kills.LOGGED)
    (folder / "sync").mkdir()
    programs = sync.PROGRAMS if events >= 12 else ("the store of a screen",)
    for result in chain(
        kills.kill_scenes(folder, times, played, ending, seed, KEY),
        sync.sync_at_random(folder / "sync", events, seed, KEY, programs),
        (crowds.mixed(folder / "crowd", entries, KEY) for _ in range(1)),
    ):
        yield replace(result, what=f"encrypted: {result.what}")


def _scenes(times: int | None) -> list[Scene]:
    used = [scene for scene in scenes(times) if scene.name in _OF_A_FULL_DIARY]
    return [
        *used,
        Scene("taking back", _begin, take_back, lambda stage: (stage.diary, times), _judge_taking_back),
        Scene("encrypting", _begin_plain, change_form, lambda stage: (stage.diary, KEY), _judge_form),
        Scene("decrypting", _begin_with_copies, change_form, lambda stage: (stage.diary, None), _judge_form),
        Scene("changing the passphrase", _begin_with_copies, change_form, _given_next, _judge_form),
    ]


def take_back(acknowledge: Acknowledge, path: Path, times: int | None = None) -> int:
    """Save an entry, then one more that is taken back, again and again."""
    with jobs.opened(path) as store:
        for number in count() if times is None else range(times):
            store.save(jobs.an_entry(f"stays-{number}"))
            acknowledge(f"stays-{number}")
            store.save(jobs.an_entry(f"goes-{number}"))
            store.undo()
            acknowledge(f"goes-{number}")
    return 0


def change_form(acknowledge: Acknowledge, path: Path, key: Key | None) -> int:
    """Give a diary and its backup another form, or another key."""
    KEYS.add(NEXT)
    convert(path, key)
    acknowledge("converted")
    return 0


def _given_next(stage: Stage) -> tuple[Path, Key]:
    return stage.diary, NEXT


def _begin(stage: Stage) -> None:
    stage.begin(stage.full)


def _begin_with_copies(stage: Stage) -> None:
    stage.begin(stage.full)
    daily_backup(stage.diary, jobs.CLOCK)


def _begin_plain(stage: Stage) -> None:
    _begin_with_copies(stage)
    convert(stage.diary, None)


def _judge_taking_back(stage: Stage, ended: Ended, killed: bool) -> Iterator[str]:
    told = acknowledged_by(ended)
    stay = {word for word in told if word.startswith("stays-")}
    yield from diary_faults(stage.diary, stay | _before(), killed=killed)
    with jobs.opened(stage.diary) as store:
        if back := {entry.id for entry in store.read().entries} & (told - stay):
            yield f"taken back, and there: {sorted(back)}"


def _judge_form(stage: Stage, ended: Ended, killed: bool) -> Iterator[str]:
    """It has one form or the other, whole, and the backups of the other one follow when they are told to."""
    yield from diary_faults(stage.diary, _before(), killed=killed)
    for copy in backups_folder(stage.diary).glob("*.db"):
        if not is_whole(copy):
            yield f"{copy.name} is not whole"
    key = key_of_file(stage.diary)
    if "converted" in ended.acknowledged and old_copies(stage.diary, key):
        yield "it was called done, and a backup has another form"
    convert_copies(stage.diary)
    if old_copies(stage.diary, key):
        yield "a backup does not follow"
    # The next command deletes what a killed one left.
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as err:
        if jobs.command("log", "3", "neck", path=stage.diary):
            yield f"nothing can be saved after it: {err.getvalue()}"
    beside = [path for path in stage.disk.rglob("*") if path.is_file() and WORD in path.read_bytes()]
    if key is not None and beside:
        yield f"plain: {beside}"


def _before() -> set[str]:
    return {f"before-{number}" for number in range(BEFORE)}
