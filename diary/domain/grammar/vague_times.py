"""Times that people write and that name no one day: 3/11, 12.3., end of October, this week, at Christmas, the 15th.

They are asked about, never taken as now. A numeric day has the day or the month first: both are offered in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from diary.domain.grammar.atoms import Fix, Trouble, Ways, moved
from diary.domain.grammar.small_words import NUMBERS
from diary.domain.grammar.timewords import match_time
from diary.domain.grammar.tokens import SEPARATORS, Token, shown
from diary.errors import DiaryError

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?s?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_SEASON = r"(?:spring|summer|autumn|winter)"
_SPAN = r"(?:week|fortnight|month|year|weekend)"
_UNIT = r"(?:minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?)"
_COUNT = rf"(?:[0-9]+|few|couple(?: of)?|several|some|many|{'|'.join(NUMBERS)})"
_NOUNS = (
    r"(?:christmas|xmas|easter|new years?|thanksgiving|halloween|pentecost|whitsun|ramadan|eid|diwali|hanukkah|"
    r"passover|advent|carnival|good friday|boxing day|fortnight|weekends?|"
    r"(?:january|february|april|june|july|august|september|october|november|december)(?: (?:19|20)[0-9]{2})?|mid week|"
    r"midweek)(?: (?:eve|day|monday|sunday|week|weekend|break))?"
)
"""These may be the name of something where a word follows: Christmas run."""
_PHRASES = (
    rf"(?:this|next|last|past|coming|previous|following)(?: coming)? (?:{_SPAN}|{_SEASON}|{_MONTH})|other day|"
    rf"sometime|someday|whenever|"
    rf"(?:end|start|beginning|middle|mid|early|late|some time)(?: of| in)?(?: (?:this|next|last))?"
    rf" (?:{_MONTH}(?! [0-9]{{1,2}}(?: |$))|{_SEASON}|{_SPAN})(?: (?:19|20)[0-9]{{2}})?|"
    rf"some (?:time|point|day)(?: (?:next|last|this) {_SPAN})|"
    rf"in (?:{_MONTH}(?! [0-9]{{1,2}}(?:st|nd|rd|th)?(?: |$))(?: (?:19|20)[0-9]{{2}})?|{_SEASON}|"
    rf"(?:few|couple(?: of)?|several|some) {_UNIT})|"
    rf"(?:{_COUNT} )?(?:{_UNIT}|ages|while|long(?: time)?|time|moments?) ago|"
    rf"(?:{_COUNT} )?(?:week|fortnight)s? (?:on |from |after )?(?:{_DAY}|today|tomorrow|now)|(?:{_DAY}|tomorrow) week"
)
"""These are times wherever they stand."""
_OF_VISITS = (
    rf"(?:every|each)(?: other| second| [0-9]+(?:st|nd|rd|th)?)? (?:{_DAY}|{_UNIT})s?|weekly|monthly|"
    rf"in (?:{_COUNT} )?(?:fortnights?|months?|years?)"
)
"""Of a session or self-care these are no time of it."""
_NUMERIC = re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})(?:\2((?:19|20)?[0-9]{2}))?")
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)")
_AFTER = frozenset({"at", "on", "@", "around", "about", "for", "from", "in", "by", "with", "until", "till", "but"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOT_COMPARED = frozenset({"since", "than", "like", "as", "compared", "for", "from", "every", "each"})
_LONGEST = 7
PAST_TIME = "write the day and the time instead of TIME, such as yesterday 10:30"
"""Asked where a printed line with TIME is run unchanged."""


@dataclass(frozen=True, slots=True)
class VagueTime:
    """How many words it takes, where it ends in the line, and the days that it may be."""

    used: int
    start: int
    end: int
    raw: str
    choices: tuple[str, ...] = ()

    def trouble(self, *, other_day: bool) -> Trouble:
        """What is asked; where the line names another day, it may stand in the note."""
        text = f"“{shown(self.raw)}” is not exact enough"
        if self.choices:
            ways: Ways = tuple(((Fix(self.start, self.end, choice),),) for choice in self.choices)
            return Trouble(self.start, f"{text}; did you mean {' or '.join(self.choices)}?", ways)
        if other_day:
            return Trouble(self.start, f"{text}; it can stand in the note, after --", moved(self.start, self.end))
        way = (Fix(self.start, self.end, "TIME", keeps=True),)
        return Trouble(self.start, f"{text}; write the day, such as last mon, or 12 oct", ((way,),))


def match_vague_time(
    source: str, tokens: Sequence[Token], index: int, local: datetime, *, numbers: bool = True, repeated: bool = False
) -> VagueTime | None:
    """The vague time at `index`; None for a time that is known, and for other words.

    Without `numbers` a fraction or a rating (1/2, 4/5, 6/10) is no day; with `repeated`, `every tuesday` is one.
    """
    token = tokens[index]
    first = token.text
    if first[:1].isdigit() and (day := _numeric_day(source, tokens, index, local, numbers=numbers)):
        return day
    if not first[:1].isalpha() and not first.isdigit():
        return _ordinal(source, tokens, index, local)
    before = tokens[index - 1].text if index else ""
    if before in _NOT_COMPARED:
        return None
    joined = " ".join(each.text for each in tokens[index : index + _LONGEST])
    found = _pattern(_PHRASES).match(joined) or (_pattern(_OF_VISITS).match(joined) if repeated else None)
    alone = None if found else _pattern(_NOUNS).match(joined)
    if alone and not _name_follows(tokens, index + len(alone[0].split()), local):
        found = alone
    if found is None or _is_known(tokens, index, len(found[0].split()), local):
        return None
    return _of(source, tokens, index, len(found[0].split()))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    # Compiled where it is needed: the start of the program has no use for it.
    return re.compile(f"(?:(?:at|on|in|over|during|around|about) )?(?:{text})(?= |$)")


def _of(source: str, tokens: Sequence[Token], index: int, used: int, choices: tuple[str, ...] = ()) -> VagueTime:
    start, end = tokens[index].start, tokens[index + used - 1].end
    return VagueTime(used, start, end, source[start:end], choices)


def _is_known(tokens: Sequence[Token], index: int, used: int, local: datetime) -> bool:
    """Whether a time that is understood begins here and is as long."""
    try:
        match = match_time(tokens, index, local)
    except DiaryError:
        return False
    return match is not None and match[0] >= used


def _name_follows(tokens: Sequence[Token], index: int, local: datetime) -> bool:
    after = tokens[index].text if index < len(tokens) else ""
    if not after[:1].isalpha() or after in _AFTER or after in SEPARATORS:
        return False
    try:
        return match_time(tokens, index, local) is None
    except DiaryError:
        return False


def _clock_follows(tokens: Sequence[Token], index: int, local: datetime) -> bool:
    if index + 1 == len(tokens) or not tokens[index + 1].text[:1].isdigit():
        return False
    try:
        match = match_time(tokens, index + 1, local)
    except DiaryError:
        return True
    return match is not None and match[1].clock is not None


def _ordinal(source: str, tokens: Sequence[Token], index: int, local: datetime) -> VagueTime | None:
    match = _ORDINAL.fullmatch(tokens[index].text)
    if match is None or not 1 <= int(match[1]) <= 31 or _is_known(tokens, index, 1, local):
        return None
    if _name_follows(tokens, index + 1, local) and index:
        return None
    return _of(source, tokens, index, 1, (f"on the {match[0]}",))


def _numeric_day(
    source: str, tokens: Sequence[Token], index: int, local: datetime, *, numbers: bool
) -> VagueTime | None:
    """`3/11`, `12.3.`, `3/11/26`: the day in words, with the day first and with the month first."""
    token = tokens[index]
    match = _NUMERIC.fullmatch(token.text)
    if match is None:
        return _ordinal(source, tokens, index, local)
    one, mark, two, year = match.groups()
    dotted = source[token.end : token.end + 1] == "." and (numbers or index + 1 < len(tokens))
    named = index + 1 < len(tokens) and _name_follows(tokens, index + 1, local)
    if mark == "." and not (dotted or year) and (not numbers or not _clock_follows(tokens, index, local)):
        return None  # a decimal number, or 9.30
    if mark == "/" and not year and not numbers:
        is_share = (int(one) <= 12 and two == "10") or two == "5" or match[0] in ("1/2", "1/4", "3/4", "1/3", "2/3")
        if is_share or (named and index and tokens[index - 1].text != "on"):
            return None
    choices = []
    of_year = f" {f'20{year}'[-4:]}" if year else ""
    for day, month in ((int(one), int(two)), (int(two), int(one))):
        with suppress(ValueError):
            # 2024 is a leap year, so that 29 feb is a date.
            date(int(of_year or 2024), month, day)
            choices.append(f"{day} {_MONTHS[month - 1]}{of_year}")
    if not choices:
        return None
    found = _of(source, tokens, index, 1, tuple(dict.fromkeys(choices)))
    end = token.end + (mark == "." and dotted)
    return VagueTime(1, found.start, end, source[found.start : end], found.choices)
