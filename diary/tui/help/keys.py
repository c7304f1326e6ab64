"""The bindings of a screen as help and the palette show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from diary.tui.parts.edges import NAMES, key_name
from diary.tui.themes import THEMES

if TYPE_CHECKING:
    from diary.tui.app import DiaryApp


def bindings_of(screen: Screen[object]) -> Iterator[tuple[str, Binding]]:
    """Every binding of ours that works on a screen, with all its keys as they are written; digits in one line."""
    keys: dict[str, tuple[list[str], Binding]] = {}
    # What the screen does first, then what the focused part of it does, then what works everywhere.
    order = {screen: 0, screen.app: 2}
    for key, active in sorted(screen.active_bindings.items(), key=lambda item: order.get(item[1].node, 1)):
        binding = active.binding
        if not binding.id or not active.enabled:
            continue
        name = key_name(binding) if not keys.get(binding.id) else NAMES.get(key, key)
        keys.setdefault(binding.id, ([], binding))[0].append(name)
    digits = 0
    for id, (names, binding) in keys.items():
        if names[0].isdigit() and id[:-1].endswith(("level", "rating.")):
            digits += 1
            if digits == 1:
                yield "0 – 9", binding
            continue
        yield " ".join(dict.fromkeys(names)), binding


def meaning(keys: str, binding: Binding) -> str:
    """What a binding does, as a line of help."""
    if keys == "0 – 9":
        return "The level; 1 then 0 is 10, one more 0 is 0"
    return binding.tooltip or binding.description


def commands(app: DiaryApp, screen: Screen[object]) -> Iterable[SystemCommand]:
    """The palette's entries: each binding by what it does, what can be logged in a line, then the colours."""
    for keys, binding in bindings_of(screen):
        if keys == "0 – 9":
            continue
        press = partial(app.simulate_key, binding.key.split(",")[0])
        yield SystemCommand(f"{binding.description.capitalize()} ({keys})", meaning(keys, binding), press)
    from diary.tui.lines.asking import ask_line  # with the palette only
    from diary.tui.lines.kinds import KINDS

    if app.state != "closed":
        for kind in KINDS:
            yield SystemCommand(f"Log {kind.name}", kind.title, partial(ask_line, app, kind))
        yield SystemCommand("Back up now", "A copy of the diary as it is now, beside it", app.back_up)
    for theme in THEMES:
        yield SystemCommand(
            f"Colours: {theme.name}", "Remembered for the next time", partial(app.use_theme, theme.name)
        )
