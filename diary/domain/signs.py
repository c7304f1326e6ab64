"""Finds the words by which people tell warning signs, and names the symptom of the vocabulary that each may mean.

They are never taken for the symptom: a person is asked, by its plain description. Nothing is prepared at import,
because `diary log` must start at once; the table is read when the first text comes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from diary.domain.sign_patterns import ROWS
from diary.domain.sign_words import (
    BEFORE_GONE,
    BETWEEN,
    COMMON,
    EVERYDAY,
    FILLERS,
    GONE,
    HEDGES,
    IGNORED,
    NO,
    STILL,
    TOPICS,
)
from diary.domain.vocabulary import SYMPTOMS


@dataclass(frozen=True, slots=True)
class SignWords:
    """Words of a text, from `start` up to `end`, that may tell a symptom of the vocabulary, and what to ask."""

    symptom: str
    start: int
    end: int
    question: str


def signs_in(text: str) -> tuple[SignWords, ...]:
    """The words of a text that may tell a warning sign, in order, without those that it denies ("no numbness")."""
    return tuple(
        SignWords(symptom, start, end, question(symptom))
        for part in _SENTENCE.finditer(text)
        # Most sentences have none, and this takes a tenth of the time of reading.
        if (candidates := _candidates(part[0]))
        for symptom, start, end in _signs_in(part[0], part.start(), candidates)
    )


def _signs_in(sentence: str, offset: int, candidates: Iterable[int]) -> Iterator[tuple[str, int, int]]:
    words = _words(sentence)
    places = _places(words)
    taken = bytearray(len(words))
    found: list[tuple[int, int, str]] = []
    for pattern in map(_table().patterns.__getitem__, candidates):
        if all(any(symbol in places for symbol in part.symbols) for part in pattern.parts):
            for start, end in _matches(pattern, places, words):
                # Rows go from the particular to the general: what an earlier one took, a later one leaves.
                if not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    found.append((start, end, pattern.symptom))
    for start, end, symptom in _told(sorted(found), words):
        yield symptom, offset + words[start].start, offset + words[end - 1].end


def question(symptom: str) -> str:
    """What is asked about words that may mean this symptom, such as "Do you mean fever: 38 °C or more, …?"."""
    return f"Do you mean {symptom}: {SYMPTOMS[symptom].meaning}?"


def _candidates(sentence: str) -> list[int]:
    """The patterns of whose every part the sentence holds a word, in any order: none, in most sentences."""
    needed = _table().needed
    words = set(_PLAIN_WORD.findall(_plain(sentence)))
    return sorted(
        {
            index
            for word in words & needed.keys()
            for index, parts in needed[word]
            if all(not part.isdisjoint(words) for part in parts)
        }
    )


class _Part(NamedTuple):
    """One of these symbols (a word, or the name of a class), up to `gap` words after the part before."""

    symbols: tuple[str, ...]
    gap: int


class _Pattern(NamedTuple):
    symptom: str
    parts: tuple[_Part, ...]
    not_before: frozenset[str]
    not_after: frozenset[str]


class _Table(NamedTuple):
    patterns: tuple[_Pattern, ...]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    """By its first word: each phrase of a class, and the name of the class."""
    single: frozenset[str]
    """The words that stand for themselves in a pattern."""
    needed: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]]
    """By a word of its rarest part: the place of a pattern, and what it needs, one word of each set."""


_GAPS = {"..": 3, "...": 6}


@cache
def _table() -> _Table:
    patterns = tuple(
        _pattern(row.symptom, text.split()) for row in ROWS for text in row.patterns.split(";") if text.strip()
    )
    classes = {**COMMON, **TOPICS, "IGNORED": IGNORED}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    telling: dict[str, frozenset[str]] = {}
    everyday = frozenset(EVERYDAY.split())
    for name, text in classes.items():
        split = [phrase.split() for phrase in text.split(",")]
        for first, *rest in split:
            phrases.setdefault(first, []).append((tuple(rest), name))
        telling[name] = frozenset(
            words[0] if len(words) == 1 else max([word for word in words if word not in everyday] or words, key=len)
            for words in split
        )

    @cache
    def set_of(symbols: tuple[str, ...]) -> tuple[int, int, frozenset[str]]:
        if len(symbols) == 1 and symbols[0] in telling:
            words = telling[symbols[0]]
        else:
            words = frozenset().union(*(telling.get(symbol, (symbol,)) for symbol in symbols))
        return len(words & everyday), len(words), words

    needed: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = {}
    for index, pattern in enumerate(patterns):
        sets = [set_of(part.symbols) for part in pattern.parts]
        everything = tuple(words for _, _, words in sets)
        for word in min(sets, key=itemgetter(0, 1))[2]:
            needed.setdefault(word, []).append((index, everything))
    single = frozenset(symbol for pattern in patterns for part in pattern.parts for symbol in part.symbols)
    return _Table(patterns, phrases, single, needed)


def _pattern(symptom: str, pieces: Sequence[str]) -> _Pattern:
    parts: list[_Part] = []
    gap = 0
    excluded = [frozenset[str](), frozenset[str]()]
    for piece in pieces:
        if piece in _GAPS:
            gap = _GAPS[piece]
        elif piece.startswith("!"):
            excluded[bool(parts)] = frozenset(piece[1:].split("|"))
        else:
            parts.append(_Part(tuple(piece.split("|")), gap))
            gap = 0
    return _Pattern(symptom, tuple(parts), *excluded)


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    clause: int
    """Words with the same number have no comma between them."""
    hedged: bool
    """Whether a word such as "so" or "just" stood before it: "not so numb" is still numb."""


_FILLERS = frozenset(FILLERS.split())
_HEDGES = frozenset(HEDGES.split())
# No sign is told across the end of a sentence; a comma ends only what stands close together.
_SENTENCE = re.compile(r"[^.;!?\n]+")
_WORD = re.compile(r"([^\W_]+(?:['’`´‘][^\W_]+)*)|[,()—–]")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’`´‘")


def _plain(text: str) -> str:
    return text.lower().translate(_APOSTROPHES)


def _words(text: str) -> list[_Word]:
    """The words without fillers and hedges."""
    words: list[_Word] = []
    clause, hedged = 0, False
    for match in _WORD.finditer(text):
        if match[1] is None:
            clause += 1
            continue
        plain = _plain(match[1])
        if plain in _HEDGES:
            hedged = True
        elif plain not in _FILLERS:
            words.append(_Word(plain, *match.span(), clause, hedged))
            hedged = False
    return words


def _places(words: Sequence[_Word]) -> dict[str, list[tuple[int, int]]]:
    """Where each symbol stands: the place of its first word, and the place after its last."""
    table = _table()
    places: dict[str, list[tuple[int, int]]] = {}
    for index, word in enumerate(words):
        if word.text in table.single:
            places.setdefault(word.text, []).append((index, index + 1))
        for rest, name in table.phrases.get(word.text, ()):
            end = index + 1 + len(rest)
            if not rest or (
                words[end - 1 : end]
                and words[end - 1].clause == word.clause
                and all(words[index + 1 + step].text == text for step, text in enumerate(rest))
            ):
                of_name = places.setdefault(name, [])
                if of_name and of_name[-1][0] == index:
                    of_name[-1] = (index, max(end, of_name[-1][1]))
                else:
                    of_name.append((index, end))
    ignored = {index for start, end in places.pop("IGNORED", ()) for index in range(start, end)}
    if ignored:
        for name, of_name in places.items():
            places[name] = [place for place in of_name if ignored.isdisjoint(range(*place))]
    return places


def _matches(
    pattern: _Pattern, places: dict[str, list[tuple[int, int]]], words: Sequence[_Word]
) -> Iterator[tuple[int, int]]:
    ends: dict[int, int] = {}
    for start, end in _all_matches(pattern, places, words):
        # Of two places before "numb", the nearer one: in "lower back, both legs numb" the legs.
        ends[end] = max(start, ends.get(end, 0))
    yield from sorted((start, end) for end, start in ends.items())


def _all_matches(
    pattern: _Pattern, places: dict[str, list[tuple[int, int]]], words: Sequence[_Word]
) -> Iterator[tuple[int, int]]:
    first, *others = pattern.parts
    for start, end in sorted(place for symbol in first.symbols for place in places.get(symbol, ())):
        if start and words[start - 1].text in pattern.not_before:
            continue
        for part in others:
            after = _nearest(part, end, places)
            if after is None or words[after[0]].clause != words[start].clause:
                break
            end = after[1]
        else:
            if end == len(words) or words[end].text not in pattern.not_after:
                yield start, end


def _nearest(part: _Part, end: int, places: dict[str, list[tuple[int, int]]]) -> tuple[int, int] | None:
    """The place of the part that begins soonest at or after `end`, within its gap; of these the longest."""
    best: tuple[int, int] | None = None
    for symbol in part.symbols:
        if of_symbol := places.get(symbol):
            index = bisect_left(of_symbol, (end, 0))
            if index < len(of_symbol):
                place = of_symbol[index]
                if place[0] <= end + part.gap and (best is None or (place[0], -place[1]) < (best[0], -best[1])):
                    best = place
    return best


_NO = frozenset(NO.split())
_BETWEEN = frozenset(BETWEEN.split())
_GONE = frozenset(GONE.split())
_BEFORE_GONE = frozenset(BEFORE_GONE.split())
_STILL = frozenset(STILL.split())


def _told(found: Iterable[tuple[int, int, str]], words: Sequence[_Word]) -> Iterator[tuple[int, int, str]]:
    """Without what the text denies."""
    denied_to = -1
    for start, end, symptom in found:
        # "No numbness or tingling" denies both; with "and" or a comma it may not.
        listed = denied_to >= 0 and [word.text for word in words[denied_to:start]] in (["or"], ["nor"], ["or", "any"])
        if listed or _denied(start, end, words):
            denied_to = end
        else:
            denied_to = -1
            yield start, end, symptom


def _denied(start: int, end: int, words: Sequence[_Word]) -> bool:
    here = words[start].clause
    after = [word.text for word in words[end : end + 5] if word.clause == here]
    while after and after[0] in _BEFORE_GONE:
        del after[0]
    if after and (after[0] in _GONE or after == ["no"]):
        # Not "numbness gone down to the foot".
        return not {"to", "into", "numb", "worse"} & set(after[1:3])
    index = start - 1
    while index >= 0 and words[index].clause == here and words[index].text in _BETWEEN and not words[index].hedged:
        index -= 1
    return (
        index >= 0
        and words[index].clause == here
        and words[index].text in _NO
        and not any(word.hedged for word in words[index + 1 : start + 1])
        and not _STILL & set(after[:2])
    )
