"""The message for the therapist: what is raised, in a short text to send or to read out, as `diary tell` prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from diary.report.message import message_of
from diary.tui.widgets.dialogs import Dialog

if TYPE_CHECKING:
    from diary.tui.host import Host


class MessageWindow(Dialog[None]):
    """The window. F2 copies the text; nothing is sent."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "copy", "copy", id="message.copy", tooltip="Copy the message, where the terminal can"),
        Binding("m,q", "leave", "back", show=False, id="message.leave", tooltip="The key that opened it closes it"),
    ]
    DEFAULT_CSS = """
    MessageWindow VerticalScroll { height: auto; max-height: 100%; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """The message, which scrolls where it is long."""
        with Vertical() as window:
            window.border_title = "A message to send or to read out"
            window.border_subtitle = "F2 copies it · esc back"
            with VerticalScroll():
                yield Static(self.text, markup=False)

    def action_copy(self) -> None:
        """Copy the message to the clipboard through the terminal."""
        self.app.copy_to_clipboard(self.text)
        self.host.say("Copied, if your terminal allows it. If not: diary tell prints it in the shell.")


def show_message(host: Host) -> None:
    """Show the message as of now."""
    if host.review is None:
        host.say("The diary is still being read. Try again in a moment.")
        return
    host.push_screen(MessageWindow(message_of(host.review)))
