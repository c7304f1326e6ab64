"""The base class of screens, and small windows that return an answer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from diary.domain.text import capital
from diary.errors import DiaryError
from diary.tui.host import host_of
from diary.tui.typed_words import Doubt
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.choices import TextField
from diary.tui.widgets.chrome import NAMES, HintLine, KeyBar, Masthead, MessageLine
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import key_text

if TYPE_CHECKING:
    from diary.review.snapshot import Review
    from diary.tui.host import Host

Answer = TypeVar("Answer")
PAUSE = 0.3
"""Seconds until a key answers a question that nobody asked for."""


class DiaryScreen(Screen[None]):
    """A whole screen: its name at the top, its own widgets, the last message and the keys at the bottom."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="screen.back", tooltip="Go back to Today"),
    ]

    name_shown: ClassVar[str] = ""
    shows_everything: ClassVar[bool] = False
    """Whether the screen needs all records, not only those that the rules look at."""
    ready = False
    """Whether the screen's widgets exist and can be filled."""

    @property
    def host(self) -> Host:
        """The app, as a screen sees it."""
        return host_of(self)

    @property
    def review(self) -> Review | None:
        """The review to show; None while the diary is being opened."""
        # Until all records are read, what the rules need is there already and better than an empty screen.
        whole = self.host.whole if self.shows_everything else None
        return whole or self.host.review

    @property
    def chosen_place(self) -> tuple[str, str] | None:
        """The site and side of a line that names no place: here the only one, None where there are others."""
        sites = self.review.sites if self.review else ()
        return (sites[0].site, sites[0].side) if len(sites) == 1 else None

    def compose(self) -> ComposeResult:
        """The edges, and between them the screen's own widgets."""
        yield Masthead(self.name_shown)
        with Vertical(id="body"):
            yield from self.compose_body()
        yield MessageLine()
        yield KeyBar()

    @abstractmethod
    def compose_body(self) -> ComposeResult:
        """The screen's own widgets."""

    def on_mount(self) -> None:
        """Show each new review, so that changes of another window or a command show up here too."""
        self.ready = True
        if self.shows_everything:
            self.host.need_whole()
            self.watch(self.app, "whole", self.show, init=False)
        self.watch(self.app, "review", self.show)

    def show(self) -> None:
        """Fill the widgets from the review; called whenever that changes."""

    def take_text(self, text: str) -> bool:
        """Take a text that came at once, as a paste does; by default not."""
        return False

    def on_screen_resume(self) -> None:
        """Take keys for a row only once it is on the screen again."""
        for rows in self.query(Rows):
            rows.came()

    def action_back(self) -> None:
        """Go back to Today."""
        self.host.clear_message()
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

    def remember(self) -> None:
        """Set aside what was typed and is not saved; by default nothing."""

    def way_back(self) -> Callable[[], None]:
        """A function that takes back what letters do here from now on; by default they do nothing here."""
        return lambda: None

    def take_text(self, text: str) -> bool:
        """Take a text that came at once, as a paste does; by default not."""
        return False

    def _on_mount(self, event: events.Mount) -> None:
        # Textual calls this of each class by itself. The window covers the line where a key says that it does nothing.
        self.mount(HintLine())

    def action_leave(self) -> None:
        """Close the window without an answer."""
        self.remember()
        self.dismiss(None)


class Choices(CanvasWidget):
    """The answers to a question, each with its key; the arrow marks the one that Enter gives."""

    at: reactive[int] = reactive(0)

    def __init__(self, choices: Mapping[str, str]) -> None:
        super().__init__()
        self.choices = choices
        # At the answer that changes nothing, so that an Enter too many does no harm.
        self.set_reactive(Choices.at, [*choices].index("escape"))

    @property
    def chosen(self) -> str:
        """The key of the answer at the arrow."""
        return [*self.choices][self.at]

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw one line for each answer."""
        for index, (key, words) in enumerate(self.choices.items()):
            if index:
                canvas.new_line()
            here = index == self.at
            canvas.write("› " if here else "  ", "bold $text-accent", press=key)
            canvas.write(f"{NAMES.get(key, key):<5}", "bold $text-accent", press=key)
            canvas.write(words, "bold" if here else "", press=key)

    def pressed(self, name: str) -> None:
        """Do the same as the key."""
        self.app.simulate_key(name)


class Ask(Dialog[str]):
    """A question with a key for each answer. It returns the key, or None for Esc.

    No answer has a letter as its key: words that are typed without looking must not answer anything.
    """

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Ask VerticalScroll { height: auto; max-height: 60vh; }
    """

    def __init__(self, text: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        self.text, self.choices = text, choices

    def compose(self) -> ComposeResult:
        """The question, which may be long, and the keys that answer it."""
        with Vertical():
            with VerticalScroll():
                yield Static(self.text, markup=False)
            yield Static()
            yield Choices(self.choices)

    def on_key(self, event: events.Key) -> None:
        """Return the key where it is one of the answers; arrows and Tab choose one, Enter and Space return that."""
        answers = self.query_one(Choices)
        steps = {"down": 1, "tab": 1, "up": -1, "shift+tab": -1}
        if event.key in ("pageup", "pagedown"):
            pane = self.query_one(VerticalScroll)
            (pane.scroll_page_up if event.key == "pageup" else pane.scroll_page_down)(animate=False)
        elif event.key in steps:
            answers.at = (answers.at + steps[event.key]) % len(self.choices)
        elif event.key in ("enter", "space") or (event.key in self.choices and event.key != "escape"):
            answer = event.key if event.key in self.choices else answers.chosen
            self.dismiss(None if answer == "escape" else answer)
        else:  # Esc is left to the binding of Dialog, which returns None
            return
        event.stop()


class AskUnexpected(Ask):
    """A question that opens by itself. Keys that were meant for what was there before answer nothing."""

    opened = 0.0

    def _on_mount(self, event: events.Mount) -> None:
        self.opened = event.time  # since then the question can be read

    def on_key(self, event: events.Key) -> None:
        """Leave out keys that were pressed before the question could be read."""
        # Textual calls the handler of Ask after this one, unless that is prevented.
        if event.time - self.opened < PAUSE:
            event.stop().prevent_default()


def ask_delete(host: Host, what: str, delete: Callable[[], None]) -> None:
    """Ask whether to delete something, and do it where the answer is yes; the Delete key asks nothing."""
    question = Ask(f"Delete this? {what}", {"delete": "delete it (or ↓, then Enter)", "escape": "keep it"})
    host.push_screen(question, lambda answer: delete() if answer else None)


class AskLine(Dialog[str]):
    """A question that a line of text answers; an empty line is an answer too."""

    doubt = Doubt.ALWAYS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "answer", "done", id="line.answer", priority=True, tooltip="Done"),
    ]

    def __init__(
        self,
        text: str,
        hint: str,
        *,
        value: str = "",
        placeholder: str = "",
        check: Callable[[str], object] = lambda _: None,
        name: str = "",
    ) -> None:
        super().__init__()
        self.text, self.hint, self.value, self.placeholder = text, hint, value, placeholder
        self.name_kept = name
        """The name under which a text that was left is offered again; "" where it need not be."""
        self.check = check
        """Raises DiaryError for an answer that can't be taken; the window then stays, with the reason."""

    def compose(self) -> ComposeResult:
        """The question, the field, and a hint on the keys."""
        with Vertical():
            yield Static(self.text, markup=False)
            yield Static()
            # Not selected: the first key would replace it, and without colours nobody sees that it is selected.
            yield TextField(self.value, placeholder=self.placeholder, max_length=2000, select_on_focus=False)
            yield Static()
            yield Static(self.hint, markup=False, classes="muted", id="hint")

    def remember(self) -> None:
        """Set the text aside."""
        if self.name_kept:
            self.host.unfinished[self.name_kept] = self.query_one(Input).value

    def action_answer(self) -> None:
        """Return the text of the field without spaces around it, if it can be taken."""
        answer = self.query_one(Input).value.strip()
        try:
            self.check(answer)
        except DiaryError as error:
            self.query_one("#hint", Static).update(Content(f"✗ {capital(key_text(error))}. {self.hint}"))
            return
        self.dismiss(answer)
