"""Telling: that a finding was told to the therapist, with a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diary.domain.findings import Finding
from diary.domain.records import new_id
from diary.review import acknowledgement
from diary.tui.messages import Job
from diary.tui.parts.asking import AskLine

if TYPE_CHECKING:
    from diary.tui.app import DiaryApp


def ask_told(app: DiaryApp, finding: Finding) -> None:
    """Ask for a note; Enter keeps that it was told, Esc keeps nothing."""
    if finding.acknowledged:
        app.say("That was told already.", "hint")
        return

    label = f"told: {finding.title}"

    def answered(note: str | None) -> None:
        if note is None:
            return
        now = app.clock.now()
        ack = acknowledgement(finding, id=new_id(), at=app.clock.moment(), recorded=now, note=note)
        app.typed.pop(label, None)

        def failed() -> None:
            app.typed[label] = note

        said = f"Kept as told: {finding.title}."
        app.keep(Job(lambda store: store.save(ack, label=label), said, failed=failed))

    text = f"You told your therapist or doctor: {finding.title}"
    hint = "Enter keeps it; the finding stays listed, but is announced no more. Esc changes nothing."
    app.push_screen(AskLine(text, hint, value=app.typed.get(label, ""), placeholder="a note, if you like"), answered)
