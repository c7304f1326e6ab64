"""A queue of keys: each is handled completely before the next one, and none is lost while the diary opens.

Textual sends a key to the widget that has the focus at that instant. A person who types faster than a window opens
would type into the screen below it. Here each key waits until the key before it has been handled. What no person types
as keys, a paste or a burst of characters, is handed on as one text. A key that only changes what is not saved yet need
not wait until it is known whether such a burst begins with it: it is taken back then.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

from textual import events

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.widget import Widget

# Quitting must work even where an earlier key has got stuck.
IMMEDIATE = frozenset({"ctrl+c", "ctrl+q"})
"""Keys that do not wait."""
LONGEST_WAIT = 3.0
"""Seconds after which the next key is handled even if the one before is not finished."""
BURST_GAP = 0.015
"""Seconds between two characters below which no person typed them: the fastest typists need 60 ms a key."""
QUIT_PAUSE = 0.4
"""Seconds until q quits: as long as most people need to the next letter of a word."""
THREAD_TURN = 0.005
"""Seconds by which a key may be read late while the screen is drawn: Python's threads take turns of that length."""
BURST_LENGTH = 4
"""Characters from which a burst is a text."""
WRITTEN = {"enter": "\n", "ctrl+j": "\n", "tab": "\t"}
"""Keys that a text holds as characters."""


class KeyHandler(Protocol):
    """The app as the queue sees it."""

    unpainted: set[Widget]
    """The lists of which the row at the arrow is not on the screen yet."""

    @property
    def takes_text(self) -> bool:
        """Whether letters are text here, not keys."""

    async def handle_key_now(self, event: events.Key, *, act: bool = True) -> None:
        """Give one key to what has the focus; without `act` only note it, as the beginning of a word."""

    def way_back_from(self, event: events.Key) -> Callable[[], object] | None:
        """What takes this key back, for one that may act before it shows whether a text begins with it; else None."""

    def take_text(self, text: str) -> None:
        """Take a text that was not typed key by key."""

    def take_early_keys(self, names: list[str]) -> bool:
        """Whether keys without letters, typed before the diary was on the screen, are to be handled."""


class KeyQueue:
    """The keys and pastes that wait to be handled."""

    def __init__(self, app: App[Any], handler: KeyHandler) -> None:
        self._app, self._handler = app, handler
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._arrived = asyncio.Event()
        self._open = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._busy = False
        self.rest: Callable[[float], Awaitable[object]] = asyncio.sleep
        """Waits whether more of a burst comes; a test has its own."""

    def start(self) -> None:
        """Start the task that hands keys on once `open` has been called."""
        self._task = asyncio.create_task(self._dispatch())

    def open(self) -> None:
        """Hand on the keys that were typed while the diary was being opened, and all later ones."""
        self._open.set()

    def close(self) -> None:
        """Keep the keys from now on until `open` is called again."""
        self._open.clear()

    def stop(self) -> None:
        """Hand no more keys on."""
        if self._task is not None:
            self._task.cancel()

    @property
    def idle(self) -> bool:
        """Whether keys are taken, and none waits or is being handled."""
        return self._open.is_set() and not self._waiting and not self._busy

    @property
    def waiting(self) -> int:
        """How many keys wait."""
        return len(self._waiting)

    def accept(self, event: events.Key | events.Paste) -> bool:
        """Put a new key or paste into the queue; False for a key that must be handled at once."""
        if self._task is None or (isinstance(event, events.Key) and event.key in IMMEDIATE):
            return False
        if isinstance(event, events.Key) and event.key == "ctrl+j" and not self._open.is_set():
            # Until the program sets raw mode, the terminal turns Enter into a line feed, which Textual reads as ctrl+j.
            event = events.Key("enter", "\r")
        self._waiting.append(event)
        self._arrived.set()
        return True

    async def _dispatch(self) -> None:
        while self._app.is_running:
            if not self._open.is_set():
                await self._open.wait()
                self._busy = True
                await self._take_early()
            self._busy = bool(self._waiting)
            if not self._waiting:
                self._arrived.clear()
                await self._arrived.wait()
                continue
            first = self._waiting.popleft()
            if isinstance(first, events.Paste):
                await self._hand_on(first.text)
                continue
            run, ways_back = await self._run_from(first)
            if len(run) >= BURST_LENGTH and any(map(is_letter, run)):
                if ways_back:
                    ways_back[0]()
                await self._hand_on("".join(map(written, run)))
                continue
            for event in run[len(ways_back) :]:
                await self._handle(event, act=not await self._begins_word(event))

    async def _take_early(self) -> None:
        """Take what was typed before the diary was on the screen: in a field, or with a letter, a text; else keys."""
        early = list(self._waiting)
        keys = [event for event in early if isinstance(event, events.Key)]
        # A q alone leaves, as it does later: `_begins_word` waits whether it is the first letter of a word.
        if len(early) == 1 and [key.key for key in keys] == ["q"]:
            return
        if len(keys) < len(early) or any(map(is_letter, keys)) or (keys and self._handler.takes_text):
            self._waiting.clear()
            texts = (event.text if isinstance(event, events.Paste) else written(event) for event in early)
            await self._hand_on("".join(texts))
        elif keys and not self._handler.take_early_keys([event.key for event in keys]):
            self._waiting.clear()

    async def _run_from(self, first: events.Key) -> tuple[list[events.Key], list[Callable[[], object]]]:
        """The key, with the characters that follow it faster than anybody types.

        The first ones of them may be handled already: as many as there are ways back.
        """
        run, ways_back = [first], list[Callable[[], object]]()
        while written(run[-1]):
            gap = BURST_GAP
            if len(ways_back) == len(run) - 1 and (way_back := self._handler.way_back_from(run[-1])):
                ways_back.append(way_back)
                await self._handle(run[-1], act=True)
                # Drawing keeps the processor from the next keys: only then begins the time in which they would come.
                await self._wait_until_handled(self._app.screen, painted=True)
                gap += THREAD_TURN
            if not self._waiting:
                await self.rest(BURST_GAP)
            following = self._waiting[0] if self._waiting else None
            if not isinstance(following, events.Key) or not written(following):
                break
            if following.time - run[-1].time >= gap:
                break
            self._waiting.popleft()
            run.append(following)
        return run, ways_back

    async def _begins_word(self, event: events.Key) -> bool:
        """Whether q, which quits, is the first letter of a word: the rest of it would go to the shell."""
        if event.key != "q" or self._handler.takes_text:
            return False
        if not self._waiting:
            await self.rest(QUIT_PAUSE)
        following = self._waiting[0] if self._waiting else None
        return isinstance(following, events.Key) and is_letter(following) and following.key != "q"

    async def _hand_on(self, text: str) -> None:
        self._handler.take_text(text)
        await self._wait_until_focused()

    async def _handle(self, event: events.Key, *, act: bool) -> None:
        target: MessagePump | None = self._app.focused or self._app.screen
        await self._handler.handle_key_now(event, act=act)
        # A key without a priority binding goes to the focused widget, then from parent to parent up to the app. Each
        # has its own message queue: once it reaches a callback put there after the key, the key is handled.
        while target is not None and event.is_forwarded:
            await self._wait_until_handled(target)
            target = target._parent
        await self._wait_until_focused()

    async def _wait_until_focused(self) -> None:
        """Wait until a screen that the key opened is ready. It may open another screen itself, hence the loop."""
        screen = None
        while screen is not self._app.screen and self._app.is_running:
            screen = self._app.screen
            await self._wait_until_handled(screen)
        for widget in tuple(self._handler.unpainted):
            await self._wait_until_handled(widget, painted=True)
        self._handler.unpainted.clear()

    async def _wait_until_handled(self, pump: MessagePump, *, painted: bool = False) -> None:
        done = asyncio.Event()
        call = pump.call_after_refresh if painted else pump.call_later
        if call(done.set):  # False where the widget is closing, which will never call back
            try:
                await asyncio.wait_for(done.wait(), LONGEST_WAIT)
            except TimeoutError:
                return  # a keyboard that no longer answers would be worse than keys out of order


def written(event: events.Key) -> str:
    """The character that a key writes in a text; "" for a key that writes none."""
    if event.key in WRITTEN:
        return WRITTEN[event.key]
    return event.character if event.character is not None and event.is_printable else ""


def is_letter(event: events.Key) -> bool:
    """Whether a key writes a letter."""
    return written(event).isalpha()
