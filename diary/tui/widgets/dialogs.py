"""What screens have in common, and small windows that return an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from diary.tui.host import host_of
from diary.tui.widgets.canvas import Canvas, Drawn
from diary.tui.widgets.choices import TextField
from diary.tui.widgets.chrome import KeyBar, Masthead, MessageLine

if TYPE_CHECKING:
    from diary.review.snapshot import Review
    from diary.tui.host import Host

Answer = TypeVar("Answer")


class DiaryScreen(Screen[None]):
    """A whole screen: its name above, its own widgets, the last message and the keys below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="screen.back", tooltip="Go back to Today"),
    ]

    name_shown: ClassVar[str] = ""
    shows_everything: ClassVar[bool] = False
    """Whether it shows more of the diary than the rules need, such as what is long past."""
    ready = False
    """Whether the widgets are there to be filled."""

    @property
    def host(self) -> Host:
        """The app, as a screen sees it."""
        return host_of(self)

    @property
    def review(self) -> Review | None:
        """How the diary stands; None while it is being opened. Where everything is shown, that once it is read."""
        whole = self.host.whole if self.shows_everything else None
        return whole or self.host.review

    def compose(self) -> ComposeResult:
        """The edges, and between them what the screen is for."""
        yield Masthead(self.name_shown)
        with Vertical(id="body"):
            yield from self.compose_body()
        yield MessageLine()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """The screen's own widgets."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow the review: a second window's entries show up here too."""
        self.ready = True
        if self.shows_everything:
            self.host.want_whole()
            self.watch(self.app, "whole", self.show, init=False)
        self.watch(self.app, "review", self.show)

    def show(self) -> None:
        """Show the review as it is now."""

    def action_back(self) -> None:
        """Go back to Today."""
        self.host.hush()
        self.app.pop_screen()


class Dialog(ModalScreen[Answer], Generic[Answer]):
    """A small window over a screen. Esc closes it and changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", id="question.leave", tooltip="Close this and change nothing"),
    ]
    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical {
        width: 90%; max-width: 84; height: auto; max-height: 95%;
        background: $surface; border: round $primary; padding: 0 1;
    }
    """

    @property
    def host(self) -> Host:
        """The app, as a screen sees it."""
        return host_of(self)

    def action_leave(self) -> None:
        """Close it without an answer."""
        self.dismiss(None)


class Choices(Drawn):
    """The keys of a question, each with what it does."""

    def __init__(self, choices: Mapping[str, str]) -> None:
        super().__init__()
        self.choices = choices

    def draw(self, canvas: Canvas, width: int) -> None:
        """One line a key."""
        for index, (key, words) in enumerate(self.choices.items()):
            if index:
                canvas.line()
            canvas.write(f"  {'esc' if key == 'escape' else key:<7}", "bold $text-accent", press=key)
            canvas.write(words, press=key)

    def pressed(self, name: str) -> None:
        """The same as the key."""
        self.app.simulate_key(name)


class Ask(Dialog[str]):
    """A question with a key for each answer. It returns the key, or None for Esc."""

    def __init__(self, text: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        self.text, self.choices = text, choices

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Vertical():
            yield Static(self.text, markup=False)
            yield Static()
            yield Choices(self.choices)

    def on_key(self, event: events.Key) -> None:
        """Answer with a key."""
        if event.key in self.choices and event.key != "escape":
            event.stop()
            self.dismiss(event.key)


class AskLine(Dialog[str]):
    """A question that a line of text answers; an empty line is an answer too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", "done", id="line.answer", priority=True, tooltip="Done"),
    ]

    def __init__(self, text: str, hint: str, *, value: str = "", placeholder: str = "") -> None:
        super().__init__()
        self.text, self.hint, self.value, self.placeholder = text, hint, value, placeholder

    def compose(self) -> ComposeResult:
        """The question, the field, what the keys do."""
        with Vertical():
            yield Static(self.text, markup=False)
            yield Static()
            yield TextField(self.value, placeholder=self.placeholder, max_length=2000)
            yield Static()
            yield Static(self.hint, markup=False, classes="muted")

    def action_answer(self) -> None:
        """Return what stands in the field."""
        self.dismiss(self.query_one(Input).value.strip())
