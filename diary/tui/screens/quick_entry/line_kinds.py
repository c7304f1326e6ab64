"""The kinds of records that can be logged in one line, each read by the grammar of the command line. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from diary.domain import questions
from diary.domain.grammar import completion
from diary.domain.grammar.background_phrase import parse_background
from diary.domain.grammar.care_phrase import parse_care
from diary.domain.grammar.entry import parse_line
from diary.domain.grammar.motion_phrase import parse_motion
from diary.domain.grammar.programme_phrase import parse_programme
from diary.domain.grammar.score_phrase import parse_score, when_asked
from diary.domain.grammar.session_phrase import parse_session
from diary.domain.grammar.statements import parse_known, parse_usual
from diary.domain.grammar.times import Here
from diary.domain.grammar.treatment_phrase import parse_treatment
from diary.domain.grammar.visit_phrase import parse_visit
from diary.domain.records import Question, Record, new_id
from diary.domain.rehabilitation import Activity
from diary.domain.scores import READY_MADE
from diary.domain.text import as_sentence
from diary.domain.validate import check
from diary.domain.vocabulary import CARES, TOPICS, place_name
from diary.tui.screens.quick_entry.saving import save_activities, save_in_place_of, save_new

if TYPE_CHECKING:
    from diary.domain.records import Change
    from diary.store.diary_store import DiaryStore

ParseLine = Callable[[str, Here, datetime], tuple[tuple[Record, ...], tuple[str, ...]]]
"""Makes records and remarks from a line, the present time and zone, and the instant of writing; or DiaryError."""
SaveLine = Callable[["DiaryStore", Sequence[Record], str], "Change"]
"""Saves the records of a line as one change with that label, in a worker thread."""


@dataclass(frozen=True, slots=True)
class LineKind:
    """One kind of line."""

    key: str
    """The letter that chooses the kind."""
    name: str
    title: str
    """The question above the field."""
    example: str
    parse: ParseLine
    words: tuple[str, ...] = ()
    """The words that Tab completes."""
    save: SaveLine = save_new
    takes_anything: bool = False
    """Whether any words make a record."""
    offered: str = ""
    """A line that Tab writes into the empty field; "" for none."""


# By the names of these functions a test finds for each line the command that does the same.


def _care(text: str, here: Here, now: datetime) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    draft = parse_care(text.split(), now=here)
    return (draft.care(new_id(), now),), draft.remarks


def _motion(text: str, here: Here, now: datetime) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    draft = parse_motion(text.split(), now=here)
    return (draft.motion(new_id(), now),), draft.remarks


def _visit(text: str, here: Here, now: datetime) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    draft = parse_visit(text.split(), now=here)
    return (draft.visit(new_id(), now),), draft.remarks


def _usual(
    text: str, here: Here, now: datetime, place: tuple[str, str] | None = None
) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    draft = parse_usual(text.split(), now=here, place=place)
    return (draft.usual(new_id(), now),), draft.remarks


def _known(text: str, here: Here, now: datetime) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    drafts = parse_known(text.split(), now=here)
    return tuple(draft.known(new_id(), now) for draft in drafts), drafts[0].remarks


def _ended(text: str, here: Here, now: datetime) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    drafts = parse_known(text.split(), now=here)
    return tuple(draft.known(new_id(), now, ended=True) for draft in drafts), drafts[0].remarks


def _session(text: str, here: Here, now: datetime) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    draft = parse_session(text.split(), now=here)
    return (draft.session(new_id(), now),), draft.remarks


def _entry(
    text: str, here: Here, now: datetime, place: tuple[str, str] | None = None
) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    draft = parse_line(text, now=here, place=place)
    return (draft.entry(new_id(), now),), draft.remarks


# No grammar: a question may hold any words, and a time among them is part of it.
def _question(text: str, here: Here, now: datetime) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    return (Question(id=new_id(), at=here.moment, recorded=now, note=text),), ()


def _plan(text: str, here: Here, now: datetime) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    draft = parse_programme(text.split(), now=here)
    since = draft.since or here.today.isoformat()
    # Records of one time are sorted by the time of writing: the exercises stay in the order of the line.
    plans = (
        each.plan(
            id=new_id(), at=here.moment, recorded=now + timedelta(microseconds=place), since=since, until=draft.until
        )
        for place, each in enumerate(draft.exercises)
    )
    return tuple(plans), draft.remarks


def _treatment(text: str, here: Here, now: datetime) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    draft = parse_treatment(text.split(), now=here)
    return (draft.treatment(new_id(), now),), draft.remarks


def _activity(text: str, here: Here, now: datetime) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    name, asked = when_asked(" ".join(text.split()))
    name = name.casefold() if name.casefold() in READY_MADE else name
    since = here.today.isoformat()
    return (Activity(id=new_id(), at=here.moment, recorded=now, name=name, asked=asked, since=since),), ()


def _score(text: str, here: Here, now: datetime) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    draft = parse_score(text.split(), now=here)
    return (draft.score(new_id(), now),), draft.remarks


def _background(text: str, here: Here, now: datetime, topic: str = "") -> tuple[tuple[Record, ...], tuple[str, ...]]:
    return (parse_background(text.split(), now=here, topic=topic).background(new_id(), now),), ()


_PLACES = (*completion.PLACES, *completion.TIMES)
_FELT = (*completion.PLACES, *completion.FEELINGS, *completion.TIMES)
CARE = LineKind(
    "c",
    "self-care",
    f"What did you do? {', '.join(CARES)}",
    "medication ibuprofen 400 mg relief 6, or: ice 21:00",
    _care,
    (*CARES, "relief", *completion.TIMES),
    takes_anything=True,
)
KNOWN = LineKind(
    "k",
    "known before",
    "Which symptoms were there before all this, and does a doctor know of them?",
    "numbness left foot",
    _known,
    _FELT,
)
QUESTION = LineKind(
    "n",
    "a question for the appointment",
    "What do you want to ask at the next appointment?",
    "May I swim again?",
    _question,
    takes_anything=True,
)
ENTRY = LineKind(
    "a",
    "an entry in one line",
    "An entry: level, site, words, time",
    "6 left knee stiff yesterday 21:00 -- after the stairs",
    _entry,
    completion.ENTRY_WORDS,
)
PLAN = LineKind(
    "p",
    "a planned exercise",
    "Which exercise is planned at home? With its dose, and how often a week",
    "squats 3x10 @20kg 3 times a week",
    _plan,
    save=save_in_place_of,
    takes_anything=True,
)
TREATMENT = LineKind(
    "t",
    "a treatment that runs over days",
    "What runs from now on: a regular medicine with its dose, a brace, injections",
    "naproxen 500 mg twice a day, or: knee brace at night for 6 weeks",
    _treatment,
    completion.TIMES,
    save_in_place_of,
    takes_anything=True,
)
ACTIVITY = LineKind(
    "f",
    "an activity to follow",
    f"What do you want to be able to do again? Or one of {', '.join(READY_MADE)}; weekly, at visits, never",
    "climbing stairs, or: carrying shopping at visits",
    _activity,
    tuple(READY_MADE),
    save_activities,
    takes_anything=True,
)
BACKGROUND = LineKind(
    "b",
    "the background",
    f"What a therapist asks first. Begin with {', '.join(TOPICS)}",
    "worse sitting after 20 min, settles in 60 min",
    _background,
    tuple(TOPICS),
    takes_anything=True,
)


SCORE = LineKind(
    "v",
    "a score",
    "How well does it go? 0 unable to 10 as before, or a measure with its unit",
    "climbing stairs 6, or: grip left 24 kg",
    _score,
    completion.TIMES,
)
"""Only to change one; new ones are rated in their window."""


_SAID = {
    "began": "lifting a box in november 2025",
    "injury": "fell on the stairs in may 2025",
    "surgery": "ACL left knee 12 march 2025",
    "worse": "sitting after 20 min, settles in 60 min",
    "better": "walking 5 min",
    "goal": "climb stairs without the rail",
}


def background_of(topic: str) -> LineKind:
    """The line for one topic of the background, which its words need not name."""
    parse, example = partial(_background, topic=topic), _SAID.get(topic, "")
    return replace(BACKGROUND, name=TOPICS[topic], title=questions.BACKGROUND[topic], parse=parse, example=example)


USUAL = LineKind(
    "o", "usual level", questions.USUAL, "lower back 2, or: interference 1", _usual, completion.ENTRY_WORDS
)
_OF_A_PLACE = {ENTRY.key: _entry, USUAL.key: _usual}


def with_place(kind: LineKind, place: tuple[str, str] | None) -> LineKind:
    """The kind of line, about that site and side where it names no place; as it is where it needs none."""
    if place is None or kind.key not in _OF_A_PLACE:
        return kind
    title = f"{as_sentence(kind.title)} Without a place: {place_name(*place)}"
    return replace(kind, parse=partial(_OF_A_PLACE[kind.key], place=place), title=title)


MENU = (
    CARE,
    LineKind(
        "m",
        "a range of motion",
        "How far does it go? Degrees, cm, or a rating; “short” for what is left",
        "left knee flexion 95, or: 10 short, or: 6/10",
        _motion,
        _PLACES,
    ),
    LineKind(
        "d",
        "an appointment",
        "An appointment, past or to come: when, and with whom?",
        "yesterday 10:00 Dr Sommer",
        _visit,
        completion.TIMES,
        takes_anything=True,
    ),
    USUAL,
    KNOWN,
    LineKind(
        "l", "no longer known", "What was there from the start, and is gone?", "numbness left foot", _ended, _FELT
    ),
    LineKind(
        "s",
        "a session in one line",
        "A session: its kind, its exercises, effort, minutes, when it ended",
        "home: squats, bridges new, effort 6, 30 min",
        _session,
        ("physio", "effort", *completion.TIMES),
        takes_anything=True,
    ),
    ENTRY,
    QUESTION,
)
"""The kinds that are chosen by their letter, on Today's keys where it has one; the others have windows of their own."""
KINDS = (*MENU, PLAN, TREATMENT, ACTIVITY, BACKGROUND)


def parse_records(kind: LineKind, text: str, here: Here, now: datetime) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """The records and remarks of a line; DiaryError where they could not be saved."""
    # Checked here as the store checks it, so that the error comes while the line can still be changed.
    records, remarks = kind.parse(text, here, now)
    for record in records:
        check(record, now)
    return records, remarks
