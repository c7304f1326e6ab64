"""The part of the app that covers the screen: at a key, after a time without one, and where the diary is locked.

An encrypted diary is locked until a key for it is found, and again after that time: its file is closed, its key
forgotten, and what was typed is kept encrypted. What was on the screen stays in memory, and comes back with the diary.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.widget import AwaitMount

from diary.tui import workers
from diary.tui.messages import Locked, Opened, StaysLocked, Unlocked
from diary.tui.open_diary import OpenDiaryApp

if TYPE_CHECKING:
    from diary.store.diary_store import DiaryStore


class LockingApp(OpenDiaryApp):
    """An app that can be covered."""

    seconds: Callable[[], float] = staticmethod(time.time)
    """A clock that goes on while the machine sleeps; a test has its own."""
    _shut: DiaryStore | None = None
    _pressed_at = 0.0

    def push_screen(self, screen: Any, callback: Any = None, *given: Any, **named: Any) -> Any:
        """Open a screen. While everything is covered it waits, such as a question about a save that failed."""
        if self._is_covered and not _covers(screen):
            self._behind.append(partial(super().push_screen, screen, callback))
            return AwaitMount(screen, ())
        return super().push_screen(screen, callback, *given, **named)

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top; with the cover gone, open what came meanwhile."""
        popped = super().pop_screen()
        while self._behind and not self._is_covered:
            self._behind.pop(0)()
        return popped

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Switch off what a key does through a cover: only uncovering and leaving are left."""
        if self._is_covered and action not in ("hide", "quit"):
            return False
        return super().check_action(action, parameters)

    @property
    def _is_covered(self) -> bool:
        return len(self.screen_stack) > 1 and _covers(self.screen)

    @cached_property
    def _behind(self) -> list[Callable[[], object]]:
        """What opens the screens that came while everything was covered."""
        return []

    async def on_event(self, event: events.Event) -> None:
        """Note when a key was pressed; one that comes after the machine has slept finds the screen covered."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            self._cover_when_unused()
            self._pressed_at = self.seconds()
        await super().on_event(event)

    @on(Opened)
    def _count_from_now(self) -> None:
        self._pressed_at = self.seconds()

    def poll(self) -> None:
        """Cover the screen where nobody has pressed a key for a while, else look for changes."""
        self._cover_when_unused()
        if self.state == "locked":
            self._close_when_done()
        else:
            super().poll()

    def action_hide(self) -> None:
        """Cover everything with an empty screen, or take that away."""
        from diary.tui.screens.hidden import HiddenScreen

        if isinstance(self.screen, HiddenScreen):
            self.screen.dismiss(None)
        else:
            self.push_screen(HiddenScreen())

    def uncover(self) -> None:
        """Take the empty screen away where it is on top."""
        from diary.tui.screens.hidden import HiddenScreen

        if isinstance(self.screen, HiddenScreen):
            self.pop_screen()

    def _cover_when_unused(self) -> None:
        limit = self.settings.lock_after * 60
        # Of a clock that was set back the difference is negative.
        if not limit or self.store is None or abs(self.seconds() - self._pressed_at) < limit:
            return
        if self.state == "locked":
            return
        from diary.tui.screens.hidden import HiddenScreen

        if self.store.database.key is not None:
            self._lock()
        elif not isinstance(self.screen, HiddenScreen):
            self.action_hide()

    def _lock(self) -> None:
        typed = dict(self.unfinished)
        self.unsaved.keep()
        self.unfinished = typed  # the windows stay open, with what is in them
        self.state_before, self.state = self.state, "locked"
        self._show_locked("")
        self._close_when_done()

    def _close_when_done(self) -> None:
        """Close the file and forget its key, unless something still reads or writes: then a second later."""
        if self.store is not None and not self.saving and not any(worker.is_running for worker in self.workers):
            from diary.store.encryption.forms import forget_keys

            self._shut, self.store = self.store, None
            self._shut.close()
            forget_keys(self._shut.database.connection)

    @on(Locked)
    def _locked_at_start(self, message: Locked) -> None:
        self.state = "locked"
        self._show_locked(message.reason)
        # Once the field has the focus: what was typed until now is meant for it.
        self.call_after_refresh(self.keys.open)

    def _show_locked(self, reason: str) -> None:
        from diary.tui.screens.locked import LockedScreen  # for encrypted diaries only

        self.push_screen(LockedScreen(self.db_path.name, reason, self._try))

    def _try(self, secret: str) -> None:
        work = partial(workers.unlock, self, secret, self._shut)
        self.run_worker(work, thread=True, group="unlock", exit_on_error=False)

    @on(StaysLocked)
    def _stays_locked(self, message: StaysLocked) -> None:
        from diary.tui.screens.locked import LockedScreen

        if isinstance(self.screen, LockedScreen):
            self.screen.stays(message.reason)

    @on(Unlocked)
    def _unlocked(self) -> None:
        from diary.tui.screens.hidden import Cover

        while isinstance(self.screen, Cover):
            self.pop_screen()
        if not self.state_before:
            self.state = "opening"
            self.keys.close()  # until Today is on the screen
            self._open()
            return
        self.store, self._shut = self.store or self._shut, None
        self.state = self.state_before
        self.reload()


def _covers(screen: object) -> bool:
    return getattr(screen, "covers_all", False)
