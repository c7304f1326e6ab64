"""Words that may have been meant: offered only where the spelling is truly near, and only words that are understood."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from diary.domain.grammar.lexicon import index
from diary.domain.grammar.timewords import TIME_WORDS
from diary.domain.vocabulary import REGIONS, SYMPTOMS

SHORTEST, LONGEST = 4, 20
"""Of a word that is too short nearly everything is near."""
MOST = 2
ALIKE = 0.82
_VOWELS = "aeiou"


def near(word: str) -> tuple[str, ...]:
    """What to offer for a word that is not understood, the nearest first; none where nothing is truly near."""
    if not SHORTEST <= len(word) <= LONGEST:
        return ()
    import difflib  # for the mistaken only

    found = difflib.get_close_matches(word, _words(), n=MOST, cutoff=ALIKE)
    found = found or [known for known in _words() if _one_vowel_apart(word, known)][:MOST]
    if found:
        return tuple(found)
    # A word that only means something beside another is no answer; the whole name is.
    parts = _parts_of_names()
    close = difflib.get_close_matches(word, parts, n=1, cutoff=ALIKE)
    return parts[close[0]][:MOST] if close else ()


def near_names(before: str, word: str, after: str) -> tuple[str, ...]:
    """Names of two words that may have been meant by a word that is not understood and the one on either side of it."""
    nearest: dict[str, tuple[int, str]] = {}
    for pair in ((before, word), (word, after)):
        for name, meant in _names_of_two() if all(pair) else ():
            if all(map(_as_good_as, pair, name)):
                # Of two names for the same, such as lower back and low back, the one with more in common.
                wrong = (sum(one != other for one, other in zip(pair, name, strict=True)), " ".join(name))
                nearest[meant] = min(wrong, nearest.get(meant, wrong))
    return tuple(name for _, name in sorted(nearest.values())[:MOST])


def _as_good_as(word: str, other: str) -> bool:
    """Whether it is the other word, or that with two letters swapped or one wrong."""
    if word == other or sorted(word) == sorted(other):
        return True
    if not SHORTEST <= len(word) <= LONGEST:
        return False
    import difflib  # for the mistaken only

    return difflib.SequenceMatcher(None, word, other).ratio() >= ALIKE


def _one_vowel_apart(word: str, other: str) -> bool:
    """Whether they differ in one vowel for another: knie, knee."""
    if len(word) != len(other):
        return False
    apart = [(one, two) for one, two in zip(word, other, strict=True) if one != two]
    return len(apart) == 1 and all(letter in _VOWELS for letter in apart[0])


@cache
def _words() -> tuple[str, ...]:
    """Words that mean something on their own: sites, sides, qualities, symptoms, times. None that is too wide."""
    roles = ("site", "side", "quality", "symptom", "sudden")
    known = {key[0] for key, meaning in index().items() if len(key) == 1 and meaning.role in roles} | TIME_WORDS
    return tuple(
        sorted(word for word in known if len(word) >= SHORTEST and word.removesuffix("s") not in known - {word})
    )


@cache
def _names_of_two() -> tuple[tuple[tuple[str, ...], str], ...]:
    """The names of two words, of sites, qualities and symptoms, each with what it means."""
    roles = ("site", "quality", "symptom", "sudden")
    return tuple((key, meaning.value) for key, meaning in index().items() if len(key) == 2 and meaning.role in roles)


@cache
def _parts_of_names() -> Mapping[str, tuple[str, ...]]:
    """The words that names of several words are made of, each with its names."""
    parts: dict[str, tuple[str, ...]] = {}
    understood = {key[0] for key in index() if len(key) == 1}
    for name in (*REGIONS, *SYMPTOMS):
        for part in (words := name.replace("-", " ").split()):
            if len(words) > 1 and len(part) > SHORTEST and part not in understood:
                parts[part] = (*parts.get(part, ()), name)
    return parts
