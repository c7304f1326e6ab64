"""What can be logged: the self-care of before in one key, then each kind of record and window by its letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive

from diary.domain.records import Care, new_id
from diary.domain.text import as_sentence, capital, printable
from diary.tui.messages import Job
from diary.tui.screens.quick_entry.line_kinds import MENU, LineKind
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.dialogs import Dialog
from diary.tui.widgets.fitting import clipped
from diary.tui.widgets.texts import record_text

if TYPE_CHECKING:
    from diary.review.snapshot import Review
    from diary.tui.host import Host

MOST = 9
"""So many digits there are."""
OFTEN = timedelta(days=28)
"""Within this time the most logged comes first, so that a digit stays the same from day to day."""
SHORTLY = timedelta(minutes=30)
"""Within this time the same self-care was perhaps meant once."""
WINDOWS = {
    "x": ("exercises", "today's exercises"),
    "v": ("scores", "how well things go"),
    "T": ("treatments", "treatments"),
    "B": ("background", "the background"),
}
"""The keys of the windows of the rehabilitation, those of every screen, with their names and what they are about."""
MORE_WORDS = {"c": "medicine, ice, heat…", "T": "regular treatments", "x": "exercises: plan, do"}
"""What people look for, where the name of a kind is not their word for it."""


def known_cares(review: Review | None) -> tuple[Care, ...]:
    """What was done for oneself, each once with its latest dose: the most logged of 28 days first, then the latest.

    Rest and hydration come too: nothing of it is chosen for the person.
    """
    if review is None:
        return ()
    latest: dict[tuple[str, str, str], Care] = {}
    counts: dict[tuple[str, str, str], int] = {}
    for care in reversed(review.diary.cares):
        key = (care.activity, care.name.casefold(), care.dose.casefold())
        latest.setdefault(key, care)
        counts[key] = counts.get(key, 0) + (review.as_of - care.at.instant <= OFTEN)
    return tuple(
        sorted(latest.values(), key=lambda care: -counts[care.activity, care.name.casefold(), care.dose.casefold()])
    )


def care_line(care: Care) -> str:
    """The line that logs the same self-care: ibuprofen 400 mg."""
    return " ".join(filter(None, (care.name or care.activity, care.dose)))


def with_former(kind: LineKind, cares: Sequence[Care]) -> LineKind:
    """The line for self-care: Tab completes what was done before, and writes a medicine into an empty field."""
    if not cares:
        return kind
    first = next((care for care in cares if care.activity == "medication"), cares[0])
    line, at = care_line(first), cares.index(first) + 1
    title = f"{as_sentence(kind.title)} In the c menu {at} logs {line} at once." if at <= MOST else kind.title
    words = (*dict.fromkeys(map(care_line, (first, *cares))), *kind.words)
    return replace(kind, title=title, words=words, offered=line, example=f"{line}, or: ice 21:00")


def also_logged(review: Review | None, care: Care) -> str:
    """The remark that the same was logged shortly before; "" where it was not."""
    same = [
        each
        for each in (review.diary.cares if review else ())
        if (each.activity, each.name.casefold(), each.dose.casefold())
        == (care.activity, care.name.casefold(), care.dose.casefold())
        and abs(care.at.instant - each.at.instant) <= SHORTLY
        and not each.at.date_only
    ]
    if not same:
        return ""
    nearest = min(same, key=lambda each: abs(care.at.instant - each.at.instant))
    return f" Also logged at {nearest.at.local:%H:%M}."


def log_again(host: Host, care: Care) -> None:
    """Save the same self-care as of now; its relief and note were about that day."""
    again = replace(
        care, id=new_id(), at=host.clock.moment(), recorded=host.clock.now(), note="", source="", relief=None
    )
    text = record_text(again)
    kept = f"Saved {again.at.local:%H:%M} · {text}.{also_logged(host.review, again)}"
    host.carry_out(Job(lambda store: store.save(again, label=text), kept))


class MenuLines(CanvasWidget):
    """The lines of the menu; each can be pressed by mouse."""

    cursor: reactive[int] = reactive(0)

    def __init__(self, cares: Sequence[Care]) -> None:
        super().__init__()
        self.cares = cares

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the self-care of before, then the other kinds in two columns where there is room."""
        if self.cares:
            canvas.write("As before:", "bold")
            for digit, care in enumerate(self.cares, 1):
                canvas.new_line()
                here = digit == self.cursor + 1
                canvas.write(f"{'› ' if here else '  '}{digit} ", "bold $text-accent", press=str(digit))
                canvas.write(clipped(record_text(care, "kind"), width - 4), "bold" if here else "", press=str(digit))
            canvas.new_line()
        canvas.write("Something else:" if self.cares else "What do you want to log?", "bold")
        others = [(kind.key, kind.name) for kind in MENU] + [(key, words) for key, (_, words) in WINDOWS.items()]
        others = [(key, MORE_WORDS.get(key, words)) for key, words in others]
        half = width // 2
        # Those that take more than a column stand at the end, in lines of their own.
        short = [(key, words) for key, words in others if len(words) + 5 <= half]
        for index, (key, words) in enumerate([*short, *(each for each in others if each not in short)]):
            if index % 2 and (key, words) in short:
                canvas.move_to(half)
            else:
                canvas.new_line()
            canvas.write(f"  {key} ", "bold $text-accent", press=key)
            canvas.write(capital(printable(words)), press=key)
        canvas.new_line()
        canvas.write("  esc ", "bold $text-accent", press="escape")
        canvas.write("Nothing now", press="escape")

    def pressed(self, name: str) -> None:
        """Do the same as the key."""
        self.app.simulate_key(name)


class LogMenu(Dialog[str | Care]):
    """The window. It returns the self-care to log again, the letter of a kind of line, or the name of a window."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "again", "as before", id="log.again", tooltip="Log the self-care at the arrow once more"),
        Binding("down", "move(1)", "next", show=False, id="log.next", tooltip="The next self-care"),
        Binding("up", "move(-1)", "before", show=False, id="log.previous", tooltip="The self-care before"),
    ]

    def __init__(self, cares: Sequence[Care]) -> None:
        super().__init__()
        self.cares = cares

    def compose(self) -> ComposeResult:
        """As many cares as there is room for."""
        room = self.app.size.height - 15  # the two headings, the other kinds in two columns, and the border
        self.cares = self.cares[: max(1, min(MOST, room))]
        with Vertical():
            yield MenuLines(self.cares)

    def on_key(self, event: events.Key) -> None:
        """Answer with what the key stands for."""
        key = event.character or ""
        if key.isdigit() and 1 <= int(key) <= len(self.cares):
            answer: str | Care = self.cares[int(key) - 1]
        elif any(kind.key == key for kind in MENU):
            answer = key
        elif key in WINDOWS or key.upper() in WINDOWS:  # here a small letter is free for what a capital opens elsewhere
            answer = WINDOWS.get(key, WINDOWS.get(key.upper(), ("",)))[0]
        else:
            return
        event.stop()
        self.dismiss(answer)

    def action_again(self) -> None:
        """Return the self-care at the arrow."""
        if self.cares:
            self.dismiss(self.cares[self.query_one(MenuLines).cursor])

    def action_move(self, by: int) -> None:
        """Move the arrow."""
        lines = self.query_one(MenuLines)
        lines.cursor = max(0, min(len(self.cares) - 1, lines.cursor + by))
