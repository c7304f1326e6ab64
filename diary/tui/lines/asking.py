"""Choosing a kind of line, asking for it, keeping what it says, and changing what was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diary.domain.records import Thing
from diary.tui.lines.kinds import KINDS, LineKind
from diary.tui.lines.screen import Line, TypedLine
from diary.tui.lines.taken_up import taken_up
from diary.tui.messages import Job
from diary.tui.parts.asking import Ask
from diary.tui.parts.said import capital
from diary.tui.parts.things import thing_said

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


def change_line(app: DiaryApp, thing: Thing) -> None:
    """Ask for the line of a thing that is kept already, as it stands, and keep what it is changed to."""
    up = taken_up(thing, app.here, app.clock.now())
    if up is None:
        app.say(f"No line says this exactly ({thing_said(thing)}): delete it with d, and log it anew with c.", "hint")
        return

    def answered(line: Line | None) -> None:
        if line is None:
            return
        app.typed.pop(thing.id, None)
        if line.things == (thing,):
            app.say("Nothing was changed.", "quiet")
            return

        def failed() -> None:
            app.typed[thing.id] = line.text

        label = thing_said(line.things[0])
        job = Job(lambda store: store.replace(*line.things, label=label), f"Changed: {line.said}.", failed=failed)
        app.keep(job)

    app.push_screen(TypedLine(up.kind, app.typed.get(thing.id) or up.text, up), answered)
