"""What the person wrote, a line each, the questions for the next appointment, and how the rules work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from functools import singledispatch

from diary.charts.period import Period
from diary.domain.records import Care, Diary, Entry, Motion, Question, Reading, Session, Thing, Visit
from diary.domain.thresholds import CutPoints
from diary.domain.vocabulary import UNITS, place_name
from diary.report.model import LogRow
from diary.review.rule_book import RULE_NAMES, SOURCES
from diary.review.snapshot import Review

MOST = 1_000
"""Lines of a log: those of a year with two or three things a day. The newest are kept, the export has them all."""


def log_rows(review: Review, period: Period, notes: bool) -> tuple[tuple[LogRow, ...], int]:
    """The newest lines, oldest first, and how many earlier ones were left out."""
    diary = review.diary
    things = [
        thing
        for shelf in (diary.entries, diary.sessions, diary.motions, diary.cares, diary.visits)
        for thing in shelf
        if thing.at.instant <= review.as_of and period.holds(thing.at.day)
    ]
    things.sort(key=lambda thing: thing.order)
    kept = things[-MOST:]
    rows = tuple(
        LogRow(thing.at.local, thing.at.date_only, line_of(thing, notes), thing.note if notes else "", thing.late)
        for thing in kept
    )
    return rows, len(things) - len(kept)


@singledispatch
def line_of(thing: Thing, notes: bool) -> str:
    """One thing in one line, without its time and note; notes of exercises only where they are wanted."""
    return type(thing).__name__


@line_of.register
def _(entry: Entry, notes: bool) -> str:
    parts = [_reading(reading) for reading in entry.readings]
    parts += [", ".join(entry.symptoms)] if entry.symptoms else []
    parts += [f"interference {entry.interference}"] if entry.interference is not None else []
    parts += [f"fatigue {entry.fatigue}"] if entry.fatigue is not None else []
    return "; ".join(parts)


def _reading(reading: Reading) -> str:
    level = f" {reading.pain}" if reading.pain is not None else ""
    words = [*reading.qualities, *reading.symptoms, *(["sudden"] if reading.sudden else [])]
    return ", ".join([f"{place_name(reading.site, reading.side)}{level}", *words])


@line_of.register
def _(session: Session, notes: bool) -> str:
    parts = [f"session: {session.activity or 'exercise'}"]
    parts += [f"{session.minutes} min"] if session.minutes is not None else []
    parts += [f"effort {session.effort}"] if session.effort is not None else []
    parts += ["new"] if session.new else []
    moves = [
        e.name + (" (new)" if e.new else "") + (f" ({e.note})" if e.note and notes else "") for e in session.exercises
    ]
    return ", ".join(parts) + (f": {', '.join(moves)}" if moves else "")


@line_of.register
def _(motion: Motion, notes: bool) -> str:
    name = f"{motion.side} {motion.movement}".strip()
    return f"motion: {name} {motion.value:g} {UNITS.get(motion.unit, motion.unit)}"


@line_of.register
def _(care: Care, notes: bool) -> str:
    said = " ".join(part for part in (care.activity, care.name, care.dose) if part)
    return said + (f", relief {care.relief}" if care.relief is not None else "")


@line_of.register
def _(visit: Visit, notes: bool) -> str:
    return f"visit: {visit.name}" if visit.name else "visit"


def open_questions(review: Review) -> list[Question]:
    """The questions for the next appointment, as of a review that has visits and questions in it."""
    return questions_open(review.diary, review.as_of)


def questions_open(diary: Diary, now: datetime) -> list[Question]:
    """Those that no appointment on an earlier day came after; `now` is local.

    A report only reads the diary, so it marks nothing: a question is in every report up to the appointment, and the
    same diary gives the same report again. One that was marked all the same is out once that moment is past.
    """
    visits = [visit.at.instant for visit in diary.visits if visit.at.instant <= now and visit.at.day < now.date()]
    asked = max(visits, default=None)
    return [
        question
        for question in diary.questions
        if question.at.instant <= now
        and question.note.strip()
        and (asked is None or question.at.instant > asked)
        and (question.reported is None or question.reported >= now)
    ]


WORDS = (
    "Usual: the median of the latest 14 logged days that lie 3 to 60 days back; until ten days are "
    "logged, the level that the person stated for an ordinary day. Before a session: the median of the readings in the "
    "7 days before it. A day without an entry is left empty; it never counts as 0 and is never filled in."
)
# In braces, what can be set.
HOW = {
    "emergency-signs": "Signs that can need help within hours: numbness between the legs, new bladder or bowel "
    "trouble, a foot that drops, dark urine after exercise, chest pain, numbness or weakness in both legs, and more.",
    "neurological": "New numbness, tingling or weakness at any site.",
    "nerve-like-pain": "Pain that is shooting, electric or radiating, or sharp at 3 or more.",
    "sudden-severe": "Pain of 7 or more that came on suddenly or stands 3 above usual; 5 or more where it came on "
    "suddenly and stands 4 above usual.",
    "general-signs": "Fever, a hot joint or breathlessness; weight loss; pain that wakes at night on 3 days of a week.",
    "not-improving-48h": "Pain that rose by 2 or more, after a session or by itself, and 48 hours later still stands "
    "that high without having eased by a point or by 30 % of the rise.",
    "worsening": "A daily median of 2 or more above usual on two of three days, or four days that rise one after "
    "the other, and no easing. Within 48 hours of a session it waits.",
    "interference": "Pain that gets in the way at {interference_once} or more once, or at {interference_twice} or more "
    "on 2 of 3 days, and 2 above usual.",
    "swelling": "New or unusual swelling; at the calf, shin or thigh it is for a doctor today.",
    "slow-drift": "The median of the last week is 2 or more above that of three to five weeks ago.",
    "fatigue": "Tiredness that is more than tired muscles, noted, or rated {fatigue_from} or more, on 3 days of a "
    "week.",
    "range-of-motion": "A movement that lost {motion_degrees} degrees (or {motion_rating} on a self-rating) within "
    "60 days, over 3 measurements.",
    "expected-soreness": "A rise that began 6 to 48 hours after a session, up to 6 and at most 4 above before, dull, "
    "aching, stiff, tight or tender, and nothing else flagged.",
}


def explained(cut_points: CutPoints) -> Iterator[tuple[str, str, str]]:
    """Each rule with how it works, by the cut points in force, and what its figures rest on."""
    for rule in RULE_NAMES:
        yield rule, HOW[rule].format_map(asdict(cut_points)), "; ".join(SOURCES[rule])
