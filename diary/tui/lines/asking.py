"""Choosing a kind of line, asking for it, and keeping what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diary.tui.lines.kinds import KINDS, LineKind
from diary.tui.lines.screen import Line, TypedLine
from diary.tui.messages import Job
from diary.tui.parts.asking import Ask
from diary.tui.parts.said import capital

if TYPE_CHECKING:
    from diary.tui.app import DiaryApp


def choose_line(app: DiaryApp) -> None:
    """Ask what to log, then for the line."""
    by_key = {kind.key: kind for kind in KINDS}

    def chosen(key: str | None) -> None:
        if key in by_key:
            ask_line(app, by_key[key])

    choices = {kind.key: capital(kind.name) for kind in KINDS}
    app.push_screen(Ask("What do you want to log?", {**choices, "escape": "Nothing now"}), chosen)


def ask_line(app: DiaryApp, kind: LineKind, value: str = "") -> None:
    """Ask for a line; what was typed there and not kept yet comes before what is offered."""

    def answered(line: Line | None) -> None:
        if line is None:
            return
        app.typed.pop(kind.name, None)

        def failed() -> None:
            app.typed[kind.name] = line.text

        said = f"Kept: {line.said}."
        app.keep(Job(lambda store: store.save(*line.things, label=line.said), said, failed=failed))

    app.push_screen(TypedLine(kind, app.typed.get(kind.name) or value), answered)
