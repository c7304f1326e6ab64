"""The records of the rehabilitation: the home programme, scores of function, treatments, and the background.

Days are texts (`fields.Day`), because people often know a month or a year only; `days` says what they stand for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from diary.domain.days import earliest, latest
from diary.domain.fields import Choice, Day, Flag, Number, Parts, Text, Whole
from diary.domain.record import Record
from diary.domain.vocabulary import ASKED, SIDES, TOPICS

MOST_A_WEEK = 70
"""Ten times a day."""
LONGEST = 24 * 60
"""Minutes and seconds of one exercise, and of what provokes pain or settles it: at most a day."""


class _Lasting:
    """What runs from a day to a day, both included; without `since` from the day it was written about."""

    __slots__ = ()
    since: str
    until: str

    @property
    def first_day(self) -> date:
        """The first day on which it runs."""
        return earliest(self.since) if self.since else self.at.day  # type: ignore[attr-defined]

    @property
    def last_day(self) -> date | None:
        """The last day on which it runs; None where it still does."""
        return latest(self.until) if self.until else None

    def runs_on(self, day: date) -> bool:
        """Whether it runs on that day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def runs_between(self, first: date, last: date) -> bool:
        """Whether it runs on any of these days, both included."""
        return self.first_day <= last and (self.last_day is None or first <= self.last_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(_Lasting, Record):
    """One exercise of the home programme, with its dose, from `since` until and including `until`.

    A changed dose is a new record: the old one ends on the day before. So what was planned in any week can be read from
    the records alone, an import needs no history, and undo takes back both as one change.
    """

    name: Annotated[str, Text("exercise", needed=True)]
    sets: Annotated[int | None, Whole(lowest=1, highest=1_000)] = None
    reps: Annotated[int | None, Whole(lowest=1, highest=100_000)] = None
    seconds: Annotated[int | None, Whole(lowest=1, highest=LONGEST * 60)] = None
    load: Annotated[str, Text()] = ""
    unit: Annotated[str, Text("the unit of the load")] = ""
    per_week: Annotated[int | None, Whole("times a week", lowest=1, highest=MOST_A_WEEK)] = None
    since: Annotated[str, Day()] = ""
    until: Annotated[str, Day()] = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One number of a score. Without a unit it is a rating 0–10 (-5 to 5 for a change since the last visit)."""

    name: Annotated[str, Text("score", needed=True)]
    value: Annotated[float, Number(lowest=-100_000)]
    side: Annotated[str, Choice(vocabulary=SIDES)] = ""
    unit: Annotated[str, Text()] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Record):
    """How well something is done, or another measure. Questions that belong together are answers of one record."""

    answers: Annotated[tuple[Answer, ...], Parts(table="answer", of=Answer)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment(_Lasting, Record):
    """What runs over days: a medicine with its dose, a brace, a course of injections. A single tablet is self-care.

    `regular` says whether it is taken by the clock, or as needed. A changed dose is a new record, as of a plan.
    """

    name: Annotated[str, Text("treatment", needed=True)]
    dose: Annotated[str, Text()] = ""
    regular: Annotated[bool | None, Flag()] = None
    since: Annotated[str, Day()] = ""
    until: Annotated[str, Day()] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(_Lasting, Record):
    """A score that the person follows: an activity of their own, or a ready-made one by its name.

    `asked` says when it is due; "" follows the setting.
    """

    name: Annotated[str, Text("activity", needed=True)]
    unit: Annotated[str, Text()] = ""
    asked: Annotated[str, Choice("the time it is asked", cell="activity", vocabulary=ASKED)] = ""
    since: Annotated[str, Day()] = ""
    until: Annotated[str, Day()] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Background(Record):
    """One statement that a therapist asks for first. `topic` says what it is about, `name` holds the words.

    Of what makes it worse, `minutes` is how long until it does and `settles` how long until it is gone; of what makes
    it better, `minutes` is how long until it helps. `since` is the day of an operation, of an injury, of the start.
    """

    topic: Annotated[str, Choice("topic of the background", cell="activity", vocabulary=TOPICS, needed=True)]
    name: Annotated[str, Text("words")] = ""
    since: Annotated[str, Day()] = ""
    minutes: Annotated[int | None, Whole(lowest=0, highest=LONGEST)] = None
    settles: Annotated[int | None, Whole("minutes to settle", cell="value", lowest=0, highest=LONGEST * 7)] = None
