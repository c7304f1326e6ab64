"""Whether a word that is not understood is a misspelling, and what is offered for it: sites, sides and times.

A symptom is offered only beside the note, because the word may mean something else; a quality never.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from diary.domain.grammar.lexicon import index
from diary.domain.grammar.real_words import REAL_WORDS
from diary.domain.grammar.timewords import TIME_WORDS
from diary.domain.vocabulary import REGIONS

SHORTEST, LONGEST = 4, 20
"""Letters. With fewer, too many other words are close."""
TWO_EDITS = 9
"""Letters from which two of them may be wrong."""
_SQUEEZED = 5
"""Letters without doubled consonants from which one of them may be wrong."""
MOST = 2
_OFFERED = frozenset({"site", "side", "time"})


def near(word: str) -> tuple[str, ...]:
    """At most two sites, sides or times for a word that is not understood; none where no spelling is close."""
    offers = [known for known in _close(word) if _roles()[known] in _OFFERED][:MOST]
    if offers:
        return tuple(offers)
    # "Lower" alone means nothing and can't be the suggestion; "lower back" can.
    parts = _parts_of_names()
    alike = (part for part in parts if part[0] == word[:1] and (word == part or _is_close(word, part)))
    return next((parts[part] for part in alike), ())


def nearest(word: str, words: Iterable[str]) -> str:
    """The word of some others that is one edit away and begins alike; "" where there is none."""
    alike = (other for other in words if word[:2] == other[:2] and word not in (other[:-1], f"{other}s"))
    return next((other for other in alike if _is_close(word, other)), "")


def is_misspelt(word: str) -> bool:
    """Whether the word is truly near in spelling to a site, side, time, quality or symptom, and no word of its own."""
    return bool(_close(word))


def near_signs(word: str) -> tuple[str, ...]:
    """At most two symptoms, or "hot", that a word which is not understood is near to in spelling."""
    if _is_word(word):
        return ()
    short = _squeezed(word)
    same = [known for known, letters in _signs().items() if letters == short]
    near_short = [k for k, letters in _signs().items() if len(short) >= _SQUEEZED and letters[0] == short[0]
                  and _edits(short, letters) <= 1]  # fmt: skip
    close = [known for known in _close(word) if known in _signs()]
    return tuple(dict.fromkeys((*same, *close, *near_short)))[:MOST]


def _squeezed(word: str) -> str:
    """The word with each doubled consonant once: swollen and swolen are the same."""
    return re.sub(r"([b-df-hj-np-tv-z])\1+", r"\1", word)


@cache
def _signs() -> Mapping[str, str]:
    """The single words for symptoms, and "hot", each squeezed."""
    words = [key[0] for key, meaning in index().items() if len(key) == 1 and meaning.role == "symptom"]
    return {word: _squeezed(word) for word in (*words, "hot") if word.isalpha()}


def near_names(before: str, word: str, after: str) -> tuple[str, ...]:
    """At most two sites of two words for a word that is not understood, together with the word before or after it."""
    nearest: dict[str, tuple[int, str]] = {}
    for pair in ((before, word), (word, after)):
        # Most people get the first letter right, and comparing all names with each word of a long line takes seconds.
        for name, meant in _names_by_letters().get((pair[0][:1], pair[1][:1]), ()):
            if all(one == other or _is_close(one, other, shortest=3) for one, other in zip(pair, name, strict=True)):
                # Of two names with one meaning, such as lower back and low back, the one with more equal words.
                wrong = (sum(one != other for one, other in zip(pair, name, strict=True)), " ".join(name))
                nearest[meant] = min(wrong, nearest.get(meant, wrong))
    return tuple(name for _, name in sorted(nearest.values())[:MOST])


def _close(word: str) -> tuple[str, ...]:
    """The words of the grammar that are one edit from this one (two for a long word), the likeliest first."""
    if _is_word(word):
        return ()
    found = {known for variant in _variants(word) for known in _by_variant().get(variant, ())}
    close = [known for known in found if _is_close(word, known)]
    # The same beginning first: most people get the first letter right.
    return tuple(sorted(close, key=lambda known: (known[0] != word[0], abs(len(known) - len(word)), known)))


def _is_close(word: str, other: str, *, shortest: int = SHORTEST) -> bool:
    if len(word) == shortest < SHORTEST:
        return sorted(word) == sorted(other)
    return (
        not _is_word(word)
        and word != other
        and _edits(word, other) <= (2 if min(len(word), len(other)) >= TWO_EDITS else 1)
    )


def _is_word(word: str) -> bool:
    """Whether it is a word of its own, or none that can be compared."""
    return (
        not SHORTEST <= len(word) <= LONGEST or not word.isalpha() or word in REAL_WORDS or word in _words_of_phrases()
    )


@cache
def _words_of_phrases() -> frozenset[str]:
    return frozenset(word for key in index() for word in key)


def _edits(one: str, other: str) -> int:
    """How many letters are added, dropped, changed or swapped with their neighbour; more than two counts as three."""
    if abs(len(one) - len(other)) > 2:
        return 3
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, letter_2 in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != letter_2))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == letter_2:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return min(rows[-1][-1], 3)


def _variants(word: str) -> Iterable[str]:
    """The word, and it without one letter: two words that are one edit apart share one of these."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


@cache
def _roles() -> Mapping[str, str]:
    """The single words that mean a site, a side, a quality, a symptom or a time, each with which of these."""
    wanted = ("site", "side", "quality", "symptom", "sudden")
    known = {key[0]: meaning.role for key, meaning in index().items() if len(key) == 1 and meaning.role in wanted}
    roles: dict[str, str] = {**known, **dict.fromkeys(TIME_WORDS, "time")}
    # Of knee and knees only the singular: else the two suggestions would be the same word.
    return {word: role for word, role in roles.items() if len(word) >= SHORTEST and word.removesuffix("s") not in
            roles.keys() - {word}}  # fmt: skip


@cache
def _by_variant() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = defaultdict(list)
    for word in _roles():
        for variant in _variants(word):
            table[variant].append(word)
        if len(word) >= TWO_EDITS:
            for first in _variants(word):
                for variant in _variants(first):
                    table[variant].append(word)
    return {variant: tuple(words) for variant, words in table.items()}


@cache
def _names_by_letters() -> Mapping[tuple[str, str], list[tuple[tuple[str, ...], str]]]:
    """The names of two words for sites, each with its meaning, by the first letters of both words."""
    names: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for key, meaning in index().items():
        if len(key) == 2 and meaning.role == "site":
            names[key[0][0], key[1][0]].append((key, meaning.value))
    return dict(names)


@cache
def _parts_of_names() -> Mapping[str, tuple[str, ...]]:
    """The words that are only a part of the names of regions, each with those names: lower → lower back."""
    parts: dict[str, tuple[str, ...]] = {}
    understood = {key[0] for key in index() if len(key) == 1}
    for name in REGIONS:
        words = name.casefold().split()
        for part in words:
            if len(words) > 1 and len(part) > SHORTEST and part not in understood:
                parts[part] = (*parts.get(part, ()), name)
    return parts
