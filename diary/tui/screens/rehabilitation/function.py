"""Function: what is due, how each score runs, and a number for it in two keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content

from diary.domain.records import Record, new_id
from diary.domain.rehabilitation import Activity, Answer, Score
from diary.domain.scores import READY_MADE, limits_of
from diary.domain.text import capital, printable
from diary.domain.vocabulary import ASKED
from diary.review.scores import MEAN, ScoreCourse, course_line, score_courses
from diary.tui.changing import Typed, change_job
from diary.tui.messages import Job
from diary.tui.screens.rehabilitation.window import RecordsWindow
from diary.tui.screens.today.draft import level_after_digit
from diary.tui.widgets.dialogs import Ask
from diary.tui.widgets.fitting import clipped
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import record_text

if TYPE_CHECKING:
    from diary.tui.host import Host

UNFINISHED_KEY = "how well things go"
"""Under this name the numbers that are not saved wait in `Host.unfinished`."""
BETWEEN, NEXT = " · ", " / "
LONGEST = 8
"""Characters of a number."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number that can be given: a score, or one of the questions of a score."""

    name: str
    """The name of the answer."""
    course: ScoreCourse
    question: str = ""

    @property
    def limits(self) -> tuple[int, int]:
        """The lowest and the highest value."""
        return limits_of(self.name, self.course.unit)

    @property
    def is_signed(self) -> bool:
        """Whether the number may be below zero."""
        return self.limits[0] < 0

    @property
    def part(self) -> str:
        """Of one of several questions its first value and its latest: 5 → 2; "" for a score of one, or none yet."""
        values = [f"{value:g}" for _, value in dict(self.course.parts).get(self.name, ())]
        return " → ".join([*values[:1], *values[1:][-1:]])

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return " ".join(filter(None, (self.name, self.course.side, self.course.unit)))

    def typed(self, before: str, character: str) -> str:
        """The number after one more character; as before where that makes no number."""
        if character in "+-":
            return (character + before.lstrip("+-")).lstrip("+") if self.is_signed else before
        sign, number = ("-", before[1:]) if before.startswith("-") else ("", before)
        if self.course.unit:
            longer = f"{sign}{number}{character}"
            return longer if len(longer) <= LONGEST and longer.count(".") <= 1 else before
        if not character.isdigit():
            return before
        if self.limits[1] < 10:
            return sign + character
        return str(level_after_digit(int(number) if number else None, int(character)))


def rows_of(courses: tuple[ScoreCourse, ...]) -> tuple[Row, ...]:
    """A row for each number that can be given, what is due first."""
    rows = []
    for course in sorted(courses, key=lambda course: not course.due):
        if course.name == MEAN:
            continue
        ready = READY_MADE.get(course.name)
        for name, question in (ready.questions if ready else {course.name: ""}).items():
            ends = f" {ready.limits[0]} {ready.ends[0]} to {ready.limits[1]} {ready.ends[1]}." if ready else ""
            text = "0 unable to 10 as before." if not course.unit else f"In {course.unit}."
            rows.append(Row(name, course, f"{question}{ends if ready and ready.ends[0] else ''}" if ready else text))
    return tuple(rows)


class Function(RecordsWindow[tuple[Record, ...] | str]):
    """The window. It returns the scores to save, an activity as it is to be changed, or "add" to follow one more."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "save", "save", id="scores.save", priority=True, tooltip="Save the numbers"),
        Binding(
            "n", "add", "follow one more", id="scores.add", tooltip="An activity of your own, or a ready-made score"
        ),
        Binding("w", "when", "when due", id="scores.when", tooltip="Due weekly, at visits, or never"),
        Binding("d", "stop", "no longer", id="scores.stop", tooltip="Follow it no longer; its numbers stay"),
        Binding("v", "leave", "back", show=False, id="scores.leave", tooltip="The key that opened it closes it"),
        Binding("backspace,delete", "clear", "clear", show=False, id="scores.clear", tooltip="Take the number away"),
    ]
    kinds = frozenset({"score", "activity", "visit"})
    title_shown = "How well things go"
    keys: ClassVar = {
        "enter": "save", "n": "follow one more", "w": "when due", "d": "no longer", "escape esc": "back",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self.values: dict[str, str] = {}
        """The numbers as they were typed, by the keys of the rows."""
        self.trouble = ""
        """What the numbers miss that could not be saved; they wait for the next time."""

    def show(self) -> None:
        """Fill the list with what is followed."""
        courses = score_courses(self.diary, self.host.here.today, self.host.settings.ask_scores)
        self.rows = rows_of(courses)
        self.values = values_of(self.host.unfinished.pop(UNFINISHED_KEY, ""))
        rows = self.query_one(Rows)
        rows.empty = "Nothing is followed yet. Press n: an activity that matters to you."
        rows.fill(len(self.rows), self._draw)
        self._ask()

    def _draw(self, index: int, width: int) -> Content:
        row = self.rows[index]
        value = self.values.get(row.key, "")
        head = f"‹{value}›".rjust(6) if value else "    – "
        due = " due " if row.course.due else " " * (5 if any(other.course.due for other in self.rows) else 1)
        # Of several questions the first one says how their score runs.
        names = [other.name for other in self.rows if other.course == row.course]
        named = f"{row.name} {row.part}".rstrip()
        course = f"{named} · " if len(names) > 1 else ""
        room = max(10, width - len(head) - len(due))
        text = f"{course}{course_line(row.course)}" if names[0] == row.name else named
        if len(text) > room and names[0] == row.name:
            text = f"{course}{course_line(row.course, short=True)}"
        name = clipped(printable(text), room)
        return Content.assemble((head, "bold"), (due, "bold $text-accent"), (name, "bold" if value else ""))

    @property
    def _row(self) -> Row | None:
        at = self.query_one(Rows).cursor
        return self.rows[at] if at < len(self.rows) else None

    def _ask(self) -> None:
        row = self._row
        asked = ASKED.get(row.course.asked, "") if row else ""
        self.tell(f"{row.question} ({asked})" if row and asked else row.question if row else "")

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._ask()

    def on_key(self, event: events.Key) -> None:
        """Take a character of a number for the row at the arrow."""
        row, character = self._row, event.character or ""
        if row is None or not character or character not in "0123456789.+-":
            return
        event.stop()
        self.values[row.key] = row.typed(self.values.get(row.key, ""), character)
        self.query_one(Rows).refresh()

    def action_clear(self) -> None:
        """Take the number of the row at the arrow away."""
        if row := self._row:
            self.values.pop(row.key, None)
            self.query_one(Rows).refresh()

    def action_save(self) -> None:
        """Return the scores that are complete; say what the others miss, whose numbers stay."""
        now, at, scores = self.host.clock.now(), self.host.clock.moment(), list[Record]()
        left: dict[str, str] = {}
        for course in dict.fromkeys(row.course for row in self.rows):
            rows = [row for row in self.rows if row.course == course]
            if not any(self._given(row) for row in rows):
                continue
            if trouble := self._trouble(course, rows):
                self.trouble = self.trouble if left else trouble
                left |= {row.key: self.values[row.key] for row in rows if row.key in self.values}
                continue
            answers = tuple(Answer(row.name, float(self.values[row.key]), course.side, course.unit) for row in rows)
            recorded = now + timedelta(microseconds=len(scores))
            scores.append(Score(id=new_id(), at=at, recorded=recorded, answers=answers))
        if not left:
            self.trouble = ""
        if scores:
            if left:
                self.host.unfinished[UNFINISHED_KEY] = text_of(left)
            self.dismiss(tuple(scores))
        elif self.rows:
            self.tell(f"Not saved yet: {self.trouble}" if left else "No number is given yet.")

    def _given(self, row: Row) -> bool:
        return bool(self.values.get(row.key, "").strip("-."))

    def _trouble(self, course: ScoreCourse, rows: list[Row]) -> str:
        """Why the numbers of a score cannot be saved; "" where they can."""
        for row in rows:
            if not self._given(row):
                return f"{course.called} takes {len(rows)} numbers. {row.question}"
        for row in rows:
            lowest, highest = row.limits
            if not lowest <= float(self.values[row.key]) <= highest:
                return f"{row.name} takes a number from {lowest} to {highest}."
        return ""

    def action_add(self) -> None:
        """Go on to an activity to follow."""
        self.remember()
        self.dismiss("add")

    def _followed(self) -> Activity | None:
        row, today = self._row, self.host.here.today
        if row is None:
            return None
        name = row.course.name.casefold()
        found = [each for each in self.diary.activities if each.name.casefold() == name and each.runs_on(today)]
        if not found:
            self.tell(f"{row.course.called} is rated now and then, and not followed. n follows it.")
        return found[0] if found else None

    def action_when(self) -> None:
        """Make the score at the arrow due at other times: weekly, at visits, never."""
        if (old := self._followed()) and (row := self._row):
            times = list(ASKED)
            asked = times[(times.index(row.course.asked) + 1) % len(times)]
            self.remember()
            self.dismiss((old, replace(old, asked=asked)))

    def action_stop(self) -> None:
        """Follow the score at the arrow no longer."""
        if old := self._followed():
            self.remember()
            last = max(old.first_day, self.host.here.today - timedelta(days=1)).isoformat()
            self.dismiss((old, replace(old, until=last)))

    def remember(self) -> None:
        """Keep the numbers; they are there when the window opens next."""
        if self.values:
            self.host.unfinished[UNFINISHED_KEY] = text_of(self.values)


def text_of(values: Mapping[str, str]) -> str:
    """The numbers as one text."""
    return NEXT.join(f"{key}{BETWEEN}{value}" for key, value in values.items() if value)


def values_of(text: str) -> dict[str, str]:
    """The numbers that were kept as text."""
    pairs = (each.rpartition(BETWEEN) for each in text.split(NEXT))
    return {key: value for key, between, value in pairs if between}


def rate_function(host: Host) -> None:
    """Open the window, and save what the person says there as one change."""
    window = Function()

    def answered(answer: tuple[Record, ...] | str | None) -> None:
        if answer == "add":
            from diary.tui.screens.quick_entry.asking import ask_line
            from diary.tui.screens.quick_entry.line_kinds import ACTIVITY  # 5 ms

            ask_line(host, ACTIVITY)
        elif isinstance(answer, tuple) and isinstance(answer[0], Activity):
            old, new = answer
            typed = Typed(lambda: None, lambda: rate_function(host), lambda: None)
            job = change_job(new, old, typed, text=f"Changed: {record_text(new)}.")
            # Not by the letter alone, which may be the rest of a word.
            question = Ask(f"Change this to: {record_text(new)}?", {"f2": "yes (or ↓, then Enter)", "escape": "no"})
            host.push_screen(question, lambda answer: host.carry_out(job) if answer else None)
        elif isinstance(answer, tuple):
            text = ", ".join(map(record_text, answer))

            def bring_back() -> None:
                host.unfinished[UNFINISHED_KEY] = text_of(window.values)

            said = f"Saved · {capital(text)}."
            if window.trouble:
                said += f" Not yet, and kept (v): {window.trouble.partition('. ')[0].rstrip('.')}."
            host.carry_out(Job(lambda store: store.save(*answer, label=text), said, on_failed=bring_back))

    host.push_screen(window, answered)
