"""Typed search for a place: a few letters of a region or of another word for it, with a side or its letter before."""

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
)
from diary.errors import DiaryError
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.fitting import clipped

Place = tuple[str, str]
MOST_PLACES = 40
# The grammar wants a time to read "today" from; a place does not depend on it.
_ANY_TIME = Here(datetime(2000, 1, 1, tzinfo=UTC), UTC)


@cache
def all_places() -> tuple[Place, ...]:
    """Every place of the vocabulary, from head to toe."""
    return tuple((region.name, side) for region in REGIONS.values() for side in region.sides)


def find_places(typed: str, known: Collection[Place] = ()) -> tuple[Place, ...]:
    """The places that the typed letters may mean, the likeliest first, at most 40; all usual ones for no letters.

    Places in `known` come before others that fit equally well.
    """
    words = typed.lower().replace("-", " ").split()
    if not words:
        return (*known, *(place for place in all_places() if place not in known and _is_usual_side(place)))
    # What the command line would understand must come first here too.
    exact = _place_by_grammar(typed)
    ranked = []
    for order, place in enumerate(all_places()):
        rank = _rank(words, place)
        if rank is None:
            rank = _side_rank(words, place)
        if place == exact:
            rank = -1
        if rank is not None:
            ranked.append((rank, place not in known, order, place))
    return tuple(place for *_, place in sorted(ranked)[:MOST_PLACES])


def wide_word_question(typed: str) -> str:
    """The question for a word that names several regions, such as leg; "" for any other."""
    text = " ".join(typed.lower().split())
    return f"{text}: {TOO_WIDE[text]}?" if text in TOO_WIDE else ""


def _place_by_grammar(typed: str) -> Place | None:
    """The place that the grammar of the command line reads from the words; None where it reads none or several."""
    try:
        draft = parse_log([f"1 {typed}"], now=_ANY_TIME)
    except DiaryError:
        return None
    readings = draft.readings
    return (readings[0].site, readings[0].side) if len(readings) == 1 and not draft.note else None


def _rank(words: list[str], place: Place) -> int | None:
    """How well the words fit a place: 0 is best; None where they do not fit."""
    site, side = place
    region = REGIONS[site]
    sides, rest = _split_side(words)
    if sides is not None and rest:
        fit = _name_rank(rest, region)
        return fit if fit is not None and side == sides else None
    fit = _name_rank(words, region)
    if fit is not None:
        # Both knees come right after the single ones; a side of the back is rarely meant without saying so.
        return fit + (0 if _is_usual_side(place) else 8 if not region.paired else 1)
    # A side's letter and the region's first letters in one word, such as lk for the left knee. Last, since most such
    # words are the beginning of a name.
    first, tail = words[0][0], words[0][1:]
    if tail and first in _SIDE_LETTERS and _SIDE_LETTERS[first] == side and region.paired:
        fit = _name_rank([tail, *words[1:]], region)
        return None if fit is None else fit + 10
    return None


def _side_rank(words: list[str], place: Place) -> int | None:
    """The rank of a place for the first letters of its side alone, behind all that fit by name; None for others."""
    site, side = place
    if len(words) > 1 or side == CENTER or not (side.startswith(words[0]) or SIDE_WORDS.get(words[0]) == side):
        return None
    return 12 if REGIONS[site].paired else 13


def _is_usual_side(place: Place) -> bool:
    """Whether most people mean this side: left or right of a pair, the middle of any other region."""
    site, side = place
    return side in (LEFT, RIGHT) if REGIONS[site].paired else side == CENTER


_SIDE_LETTERS = {"l": LEFT, "r": RIGHT, "b": BOTH}


def _split_side(words: list[str]) -> tuple[str | None, list[str]]:
    """The side among the words, or None, and the other words."""
    for index, word in enumerate(words):
        if word in SIDE_WORDS or word == "b":
            return SIDE_WORDS.get(word, BOTH), words[:index] + words[index + 1 :]
    return None, words


def _name_rank(words: list[str], region: Region) -> int | None:
    """The rank of the first name of the region that the words begin, 0 for its own name; None for no name."""
    names = [region.name, *region.other_words, *(word for word in PAIR_WORDS if word.startswith(region.name))]
    for rank, name in enumerate(names):
        parts = name.casefold().split()
        if _begin_words_of(words, parts):
            return min(rank * 2, 6)  # below 8, so that even a late name beats an unusual side
    return None


def _begin_words_of(words: list[str], parts: list[str]) -> bool:
    """Whether each typed word begins a word of the name, in the same order."""
    at = 0
    for word in words:
        while at < len(parts) and not parts[at].startswith(word):
            at += 1
        if at == len(parts):
            return False
        at += 1
    return True


class SearchLine(CanvasWidget):
    """The letters that were typed, and below them a question or nothing."""

    DEFAULT_CSS = """
    SearchLine { height: 2; }
    """

    typed: reactive[str] = reactive("")

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the letters, or examples where there are none; below, the question about a word that is too wide."""
        canvas.write("  Find: ", "$quiet")
        canvas.write(self.typed, "bold")
        canvas.write("▏", "$text-accent")
        if not self.typed:
            canvas.write(clipped(" knee, l knee, lk …", width - canvas.column), "$quiet")
        canvas.new_line()
        canvas.write(clipped(f"  {wide_word_question(self.typed)}", width), "$text-warning")
