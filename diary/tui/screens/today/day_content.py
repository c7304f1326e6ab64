"""What Today tells of the day beside sites and form, as frozen values made from a review. The panel only draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from diary.domain.moments import Moment
from diary.domain.records import Care, Entry, Motion, Record, Session
from diary.domain.rehabilitation import Score
from diary.domain.text import printable
from diary.review.snapshot import Review
from diary.tui.widgets.texts import record_text

ENTRIES = 12
"""So many earlier entries at most."""
KEY_OF: Mapping[str, str] = {"exercises": "x", "scores": "v", "questions": "r", "treatments": "T", "background": "B"}
"""The key that leads to what a line is about."""


class Written(NamedTuple):
    """A record: when, in at most nine characters, and what it says."""

    when: str
    text: str


class Open(NamedTuple):
    """What is open or comes next; `key` leads to it, "" where no key does."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class DayContent:
    """The lower part of Today. Newest records first."""

    today: tuple[Written, ...] = ()
    before: tuple[Written, ...] = ()
    """Entries of earlier days."""
    open: tuple[Open, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.today or self.before or self.open)


def day_content(review: Review | None, inbox: int = 0) -> DayContent:
    """The content for a review, None while the diary is being opened; `inbox` lines could not be taken."""
    if review is None:
        return DayContent()
    today = review.called_today
    of_today = {record.id for record in review.day.records}
    before = [entry for entry in review.entries[-ENTRIES:] if entry.id not in of_today]
    lines = [Open(KEY_OF.get(line.about, ""), line.label, printable(line.text)) for line in review.day.lines]
    if inbox:
        lines.append(Open("", "Inbox", f"{inbox} waiting: diary inbox tells why"))
    return DayContent(
        tuple(_written(record, today) for record in reversed(review.day.records)),
        tuple(_written(entry, today) for entry in reversed(before)),
        tuple(lines),
    )


def _written(record: Record, today: date) -> Written:
    late = " (late)" if isinstance(record, Entry) and record.late else ""
    note = f" — {printable(record.note)}" if record.note else ""
    return Written(when_text(record.at, today), f"{_words(record)}{late}{note}")


def _words(record: Record) -> str:
    """A record in words, without its kind where they tell it."""
    if isinstance(record, Care) and record.name:
        # "walk 15 min" says more in few columns than "movement walk 15 min".
        return record_text(record, "kind").removeprefix(f"{record.activity} ")
    return record_text(record, "kind") if isinstance(record, Care | Session | Motion | Score) else record_text(record)


def when_text(at: Moment, today: date) -> str:
    """A time in at most nine characters: 20:14, Sun 20:14, 31 Oct; ~ where only the part of the day is known."""
    days = (today - at.day).days
    clock = "" if at.date_only else f"{'~' if at.about else ''}{at.local:%H:%M}"
    if days == 0:
        return clock or "today"
    if 0 < days < 7:
        # With ~ it has no room for a space.
        return f"{at.day:%a}{'' if at.about else ' '}{clock}".strip()
    return f"{at.day.day} {at.day:%b}"
