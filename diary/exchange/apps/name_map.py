"""The map: what each name, value and column of another app's file means. It is a TOML file that a person edits."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from diary.domain.vocabulary import HIGHEST, LOWEST
from diary.errors import DiaryError, InvalidValue
from diary.exchange.apps.rows import ASK, ELSE, IGNORE, NOTHING, TEN, Fact, is_number
from diary.exchange.apps.targets import Target, target_of

FROM_ONE, EMPTY = "1-10", "empty"
NOTES = ("beside", "all", "none")
"""Whether notes come in beside what is mapped, of all rows, or not at all."""
ORDERS = ("", "day-month", "month-day", ASK)
ROLES = {
    "date": "the day, or day and time",
    "clock": "the time of day or a part of the day",
    "offset": "minutes east of UTC",
    "name": "one name, such as a place or a symptom",
    "names": "a list of names, with , ; or | between them",
    "section": "what kind of name the row has",
    "level": "the level or value of the names, or of the whole row",
    "own": "its heading is a name and the cell its value",
    "medicine": "medicines, taken as they are written",
    "note": "text for the note",
    "ignore": "left out",
}
"""What a column may hold."""
_LEVELS = {str(level): level for level in range(LOWEST, HIGHEST + 1)}

Rule = str | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Level:
    """What a value says: a level, or none; `left_out` where it says that nothing was there."""

    level: int | None = None
    left_out: bool = False


class Unanswered(InvalidValue):
    """The map has a question for this, or says nothing about it."""


@dataclass(frozen=True, slots=True)
class NameMap:
    """A map that was read; names and values that it does not have are questions."""

    app: str
    names: Mapping[str, Mapping[str, str]]
    levels: Mapping[str, Rule] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    zone: str = ""
    notes: str = NOTES[0]

    def target(self, fact: Fact) -> Target:
        """What a name means; Unanswered where nobody has said it."""
        section = self.names.get(fact.section, {})
        text = section.get(fact.name, section.get(ELSE, ASK))
        try:
            target = target_of(text)
        except InvalidValue as error:
            raise InvalidValue(f"the map says {text!r} for “{fact.name}”: {error}") from error
        if target is None:
            raise Unanswered(f"the map has no answer for “{fact.name}”")
        return target

    def is_nothing(self, fact: Fact) -> bool:
        """Whether the value of a medicine or a session says that there was none: 0, no, or what the map leaves out.

        An app that writes a table has a cell for each day, whether something was logged or not.
        """
        if fact.value.strip().casefold() in NOTHING or re.fullmatch(r"-\d+|0(?:[.,]0*)?", fact.value):
            return True
        rule = self.levels.get(fact.scale) if fact.value and fact.scale else None
        return isinstance(rule, Mapping) and any(
            answer == IGNORE and _same(word, fact.value) for word, answer in rule.items()
        )

    def level(self, fact: Fact) -> Level:
        """What the value of a fact says; a missing value says nothing. Unanswered where nobody has said it."""
        if not fact.value or not fact.scale:
            return Level()
        rule = self.levels.get(fact.scale, ASK)
        if isinstance(rule, str):
            return _by_rule(rule, fact)
        value = next((answer for word, answer in rule.items() if _same(word, fact.value)), ASK)
        if value == ASK and is_number(fact.value):
            return _by_rule(str(rule.get(ELSE, ASK)), fact)
        if value == ASK:
            raise Unanswered(f"the map has no answer for “{fact.value}” of the scale “{fact.scale}”")
        return _by_answer(value, fact)


def _by_rule(rule: str, fact: Fact) -> Level:
    if rule in (TEN, FROM_ONE):
        # What is no whole level stays as it was written, in the note: nothing is rounded.
        level = _LEVELS.get(fact.value)
        return Level(left_out=True) if level == 0 and rule == FROM_ONE else Level(level)
    if rule == EMPTY:
        return Level()
    raise Unanswered(f"the map has no answer for the scale “{fact.scale}”")


def _by_answer(value: Any, fact: Fact) -> Level:
    if value in ("", EMPTY):
        return Level()
    if value == IGNORE:
        return Level(left_out=True)
    # A person may quote a number, as all other answers are quoted.
    level = _LEVELS.get(value.strip()) if isinstance(value, str) else value
    if type(level) is int and LOWEST <= level <= HIGHEST:
        return Level(level)
    raise InvalidValue(f"the map says {value!r} for “{fact.value}”; write a whole number, 0–10, or leave it empty")


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def read_map(text: str, name: str) -> NameMap:
    """The map in a text; DiaryError, with the place, where it can't be read."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DiaryError(f"the map {name} can't be read: {error}") from error
    options = _table(raw, "options", name)
    columns, names = _table(raw, "columns", name), _table(raw, "names", name)
    found = NameMap(
        app=str(raw.get("app", "")),
        names={section: _texts(table, f"names.{section}", name) for section, table in names.items()},
        levels={scale: rule for scale, rule in _table(raw, "levels", name).items() if isinstance(rule, (str, dict))},
        parts=_texts(_table(raw, "parts-of-the-day", name), "parts-of-the-day", name),
        columns=_texts(columns, "columns", name),
        order=str(options.get("dates", "")),
        zone=str(options.get("zone", "")),
        notes=str(options.get("notes", NOTES[0])),
    )
    for what, value, allowed in (("notes", found.notes, NOTES), ("dates", found.order, ORDERS)):
        if value not in allowed:
            raise DiaryError(f"the map {name} says {what} = {value!r}; use one of {', '.join(filter(None, allowed))}")
    for column, role in found.columns.items():
        if role not in (*ROLES, ASK):
            raise DiaryError(f"the map {name} says {role!r} for the column “{column}”; use one of {', '.join(ROLES)}")
    return found


def _table(raw: Mapping[str, Any], key: str, name: str) -> dict[str, Any]:
    table = raw.get(key, {})
    if not isinstance(table, dict):
        raise DiaryError(f"the map {name} needs [{key}] on a line of its own")
    return table


def _texts(table: Any, key: str, name: str) -> dict[str, str]:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise DiaryError(f"the map {name}: behind each name in [{key}] stands a text in quotation marks")
    return table
