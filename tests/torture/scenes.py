"""What a diary must live through (logging, importing, migrating, backing up): how each begins, and how it is judged."""

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
from diary.store.schema import migrations
from tests.store.old.make import diary_of
from tests.torture import jobs
from tests.torture.programs import Ended, Job
from tests.torture.soundness import faults_of, is_whole

BEFORE, BROUGHT = 20, 60
"""Entries that are there before, and entries in the file to import."""


@dataclass(frozen=True)
class Stage:
    """A folder in which a scene is played again and again."""

    folder: Path

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
        return _made(self.folder / "full.db")

    @cached_property
    def file(self) -> Path:
        """A file to import, made once."""
        path = self.folder / "brought.csv"
        path.write_bytes(csv_of(Diary.of([jobs.an_entry(f"brought-{number}") for number in range(BROUGHT)])))
        return path

    @property
    def backup(self) -> Path:
        """Where a backup is asked for."""
        return self.disk / "stick" / "copy.db"

    def begin(self, source: Path | None) -> None:
        """Nothing there but a copy of that diary, or nothing at all."""
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
    """What is done, from which beginning, and what must be so afterwards."""

    name: str
    begin: Callable[[Stage], None]
    job: Job
    given: Callable[[Stage], tuple[Any, ...]]
    judge: Judge

    def play(self, stage: Stage) -> tuple[Job, tuple[Any, ...]]:
        """Set the stage; the job and what it is given."""
        self.begin(stage)
        return self.job, self.given(stage)


def _made(path: Path) -> Path:
    with jobs.opened(path, create=True) as store:
        store.save(*(jobs.an_entry(f"before-{number}") for number in range(BEFORE)))
    return path


def acknowledged(ended: Ended) -> set[str]:
    """What the program said is kept, to its caller or on its output."""
    printed = {line.rpartition(" -- ")[2] for line in ended.out.splitlines() if " -- " in line}
    return printed | {word for word in ended.said if word != "imported"}


def _logged(stage: Stage, ended: Ended, killed: bool) -> Iterator[str]:
    known = _before() | acknowledged(ended)
    yield from faults_of(stage.diary, known, killed=killed)
    if ended.status == 1:
        with jobs.opened(stage.diary) as store:
            if any({entry.id, entry.note}.isdisjoint(known) for entry in store.read().entries):
                yield "it said that it failed, and something was saved"


def _begun(stage: Stage, ended: Ended, killed: bool) -> Iterator[str]:
    if stage.diary.exists():
        yield from faults_of(stage.diary, acknowledged(ended), killed=killed)
    elif acknowledged(ended):
        yield "the diary is gone"


def _imported(stage: Stage, ended: Ended, killed: bool) -> Iterator[str]:
    brought = {f"brought-{number}" for number in range(BROUGHT)}
    done = "imported" in ended.said or "Imported" in ended.out
    yield from faults_of(stage.diary, _before() | (brought if done else set()), killed=killed)
    with jobs.opened(stage.diary) as store:
        there = {entry.id for entry in store.read().entries} & brought
    if there and there != brought:
        yield f"half an import: {len(there)} of {BROUGHT}"


def _migrated(stage: Stage, ended: Ended, killed: bool) -> Iterator[str]:
    newest = len(migrations.MIGRATIONS)
    with sqlite3.connect(stage.diary) as raw:
        (version,) = raw.execute("PRAGMA user_version").fetchone()
        made = raw.execute("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%torture%'").fetchone() == (1,)
    raw.close()
    if made != (version == newest + 1):
        yield f"half a migration: version {version}"
    with one_more_migration():
        wanted = {f"e{hours}" for hours in range(2, 12)} - {"e4", "e5"}
        yield from faults_of(stage.diary, wanted | acknowledged(ended), killed=killed)
        with jobs.opened(stage.diary) as store, jobs.opened(stage.folder / "migrated.db") as whole:
            found, meant = store.read().records(), whole.read().records()
            if {record for record in found if record.note != "migrated-0"} != set(meant):
                yield "things read differently after it"
            if [each for each in store.versions() if each.fate != "current"] != [
                each for each in whole.versions() if each.fate != "current"
            ]:
                yield "what things were before reads differently after it"


def _backed_up(stage: Stage, ended: Ended, killed: bool) -> Iterator[str]:
    yield from faults_of(stage.diary, _before(), killed=killed)
    if stage.backup.exists():
        if not is_whole(stage.backup):
            yield "half a backup under the name of a whole one"
        yield from faults_of(stage.backup, _before(), killed=killed)
    elif "backed up" in ended.said:
        yield "the backup is gone"


def _before() -> set[str]:
    return {f"before-{number}" for number in range(BEFORE)}


def _begin_old(stage: Stage) -> None:
    stage.begin(diary_of(1))
    whole = stage.folder / "migrated.db"
    if not whole.exists():
        shutil.copyfile(diary_of(1), whole)
        with one_more_migration():
            jobs.opened(whole).close()


@contextmanager
def one_more_migration() -> Iterator[None]:
    """This program, one migration further than it is."""
    before = migrations.MIGRATIONS
    migrations.MIGRATIONS = (*before, jobs.another_version)
    try:
        yield
    finally:
        migrations.MIGRATIONS = before


def scenes(times: int | None) -> tuple[Scene, ...]:
    """All scenes; `times` is how many entries logging logs, None for no end."""
    found = [
        Scene("saving", _begin_full, jobs.save, lambda stage: (stage.diary, "new", times), _logged),
        Scene("logging", _begin_full, jobs.log, lambda stage: (stage.diary, "new", times), _logged),
        Scene("first start", _begin_empty, jobs.log, lambda stage: (stage.diary, "new", times), _begun),
        Scene("importing", _begin_full, jobs.bring_in, lambda stage: (stage.diary, stage.file), _imported),
        Scene("migrating", _begin_old, jobs.migrate, lambda stage: (stage.diary,), _migrated),
    ]
    if "backup" in COMMANDS:
        found.append(
            Scene("backing up", _begin_full, jobs.back_up, lambda stage: (stage.diary, stage.backup), _backed_up)
        )
    return tuple(found)


def _begin_full(stage: Stage) -> None:
    stage.begin(stage.full)


def _begin_empty(stage: Stage) -> None:
    stage.begin(None)
