"""What runs over days, and what a therapist asks first: each a list, with a line to add to it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from diary.domain.rehabilitation import Background, Treatment
from diary.domain.text import capital
from diary.domain.vocabulary import TOPICS
from diary.settings import changed
from diary.tui.changing import Typed, change_job, delete_job
from diary.tui.screens.rehabilitation.window import RecordsWindow
from diary.tui.widgets.dialogs import Ask, ask_delete
from diary.tui.widgets.fitting import clipped
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import record_text

if TYPE_CHECKING:
    from diary.tui.host import Host


class Treatments(RecordsWindow[tuple[Treatment | None, str]]):
    """What runs. It returns the treatment at the arrow, if any, and what to do: start, stop or change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n", "start", "start one", id="treatments.start", tooltip="A medicine or treatment that runs over days"
        ),
        Binding(
            "d,delete",
            "stop",
            "stop",
            id="treatments.stop",
            tooltip="The one at the arrow ends today, after a question",
        ),
        Binding("e", "edit", "change", id="treatments.edit", tooltip="Change what is written of the one at the arrow"),
        Binding("T", "leave", "back", show=False, id="treatments.leave", tooltip="The key that opened it closes it"),
    ]
    kinds = frozenset({"treatment"})
    title_shown = "Treatments"
    keys: ClassVar = {"n": "start one, or another dose", "d": "stop", "e": "change", "escape esc": "back"}
    running: tuple[Treatment, ...] = ()

    def show(self) -> None:
        """Fill the list with what runs, or will."""
        today = self.host.here.today
        self.running = tuple(each for each in self.diary.treatments if each.last_day is None or each.last_day >= today)
        rows = self.query_one(Rows)
        rows.empty = "No regular treatment yet. Press n to add one: a medicine, a brace, a course of injections."
        rows.fill(len(self.running), lambda n, width: Content(clipped(record_text(self.running[n], "kind"), width)))

    def action_start(self) -> None:
        """Go on to the line for a new one."""
        self.dismiss((None, "start"))

    def action_stop(self) -> None:
        """Return the one at the arrow, to stop it."""
        self._leave_with("stop")

    def action_edit(self) -> None:
        """Return the one at the arrow, to change it."""
        self._leave_with("change")

    def _leave_with(self, action: str) -> None:
        at = self.query_one(Rows).cursor
        if at < len(self.running):
            self.dismiss((self.running[at], action))


def show_treatments(host: Host) -> None:
    """Open the window; start or stop what the person says there."""

    def answered(answer: tuple[Treatment | None, str] | None) -> None:
        from diary.tui.screens.quick_entry.asking import ask_line, change_line
        from diary.tui.screens.quick_entry.line_kinds import TREATMENT  # 5 ms

        treatment, action = answer or (None, "")
        if treatment is None:
            if action:
                ask_line(host, TREATMENT)
        elif action == "change":
            change_line(host, treatment)
        else:
            _ask_stop(host, treatment)

    host.push_screen(Treatments(), answered)


def _ask_stop(host: Host, old: Treatment) -> None:
    """Ask, then make today the last day of a treatment."""
    today, text = host.here.today, record_text(old, "kind")

    def stop() -> None:
        # One that has not begun never ran: it is deleted, since a last day before the first one is none.
        if old.first_day > today:
            host.carry_out(delete_job(old, label=f"deleted: {text}", text=f"Deleted: {text}."))
            return
        typed = Typed(lambda: None, lambda: show_treatments(host), lambda: None)
        ended = replace(old, until=today.isoformat())
        host.carry_out(change_job(ended, old, typed, text=f"Stopped, today is the last day: {text}."))

    question = Ask(f"Stop this, with today as its last day? {text}", {"delete": STOP, "escape": "it goes on"})
    host.push_screen(question, lambda answer: stop() if answer else None)


STOP = "stop it (or ↓, then Enter)"


class BackgroundWindow(RecordsWindow[tuple[Background, str] | str]):
    """What is there, and the topics without a statement.

    It returns the topic to say more on, or a statement and whether to change or delete it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "say", "say more", id="background.say", tooltip="Say something on the topic at the arrow"),
        Binding("e", "edit", "change", id="background.edit", tooltip="Change the statement at the arrow"),
        Binding("d,delete", "delete", "delete", id="background.delete", tooltip="Delete it, after a question"),
        Binding("s", "skip", "don't ask", id="background.skip", tooltip="Today offers it no more; B is always there"),
        Binding("B", "leave", "back", show=False, id="background.leave", tooltip="The key that opened it closes it"),
    ]
    kinds = frozenset({"background"})
    title_shown = "What a therapist asks first"
    keys: ClassVar = {"enter": "say more", "e": "change", "d": "delete", "s": "don't ask", "escape esc": "back"}
    topic = ""
    """At which topic the arrow stands first."""
    shown: tuple[tuple[str, Background | None], ...] = ()
    """Each topic with each of its statements; None where there is none."""

    def show(self) -> None:
        """Fill the list, topic by topic."""
        shown = list[tuple[str, Background | None]]()
        for topic in TOPICS:
            found = [(topic, each) for each in self.diary.backgrounds if each.topic == topic]
            shown += found or [(topic, None)]
        self.shown = tuple(shown)
        first = next((row for row, (topic, _) in enumerate(shown) if topic == self.topic), None)
        self.query_one(Rows).fill(len(shown), self._draw, cursor=first)
        self._tell_all()

    @on(Rows.Moved)
    def _tell_all(self) -> None:
        """Say in full what the line at the arrow had to cut."""
        rows = self.query_one(Rows)
        statement = self.shown[rows.cursor][1]
        text = record_text(statement) if statement else ""
        cut = len(text) > rows.size.width - 2
        self.tell(text if cut else "Said once, for the first report. All of it can be left out.")

    def _draw(self, index: int, width: int) -> Content:
        topic, statement = self.shown[index]
        if statement is None:
            return Content.assemble(f"{capital(TOPICS[topic])} ", ("–", "$quiet"))
        return Content(clipped(capital(record_text(statement)), width))

    def action_say(self) -> None:
        """Return the topic at the arrow."""
        if self.shown:
            self.dismiss(self.shown[self.query_one(Rows).cursor][0])

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_say()

    def action_edit(self) -> None:
        """Return the statement at the arrow, to change it."""
        self._leave_with("change")

    def action_delete(self) -> None:
        """Return the statement at the arrow, to delete it."""
        self._leave_with("delete")

    def action_skip(self) -> None:
        """Offer it no more on Today."""
        text = "Today asks for the background no more; B is always there."
        self.host.change_settings(changed(self.host.settings, "ask_background", "no"), text)
        self.dismiss(None)

    def _leave_with(self, action: str) -> None:
        if self.shown and (statement := self.shown[self.query_one(Rows).cursor][1]):
            self.dismiss((statement, action))
        elif self.shown:
            self.tell("Nothing is said on this yet. Enter says it.")


def show_background(host: Host, topic: str = "") -> None:
    """Open the window, the arrow at a topic; save or delete what the person says there."""

    def answered(answer: tuple[Background, str] | str | None) -> None:
        from diary.tui.screens.quick_entry.asking import ask_line, change_line
        from diary.tui.screens.quick_entry.line_kinds import background_of  # 5 ms

        if answer is None:
            return
        if isinstance(answer, str):
            ask_line(host, background_of(answer), then=lambda _: show_background(host, answer))
        elif answer[1] == "change":
            change_line(host, answer[0])
        else:
            text = record_text(answer[0])
            job = delete_job(answer[0], label=f"deleted: {text}", text=f"Deleted: {text}.")
            ask_delete(host, text, partial(host.carry_out, job))

    window = BackgroundWindow()
    window.topic = topic
    host.push_screen(window, answered)
