"""An empty screen over everything, for when somebody passes by. It names the key that brings the other one back."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

TEXT = "F12 brings the screen back"


class Cover(ModalScreen[None]):
    """A screen that shows nothing of what is below it, and over which no other opens."""

    covers_all = True

    DEFAULT_CSS = """
    Cover Static { width: auto; color: $quiet; }
    """


class HiddenScreen(Cover):
    """The screen. Only F12 and Esc do anything: what somebody else types does nothing, and shows nothing."""

    def compose(self) -> ComposeResult:
        """One quiet line, without a word on what is below."""
        yield Static(TEXT, markup=False)

    def on_key(self, event: events.Key) -> None:
        """Use up every key."""
        event.stop().prevent_default()
        if event.key == "escape":
            self.dismiss(None)
