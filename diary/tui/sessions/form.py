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

from diary.domain.entries import Exercise, Session
from diary.domain.grammar.times import parse_time
from diary.domain.ids import new_id
from diary.errors import DiaryError
from diary.tui.parts.pen import Drawn, Pen
from diary.tui.parts.rows import Rows
from diary.tui.parts.screens import Question
from diary.tui.parts.ticks import Rating
from diary.tui.sessions.programme import exercises_of, kinds_of
from diary.tui.today.form import Field


class FormLine(Drawn):
    """What is wrong, or what the keys do."""

    text = "space ticks · n new · enter saves · esc leaves"
    wrong = False

    def draw(self, pen: Pen, width: int) -> None:
        """One line."""
        pen.write(f"{'✗ ' if self.wrong else ''}{self.text}", "bold $text-error" if self.wrong else "$quiet")


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

    def __init__(self, earlier: tuple[Session, ...], old: Session | None = None) -> None:
        super().__init__()
        self.old = old
        self.names = list(exercises_of(earlier))
        self.kinds = kinds_of(earlier)
        self.ticked: dict[str, Exercise] = {}
        for exercise in old.exercises if old else ():
            self.ticked[exercise.name.casefold()] = exercise
            if exercise.name.casefold() not in {name.casefold() for name in self.names}:
                self.names.insert(0, exercise.name)

    def compose(self) -> ComposeResult:
        """The fields from top to bottom."""
        old = self.old
        kind = old.activity if old else (self.kinds[0] if self.kinds else "")
        minutes = str(old.minutes) if old and old.minutes is not None else ""
        hint = f"such as {', '.join(self.kinds[:3])}" if self.kinds else "physio, home, swimming …"
        with Vertical() as window:
            window.border_title = "Session" if old is None else "Change the session"
            yield Field("Kind", "Kind", Input(kind, id="kind", compact=True, placeholder=hint, max_length=100))
            yield Rows()
            more = Input(
                id="more", compact=True, placeholder="a new exercise; enter adds it to the list", max_length=200
            )
            yield Field("Another exercise", "More", more)
            yield Rating("Effort", "Effort", "effort", "0 none, 10 all you have")
            yield Field("Minutes", "Minutes", Input(minutes, id="minutes", compact=True, type="integer", max_length=4))
            when = Input(id="ended", compact=True, placeholder="it ended now; or 18:00, yesterday 17:30 …")
            yield Field("When it ended", "Ended", when)
            note = Input(old.note if old else "", id="remark", compact=True, placeholder="a note", max_length=2000)
            yield Field("Note", "Note", note)
            yield FormLine()

    def on_mount(self) -> None:
        """Fill the list; ticks are the most likely thing to do first."""
        self.query_one(Rating).level = self.old.effort if self.old else None
        rows = self.query_one(Rows)
        rows.empty = "No exercises yet: write one below."
        rows.fill(len(self.names), self._draw, cursor=0)
        (rows if self.names else self.query_one("#kind", Input)).focus()

    def _draw(self, index: int, width: int) -> Content:
        exercise = self.ticked.get(self.names[index].casefold())
        new = "  (new)" if exercise and exercise.new else ""
        return Content.assemble(f"[{'x' if exercise else ' '}] ", self.names[index], (new, "bold"))

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
            self.dismiss(self._session())
        except DiaryError as error:
            line = self.query_one(FormLine)
            line.text, line.wrong = str(error), True
            line.refresh(layout=True)

    def _session(self) -> Session:
        app = self.diary_app
        text = self.query_one("#ended", Input).value.strip()
        minutes = self.query_one("#minutes", Input).value.strip()
        at = self.old.at if self.old else app.clock.moment()
        if text:
            at = parse_time(text, now=app.here).at
        return Session(
            id=self.old.id if self.old else new_id(),
            at=at,
            recorded=self.old.recorded if self.old else app.clock.now(),
            note=self.query_one("#remark", Input).value.strip(),
            activity=" ".join(self.query_one("#kind", Input).value.split()),
            effort=self.query_one(Rating).level,
            new=self.old.new if self.old else None,
            minutes=int(minutes) if minutes else None,
            exercises=tuple(self.ticked[name.casefold()] for name in self.names if name.casefold() in self.ticked),
        )
