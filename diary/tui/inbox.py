"""The inbox of the settings beside the screen: what is new in it is taken at the start and while the screen is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from diary.errors import DiaryError
from diary.tui import workers
from diary.tui.messages import InboxWaits, Job, Saved, SideProblem

if TYPE_CHECKING:
    from diary.domain.grammar.times import Here
    from diary.store.diary_store import DiaryStore

FileState = tuple[int, int, int]
"""Inode, size and time of the last change."""


class InboxHost(workers.WorkerHost, Protocol):
    """The app as the inbox sees it."""

    store: DiaryStore | None

    @property
    def here(self) -> Here:
        """The present time and zone."""

    def run_worker(
        self, work: Callable[[], None], *, thread: bool = False, group: str = "", exit_on_error: bool = True
    ) -> object:
        """Do the work in a thread."""


class InboxWatch:
    """Looks whether the file has changed, and takes what is new once it stays as it is."""

    path: Path | None = None
    """The file; None where the person has none."""

    def __init__(self, app: InboxHost) -> None:
        self._app = app
        self._looking = False
        self._first = True
        self._latest: FileState | None = None
        self._done: FileState | None = None
        self._told = ""

    def look(self) -> None:
        """Look at the file in a thread, unless that is going on."""
        if self.path is not None and self._app.store is not None and not self._looking:
            self._looking = True
            work = partial(self._look, self.path, self._app.store)
            self._app.run_worker(work, thread=True, group="inbox", exit_on_error=False)

    def _look(self, path: Path, store: DiaryStore) -> None:
        try:
            state = _state(path)
            # A line that is being written is taken a second later, when it is whole.
            settled = self._first or state == self._latest
            self._first, self._latest = False, state
            if state is not None and state != self._done and settled:
                self._done = state
                self._take(path, store)
        except DiaryError as error:
            from diary.tui.widgets.texts import key_text  # not before the first frame

            self._tell(f"Inbox: {key_text(error)}.")
        except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
            self._tell(f"Inbox: it could not be read ({type(error).__name__}).")
        finally:
            self._looking = False

    def _take(self, path: Path, store: DiaryStore) -> None:
        from diary.exchange.inbox_file import read_inbox  # only for those who have an inbox
        from diary.exchange.inbox_plan import plan_inbox, take, taken_line
        from diary.exchange.parsed_file import Fate

        inbox = read_inbox(path, store.path)
        if inbox is None:
            return
        clock, here = self._app.clock, self._app.here
        plan = plan_inbox(inbox, store, clock, here, asked=False)
        plan, change = take(plan, inbox, store, clock, here, asked=False)
        self._app.post_message(InboxWaits(plan.counts.get(Fate.REFUSED, 0)))
        text = taken_line(plan.counts, "diary inbox")
        if change is None:
            self._tell(text)
            return
        made = change
        self._app.post_message(Saved(Job(lambda _: made, text), made, text))
        if self._app.backups:
            workers.back_up_daily(self._app, store)

    def _tell(self, text: str) -> None:
        # Once, not at each look.
        if text and text != self._told:
            self._app.post_message(SideProblem(text))
        self._told = text


def _state(path: Path) -> FileState | None:
    """What shows that the file has changed; None where there is none, or it can't be looked at."""
    try:
        now = path.stat()
    except OSError:
        return None
    return now.st_ino, now.st_size, now.st_mtime_ns
