"""The log: everything that was written about a period, a line each."""

from __future__ import annotations

from functools import singledispatch

from diary.charts.period import Period
from diary.domain.records import Care, Entry, Motion, Reading, Session, Thing, Visit
from diary.domain.vocabulary import UNITS, place_name
from diary.report.model import LogRow
from diary.review import Review

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
