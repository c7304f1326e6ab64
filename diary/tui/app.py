"""The app: it opens the diary after the first frame, hands work to threads, and tells the screens how things stand."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from diary.clock import Clock
from diary.domain.times import Here
from diary.review import Review
from diary.settings import Settings
from diary.tui import desk
from diary.tui.keys import KeyQueue
from diary.tui.messages import Job, Kept, NotKept, NotOpened, NotReviewed, Opened, Remembered, Reviewed, Stirred
from diary.tui.themes import THEMES, theme_name
from diary.tui.today.screen import TodayScreen

if TYPE_CHECKING:
    from diary.domain.findings import Finding
    from diary.store.diary_store import DiaryStore

POLL = 1.0
"""Seconds between looks at whether another window wrote; what it wrote is here within two."""


@dataclass(frozen=True, slots=True)
class Said:
    """The message at the bottom: saved, problem, hint or quiet."""

    text: str = ""
    kind: str = "quiet"
    undo: bool = False


class DiaryApp(App[None]):
    """The pain diary on the screen."""

    TITLE = "Pain diary"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "undo", id="app.undo", tooltip="Take back the last change; again: the one before"),
        Binding("h", "go('history')", "history", id="app.history", tooltip="All entries: find, change, delete"),
        Binding("g", "go('trends')", "graph", id="app.trends", tooltip="The course of the pain as a picture"),
        Binding("f", "go('findings')", "findings", id="app.findings", tooltip="What the diary warns of, and why"),
        Binding("s", "go('sessions')", "sessions", id="app.sessions", tooltip="Therapy and exercise sessions"),
        Binding("r", "go('report')", "report", id="app.report", tooltip="The report for the appointment"),
        Binding("question_mark,f1", "help", "help", id="app.help", tooltip="All keys and what they do"),
        Binding("ctrl+t", "next_theme", "colours", show=False, id="app.theme", tooltip="Dark, light, terminal colours"),
        Binding("q", "quit", "quit", id="app.quit", tooltip="Close the diary"),
        Binding("ctrl+q", "quit", "quit", show=False, priority=True, id="app.quit-anywhere", tooltip="Close the diary"),
    ]

    review: reactive[Review | None] = reactive(None, init=False)
    said: reactive[Said] = reactive(Said(), init=False)

    def __init__(
        self, db_path: Path, *, clock: Clock, settings: Settings | None = None, settings_path: Path | None = None
    ) -> None:
        # Under NO_COLOR the terminal's own colours stand, and Textual's filter then sends none at all; made grey by
        # its other filter, they would be black on black.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.db_path, self.clock, self.settings_path = db_path, clock, settings_path
        self.settings = settings or Settings()
        self.store: DiaryStore | None = None
        self.state = "opening"
        self.keys = KeyQueue(self)
        self._stamp = -1
        self._undoable: list[str] = []
        self._at_work = 0
        self._leaving = False
        self._looking = False
        self._look_again = False
        self._announce: tuple[Review | None, str] | None = None
        self._after_review: list[Callable[[], None]] = []

    @property
    def here(self) -> Here:
        """Now, as the grammar reads times."""
        return Here(self.clock.now(), self.clock.zone, self.clock.zone_name)

    def get_default_screen(self) -> Screen[None]:
        """Today, always at the bottom of the stack."""
        return TodayScreen()

    @property
    def today(self) -> TodayScreen:
        """The Today screen, wherever one is."""
        screen = self.screen_stack[0]
        assert isinstance(screen, TodayScreen)
        return screen

    def on_mount(self) -> None:
        """Colours first, then the first frame, and only then the diary."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_name(self.settings.theme, no_color=self.no_color)
        self.keys.start()
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        self.run_worker(partial(desk.open_it, self), thread=True, group="open", exit_on_error=False)

    @on(Opened)
    def _opened(self, message: Opened) -> None:
        self.store, self._stamp = message.store, message.stamp
        self.state = "open" if message.review.entries else "empty"
        self.review = message.review
        self.today.show()
        self.set_interval(POLL, self._poll)
        self.set_interval(300, self._reload)  # time alone can decide a finding
        self.call_after_refresh(self.keys.open)

    @on(NotOpened)
    def _not_opened(self, message: NotOpened) -> None:
        self.state = "closed"
        self.today.show()
        self.say(message.reason, "problem")
        self.keys.open()

    # Work away from the keys.

    def keep(self, job: Job) -> None:
        """Do something to the diary in a thread of its own. Never cancelled by the next one."""
        if self.store is None:
            self.post_message(NotKept(job, "the diary is not open"))
            return
        self._at_work += 1
        self.say("Saving …" if not job.undo else "Taking back …", "quiet")
        self.run_worker(partial(desk.do, self, self.store, job), thread=True, group="keep", exit_on_error=False)

    @on(Kept)
    def _kept(self, message: Kept) -> None:
        self._at_work -= 1
        if not message.job.undo:
            self._undoable.append(message.change.id)
        self.say(message.said, "saved", undo=not message.job.undo)
        self._announce = (self._announce[0] if self._announce else self.review, message.said)
        if message.job.kept:
            message.job.kept(message.change)
        self._reload()
        self._maybe_leave()

    @on(NotKept)
    def _not_kept(self, message: NotKept) -> None:
        self._at_work = max(0, self._at_work - 1)
        self._leaving = False
        if message.job.failed:
            message.job.failed()
        if message.job.undo:
            self.say(f"Nothing was undone: {message.reason}.", "problem")
        elif message.job.failed:
            self.say(f"Not saved: {message.reason}. What you typed is still here.", "problem")
        else:
            self.say(f"Nothing was changed: {message.reason}.", "problem")

    @property
    def busy(self) -> bool:
        """Whether something is on its way to the disk, or being read after it came there."""
        return self._at_work > 0 or self._announce is not None or bool(self._after_review)

    def after_review(self, then: Callable[[], None]) -> None:
        """Do something on the screen once the next review has come."""
        self._after_review.append(then)

    def _reload(self) -> None:
        """Read the diary again; where that is being done already, once more after it. It is never broken off."""
        if self.store is None:
            return
        if self._looking:
            self._look_again = True
            return
        self._looking = True
        self.run_worker(partial(desk.look, self, self.store), thread=True, group="look", exit_on_error=False)

    def _looked(self) -> None:
        self._looking = False
        if self._look_again:
            self._look_again = False
            self._reload()

    def _poll(self) -> None:
        if self.store is not None and not self._looking:
            work = partial(desk.poll, self, self.store, self._stamp)
            self.run_worker(work, thread=True, group="poll", exclusive=True, exit_on_error=False)

    @on(Stirred)
    def _stirred(self) -> None:
        self._reload()

    @on(NotReviewed)
    def _not_reviewed(self, message: NotReviewed) -> None:
        self._looked()
        self.say(f"The diary can't be read now: {message.reason}", "problem")

    @on(Reviewed)
    def _reviewed(self, message: Reviewed) -> None:
        self._stamp = message.stamp
        self.state = "open" if message.review.entries else "empty"
        self.review = message.review
        newer_follows = self._look_again
        self._looked()
        if newer_follows:
            return  # it was read before the last change; what waits for that comes with the next one
        waiting, self._after_review = self._after_review, []
        for then in waiting:
            then()
        if self._announce is not None:
            (before, said), self._announce = self._announce, None
            self.say(f"{said}{desk.news(before, message.review)}", "saved", undo=self.said.undo)

    @on(Remembered)
    def _remembered(self, message: Remembered) -> None:
        self.settings = message.settings
        self.say(message.said, "quiet")
        self._reload()  # the texts of the findings name the emergency number

    # What keys do everywhere.

    def say(self, text: str, kind: str = "hint", *, undo: bool = False) -> None:
        """Put a line at the bottom."""
        self.said = Said(text, kind, undo)

    def action_undo(self) -> None:
        """Take back the last change of this window; where there is none, the newest of the program."""
        change = self._undoable.pop() if self._undoable else None

        def failed() -> None:
            if change is not None:
                self._undoable.append(change)

        self.keep(desk.undoing(change, failed))

    def tell(self, finding: Finding) -> None:
        """Ask for a note, then keep that the finding was told."""
        from diary.tui.findings.told import ask_told  # 5 ms

        ask_told(self, finding)

    def action_go(self, name: str) -> None:
        """Go to a screen, by way of Today, so that Esc always leads there."""
        from diary.tui.places import screen_called  # each screen is imported when it is opened

        while len(self.screen_stack) > 1:
            self.pop_screen()
        if name != "today":
            self.push_screen(screen_called(name))

    def action_help(self) -> None:
        """All keys of the screen."""
        from diary.tui.help.screen import HelpScreen  # 5 ms

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_next_theme(self) -> None:
        """The next colours, remembered."""
        names = [theme.name for theme in THEMES]
        at = names.index(self.theme) if self.theme in names else -1
        self.use_theme(names[(at + 1) % len(names)])

    def use_theme(self, name: str) -> None:
        """Colours by their name, remembered in the settings."""
        self.theme = name
        self.say(f"Colours: {name}", "quiet")
        if self.settings_path is not None:
            changed = replace(self.settings, theme=name)
            work = partial(desk.remember, self, changed, f"Colours: {name}")
            self.run_worker(work, thread=True, group="settings", exit_on_error=False)

    async def action_quit(self) -> None:
        """Close, once nothing is on its way to the disk; a draft is asked about first."""
        if not self.today.draft.untouched and not self._leaving:
            from diary.tui.parts.asking import Ask  # 5 ms

            text = "Your entry is not saved yet."
            self.push_screen(Ask(text, {"q": "quit without it", "escape": "back to it"}), self._quit_answered)
            return
        self._leaving = True
        self._maybe_leave()

    def _quit_answered(self, answer: str | None) -> None:
        if answer == "q":
            self._leaving = True
            self._maybe_leave()

    def _maybe_leave(self) -> None:
        if self._leaving and self._at_work == 0:
            self.exit()

    def on_unmount(self) -> None:
        """Close the file."""
        self.keys.stop()
        if self.store is not None:
            self.store.close()

    def _fatal_error(self) -> None:
        """End with one plain line: Textual's traceback would show what the diary holds."""
        if os.environ.get("DIARY_DEBUG"):
            super()._fatal_error()
            return
        kind = type(self._exception).__name__ if self._exception else "error"
        self.panic(Text(f"diary: something went wrong inside the program ({kind}). What was saved is safe."))

    async def on_event(self, event: events.Event) -> None:
        """Keys wait their turn, so that none is lost while a window opens or the diary is being read."""
        if not (isinstance(event, events.Key) and not event.is_forwarded and self.keys.take(event)):
            await super().on_event(event)

    async def handle_key_now(self, event: events.Key) -> None:
        """Let Textual have a key whose turn has come."""
        await super().on_event(event)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: everything that is bound here, by what it does, and the colours."""
        from diary.tui.help.keys import commands  # with the palette only

        yield from commands(self, screen)
