"""The open diary behind the screens: opening, reading again, saving and undoing, with the handlers of the answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import App
from textual.reactive import reactive
from textual.screen import Screen

from diary.clock import Clock
from diary.domain.grammar.times import Here
from diary.review.snapshot import Review
from diary.settings import Settings
from diary.tui import workers
from diary.tui.key_queue import KeyQueue
from diary.tui.messages import (
    ChangedElsewhere,
    Job,
    NotBackedUp,
    Notice,
    NotOpened,
    NotReviewed,
    NotSaved,
    Opened,
    Reviewed,
    Saved,
    SettingsSaved,
    StatusMessage,
    WholeReviewed,
)
from diary.tui.screens.today.screen import TodayScreen

if TYPE_CHECKING:
    from diary.domain.records import Entry
    from diary.store.diary_store import DiaryStore

POLL = 1.0
"""Seconds between looks at whether another window wrote; what it wrote is here within two."""


SOON = 0.3
"""Seconds after the diary is on the screen until what saving takes is loaded: before anybody has logged anything."""


class OpenDiaryApp(App[None]):
    """The diary behind the screens. What is on its way to the disk is never cancelled, and no key waits for it.

    A reading is never broken off; the next one follows it.
    """

    status: reactive[StatusMessage] = reactive(StatusMessage(), init=False)
    review: reactive[Review | None] = reactive(None, init=False)
    """How it stands, with what the rules need."""
    whole: reactive[Review | None] = reactive(None, init=False)
    """The same with everything in it, while a screen is open that shows everything."""

    def __init__(
        self,
        db_path: Path,
        *,
        clock: Clock,
        settings: Settings | None = None,
        settings_path: Path | None = None,
        backups: bool = True,
    ) -> None:
        # Under NO_COLOR the terminal's own colours stand, and Textual's filter then sends none at all; made grey by
        # its other filter, they would be black on black.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        if "TEXTUAL_ANIMATIONS" not in os.environ:
            self.animation_level = "none"  # nothing moves unless somebody asked for it
        self.db_path, self.clock, self.settings = db_path, clock, settings or Settings()
        self.store: DiaryStore | None = None
        self.state = "opening"
        self.closed_because = ""
        """Why the diary could not be opened, where the state is closed."""
        self.stamp = -1
        """The stamp of the diary when the review was read."""
        self._whole_stamp = -1
        self._reading = self._read_again = False
        self._reading_whole = self._read_whole_again = False
        self.settings_path = settings_path
        self.backups = backups
        self.keys = KeyQueue(self, self.handle_key_now)
        self._undoable: list[str] = []
        self._running_jobs = self._undos_waiting = 0
        self._leaving = False
        self._announce: tuple[Review | None, str] | None = None
        self._after_review: list[Callable[[], None]] = []
        self.unfinished: dict[str, Any] = {}
        """What was typed in small windows and is not saved, by the window's name: it stands there again next time."""

    def get_default_screen(self) -> Screen[None]:
        """Today, always at the bottom of the stack."""
        return TodayScreen()

    @property
    def today(self) -> TodayScreen:
        """The Today screen, wherever one is."""
        screen = self.screen_stack[0]
        assert isinstance(screen, TodayScreen)
        return screen

    def edit_entry(self, entry: Entry) -> None:
        """Take an entry up again on Today."""
        self.today.edit(entry)

    @property
    def here(self) -> Here:
        """Now, as the grammar reads times."""
        return Here(self.clock.now(), self.clock.zone, self.clock.zone_name)

    @property
    def reading(self) -> bool:
        """Whether everything is being read."""
        return self._reading_whole

    def reload(self) -> None:
        """Read the diary again; where that is being done already, once more after it."""
        if self.store is None:
            return
        if self._reading:
            self._read_again = True
            return
        self._reading = True
        self.run_worker(partial(workers.read_again, self, self.store), thread=True, group="read", exit_on_error=False)

    def _reading_done(self) -> None:
        self._reading = False
        if self._read_again:
            self._read_again = False
            self.reload()

    def poll(self) -> None:
        """Look whether anybody wrote."""
        if self.store is not None and not self._reading:
            work = partial(workers.poll, self, self.store, self.stamp)
            self.run_worker(work, thread=True, group="poll", exclusive=True, exit_on_error=False)

    @on(ChangedElsewhere)
    def _changed_elsewhere(self) -> None:
        self.reload()

    @on(NotReviewed)
    def _not_reviewed(self, message: NotReviewed) -> None:
        if message.whole:
            self._reading_whole = self._read_whole_again = False
        else:
            self._reading_done()
        self.say(f"The diary can't be read now: {message.reason}", "problem")

    @on(Reviewed)
    def _reviewed(self, message: Reviewed) -> None:
        self.stamp = message.stamp
        self.state = "open" if message.review.entries else "empty"
        self.review = message.review
        newer_follows = self._read_again
        self._reading_done()
        if any(getattr(screen, "shows_everything", False) for screen in self.screen_stack):
            self._read_whole()
        if not newer_follows:  # else it was read before the last change; what waits for that comes with the next one
            self._show_news(message.review)

    def want_whole(self) -> None:
        """A screen opens that shows everything. What was read before stands only where nobody has written since."""
        if self._whole_stamp != self.stamp:
            self.whole = None
            self._read_whole()

    def _read_whole(self) -> None:
        if self.store is None:
            return
        if self._reading_whole:
            self._read_whole_again = True
            return
        self._reading_whole = True
        self.run_worker(partial(workers.read_whole, self, self.store), thread=True, group="whole", exit_on_error=False)

    @on(WholeReviewed)
    def _whole_reviewed(self, message: WholeReviewed) -> None:
        self._whole_stamp = message.stamp
        self.whole = message.review
        self._reading_whole = False
        if self._read_whole_again:
            self._read_whole_again = False
            self._read_whole()

    def _open(self) -> None:
        self.run_worker(partial(workers.open_and_read, self), thread=True, group="open", exit_on_error=False)

    @on(Opened)
    def _opened(self, message: Opened) -> None:
        self.store, self.stamp = message.store, message.stamp
        self.state = "open" if message.review.entries else "empty"
        self.review = message.review
        self.today.show()
        self.set_interval(POLL, self.poll)
        self.set_interval(300, self.reload)  # time alone can decide a finding
        self.set_timer(SOON, self._get_ready)
        self.call_after_refresh(self.keys.open)

    def _get_ready(self) -> None:
        if self.store is not None:
            self.run_worker(partial(workers.preload, self, self.store), thread=True, group="ready", exit_on_error=False)

    @on(NotOpened)
    def _not_opened(self, message: NotOpened) -> None:
        self.state = "closed"
        typed = "" if self.keys.idle else " What was typed while it was being opened is not saved."
        self.closed_because = f"{message.reason.rstrip('.')}.{typed}"
        self.today.show()
        self.today.refresh_bindings()
        self.keys.open()

    def carry_out(self, job: Job) -> None:
        """Do something to the diary in a thread of its own. Never cancelled by the next one."""
        if self.store is None:
            self.post_message(NotSaved(job, "the diary is not open"))
            return
        self._running_jobs += 1
        self.say("Saving …" if not job.undo else "Taking back …", "working")
        self.run_worker(
            partial(workers.carry_out, self, self.store, job), thread=True, group="save", exit_on_error=False
        )

    @on(Saved)
    def _saved(self, message: Saved) -> None:
        self._running_jobs -= 1
        if not message.job.undo:
            self._undoable.append(message.change.id)
        self.say(message.said, "saved", undo=not message.job.undo)
        self._announce = (self._announce[0] if self._announce else self.review, message.said)
        if message.job.kept:
            message.job.kept(message.change)
        self.reload()
        if self._undos_waiting and not self._running_jobs:
            self._undos_waiting -= 1
            self._undo()
        self.maybe_leave()

    @on(NotBackedUp)
    def _not_backed_up(self, message: NotBackedUp) -> None:
        problem = f" Today's backup was not made: {message.reason}"
        if self._announce is not None:
            self._announce = (self._announce[0], self._announce[1] + problem)
        self.say(self.status.text + problem, "problem", undo=self.status.undo)

    @on(NotSaved)
    def _not_saved(self, message: NotSaved) -> None:
        self._running_jobs = max(0, self._running_jobs - 1)
        self._undos_waiting = 0  # they were meant for what could not be done
        self._leaving = False
        if message.job.failed:
            message.job.failed()
        self.say(workers.not_saved_text(message.job, message.reason), "problem")

    @property
    def busy(self) -> bool:
        """Whether something is on its way to the disk, or being read after it came there."""
        return self._running_jobs > 0 or self._announce is not None or bool(self._after_review) or self.reading

    def after_review(self, then: Callable[[], None]) -> None:
        """Do something on the screen once the next review has come."""
        self._after_review.append(then)

    def _show_news(self, review: Review) -> None:
        """What waited for the reading is done; then what changed in the findings is said behind what was saved."""
        waiting, self._after_review = self._after_review, []
        for then in waiting:
            then()
        if self._announce is not None:
            (before, said), self._announce = self._announce, None
            asked, self.today.asked = "", None
            if self.status.undo and before is not None:
                asked, self.today.asked = workers.question(before, review)
            self.say(f"{said}{workers.news(before, review)}{asked}", "saved", undo=self.status.undo)

    def change_settings(self, settings: Settings, text: str) -> None:
        """Write the settings to their file, then say the text."""
        if self.settings_path is None:
            self.say("There is no place for settings, so this can't be saved.", "problem")
            return
        work = partial(workers.save_settings, self, settings, text)
        self.run_worker(work, thread=True, group="settings", exit_on_error=False)

    @on(SettingsSaved)
    def _settings_saved(self, message: SettingsSaved) -> None:
        self.settings = message.settings
        self.say(message.said, "quiet")
        self.reload()  # the texts of the findings name the emergency number

    @on(Notice)
    def _told(self, message: Notice) -> None:
        self.say(message.text, message.kind)

    def say(self, text: str, kind: str = "hint", *, undo: bool = False) -> None:
        """Put a line at the bottom."""
        self.status = StatusMessage(text, kind, undo)

    def hush(self) -> None:
        """Take back what was said on another screen. What went wrong stays, and what is still being done."""
        if self.status.kind not in ("problem", "working"):
            self.status = StatusMessage()

    def action_undo(self) -> None:
        """Take back the last change of this window; where there is none, the newest of the program."""
        if self._running_jobs:  # what is on its way to the disk is the last change
            self._undos_waiting += 1
            return
        self._undo()

    def _undo(self) -> None:
        change = self._undoable.pop() if self._undoable else None

        def failed() -> None:
            if change is not None:
                self._undoable.append(change)

        self.carry_out(workers.undoing(change, failed))

    def maybe_leave(self) -> None:
        """Close, where that is wanted and nothing is on its way to the disk."""
        if self._leaving and self._running_jobs == 0:
            self.exit()

    def on_unmount(self) -> None:
        """Close the file."""
        self.keys.stop()
        if self.store is not None:
            self.store.close()

    async def on_event(self, event: events.Event) -> None:
        """Keys wait their turn, so that none is lost while a window opens or the diary is being read."""
        if not (isinstance(event, events.Key) and not event.is_forwarded and self.keys.take(event)):
            await super().on_event(event)

    async def handle_key_now(self, event: events.Key) -> None:
        """Let Textual have a key whose turn has come. A hint is there until the next key."""
        if self.status.kind in ("hint", "quiet"):
            self.status = StatusMessage()
        await super().on_event(event)
