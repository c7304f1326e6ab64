"""A session in one line: `physio: squats 3x10, bridges new, effort 6, 45 min, yesterday 18:00 -- went well`.

The kind of session is what stands before the first colon or comma; the exercises follow, parted by commas.
`effort N` counts wherever it stands. `new` or `not new` beside an exercise is about the exercise, beside the kind or
alone between commas about the session. Minutes count beside the kind, alone between commas, and in a part with
`effort` or `new`; beside an exercise alone they are part of it (`plank 2 min`). The time is when the session ended.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from diary.domain.grammar.free_text import (
    Match,
    Setting,
    Sorted,
    free_line,
    moment_of,
    one_number,
    one_setting,
    rating_setting,
    sort_words,
    time_setting,
)
from diary.domain.grammar.lexicon import Token
from diary.domain.grammar.times import Here
from diary.domain.moments import Moment
from diary.domain.records import Exercise, Session
from diary.errors import InvalidValue, UsageError

LONGEST_SESSION = 24 * 60
"""Minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDraft:
    """What one line says of a session."""

    at: Moment
    activity: str = ""
    effort: int | None = None
    new: bool | None = None
    minutes: int | None = None
    exercises: tuple[Exercise, ...] = ()
    note: str = ""
    said: tuple[str, ...] = ()

    def session(self, id: str, recorded: datetime | None) -> Session:
        """The session, with its id and the instant it was written down."""
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
    """A session from an argument list; no words at all are a session that ended now."""
    line = free_line(words)
    settings: list[tuple[str, object]] = []
    activity: str | None = None
    exercises: list[Exercise] = []
    for tokens in _parts(line.tokens):
        part = _sorted_part(tokens, now, first=activity is None)
        text = part.text
        if text and activity is not None:
            exercises.append(Exercise(text, _as_flag(one_setting(part.settings, "new"))))
            settings += [pair for pair in part.settings if pair[0] != "new"]
            continue
        activity = text or activity
        settings += part.settings
    at, said = moment_of(settings, now)
    return SessionDraft(
        at=at,
        activity=activity or "",
        effort=one_number(settings, "effort"),
        new=_as_flag(one_setting(settings, "new")),
        minutes=one_number(settings, "minutes"),
        exercises=tuple(exercises),
        note=line.note,
        said=said,
    )


def _parts(tokens: Sequence[Token]) -> list[list[Token]]:
    """Parted at commas, and at a colon that ends the kind of session."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in (",", ";") or (token.text == ":" and len([part for part in parts if part]) <= 1):
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _sorted_part(tokens: list[Token], now: Here, *, first: bool) -> Sorted:
    time, effort = time_setting(now.local), rating_setting("effort")
    marked = any(token.text in ("effort", "new") for token in tokens)
    alone = not sort_words(tokens, [effort], [time, _minutes, _new]).words
    minutes: list[Match] = [_minutes] if first or marked or alone else []
    # A time past ("45 min ago") is asked for before a length ("45 min").
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
    tenths = int(length[1]) * 10 + int(length[2] or 0)
    minutes, rest = divmod(tenths * (60 if length[3].startswith("h") else 1), 10)
    if rest or not 1 <= minutes <= LONGEST_SESSION:
        raise InvalidValue(f"“{text}”: a session lasts a whole number of minutes, from 1 to {LONGEST_SESSION}")
    return used, "minutes", minutes


def _as_flag(value: object | None) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise UsageError("new is yes or no")
