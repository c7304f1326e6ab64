"""`diary session` with no words: a session by questions, with the last session's answers to be taken once more."""

from __future__ import annotations

from diary.cli.context import Context
from diary.cli.questions import ask, ask_until, begin
from diary.domain.grammar.lexicon import one_line
from diary.domain.grammar.session_phrase import SessionDraft, parse_session
from diary.domain.grammar.times import Here, Timed, parse_time
from diary.domain.records import Exercise, Session
from diary.errors import NoDiaryYet, UsageError


def ask_session(context: Context) -> SessionDraft:
    """A session by questions; whether it was new is asked for anew each time."""
    here, last = context.here, _last_session(context)
    begin()
    activity = ask_until(
        "What kind of session? Such as physio, or home exercises.",
        lambda text: _kind(text, here),
        offered=last.activity if last else "",
        empty="nothing",
    )
    exercises = ask_until(
        "Which exercises, parted by commas?",
        lambda text: _exercises(text, here),
        offered=", ".join(exercise.name for exercise in last.exercises) if last else "",
        empty="none",
    )
    effort = ask_until(
        "How hard was it, 0 to 10?",
        lambda text: parse_session([f"effort {text}"], now=here).effort if text else None,
        offered=_said(last.effort if last else None),
        empty="nothing",
    )
    minutes = ask_until(
        "How many minutes?",
        lambda text: _minutes(text, here),
        offered=_said(last.minutes if last else None),
        empty="nothing",
    )
    new = ask_until("Was it new to you, yes or no?", _yes_or_no, empty="nothing")
    ended = ask_until("When did it end?", lambda text: _time(text, here), empty="now")
    note = one_line(ask("A note? (Enter: none)"))
    return SessionDraft(
        at=ended.at,
        activity=activity,
        effort=effort,
        new=new,
        minutes=minutes,
        exercises=exercises,
        note=note,
        said=ended.said,
    )


def _kind(text: str, here: Here) -> str:
    found = parse_session([text], now=here)
    more = found.exercises or found.note or found.at != here.moment
    if more or found.effort is not None or found.minutes is not None or found.new is not None:
        raise UsageError("the kind alone, such as physio; the rest is asked for one by one")
    return found.activity


def _exercises(text: str, here: Here) -> tuple[Exercise, ...]:
    return parse_session([f"exercises: {text}"], now=here).exercises if text else ()


def _minutes(text: str, here: Here) -> int | None:
    if not text:
        return None
    minutes = parse_session([f"{text} min" if text.isdigit() else text], now=here).minutes
    if minutes is None:
        raise UsageError("a number of minutes, such as 45, or 1.5 h")
    return minutes


def _yes_or_no(text: str) -> bool | None:
    known = {"": None, "y": True, "yes": True, "new": True, "n": False, "no": False, "not new": False}
    if text.casefold() not in known:
        raise UsageError("yes, no, or Enter to leave it out")
    return known[text.casefold()]


def _time(text: str, here: Here) -> Timed:
    return parse_time(text, now=here) if text else Timed(here.moment)


def _said(number: int | None) -> str:
    return "" if number is None else str(number)


def _last_session(context: Context) -> Session | None:
    try:
        with context.store() as store:
            sessions = store.read(kinds={"session"}).sessions
    except NoDiaryYet:
        return None
    return sessions[-1] if sessions else None
