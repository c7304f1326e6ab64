"""Reading the diary, away from the keys: as much as the rules need, and all of it for the screens that show more."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import App
from textual.reactive import reactive

from diary.clock import Clock
from diary.domain.grammar.times import Here
from diary.review import Review
from diary.settings import Settings
from diary.tui import workers
from diary.tui.messages import NotReviewed, Reviewed, Stirred, WholeReviewed

if TYPE_CHECKING:
    from diary.store.diary_store import DiaryStore

POLL = 1.0
"""Seconds between looks at whether another window wrote; what it wrote is here within two."""


class ReadingApp(App[None]):
    """The diary as it was read last. A reading is never broken off; the next one follows it."""

    review: reactive[Review | None] = reactive(None, init=False)
    """How it stands, with what the rules need."""
    whole: reactive[Review | None] = reactive(None, init=False)
    """The same with everything in it, while a screen is open that shows everything."""

    def __init__(self, db_path: Path, clock: Clock, settings: Settings) -> None:
        # Under NO_COLOR the terminal's own colours stand, and Textual's filter then sends none at all; made grey by
        # its other filter, they would be black on black.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        if "TEXTUAL_ANIMATIONS" not in os.environ:
            self.animation_level = "none"  # nothing moves unless somebody asked for it
        self.db_path, self.clock, self.settings = db_path, clock, settings
        self.store: DiaryStore | None = None
        self.state = "opening"
        self.closed_because = ""
        """Why the diary could not be opened, where the state is closed."""
        self.stamp = -1
        """The stamp of the diary when the review was read."""
        self._whole_stamp = -1
        self._looking = self._look_again = False
        self._looking_whole = self._look_whole_again = False

    @property
    def here(self) -> Here:
        """Now, as the grammar reads times."""
        return Here(self.clock.now(), self.clock.zone, self.clock.zone_name)

    @property
    def reading(self) -> bool:
        """Whether everything is being read."""
        return self._looking_whole

    def reload(self) -> None:
        """Read the diary again; where that is being done already, once more after it."""
        if self.store is None:
            return
        if self._looking:
            self._look_again = True
            return
        self._looking = True
        self.run_worker(partial(workers.look, self, self.store), thread=True, group="look", exit_on_error=False)

    def _looked(self) -> None:
        self._looking = False
        if self._look_again:
            self._look_again = False
            self.reload()

    def poll(self) -> None:
        """Look whether anybody wrote."""
        if self.store is not None and not self._looking:
            work = partial(workers.poll, self, self.store, self.stamp)
            self.run_worker(work, thread=True, group="poll", exclusive=True, exit_on_error=False)

    @on(Stirred)
    def _stirred(self) -> None:
        self.reload()

    @on(NotReviewed)
    def _not_reviewed(self, message: NotReviewed) -> None:
        if message.whole:
            self._looking_whole = self._look_whole_again = False
        else:
            self._looked()
        self.say(f"The diary can't be read now: {message.reason}", "problem")

    @on(Reviewed)
    def _reviewed(self, message: Reviewed) -> None:
        self.stamp = message.stamp
        self.state = "open" if message.review.entries else "empty"
        self.review = message.review
        newer_follows = self._look_again
        self._looked()
        if any(getattr(screen, "shows_everything", False) for screen in self.screen_stack):
            self._read_whole()
        if not newer_follows:  # else it was read before the last change; what waits for that comes with the next one
            self.read_anew(message.review)

    def read_anew(self, review: Review) -> None:
        """What is to be done after a reading that nothing has overtaken."""

    def say(self, text: str, kind: str = "hint", *, undo: bool = False) -> None:
        """Tell the person."""

    def want_whole(self) -> None:
        """A screen opens that shows everything. What was read before stands only where nobody has written since."""
        if self._whole_stamp != self.stamp:
            self.whole = None
            self._read_whole()

    def _read_whole(self) -> None:
        if self.store is None:
            return
        if self._looking_whole:
            self._look_whole_again = True
            return
        self._looking_whole = True
        self.run_worker(partial(workers.look_whole, self, self.store), thread=True, group="whole", exit_on_error=False)

    @on(WholeReviewed)
    def _whole_reviewed(self, message: WholeReviewed) -> None:
        self._whole_stamp = message.stamp
        self.whole = message.review
        self._looking_whole = False
        if self._look_whole_again:
            self._look_whole_again = False
            self._read_whole()
