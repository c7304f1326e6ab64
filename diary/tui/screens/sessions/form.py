"""The form for a session: kind, exercises to tick, effort, minutes, when, a note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from diary.domain.fields import LONGEST_NOTE
from diary.domain.grammar.times import parse_time
from diary.domain.records import Exercise, Session, new_id
from diary.domain.validate import check
from diary.errors import DiaryError
from diary.tui.messages import Job
from diary.tui.screens.today.form import Field
from diary.tui.widgets.canvas import Canvas, Drawn
from diary.tui.widgets.choices import Rating, TextField
from diary.tui.widgets.dialogs import Dialog
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import clipped, in_keys, moment_text, plain, session_text, wrapped

if TYPE_CHECKING:
    from diary.clock import Clock
    from diary.domain.grammar.times import Here
    from diary.tui.host import Host


@dataclass(frozen=True, slots=True)
class SessionFormDraft:
    """Everything that was given so far. `old` is the session that this changes, where it is no new one."""

    old: Session | None = None
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
        """A session taken up again, or a new one of the latest kind with nothing ticked."""
        if old is None:
            return cls(kind=kinds[0] if kinds else "", names=names)
        known = {name.casefold() for name in names}
        own = tuple(each.name for each in old.exercises if each.name.casefold() not in known)
        minutes = str(old.minutes) if old.minutes is not None else ""
        return cls(old, old.activity, own + names, old.exercises, old.effort, minutes, "", old.note)

    def session(self, clock: Clock, here: Here) -> Session:
        """The session that this makes; DiaryError where the time is none. A changed one keeps what is not asked."""
        old = self.old
        at = old.at if old else clock.moment()
        if self.ended.strip():
            at = parse_time(self.ended.strip(), now=here).at
        chosen = {exercise.name.casefold(): exercise for exercise in self.ticked}
        return Session(
            id=old.id if old else new_id(),
            at=at,
            recorded=old.recorded if old else clock.now(),
            note=self.note.strip(),
            activity=" ".join(self.kind.split()),
            effort=self.effort,
            new=old.new if old else None,
            minutes=int(self.minutes) if self.minutes.strip() else None,
            exercises=tuple(chosen[name.casefold()] for name in self.names if name.casefold() in chosen),
        )


MOST = 40
DRAFT = "session"
"""Where what stands in the form waits while it is closed."""


def exercises_of(sessions: Sequence[Session]) -> tuple[str, ...]:
    """The exercises of earlier sessions, each once as it was last written, those of the latest session first."""
    return _once(exercise.name for session in reversed(sessions) for exercise in session.exercises)


def kinds_of(sessions: Sequence[Session]) -> tuple[str, ...]:
    """The kinds of earlier sessions, each once, the latest first."""
    return _once(session.activity for session in reversed(sessions))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        plain = " ".join(name.split())
        if plain:
            seen.setdefault(plain.casefold(), plain)
    return tuple(seen.values())[:MOST]


class FormLine(Drawn):
    """What is wrong, or what the keys do."""

    text = "space ticks · n new · enter saves · esc keeps it"
    wrong = False

    def draw(self, canvas: Canvas, width: int) -> None:
        """One line; what is wrong is said whole."""
        for index, line in enumerate(wrapped(f"{'✗ ' if self.wrong else ''}{self.text}", width)):
            if index:
                canvas.line()
            canvas.write(line, "bold $text-error" if self.wrong else "$quiet")


class SessionForm(Dialog[Session]):
    """A window that returns a session. It begins with the kind of the last one; nothing is ticked unasked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "save", id="session.save", priority=True, tooltip="Save the session"),
        Binding("n", "new", "new", show=False, id="session.new", tooltip="The exercise at the arrow is new, or not"),
    ]
    DEFAULT_CSS = """
    SessionForm > Vertical { height: 90%; max-height: 26; }
    SessionForm Rows { height: 1fr; min-height: 3; border-top: solid $panel; border-bottom: solid $panel; }
    """

    def __init__(self, earlier: tuple[Session, ...], old: Session | None, left: SessionFormDraft | None) -> None:
        super().__init__()
        self.kinds = kinds_of(earlier)
        self.fresh = SessionFormDraft.of(old, self.kinds, exercises_of(earlier))
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
    def draft(self) -> SessionFormDraft:
        """What stands in the form now."""
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
            session = self.draft.session(self.host.clock, self.host.here)
            check(session, self.host.clock.now())
        except DiaryError as error:
            line = self.query_one(FormLine)
            line.text, line.wrong = in_keys(str(error)), True
            line.refresh(layout=True)
            return
        self.host.unfinished[DRAFT] = self.draft
        self.dismiss(session)

    def action_leave(self) -> None:
        """Close it; what was given stands there again next time."""
        draft = self.draft
        self.host.unfinished[DRAFT] = draft if draft != self.fresh else None
        self.dismiss(None)


def ask_session(host: Host, old: Session | None) -> None:
    """Ask for a new session, or change an old one. What could not be kept stands in the form when it opens again."""
    review = host.whole or host.review
    earlier = review.diary.sessions if review else ()

    def answered(session: Session | None) -> None:
        if session is None or session == old:
            if session is not None:
                host.unfinished.pop(DRAFT, None)
            return
        draft = host.unfinished.pop(DRAFT, None)

        def failed() -> None:
            host.unfinished[DRAFT] = draft

        said = session_text(session)
        if old is None:
            when = moment_text(session.at, host.clock.local().date())
            late = ", written late" if session.late else ""
            job = Job(lambda store: store.save(session, label=said), f"Saved {when}{late} · {said}.", failed=failed)
        else:
            job = Job(lambda store: store.replace(session, label=said), f"Changed · {said}.", failed=failed)
        host.carry_out(job)

    host.push_screen(SessionForm(earlier, old, host.unfinished.get(DRAFT)), answered)
