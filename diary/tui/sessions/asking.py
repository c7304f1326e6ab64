"""Asking for a session by its form, and keeping it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diary.domain.records import Session
from diary.tui.messages import Job
from diary.tui.parts.said import moment_said, session_said
from diary.tui.sessions.form import SessionForm

if TYPE_CHECKING:
    from diary.tui.app import DiaryApp


def ask_session(app: DiaryApp, old: Session | None) -> None:
    """Ask for a new session, or change an old one. What could not be kept stands in the form when it opens again."""
    review = app.whole or app.review
    earlier = review.diary.sessions if review else ()

    def answered(session: Session | None) -> None:
        if session is None or session == old:
            app.session_left = app.session_left if session is None else None
            return
        draft, app.session_left = app.session_left, None

        def failed() -> None:
            app.session_left = draft

        said = session_said(session)
        if old is None:
            when = moment_said(session.at, app.clock.local().date())
            late = ", written late" if session.late else ""
            job = Job(lambda store: store.save(session, label=said), f"Saved {when}{late} · {said}.", failed=failed)
        else:
            job = Job(lambda store: store.replace(session, label=said), f"Changed · {said}.", failed=failed)
        app.keep(job)

    app.push_screen(SessionForm(earlier, old, app.session_left), answered)
