"""The part of the app that holds the open diary: it starts the workers and handles the messages they answer with."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.reactive import var

from diary.clock import Clock
from diary.settings import Settings
from diary.tui import workers
from diary.tui.ending import Ending
from diary.tui.host import host_of
from diary.tui.messages import (
    ChangedElsewhere,
    Job,
    Notice,
    NotOpened,
    NotReviewed,
    NotSaved,
    Opened,
    Reviewed,
    Saved,
    SideProblem,
    StatusMessage,
    WholeReviewed,
)
from diary.tui.starting import StartingApp

# All else is loaded in a thread once the first frame is on the screen (`workers.open_and_read`).
if TYPE_CHECKING:
    from diary.domain.grammar.times import Here
    from diary.domain.records import Entry
    from diary.review.snapshot import Review
    from diary.store.diary_store import DiaryStore
    from diary.tui.taking_back import TakingBack
    from diary.tui.unsaved_texts import UnsavedTexts

POLL = 1.0
"""Seconds between looks for changes of another program; with the reading, they show within two seconds."""
PRELOAD_AFTER = 0.3
"""Seconds from the diary on the screen to loading what saving needs: no person logs anything as fast."""
RELOAD = 300
"""Seconds between readings without a change: time alone can decide a finding."""


class OpenDiaryApp(StartingApp):
    """The app without its screens and keys. Saving and reading are never cancelled, and no key waits for them."""

    review: var[Review | None] = var(None, init=False)
    """The diary with the findings, as far back as the rules look; None while it is being opened."""
    whole: var[Review | None] = var(None, init=False)
    """The same with all records, for screens that show everything; None until one has asked for it."""

    state_before = locked_reason = ""
    """Of a locked diary: its state before ("" if it was never open), and why the passphrase command opened nothing."""
    last_report: Path | None = None
    """The file of the report that was written last in this run."""

    def __init__(
        self,
        db_path: Path,
        *,
        clock: Clock,
        settings: Settings | None = None,
        settings_path: Path | None = None,
        backups: bool = True,
    ) -> None:
        # With ansi_color Textual sends no colour at all under NO_COLOR. Without it Textual would turn colours into
        # shades of grey, which came out black on black.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        if "TEXTUAL_ANIMATIONS" not in os.environ:
            self.animation_level = "none"  # movement disturbs many people; whoever wants it can ask for it
        self.db_path, self.clock, self.settings = db_path, clock, settings or Settings()
        self.store: DiaryStore | None = None
        self.state = "opening"
        self.file_problem = self.told_problem = self.closed_reason = ""
        """Why the diary could not be opened, where the state is closed."""
        self.stamp = self._whole_stamp = -1
        """The stamps of the diary when the review, and all of it, was read; -1 before that."""
        self._reading = self._read_again = self._reading_whole = self._read_whole_again = False
        self.settings_path, self.backups = settings_path, backups
        self._jobs: list[Job] = []
        self._leaving, self._told_of_file = False, ""
        self.ending = Ending(self)
        self._announce: tuple[Review | None, str] | None = None
        self._after_review: list[Callable[[], None]] = []
        self.unfinished: dict[str, Any] = {}
        """What was typed in a small window and is not saved, by the window's name; it is offered again there."""

    @cached_property
    def taking_back(self) -> TakingBack:
        """What u takes back, and U does again."""
        from diary.tui.taking_back import TakingBack

        return TakingBack(self)

    @cached_property
    def unsaved(self) -> UnsavedTexts:
        """What is typed and not saved, to be kept at the end."""
        from diary.tui.unsaved_texts import UnsavedTexts

        return UnsavedTexts(self)

    @property
    def sites_shown(self) -> bool:
        """Whether Today lists any site."""
        return bool(self.today.order)

    def edit_entry(self, entry: Entry, then: Callable[[], None] | None = None) -> None:
        """Open a saved entry for change on Today; `then` is called when that is over."""
        self.today.edit(entry, then)

    @property
    def here(self) -> Here:
        """The present time and zone, from which the grammar reads words such as "yesterday"."""
        from diary.domain.grammar.times import Here

        return Here(self.clock.now(), self.clock.zone, self.clock.zone_name, self.settings.night)

    @property
    def reading(self) -> bool:
        """Whether all records are being read."""
        return self._reading_whole

    def reload(self) -> None:
        """Read the diary again; where it is being read already, once more after that."""
        if self.store is None:
            return
        # A second worker at the same time could finish first, and the older reading would win.
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
        """Look whether another program changed the diary, or a new day began.

        A late look may be cancelled: the next one follows.
        """
        if self.store is not None and not self._reading:
            # At midnight, without a key: a strip that ends at yesterday looks as if today were missing.
            here, review = self.here, self.review
            if review is not None and (review.today, review.called_today) != (here.local.date(), here.today):
                self.reload()
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
        found = "open" if message.review.entries else "empty"
        # A reading that ends after the diary was locked must not open it.
        self.state, self.state_before = ("locked", found) if self.state == "locked" else (found, "")
        self.review = message.review
        newer_follows = self._read_again
        self._reading_done()
        if any(getattr(screen, "shows_everything", False) for screen in self.screen_stack):
            self._read_whole()
        if not newer_follows:  # else this review may lack the last change, and the news of it would be wrong
            self._show_news(message.review)

    def need_whole(self) -> None:
        """Read all records for a screen that shows everything, unless they are those of today and unchanged."""
        is_old = self.whole is not None and self.review is not None and self.whole.today != self.review.today
        if is_old or self._whole_stamp != self.stamp:
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
    async def _opened(self, message: Opened) -> None:
        from diary.tui.screens.today.unsaved_line import UnsavedLine

        self.store, self.stamp = message.store, message.stamp
        self.state = "open" if message.review.entries else "empty"
        self.review = message.review
        await self.put_today()
        self.today.query_one(UnsavedLine).offer(message.unsaved)
        self.set_interval(POLL, self.poll)
        self.set_interval(RELOAD, self.reload)
        self.set_timer(PRELOAD_AFTER, self._preload)
        # After the refresh: the sites must be on the screen before a digit that was typed ahead can go to one.
        self.call_after_refresh(self.keys.open)

    def _preload(self) -> None:
        if self.store is not None:
            self.run_worker(partial(workers.preload, self, self.store), thread=True, group="ready", exit_on_error=False)

    @on(NotOpened)
    async def _not_opened(self, message: NotOpened) -> None:
        self.state = "closed"
        typed = " What was typed while it was being opened is not saved." if self.keys.waiting else ""
        self.closed_reason = f"{message.reason.rstrip('.')}.{typed}"
        await self.put_today()
        self.keys.open()  # else q would wait for ever

    def carry_out(self, job: Job) -> None:
        """Change the diary in a thread of its own. A later change never cancels it."""
        if self.store is None:
            self.post_message(NotSaved(job, "the diary is not open"))
            return
        self._jobs.append(job)
        self.say("Saving …" if not job.undo else "Taking back …", "working")
        self.run_worker(
            partial(workers.carry_out, self, self.store, job), thread=True, group="save", exit_on_error=False
        )

    @on(Saved)
    def _saved(self, message: Saved) -> None:
        if message.job in self._jobs:  # lines of the inbox come without one
            self._jobs.remove(message.job)
        self.say(message.text, "saved", undo=not message.job.undo)
        # Of several changes before the next review the first one's review is what the findings are compared with.
        self._announce = (self._announce[0] if self._announce else self.review, message.text)
        if message.job.on_saved:
            message.job.on_saved(message.change)
        if self._reading:
            self.reload()  # now, as that reading may lack the change
        else:
            # Reading would delay drawing the word. Twice, as the message may not have reached the screen before.
            self.call_after_refresh(self.call_after_refresh, self.reload)
        self.taking_back.saved(message.job, message.change, message.time)
        self.exit_when_saved()

    @on(SideProblem)
    def _side_problem(self, message: SideProblem) -> None:
        # It may come before or after the review, which replaces the message: so it is added to both texts.
        self._announce = self._announce and (self._announce[0], f"{self._announce[1]} {message.text}")
        before = "" if self.status.kind in ("hint", "quiet") else self.status.text
        if message.about_file:  # of a file that has come back the old advice would do harm
            before, self._told_of_file = before.replace(self._told_of_file, "").strip(), message.text
        kind = "problem" if message.problem else self.status.kind if before else "quiet"
        self.say(f"{before} {message.text}".lstrip(), kind, undo=self.status.undo)

    @on(NotSaved)
    def _not_saved(self, message: NotSaved) -> None:
        if message.job in self._jobs:  # it never began where the diary is not open
            self._jobs.remove(message.job)
        self.taking_back.not_saved()
        self._leaving = False  # quitting now would lose what could not be saved
        if message.job.on_failed:
            message.job.on_failed()
        self.say(workers.not_saved_text(message.job, message.reason), "problem")
        if message.changed is not None and message.job.edit is not None:
            from diary.tui.screens.changed_meanwhile import ask_which  # 5 ms

            ask_which(host_of(self), message.job, message.changed)
        self.exit_when_saved()

    @property
    def saving(self) -> bool:
        """Whether a change is being saved."""
        return bool(self._jobs)

    @property
    def busy(self) -> bool:
        """Whether a change is being saved, or the diary is being read after one."""
        waits = self._announce is not None or bool(self._after_review) or self.taking_back.looking
        return bool(self._jobs) or waits or self.reading

    def after_review(self, then: Callable[[], None]) -> None:
        """Call `then` in the screen's thread when the next review has arrived."""
        self._after_review.append(then)

    def _show_news(self, review: Review) -> None:
        """Call what waits for a review; then add the changes of the findings and a question to the saved message."""
        waiting, self._after_review = self._after_review, []
        for then in waiting:
            then()
        if self._announce is not None:
            from diary.tui import news  # after the first save

            (before, text), self._announce = self._announce, None
            question, self.today.asked = "", None
            if self.status.undo and before is not None:
                question, self.today.asked = news.follow_up_question(before, review)
            kind = news.news_kind(before, review)
            # The news must not hide what u was said to take back, nor that the news.
            named = f" {self.taking_back.text}".rstrip()
            changes = news.finding_news(before, review)
            self.say(f"{text}{changes}{question}{named}", kind, undo=self.status.undo)

    @on(Notice)
    def _show_notice(self, message: Notice) -> None:
        self.say(message.text, message.kind)

    def clear_message(self) -> None:
        """Remove the message of another screen, unless it is a problem or about work that still goes on."""
        if self.status.kind not in ("problem", "working"):
            self.status = StatusMessage()

    def exit_when_saved(self) -> None:
        """Close the program where that was asked for and nothing is being saved."""
        if self.ending.status:
            self.ending.go_on()
        elif self._leaving and not self._jobs:
            # The person was asked about the draft on Today; lines and forms that were left are kept unasked.
            self.unsaved.keep(drafts=self.state == "locked")
            self.exit()

    def on_unmount(self) -> None:
        """Close the file."""
        self.keys.stop()
        if self.store is not None:
            self.store.close()
