"""Words in cells: sites, sides, qualities, symptoms and the rest, as the vocabulary and everyday speech know them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from diary.domain.grammar.lexicon import Meaning, Token, index, shown, tokens_of
from diary.domain.grammar.suggest import near
from diary.domain.vocabulary import (
    BOTH,
    CARES,
    CENTER,
    QUALITIES,
    REGIONS,
    SIDE_WORDS,
    SIDES,
    SYMPTOMS,
    UNITS,
    place_name,
)
from diary.errors import DiaryError, InvalidValue

Said = tuple[str, ...]

_UNIT_WORDS = {"degree": "deg", "degrees": "deg", "°": "deg", "deg short": "deg-short", "degrees short": "deg-short"}
_BETWEEN = re.compile(r"[;,|\n]")


@lru_cache(maxsize=4096)
def place(site_cell: str, side_cell: str) -> tuple[str, str, Said] | None:
    """Site and side of two cells, or None where both are empty; InvalidValue where they name no place."""
    site, side = site_cell.strip(), side_cell.strip()
    if site in REGIONS and side in REGIONS[site].sides:
        return site, side, ()
    if not site:
        if side:
            raise InvalidValue(f"“{shown(side)}” needs a site beside it; name one, or leave the side out")
        return None
    name, side_said, pair = _site(site)
    side_given = _side(side) if side else ""
    if side_said and side_given and side_said != side_given:
        raise InvalidValue(f"“{shown(site)}” and “{shown(side)}” name two sides; keep one")
    region = REGIONS[name]
    chosen = side_given or side_said or (BOTH if pair and region.paired else "" if region.paired else CENTER)
    if not chosen:
        *most, last = region.sides
        raise InvalidValue(f"which {name}: {', '.join(most)} or {last}? Write it in the column side")
    if chosen not in region.sides:
        raise InvalidValue(f"the {name} has no {chosen} side; use {', '.join(region.sides)}")
    said = []
    if site != name:
        said.append(f"site “{shown(site)}” read as {name if side else place_name(name, chosen)}")
    if side not in ("", chosen):
        said.append(f"side “{shown(side)}” read as {chosen}")
    return name, chosen, tuple(said)


def _site(cell: str) -> tuple[str, str, bool]:
    """The region of a cell, a side said with it, and whether it is a plural that means both."""
    tokens = tuple(token.text for token in _tokens(cell))
    meaning = _meaning(tokens)
    if meaning and meaning.role == "site":
        return meaning.value, "", meaning.pair
    for length in range(1, len(tokens)):
        for side_words, site_words in ((tokens[:length], tokens[length:]), (tokens[-length:], tokens[:-length])):
            side, site = _meaning(side_words), _meaning(site_words)
            if side and site and side.role == "side" and site.role == "site":
                return site.value, side.value, site.pair
    if meaning and meaning.role == "wide":
        raise InvalidValue(f"“{shown(cell)}” is too wide: {meaning.value}?")
    raise _unknown(cell, "site", REGIONS)


def _side(cell: str) -> str:
    if cell in SIDES:
        return cell
    side = SIDE_WORDS.get(cell.casefold().strip(". "))
    if side is None:
        raise InvalidValue(f"“{shown(cell)}” is no side; use left, right, both or center")
    return side


@lru_cache(maxsize=4096)
def words(cell: str, role: str) -> tuple[tuple[str, ...], Said]:
    """The qualities or symptoms of a cell, in the order of the vocabulary; InvalidValue for a word that is none."""
    vocabulary = QUALITIES if role == "quality" else SYMPTOMS
    found: list[str] = []
    said: list[str] = []
    for part in (part.strip() for part in _BETWEEN.split(cell)):
        if not part:
            continue
        if part not in vocabulary:
            name = _word(part, role, vocabulary)
            if name != part.casefold():
                said.append(f"“{shown(part)}” read as {name}")
            part = name
        found.append(part)
    return tuple(word for word in vocabulary if word in found), tuple(said)


def _word(part: str, role: str, vocabulary: Collection[str]) -> str:
    meaning = _meaning(tuple(token.text for token in _tokens(part)))
    if meaning and meaning.role == role:
        return meaning.value
    if meaning and meaning.role in ("quality", "symptom"):
        right = "qualities" if meaning.role == "quality" else "symptoms"
        raise InvalidValue(f"{meaning.value} is a {meaning.role}; write it in the column {right}")
    if meaning and meaning.role == "negation":
        raise InvalidValue(f"“{shown(part)}”: leave the cell empty where there is nothing")
    if meaning and meaning.role == "ask":
        raise InvalidValue(f"“{shown(part)}”: {meaning.value}")
    raise _unknown(part, role, vocabulary)


def care(cell: str) -> tuple[str, Said]:
    """The kind of self-care of a cell."""
    return _one_of(cell, "self-care", {word: name for name in CARES for word in (name, *CARES[name].other_words)})


def unit(cell: str) -> tuple[str, Said]:
    """The unit of a motion; degrees where the cell is empty."""
    return _one_of(cell.strip() or "deg", "unit", {**{name: name for name in UNITS}, **_UNIT_WORDS})


def side_alone(cell: str) -> tuple[str, Said]:
    """A side without a site, or none."""
    text = cell.strip()
    side = _side(text) if text else ""
    return side, () if side == text else (f"“{shown(text)}” read as {side}",)


def _one_of(cell: str, what: str, table: dict[str, str]) -> tuple[str, Said]:
    text = cell.strip()
    name = table.get(text.casefold())
    if name is None:
        choices = ", ".join(dict.fromkeys(table.values()))
        raise InvalidValue(f"“{shown(text)}” is no {what} the diary knows; use {choices}" if text else f"which {what}?")
    return name, () if name == text.casefold() else (f"“{shown(text)}” read as {name}",)


def _tokens(text: str) -> Iterable[Token]:
    try:
        return tokens_of(text)
    except DiaryError:  # far too many words: then it is none that we know
        return ()


def _meaning(tokens: tuple[str, ...]) -> Meaning | None:
    return index().get(tokens)


def _unknown(text: str, what: str, vocabulary: Collection[str]) -> InvalidValue:
    offered = near(text.casefold())
    hint = f"did you mean {' or '.join(offered)}?" if offered else f"use one of {', '.join(vocabulary)}"
    return InvalidValue(f"“{shown(text)}” is no {what} the diary knows; {hint}")


def tier(cell: str, tiers: Collection[str]) -> tuple[str, Said]:
    """A tier, or none."""
    return _one_of(cell, "tier", {name: name for name in tiers}) if cell.strip() else ("", ())
