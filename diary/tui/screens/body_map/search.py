"""Typed search for a place: a few letters of a region, of another word for it, or a side's letter and a region's."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from functools import cache

from textual.reactive import reactive

from diary.domain.grammar.entry import parse_log
from diary.domain.grammar.times import Here
from diary.domain.vocabulary import (
    BOTH,
    CENTER,
    LEFT,
    PAIR_WORDS,
    REGIONS,
    RIGHT,
    SIDE_WORDS,
    TOO_WIDE,
    Region,
    place_name,
)
from diary.errors import DiaryError
from diary.tui.widgets.canvas import Canvas, Drawn
from diary.tui.widgets.texts import clipped

Place = tuple[str, str]
MOST = 40
_ANY_TIME = Here(datetime(2000, 1, 1, tzinfo=UTC), UTC)


@cache
def places() -> tuple[Place, ...]:
    """Every place there is, head to toe."""
    return tuple((region.name, side) for region in REGIONS.values() for side in region.sides)


def found(typed: str, known: Collection[Place] = ()) -> tuple[Place, ...]:
    """The places that the typed letters may mean, the likeliest first; `known` ones come before others like them."""
    words = typed.lower().replace("-", " ").split()
    if not words:
        return (*known, *(place for place in places() if place not in known and _plain(place)))
    exact = _understood(typed)
    ranked = []
    for order, place in enumerate(places()):
        rank = _rank(words, place)
        if place == exact:
            rank = -1
        if rank is not None:
            ranked.append((rank, place not in known, order, place))
    return tuple(place for *_, place in sorted(ranked)[:MOST])


def too_wide(typed: str) -> str:
    """The question for a word that names more than one region; "" for any other."""
    text = " ".join(typed.lower().split())
    return f"{text}: {TOO_WIDE[text]}?" if text in TOO_WIDE else ""


def _understood(typed: str) -> Place | None:
    """The place, where the grammar of the diary understands the words as one."""
    try:
        readings = parse_log([f"1 {typed}"], now=_ANY_TIME).readings
    except DiaryError:
        return None
    return (readings[0].site, readings[0].side) if len(readings) == 1 else None


def _rank(words: list[str], place: Place) -> int | None:
    """How well the words fit; less is better, None not at all."""
    site, side = place
    region = REGIONS[site]
    sides, rest = _sided(words)
    if sides is not None and rest:
        fit = _fits(rest, region)
        return fit if fit is not None and side == sides else None
    fit = _fits(words, region)
    if fit is not None:
        return fit + (0 if _plain(place) else 8 if not region.paired else 1)
    # A side's letter and the region's first letters in one word: lk is the left knee.
    first, tail = words[0][0], words[0][1:]
    if tail and first in _LETTERS and _LETTERS[first] == side and region.paired:
        fit = _fits([tail, *words[1:]], region)
        return None if fit is None else fit + 10
    return None


def _plain(place: Place) -> bool:
    """Whether it is what most people mean: a side of a pair, the middle of the rest."""
    site, side = place
    return side in (LEFT, RIGHT) if REGIONS[site].paired else side == CENTER


_LETTERS = {"l": LEFT, "r": RIGHT, "b": BOTH}


def _sided(words: list[str]) -> tuple[str | None, list[str]]:
    """A side among the words, and the others."""
    for index, word in enumerate(words):
        if word in SIDE_WORDS or word == "b":
            return SIDE_WORDS.get(word, BOTH), words[:index] + words[index + 1 :]
    return None, words


def _fits(words: list[str], region: Region) -> int | None:
    names = [region.name, *region.other_words, *(word for word in PAIR_WORDS if word.startswith(region.name))]
    for rank, name in enumerate(names):
        parts = name.split()
        if _begins(words, parts):
            return min(rank * 2, 6)
    return None


def _begins(words: list[str], parts: list[str]) -> bool:
    """Whether each typed word begins a word of the name, in their order."""
    at = 0
    for word in words:
        while at < len(parts) and not parts[at].startswith(word):
            at += 1
        if at == len(parts):
            return False
        at += 1
    return True


def said(place: Place) -> str:
    """How a place is offered."""
    return place_name(*place)


class Searched(Drawn):
    """What was typed, and what to do."""

    DEFAULT_CSS = """
    Searched { height: 2; }
    """

    typed: reactive[str] = reactive("")

    def draw(self, canvas: Canvas, width: int) -> None:
        """The letters, or an invitation; below it what is too wide."""
        canvas.write("  Find: ", "$quiet")
        canvas.write(self.typed, "bold")
        canvas.write("▏", "$text-accent")
        if not self.typed:
            canvas.write(clipped(" knee, l knee, lk …", width - canvas.column), "$quiet")
        canvas.line()
        canvas.write(clipped(f"  {too_wide(self.typed)}", width), "$text-warning")
