"""The one way to write a thing that can be written in several: what the store keeps, and what comparisons go by."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from diary.domain.entries import Reading, Thing
from diary.domain.vocabulary import QUALITIES, SYMPTOMS

_ORDER = {
    "qualities": {word: place for place, word in enumerate(QUALITIES)},
    "symptoms": {word: place for place, word in enumerate(SYMPTOMS)},
}


def tidy(thing: Thing) -> Thing:
    """The same thing with qualities and symptoms once each, in the order of the vocabulary: how the store keeps it."""
    changed: dict[str, Any] = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        if field.name in _ORDER and (ordered := _in_order(field.name, value)) != value:
            changed[field.name] = ordered
        elif field.name == "readings" and (read := tuple(_tidy_reading(each) for each in value)) != value:
            changed[field.name] = read
    return replace(thing, **changed) if changed else thing


def _in_order(field: str, words: tuple[str, ...]) -> tuple[str, ...]:
    order = _ORDER[field]
    # Unknown words go last; refusing them is the check's part.
    return (
        tuple(sorted(dict.fromkeys(words), key=lambda word: order.get(word, len(order)))) if len(words) > 1 else words
    )


def _tidy_reading(reading: Reading) -> Reading:
    qualities = _in_order("qualities", reading.qualities)
    symptoms = _in_order("symptoms", reading.symptoms)
    if (qualities, symptoms) == (reading.qualities, reading.symptoms):
        return reading
    return replace(reading, qualities=qualities, symptoms=symptoms)
