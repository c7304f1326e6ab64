"""What the app does away from the keys: opening and saving. Here are the handlers of the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.reactive import reactive
from textual.screen import Screen

from diary.clock import Clock
from diary.review import Review
from diary.settings import Settings
from diary.tui import workers
from diary.tui.key_queue import KeyQueue
from diary.tui.messages import Job, Kept, NotBackedUp, NotKept, NotOpened, Opened, Remembered
from diary.tui.reading import POLL, ReadingApp
from diary.tui.screens.today.screen import TodayScreen
from diary.tui.widgets.texts import in_keys

if TYPE_CHECKING:
    from diary.tui.screens.sessions.form import SessionDraft

SOON = 0.3
"""Seconds after the diary is on the screen until what saving takes is loaded: before anybody has logged anything."""


@dataclass(frozen=True, slots=True)
class Said:
    """The message at the bottom: saved, problem, hint, working or quiet."""

    text: str = ""
    kind: str = "quiet"
    undo: bool = False


class WorkingApp(ReadingApp):
    """The diary behind the screens. What is on its way to the disk is never cancelled, and no key waits for it."""

    said: reactive[Said] = reactive(Said(), init=False)

    def __init__(
        self,
        db_path: Path,
        *,
        clock: Clock,
        settings: Settings | None = None,
        settings_path: Path | None = None,
        backups: bool = True,
    ) -> None:
        super().__init__(db_path, clock, settings or Settings())
        self.settings_path = settings_path
        self.backups = backups
        self.keys = KeyQueue(self)
        self._undoable: list[str] = []
        self._at_work = self._undos_waiting = 0
        self._leaving = False
        self._announce: tuple[Review | None, str] | None = None
        self._after_review: list[Callable[[], None]] = []
        self.session_left: SessionDraft | None = None
        """What stood in the form of a session when it was left, or could not be kept."""
        self.typed: dict[str, str] = {}
        """Lines of the small windows that were left or could not be kept; they stand there again next time."""

    def get_default_screen(self) -> Screen[None]:
        """Today, always at the bottom of the stack."""
        return TodayScreen()

    @property
    def today(self) -> TodayScreen:
        """The Today screen, wherever one is."""
        screen = self.screen_stack[0]
        assert isinstance(screen, TodayScreen)
        return screen

    # Work away from the keys.

    def _open(self) -> None:
        self.run_worker(partial(workers.open_it, self), thread=True, group="open", exit_on_error=False)

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
            self.run_worker(
                partial(workers.get_ready, self, self.store), thread=True, group="ready", exit_on_error=False
            )

    @on(NotOpened)
    def _not_opened(self, message: NotOpened) -> None:
        self.state = "closed"
        typed = "" if self.keys.idle else " What was typed while it was being opened is not saved."
        self.closed_because = f"{message.reason.rstrip('.')}.{typed}"
        self.today.show()
        self.today.refresh_bindings()
        self.keys.open()

    def keep(self, job: Job) -> None:
        """Do something to the diary in a thread of its own. Never cancelled by the next one."""
        if self.store is None:
            self.post_message(NotKept(job, "the diary is not open"))
            return
        self._at_work += 1
        self.say("Saving …" if not job.undo else "Taking back …", "working")
        self.run_worker(partial(workers.do, self, self.store, job), thread=True, group="keep", exit_on_error=False)

    @on(Kept)
    def _kept(self, message: Kept) -> None:
        self._at_work -= 1
        if not message.job.undo:
            self._undoable.append(message.change.id)
        self.say(message.said, "saved", undo=not message.job.undo)
        self._announce = (self._announce[0] if self._announce else self.review, message.said)
        if message.job.kept:
            message.job.kept(message.change)
        self.reload()
        if self._undos_waiting and not self._at_work:
            self._undos_waiting -= 1
            self._undo()
        self.maybe_leave()

    @on(NotBackedUp)
    def _not_backed_up(self, message: NotBackedUp) -> None:
        problem = f" Today's backup was not made: {message.reason}"
        if self._announce is not None:
            self._announce = (self._announce[0], self._announce[1] + problem)
        self.say(self.said.text + problem, "problem", undo=self.said.undo)

    @on(NotKept)
    def _not_kept(self, message: NotKept) -> None:
        self._at_work = max(0, self._at_work - 1)
        self._undos_waiting = 0  # they were meant for what could not be done
        self._leaving = False
        if message.job.failed:
            message.job.failed()
        reason = in_keys(message.reason)
        if message.job.undo:
            self.say(f"Nothing was undone: {reason}.", "problem")
        elif message.job.failed:
            self.say(f"Not saved: {reason}. What you typed is still here.", "problem")
        else:
            self.say(f"Nothing was changed: {reason}.", "problem")

    @property
    def busy(self) -> bool:
        """Whether something is on its way to the disk, or being read after it came there."""
        return self._at_work > 0 or self._announce is not None or bool(self._after_review) or self.reading

    def after_review(self, then: Callable[[], None]) -> None:
        """Do something on the screen once the next review has come."""
        self._after_review.append(then)

    def read_anew(self, review: Review) -> None:
        """What waited for the reading is done; then what changed in the findings is said behind what was saved."""
        waiting, self._after_review = self._after_review, []
        for then in waiting:
            then()
        if self._announce is not None:
            (before, said), self._announce = self._announce, None
            asked, self.today.asked = "", None
            if self.said.undo and before is not None:
                asked, self.today.asked = workers.question(before, review)
            self.say(f"{said}{workers.news(before, review)}{asked}", "saved", undo=self.said.undo)

    @on(Remembered)
    def _remembered(self, message: Remembered) -> None:
        self.settings = message.settings
        self.say(message.said, "quiet")
        self.reload()  # the texts of the findings name the emergency number

    def say(self, text: str, kind: str = "hint", *, undo: bool = False) -> None:
        """Put a line at the bottom."""
        self.said = Said(text, kind, undo)

    def hush(self) -> None:
        """Take back what was said on another screen. What went wrong stays, and what is still being done."""
        if self.said.kind not in ("problem", "working"):
            self.said = Said()

    def action_undo(self) -> None:
        """Take back the last change of this window; where there is none, the newest of the program."""
        if self._at_work:  # what is on its way to the disk is the last change
            self._undos_waiting += 1
            return
        self._undo()

    def _undo(self) -> None:
        change = self._undoable.pop() if self._undoable else None

        def failed() -> None:
            if change is not None:
                self._undoable.append(change)

        self.keep(workers.undoing(change, failed))

    def maybe_leave(self) -> None:
        """Close, where that is wanted and nothing is on its way to the disk."""
        if self._leaving and self._at_work == 0:
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
        if self.said.kind in ("hint", "quiet"):
            self.said = Said()
        await super().on_event(event)
