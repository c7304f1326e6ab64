"""Today's planned exercises: each is ticked in one key as done, eased or skipped, and all are saved as one session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from diary.domain.grammar.programme_session import ACTIVITY
from diary.domain.records import Change, Exercise, Session, new_id
from diary.domain.rehabilitation import Plan
from diary.domain.text import printable
from diary.review.programme import ExerciseWeek, exercise_of_plan, programme_week
from diary.tui.changing import Typed, change_job, delete_job
from diary.tui.messages import Job
from diary.tui.screens.rehabilitation.window import RecordsWindow
from diary.tui.screens.today.draft import level_after_digit
from diary.tui.widgets.dialogs import Ask, AskLine
from diary.tui.widgets.fitting import clipped
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import record_text

if TYPE_CHECKING:
    from diary.tui.host import Host

UNFINISHED_KEY = "today's exercises"
"""Under this name the ticks that are not saved wait in `Host.unfinished`."""
MARKS = {"": "[ ]", "yes": "[x]", "eased": "[e]", "skipped": "[s]"}


@dataclass(frozen=True, slots=True)
class Tick:
    """What was said of one exercise; `done` is "" as long as it is not ticked."""

    done: str = ""
    because: str = ""
    pain: int | None = None

    @property
    def words(self) -> str:
        """The tick in words, as shown beside the exercise; "" for none."""
        how = {"yes": "done", "": ""}.get(self.done, self.done)
        how = f"{how}: {self.because}" if self.because else how
        return ", ".join(part for part in (how, "" if self.pain is None else f"pain {self.pain}") if part)

    @property
    def text(self) -> str:
        """The tick as a text that `ticks_of` reads."""
        return BETWEEN.join((self.done, "" if self.pain is None else str(self.pain), self.because))


BETWEEN, NEXT = " · ", " / "
"""What stands between the parts of a tick, and between ticks, where they are kept as text."""


def text_of(ticks: Mapping[str, Tick]) -> str:
    """The ticks as one text: that is how what is not saved is kept when the program has to end."""
    return NEXT.join(f"{name}{BETWEEN}{tick.text}" for name, tick in ticks.items())


def ticks_of(text: str) -> dict[str, Tick]:
    """The ticks that were kept as text, by the names of the exercises; without those that can't be read."""
    found = {}
    for each in text.split(NEXT):
        name, *parts = each.split(BETWEEN, 3)
        if len(parts) == 3 and parts[0] in MARKS:
            pain = int(parts[1]) if parts[1].isdigit() else None
            found[name] = Tick(parts[0], parts[2], pain)
    return found


def order_shown(weeks: tuple[ExerciseWeek, ...]) -> tuple[ExerciseWeek, ...]:
    """What is due first, then what was done already, each in the order of the programme."""
    return tuple(sorted(weeks, key=lambda week: not week.due))


class TodaysExercises(RecordsWindow[tuple[Exercise, ...] | Plan]):
    """The window. It returns the exercises that were ticked, none to plan one, or the plan line that is to end.

    Esc keeps the ticks for next time.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority, because the list has a meaning of its own for Enter.
        Binding("enter,f2", "save", "save", id="exercises.save", priority=True, tooltip="Save what was ticked"),
        Binding("d", "mark('yes')", "done", id="exercises.done", tooltip="The exercise at the arrow was done"),
        Binding("space", "switch", "done", show=False, id="exercises.switch", priority=True, tooltip="Done, or not"),
        Binding("e", "mark('eased')", "eased", id="exercises.eased", tooltip="Done, but less of it than planned"),
        Binding("s", "mark('skipped')", "skipped", id="exercises.skipped", tooltip="Not done this time"),
        Binding("w", "because", "why", id="exercises.because", tooltip="Why it was eased or skipped, if you like"),
        Binding("a", "all", "all done", id="exercises.all", tooltip="All that is due and not ticked yet was done"),
        Binding("p", "plan", "plan one", id="exercises.plan", tooltip="Add an exercise to the programme, or change it"),
        Binding("n", "end", "no longer", id="exercises.end", tooltip="It is no longer planned, after a question"),
        Binding("x", "leave", "back", show=False, id="exercises.leave", tooltip="The key that opened it closes it"),
        *(
            Binding(str(n), f"pain({n})", f"pain {n}", show=False, id=f"exercises.level{n}", tooltip=f"Pain {n}")
            for n in range(10)
        ),
        Binding("backspace,delete", "clear", "clear", show=False, id="exercises.clear", tooltip="Take the tick away"),
    ]
    kinds = frozenset({"plan", "session"})
    title_shown = "Today's exercises"
    most_letters = 4  # letters tick here, and who knows them well ticks two exercises at once
    keys: ClassVar = {
        "d": "done", "e": "eased", "s": "skipped", "w": "why", "a": "all done", "p": "plan one", "n": "no longer",
        "enter": "save", "escape esc": "back",
    }  # fmt: skip
    hint = "A number 0–9 is the pain during the exercise at the arrow (1, then 0: 10)."

    def __init__(self, at: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.at = at
        """The ids of the plan lines of which the first has the arrow at the start."""
        self.weeks: tuple[ExerciseWeek, ...] = ()
        self.ticks: dict[str, Tick] = {}
        """By the names of the exercises."""
        self.latest = ""
        """The exercise that was ticked last, which a reason given after it is for."""

    def show(self) -> None:
        """Fill the list with what is planned for today."""
        today = self.host.here.today
        weeks = programme_week(self.diary.plans, self.diary.sessions, today)
        self.weeks = order_shown(tuple(week for week in weeks if week.plan.runs_on(today)))
        self.ticks = ticks_of(self.host.unfinished.pop(UNFINISHED_KEY, ""))
        rows = self.query_one(Rows)
        rows.empty = "Nothing is planned yet. Press p to plan an exercise."
        at = [index for index, week in enumerate(self.weeks) if week.plan.id in self.at]
        rows.fill(len(self.weeks), self._draw, cursor=at[0] if at else None)
        self.tell(self.hint if self.weeks else "")

    def _tick(self, week: ExerciseWeek) -> Tick:
        return self.ticks.get(week.plan.name, Tick())

    def _draw(self, index: int, width: int) -> Content:
        week, tick = self.weeks[index], self._tick(self.weeks[index])
        said = tick.words or week.today_text or week.course_text()
        room = max(0, width - 6 - len(said))
        name = clipped(printable(week.what), max(room, width // 2))
        left = clipped(printable(said), max(0, width - 6 - len(name)))
        return Content.assemble(
            (f"{MARKS[tick.done]} ", "bold"), name, (f"  {left}", "bold" if tick.words else "$quiet")
        )

    @property
    def _week(self) -> ExerciseWeek | None:
        at = self.query_one(Rows).cursor
        return self.weeks[at] if at < len(self.weeks) else None

    def _put(self, week: ExerciseWeek, **said: Any) -> None:
        self.ticks[week.plan.name] = replace(self._tick(week), **said)
        self.latest = week.plan.name
        self.query_one(Rows).refresh()

    def action_mark(self, done: str) -> None:
        """Tick the exercise at the arrow, and go to the next one."""
        if week := self._week:
            because = self._tick(week).because if done != "yes" else ""
            self._put(week, done=done, because=because)
            rows = self.query_one(Rows)
            if done != "yes":
                self.tell(f"{week.plan.name} {done}. w says why, if you like. {self.hint}")
            if rows.cursor < rows.count - 1:
                rows.action_move(1)
            elif done == "yes":  # the arrow stays, so that a number is still for this one
                self.tell(f"{week.plan.name} done. A number 0–9 is the pain during it; then Enter saves.")

    def action_switch(self) -> None:
        """Tick the exercise at the arrow as done, or take its tick away."""
        if (week := self._week) and self._tick(week).done:
            self.action_clear()
        else:
            self.action_mark("yes")

    def action_all(self) -> None:
        """Tick all that is due and has no tick yet; where nothing is due, all that is planned."""
        due = [week for week in self.weeks if week.due] or list(self.weeks)
        for week in due:
            if not self._tick(week).done:
                self._put(week, done="yes")

    def action_pain(self, digit: int) -> None:
        """Type a digit of the pain during the exercise at the arrow, which was done then."""
        if week := self._week:
            tick = self._tick(week)
            if tick.done == "skipped":
                self.tell(f"{week.plan.name} was skipped, so there is no pain during it. d says that it was done.")
                return
            self._put(week, done=tick.done or "yes", pain=level_after_digit(tick.pain, digit))

    def action_clear(self) -> None:
        """Take the tick of the exercise at the arrow away."""
        if week := self._week:
            self.ticks.pop(week.plan.name, None)
            self.query_one(Rows).refresh()

    def way_back(self) -> Callable[[], None]:
        """A function that puts the ticks back as they are now."""
        ticks, latest, rows = dict(self.ticks), self.latest, self.query_one(Rows)
        cursor = rows.cursor

        def put_back() -> None:
            self.ticks, self.latest, rows.cursor = ticks, latest, cursor
            rows.refresh()

        return put_back

    def action_because(self) -> None:
        """Ask why the exercise at the arrow was eased or skipped; else the one that was ticked before it."""
        eased = [week for week in self.weeks if self._tick(week).done in ("eased", "skipped")]
        here = [week for week in eased if week == self._week] or [w for w in eased if w.plan.name == self.latest]
        if not here:
            self.tell("First e or s: an exercise that was eased or skipped can have a reason.")
            return
        week, tick = here[0], self._tick(here[0])

        def answered(text: str | None) -> None:
            if text is not None:
                self._put(week, because=text)
                self.tell(self.hint)

        text = f"{week.plan.name} was {tick.done}. Why?"
        self.host.push_screen(
            AskLine(text, "Enter keeps it. Esc: no reason.", value=tick.because, placeholder="too sore, no time …"),
            answered,
        )

    def action_plan(self) -> None:
        """Close this window, keeping the ticks, to plan an exercise."""
        self.remember()
        self.dismiss(())

    def action_end(self) -> None:
        """Close this window, keeping the other ticks, to end the exercise at the arrow."""
        if week := self._week:
            self.ticks.pop(week.plan.name, None)
            self.remember()
            self.dismiss(week.plan)

    def action_save(self) -> None:
        """Return what was ticked; say how where nothing was."""
        exercises = tuple(
            replace(exercise_of_plan(week.plan), done=tick.done, because=tick.because, pain=tick.pain)
            for week in self.weeks
            if (tick := self._tick(week)).done
        )
        if exercises:
            self.dismiss(exercises)
        elif self.weeks:
            self.tell("Nothing is ticked yet: d done, e eased, s skipped, a all done.")

    def remember(self) -> None:
        """Keep the ticks; they are there when the window opens next."""
        if self.ticks:
            self.host.unfinished[UNFINISHED_KEY] = text_of(self.ticks)

    @on(Rows.Chosen)
    def _chosen(self, message: Rows.Chosen) -> None:
        self.action_switch()  # by mouse; the keys for it are taken above


def _ask_end(host: Host, plan: Plan) -> None:
    """Ask, then plan an exercise until yesterday; one that was not planned before today is deleted."""
    today, text = host.here.today, record_text(plan, "kind")

    def end() -> None:
        if plan.first_day >= today:
            host.carry_out(delete_job(plan, label=f"deleted: {text}", text=f"No longer planned: {text}."))
            return
        typed = Typed(lambda: None, lambda: tick_exercises(host), lambda: None)
        ended = replace(plan, until=(today - timedelta(days=1)).isoformat())
        host.carry_out(change_job(ended, plan, typed, text=f"Planned until yesterday: {text}."))

    question = Ask(f"No longer plan this? {text}", {"delete": END, "escape": "it stays planned"})
    host.push_screen(question, lambda answer: end() if answer else None)


def _ask_plan(host: Host) -> None:
    """Ask for an exercise to plan, then show the list again with the arrow at it."""
    from diary.tui.screens.quick_entry.asking import ask_line
    from diary.tui.screens.quick_entry.line_kinds import PLAN  # 5 ms

    def planned(change: Change) -> None:
        tick_exercises(host, at=frozenset(id for id, _ in change.operations))

    ask_line(host, PLAN, then=planned)


END = "end it (or ↓, then Enter)"


def tick_exercises(host: Host, at: frozenset[str] = frozenset()) -> None:
    """Open the window, and save what was ticked as one session that ends now.

    The arrow stands at the first of the plan lines with the ids `at`; without any, at the first exercise.
    """
    window = TodaysExercises(at)

    def answered(exercises: tuple[Exercise, ...] | Plan | None) -> None:
        if exercises is None:
            return
        if isinstance(exercises, Plan):
            _ask_end(host, exercises)
            return
        if not exercises:
            _ask_plan(host)
            return
        session = Session(
            id=new_id(), at=host.clock.moment(), recorded=host.clock.now(), activity=ACTIVITY, exercises=exercises
        )
        text = record_text(session)

        def bring_back() -> None:
            host.unfinished[UNFINISHED_KEY] = text_of(window.ticks)

        host.carry_out(Job(lambda store: store.save(session, label=text), f"Saved · {text}.", on_failed=bring_back))

    host.push_screen(window, answered)
