"""The messages that worker threads post to the app. Only the app's handlers touch widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

if TYPE_CHECKING:
    from diary.domain.records import Change, Record
    from diary.review.snapshot import Review
    from diary.settings import Settings
    from diary.store.changed_since import ChangedSince
    from diary.store.diary_store import DiaryStore
    from diary.tui.unsaved import Unsaved


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """The message at the bottom of the screen."""

    text: str = ""
    kind: str = "quiet"
    """saved, urgent (saved, and news of what to do today), problem, hint, working or quiet."""
    undo: bool = False
    """Whether the key for undo is shown beside it."""


class Press(NamedTuple):
    """The latest key: when it was pressed, and the number of keys up to it."""

    time: float
    number: int


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person may choose where the record that a job changes or deletes was changed meanwhile."""

    mine: Record | None
    """The record as the job would leave it; None where it deletes it."""
    anew: Callable[[Record | None], Job]
    """The same job, over what the diary holds now; None where the record was deleted."""
    resume: Callable[[], None] = lambda: None
    """Go on editing, from what was typed."""
    drop: Callable[[], None] = lambda: None
    """Forget what was typed."""


@dataclass(frozen=True, slots=True)
class Job:
    """One change of the diary, made in a worker thread, so that no key waits for the disk."""

    run: Callable[[DiaryStore], Change]
    # Undo knows only after it has run what it took back, so that its text is asked for then.
    done_text: str | Callable[[], str]
    """The message once it is done."""
    on_saved: Callable[[Change], None] | None = None
    """Called in the screen's thread when the change is on the disk."""
    on_failed: Callable[[], None] | None = None
    """Called in the screen's thread when it is not."""
    undo: bool = False
    """Whether this takes back an earlier change."""
    edit: Edit | None = None
    """For a change of a saved record, which is refused where that was changed meanwhile; None for any other job."""


# The stamp that comes with a review is a number of the diary file that changes with every change of the diary.
class Opened(Message):
    """The diary is open; with its first review, and what an earlier screen had to leave unsaved."""

    def __init__(self, store: DiaryStore, review: Review, stamp: int, unsaved: tuple[Unsaved, ...] = ()) -> None:
        super().__init__()
        self.store, self.review, self.stamp, self.unsaved = store, review, stamp, unsaved


class Locked(Message):
    """The diary is encrypted, and needs its passphrase; with what was wrong where a key was looked for, or ""."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class StaysLocked(Locked):
    """What was given as a passphrase has not opened it."""


class Unlocked(Message):
    """The key of the diary is known, and a store that was closed is open again."""


class NotOpened(Message):
    """The diary could not be opened."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class Reviewed(Message):
    """The diary was read again."""

    def __init__(self, review: Review, stamp: int) -> None:
        super().__init__()
        self.review, self.stamp = review, stamp


class WholeReviewed(Message):
    """All records of the diary were read."""

    def __init__(self, review: Review, stamp: int) -> None:
        super().__init__()
        self.review, self.stamp = review, stamp


class NotReviewed(Message):
    """The diary could not be read again; `whole` where all records should have been read."""

    def __init__(self, reason: str, *, whole: bool = False) -> None:
        super().__init__()
        self.reason, self.whole = reason, whole


class SettingsSaved(Message):
    """The settings are written."""

    def __init__(self, settings: Settings, text: str) -> None:
        super().__init__()
        self.settings, self.text = settings, text


class Notice(Message):
    """A message for the bottom of the screen, of a kind of StatusMessage."""

    def __init__(self, text: str, kind: str) -> None:
        super().__init__()
        self.text, self.kind = text, kind


class ChangedElsewhere(Message):
    """The diary file has changed since it was read: by this window, another one, or a command."""


class Saved(Message):
    """A job is done and on the disk."""

    def __init__(self, job: Job, change: Change, text: str) -> None:
        super().__init__()
        self.job, self.change, self.text = job, change, text


class SideProblem(Message):
    """A problem to be shown beside what the screen says now: today's backup failed, or the file was replaced.

    `about_file` marks what became of the diary file: the next one takes its place. Not all of it is a `problem`.
    """

    def __init__(self, text: str, *, about_file: bool = False, problem: bool = True) -> None:
        super().__init__()
        self.text, self.about_file, self.problem = text, about_file, problem


class InboxWaits(Message):
    """So many lines of the inbox could not be taken."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


class NotSaved(Message):
    """A job could not be done; nothing was changed. `changed` where its record was changed meanwhile."""

    def __init__(self, job: Job, reason: str, changed: ChangedSince | None = None) -> None:
        super().__init__()
        self.job, self.reason, self.changed = job, reason, changed


class ToTakeBack(Message):
    """The change that `key` (u or U) would take back or do again; None where there is none.

    `undo` is the undo that U would take back, `here` whether this window made it, and `problem` why neither was read.
    """

    def __init__(
        self,
        key: str,
        change: Change | None = None,
        undo: Change | None = None,
        *,
        here: bool = False,
        problem: str = "",
    ) -> None:
        super().__init__()
        self.key, self.change, self.undo, self.here, self.problem = key, change, undo, here, problem
