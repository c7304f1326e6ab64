"""The form for a session: kind, exercises to tick, effort, minutes, when, a note."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from diary.domain.records import Exercise, Session
from diary.domain.validate import LONGEST_NOTE, check
from diary.errors import DiaryError
from diary.tui.parts.fields import TextField
from diary.tui.parts.in_keys import in_keys
from diary.tui.parts.pen import Drawn, Pen
from diary.tui.parts.rows import Rows
from diary.tui.parts.said import clipped, plain, wrapped
from diary.tui.parts.screens import Question
from diary.tui.parts.ticks import Rating
from diary.tui.sessions.draft import SessionDraft
from diary.tui.sessions.programme import exercises_of, kinds_of
from diary.tui.today.form import Field


class FormLine(Drawn):
    """What is wrong, or what the keys do."""

    text = "space ticks · n new · enter saves · esc keeps it"
    wrong = False

    def draw(self, pen: Pen, width: int) -> None:
        """One line; what is wrong is said whole."""
        for index, line in enumerate(wrapped(f"{'✗ ' if self.wrong else ''}{self.text}", width)):
            if index:
                pen.line()
            pen.write(line, "bold $text-error" if self.wrong else "$quiet")


class SessionForm(Question[Session]):
    """A window that returns a session. It begins with the kind of the last one; nothing is ticked unasked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "save", id="session.save", priority=True, tooltip="Save the session"),
        Binding("n", "new", "new", show=False, id="session.new", tooltip="The exercise at the arrow is new, or not"),
    ]
    DEFAULT_CSS = """
    SessionForm > Vertical { height: 90%; max-height: 26; }
    SessionForm Rows { height: 1fr; min-height: 3; border-top: solid $panel; border-bottom: solid $panel; }
    """

    def __init__(self, earlier: tuple[Session, ...], old: Session | None, left: SessionDraft | None) -> None:
        super().__init__()
        self.kinds = kinds_of(earlier)
        self.fresh = SessionDraft.of(old, self.kinds, exercises_of(earlier))
        """What the form begins with; `left` is what stood there when it was left before."""
        self.start = left if left is not None and left.old == old else self.fresh
        self.names = list(self.start.names)
        self.ticked = {exercise.name.casefold(): exercise for exercise in self.start.ticked}

    def compose(self) -> ComposeResult:
        """The fields from top to bottom."""
        start = self.start
        hint = f"such as {', '.join(self.kinds[:3])}" if self.kinds else "physio, home, swimming …"
        with Vertical() as window:
            window.border_title = "Session" if start.old is None else "Change the session"
            yield Field("Kind", "Kind", TextField(start.kind, id="kind", placeholder=hint, max_length=100))
            yield Rows()
            more = TextField(id="more", placeholder="a new exercise; enter adds it", max_length=200)
            yield Field("Another exercise", "More", more)
            yield Rating("Effort", "Effort", "effort", "0 none, 10 all you have")
            minutes = TextField(start.minutes, id="minutes", whole_number=True, max_length=4)
            yield Field("Minutes", "Minutes", minutes)
            when = TextField(start.ended, id="ended", placeholder="now; or 18:00, yesterday 17:30 …")
            yield Field("When it ended", "Ended", when)
            note = TextField(start.note, id="remark", placeholder="a note", max_length=LONGEST_NOTE)
            yield Field("Note", "Note", note)
            yield FormLine()

    def on_mount(self) -> None:
        """Fill the list; ticks are the most likely thing to do first."""
        self.query_one(Rating).level = self.start.effort
        rows = self.query_one(Rows)
        rows.empty = "No exercises yet: write one below."
        rows.fill(len(self.names), self._draw, cursor=0)
        (rows if self.names else self.query_one("#kind", Input)).focus()

    def _draw(self, index: int, width: int) -> Content:
        exercise = self.ticked.get(self.names[index].casefold())
        new = "  (new)" if exercise and exercise.new else ""
        name = clipped(plain(self.names[index]), width - 12)
        return Content.assemble(f"[{'x' if exercise else ' '}] ", name, (new, "bold"))

    def _toggle(self, index: int) -> None:
        name = self.names[index]
        if self.ticked.pop(name.casefold(), None) is None:
            self.ticked[name.casefold()] = Exercise(name)
        self.query_one(Rows).refresh()

    @on(Rows.Chosen)
    def _chosen(self, message: Rows.Chosen) -> None:
        self._toggle(message.index)

    @on(Rating.Rated)
    def _rated(self, message: Rating.Rated) -> None:
        self.query_one(Rating).level = message.level

    @property
    def draft(self) -> SessionDraft:
        """What stands in the form now."""
        return SessionDraft(
            self.start.old,
            self._text("kind"),
            tuple(self.names),
            tuple(self.ticked.values()),
            self.query_one(Rating).level,
            self._text("minutes"),
            self._text("ended"),
            self._text("remark"),
        )

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    def action_new(self) -> None:
        """Mark the exercise at the arrow as new, and tick it."""
        rows = self.query_one(Rows)
        if self.names:
            name = self.names[rows.cursor]
            exercise = self.ticked.get(name.casefold(), Exercise(name))
            self.ticked[name.casefold()] = replace(exercise, new=None if exercise.new else True)
            rows.refresh()

    def action_done(self) -> None:
        """Add the exercise that is being written; else return the session."""
        more = self.query_one("#more", Input)
        name = " ".join(more.value.split())
        if name:
            # Who has never done it before does it for the first time: it is new.
            if name.casefold() not in {known.casefold() for known in self.names}:
                self.names.insert(0, name)
                self.ticked[name.casefold()] = Exercise(name, new=True)
            else:
                self.ticked.setdefault(name.casefold(), Exercise(name))
            more.value = ""
            self.query_one(Rows).fill(len(self.names), self._draw, cursor=0)
            return
        try:
            session = self.draft.session(self.diary_app.clock, self.diary_app.here)
            check(session, self.diary_app.clock.now())
        except DiaryError as error:
            line = self.query_one(FormLine)
            line.text, line.wrong = in_keys(str(error)), True
            line.refresh(layout=True)
            return
        self.diary_app.session_left = self.draft
        self.dismiss(session)

    def action_leave(self) -> None:
        """Close it; what was given stands there again next time."""
        draft = self.draft
        self.diary_app.session_left = draft if draft != self.fresh else None
        self.dismiss(None)
