"""What the workers tell the screen. Workers post these; only their handlers touch widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from diary.domain.records import Change
    from diary.review.snapshot import Review
    from diary.settings import Settings
    from diary.store.diary_store import DiaryStore


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """The message at the bottom: saved, problem, hint, working or quiet."""

    text: str = ""
    kind: str = "quiet"
    undo: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do to the diary, away from the keys. `said` is what is told once it is done."""

    run: Callable[[DiaryStore], Change]
    said: str | Callable[[], str]
    kept: Callable[[Change], None] | None = None
    """Called on the screen's side when the change is on the disk."""
    failed: Callable[[], None] | None = None
    """Called on the screen's side when it is not."""
    undo: bool = False
    """Whether this takes back an earlier change."""


class Opened(Message):
    """The diary is open, and this is how it stands."""

    def __init__(self, store: DiaryStore, review: Review, stamp: int) -> None:
        super().__init__()
        self.store, self.review, self.stamp = store, review, stamp


class NotOpened(Message):
    """The diary could not be opened."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class Reviewed(Message):
    """How the diary stands now."""

    def __init__(self, review: Review, stamp: int) -> None:
        super().__init__()
        self.review, self.stamp = review, stamp


class WholeReviewed(Message):
    """How the diary stands now, with everything that is in it."""

    def __init__(self, review: Review, stamp: int) -> None:
        super().__init__()
        self.review, self.stamp = review, stamp


class NotReviewed(Message):
    """The diary could not be read again; `whole` where everything was to be read."""

    def __init__(self, reason: str, *, whole: bool = False) -> None:
        super().__init__()
        self.reason, self.whole = reason, whole


class SettingsSaved(Message):
    """The settings are written."""

    def __init__(self, settings: Settings, said: str) -> None:
        super().__init__()
        self.settings, self.said = settings, said


class Notice(Message):
    """A line for the bottom of the screen."""

    def __init__(self, text: str, kind: str) -> None:
        super().__init__()
        self.text, self.kind = text, kind


class ChangedElsewhere(Message):
    """Somebody wrote to the diary: this window, another one, or a command."""


class Saved(Message):
    """A job is done, and on the disk."""

    def __init__(self, job: Job, change: Change, said: str) -> None:
        super().__init__()
        self.job, self.change, self.said = job, change, said


class NotBackedUp(Message):
    """Something was saved, and today's backup could not be made."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class NotSaved(Message):
    """A job could not be done; nothing was changed."""

    def __init__(self, job: Job, reason: str) -> None:
        super().__init__()
        self.job, self.reason = job, reason
