"""The Sessions screen: the sessions, and the response of the pain to the one at the arrow, or to each kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive

from diary.charts.terminal.pieces import Piece
from diary.charts.terminal.response import light_words, session_lines
from diary.domain.exercise_light import BANDS, Bands
from diary.domain.findings import DISCLAIMER
from diary.domain.records import Session, new_id
from diary.domain.text import capital, printable, time_in_column
from diary.review.courses import (
    NO_PATTERN,
    RUNS_NOTE,
    Pattern,
    Response,
    facts,
    leading,
    levels_text,
    patterns,
    responses_to,
    settling,
    yardsticks,
)
from diary.review.snapshot import Review
from diary.tui.changing import delete_job
from diary.tui.messages import Job
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.chart_lines import STYLES, write_lines
from diary.tui.widgets.dialogs import Ask, DiaryScreen, ask_delete
from diary.tui.widgets.fitting import clipped, whole_items, wrapped
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import record_text


def pattern_table(found_patterns: list[Pattern], width: int, bands: Bands = BANDS) -> Iterator[tuple[str, bool]]:
    """The lines of a table of patterns, each with whether it is the heading."""
    places = 16 if width >= 70 else 11
    names = max(12, min(26, width - places - 32))
    rows = [
        (
            ("  " if each.exercise else "") + each.name,
            each.name_of_place,
            each.times,
            [levels_text(each), settling(each), *facts(each, bands)],
        )
        for each in found_patterns
    ]
    rows += [(WITHOUT, place, times, [text]) for place, times, text in yardsticks(found_patterns)]
    yield f"{'After':<{names}} {'place':<{places}} {'times':>5}  before → highest → last", True
    for name, place, times, said in rows:
        head = f"{clipped(name, names):<{names}} {clipped(place, places):<{places}} {times:>5}  "
        whole = "; ".join(said).replace(" → ", "_→_")  # a run stays on one line
        for piece in wrapped(whole, width - len(head)):
            yield head + piece.replace("_→_", " → "), False
            head = " " * len(head)


TOO_LITTLE = "Too little was logged before it, or within two days after, to tell."
WITHOUT = "48 h without one"


class ResponsePane(CanvasWidget):
    """The response of the pain to a session, or the patterns of all kinds of sessions."""

    DEFAULT_CSS = """
    ResponsePane { height: auto; }
    """

    session: reactive[Session | None] = reactive(None, layout=True)
    responses: reactive[tuple[Response, ...]] = reactive((), layout=True)
    patterns: reactive[tuple[Pattern, ...] | None] = reactive(None, layout=True)
    bands: reactive[Bands] = reactive(BANDS, layout=True)
    review: reactive[Review | None] = reactive(None, layout=True)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw a line for each site, or the table of all kinds."""
        if self.patterns is not None:
            for index, (line, head) in enumerate(pattern_table(list(self.patterns), width - 2, self.bands)):
                if index:
                    canvas.new_line()
                canvas.write(f"  {clipped(line, width - 2)}", "bold" if head else "")
            note = f"{RUNS_NOTE} {self.bands.explained}" if self.patterns else NO_PATTERN
            for piece in wrapped(note, width - 4):
                canvas.new_line()
                canvas.write(f"  {piece}", "$quiet")
            return
        if self.session is None:
            return
        for piece in wrapped(record_text(self.session, "kind"), width - 4):
            canvas.write(f"  {piece}", "bold")
            canvas.new_line()
        for text, lead in light_words(self.session, self.responses, self.bands):
            for line in wrapped(lead.text + text, width - 2):
                coloured = lead.text if line.startswith(lead.text) else ""
                canvas.write("  ")
                canvas.write(coloured, STYLES[lead.role])
                canvas.write(line.removeprefix(coloured))
                canvas.new_line()
        for piece in wrapped(capital(self.bands.in_brief) + ".", width - 4):
            canvas.write(f"  {piece}", "$quiet")
            canvas.new_line()
        canvas.write("  The pain after it", "$quiet")
        canvas.new_line()
        if self.responses and self.review is not None:
            write_lines(canvas, session_lines(self.review, self.responses, width - 4), indent=2)
        else:
            write_lines(canvas, [(Piece(line),) for line in wrapped(TOO_LITTLE, width - 4)], indent=2)
        if self.session.note:
            canvas.new_line()
            canvas.write(f"  {clipped(printable(self.session.note), width - 4)}", "$quiet")
        canvas.new_line()
        canvas.write(f"  {DISCLAIMER}", "$quiet")


class SessionsScreen(DiaryScreen):
    """The sessions, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "new", id="sessions.new", tooltip="Log a session, with its exercises to tick"),
        # Not on a letter: words that are typed without looking must not log anything.
        Binding("f2", "again", "again", id="sessions.again", tooltip="The session at the arrow once more, as of now"),
        Binding("a", "ask_again", "again?", show=False, id="sessions.ask-again", tooltip="Once more, after a question"),
        Binding("e", "edit", "change", id="sessions.edit", tooltip="Change the session at the arrow"),
        Binding("d", "ask_delete", "delete", id="sessions.ask-delete", tooltip="Delete the session, after a question"),
        Binding(
            "delete", "delete", "delete now", show=False, id="sessions.delete", tooltip="Delete it; u brings it back"
        ),
        Binding("p", "patterns", "all kinds", id="sessions.patterns", tooltip="The pain after each kind, and back"),
    ]
    DEFAULT_CSS = """
    SessionsScreen Rows { min-height: 4; }
    SessionsScreen VerticalScroll {
        height: auto; min-height: 4; max-height: 60%; border-top: solid $panel; padding: 0 1;
        scrollbar-size-vertical: 1;
    }
    SessionsScreen VerticalScroll:focus { border-top: double $primary; }
    """
    name_shown = "Sessions"
    shows_everything = True
    AUTO_FOCUS = "Rows"

    def __init__(self) -> None:
        super().__init__()
        self.sessions: tuple[Session, ...] = ()

    def compose_body(self) -> ComposeResult:
        """The list above, the responses below."""
        yield Rows()
        with VerticalScroll(can_focus=True):
            yield ResponsePane()

    def show(self) -> None:
        """Fill the list."""
        if not self.ready or self.review is None:
            return
        self.sessions = tuple(reversed(self.review.diary.sessions))
        rows = self.query_one(Rows)
        rows.empty = "No session yet. n logs one; x plans and ticks exercises."
        rows.fill(len(self.sessions), self._draw, ids=[session.id for session in self.sessions])
        self._show_response()

    def _draw(self, index: int, width: int) -> Content:
        session = self.sessions[index]
        head = f"{time_in_column(session.at)}  "
        if self.review and session.at.day.year != self.review.today.year:
            head = f"{time_in_column(session.at)} {session.at.day.year}  "
        return Content.assemble((head, "$quiet"), whole_items(record_text(session, "kind"), width - len(head)))

    @property
    def current(self) -> Session | None:
        """The session at the arrow; None where the list is empty."""
        at = self.query_one(Rows).cursor
        return self.sessions[at] if 0 <= at < len(self.sessions) else None

    @property
    def _saw(self) -> bool:
        """Whether the session at the arrow was on the screen when the key was pressed."""
        return self.query_one(Rows).saw

    def _show_response(self) -> None:
        answers = self.query_one(ResponsePane)
        answers.session, answers.review = self.current, self.review
        answers.bands = self.review.bands if self.review else BANDS
        answers.responses = responses_to(self.review.snapshot, self.current) if self.review and self.current else ()
        if answers.patterns is not None and self.review is not None:
            answers.patterns = tuple(leading(patterns(self.review.snapshot)))

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._show_response()

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_edit()

    def action_new(self) -> None:
        """Open the form for a new session."""
        self._ask(None)

    def action_edit(self) -> None:
        """Open the form with the session at the arrow."""
        if self.current is None:
            self.host.say(self.query_one(Rows).empty)
        elif self._saw:
            self._ask(self.current)

    def _ask(self, old: Session | None) -> None:
        from diary.tui.screens.sessions.form import ask_session  # 5 ms

        ask_session(self.host, old)

    @property
    def _meant(self) -> Session | None:
        """The session at the arrow, if it was on the screen when the key was pressed; else that is said."""
        if self.current is None:
            self.host.say(self.query_one(Rows).empty)
            return None
        return self.current if self._saw else None

    def action_ask_again(self) -> None:
        """Ask whether to save the session at the arrow once more."""
        if session := self._meant:
            choices = {"f2": "yes, it ended now (or ↓, then Enter)", "escape": "no"}
            question = Ask(f"Log this once more, as of now? {record_text(session, 'kind')}", choices)
            self.app.push_screen(question, lambda answer: self._again(session) if answer else None)

    def action_again(self) -> None:
        """Save the session at the arrow once more, as of now."""
        if session := self._meant:
            self._again(session)

    def _again(self, old: Session) -> None:
        # What was new then is not new a second time, and the note was about that day.
        clock = self.host.clock
        session = replace(
            old, id=new_id(), at=clock.moment(), recorded=clock.now(), note="", source="", new=None,
            exercises=old.exercises_again,
        )  # fmt: skip
        text = record_text(session, "kind")
        job = Job(lambda store: store.save(session, label=text), f"Saved once more, as of now · {text}.")
        self.host.carry_out(job)

    def action_ask_delete(self) -> None:
        """Ask whether to delete the session at the arrow."""
        if session := self._meant:
            ask_delete(self.host, record_text(session, "kind"), partial(self._delete, session))

    def action_delete(self) -> None:
        """Delete the session at the arrow. The store keeps its last version, so that u brings it back."""
        if session := self._meant:
            self._delete(session)

    def _delete(self, session: Session) -> None:
        text = record_text(session, "kind")
        self.host.carry_out(delete_job(session, label=f"deleted: {text}", text=f"Deleted: {text}."))

    def action_patterns(self) -> None:
        """Show the patterns of all kinds, and back."""
        answers = self.query_one(ResponsePane)
        if answers.patterns is not None or self.review is None:
            answers.patterns = None
        else:
            answers.patterns = tuple(leading(patterns(self.review.snapshot)))
