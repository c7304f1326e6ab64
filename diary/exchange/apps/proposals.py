"""Proposals for the map: what a name may mean. A name that is clear is proposed as it is, any other is a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from diary.domain.vocabulary import PERSON_SYMPTOMS, SYMPTOMS, Role, place_name
from diary.errors import InvalidValue
from diary.exchange import cell_words
from diary.exchange.apps.rows import ASK
from diary.exchange.apps.targets import target_of

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PAIN = {"pain", "pains", "ache", "aches", "hurt", "hurts", "painful", "discomfort", "level", "in", "of", "my", "the"}
_MOST_WORDS = 12
_CODE = re.compile(r"(?P<part>[A-Z_]+?)_(?P<side>LEFT|RIGHT)(?:_(?P<view>FRONT|BACK))?")
# A body map with a front and a back names both views of the trunk alike.
_BEHIND = {"chest": "upper back", "abdomen": "lower back", "groin": "buttock"}


class Proposal(NamedTuple):
    """What to write behind a name, and a remark about it; "?" asks."""

    target: str
    remark: str = ""


@lru_cache(maxsize=4096)
def proposal(name: str) -> Proposal:
    """The proposal for a name, by its words alone."""
    if (match := _CODE.fullmatch(name)) and (found := _of_code(match)):
        return Proposal(found)
    words = [word.casefold() for word in _WORD.findall(_HUMPS.sub(" ", name))][:_MOST_WORDS]
    named = [word for word in words if word not in _PAIN]
    # A warning sign is never read out of an old name: pain in the chest may be a sore muscle or the heart.
    if "chest" in words:
        return Proposal(ASK, '"chest" for the place, "chest-pain" for the warning sign')
    for text in (*_orders(named), " ".join(words)):
        if found := _clear(text):
            return _without_warning(found)
    if question := _question(" ".join(named)) or _question(" ".join(words)):
        return Proposal(ASK, question)
    # A place inside free text is proposed, never assumed.
    if part := next(filter(None, map(_place, _parts(named))), ""):
        return Proposal(ASK, f'perhaps "{part}"')
    if part := next(filter(None, map(_question, _parts(named))), ""):
        return Proposal(ASK, part)
    return Proposal(ASK)


def _of_code(match: re.Match[str]) -> str:
    """The place of a code such as KNEE_LEFT or CHEST_LEFT_BACK; "" where its words are not enough."""
    side, view = match["side"].casefold(), (match["view"] or "").casefold()
    part = match["part"].casefold().replace("_", " ")
    if view == "back" and part in _BEHIND:
        return _place(f"{side} {_BEHIND[part]}")
    return (
        _place(f"{side} {view} of {part}") if view and _place(f"{side} {view} of {part}") else _place(f"{side} {part}")
    )


def _without_warning(found: str) -> Proposal:
    target = target_of(found)
    if target and not target.places and not set(target.symptoms) & set(PERSON_SYMPTOMS):
        return Proposal(ASK, f'where? such as "left foot, {found}"; "{found}" alone is said of all places of the row')
    if target and any(SYMPTOMS[symptom].role is Role.ALONE for symptom in target.symptoms):
        return Proposal(ASK, f'perhaps "{found}", which is a warning sign')
    return Proposal(found)


def _orders(words: list[str]) -> Iterator[str]:
    """The words as they stand, then in any order if there are few: Back (lower) is the lower back."""
    yield " ".join(words)
    if 1 < len(words) <= 3:
        yield from (" ".join(order) for order in permutations(words))


def _clear(text: str) -> str:
    """The text of a map for words that are a place, a symptom, or a place with how it feels; "" for any other."""
    if found := _place(text) or _said(text):
        return found
    words = text.split()
    for cut in range(1, len(words)):
        for place, felt in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            where = _place(" ".join(place))
            for role in ("quality", "symptom"):
                if where and (said := _word(" ".join(felt), role)):
                    return f"{where}, {said}"
    return ""


def _place(text: str) -> str:
    try:
        place = cell_words.place(text, "") if text else None
    except InvalidValue:
        return ""
    return place_name(*place[:2]) if place else ""


def _said(text: str) -> str:
    """A symptom or a quality."""
    return _word(text, "symptom") or _word(text, "quality")


def _word(text: str, role: str) -> str:
    try:
        return ", ".join(cell_words.words(text, role)[0]) if text else ""
    except InvalidValue:
        return ""


def _question(text: str) -> str:
    """What has to be asked about a place, such as which knee; "" if the words are none."""
    try:
        cell_words.place(text, "")
    except InvalidValue as error:
        reason = str(error).removesuffix(" Write it in the column side")
        return reason if reason.startswith("which") or "too wide" in reason else ""
    return ""


def _parts(words: list[str]) -> Iterator[str]:
    """All runs of words, the longest first."""
    for length in range(len(words) - 1, 0, -1):
        yield from (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))
