"""The place that a note names for words in it, as it is written in a line: left calf, SIDE knee, both PLACE."""

from __future__ import annotations

import re

from diary.domain.grammar.lexicon import look_up
from diary.domain.grammar.tokens import tokens_of
from diary.domain.vocabulary import BOTH, CENTER, REGIONS, place_name

_CLAUSE = re.compile(r"[^.,;!?\n]+")


def place_told(note: str, words: str) -> str:
    """The place in the words, or else in the part of the note around them; "" where none is named."""
    around = next((clause for clause in _CLAUSE.findall(note) if words in clause), words)
    found = _places(words) or _places(around)
    sides = _sides(words) or _sides(around)
    if not found:
        return ""
    if len(set(found)) > 1:
        return "PLACE"
    site, many = found[0]
    side = sides.pop() if len(sides) == 1 else BOTH if many and not sides else ""
    if not site:
        return f"{side} PLACE".strip()
    if not REGIONS[site].paired and not side:
        side = CENTER
    return place_name(site, side) if side in REGIONS[site].sides else f"SIDE {site}"


def _places(text: str) -> list[tuple[str, bool]]:
    """The sites of a text, each with whether it is a plural; "" for a word that names several regions."""
    return [
        ("" if role == "wide" else value, pair or (role == "wide" and value != raw and raw.endswith("s")))
        for role, value, pair, raw in _meanings(text)
        if role in ("site", "wide")
    ]


def _sides(text: str) -> set[str]:
    return {value for role, value, _, _ in _meanings(text) if role == "side"}


def _meanings(text: str) -> list[tuple[str, str, bool, str]]:
    tokens, index = tokens_of(text), 0
    found: list[tuple[str, str, bool, str]] = []
    while index < len(tokens):
        phrase = look_up(tokens, index)
        if phrase:
            found.append((phrase[1].role, phrase[1].value, phrase[1].pair, tokens[index].text))
        index += phrase[0] if phrase else 1
    return found
