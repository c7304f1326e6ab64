"""A session in one line: `physio: squats 3x10, bridges new, effort 6, 45 min, yesterday 18:00 -- went well`.

The kind of session comes before the first colon or comma; the exercises follow, separated by commas. `effort N`
counts anywhere. `new` or `not new` beside an exercise is about the exercise; beside the kind or alone between commas it
is about the session. Minutes count beside the kind, alone between commas, and in a part with `effort` or `new`; with
nothing but an exercise they belong to its name (`plank 2 min`). The time is the end of the session.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from diary.domain.grammar.free_text import (
    Matcher,
    Setting,
    SortedWords,
    free_line,
    moment_of,
    one_number,
    one_setting,
    rating_setting,
    sort_words,
    time_setting,
)
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import Token
from diary.domain.moments import Moment
from diary.domain.records import LONGEST_SESSION, Exercise, Session
from diary.errors import InvalidValue, UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDraft:
    """The session of one line, without an id. `remarks` are for the person on how the line was understood."""

    at: Moment
    activity: str = ""
    effort: int | None = None
    new: bool | None = None
    minutes: int | None = None
    exercises: tuple[Exercise, ...] = ()
    note: str = ""
    remarks: tuple[str, ...] = ()

    def session(self, id: str, recorded: datetime | None) -> Session:
        """The session with an id and the time of writing."""
        return Session(
            id=id,
            at=self.at,
            recorded=recorded,
            note=self.note,
            activity=self.activity,
            effort=self.effort,
            new=self.new,
            minutes=self.minutes,
            exercises=self.exercises,
        )


def parse_session(words: Sequence[str], *, now: Here) -> SessionDraft:
    """A session from an argument list; no words at all mean a session that ended now."""
    line = free_line(words)
    settings: list[tuple[str, object]] = []
    activity: str | None = None
    exercises: list[Exercise] = []
    for tokens in _parts(line.tokens):
        part = _sorted_part(tokens, now, first=activity is None)
        text = part.text
        if text and activity is not None:
            exercises.append(Exercise(text, _new_flag(part.settings)))
            # "New" is about this exercise; every other setting is about the session.
            settings += [pair for pair in part.settings if pair[0] != "new"]
            continue
        activity = text or activity
        settings += part.settings
    at, remarks = moment_of(settings, now)
    return SessionDraft(
        at=at,
        activity=activity or "",
        effort=one_number(settings, "effort"),
        new=_new_flag(settings),
        minutes=one_number(settings, "minutes"),
        exercises=tuple(exercises),
        note=line.note,
        remarks=remarks,
    )


def _parts(tokens: Sequence[Token]) -> list[list[Token]]:
    """The parts between commas; a colon separates only after the kind of session."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in (",", ";") or (token.text == ":" and len([part for part in parts if part]) <= 1):
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _sorted_part(tokens: list[Token], now: Here, *, first: bool) -> SortedWords:
    time, effort = time_setting(now.local), rating_setting("effort")
    has_session_words = any(token.text in ("effort", "new") for token in tokens)
    only_settings = not sort_words(tokens, [effort], [time, _minutes, _new]).words
    minutes: list[Matcher] = [_minutes] if first or has_session_words or only_settings else []
    # The time comes first, so that "45 min ago" is not read as a duration.
    return sort_words(tokens, [effort], [time, *minutes, _new])


def _new(tokens: Sequence[Token], index: int) -> Setting | None:
    if tokens[index].text == "new":
        return 1, "new", True
    if tokens[index].text == "not" and index + 1 < len(tokens) and tokens[index + 1].text == "new":
        return 2, "new", False
    return None


def _minutes(tokens: Sequence[Token], index: int) -> Setting | None:
    text = tokens[index].text
    unit = tokens[index + 1].text if index + 1 < len(tokens) else ""
    used = 1
    if re.fullmatch(r"[0-9.]{1,6}", text) and re.fullmatch(r"[a-z]{1,7}", unit):
        text, used = text + unit, 2
    length = re.fullmatch(r"([0-9]{1,4})(?:\.([0-9]))?(m|mins?|minutes?|h|hrs?|hours?)", text)
    if length is None:
        return None
    # In whole tenths: as a float, 4.1 hours are 245.99999999999997 minutes.
    tenths = int(length[1]) * 10 + int(length[2] or 0)
    minutes, rest = divmod(tenths * (60 if length[3].startswith("h") else 1), 10)
    if rest or not 1 <= minutes <= LONGEST_SESSION:
        raise InvalidValue(f"“{text}”: a session lasts a whole number of minutes, from 1 to {LONGEST_SESSION}")
    return used, "minutes", minutes


def _new_flag(settings: Sequence[tuple[str, object]]) -> bool | None:
    value = one_setting(settings, "new")
    if value is None or isinstance(value, bool):
        return value
    raise UsageError("new is yes or no")
