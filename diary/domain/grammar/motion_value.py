"""How far a movement goes, as people write it: 95, 95°, 10 short, lacking 5, -5, 12 cm, 6/10."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from diary.domain.grammar.motion_words import FOREIGN, STRENGTH, UNITS
from diary.domain.grammar.own_line import Own
from diary.domain.grammar.small_words import NUMBERS, word_set
from diary.domain.grammar.timewords import match_time
from diary.domain.grammar.tokens import Token, shown
from diary.domain.validate import FULL_CIRCLE
from diary.domain.vocabulary import HIGHEST
from diary.errors import DiaryError

_ONE = re.compile(r"[~≈]?([-+]?)([0-9]{1,4}(?:[.,][0-9]{1,2})?)(?:-?ish)?([a-z%°º″]*)")
_ABOUT = word_set("about around roughly approx approximately circa ca nearly almost maybe only just ~ ≈")
_LACKING = word_set("lacking lacks lack lacked missing misses minus lag")
_AFTER_LACKING = word_set("of by about around")
_LEFT_TO_GO = (
    "short of full; short of straight; short of neutral; short of normal; short; off full; off straight; from full; "
    "from straight; from neutral; off neutral; to go; lag; deficit; missing; lacking; below full; from floor; "
    "off floor; above floor; to floor; from ground; off ground; from toes; off toes; from being straight"
)
_TAILS = tuple(tuple(tail.split()) for tail in _LEFT_TO_GO.split(";"))
"""After a number: so much is left to the full movement."""
_TO_FLOOR = ("floor", "ground", "toes")


def match_value(tokens: Sequence[Token], index: int, local: datetime) -> Own | None:
    """A value and its unit as `value`; else a number that is none: `length`, `foreign`, `strength` or `unclear`.

    The text of a value is its number and its unit, which is "" or "short" where only a number was given, and "floor"
    where it was measured from there.
    """
    texts = [_plain(token.text) for token in tokens[index : index + 8]] + [""] * 8
    at = 1 if texts[0] in _LACKING else 2 if texts[:2] == ["short", "by"] else 0
    lacks = at > 0
    while at and texts[at] in _AFTER_LACKING:
        at += 1
    while texts[at] in _ABOUT and _is_number(texts[at + 1]):
        at += 1
    if not _is_number(texts[at]):
        return None
    one = _ONE.fullmatch(_digits(texts[at], texts[at + 1]) or texts[at])
    if one is None:
        return _no_value(tokens, index, at, texts, local)
    unit, used = one[3], at + 1
    joined_short = unit.endswith("short")
    unit = unit.removesuffix("short")
    after = texts[used]
    if not unit and (after in UNITS or after in FOREIGN) and not (after == "in" and _goes_on(texts[used + 1])):
        unit, used = after, used + 1
    if unit not in UNITS and not lacks and _is_time(tokens, index, local):
        return None
    if unit and unit not in UNITS:
        return Own(used, "strength" if unit in STRENGTH else "foreign" if unit in FOREIGN else "unclear")
    if not unit and texts[used : used + 3] in (["out", "of", "10"], ["out", "of", "ten"]):
        return _rating(used + 3, float(one[2].replace(",", ".")))
    tail = next((tail for tail in _TAILS if texts[used : used + len(tail)] == list(tail)), ())
    short = lacks or joined_short or one[1] == "-" or bool(tail)
    kept, factor = UNITS.get(unit, ("", 1.0))
    number = round(float(one[2].replace(",", ".")) * factor, 2)
    used += len(tail)
    if number > FULL_CIRCLE and kept != "cm":
        return Own(used, "unclear", f"is more than a full circle; degrees go from 0 to {FULL_CIRCLE}")
    text = f"{number:g} {kept}{'-' if kept and short else ''}{'short' if short else ''}"
    if factor != 1.0:
        return Own(used, "length", f"{number:g} cm{' short' if short else ''}")
    return Own(used, "value", f"{text} floor" if tail and tail[-1] in _TO_FLOOR else text)


def _plain(text: str) -> str:
    return text.replace("−", "-").replace("º", "°")


def _is_number(text: str) -> bool:
    return bool(re.match(r"[~≈<>≥≤+-]?\.?[0-9½]", text)) or text in NUMBERS


def _digits(text: str, after: str) -> str:
    """The digits of a number in a word, where a unit or "short" follows it."""
    return str(NUMBERS.index(text)) if text in NUMBERS and (after in UNITS or after == "short") else ""


def _goes_on(text: str) -> bool:
    """Whether "in" is no inch: "95 in sitting"."""
    return text not in ("", ",", "short", "from", "off")


def _is_time(tokens: Sequence[Token], index: int, local: datetime) -> bool:
    try:
        return match_time(tokens, index, local) is not None
    except DiaryError:
        return True


def _no_value(tokens: Sequence[Token], index: int, at: int, texts: list[str], local: datetime) -> Own | None:
    text = texts[at]
    if text in NUMBERS or _is_time(tokens, index, local):
        return None
    if rating := re.fullmatch(r"([0-9]{1,2}(?:[.,][0-9])?)/10", text):
        return _rating(at + 1, float(rating[1].replace(",", ".")))
    unit = texts[at + 1]
    if unit in UNITS or unit in FOREIGN:
        at += 1
    return Own(at + 1, "unclear", f"“{shown(text)}” is no single number" if text[0] not in "<>≥≤" else "")


def _rating(used: int, number: float) -> Own:
    if number > HIGHEST or number != int(number):
        return Own(used, "unclear", "a self-rating is a whole number from 0 to 10")
    return Own(used, "value", f"{number:g} self")
