"""The edges of every screen: its name and the time above, the last message and the keys below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.reactive import reactive

from diary.tui.parts.pen import Drawn, Pen
from diary.tui.parts.said import clipped, clock_said, plain

if TYPE_CHECKING:
    from diary.tui.app import DiaryApp


Shown = tuple[str, str, str, bool]
"""A key, how it is written, what it does, and whether it works everywhere."""


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

    def draw(self, pen: Pen, width: int) -> None:
        """Name left, time and help right."""
        app: DiaryApp = self.app  # type: ignore[assignment]
        right = clock_said(app.clock.local())
        title = f"Pain diary · {self.screen_name}" if self.screen_name != "Today" else "Pain diary"
        pen.write(clipped(title, width - len(right) - 10), "bold")
        pen.to(width - len(right) - 8)
        pen.write(right)
        pen.write("  ")
        pen.write("? help", "bold", press="help")

    def pressed(self, name: str) -> None:
        """Open help."""
        self.app.simulate_key("f1")


class MessageLine(Drawn):
    """The last thing that happened, in words. A mark in front says of what kind it is."""

    DEFAULT_CSS = """
    MessageLine { height: auto; max-height: 3; padding: 0 1; }
    """

    MARKS: ClassVar[dict[str, tuple[str, str]]] = {
        "saved": ("✓ ", "bold $text-success"),
        "problem": ("✗ ", "bold $text-error"),
        "hint": ("› ", "bold"),
        "quiet": ("", "$quiet"),
    }

    def on_mount(self) -> None:
        """Follow the app's message."""
        self.watch(self.app, "said", self._changed)

    def _changed(self) -> None:
        self.refresh(layout=True)

    def draw(self, pen: Pen, width: int) -> None:
        """The message, wrapped where it is long."""
        import textwrap

        app: DiaryApp = self.app  # type: ignore[assignment]
        mark, style = self.MARKS[app.said.kind]
        lines = textwrap.wrap(mark + plain(app.said.text), max(20, width)) or [""]
        for index, line in enumerate(lines[:3]):
            if index:
                pen.line()
            pen.write(line, style)
        if app.said.undo and cell_len(lines[-1]) + 8 < width and len(lines) <= 3:
            pen.write("   ")
            pen.write("u undo", "bold", press="undo")

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
                seen[binding.id] = (binding.key.split(",")[0], key_name(binding), binding.description, everywhere)
        self.shown = tuple(seen.values())

    def draw(self, pen: Pen, width: int) -> None:
        """From the left, until the line is full. Help, which has them all, is on the line at the top."""
        here = [key for key in self.shown if not key[3]]
        everywhere = [key for key in self.shown if key[3]]
        if self.app.size.height >= 24:
            self._draw_line(pen, here, width)
            pen.line()
            self._draw_line(pen, everywhere, width)
        else:
            self._draw_line(pen, here + everywhere, width)

    def _draw_line(self, pen: Pen, keys: list[Shown], width: int) -> None:
        for key, name, description, _ in keys:
            needed = cell_len(name) + 1 + cell_len(description)
            if pen.column + needed + 2 > width:
                continue
            if pen.column:
                pen.write("  ")
            pen.write(name, "bold $text-accent", press=key)
            pen.write(f" {description}", "", press=key)

    def on_resize(self) -> None:
        """One line or two."""
        self.refresh(layout=True)

    def pressed(self, name: str) -> None:
        """The same as the key."""
        self.app.simulate_key(name)


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
