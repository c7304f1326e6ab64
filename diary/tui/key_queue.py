"""Keys one after the other: each is done before the next begins, and none is lost while the diary opens.

Textual hands a key to whatever has the focus at that instant. Who types ahead of a window that is just opening would
type into the screen below it. Here the next key waits until the one before has been dealt with.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from textual import events

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump

AT_ONCE = frozenset({"ctrl+c", "ctrl+q"})
"""Keys that wait for nothing."""
PATIENCE = 3.0
"""Seconds after which the next key goes on all the same."""


class KeyQueue:
    """The keys that wait for their turn."""

    def __init__(self, app: App[Any], handle: Callable[[events.Key], Awaitable[None]]) -> None:
        self._app, self._handle = app, handle
        self._waiting: asyncio.Queue[events.Key] = asyncio.Queue()
        self._open = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._current: events.Key | None = None

    def start(self) -> None:
        """Begin to hand keys on, as soon as `open` is called."""
        self._task = asyncio.create_task(self._hand_on())

    def open(self) -> None:
        """The diary is there: keys that were typed before go on now."""
        self._open.set()

    def stop(self) -> None:
        """Hand no more keys on."""
        if self._task is not None:
            self._task.cancel()

    @property
    def idle(self) -> bool:
        """Whether no key waits or is being dealt with."""
        return self._waiting.empty() and self._current is None

    def take(self, event: events.Key) -> bool:
        """Put a fresh key in the queue; False for those that wait for nothing."""
        if self._task is None or event.key in AT_ONCE:
            return False
        if event.key == "ctrl+j" and not self._open.is_set():
            # Until the program took the terminal over, it turned the Enter of who typed ahead into a line feed.
            event = events.Key("enter", "\r")
        self._waiting.put_nowait(event)
        return True

    async def _hand_on(self) -> None:
        await self._open.wait()
        while self._app.is_running:
            self._current = event = await self._waiting.get()
            target: MessagePump | None = self._app.focused or self._app.screen
            await self._handle(event)
            # A key that no priority binding took goes to the focus, and from there up to the app, whose bindings
            # come last. Each of them has dealt with it once it comes to what was put behind the key in its queue.
            while target is not None and event.is_forwarded:
                await self._reached(target)
                target = target._parent
            await self._settled()
            self._current = None

    async def _settled(self) -> None:
        """Wait until a screen that the key opened has its focus."""
        screen = None
        while screen is not self._app.screen and self._app.is_running:
            screen = self._app.screen
            await self._reached(screen)

    async def _reached(self, pump: MessagePump) -> None:
        done = asyncio.Event()
        if pump.call_later(done.set):
            try:
                await asyncio.wait_for(done.wait(), PATIENCE)
            except TimeoutError:
                return
