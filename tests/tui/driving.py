"""Driving the app from a test: open it, press keys, wait for what should happen, read what was saved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from weakref import WeakKeyDictionary

from textual import events
from textual._compositor import Compositor
from textual._wait import wait_for_idle
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import Worker

from diary.clock import Clock
from diary.domain.records import Diary
from diary.settings import Settings
from diary.store.diary_store import open_diary
from diary.tui.app import DiaryApp
from diary.tui.key_queue import BURST_GAP
from diary.tui.screens.history import HistoryScreen
from diary.tui.widgets.dialogs import PAUSE

PATIENCE = 60.0
"""Seconds until a test gives up waiting."""


@dataclass
class Driven:
    """A diary file, and the app on it."""

    path: Path
    clock: Clock
    settings: Settings | None = None

    def app(self) -> DiaryApp:
        """A new app."""
        path = self.path.with_name("config.toml")
        app = DiaryApp(self.path, clock=self.clock, settings=self.settings, settings_path=path)
        # All has always been on the screen, and what was sent is there: nothing depends on how fast the machine is.
        app.now = lambda: 0.0
        app.keys.rest = lambda _: handed_over(app)
        # The keys of a test are meant as keys, however fast they come; test_typed_words.py types words.
        app.words.pace = app.words.slow = app.words.end = 0.0
        return app

    @asynccontextmanager
    async def run(self, width: int = 100, height: int = 30) -> AsyncIterator[Pilot[None]]:
        """The app, running, with its diary open."""
        app = self.app()
        async with app.run_test(size=(width, height)) as pilot:
            await until(lambda: app.state != "opening", app)
            await idle(pilot, seen=False)
            yield pilot
            if app.is_running:
                draw(app)

    def kept(self) -> Diary:
        """The diary that is saved in the file."""
        # Through a second connection, so that only what is on the disk counts.
        with open_diary(self.path, clock=self.clock, program="test", create=False) as store:
            return store.read()


def app_of(pilot: Pilot[None]) -> DiaryApp:
    """The app of a pilot, with its type."""
    assert isinstance(pilot.app, DiaryApp)
    return pilot.app


async def until(true: Callable[[], object], app: DiaryApp | None = None) -> None:
    """Wait until the function returns something true; fail after `PATIENCE` seconds."""
    end = monotonic() + PATIENCE
    while True:
        if app is not None:
            await settled(app)
        if true():
            return
        assert monotonic() < end, "waited too long"
        await asyncio.sleep(0.002 if app is not None else 0.01)


def shown(pilot: Pilot[None]) -> str:
    """Everything that is on the screen now, its lines joined by single spaces."""
    lines = (strip.text for strip in app_of(pilot).screen._compositor.render_strips())
    return " ".join(" ".join(lines).split())


async def typed_line(pilot: Pilot[None], key: str, text: str) -> None:
    """Log a record in one typed line."""
    await press(pilot, "c", key)
    # Set at once, as by a paste: a key costs as much as a whole save.
    app_of(pilot).screen.query_one(Input).value = text
    await press(pilot, "enter")


async def history(pilot: Pilot[None]) -> HistoryScreen:
    """Go to the history with all kinds of records, and wait until they are listed."""
    await press(pilot, "h", "o")
    screen = pilot.app.screen
    assert isinstance(screen, HistoryScreen)
    await until(lambda: screen.current is not None)
    return screen


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until all are handled."""
    # Not Pilot.press: that waits for the processor to become idle, about 60 ms a key.
    app = app_of(pilot)
    for key in keys:
        app.post_message(typed(app, key))
    await idle(pilot)


async def burst(pilot: Pilot[None], text: str) -> None:
    """Write a text faster than anybody types, and wait until it is handled."""
    app = app_of(pilot)
    start = typed(app, "a").time
    for number, character in enumerate(text):
        event = key_event("enter" if character == "\n" else character)
        event.time = start + number * BURST_GAP / 2
        app.post_message(event)
        _LAST[app] = event.time
    await idle(pilot)


def typed(app: DiaryApp, key: str, *, after: float = 0.1) -> events.Key:
    """A key as a person types it, so many seconds after the one before."""
    event = key_event(key)
    event.time = max(event.time + _LATER.get(app, 0.0), _LAST.get(app, 0.0) + after)
    _LAST[app] = event.time
    return event


_LAST: WeakKeyDictionary[DiaryApp, float] = WeakKeyDictionary()
"""When the last key of a test was pressed."""


_LATER: WeakKeyDictionary[DiaryApp, float] = WeakKeyDictionary()
"""By how many seconds the keys of a test are pressed later than they are sent."""


def wait_a_moment(pilot: Pilot[None]) -> None:
    """Let a person take their time before the next key, as far as the app can tell: nothing depends on the machine."""
    app = app_of(pilot)
    _LATER[app] = _LATER.get(app, 0.0) + PAUSE + 0.01
    # Keys that were sent faster than the clock runs have a time ahead of it.
    _LAST[app] = _LAST.get(app, 0.0) + PAUSE + 0.01


async def undo(pilot: Pilot[None], key: str = "u") -> None:
    """Press u, which names what it would take back, and after a moment u again. The same for U."""
    for _ in range(2):
        wait_a_moment(pilot)
        await press(pilot, key)


def key_event(key: str) -> events.Key:
    """A key by its name, or by the character it writes."""
    if len(key) == 1:
        return events.Key(_character_to_key(key), key)
    return events.Key(key, " " if key == "space" else None)


async def handed_over(app: DiaryApp) -> None:
    """Wait until the keys that were sent are in the key queue: they are messages themselves."""
    done = asyncio.Event()
    if app.call_later(done.set):
        await done.wait()


async def idle(pilot: Pilot[None], *, seen: bool = True) -> None:
    """Wait until no key waits, nothing is being saved, and the screen is drawn; where it is not seen, it is not drawn.

    The first screen is not: most tests go on from there, and `shown` draws it.
    """
    app = app_of(pilot)
    await handed_over(app)
    known = set[Worker[object]]()
    while True:
        await until(lambda: app.keys.idle and not app.busy, app)
        if seen:
            draw(app)
        working = {worker for worker in app.workers if not worker.is_finished}
        if working <= known and app.keys.idle and not app.busy:  # drawing may have started another reading
            return
        known |= working
        await wait_for_idle(0)  # nobody knows what a thread waits for


async def settled(app: DiaryApp) -> None:
    """Wait until all that could be done has been done; a frame is drawn at once, not when its time has come.

    Not Pilot.pause: that sends a message to each widget and waits for the processor to become idle, about 30 ms.
    """
    loop = asyncio.get_running_loop()
    while True:
        while loop._ready:  # type: ignore[attr-defined]
            await asyncio.sleep(0)
        due: list[Callable[[], None]] = [
            screen._on_timer_update for screen in app.screen_stack if screen._update_timer._active.is_set()
        ]
        if app.animator._animations:
            due.append(app.animator)  # nothing moves in these tests: it ends with the first step
        if not due:
            return
        for draw_next in due:
            draw_next()


def draw(app: DiaryApp) -> None:
    """Draw what has changed on the screen since it was drawn last."""
    # Frames between two keys, which nobody could see, are not drawn (`conftest.py`).
    DRAWS(app.screen._compositor, screen_stack=app._background_screens)


DRAWS = Compositor.render_update
