"""Where in a line the words stand that can't be kept as they are."""

from __future__ import annotations

from collections.abc import Iterable

from diary.domain.grammar.atoms import Trouble
from diary.domain.grammar.line import Line

Span = tuple[int, int]
"""From the first character to behind the last."""
_ASKED_ABOUT = frozenset({"site", "wide", "severity", "placeholder", "time", "same"})
"""Roles of words that a trouble without a fix speaks of; else it is about what is missing beside them."""


def trouble_spans(line: Line) -> tuple[Span, ...]:
    """The places of the words in trouble, in order; none for what is missing altogether."""
    spans = {span for trouble in line.troubles if (span := _span(trouble, line))}
    return tuple(sorted(spans))


def _span(trouble: Trouble, line: Line) -> Span | None:
    # A fix covers the words that it would change; of several, the shortest is what the text speaks of.
    ends = [fix.end for way in trouble.ways for fixes in way for fix in fixes if fix.end > trouble.start]
    if ends:
        return trouble.start, min(ends)
    atom = next((atom for atom in line.atoms if atom.start <= trouble.start < atom.end), None)
    if atom is not None and (atom.settled or atom.role in _ASKED_ABOUT):
        return trouble.start, atom.end
    return None


def spans_as_typed(spans: Iterable[Span], source: str, typed: str) -> tuple[Span, ...]:
    """The places in a line as it was typed, with all its spaces, of those in `source`, its words with single ones."""
    places: list[int] = []
    at = 0
    for sign in source:
        found = at if sign == " " else typed.find(sign, at)
        if found < 0:
            return ()
        places.append(found)
        at = found if sign == " " else found + 1
    return tuple((places[start], places[end - 1] + 1) for start, end in spans if start < end <= len(places))
