"""The end that nobody asked for with a key: a signal, or a terminal that is gone. It takes less than a second.

What is being saved is finished where that is quick, what was typed is kept, and the terminal is left as it was.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from contextvars import copy_context
from threading import Thread
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import asyncio

    from diary.tui.unsaved_texts import UnsavedTexts

PATIENCE = 0.4
"""Seconds for a change that is being saved."""
LONGEST = 0.8
"""Seconds until the program ends even where it no longer answers: its output may be stuck, or its disk."""
SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT")
"""The signals that end the screen. SIGHUP does so even where it was ignored: a screen needs its terminal."""
GONE = 128 + 1
"""The exit status where the terminal is gone: that of SIGHUP."""


class EndingApp(Protocol):
    """The app as its end sees it."""

    @property
    def unsaved(self) -> UnsavedTexts:
        """What is typed and not saved."""

    @property
    def saving(self) -> bool:
        """Whether a change is being saved."""

    def exit(self, result: None = None, return_code: int = 0) -> None:
        """Close the program."""


class Ending:
    """Ends the app when it is told to; it may be told from any thread."""

    def __init__(self, app: EndingApp) -> None:
        self._app = app
        self._loop: asyncio.AbstractEventLoop | None = None
        self._restore: Callable[[], None] = lambda: None
        self._late = self._kept = self._exited = False
        self.status = 0
        """The exit status to end with; 0 while the program goes on."""

    def listen(self, loop: asyncio.AbstractEventLoop, restore_terminal: Callable[[], None]) -> None:
        """Follow the signals from now on; `restore_terminal` must not wait for anything."""
        self._loop, self._restore = loop, restore_terminal
        # In the app's context, without which widgets can't be read.
        self._last_thread = Thread(target=copy_context().run, args=(self._end_in_any_case,), daemon=True)
        for name in SIGNALS:
            number = getattr(signal, name)
            signal.signal(number, lambda *_, status=128 + number: self.begin(status))

    def begin(self, status: int) -> None:
        """End with that exit status."""
        if self.status or self._loop is None:
            return
        self.status = status
        self._last_thread.start()
        with contextlib.suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        assert self._loop is not None
        # First of all: from here on nothing that was typed can be lost any more.
        self._keep()
        self._loop.call_later(PATIENCE, self._end_late)
        self.go_on()

    def _keep(self) -> None:
        self._app.unsaved.keep()
        self._kept = True

    def _end_late(self) -> None:
        self._late = True
        self.go_on()

    def go_on(self) -> None:
        """End as soon as nothing is being saved any more, or no time is left for it."""
        # Once only: afterwards the screens are taken down, and nothing can be read from them any more.
        if not self._exited and (self._late or not self._app.saving):
            self._exited = True
            self._keep()
            self._app.exit(return_code=self.status)

    def _end_in_any_case(self) -> None:
        """End the process. What is just being saved is then saved completely or not at all, as after a kill."""
        time.sleep(LONGEST)
        with contextlib.suppress(Exception):
            self._restore()
        with contextlib.suppress(Exception):
            if not self._kept:
                self._keep()
        os._exit(self.status)
