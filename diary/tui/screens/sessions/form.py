"""The form for a session: kind, exercises to tick, effort, minutes, when it ended, a note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from diary.domain.describe import exercise_text
from diary.domain.echo import time_echo
from diary.domain.fields import LONGEST_NOTE
from diary.domain.grammar.times import parse_time
from diary.domain.records import Exercise, Session, new_id
from diary.domain.text import printable
from diary.domain.validate import check
from diary.errors import DiaryError
from diary.tui.changing import Typed, change_job
from diary.tui.messages import Job
from diary.tui.screens.sessions.offered import exercises_of, kinds_of, offered_exercises
from diary.tui.screens.today.form import Field
from diary.tui.unsaved import Unsaved
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.choices import Rating, TextField
from diary.tui.widgets.dialogs import Dialog
from diary.tui.widgets.fitting import clipped, wrapped
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import key_text, moment_text, record_text

if TYPE_CHECKING:
    from diary.clock import Clock
    from diary.domain.grammar.times import Here
    from diary.tui.host import Host


@dataclass(frozen=True, slots=True)
class SessionFormDraft:
    """The content of the form."""

    old: Session | None = None
    """The saved session that this changes; None for a new one."""
    kind: str = ""
    names: tuple[str, ...] = ()
    """The exercises to choose from, in the order they are listed."""
    ticked: tuple[Exercise, ...] = ()
    effort: int | None = None
    minutes: str = ""
    ended: str = ""
    note: str = ""

    @classmethod
    def of(cls, old: Session | None, kinds: tuple[str, ...], names: tuple[str, ...]) -> SessionFormDraft:
        """A draft that changes a saved session, or one for a new session of the latest kind with nothing ticked."""
        if old is None:
            return cls(kind=kinds[0] if kinds else "", names=names)
        # Its exercises may be older than those on offer, and must not be lost.
        known = {name.casefold() for name in names}
        named = {each.name.casefold(): each.name for each in old.exercises}
        own = tuple(name for plain, name in named.items() if plain not in known)
        minutes = str(old.minutes) if old.minutes is not None else ""
        return cls(old, old.activity, own + names, old.exercises, old.effort, minutes, "", old.note)

    def unsaved(self, clock: Clock, here: Here) -> Unsaved:
        """The draft as it is kept when the program has to end."""
        session, texts = replace(self, minutes="", ended=""), {"minutes": self.minutes}
        try:
            at = parse_time(self.ended, now=here).at if self.ended.strip() else clock.moment()
        except DiaryError:
            at, texts["ended"] = clock.moment(), self.ended
        # Where nothing was typed, a new session ended when it was typed; a changed one keeps its time.
        if self.old is not None and not self.ended.strip():
            texts["ended"] = ""
        record = replace(session.session(clock, here), at=at, exercises=self.ticked)
        return Unsaved(clock.now(), record, self.old, texts, self.names)

    @classmethod
    def of_unsaved(cls, unsaved: Unsaved, here: Here) -> SessionFormDraft:
        """The draft that was kept. Its time is the one that was meant then, not now."""
        session, texts = unsaved.record, unsaved.texts or {}
        assert isinstance(session, Session)
        assert isinstance(unsaved.old, Session | None)
        ended = texts.get("ended", time_echo(session.at, here))
        content = (session.activity, unsaved.names, session.exercises, session.effort)
        return cls(unsaved.old, *content, texts.get("minutes", ""), ended, session.note)

    def session(self, clock: Clock, here: Here) -> Session:
        """The session that the draft makes; DiaryError where the typed time is none."""
        # A changed session keeps what the form does not ask for.
        old = self.old
        at = old.at if old else clock.moment()
        if self.ended.strip():
            at = parse_time(self.ended.strip(), now=here).at
        # Exercises are compared without case, as people write the same one in several ways. The form shows each name
        # once, with the last of them; what was done twice stays twice.
        chosen = {exercise.name.casefold(): [exercise] for exercise in self.ticked}
        last = {exercise.name.casefold(): exercise for exercise in old.exercises} if old else {}
        for exercise in reversed(old.exercises if old else ()):
            name = exercise.name.casefold()
            if exercise is not last[name] and name in chosen:
                chosen[name].insert(0, exercise)
        return Session(
            id=old.id if old else new_id(),
            at=at,
            recorded=old.recorded if old else clock.now(),
            note=self.note.strip(),
            source=old.source if old else "",
            activity=" ".join(self.kind.split()),
            effort=self.effort,
            new=old.new if old else None,
            minutes=int(self.minutes) if self.minutes.strip() else None,
            exercises=tuple(
                each for name in dict.fromkeys(map(str.casefold, self.names)) for each in chosen.get(name, ())
            ),
        )


UNFINISHED_KEY = "session"
"""The key of the form's draft in `Host.unfinished`."""


class FormLine(CanvasWidget):
    """The last line of the form: an error, or a hint on the keys."""

    text = "enter next field, at the last one saves · F2 saves · space ticks · n new · esc keeps it"
    wrong = False

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the text, uncut."""
        for index, line in enumerate(wrapped(f"{'✗ ' if self.wrong else ''}{self.text}", width)):
            if index:
                canvas.new_line()
            canvas.write(line, "bold $text-error" if self.wrong else "$quiet")


class SessionForm(Dialog[Session]):
    """A window that returns a session. It begins with the kind of the last one and nothing ticked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "next field", id="session.next", priority=True, tooltip="Next field; the last saves"),
        Binding("f2", "done", "save", id="session.save", priority=True, tooltip="Save the session"),
        Binding("n", "new", "new", show=False, id="session.new", tooltip="The exercise at the arrow is new, or not"),
    ]
    DEFAULT_CSS = """
    SessionForm > Vertical { height: 90%; max-height: 26; }
    SessionForm Rows { height: 1fr; min-height: 3; border-top: solid $panel; border-bottom: solid $panel; }
    """

    def __init__(
        self,
        earlier: tuple[Session, ...],
        old: Session | None,
        unfinished: SessionFormDraft | None,
        offered: tuple[str, ...],
    ) -> None:
        super().__init__()
        self.kinds = kinds_of(earlier)
        self.done = {name.casefold() for name in exercises_of(earlier)}
        """The exercises of earlier sessions: any other one is done for the first time, and so is new."""
        self.initial = SessionFormDraft.of(old, self.kinds, offered)
        """The form as it opens first; `unfinished` is its content when it was closed without saving."""
        # What was left of another session must not get into this one; what was left of this one stays a change of what
        # was opened then, so that it can't be written unseen over what another program made of it meanwhile.
        same = unfinished is not None and _id_of(unfinished.old) == _id_of(old)
        self.start = unfinished if unfinished is not None and same else self.initial
        self.names = list(self.start.names)
        self.ticked = {exercise.name.casefold(): exercise for exercise in self.start.ticked}

    def compose(self) -> ComposeResult:
        """The fields, from top to bottom."""
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
        """Fill the list, and focus it: ticking is the most likely first step."""
        self.query_one(Rating).level = self.start.effort
        rows = self.query_one(Rows)
        rows.empty = "No exercises yet: write one below."
        rows.fill(len(self.names), self._draw, cursor=0)
        (rows if self.names else self.query_one("#kind", Input)).focus()

    def _draw(self, index: int, width: int) -> Content:
        exercise = self.ticked.get(self.names[index].casefold())
        new = "  (new)" if exercise and exercise.new else ""
        name = clipped(printable(self.names[index]), width - 12)
        more = clipped(f"  {exercise_text(exercise)}", max(0, width - 10 - len(name))) if exercise else ""
        return Content.assemble(f"[{'x' if exercise else ' '}] ", name, (new, "bold"), (more.rstrip(), "$quiet"))

    def _toggle(self, index: int) -> None:
        name = self.names[index]
        if self.ticked.pop(name.casefold(), None) is None:
            self.ticked[name.casefold()] = self._exercise(name)
        self.query_one(Rows).refresh()

    def _exercise(self, name: str) -> Exercise:
        return Exercise(name, new=None if name.casefold() in self.done else True)

    @on(Rows.Chosen)
    def _chosen(self, message: Rows.Chosen) -> None:
        self._toggle(message.index)

    @on(Rating.Rated)
    def _rated(self, message: Rating.Rated) -> None:
        self.query_one(Rating).level = message.level

    @property
    def draft(self) -> SessionFormDraft:
        """The content of the form now."""
        return SessionFormDraft(
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
        """Mark the exercise at the arrow as new, or as not new, and tick it."""
        rows = self.query_one(Rows)
        if self.names:
            name = self.names[rows.cursor]
            exercise = self.ticked.get(name.casefold(), Exercise(name))
            self.ticked[name.casefold()] = replace(exercise, new=None if exercise.new else True)
            rows.refresh()

    def action_next(self) -> None:
        """Add the exercise that was typed; else go to the next field; at the last one save."""
        if self.query_one("#remark", Input).has_focus:
            self.action_done()
        elif not (self.query_one("#more", Input).has_focus and self._add_typed()):
            self.focus_next()

    def _add_typed(self) -> bool:
        """Add the exercise that was typed; whether there was one."""
        more = self.query_one("#more", Input)
        name = " ".join(more.value.split())
        if name:
            if name.casefold() not in {known.casefold() for known in self.names}:
                self.names.insert(0, name)
            self.ticked.setdefault(name.casefold(), self._exercise(name))
            more.value = ""
            self.query_one(Rows).fill(len(self.names), self._draw, cursor=0)
        return bool(name)

    def action_done(self) -> None:
        """Return the session, with an exercise that was typed and not added yet."""
        self._add_typed()
        try:
            session = self.draft.session(self.host.clock, self.host.here)
            check(session, self.host.clock.now())
        except DiaryError as error:
            line = self.query_one(FormLine)
            line.text, line.wrong = key_text(error), True
            line.refresh(layout=True)
            return
        # Set aside until the session is on the disk, so that a failed save loses nothing.
        self.host.unfinished[UNFINISHED_KEY] = self.draft
        self.dismiss(session)

    def remember(self) -> None:
        """Set the content of the form aside; it is offered again when the form opens next."""
        draft = self.draft
        # An untouched form is forgotten, so that the next one begins with the latest session's kind.
        self.host.unfinished[UNFINISHED_KEY] = draft if draft != self.initial else None


def _id_of(session: Session | None) -> str | None:
    return session.id if session else None


def ask_session(host: Host, old: Session | None) -> None:
    """Ask for a new session, or change `old`, and save it. What could not be saved is offered again in the form."""
    # Better an incomplete list of exercises than a form that waits for all records to be read.
    review = host.whole or host.review
    earlier, plans = (review.diary.sessions, review.diary.plans) if review else ((), ())
    offered = offered_exercises(earlier, plans, host.here.today)

    def answered(session: Session | None) -> None:
        if session is None:
            return
        draft = host.unfinished.pop(UNFINISHED_KEY)
        if session == draft.old:
            return

        def offer_again() -> None:
            host.unfinished[UNFINISHED_KEY] = draft

        text = record_text(session, "kind")
        if old is None:
            when = moment_text(session.at, host.clock.local().date())
            late = ", added later" if session.late else ""
            done_text = f"Saved {when}{late} · {text}."
            job = Job(lambda store: store.save(session, label=text), done_text, on_failed=offer_again)
        else:
            opened, done_text = draft.old or old, f"Changed · {text}."
            resume, drop = partial(ask_session, host, opened), partial(host.unfinished.pop, UNFINISHED_KEY, None)
            job = change_job(session, opened, Typed(offer_again, resume, drop), text=done_text)
        host.carry_out(job)

    host.push_screen(SessionForm(earlier, old, host.unfinished.get(UNFINISHED_KEY), offered), answered)
