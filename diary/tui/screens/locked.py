"""What is on the screen while an encrypted diary is locked: a field for its passphrase, and nothing of the diary."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from diary.domain.text import capital
from diary.tui.screens.hidden import Cover
from diary.tui.widgets.choices import TextField

KEYS = "Enter opens it, Esc leaves."
LOOKING = "Opening …"


class LockedScreen(Cover):
    """The screen. What is typed is shown as dots; Enter hands it to `given`, and the answer comes through `stays`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # ctrl+c with priority, or the field would copy with it.
        Binding("escape,ctrl+c", "app.quit", "leave", priority=True, id="locked.leave", tooltip="Leave the diary"),
    ]
    DEFAULT_CSS = """
    LockedScreen Vertical { width: 90%; max-width: 70; height: auto; }
    LockedScreen Static { width: 100%; }
    """

    def __init__(self, name: str, why: str, given: Callable[[str], None]) -> None:
        super().__init__()
        self._file_name, self._why, self._given = name, why, given
        self._trying = False

    def compose(self) -> ComposeResult:
        """Which file it is, the field, and what was wrong."""
        with Vertical():
            yield Static(Content(f"{self._file_name} is locked. Its passphrase, or its recovery code:"))
            yield Static()
            yield TextField(password=True)
            yield Static()
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Say why nothing has opened it."""
        self.stays(self._why)

    def stays(self, why: str) -> None:
        """Say why it stays locked, and take another try."""
        self._trying = False
        self._say(f"✗ {capital(why.rstrip('.'))}.\n{KEYS}" if why else KEYS)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value and not self._trying:
            self._trying = True
            self._say(LOOKING)
            event.input.value = ""
            self._given(event.value)

    def _say(self, text: str) -> None:
        self.query_one("#hint", Static).update(Content(text))
