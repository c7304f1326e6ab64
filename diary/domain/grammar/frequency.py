"""How often: 3 times a week, 3x/week, twice a day, daily, every other day, mon wed fri."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from diary.domain.grammar.small_words import NUMBERS
from diary.domain.grammar.timewords import WEEKDAYS
from diary.domain.grammar.tokens import Token
from diary.domain.rehabilitation import MOST_A_WEEK

# The articles of "a week" and "a day" are dropped by the tokens.
_N = rf"(?P<n>[0-9]{{1,2}}|{'|'.join(NUMBERS[1:])})"
_PER = r"(?: ?/ ?| per | each | every | and | )"
_FORMS = tuple(
    (re.compile(rf"{form}(?= |$)"), factor)
    for form, factor in (
        (rf"{_N} ?(?:x|×|times?|days?|sessions?){_PER}week(?:ly)?", 1),
        (rf"{_N} ?(?:x|×|times?) weekly", 1),
        (rf"{_N}/week", 1),
        (rf"(?P<word>once|twice|thrice)(?:{_PER}week| weekly)", 1),
        (rf"{_N} ?(?:x|×|times?){_PER}(?:day|daily)", 7),
        (rf"{_N}/day", 7),
        (rf"(?P<word>once|twice|thrice)(?:{_PER}day| daily)", 7),
        (r"(?P<half>every (?:other|second|2nd|2) days?|alternate days)", 1),
        (r"(?P<one>weekly|every week|each week)", 1),
        (r"(?P<one>daily|every day|each day|everyday|every morning|every evening|every night|nightly|od)", 7),
        (r"(?P<two>bd|bid)", 7),
        (r"(?P<three>tds|tid)", 7),
    )
)
_MOST_TOKENS = 6
_DAYS = {name: day for day in WEEKDAYS for name in (day, f"{day}s", day[:3])} | {
    "tues": "tuesday", "weds": "wednesday", "thurs": "thursday", "thur": "thursday",
}  # fmt: skip


class Frequency(NamedTuple):
    """How many tokens it takes, how many times a week that is, and what to say where it is not so to the letter."""

    used: int
    per_week: int
    remark: str = ""
    note: str = ""
    """What of it the number does not hold: which days."""


def match_frequency(tokens: Sequence[Token], index: int) -> Frequency | None:
    """The frequency at `index`; None where none begins there. More than ten times a day is no frequency."""
    text = " ".join(token.text for token in tokens[index : index + _MOST_TOKENS])
    for form, factor in _FORMS:
        if match := form.match(text):
            used = len(match[0].split())
            if match.groupdict().get("half"):
                # Three and a half a week: the lower number asks for no more than was said.
                return Frequency(used, 3, f"{match[0]}: taken as 3 times a week")
            times = _times(match.groupdict()) * factor
            return Frequency(used, times) if 1 <= times <= MOST_A_WEEK else None
    return _weekdays(tokens, index)


def _times(found: dict[str, str | None]) -> int:
    if number := found.get("n"):
        return int(number) if number.isdigit() else NUMBERS.index(number)
    if word := found.get("word"):
        return ("once", "twice", "thrice").index(word) + 1
    return 1 if found.get("one") else 2 if found.get("two") else 3


def _weekdays(tokens: Sequence[Token], index: int) -> Frequency | None:
    """Two weekdays or more in a row, or one in the plural: on mondays."""
    named: list[str] = []
    end = at = index + (tokens[index].text == "on")
    while at < len(tokens):
        if day := _DAYS.get(tokens[at].text):
            named.append(day)
            end = at + 1
        elif not (named and tokens[at].text in (",", "and")):
            break
        at += 1
    plural = len(named) == 1 and tokens[end - 1].text.endswith("days")
    if len(set(named)) < 2 and not plural:
        return None
    days = ", ".join(dict.fromkeys(day[:3].capitalize() for day in named))
    return Frequency(end - index, len(set(named)), note=days)
