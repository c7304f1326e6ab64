"""The edges of every screen: its name and the time at the top, the last message and the keys at the bottom."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding
from textual.reactive import reactive

from diary.domain.text import printable
from diary.tui.host import host_of
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.fitting import clipped, clock_text, wrapped


class ShownKey(NamedTuple):
    """A key in the line of keys."""

    id: str
    key: str
    """The key by Textual's name for it."""
    name: str
    """The key as it is shown."""
    words: str
    everywhere: bool
    """Whether the key works on every screen."""

    @property
    def width(self) -> int:
        """The columns that the key and its words take."""
        return cell_len(self.name) + 1 + cell_len(self.words)


# Help and the end are in the line at the top, and undo stands beside the message of what it takes back. Signs are asked
# by a finding, and are in help.
ELSEWHERE = frozenset({"app.help", "app.quit", "app.undo", "app.signs"})
"""The keys that are not in the lines at the bottom."""
MOST_KEYS = 6
"""Keys in each line: more are no longer read. Help has all of them."""
SHORT_WORDS = {"app.line": "more…"}
"""The words beside a key where the line is too narrow for all keys."""
HERE, GO_TO = "Here", "Go to"


class Masthead(CanvasWidget):
    """The line at the top: the program, the screen, the time, and where help is."""

    DEFAULT_CSS = """
    Masthead { height: 1; dock: top; background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.screen_name = name

    def on_mount(self) -> None:
        """Keep the time current."""
        self.set_interval(15, self.refresh)  # seconds; the time is shown to the minute

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the name at the left, the time, help and the end at the right."""
        host = host_of(self)
        right = clock_text(host.clock.local())
        name = "Sample" if host.sample else "Pain diary"
        title = f"{name} · {self.screen_name}" if self.screen_name != "Today" else name
        if host.sample and (width >= 80 or self.screen_name == "Today"):
            title += " · not kept"
        keys = (("?", "help"), ("q", "quit"))
        room = sum(len(key) + len(words) + 3 for key, words in keys)
        canvas.write(clipped(title, width - len(right) - room - 2), "bold")
        canvas.move_to(width - len(right) - room)
        canvas.write(right)
        for key, words in keys:
            canvas.write("  ")
            canvas.write(f"{key} ", "bold $text-accent", press=key)
            canvas.write(words, press=key)

    def pressed(self, name: str) -> None:
        """Do the same as the key."""
        self.app.simulate_key({"?": "f1"}.get(name, name))


MOST_LINES = 6
# A problem gets one line more, since its end says what to do.
MOST_LINES_OF_PROBLEM = 7
UNDO = "   u undo"


class MessageLine(CanvasWidget):
    """The last message. A mark in front shows its kind, so that the colour alone never carries it."""

    DEFAULT_CSS = """
    MessageLine { height: auto; max-height: 7; padding: 0 1; }
    """

    MARKS: ClassVar[dict[str, tuple[str, str]]] = {
        "saved": ("✓ ", "bold $text-success"),
        # No tick and no green: a call for help must not look like a success.
        "urgent": ("! ", "bold $text-error"),
        "problem": ("✗ ", "bold $text-error"),
        "hint": ("› ", "bold"),
        "working": ("", "$quiet"),
        "quiet": ("", "$quiet"),
    }

    def on_mount(self) -> None:
        """Follow the app's message."""
        self.watch(self.app, "status", self._changed)

    def _changed(self) -> None:
        # A new layout of the whole screen takes longer than drawing the message.
        self.refresh(layout=len(self._lines(self.size.width)) != self.size.height)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the message, wrapped where it is long, and the key for undo."""
        status = host_of(self).status
        _, style = self.MARKS[status.kind]
        lines, room = self._lines(width), len(UNDO) if status.undo else 0
        for index, line in enumerate(lines):
            if index:
                canvas.new_line()
            canvas.write(clipped(line, width - room if index == len(lines) - 1 else width), style)
        if status.undo:
            canvas.write(UNDO, "bold", press="undo")

    def _lines(self, width: int) -> list[str]:
        host = host_of(self)
        mark, _ = self.MARKS[host.status.kind]
        # The window that is open shows its hint itself; twice it would cover more than it says.
        text = "" if host.status.kind == "hint" and self.app.screen is not self.screen else host.status.text
        lines = wrapped(mark + printable(text), width) if text else [""]
        most = MOST_LINES_OF_PROBLEM if host.status.kind in ("problem", "urgent") else MOST_LINES
        if len(lines) > most:  # the rest is joined into the last line, so that the cut shows
            lines[most - 1 :] = [" ".join(lines[most - 1 :])]
        room = len(UNDO) if host.status.undo else 0
        if len(lines) < most and cell_len(lines[-1]) + room > width:
            lines.append("")
        return lines

    def pressed(self, name: str) -> None:
        """Do the same as the key for undo."""
        self.app.simulate_key("u")


class HintLine(CanvasWidget):
    """The last hint, at the bottom of a window that covers the line of the screen below."""

    DEFAULT_CSS = """
    HintLine { height: auto; dock: bottom; background: $panel; padding: 0 1; display: none; }
    """

    def on_mount(self) -> None:
        """Follow the app's message."""
        self.watch(self.app, "status", self._changed, init=False)

    def _changed(self) -> None:
        self.display = host_of(self).status.kind == "hint"
        self.refresh(layout=True)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the hint, wrapped where it is long."""
        for index, line in enumerate(wrapped(f"› {printable(host_of(self).status.text)}", width)):
            if index:
                canvas.new_line()
            canvas.write(line, "bold")


class KeyBar(CanvasWidget):
    """The keys of this screen, and in a second line those that work everywhere. Each can be pressed by mouse."""

    DEFAULT_CSS = """
    KeyBar { height: auto; dock: bottom; background: $panel; padding: 0 1; }
    """

    shown: reactive[tuple[ShownKey, ...]] = reactive((), layout=True)

    def on_mount(self) -> None:
        """Follow the bindings, which change with the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._collect)
        self._collect(self.screen)

    def _collect(self, _: object) -> None:
        seen: dict[str, ShownKey] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.id and binding.id not in seen:
                everywhere = active.node is self.app
                key = binding.key.split(",")[0]
                seen[binding.id] = ShownKey(binding.id, key, key_name(binding), binding.description, everywhere)
        self.shown = tuple(seen.values())

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw as many keys as fit, those of the screen first. All of them are in help."""
        shown = [key for key in self.shown if key.id not in ELSEWHERE]
        on_screen = [key for key in shown if not key.everywhere]
        everywhere = [key for key in shown if key.everywhere]
        if self.app.size.height < ROWS_FOR_TWO_LINES:
            self._draw_line(canvas, "", on_screen + everywhere, width)
            return
        self._draw_line(canvas, HERE, on_screen, width)
        # Also where a text field takes all letters: the lines above must not move with the focus.
        canvas.new_line()
        if everywhere:
            self._draw_line(canvas, GO_TO, everywhere, width)

    def _draw_line(self, canvas: Canvas, label: str, keys: list[ShownKey], width: int) -> None:
        if label and width >= WIDE:
            canvas.write(f"{label:<{LABEL}}", "$quiet")
        keys, gap = keys_that_fit(keys[:MOST_KEYS], width - canvas.column)
        for number, key in enumerate(keys):
            canvas.write(" " * gap if number else "")
            canvas.write(key.name, "bold $text-accent", press=key.key)
            canvas.write(f" {key.words}", "", press=key.key)

    def on_resize(self) -> None:
        """Draw again: the height decides between one line and two."""
        self.refresh(layout=True)

    def pressed(self, name: str) -> None:
        """Do the same as the key."""
        self.app.simulate_key(name)


ROWS_FOR_TWO_LINES = 20
"""Rows of the terminal from which there is room for a second line of keys."""
LABEL, WIDE = 7, 76
"""Columns of the name of a line, and those from which it is written."""


def keys_that_fit(keys: list[ShownKey], width: int) -> tuple[list[ShownKey], int]:
    """The keys that fit into a line of so many columns, and the columns between them."""
    for gap in (3, 2, 1):
        if sum(key.width + gap for key in keys) - gap <= width:
            return keys, gap
    shorter = [key._replace(words=SHORT_WORDS.get(key.id, key.words)) for key in keys]
    if shorter != keys:
        return keys_that_fit(shorter, width)
    # Too many: keys that are too long for the rest of the line are left out, shorter ones after them stay.
    fit, column = [], 0
    for key in keys:
        if column + key.width <= width:
            fit.append(key)
            column += key.width + 1
    return fit, 1


NAMES = {
    "enter": "enter",
    "escape": "esc",
    "question_mark": "?",
    "exclamation_mark": "!",
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
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}


def key_name(binding: Binding) -> str:
    """The first key of a binding as it is shown."""
    if binding.key_display:
        return binding.key_display
    first = binding.key.split(",")[0]
    if len(first) == 1 and first.isupper():
        return f"shift+{first.lower()}"
    return NAMES.get(first, first)
