"""A queue of keys: each is handled completely before the next one, and none is lost while the diary opens.

Textual sends a key to the widget that has the focus at that instant. A person who types faster than a window opens
would type into the screen below it. Here each key waits until the key before it has been handled.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from textual import events

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump

# Quitting must work even where an earlier key has got stuck.
IMMEDIATE = frozenset({"ctrl+c", "ctrl+q"})
"""Keys that do not wait."""
LONGEST_WAIT = 3.0
"""Seconds after which the next key is handled even if the one before is not finished."""


class KeyQueue:
    """The keys that wait to be handled; `handle` gives one of them to the app."""

    def __init__(self, app: App[Any], handle: Callable[[events.Key], Awaitable[None]]) -> None:
        self._app, self._handle = app, handle
        self._waiting: asyncio.Queue[events.Key] = asyncio.Queue()
        self._open = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._current: events.Key | None = None

    def start(self) -> None:
        """Start the task that hands keys on once `open` has been called."""
        self._task = asyncio.create_task(self._dispatch())

    def open(self) -> None:
        """Hand on the keys that were typed while the diary was being opened, and all later ones."""
        self._open.set()

    def stop(self) -> None:
        """Hand no more keys on."""
        if self._task is not None:
            self._task.cancel()

    @property
    def idle(self) -> bool:
        """Whether no key waits or is being handled."""
        return self._waiting.empty() and self._current is None

    @property
    def waiting(self) -> int:
        """How many keys wait."""
        return self._waiting.qsize()

    def accept(self, event: events.Key) -> bool:
        """Put a new key into the queue; False for a key that must be handled at once."""
        if self._task is None or event.key in IMMEDIATE:
            return False
        if event.key == "ctrl+j" and not self._open.is_set():
            # Until the program sets raw mode, the terminal turns Enter into a line feed, which Textual reads as ctrl+j.
            event = events.Key("enter", "\r")
        self._waiting.put_nowait(event)
        return True

    async def _dispatch(self) -> None:
        await self._open.wait()
        while self._app.is_running:
            self._current = event = await self._waiting.get()
            target: MessagePump | None = self._app.focused or self._app.screen
            await self._handle(event)
            # A key without a priority binding goes to the focused widget, then from parent to parent up to the app.
            # Each has its own message queue: once it reaches a callback put there after the key, the key is handled.
            while target is not None and event.is_forwarded:
                await self._wait_until_handled(target)
                target = target._parent
            await self._wait_until_focused()
            self._current = None

    async def _wait_until_focused(self) -> None:
        """Wait until a screen that the key opened is ready. It may open another screen itself, hence the loop."""
        screen = None
        while screen is not self._app.screen and self._app.is_running:
            screen = self._app.screen
            await self._wait_until_handled(screen)

    async def _wait_until_handled(self, pump: MessagePump) -> None:
        done = asyncio.Event()
        if pump.call_later(done.set):  # False where the widget is closing, which will never call back
            try:
                await asyncio.wait_for(done.wait(), LONGEST_WAIT)
            except TimeoutError:
                return  # a keyboard that no longer answers would be worse than keys out of order
