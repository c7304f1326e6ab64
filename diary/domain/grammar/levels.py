"""Levels as people write them: 6, 6/10, six, 6ish, about 6, 7.5, 5-6, 4 or 5."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from diary.domain.grammar.atoms import Level
from diary.domain.grammar.small_words import NUMBERS
from diary.domain.grammar.tokens import Token, shown
from diary.domain.vocabulary import HIGHEST

_N = r"(?:[0-9]{1,2}(?:[.,][0-9]{1,6})?|[0-9]{1,2}½|½)"
_TAIL = r"(?:/10)?(?:ish|-ish)?\??"
_ONE = re.compile(rf"[~≈]?({_N}){_TAIL}")
_RANGE = re.compile(rf"[~≈]?({_N})(?:/10)?(?:[-–/]|\.\.\.?|…)({_N}){_TAIL}")
_ARROW = r"(?:-+>|=+>|→|➔|⇒)"
_MOVING = frozenset({"went", "gone", "goes", "going", "up", "down", "risen", "rose", "increased", "dropped", "fell",
                     "jumped", "worse", "better", "changed", "improved"})  # fmt: skip
"""Before `from 3 to 6`, these say that it has changed."""
_TAILS = (["/", "10"], ["/10"], ["out", "of", "10"], ["out", "of", "ten"], ["of", "10"], ["on", "10"])
_HALVES = (["1/2"], ["and", "a", "half"], ["and", "half"])
_ABOUT = frozenset({"about", "around", "roughly", "approx", "approximately", "circa", "ca", "nearly", "almost", "maybe",
                    "~", "≈", "like", "say"})  # fmt: skip


def match_change(tokens: Sequence[Token], index: int) -> tuple[int, str, str] | None:
    """How many tokens `6 -> 3`, `from 6 to 3` or `went from 3 to 6` takes, and both numbers; None for a plain range.

    A range is written from its lower end: downwards it is what has changed.
    """
    texts = [_digits(token.text) for token in tokens[index : index + 8]] + [""] * 8
    skipped = 1 if texts[0] == "from" else 0
    joined = re.fullmatch(rf"({_N})(?:/10)?{_ARROW}({_N})(?:/10)?", texts[skipped])
    if joined:
        return skipped + 1, joined[1], joined[2]
    used, first = _number(texts[skipped:])
    at = skipped + used
    is_arrow = re.fullmatch(_ARROW, texts[at]) is not None
    steps = 2 if texts[at] in ("down", "up") and texts[at + 1] == "to" else 1
    if not isinstance(first, float) or not (is_arrow or steps == 2 or texts[at] == "to"):
        return None
    more, second = _number(texts[at + steps :])
    moving = skipped and index and tokens[index - 1].text in _MOVING
    if not isinstance(second, float) or not (is_arrow or steps == 2 or moving or second < first):
        return None
    return at + steps + more, f"{first:g}", f"{second:g}"


def match_bound(tokens: Sequence[Token], index: int) -> int:
    """How many tokens `under 3` or `more than 5` takes, which is no level; 0 for other words."""
    texts = [token.text for token in tokens[index : index + 3]] + [""] * 3
    words = 2 if texts[0] in ("more", "less", "lower", "higher") and texts[1] == "than" else 1
    if words == 1 and texts[0] not in ("under", "over", "above", "below"):
        return 0
    used, found = _number([_digits(text) for text in texts[words:]])
    return words + used if isinstance(found, float) else 0


def match_level(tokens: Sequence[Token], index: int) -> tuple[int, Level] | str | None:
    """How many tokens the level at `index` takes, and the level; why it is none, for a number; None for other words."""
    texts = [_digits(token.text) for token in tokens[index : index + 8]] + [""] * 8
    about = 1 if texts[0] in _ABOUT and re.match(r"[~≈]?[0-9½]", texts[1]) else 0
    used, found = _number(texts[about:])
    if found is None:
        return None
    if isinstance(found, str):
        return found
    used += about
    rest = texts[used:]
    # A dash for itself, "to" and "or" join the two ends of a range.
    if isinstance(found, float) and rest[0] in ("to", "or", "-", "–", "and") and re.match(r"[0-9½]", rest[1]):
        more, high = _number(rest[1:])
        if isinstance(high, float) and (rest[0] != "and" or texts[:1] == ["between"]):
            return used + 1 + more, _level_of(min(found, high), max(found, high))
    if rest[0] == "ish":
        used += 1
    return used, found if isinstance(found, Level) else _level_of(found, found)


def _digits(text: str) -> str:
    return str(NUMBERS.index(text)) if text in NUMBERS else text


def _number(texts: Sequence[str]) -> tuple[int, float | Level | str | None]:
    """How many texts a number takes, and the number, a range, or why it is no level."""
    first = texts[0]
    if between := _RANGE.fullmatch(first):
        low, high = _value(between[1]), _value(between[2])
        # 6/10 is a share, 60/100 is asked about.
        if between[2] == "10" and "/" in first and not re.search(r"[-–].*/10|/10[-–]", first):
            return _with_tail(texts, low)
        if max(low, high) <= HIGHEST and "/" in first and high < low:
            return 1, f"“{shown(first)}” is no level out of 10; write it like 6 or 6/10, and a date like 2026-03-01"
        if max(low, high) <= HIGHEST:
            return _with_tail(texts, _level_of(min(low, high), max(low, high)))
        return 1, f"“{shown(first)}” is no level; levels are whole numbers from 0 to {HIGHEST}"
    if one := _ONE.fullmatch(first):
        value = _value(one[1])
        # A half in words of its own: 6 1/2, six and a half.
        half = next((words for words in _HALVES if list(texts[1 : 1 + len(words)]) == words), None)
        if half and value == int(value):
            used, found = _with_tail(texts[len(half) :], value + 0.5)
            return used + len(half), found
        return _with_tail(texts, value)
    return _no_level(first)


def _no_level(first: str) -> tuple[int, str | None]:
    if re.fullmatch(r"[0-9.,]+(?:/[0-9.,]+)?", first) and re.search("[0-9]", first):
        if "/" in first:
            return 1, f"“{shown(first)}” is no level out of 10; write it like 6 or 6/10, and a date like 2026-03-01"
        # Three digits and more are more likely a time of day (2100) than a level.
        hint = "; a time is written 21:00" if re.fullmatch(r"[0-9]{3,}", first) else ""
        return 1, f"{shown(first)} is no level; levels are whole numbers from 0 to {HIGHEST}{hint}"
    if re.fullmatch(r"-[0-9.,]+(?:/10)?", first):
        return 1, f"“{shown(first)}” is below 0; levels are whole numbers from 0 to {HIGHEST}"
    if re.fullmatch(r"[<>≥≤][0-9.,]+(?:/10)?|[0-9]+\+", first):
        return 1, f"“{shown(first)}”: which number? A level is a whole number from 0 to {HIGHEST}"
    return 1, None


def _with_tail(texts: Sequence[str], found: float | Level) -> tuple[int, float | Level | str]:
    top = found.value if isinstance(found, Level) else found
    if top > HIGHEST:
        hint = "; a time is written 21:00" if top > 99 else ""
        return 1, f"{shown(texts[0])} is no level; levels are whole numbers from 0 to {HIGHEST}{hint}"
    for tail in _TAILS:
        if list(texts[1 : 1 + len(tail)]) == tail:
            return 1 + len(tail), found
    return 1, found


def _value(text: str) -> float:
    if text.endswith("½"):
        return float(text[:-1] or 0) + 0.5
    return float(text.replace(",", "."))


def _level_of(low: float, high: float) -> Level:
    """A level, its halves counted as the next whole one, and of a range the higher end with both ends kept."""
    value = math.ceil(high)
    if low == high:
        return Level(value, says="" if value == high else f"{_text(high)} counted as {value}")
    best = math.ceil(low)
    return Level(value, best, value, f"{_text(low)} to {_text(high)} counted as {value}")


def _text(number: float) -> str:
    return f"{number:g}"
