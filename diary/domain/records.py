"""The records of a diary as frozen values. The store returns them, the analyzer reads them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Annotated, Any, Literal, NamedTuple, get_args

from diary.domain.fields import (
    LONGEST_NOTE,
    Choice,
    Flag,
    Instant,
    Number,
    Parts,
    Rating,
    Side,
    Site,
    Text,
    Whole,
    Words,
)
from diary.domain.findings import Tier
from diary.domain.moments import Moment
from diary.domain.record import LATE as LATE
from diary.domain.record import Record as Record
from diary.domain.rehabilitation import Activity, Background, Plan, Score, Treatment
from diary.domain.vocabulary import CARES, COURSES, DONE, QUALITIES, SIDES, SYMPTOMS, UNITS

Kind = Literal[
    "entry", "session", "motion", "care", "usual", "known", "visit", "question", "ack", "signs", "plan", "score",
    "treatment", "activity", "background",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
LONGEST_SESSION = 24 * 60
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One site in an entry: a pain level 0–10 (None where not given), qualities and symptoms.

    The levels after them are what else was rated, of the last 24 hours; the rules go by `pain`. `course` says whether
    the pain is constant or intermittent.
    """

    site: Annotated[str, Site()]
    side: Annotated[str, Side()]
    pain: Annotated[int | None, Rating("a level")] = None
    qualities: Annotated[tuple[str, ...], Words("quality", vocabulary=QUALITIES)] = ()
    symptoms: Annotated[tuple[str, ...], Words("symptom", vocabulary=SYMPTOMS)] = ()
    sudden: Annotated[bool, Flag()] = False
    rest: Annotated[int | None, Rating("the level at rest")] = None
    on_movement: Annotated[int | None, Rating("the level on movement")] = None
    worst: Annotated[int | None, Rating("the worst level")] = None
    best: Annotated[int | None, Rating("the best level")] = None
    course: Annotated[str, Choice(vocabulary=COURSES)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """One pain entry: readings at sites, symptoms of the whole person, interference and fatigue 0–10."""

    readings: Annotated[tuple[Reading, ...], Parts(table="reading", of=Reading)] = ()
    symptoms: Annotated[tuple[str, ...], Words("symptom", vocabulary=SYMPTOMS)] = ()
    interference: Annotated[int | None, Rating()] = None
    fatigue: Annotated[int | None, Rating()] = None

    def is_about(self, site: str | None, side: str | None) -> bool:
        """Whether it has a reading at a place; every entry is about the whole person (site None)."""
        return site is None or any((reading.site, reading.side) == (site, side) for reading in self.readings)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of a session; `new` where the person said whether it was new.

    `load` is a number or a word (20, red), `unit` what it counts (kg, band). `pain` is the level during the exercise;
    `because` says why it was eased or skipped.
    """

    name: Annotated[str, Text("exercise", needed=True)]
    new: Annotated[bool | None, Flag()] = None
    note: Annotated[str, Text("the note of an exercise", longest=LONGEST_NOTE, lines=True)] = ""
    sets: Annotated[int | None, Whole(lowest=1, highest=1_000)] = None
    reps: Annotated[int | None, Whole(lowest=1, highest=100_000)] = None
    seconds: Annotated[int | None, Whole(lowest=1, highest=LONGEST_SESSION * 60)] = None
    load: Annotated[str, Text()] = ""
    unit: Annotated[str, Text("the unit of the load")] = ""
    done: Annotated[str, Choice(vocabulary=DONE, needed=True)] = "yes"
    because: Annotated[str, Text("the reason")] = ""
    pain: Annotated[int | None, Rating("the pain during an exercise")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Record):
    """A therapy or exercise session. `at` is its end; effort 0–10; what was not given is None."""

    activity: Annotated[str, Text("kind of session")] = ""
    effort: Annotated[int | None, Rating()] = None
    new: Annotated[bool | None, Flag()] = None
    # The rules take 60 where they are not given.
    minutes: Annotated[int | None, Whole(lowest=1, highest=LONGEST_SESSION)] = None
    exercises: Annotated[tuple[Exercise, ...], Parts(table="exercise", of=Exercise)] = ()

    @property
    def exercises_again(self) -> tuple[Exercise, ...]:
        """The exercises of the same session done once more: without skipped ones, and what was said of that day."""
        fresh: dict[str, Any] = {"new": None, "note": "", "done": "yes", "because": "", "pain": None}
        return tuple(replace(exercise, **fresh) for exercise in self.exercises if exercise.done != "skipped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion(Record):
    """A range of motion; `unit` is deg, cm, deg-short or cm-short (short of full: more is worse), or self (0–10)."""

    movement: Annotated[str, Text(needed=True)]
    side: Annotated[str, Choice(vocabulary=SIDES)] = ""
    value: Annotated[float, Number()]
    unit: Annotated[str, Choice(vocabulary=UNITS, needed=True)] = "deg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Care(Record):
    """Self-care: ice, heat, rest, hydration, movement, medication or other, with name, dose and relief 0–10."""

    activity: Annotated[str, Choice("self-care", vocabulary=CARES, needed=True)]
    name: Annotated[str, Text()] = ""
    dose: Annotated[str, Text()] = ""
    relief: Annotated[int | None, Rating()] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual(Record):
    """The level on most days, in the last two weeks: of a site, or (site None) of interference."""

    level: Annotated[int, Rating("a usual level", cell="pain")]
    site: Annotated[str | None, Site()] = None
    side: Annotated[str | None, Side()] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(Record):
    """Symptoms or qualities that were there from the start, at one site and side or without a site.

    `ended` marks a record that ends an earlier statement of the same words at the same place.
    """

    site: Annotated[str | None, Site()] = None
    side: Annotated[str | None, Side()] = None
    qualities: Annotated[tuple[str, ...], Words("quality", vocabulary=QUALITIES)] = ()
    symptoms: Annotated[tuple[str, ...], Words("symptom", vocabulary=SYMPTOMS)] = ()
    ended: Annotated[bool, Flag(cell="activity")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Record):
    """An appointment, past or future; `name` says with whom."""

    name: Annotated[str, Text()] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Record):
    """A question (the note) for the next appointment; `reported` is the instant of the first report with it."""

    reported: Annotated[datetime | None, Instant("the time it was in a report", cell="name")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack(Record):
    """The person told their therapist of a finding at `at`, when it had this `tier` and was `confirmed` or not."""

    rule: Annotated[str, Text(needed=True)]
    site: Annotated[str | None, Site()] = None
    side: Annotated[str | None, Side()] = None
    movement: Annotated[str | None, Text()] = None
    # Stored, because a finding is announced again when its tier rises or it becomes confirmed.
    tier: Annotated[str, Choice(vocabulary=tuple(Tier))] = ""
    confirmed: Annotated[bool, Flag()] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs(Record):
    """The person read the warning signs, and has none of them; or (with `of_record`) a note does not mean `symptoms`.

    Kept as a record, so that an answer is in every copy and export of the diary, and undo takes it back.
    """

    of_record: Annotated[str, Text("the record it is about", cell="name")] = ""
    """The id of the record whose note was asked about; "" where all signs were read."""
    symptoms: Annotated[tuple[str, ...], Words("symptom", vocabulary=SYMPTOMS)] = ()


@dataclass(frozen=True, slots=True)
class Diary:
    """All current records of a diary, each kind sorted by `Record.order`."""

    entries: tuple[Entry, ...] = ()
    sessions: tuple[Session, ...] = ()
    motions: tuple[Motion, ...] = ()
    cares: tuple[Care, ...] = ()
    usuals: tuple[Usual, ...] = ()
    knowns: tuple[Known, ...] = ()
    visits: tuple[Visit, ...] = ()
    questions: tuple[Question, ...] = ()
    acks: tuple[Ack, ...] = ()
    signs: tuple[Signs, ...] = ()
    plans: tuple[Plan, ...] = ()
    scores: tuple[Score, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    activities: tuple[Activity, ...] = ()
    backgrounds: tuple[Background, ...] = ()

    @classmethod
    def of(cls, records: list[Record] | tuple[Record, ...]) -> Diary:
        """A diary of records of any kind in any order."""
        by_field: dict[str, list[Record]] = {field.name: [] for field in fields(cls)}
        for record in records:
            by_field[FIELD_OF[type(record)]].append(record)
        return cls(
            **{name: tuple(sorted(group, key=lambda record: record.order)) for name, group in by_field.items()}  # type: ignore[arg-type]
        )

    @property
    def signs_read(self) -> tuple[Moment, ...]:
        """When the person read the list of warning signs and had none of them, the latest last."""
        return tuple(answer.at for answer in self.signs if not answer.of_record)

    def records(self) -> tuple[Record, ...]:
        """All records, kind by kind."""
        return tuple(record for field in fields(self) for record in getattr(self, field.name))


TYPE_OF: dict[Kind, type[Record]] = {
    "entry": Entry,
    "session": Session,
    "motion": Motion,
    "care": Care,
    "usual": Usual,
    "known": Known,
    "visit": Visit,
    "question": Question,
    "ack": Ack,
    "signs": Signs,
    "plan": Plan,
    "score": Score,
    "treatment": Treatment,
    "activity": Activity,
    "background": Background,
}
KIND_OF: dict[type[Record], Kind] = {cls: kind for kind, cls in TYPE_OF.items()}
_PLURALS: dict[str, str] = {"entry": "entries", "signs": "signs", "activity": "activities"}
FIELD_OF: dict[type[Record], str] = {cls: _PLURALS.get(kind, f"{kind}s") for kind, cls in TYPE_OF.items()}


def new_id() -> str:
    """Sixteen random hex digits."""
    # Two diaries can be merged: among 100,000 ids of 64 bits, a chance of 3 in 10 billion for two equal ones.
    return secrets.token_hex(8)


Operation = Literal["create", "edit", "delete", "restore", "purge"]
Outcome = Literal["current", "edited", "deleted"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change that was saved as a whole: when, by which program, which records, and whether it was undone."""

    id: str
    instant: datetime
    program: str
    session: str
    """The token of the program run that made it."""
    label: str = ""
    operations: tuple[tuple[str, Operation], ...] = ()
    """The id of each record and what happened to it, in order."""
    undo_of: str | None = None
    undone_by: str | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the records in it."""
        return tuple(id for id, _ in self.operations)


@dataclass(frozen=True, slots=True)
class Version:
    """The content of a record from `written` (None: unknown) up to but not including `until` (None: until now)."""

    record: Record
    written: datetime | None
    until: datetime | None
    outcome: Outcome


class OldSign(NamedTuple):
    """The words of a search that an entry has at one site, or (site None) for the whole person.

    A search for sudden pain also returns sudden readings with none of the words; then `words` is empty.
    """

    entry: str
    at: datetime
    site: str | None
    side: str | None
    pain: int | None
    words: tuple[str, ...]
    sudden: bool
