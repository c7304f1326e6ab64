"""The edges of every screen: its name and the time above, the last message and the keys below."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding
from textual.reactive import reactive

from diary.tui.host import host_of
from diary.tui.widgets.canvas import Canvas, Drawn
from diary.tui.widgets.texts import clipped, clock_text, plain, wrapped


class Shown(NamedTuple):
    """A key in the line of keys."""

    id: str
    key: str
    name: str
    """How it is written."""
    words: str
    everywhere: bool
    """Whether it works on every screen."""

    @property
    def width(self) -> int:
        """Its columns."""
        return cell_len(self.name) + 1 + cell_len(self.words)


SPARE = ("app.help", "app.undo", "app.line")
"""Keys to leave out first where not all fit: help stands in the line at the top, undo beside what it takes back."""


class Masthead(Drawn):
    """The line at the top: the program, the screen, the time, and where help is."""

    DEFAULT_CSS = """
    Masthead { height: 1; dock: top; background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.screen_name = name

    def on_mount(self) -> None:
        """Keep the time current. A minute is as exact as it is shown."""
        self.set_interval(15, self.refresh)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Name left, time and help right."""
        host = host_of(self)
        right = clock_text(host.clock.local())
        title = f"Pain diary · {self.screen_name}" if self.screen_name != "Today" else "Pain diary"
        canvas.write(clipped(title, width - len(right) - 10), "bold")
        canvas.to(width - len(right) - 8)
        canvas.write(right)
        canvas.write("  ")
        canvas.write("? help", "bold", press="help")

    def pressed(self, name: str) -> None:
        """Open help."""
        self.app.simulate_key("f1")


MOST_LINES = 6
MOST_OF_A_PROBLEM = 7
"""Of what went wrong the end matters most: it says what to do."""
UNDO = "   u undo"


class MessageLine(Drawn):
    """The last thing that happened, in words. A mark in front says of what kind it is."""

    DEFAULT_CSS = """
    MessageLine { height: auto; max-height: 7; padding: 0 1; }
    """

    MARKS: ClassVar[dict[str, tuple[str, str]]] = {
        "saved": ("✓ ", "bold $text-success"),
        "problem": ("✗ ", "bold $text-error"),
        "hint": ("› ", "bold"),
        "working": ("", "$quiet"),
        "quiet": ("", "$quiet"),
    }

    def on_mount(self) -> None:
        """Follow the app's message."""
        self.watch(self.app, "status", self._changed)

    def _changed(self) -> None:
        self.refresh(layout=True)

    def draw(self, canvas: Canvas, width: int) -> None:
        """The message, wrapped where it is long."""
        host = host_of(self)
        mark, style = self.MARKS[host.status.kind]
        lines = wrapped(mark + plain(host.status.text), width) or [""]
        most = MOST_OF_A_PROBLEM if host.status.kind == "problem" else MOST_LINES
        if len(lines) > most:
            lines[most - 1 :] = [" ".join(lines[most - 1 :])]
        room = len(UNDO) if host.status.undo else 0
        if len(lines) < most and cell_len(lines[-1]) + room > width:
            lines.append("")
        for index, line in enumerate(lines):
            if index:
                canvas.line()
            canvas.write(clipped(line, width - room if index == len(lines) - 1 else width), style)
        if host.status.undo:
            canvas.write(UNDO, "bold", press="undo")

    def pressed(self, name: str) -> None:
        """Undo by mouse."""
        self.app.simulate_key("u")


class KeyBar(Drawn):
    """The keys that work on this screen, and on a second line those that work everywhere. Each can be pressed."""

    DEFAULT_CSS = """
    KeyBar { height: auto; dock: bottom; background: $panel; padding: 0 1; }
    """

    shown: reactive[tuple[Shown, ...]] = reactive((), layout=True)

    def on_mount(self) -> None:
        """Follow what is bound, which changes with the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._collect)
        self._collect(self.screen)

    def _collect(self, _: object) -> None:
        seen: dict[str, Shown] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.id and binding.id not in seen:
                everywhere = active.node is self.app
                key = binding.key.split(",")[0]
                seen[binding.id] = Shown(binding.id, key, key_name(binding), binding.description, everywhere)
        self.shown = tuple(seen.values())

    def draw(self, canvas: Canvas, width: int) -> None:
        """As many as fit. Help, which has them all, is on the line at the top."""
        here = [key for key in self.shown if not key.everywhere]
        everywhere = [key for key in self.shown if key.everywhere]
        if self.app.size.height >= TWO_LINES:
            self._draw_line(canvas, here, width)
            canvas.line()
            self._draw_line(canvas, everywhere, width)
        else:
            self._draw_line(canvas, here + everywhere, width)

    def _draw_line(self, canvas: Canvas, keys: list[Shown], width: int) -> None:
        keys, gap = fitting(keys, width)
        for key in keys:
            if canvas.column:
                canvas.write(" " * gap)
            canvas.write(key.name, "bold $text-accent", press=key.key)
            canvas.write(f" {key.words}", "", press=key.key)

    def on_resize(self) -> None:
        """One line or two."""
        self.refresh(layout=True)

    def pressed(self, name: str) -> None:
        """The same as the key."""
        self.app.simulate_key(name)


TWO_LINES = 20
"""Rows from which on there is room for a second line of keys."""


def fitting(keys: list[Shown], width: int) -> tuple[list[Shown], int]:
    """The keys that fit into a line, and the columns between them."""
    for spared, gap in ((0, 2), (1, 2), (1, 1), (2, 1), (3, 1)):
        left = [key for key in keys if key.id not in SPARE[:spared]]
        if sum(key.width + gap for key in left) - gap <= width:
            return left, gap
    fit, column = [], 0
    for key in left:
        if column + key.width <= width:
            fit.append(key)
            column += key.width + 1
    return fit, 1


NAMES = {
    "enter": "enter",
    "escape": "esc",
    "question_mark": "?",
    "minus": "-",
    "plus": "+",
    "equals_sign": "=",
    "slash": "/",
    "space": "space",
    "full_stop": ".",
    "comma": ",",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "backspace": "bksp",
    "delete": "del",
    "pageup": "page up",
    "pagedown": "page down",
}


def key_name(binding: Binding) -> str:
    """How a key is written."""
    if binding.key_display:
        return binding.key_display
    first = binding.key.split(",")[0]
    if len(first) == 1 and first.isupper():
        return f"shift+{first.lower()}"
    return NAMES.get(first, first)
