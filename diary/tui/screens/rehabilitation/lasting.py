"""What runs over days, and what a therapist asks first: each a list, with a line to add to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from diary.domain.rehabilitation import Background, Treatment
from diary.domain.text import capital
from diary.domain.vocabulary import TOPICS
from diary.tui.changing import Typed, change_job, delete_job
from diary.tui.screens.rehabilitation.window import RecordsWindow
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import clipped, record_text

if TYPE_CHECKING:
    from diary.tui.host import Host


class Treatments(RecordsWindow[Treatment | str]):
    """What runs. It returns the treatment to stop, or "start" for a new one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n", "start", "start one", id="treatments.start", tooltip="A medicine or treatment that runs over days"
        ),
        Binding("d", "stop", "stop", id="treatments.stop", tooltip="The one at the arrow ends today; u takes it back"),
        Binding("T", "leave", "back", show=False, id="treatments.leave", tooltip="The key that opened it closes it"),
    ]
    kinds = frozenset({"treatment"})
    title_shown = "Treatments"
    keys: ClassVar = {"n": "start one, or another dose", "d": "stop", "escape esc": "back"}
    running: tuple[Treatment, ...] = ()

    def show(self) -> None:
        """Fill the list with what runs, or will."""
        today = self.host.here.today
        self.running = tuple(each for each in self.diary.treatments if each.last_day is None or each.last_day >= today)
        rows = self.query_one(Rows)
        rows.empty = "Nothing runs. Press n: a regular medicine, a brace, a course of injections."
        rows.fill(len(self.running), lambda n, width: Content(clipped(record_text(self.running[n], "kind"), width)))

    def action_start(self) -> None:
        """Go on to the line for a new one."""
        self.dismiss("start")

    def action_stop(self) -> None:
        """Return the one at the arrow."""
        at = self.query_one(Rows).cursor
        if at < len(self.running):
            self.dismiss(self.running[at])


def show_treatments(host: Host) -> None:
    """Open the window; start or stop what the person says there."""

    def answered(answer: Treatment | str | None) -> None:
        if isinstance(answer, Treatment):
            # One that has not begun never ran: it is deleted, since a last day before the first one is none.
            today = host.here.today
            text = record_text(answer, "kind")
            if answer.first_day > today:
                host.carry_out(delete_job(answer, label=f"deleted: {text}", text=f"Deleted: {text}."))
                return
            typed = Typed(lambda: None, lambda: show_treatments(host), lambda: None)
            ended = replace(answer, until=today.isoformat())
            host.carry_out(change_job(ended, answer, typed, text=f"Stopped, today is the last day: {text}."))
        elif answer is not None:
            from diary.tui.screens.quick_entry.asking import ask_line
            from diary.tui.screens.quick_entry.line_kinds import TREATMENT  # 5 ms

            ask_line(host, TREATMENT)

    host.push_screen(Treatments(), answered)


class BackgroundWindow(RecordsWindow[Background | str]):
    """What is there, and the topics without a statement. It returns the topic to say more on, or what to delete."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "say", "say more", id="background.say", tooltip="Say something on the topic at the arrow"),
        Binding("d,delete", "delete", "delete", id="background.delete", tooltip="Delete it; u brings it back"),
        Binding("B", "leave", "back", show=False, id="background.leave", tooltip="The key that opened it closes it"),
    ]
    kinds = frozenset({"background"})
    title_shown = "What a therapist asks first"
    keys: ClassVar = {"enter": "say more", "d": "delete", "escape esc": "back"}
    shown: tuple[tuple[str, Background | None], ...] = ()
    """Each topic with each of its statements; None where there is none."""

    def show(self) -> None:
        """Fill the list, topic by topic."""
        shown = list[tuple[str, Background | None]]()
        for topic in TOPICS:
            found = [(topic, each) for each in self.diary.backgrounds if each.topic == topic]
            shown += found or [(topic, None)]
        self.shown = tuple(shown)
        self.query_one(Rows).fill(len(shown), self._draw)
        self.tell("Said once, for the first report. All of it can be left out.")

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

    def action_delete(self) -> None:
        """Return the statement at the arrow."""
        if self.shown and (statement := self.shown[self.query_one(Rows).cursor][1]):
            self.dismiss(statement)


def show_background(host: Host) -> None:
    """Open the window; save or delete what the person says there."""

    def answered(answer: Background | str | None) -> None:
        if isinstance(answer, Background):
            text = record_text(answer)
            host.carry_out(delete_job(answer, label=f"deleted: {text}", text=f"Deleted: {text}."))
        elif answer is not None:
            from diary.tui.screens.quick_entry.asking import ask_line
            from diary.tui.screens.quick_entry.line_kinds import background_of  # 5 ms

            ask_line(host, background_of(answer))

    host.push_screen(BackgroundWindow(), answered)
