"""Old signs: which words of long ago can still be part of an emergency sign that nobody was told of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from diary.analysis.knowledge import WORSE, Knowledge
from diary.analysis.rules.emergency_signs import (
    ALONE,
    BOTH_LEGS_WITHIN,
    CLOT_SITES,
    HEAD,
    HEAD_SEVERE,
    NERVE,
    NUMB,
    WEAK,
    WORDS,
    told_at,
)
from diary.analysis.series import RECENT, TOGETHER
from diary.domain.records import Diary, Entry
from diary.domain.red_flag_signs import Mark
from diary.domain.vocabulary import BOTH, LEFT, LEG_SITES, PERSON_ONLY, RIGHT

LOOKED_FOR = WORDS | {WORSE}
"""The words whose old marks are asked for; an entry that tells of something getting worse makes what is known new."""
AROUND = 2 * TOGETHER
"""What is further than this from a time of `times_that_matter` has no part in the signs that it is about."""


def marks_of(entry: Entry) -> Iterator[Mark]:
    """The marks that an entry bears."""
    at = entry.at.instant
    if words := tuple(word for word in entry.symptoms if word in LOOKED_FOR):
        yield Mark(entry.id, at, None, None, None, words, False)
    for reading in entry.readings:
        words = tuple(word for word in reading.qualities + reading.symptoms if word in LOOKED_FOR)
        if words or reading.sudden:
            yield Mark(entry.id, at, reading.site, reading.side, reading.pain, words, reading.sudden)


def times_that_matter(marks: Sequence[Mark], diary: Diary, as_of: datetime) -> list[datetime]:
    """The times of old entries around which there may be an emergency sign that must be answered for.

    Rather one too many: the rule itself looks at what is read then. What was told need not be read again, nor what
    was known from the start.
    """
    told = told_at(diary.acks, as_of)
    if told is not None:
        # A sign that goes on counts as told, through a week without it; and its parts may be older than itself.
        before = told - RECENT - BOTH_LEGS_WITHIN - TOGETHER
        marks = [mark for mark in marks if mark.at >= before]
        known = set[Mark]()
    else:
        known = _known(marks, Knowledge.of(diary.knowns, as_of))
    new = [mark for mark in marks if mark not in known]
    times = {mark.at for mark in new if _matters_alone(mark)}
    for words in (NUMB, NERVE, WEAK):
        times |= _in_both_legs(words, marks, known if words is not WEAK else set())
    times |= _together(_with("breathlessness", marks), _with("swelling", marks, CLOT_SITES), known)
    times |= _together(_with("fever", marks), _with("hot-joint", marks), known)
    return sorted(times)


def _matters_alone(mark: Mark) -> bool:
    # Numbness and weakness beside pain in the head: the pain has no word that could be looked for.
    words = set(mark.words)
    if words & ALONE or "numbness" in words or "weakness" in words:
        return True
    return mark.sudden and mark.site == HEAD and (mark.pain or 0) >= HEAD_SEVERE


def _known(marks: Iterable[Mark], knowledge: Knowledge) -> set[Mark]:
    """The marks of which every word was known."""
    worse = {mark.entry for mark in marks if WORSE in mark.words}
    return {
        mark
        for mark in marks
        if mark.words
        and not mark.sudden
        and mark.entry not in worse
        and all(
            knowledge.stands(word, *(None, None) if word in PERSON_ONLY else (mark.site, mark.side), mark.at)
            for word in mark.words
        )
    }


def _with(word: str, marks: Iterable[Mark], sites: frozenset[str] | None = None) -> list[Mark]:
    return [mark for mark in marks if word in mark.words and (sites is None or mark.site in sites)]


def _in_both_legs(words: frozenset[str], marks: Iterable[Mark], known: set[Mark]) -> set[datetime]:
    legs = [mark for mark in marks if mark.site in LEG_SITES and words.intersection(mark.words)]
    both = {mark.at for mark in legs if mark.side == BOTH and mark not in known}
    left, right = ([mark for mark in legs if mark.side == side] for side in (LEFT, RIGHT))
    return both | _together(left, right, known, BOTH_LEGS_WITHIN)


def _together(
    some: Sequence[Mark], others: Sequence[Mark], known: set[Mark], within: timedelta = TOGETHER
) -> set[datetime]:
    """The times of marks that have one of the others near, where not both are known. Both are in time order."""
    return {mark.at for pair in _near(some, others, within) if not known.issuperset(pair) for mark in pair}


def _near(some: Sequence[Mark], others: Sequence[Mark], within: timedelta) -> Iterator[tuple[Mark, Mark]]:
    first = 0
    for mark in some:
        while first < len(others) and others[first].at < mark.at - within:
            first += 1
        for other in others[first:]:
            if other.at > mark.at + within:
                break
            yield mark, other
