"""Doses, durations and counts of self-care, and how much it helped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diary.domain.grammar.amounts import match_duration, match_duration_range, number_of
from diary.domain.grammar.care_words import AFTER_NO_RELIEF, DOSE_UNITS, MEDICINE_UNITS
from diary.domain.grammar.levels import match_level
from diary.domain.grammar.own_line import Own
from diary.domain.grammar.small_words import word_set
from diary.domain.grammar.tokens import Token

_N = r"(?:[0-9]{1,6}(?:[.,][0-9]{1,4})?(?:[-–/][0-9]{1,4}(?:[.,][0-9]{1,4})?)?|½|1½)"
_WITH_UNIT = re.compile(rf"(?:[0-9]{{1,3}}[x×])?({_N})([a-zµμ%]{{1,9}}(?:/[0-9]*[a-z]{{1,3}})?)")
_COUNT = re.compile(r"[x×][0-9]{1,3}|[0-9]{1,3}[x×]")
_TIMES = re.compile(rf"[0-9]{{1,3}}[x×]{_N}")
_NUMBER = re.compile(_N)


def match_amount(tokens: Sequence[Token], index: int) -> Own | None:
    """`400mg`, `2 tablets`, `2 x 500 mg`, `30/500`, `for 20 min` as `amount` or `medicine-amount`; a number as `bare`.

    A number alone is `bare`; a duration is of its own kind, as it may say how long it helped.
    """
    start = index
    if tokens[index].text in ("for", "over") and index + 1 < len(tokens):
        index += 1
        length = _length(tokens, index)
        if length is None:
            return None
        return Own(1 + length, "duration")
    if length := _length(tokens, index):
        return Own(length, "duration")
    used = _amount_length(tokens, index)
    if not used:
        return None
    texts = [token.text for token in tokens[index : index + used]]
    after = tokens[index + used].text if index + used < len(tokens) else ""
    # "500 mg x2", "3 times a day".
    if _COUNT.fullmatch(after):
        return Own(used + 1, _kind_of(texts))
    if after in ("x", "×") and index + used + 1 < len(tokens) and tokens[index + used + 1].text.isdigit():
        return Own(used + 2, _kind_of(texts))
    if texts[-1] in ("times", "x", "time") and after in ("day", "daily", "per", "week"):
        return Own(used + 1 + (after == "per"), "amount")
    return Own(index + used - start, _kind_of(texts))


def _kind_of(texts: Sequence[str]) -> str:
    if (len(texts) == 1 and _NUMBER.fullmatch(texts[0])) or number_of(" ".join(texts)) is not None:
        return "bare"
    unit = re.sub(r"^[0-9.,x×/–½-]+", "", texts[-1])
    return "medicine-amount" if unit in MEDICINE_UNITS else "amount"


def _length(tokens: Sequence[Token], index: int) -> int | None:
    """How many words a duration takes."""
    if found := match_duration_range(tokens, index):
        return found[0]
    duration = match_duration(tokens, index)
    return duration[0] if duration else None


def _amount_length(tokens: Sequence[Token], index: int) -> int:
    """How many words an amount takes; 0 where none begins."""
    texts = [token.text for token in tokens[index : index + 6]] + [""] * 6
    first = texts[0]
    if _COUNT.fullmatch(first):
        # "2x 400 mg".
        return 1 + (_amount_length(tokens, index + 1) if first[-1] in "x×" and index + 1 < len(tokens) else 0)
    if (with_unit := _WITH_UNIT.fullmatch(first)) and (with_unit[2] in DOSE_UNITS or "/" in with_unit[2]):
        return 1
    if _TIMES.fullmatch(first):
        return 1 + (texts[1] in DOSE_UNITS)
    if first in ("half", "quarter", "couple", "few") and texts[1 if texts[1] not in ("of", "a") else 2] in DOSE_UNITS:
        return 2 if texts[1] not in ("of", "a") else 3
    if first in ("x", "×") and texts[1].isdigit():
        return 2
    if not (_NUMBER.fullmatch(first) or number_of(first) is not None):
        return 0
    if texts[1] in ("x", "×") and (_NUMBER.fullmatch(texts[2]) or _WITH_UNIT.fullmatch(texts[2])):
        return 3 + (texts[3] in DOSE_UNITS)
    if texts[1] == "1/2":
        return 2 + (texts[2] in DOSE_UNITS)
    # "2 more tablets", "3 small cups".
    if texts[1] in ("more", "small", "big", "large", "strong", "full") and texts[2] in DOSE_UNITS:
        return 3
    return 1 + (texts[1] in DOSE_UNITS)


_HOW_MUCH = word_set(
    "good some great little slight partial full total complete big huge much short temporary brief mild moderate nice "
    "bit of instant quick immediate long lasting"
)
_JOINTS = word_set(": of was is = at about around level score maybe perhaps probably roughly approx say by")


def match_relief(tokens: Sequence[Token], index: int, no_relief: int) -> Own | None:
    """`relief 6`, `helped 6/10`, `6/10 relief`; `no_relief` is how many words say that it did not help."""
    text = tokens[index].text
    rest = [token.text for token in tokens[index : index + 8]] + [""] * 8
    if no_relief:
        if rest[no_relief] in AFTER_NO_RELIEF or (rest[no_relief] == "at" and rest[no_relief + 1] == "first"):
            return Own(no_relief + 1, "said")
        return Own(no_relief + (2 if rest[no_relief : no_relief + 2] == ["at", "all"] else 0), "relief", "0")
    if text in ("relief", "helped", "helps", "help", "relieved"):
        at = 1
        while rest[at] in _JOINTS and index + at < len(tokens):
            at += 1
        if index + at < len(tokens) and tokens[index + at].raw == "NUMBER" and text == "relief":
            return Own(at + 1, "relief", "NUMBER")
        if found := _rating(tokens, index + at):
            used, value = found
            # "Helped 2 hours" is how long.
            out_of = "/10" in rest[at] or used > 1
            if text != "relief" and not out_of and (rest[at + used] or _is_long(rest[at])):
                return None
            return Own(at + used, "relief", value)
        if text == "relief" and index and tokens[index - 1].text in _HOW_MUCH:
            return None
        if text == "relief" and (not rest[1] or rest[1] == "," or re.match(r"[0-9<>]", rest[at])):
            bad = bool(re.match(r"[-0-9<>]", rest[at]))
            return Own(at + bad, "relief", "?")
        return None
    if (
        (found := _rating(tokens, index))
        and ("/10" in text or found[0] > 1)
        and [rest[found[0]]] in (["relief"], ["better"])
    ):
        return Own(found[0] + 1, "relief", found[1])
    return None


def _is_long(text: str) -> bool:
    return len(text) > 2


def _rating(tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
    if index >= len(tokens):
        return None
    level = match_level(tokens, index)
    if not isinstance(level, tuple) or (not re.match(r"[~≈]?[0-9]", tokens[index].text) and level[0] != 1):
        return None
    after = tokens[index + level[0]].text if index + level[0] < len(tokens) else ""
    if after in DOSE_UNITS and "/10" not in tokens[index].text:
        return None
    used, found = level
    return used, "?" if found.low is not None else f"{found.value} {found.says}".strip()
