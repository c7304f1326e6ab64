"""Words in cells: sites, sides, qualities, symptoms and others, in the words of the diary or of everyday speech."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import MISSING
from functools import lru_cache

from diary.domain.fields import Choice, Field
from diary.domain.grammar.lexicon import Meaning, index
from diary.domain.grammar.suggest import near
from diary.domain.grammar.tokens import Token, shown, tokens_of
from diary.domain.vocabulary import (
    BOTH,
    CARES,
    CENTER,
    QUALITIES,
    REGIONS,
    SIDE_WORDS,
    SIDES,
    SYMPTOMS,
    place_name,
)
from diary.errors import DiaryError, InvalidValue

Remarks = tuple[str, ...]
"""How a cell was read, where that was not to the letter; empty for the words that the diary writes itself."""

_OTHER_WORDS: Mapping[str, Mapping[str, str]] = {
    "unit": {
        "degree": "deg",
        "degrees": "deg",
        "°": "deg",
        "deg short": "deg-short",
        "degrees short": "deg-short",
        "centimeters": "cm",
        "centimetres": "cm",
        "cm short": "cm-short",
    },
    "self-care": {word: care.name for care in CARES.values() for word in care.other_words},
}
"""What else people write for the words of a field, by the label of the field."""
# The diary writes semicolons; people also separate words with commas, bars and line breaks.
_BETWEEN = re.compile(r"[;,|\n]")


# A diary of years names few places: each pair of cells is interpreted once.
@lru_cache(maxsize=4096)
def place(site_cell: str, side_cell: str) -> tuple[str, str, Remarks] | None:
    """Site, side and remarks from two cells; None if both are empty, InvalidValue if they name no place."""
    site, side = site_cell.strip(), side_cell.strip()
    # The words that the diary itself writes: nothing to interpret, nothing to remark.
    if site in REGIONS and side in REGIONS[site].sides:
        return site, side, ()
    if not site:
        if side:
            raise InvalidValue(f"“{shown(side)}” needs a site beside it; name one, or leave the side out")
        return None
    name, site_side, pair = _site(site)
    own_side = _side(side) if side else ""
    if site_side and own_side and site_side != own_side:
        raise InvalidValue(f"“{shown(site)}” and “{shown(side)}” name two sides; keep one")
    region = REGIONS[name]
    # “knees” means both; a region of the middle has only one side. A paired region needs a side: it is never guessed.
    chosen = own_side or site_side or (BOTH if pair and region.paired else "" if region.paired else CENTER)
    if not chosen:
        *most, last = region.sides
        raise InvalidValue(f"which {name}: {', '.join(most)} or {last}? Write it in the column side")
    if chosen not in region.sides:
        raise InvalidValue(f"the {name} has no {chosen} side; use {', '.join(region.sides)}")
    remarks = []
    if site != name:
        remarks.append(f"site “{shown(site)}” read as {name if side else place_name(name, chosen)}")
    if side not in ("", chosen):
        remarks.append(f"side “{shown(side)}” read as {chosen}")
    return name, chosen, tuple(remarks)


def _site(cell: str) -> tuple[str, str, bool]:
    """The region in a cell, the side written with it or "", and whether it is a plural that means both sides."""
    tokens = tuple(token.text for token in _tokens(cell))
    meaning = _meaning(tokens)
    if meaning and meaning.role == "site":
        return meaning.value, "", meaning.pair
    # The side may stand before the site or after it, and either may be several words.
    for length in range(1, len(tokens)):
        for side_words, site_words in ((tokens[:length], tokens[length:]), (tokens[-length:], tokens[:-length])):
            side, site = _meaning(side_words), _meaning(site_words)
            if side and site and side.role == "side" and site.role == "site":
                return site.value, side.value, site.pair
    if meaning and meaning.role == "wide":
        raise InvalidValue(f"“{shown(cell)}” is too wide: {meaning.value}?")
    raise _unknown_word(cell, "site", REGIONS)


def _side(cell: str) -> str:
    if cell in SIDES:
        return cell
    side = SIDE_WORDS.get(cell.casefold().strip(". "))
    if side is None:
        raise InvalidValue(f"“{shown(cell)}” is no side; use left, right, both or center")
    return side


@lru_cache(maxsize=4096)
def words(cell: str, role: str) -> tuple[tuple[str, ...], Remarks]:
    """The qualities or symptoms in a cell, in the order of the vocabulary, each once; InvalidValue for another word."""
    vocabulary = QUALITIES if role == "quality" else SYMPTOMS
    names: list[str] = []
    remarks: list[str] = []
    for part in (part.strip() for part in _BETWEEN.split(cell)):
        if not part:
            continue
        if part not in vocabulary:
            name = _name_of(part, role, vocabulary)
            if name != part.casefold():
                remarks.append(f"“{shown(part)}” read as {name}")
            part = name
        names.append(part)
    return tuple(word for word in vocabulary if word in names), tuple(remarks)


def _name_of(part: str, role: str, vocabulary: Collection[str]) -> str:
    meaning = _meaning(tuple(token.text for token in _tokens(part)))
    if meaning and meaning.role == role:
        return meaning.value
    if meaning and meaning.role in ("quality", "symptom"):
        column = "qualities" if meaning.role == "quality" else "symptoms"
        raise InvalidValue(f"{meaning.value} is a {meaning.role}; write it in the column {column}")
    if meaning and meaning.role == "negation":
        raise InvalidValue(f"“{shown(part)}”: leave the cell empty where there is nothing")
    if meaning and meaning.role == "ask":
        raise InvalidValue(f"“{shown(part)}”: {meaning.value}")
    raise _unknown_word(part, role, vocabulary)


def choice(cell: str, field: Field) -> tuple[str, Remarks]:
    """The word in a cell of a field that holds one; its default if the cell is empty and it has one."""
    assert isinstance(field.spec, Choice)
    text, names = cell.strip(), field.spec.vocabulary
    if not text and field.default is not MISSING:
        return field.default, ()
    # A side has many names, and any of them may be written with capitals or a full stop.
    if names is SIDES:
        side = _side(text)
        return side, () if side == text else (f"“{shown(text)}” read as {side}",)
    name = {**{name: name for name in names}, **_OTHER_WORDS.get(field.label, {})}.get(text.casefold())
    if name is None:
        reason = f"“{shown(text)}” is no {field.label} the diary knows; use {', '.join(names)}"
        raise InvalidValue(reason if text else f"which {field.label}?")
    return name, () if name == text.casefold() else (f"“{shown(text)}” read as {name}",)


def _tokens(text: str) -> Iterable[Token]:
    try:
        return tokens_of(text)
    except DiaryError:  # too many words for the lexicon, so it is none of its terms
        return ()


def _meaning(tokens: tuple[str, ...]) -> Meaning | None:
    return index().get(tokens)


def _unknown_word(text: str, role: str, vocabulary: Collection[str]) -> InvalidValue:
    # A list of all sites is long: it is shown only if no word is close.
    offered = near(text.casefold())
    hint = f"did you mean {' or '.join(offered)}?" if offered else f"use one of {', '.join(vocabulary)}"
    return InvalidValue(f"“{shown(text)}” is no {role} the diary knows; {hint}")
