"""How far back the rules look: 400 days, and to older entries that may be in an emergency sign nobody was told of.

What came earlier does not exist for the rules, so a long diary need not be read whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from diary.analysis.emergencies import ALONE, BOTH_LEGS_WITHIN, HEAD_SEVERE, NERVE, NUMB, WORDS
from diary.analysis.known_symptoms import WORSE, KnownSymptoms
from diary.analysis.pains import HEAD
from diary.analysis.rules.emergency_signs import told_at
from diary.analysis.series import RECENT, TOGETHER
from diary.analysis.snapshot import REACH
from diary.domain.records import Diary, Entry, OldSign, Record
from diary.domain.vocabulary import LEFT, LEG_SITES, PERSON_ONLY, RIGHT

LOOKED_FOR = WORDS | {WORSE}
"""Words by which older entries are found. Getting worse is one: it makes the known symptoms of its entry new."""
AROUND = 3 * TOGETHER
"""Entries further than this from a time of `times_that_matter` are no part of the signs around it."""
# Beside pain or a word that is not searched for, these may be an emergency sign.
MATTER_ALONE = ALONE | {"numbness", "weakness", "breathlessness", "hot-joint"}


def marks_of(entry: Entry) -> Iterator[OldSign]:
    """The marks of an entry: one for each place with a word of `LOOKED_FOR` or a sudden pain."""
    at = entry.at.instant
    if words := tuple(word for word in entry.symptoms if word in LOOKED_FOR):
        yield OldSign(entry.id, at, None, None, None, words, False)
    for reading in entry.readings:
        words = tuple(word for word in reading.qualities + reading.symptoms if word in LOOKED_FOR)
        if words or reading.sudden:
            yield OldSign(entry.id, at, reading.site, reading.side, reading.pain, words, reading.sudden)


def times_that_matter(marks: Sequence[OldSign], diary: Diary, as_of: datetime) -> list[datetime]:
    """The times of old entries around which there may be an emergency sign that must be answered for.

    `marks` are in time order; of the diary the acknowledgements and the known symptoms count. A time too many does no
    harm: the rule judges what is read then. What was told need not be read again, nor what was known from the start.
    """
    told = told_at(diary.acks, as_of)
    if told is not None:
        # A sign that goes on after a week or less without it still counts as told; and its parts may be older than it.
        before = told - RECENT - BOTH_LEGS_WITHIN - TOGETHER
        # Known ones count here: a told sign can go on through entries at which it is known.
        new = [mark for mark in marks if mark.at >= before]
    else:
        known = _known(marks, KnownSymptoms.of(diary.knowns, as_of))
        new = [mark for mark in marks if mark not in known]
    times = {mark.at for mark in new if _matters_alone(mark)}
    in_new = {mark.at for mark in new}
    for words in (NUMB, NERVE):
        # A sign that is known in one leg is part of a new one in the other, logged again or not.
        if any(each.site in LEG_SITES and words & {*each.qualities, *each.symptoms} for each in diary.knowns):
            times |= {mark.at for mark in new if mark.site in LEG_SITES and not words.isdisjoint(mark.words)}
        # One part that is known does not make the sign in both legs known.
        times |= _in_both_legs(words, marks, in_new)
    return sorted(times)


def _matters_alone(mark: OldSign) -> bool:
    # Numbness and weakness may stand beside pain in the head, and that pain has no word to search for.
    if not MATTER_ALONE.isdisjoint(mark.words):
        return True
    return mark.sudden and mark.site == HEAD and (mark.pain or 0) >= HEAD_SEVERE


def _known(marks: Iterable[OldSign], known_symptoms: KnownSymptoms) -> set[OldSign]:
    """The marks of which every word was known, in entries where nothing got worse."""
    worse = {mark.entry for mark in marks if WORSE in mark.words}
    return {
        mark
        for mark in marks
        if mark.words
        and not mark.sudden
        and mark.entry not in worse
        and all(
            known_symptoms.stands(word, *(None, None) if word in PERSON_ONLY else (mark.site, mark.side), mark.at)
            for word in mark.words
        )
    }


def _in_both_legs(words: frozenset[str], marks: Iterable[OldSign], new: set[datetime]) -> set[datetime]:
    """The times of leg signs that have one in the other leg near, where not both are known."""
    legs = [mark for mark in marks if mark.site in LEG_SITES and not words.isdisjoint(mark.words)]
    left, right = ([mark.at for mark in legs if mark.side != side] for side in (RIGHT, LEFT))
    pairs = (
        (one, other)
        for one in left
        for other in right[bisect_left(right, one - BOTH_LEGS_WITHIN) : bisect_right(right, one + BOTH_LEGS_WITHIN)]
    )
    return {at for pair in pairs if not new.isdisjoint(pair) for at in pair}


class Excerpts:
    """A whole diary to take excerpts from, as the store would give them."""

    def __init__(self, diary: Diary) -> None:
        self.diary = diary
        self.marks = [mark for entry in diary.entries for mark in marks_of(entry)]

    def within_reach(self, as_of: datetime) -> Diary:
        """What the rules need as of an instant."""
        diary, since = self.diary, as_of - REACH
        first = _place(diary.entries, since)
        times = times_that_matter([mark for mark in self.marks if mark.at <= as_of], diary, as_of) if first else []
        # By identity, so that an entry near two of the times comes once.
        old = {
            id(entry): entry
            for at in times
            if at - AROUND < since
            for entry in diary.entries[
                _place(diary.entries, at - AROUND) : min(first, bisect_right(diary.entries, at + AROUND, key=_time))
            ]
        }
        return replace(
            diary,
            entries=(*old.values(), *diary.entries[first:]),
            sessions=diary.sessions[_place(diary.sessions, since) :],
            motions=diary.motions[_place(diary.motions, since) :],
        )


def _time(record: Record) -> datetime:
    return record.at.instant


def _place(records: tuple[Record, ...], since: datetime) -> int:
    return bisect_left(records, since, key=_time)
