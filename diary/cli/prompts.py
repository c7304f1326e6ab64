"""Entries and sessions by short questions, one a line: plain text, for screen readers and slow connections."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from diary.cli.context import Context
from diary.cli.output import terminal_width, wrap_heading
from diary.domain.grammar.entry import EntryDraft, parse_log
from diary.domain.grammar.session_echo import exercise_words
from diary.domain.grammar.session_phrase import SessionDraft, parse_session
from diary.domain.grammar.times import Here, Timed, parse_time
from diary.domain.grammar.tokens import one_line
from diary.domain.records import Entry, Exercise, Reading, Session
from diary.domain.vocabulary import SIDE_WORDS, place_name, yours
from diary.error_hints import error_text
from diary.errors import DiaryError, NoDiaryYet, UsageError

Answer = TypeVar("Answer")
TRIES = 5
NOTHING = "-"
"""The answer that clears the value offered from last time."""
BEGIN = "Nothing is saved before the last question. Ctrl-C stops. Enter takes what stands in [ ]."


def begin() -> None:
    """Show how the questions work."""
    # To stderr, like all questions: stdout gets the saved entry and nothing else.
    sys.stderr.write(f"{_fitting(BEGIN)}\n")


def ask(question: str) -> str:
    """Ask one question on stderr and read one line from stdin; KeyboardInterrupt at the end of the input."""
    sys.stderr.write(f"{_fitting(question)} ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        sys.stderr.write("\n")
        raise KeyboardInterrupt
    return line.strip()


def ask_until(question: str, parse: Callable[[str], Answer], *, offered: str = "", empty: str = "") -> Answer:
    """Ask until `parse` accepts the answer, each time with the reason; UsageError after five tries.

    Enter takes `offered`, or nothing without it; `empty` describes in the question what nothing means.
    """
    hint = f" [{offered}]" if offered else ""
    empty_hint = f" (- for {empty})" if offered and empty else f" (Enter: {empty})" if empty else ""
    for _ in range(TRIES):
        try:
            answer = ask(f"{question}{empty_hint}{hint}") or offered
            return parse("" if answer == NOTHING else answer)
        except DiaryError as error:
            sys.stderr.write(f"{_fitting(error_text(error))}\n")
    raise UsageError("no valid answer after five tries; nothing was saved")


def _fitting(text: str) -> str:
    """The text wrapped at spaces on a terminal, with one column left for the space after a question; else one line."""
    return "\n".join(wrap_heading(text, terminal_width() - 1)) if sys.stderr.isatty() else text


MOST_PLACES = 8
HOW = "How does it feel, and what comes with it? Such as dull, sharp, numb, sudden."


def ask_entry(context: Context) -> EntryDraft:
    """An entry by questions. Sites, levels and qualities are offered from the latest entry."""
    # Symptoms are never offered: Enter, pressed without reading, would repeat a red flag.
    here, last = context.here, _latest_entry(context)
    offers = list(last.readings) if last else []
    begin()
    parts: list[str] = []  # one for each site, in the words of a typed line
    while len(parts) < MOST_PLACES:
        offer = offers[len(parts)] if len(parts) < len(offers) else None
        part = _ask_place(parts, offer, here)
        if not part:
            break
        parts.append(part)
    interference = ask_until(
        "How much does pain interfere with your day, 0 to 10?", _accepted_after(here, "interference"), empty="nothing"
    )
    when = ask_until("When?", lambda text: _entry_time(text, here), empty="now")
    note = ask("A note? (Enter: none)")
    words = ", ".join([*parts, *([f"interference {interference}"] if interference else [])])
    # One grammar reads typed lines and answers, so that both give the same entry.
    return parse_log([f"{words} {when}".strip(), *(["--", note] if note else [])], now=here)


def _ask_place(parts: list[str], offer: Reading | None, here: Here) -> str:
    """One site with its level and words; "" if there is no further site."""
    asked = ""

    def place(text: str) -> str:
        nonlocal asked
        if text:
            if asked and text.casefold() in SIDE_WORDS:  # the answer to the question "which side?" of the last try
                text = f"{text} {asked}"
            asked = text
            _all_words(", ".join([*parts, f"1 {text}"]), here)
        elif not parts:
            raise UsageError("name a place, such as left knee")
        return text

    offered = place_name(offer.site, offer.side) if offer else ""
    where = ask_until(
        "Where else?" if parts else "Where does it hurt?", place, offered=offered, empty="nowhere else" if parts else ""
    )
    if not where:
        return ""
    # Level and words are offered only for the same site: those of another one would mislead.
    same = offer if where == offered else None
    level, felt = _ask_level(where, same, here)

    def words(text: str) -> str:
        _all_words(f"{level} {where} {felt} {text}", here)
        return text

    if felt:
        more = ask_until(f"Kept: {felt}. What else comes with it?", words, empty="nothing else")
    else:
        more = ask_until(HOW, words, offered=" ".join(same.qualities) if same else "", empty="no word")
    return " ".join(part for part in (level, where, felt, more) if part)


def _ask_level(where: str, same: Reading | None, here: Here) -> tuple[str, str]:
    """The level, and words that were given instead of it; the level is then asked for once more."""
    offered = str(same.pain) if same and same.pain is not None else ""

    def has_level(text: str) -> bool:
        return any(reading.pain is not None for reading in _all_words(f"{text} {where}", here).readings)

    def level(text: str) -> str:
        if text and not has_level(text):
            raise UsageError("a number from 0 to 10, or - for no level")
        return text

    answer = ask_until(
        f"How bad is it at {yours(where)}, 0 to 10?",
        _accepted_after(here, "", where),
        offered=offered,
        empty="no level",
    )
    if not answer or has_level(answer):
        return answer, ""
    again = f"{answer} is no level, and is kept beside it. How bad is it, 0 to 10?"
    return ask_until(again, level, offered=offered, empty="no level"), answer


def _all_words(text: str, here: Here) -> EntryDraft:
    """The entry of an answer; UsageError for words that would go to the note, which has a question of its own."""
    draft = parse_log([text], now=here)
    if draft.note:
        raise UsageError(f"“{draft.note}” is not understood; the last question is for a note")
    return draft


def _accepted_after(here: Here, before: str, after: str = "") -> Callable[[str], str]:
    """A function that returns an answer if the grammar accepts it between these words, or if it is empty."""

    def check(text: str) -> str:
        if text:
            _all_words(f"{before} {text} {after}".strip(), here)
        return text

    return check


def _entry_time(text: str, here: Here) -> str:
    if text:
        parse_time(text, now=here)
    return text


def _latest_entry(context: Context) -> Entry | None:
    try:
        with context.store() as store:
            return store.latest_entry()
    except NoDiaryYet:
        return None  # the first entry will make the diary; there is nothing to offer yet


def ask_session(context: Context) -> SessionDraft:
    """A session by questions, with the answers of the last one offered; not whether it was new."""
    here, last = context.here, _last_session(context)
    begin()
    activity = ask_until(
        "What kind of session? Such as physio, or home exercises.",
        lambda text: _kind(text, here),
        offered=last.activity if last else "",
        empty="nothing",
    )
    exercises = ask_until(
        "Which exercises, separated by commas?",
        lambda text: _exercises(text, here),
        offered=", ".join(exercise_words(each, has_kind=True) for each in last.exercises_again) if last else "",
        empty="none",
    )
    effort = ask_until(
        "How hard was it, 0 to 10?",
        lambda text: parse_session([f"effort {text}"], now=here).effort if text else None,
        offered=_number_text(last.effort if last else None),
        empty="nothing",
    )
    minutes = ask_until(
        "How many minutes?",
        lambda text: _minutes(text, here),
        offered=_number_text(last.minutes if last else None),
        empty="nothing",
    )
    new = ask_until("Was it new to you, yes or no?", _yes_or_no, empty="nothing")
    ended = ask_until("When did it end?", lambda text: _session_time(text, here), empty="now")
    note = one_line(ask("A note? (Enter: none)"))
    return SessionDraft(
        at=ended.at,
        activity=activity,
        effort=effort,
        new=new,
        minutes=minutes,
        exercises=exercises,
        note=note,
        remarks=ended.remarks,
    )


def _kind(text: str, here: Here) -> str:
    draft = parse_session([text], now=here)
    more = draft.exercises or draft.note or draft.at != here.moment
    if more or draft.effort is not None or draft.minutes is not None or draft.new is not None:
        # Refused, not dropped: a person who typed a time here would not notice that it is lost.
        raise UsageError("only the kind, such as physio; time, effort and exercises are asked for next")
    return draft.activity


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
    answers = {"": None, "y": True, "yes": True, "new": True, "n": False, "no": False, "not new": False}
    if text.casefold() not in answers:
        raise UsageError("yes, no, or Enter to leave it out")
    return answers[text.casefold()]


def _session_time(text: str, here: Here) -> Timed:
    return parse_time(text, now=here) if text else Timed(here.moment)


def _number_text(number: int | None) -> str:
    return "" if number is None else str(number)


def _last_session(context: Context) -> Session | None:
    try:
        with context.store() as store:
            sessions = store.read(kinds={"session"}).sessions
    except NoDiaryYet:
        return None
    return sessions[-1] if sessions else None
