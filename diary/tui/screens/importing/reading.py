"""Worker functions: they read a file, plan its import and carry it out, answer by messages, and can be stopped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from diary.domain.records import Change
from diary.error_hints import steps_of_import
from diary.errors import DiaryError
from diary.exchange.apps.map_beside import MappedFile, mapped_file
from diary.exchange.file_content import content_of, content_of_file
from diary.exchange.import_plan import plan_import, plan_records
from diary.paths import path_of
from diary.tui.widgets.texts import key_text

if TYPE_CHECKING:
    from textual.widget import Widget

    from diary.clock import Clock
    from diary.exchange.parsed_file import ImportPlan
    from diary.store.diary_store import DiaryStore


class Stopped(DiaryError):
    """The person stopped it."""


class ImportProgress(Message):
    """How far it is, in words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Planned(Message):
    """What would come in, of which file, and the stamp of the diary that it was compared with."""

    def __init__(self, task: Task, file: SourceFile, plan: ImportPlan, stamp: int) -> None:
        super().__init__()
        self.task, self.file, self.plan, self.stamp = task, file, plan, stamp


class NotPlanned(Message):
    """The file could not be read."""

    def __init__(self, task: Task, reason: str) -> None:
        super().__init__()
        self.task, self.reason = task, reason


class ImportEnded(Message):
    """The import is over: with its change, or without one where it failed or was stopped."""

    def __init__(self, change: Change | None) -> None:
        super().__init__()
        self.change = change


@dataclass(slots=True, eq=False)
class Task:
    """What a worker does for the screen, until it is told to stop."""

    screen: Widget
    store: DiaryStore
    clock: Clock
    update: bool
    """Whether to take what the file says where it differs from the diary."""
    stopped: bool = False
    _percent: int = 0

    def check(self) -> None:
        """Stop, where that was asked for."""
        if self.stopped:
            raise Stopped("you stopped it")

    def tell(self, done: int, all_of_it: int) -> None:
        """Tell how much of the file is read."""
        self.check()
        percent = min(100, 100 * done // max(all_of_it, 1))
        if percent // 5 != self._percent // 5:
            self.screen.post_message(ImportProgress(f"Reading the file: {percent}%. Esc stops."))
        self._percent = percent


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: with its map where another app wrote it, else its content."""

    path: Path
    mapped: MappedFile | None
    content: bytes = b""

    def plan(self, task: Task, store: DiaryStore | None) -> ImportPlan:
        """What an import would do now."""
        if self.mapped is None:
            return plan_import(self.content, store, task.clock, update=task.update, progress=task.tell)
        return plan_records(self.mapped.records(task.clock, task.tell), store, update=task.update)


def read(task: Task, name: str) -> None:
    """Read a file by its path, write or complete its map where it needs one, and plan its import."""
    try:
        path = path_of(name)
        mapped = mapped_file(path, content_of_file, steps_of_import(path.name), task.tell)
        if mapped is not None:
            mapped.complete()
        file = SourceFile(path, mapped, b"" if mapped else content_of(path, task.clock))
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        task.screen.post_message(NotPlanned(task, _reason(error)))
    else:
        plan(task, file)


def plan(task: Task, file: SourceFile) -> None:
    """Plan the import of a file that was read."""
    try:
        # The stamp comes before the reading: a change made in between is then noticed.
        stamp = task.store.stamp()
        task.screen.post_message(Planned(task, file, file.plan(task, task.store), stamp))
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        task.screen.post_message(NotPlanned(task, _reason(error)))


def plan_if_changed(task: Task, file: SourceFile, before: ImportPlan, stamp: int) -> None:
    """Plan again where the diary has changed since that stamp."""
    try:
        if task.store.stamp() != stamp:
            plan(task, file)
            return
    except DiaryError:
        pass  # the app itself looks after a diary that can't be read
    task.screen.post_message(Planned(task, file, before, stamp))


def run_import(task: Task, file: SourceFile, planned: ImportPlan) -> Change:
    """Carry out an import in one change; DiaryError, and nothing is changed, where it fails or was stopped."""
    from diary.exchange.carrying_out import carry_out

    change: Change | None = None
    try:
        task.screen.post_message(ImportProgress(f"Importing {len(planned.new) + len(planned.updates):,} … Esc stops."))
        replan = partial(file.plan, task)
        _, change = carry_out(planned, replan, task.store, name=file.path.name, meanwhile=task.check)
        if change is None:
            raise DiaryError("there is nothing new in it")
        return change
    finally:
        task.screen.post_message(ImportEnded(change))


def _reason(error: Exception) -> str:
    if isinstance(error, DiaryError):
        return key_text(error)
    return f"something went wrong inside the program ({type(error).__name__}: {str(error)[:80]})"
