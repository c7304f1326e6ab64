"""The app's keyboard: where keys, pastes and bursts go, and what a key says that does nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual._time import get_time
from textual.app import App
from textual.reactive import var
from textual.widget import Widget

from diary.tui.key_queue import KeyQueue
from diary.tui.messages import Press, StatusMessage
from diary.tui.typed_words import MOST, Doubt, TypedWords, Verdict
from diary.tui.unused_keys import DOUBTFUL, IN_THE_LINE, LOOKED_LIKE_WORDS, NOT_USED, TOO_EARLY, digit_of, unused_text
from diary.tui.widgets.chrome import NAMES

if TYPE_CHECKING:
    from textual.widgets import Input


class KeyboardApp(App[None]):
    """An app that handles one key after the other, and never runs a text as keys."""

    status: var[StatusMessage] = var(StatusMessage(), init=False)
    state = "opening"
    """opening, open, empty (no entry yet), locked (it waits for its key), or closed (it could not be opened)."""

    def __init__(self, *, ansi_color: bool | None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.keys = KeyQueue(self, self)
        self.now: Callable[[], float] = get_time
        """The clock of key events; a test has its own."""
        self.unpainted: set[Widget] = set()
        """The lists of which the row at the arrow is not on the screen yet."""
        self.latest_key = Press(0.0, 0)
        self._key: events.Key | None = None
        self.words = TypedWords()
        self._before: Callable[[], bool] = lambda: False
        """Goes back to where one was before what may become words."""
        self._judged: object = None

    @property
    def sites_shown(self) -> bool:
        """Whether Today lists any site."""
        return False

    def say(self, text: str, kind: str = "hint", *, undo: bool = False) -> None:
        """Show a message at the bottom; `kind` is one of those of StatusMessage."""
        self.status = StatusMessage(text, kind, undo)

    async def on_event(self, event: events.Event) -> None:
        """Put keys into the queue, so that none is lost while a window opens or the diary is being opened."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded and self.keys.accept(event):
            return
        await super().on_event(event)

    @property
    def field(self) -> Input | None:
        """The text field that has the focus, where one has."""
        from textual.widgets import Input  # 10 ms, not before the first frame

        return self.focused if isinstance(self.focused, Input) else None

    @property
    def takes_text(self) -> bool:
        """Whether letters are text here, not keys."""
        return self.field is not None or bool(getattr(self.screen, "letters_search", False))

    async def handle_key_now(self, event: events.Key, *, act: bool = True) -> None:
        """Give Textual a key from the queue, unless it belongs to words. A hint stays until the next key."""
        if self.field is None:
            event = digit_of(event)
        self.latest_key, self._key = Press(event.time, self.latest_key.number + 1), event
        verdict = self._judge(event)
        if verdict is Verdict.WORDS:
            self._take_words()
        elif verdict is Verdict.DOUBTFUL:
            self.say(DOUBTFUL.format(NAMES.get(event.key, event.character or event.key)))
        if verdict is not Verdict.KEY or not act:
            return
        if self.status.kind in ("hint", "quiet"):
            self.status = StatusMessage()
        await super().on_event(event)

    def _judge(self, event: events.Key) -> Verdict:
        screen = self.screen
        most = getattr(screen, "most_letters", MOST)
        if screen is not self._judged and hasattr(screen, "most_letters"):
            self.words.chooses()
        self._judged = screen
        field = (self.focused or screen) if self.takes_text else None
        verdict = self.words.judge(event, field=field, doubt=getattr(screen, "doubt", Doubt.NEVER), most=most)
        if verdict is Verdict.KEY and self.words.begins:
            self._before = self.way_back()
        return verdict

    def way_back(self) -> Callable[[], bool]:
        """A function that goes back to what is on the screen now, and answers whether that is Today alone."""
        return lambda: False

    def way_back_from(self, event: events.Key) -> Callable[[], object] | None:
        """What takes a key back that the widget with the focus may take at once; None where it may not."""
        takes_at_once: Callable[[events.Key], bool] = getattr(self.focused, "takes_at_once", lambda _: False)
        return self.way_back() if takes_at_once(event) else None

    def _take_words(self) -> None:
        """Take back what the first letters of words did. On Today the words go into the line for an entry."""
        on_today, text = self._before(), self.words.text
        if on_today and self._screen_takes(" ".join(text.split())):
            self.say(IN_THE_LINE)
        else:
            self.say(LOOKED_LIKE_WORDS)

    def _screen_takes(self, text: str) -> bool:
        """Give the text to the screen or window on top, where it has a use for one."""
        take: Callable[[str], bool] = getattr(self.screen, "take_text", lambda _: False)
        return take(text)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        used = await super()._check_bindings(key, priority)
        # Textual asks for the bindings without priority last of all, once no widget has used the key.
        if not used and not priority and self._key is not None:
            self.words.unused()
            bound = self.screen.active_bindings
            self.say(unused_text(self._key, NAMES.get(key, key), bound))
        return used

    def saw(self, since: float) -> bool:
        """Whether the key that is handled was pressed when something was on the screen since then; else says so."""
        seen = self.latest_key.time >= since
        if not seen:
            self.say(TOO_EARLY)
        return seen

    def take_text(self, text: str) -> None:
        """Put a paste or a burst into the field with the focus, else into the screen that takes it; never run it."""
        self.words.restart()
        self.latest_key = Press(self.now(), self.latest_key.number + 1)  # u is asked for anew after it
        plain = " ".join(text.split())
        field = self.field
        if self.state == "closed":
            return
        if field is not None:
            from diary.tui.widgets.choices import put_text  # not before the first frame

            if not put_text(field, text):
                self.say("That does not fit into this field, so nothing was put in.")
        elif not plain or not self._screen_takes(plain):
            self.say(NOT_USED)

    def take_early_keys(self, names: list[str]) -> bool:
        """Whether to handle keys that were pressed before the sites were on the screen: only where there is none."""
        if self.state == "empty" and not self.sites_shown:
            return True
        if self.state != "closed":
            keys = " ".join(NAMES.get(name, name) for name in names)
            self.say(f"Pressed before your sites were on the screen, so nothing was done: {keys}. Press it again.")
        return False
