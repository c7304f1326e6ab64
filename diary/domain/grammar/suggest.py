"""Suggestions for a word that is not understood: only where the spelling is close, and only words of the grammar."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from diary.domain.grammar.lexicon import index
from diary.domain.grammar.timewords import TIME_WORDS
from diary.domain.vocabulary import REGIONS, SYMPTOMS

SHORTEST, LONGEST = 4, 20
"""Letters. With fewer, too many other words are close."""
MOST = 2
ALIKE = 0.82
"""The `difflib` ratio (0–1) from which a spelling is close: so high that "hard" is no hand and "food" no foot."""
_VOWELS = "aeiou"


def near(word: str) -> tuple[str, ...]:
    """At most two suggestions for a word that is not understood, the closest first; none where no spelling is close."""
    if not SHORTEST <= len(word) <= LONGEST:
        return ()
    import difflib  # imported here, because only a mistake needs it

    matches = difflib.get_close_matches(word, _words(), n=MOST, cutoff=ALIKE)
    # One vowel of four letters is a ratio of only 0.75, but knie is clearly a knee.
    matches = matches or [known for known in _words() if _differ_in_one_vowel(word, known)][:MOST]
    if matches:
        return tuple(matches)
    # "Lower" alone means nothing and can't be the suggestion; "lower back" can.
    parts = _parts_of_names()
    close = difflib.get_close_matches(word, parts, n=1, cutoff=ALIKE)
    return parts[close[0]][:MOST] if close else ()


def near_names(before: str, word: str, after: str) -> tuple[str, ...]:
    """At most two names of two words for a word that is not understood, together with the word before or after it."""
    nearest: dict[str, tuple[int, str]] = {}
    for pair in ((before, word), (word, after)):
        for name, meant in _names_of_two() if all(pair) else ():
            if all(map(_are_close, pair, name)):
                # Of two names with one meaning, such as lower back and low back, the one with more equal words.
                wrong = (sum(one != other for one, other in zip(pair, name, strict=True)), " ".join(name))
                nearest[meant] = min(wrong, nearest.get(meant, wrong))
    return tuple(name for _, name in sorted(nearest.values())[:MOST])


def _are_close(word: str, other: str) -> bool:
    """Whether the words are equal, have the same letters in another order, or differ by about one letter."""
    if word == other or sorted(word) == sorted(other):
        return True
    if not SHORTEST <= len(word) <= LONGEST:
        return False
    import difflib

    return difflib.SequenceMatcher(None, word, other).ratio() >= ALIKE


def _differ_in_one_vowel(word: str, other: str) -> bool:
    """Whether the words differ in one vowel: knie, knee."""
    if len(word) != len(other):
        return False
    different = [pair for pair in zip(word, other, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 and all(letter in _VOWELS for letter in different[0])


@cache
def _words() -> tuple[str, ...]:
    """The single words that mean a site, a side, a quality, a symptom or a time; none that means several regions."""
    roles = ("site", "side", "quality", "symptom", "sudden")
    known = {key[0] for key, meaning in index().items() if len(key) == 1 and meaning.role in roles} | TIME_WORDS
    # Of knee and knees only the singular: else the two suggestions would be the same word.
    return tuple(
        sorted(word for word in known if len(word) >= SHORTEST and word.removesuffix("s") not in known - {word})
    )


@cache
def _names_of_two() -> tuple[tuple[tuple[str, ...], str], ...]:
    """The names of two words for sites, qualities and symptoms, each with its meaning."""
    roles = ("site", "quality", "symptom", "sudden")
    return tuple((key, meaning.value) for key, meaning in index().items() if len(key) == 2 and meaning.role in roles)


@cache
def _parts_of_names() -> Mapping[str, tuple[str, ...]]:
    """The words that are only a part of names, each with those names: lower → lower back."""
    parts: dict[str, tuple[str, ...]] = {}
    understood = {key[0] for key in index() if len(key) == 1}
    for name in (*REGIONS, *SYMPTOMS):
        words = name.replace("-", " ").split()
        for part in words:
            if len(words) > 1 and len(part) > SHORTEST and part not in understood:
                parts[part] = (*parts.get(part, ()), name)
    return parts
