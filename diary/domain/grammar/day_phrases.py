"""From when and until when, in days: since 1 march, from monday, until 2026-05, for 6 weeks, since 2019.

A month or a year alone stays one, because people often know no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from diary.domain.days import is_day
from diary.domain.grammar.small_words import NUMBERS
from diary.domain.grammar.times import Here, resolve
from diary.domain.grammar.timewords import match_time
from diary.domain.grammar.tokens import Token

_LEADS = {
    **dict.fromkeys(("since", "started", "began", "from", "starting", "beginning"), "since"),
    **dict.fromkeys(("until", "till", "til", "ending", "ended", "stopped"), "until"),
}
_COMING = frozenset({"from", "starting", "beginning", "until", "till", "til", "ending"})
"""After these a weekday is the next one, after the others the last one."""
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH_OF = {name: number for number, month in enumerate(_MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
_LENGTH = re.compile(r"(\d{1,3}) ?(d|days?|w|wks?|weeks?|months?|mths?|y|yrs?|years?)(?= |$)")
_YEAR = re.compile(r"(?:19|20|21)\d\d")


class DayPhrase(NamedTuple):
    """How many tokens it takes; whether it tells the first or the last day; the day, month or year as text."""

    used: int
    field: str
    day: str = ""
    days: int = 0
    """Of `for 6 weeks`: how long from the first day."""


def match_day_phrase(tokens: Sequence[Token], index: int, here: Here, *, ends: bool = True) -> DayPhrase | None:
    """The day phrase at `index`; None where none begins there. UsageError for a day that does not exist.

    Without `ends` a length tells the beginning: `for 3 weeks` is since three weeks ago.
    """
    lead = tokens[index].text
    if lead == "for" and (length := _length(tokens, index + 1)):
        used, days, text = length
        if ends:
            return DayPhrase(1 + used, "until", days=days)
        return DayPhrase(1 + used, "since", _ago(here, days, text))
    field = _LEADS.get(lead)
    at = index + 1
    if field is None or at >= len(tokens):
        return None
    if field == "since" and (length := _length(tokens, at)) and lead == "since":
        used, days, text = length
        ago = 1 if tokens[at + used : at + used + 1] and tokens[at + used].text == "ago" else 0
        return DayPhrase(1 + used + ago, field, _ago(here, days, text))
    at += tokens[at].text in ("on", "about", "around") and at + 1 < len(tokens)
    found = match_day(tokens, at, here, coming=lead in _COMING)
    return DayPhrase(at - index + found[0], field, found[1]) if found else None


def match_day(tokens: Sequence[Token], index: int, here: Here, *, coming: bool = False) -> tuple[int, str] | None:
    """How many tokens a day, a month or a year takes, and its text; None where none begins there."""
    text = tokens[index].text
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if is_day(text):
        return 1, text
    if text in _MONTH_OF and not re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", after):
        year, used = _year_of(_MONTH_OF[text], here.today, coming=coming), 1
        if _YEAR.fullmatch(after):
            year, used = int(after), 2
        return used, f"{year}-{_MONTH_OF[text]:02}"
    if numeric := re.fullmatch(r"(\d{1,2})/((?:19|20|21)\d\d)", text):
        month = f"{numeric[2]}-{int(numeric[1]):02}"
        return (1, month) if is_day(month) else None
    match = match_time(tokens, index, here.local)
    # A time of day alone names no day, and neither does "now" beside it.
    if match is None or not (match[1].names_day or match[1].instant):
        return None
    used, word = match
    if word.weekday is not None and not word.direction:
        back = (here.today.weekday() - word.weekday) % 7
        day = here.today + timedelta(days=(7 - back) % 7) if coming else here.today - timedelta(days=back)
        return used, day.isoformat()
    if word.yearless and word.day and not coming:
        word = replace(word, day=_past(word.day, here.today), yearless=False)
    return used, resolve([replace(word, clock=None, about=False)], here, future=True).at.day.isoformat()


def _length(tokens: Sequence[Token], index: int) -> tuple[int, int, str] | None:
    """How many tokens `6 weeks` takes, its days, and whether it is in days, months or years."""
    words = [token.text for token in tokens[index : index + 2]]
    if words and words[0] in NUMBERS:
        words[0] = str(NUMBERS.index(words[0]))
    match = _LENGTH.match(" ".join(words))
    if match is None:
        return None
    unit = match[2][0]
    number = int(match[1])
    days = number * {"d": 1, "w": 7, "m": 30, "y": 365}[unit]
    return len(match[0].split()), days, {"m": f"{number} months", "y": f"{number} years"}.get(unit, "")


def _ago(here: Here, days: int, text: str) -> str:
    """The day so long ago; where it was counted in months or years, the month or the year."""
    number, _, unit = text.partition(" ")
    today = here.today
    if unit == "years":
        return str(today.year - int(number))
    if unit == "months":
        months = today.year * 12 + today.month - 1 - int(number)
        return f"{months // 12}-{months % 12 + 1:02}"
    return (today - timedelta(days=days)).isoformat()


def _year_of(month: int, today: date, *, coming: bool) -> int:
    if coming:
        return today.year + (month < today.month)
    return today.year - (month > today.month)


def _past(day: date, today: date) -> date:
    """The latest such day that is not to come."""
    for year in range(today.year, today.year - 9, -1):
        try:
            found = date(year, day.month, day.day)
        except ValueError:
            continue
        if found <= today:
            return found
    return day
