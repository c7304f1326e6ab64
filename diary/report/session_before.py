"""What was different in the session before a rise, beside those of its kind before it, as far as it was logged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from diary.charts.period import day_text
from diary.domain.describe import dosage_of
from diary.domain.exercise_names import exercise_key
from diary.domain.records import Exercise, Session
from diary.domain.text import capital, counted, listing, span_text
from diary.report.episode import EpisodeRow
from diary.report.format import LETTERS, clock, short
from diary.review.courses import done_in
from diary.review.snapshot import Review

DAYS_BEFORE = timedelta(days=60)
"""How far back sessions of its kind are what it is compared with; the usual level reaches as far."""
NAME = 40
"""Letters of the name of a session."""
MOST_NAMED = 4
"""Exercises that are named."""


def session_text(row: EpisodeRow, review: Review, last: date, *, notes: bool) -> str:
    """The session before a rise with what was new, how long and how hard it was beside the usual, and its note.

    "" where the rise followed none. It names what was different, and never says that this was the cause.
    """
    session = row.session
    if session is None:
        return ""
    sessions = [each for each in review.snapshot.sessions if each.order < session.order]
    alike = [
        each
        for each in sessions
        if _kind(each) == _kind(session) and each.at.instant >= session.at.instant - DAYS_BEFORE
    ]
    about = session.at.date_only
    ended = clock(session.at.local, last, about=about)
    ago = "" if row.ended else f", {span_text(row.last - row.start, short=True)} before the last entry"
    parts = [f"{capital(short(row.after, NAME))}, ended {ended}{ago}"]
    different = _new(session, sessions, notes), _again(session, sessions), _other_doses(session, sessions)
    parts += [text for text in (*different, _noted(session, sessions) if notes else "") if text]
    if len(parts) == 1 and done_in(session) and any(map(done_in, sessions)):
        parts.append("no new exercise, and none with another dose, was logged")
    parts.append(_amounts(session, alike))
    others = [
        f"{short(each.activity or 'a session', NAME)} {clock(each.at.local, last, about=each.at.date_only)}"
        for each in review.snapshot.sessions
        if each.order > session.order and each.at.instant < row.raised.at
    ]
    parts += [f"also before the first raised entry: {listing(others)}"] if others else []
    note = f" Note: “{short(session.note, 2 * LETTERS)}”" if notes and session.note else ""
    return f"{'; '.join(filter(None, parts))}.{note}"


def difference_in_short(session: Session, review: Review, *, notes: bool) -> str:
    """What of a session was new or noted at an exercise, else with another dose: the first exercise; "" for none."""
    before = [each for each in review.snapshot.sessions if each.order < session.order]
    fresh = _fresh(session, before)
    told = fresh or ([each for each in done_in(session) if each.note] if notes else [])
    if told:
        note = f" {short(told[0].note, LETTERS)}" if notes and told[0].note else ""
        return f"{'new: ' if fresh else ''}{short(told[0].name, LETTERS)}{note}"
    return _other_doses(session, before).partition(", ")[0]


def _kind(session: Session) -> str:
    return " ".join(session.activity.casefold().split())


def _new(session: Session, before: Sequence[Session], notes: bool) -> str:
    """The exercises that were marked as new, or were in no session before it; or that the session was marked so."""
    fresh = [_named(each, notes) for each in _fresh(session, before)]
    return _some("new", fresh) or ("marked as new" if session.new else "")


def _fresh(session: Session, before: Sequence[Session]) -> list[Exercise]:
    known = _last_done(before)
    # In the first session with exercises each of them would be new.
    return [each for each in done_in(session) if each.new or (known and exercise_key(each.name) not in known)]


def _last_done(before: Sequence[Session]) -> dict[str, date]:
    return {exercise_key(exercise.name): each.at.day for each in before for exercise in done_in(each)}


def _again(session: Session, before: Sequence[Session]) -> str:
    """The exercises that were done before, but not for long."""
    last = _last_done(before)
    return _some(
        "again",
        [
            f"{short(each.name, LETTERS)} (last done {day_text(when, session.at.day)})"
            for each in done_in(session)
            if not each.new and (when := last.get(exercise_key(each.name))) and session.at.day - when > DAYS_BEFORE
        ],
    )


def _noted(session: Session, before: Sequence[Session]) -> str:
    """What was noted at an exercise that was no new one."""
    fresh = _fresh(session, before)
    return _some("noted", [_named(each, True) for each in done_in(session) if each.note and each not in fresh])


def _some(lead: str, texts: Sequence[str]) -> str:
    """Those that are named, and how many more; "" for none."""
    more = [f"{len(texts) - MOST_NAMED} more"] if len(texts) > MOST_NAMED else []
    return f"{lead}: {', '.join([*texts[:MOST_NAMED], *more])}" if texts else ""


def _named(exercise: Exercise, notes: bool) -> str:
    said = [f"pain {exercise.pain}"] if exercise.pain is not None else []
    said += [short(exercise.note, LETTERS)] if notes and exercise.note else []
    return short(exercise.name, LETTERS) + (f" ({'; '.join(said)})" if said else "")


def _other_doses(session: Session, before: Sequence[Session]) -> str:
    """The exercises with another dose than the last time that they had one."""
    doses: dict[str, str] = {}
    for each in before:
        doses |= {exercise_key(done.name): dose for done in done_in(each) if (dose := dosage_of(done))}
    return _some(
        "other dose",
        [
            f"{short(each.name, LETTERS)} {dose} ({doses[key]} the time before)"
            for each in done_in(session)
            if (dose := dosage_of(each)) and doses.get(key := exercise_key(each.name), dose) != dose
        ],
    )


def _amounts(session: Session, alike: Sequence[Session]) -> str:
    """Minutes and effort, and the range of each in the sessions of its kind before it."""
    own, before = [], list[tuple[str, int]]()
    for lead, unit, value, others in (
        ("", " min", session.minutes, [each.minutes for each in alike]),
        ("effort ", "", session.effort, [each.effort for each in alike]),
    ):
        known = [other for other in others if other is not None]
        if value is not None:
            own.append(f"{lead}{value}{unit or ' of 10'}")
            before += [(f"{lead}{_range(known)}{unit}", len(known))] if known else []
    if not own:
        return ""
    if not before:
        none_alike = f"no earlier one of its kind in {DAYS_BEFORE.days} days to compare"
        return f"{', '.join(own)} ({'not logged of earlier ones' if alike else none_alike})"
    if len({count for _, count in before}) == 1:
        return (
            f"{', '.join(own)} (in {counted(before[0][1], 'session')} before: {', '.join(text for text, _ in before)})"
        )
    each = (f"{text} in {counted(count, 'session')}" for text, count in before)
    return f"{', '.join(own)} (before: {', '.join(each)})"


def _range(values: Sequence[int]) -> str:
    low, high = min(values), max(values)
    return f"{low}" if low == high else f"{low} to {high}"
