"""Scenes that a diary must survive (logging, importing, migrating, backing up): how each begins and is judged."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from diary.cli.main import COMMANDS
from diary.domain.records import Diary
from diary.exchange.csv_write import csv_of
from diary.store.encryption.keys import Key
from diary.store.schema import migrations
from tests.store.old.make import diary_of
from tests.torture import jobs
from tests.torture.programs import Ended, Job
from tests.torture.soundness import diary_faults, is_whole

BEFORE, IMPORTED = 20, 60
"""The number of entries before a scene, and in the file to import."""


@dataclass(frozen=True)
class Stage:
    """A folder in which a scene is repeated."""

    folder: Path
    key: Key | None = None
    """The key of an encrypted diary; None for a plain one."""

    @property
    def disk(self) -> Path:
        """The folder that stands for the whole disk."""
        return self.folder / "disk"

    @property
    def diary(self) -> Path:
        """The diary, in a folder of its own."""
        return self.disk / "home" / "diary.db"

    @cached_property
    def full(self) -> Path:
        """A diary with entries, made once."""
        return _make_diary(self.folder / "full.db", self.key)

    @cached_property
    def file(self) -> Path:
        """A file to import, made once."""
        path = self.folder / "brought.csv"
        path.write_bytes(csv_of(Diary.of([jobs.an_entry(f"brought-{number}") for number in range(IMPORTED)])))
        return path

    @property
    def backup(self) -> Path:
        """The path of the requested backup."""
        return self.disk / "stick" / "copy.db"

    def keyed(self, job: Job, *given: Any) -> tuple[Any, ...]:
        """A job and what it is given, for a program that knows the key of the diary."""
        return (job, *given) if self.key is None else (jobs.with_keys, (self.key,), job, *given)

    def begin(self, source: Path | None) -> None:
        """Clear the disk, and put a copy of `source` there if given."""
        shutil.rmtree(self.disk, ignore_errors=True)
        self.disk.mkdir()
        if source is not None:
            for folder in (self.diary.parent, self.backup.parent):
                folder.mkdir(mode=0o700)
            shutil.copyfile(source, self.diary)
            self.diary.chmod(0o600)


Judge = Callable[[Stage, Ended, bool], Iterator[str]]


@dataclass(frozen=True)
class Scene:
    """A job, the state in which it starts, and a judge of the state afterwards."""

    name: str
    begin: Callable[[Stage], None]
    job: Job
    given: Callable[[Stage], tuple[Any, ...]]
    judge: Judge

    def play(self, stage: Stage) -> tuple[Job, tuple[Any, ...]]:
        """Prepare the stage; returns the job and its arguments."""
        self.begin(stage)
        job, *given = stage.keyed(self.job, *self.given(stage))
        return job, tuple(given)


def _make_diary(path: Path, key: Key | None) -> Path:
    with jobs.opened(path, create=True) as store:
        store.save(*(jobs.an_entry(f"before-{number}") for number in range(BEFORE)))
    if key is not None:
        from diary.store.encryption.convert import convert

        convert(path, key)
    return path


def acknowledged_by(ended: Ended) -> set[str]:
    """Everything that the program reported as saved, to its caller or on its output."""
    # A command killed between printing and acknowledging has promised too.
    printed = {line.rpartition(" -- ")[2] for line in ended.out.splitlines() if " -- " in line}
    return printed | {word for word in ended.acknowledged if word != "imported"}


def _judge_logging(stage: Stage, ended: Ended, killed: bool) -> Iterator[str]:
    known = _ids_before() | acknowledged_by(ended)
    yield from diary_faults(stage.diary, known, killed=killed)
    # A failure that the person was told must have saved nothing, unless it says that it is saved.
    if ended.status == 1 and "it is saved in" not in ended.err:
        with jobs.opened(stage.diary) as store:
            if any({entry.id, entry.note}.isdisjoint(known) for entry in store.read().entries):
                yield "it said that it failed, and something was saved"


def _judge_first_start(stage: Stage, ended: Ended, killed: bool) -> Iterator[str]:
    if stage.diary.exists():
        yield from diary_faults(stage.diary, acknowledged_by(ended), killed=killed)
    elif acknowledged_by(ended):
        yield "the diary is gone"


def _judge_import(stage: Stage, ended: Ended, killed: bool) -> Iterator[str]:
    brought = {f"brought-{number}" for number in range(IMPORTED)}
    done = "imported" in ended.acknowledged or "Imported" in ended.out
    yield from diary_faults(stage.diary, _ids_before() | (brought if done else set()), killed=killed)
    with jobs.opened(stage.diary) as store:
        there = {entry.id for entry in store.read().entries} & brought
    # An import is one transaction: all of it or nothing.
    if there and there != brought:
        yield f"half an import: {len(there)} of {IMPORTED}"


def _judge_migration(stage: Stage, ended: Ended, killed: bool) -> Iterator[str]:
    newest = len(migrations.MIGRATIONS)
    with sqlite3.connect(stage.diary) as raw:
        # Read without the program, which would finish the migration when it opens the diary.
        (version,) = raw.execute("PRAGMA user_version").fetchone()
        made = raw.execute("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%torture%'").fetchone() == (1,)
    raw.close()
    if made != (version == newest + 1):
        yield f"half a migration: version {version}"
    with one_more_migration():
        wanted = {f"e{hours}" for hours in range(2, 12)} - {"e4", "e5"}
        yield from diary_faults(stage.diary, wanted | acknowledged_by(ended), killed=killed)
        with jobs.opened(stage.diary) as store, jobs.opened(stage.folder / "migrated.db") as whole:
            records, expected = store.read().records(), whole.read().records()
            if {record for record in records if record.note != "migrated-0"} != set(expected):
                yield "things read differently after it"
            if [each for each in store.versions() if each.outcome != "current"] != [
                each for each in whole.versions() if each.outcome != "current"
            ]:
                yield "what things were before reads differently after it"


def _judge_backup(stage: Stage, ended: Ended, killed: bool) -> Iterator[str]:
    yield from diary_faults(stage.diary, _ids_before(), killed=killed)
    if stage.backup.exists():
        # Under its final name a backup must be whole, also after a kill.
        if not is_whole(stage.backup):
            yield "half a backup under the name of a whole one"
        yield from diary_faults(stage.backup, _ids_before(), killed=killed)
    elif "backed up" in ended.acknowledged:
        yield "the backup is gone"


def _ids_before() -> set[str]:
    return {f"before-{number}" for number in range(BEFORE)}


def _begin_old(stage: Stage) -> None:
    stage.begin(diary_of(1))
    # What the diary must read like afterwards, from a migration that nothing disturbs.
    whole = stage.folder / "migrated.db"
    if not whole.exists():
        shutil.copyfile(diary_of(1), whole)
        with one_more_migration():
            jobs.opened(whole).close()


@contextmanager
def one_more_migration() -> Iterator[None]:
    """Run this program as if it had one more migration."""
    before = migrations.MIGRATIONS
    migrations.MIGRATIONS = (*before, jobs.another_version)
    try:
        yield
    finally:
        migrations.MIGRATIONS = before


def scenes(times: int | None) -> tuple[Scene, ...]:
    """All scenes; `times` is the number of entries to log, None for no end."""
    result = [
        Scene("saving", _begin_full, jobs.save, lambda stage: (stage.diary, "new", times), _judge_logging),
        Scene("logging", _begin_full, jobs.log, lambda stage: (stage.diary, "new", times), _judge_logging),
        Scene("first start", _begin_empty, jobs.log, lambda stage: (stage.diary, "new", times), _judge_first_start),
        Scene("importing", _begin_full, jobs.import_file, lambda stage: (stage.diary, stage.file), _judge_import),
        Scene("migrating", _begin_old, jobs.migrate, lambda stage: (stage.diary,), _judge_migration),
    ]
    if "backup" in COMMANDS:
        result.append(
            Scene("backing up", _begin_full, jobs.back_up, lambda stage: (stage.diary, stage.backup), _judge_backup)
        )
    return tuple(result)


def _begin_full(stage: Stage) -> None:
    stage.begin(stage.full)


def _begin_empty(stage: Stage) -> None:
    stage.begin(None)
