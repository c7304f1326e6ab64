"""The bounded read: how much of a long diary must be read to get exactly the answers of the whole diary.

The rules look back at most 130 days: 60 for an episode, 60 more for the usual level it is measured against. But whether
an episode is open depends on all readings before, and some findings say since when they have been raised without a
break. So a window is read, checked, and made longer where its beginning could still matter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from diary.analysis.analyzer import findings
from diary.analysis.episodes import (
    AFTER_SESSION,
    LONG_STANDING,
    LOST_AFTER,
    LOST_AFTER_WITH_SESSION,
    Episode,
    Walk,
    still_open,
    walk_along,
)
from diary.analysis.known_symptoms import WORSE, KnownSymptoms
from diary.analysis.rules import emergency_signs
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
from diary.analysis.rules.registry import RULE_OF
from diary.analysis.series import DAY, RECENT, TOGETHER, USUAL_OLDEST, Course, Point
from diary.analysis.snapshot import Snapshot, snapshot_of
from diary.domain.findings import Finding, Tier
from diary.domain.records import Diary, Entry, OldSign, Record
from diary.domain.thresholds import REASONED, Thresholds
from diary.domain.vocabulary import BOTH, LEFT, LEG_SITES, PERSON_ONLY, RIGHT

WINDOW = 130 * DAY
TRIES = 4
"""How often the window is doubled before the whole diary is read."""
KNOWN_FROM = (USUAL_OLDEST + 3) * DAY
"""This long after the beginning of a window, usual levels are those of the whole diary."""
# With more states than this the walks are given up, and a longer window is read.
MOST_STATES = 40

Read = Callable[[datetime | None], Diary]
"""Reads the records from an instant on (None: all), and older entries that may be part of an emergency sign."""


def windowed(
    read: Read,
    as_of: datetime,
    emergency_number: str = "",
    thresholds: Thresholds = REASONED,
    *,
    begins: datetime | None = None,
    near: Snapshot | None = None,
) -> tuple[Diary, Snapshot, tuple[Finding, ...]]:
    """What was read, its snapshot, and the answers: those of the whole diary as of an instant (aware).

    Sites and movements without an entry in the window have no answers here: they are clear or insufficient.
    `begins` is the time of the first record in the diary, where known; `near` a snapshot of nearly the same diary, from
    which unchanged courses are reused.
    """
    length = WINDOW
    for _ in range(TRIES):
        since = as_of - length
        # A window that holds everything is the whole diary: there is nothing to check.
        if begins is not None and since <= begins:
            break
        diary = read(since)
        seen = snapshot_of(diary, as_of, thresholds, near)
        answers = findings(seen, emergency_number)
        if is_long_enough(seen, answers, since):
            return diary, seen, answers
        length *= 2
    diary = read(None)
    seen = snapshot_of(diary, as_of, thresholds, near)
    return diary, seen, findings(seen, emergency_number)


def is_long_enough(seen: Snapshot, answers: Sequence[Finding], since: datetime) -> bool:
    """Whether the answers to a diary that was read from `since` on are those of the whole diary."""
    if any(finding.raised and _may_begin_earlier(finding, since) for finding in answers):
        return False
    # At other sites no episode is open, whatever came before: it was lost sight of.
    return all(
        is_settled(course, seen, since + KNOWN_FROM)
        for course in seen.courses.values()
        if course.latest is not None and seen.as_of - course.latest.time <= LOST_AFTER
    )


def _may_begin_earlier(finding: Finding, since: datetime) -> bool:
    """Whether the begin of a raised finding is so near that of the window that earlier records may change it."""
    if finding.rule == emergency_signs.NAME and finding.tier is Tier.EMERGENCY and not finding.acknowledged:
        return False  # signs that nobody was told of are read whatever their age
    return finding.since is not None and finding.since < since + RULE_OF[finding.rule].lookback


def is_settled(course: Course, seen: Snapshot, first: datetime) -> bool:
    """Whether the open episode of a site is the same whatever came before `first`.

    All states that the walk along the readings can have at `first` are followed: one in which no episode is open, and
    one with an open episode about which nothing is known. That one can end at any reading, until one comes that ends
    every episode. At the end all states must agree.
    """
    begun = bisect_left(course.times, first)
    # An unknown episode began before `first`: after this it would be long-standing, so no longer open.
    unknown_until: datetime | None = first + LONG_STANDING
    states: dict[object, Walk] = {}
    whole = walk_along(course, seen)
    # A reading that resolved an episode bars the sessions before it from opening one: both cases are possible.
    for resolved_at in (None, first):
        walk = _fresh(whole, begun, None, resolved_at)
        states[_state(None, resolved_at, first)] = walk
    previous: Point | None = None
    for index, point in enumerate(course.points[begun:], begun):
        if unknown_until is not None:
            if _ends_any_before(point, previous, unknown_until, seen):
                unknown_until = None
            states.setdefault(_state(None, None, point.time), _fresh(whole, index, previous, None))
        for walk in states.values():
            walk.step(point)
        after = list(states.values())
        if unknown_until is not None:
            after.append(_fresh(whole, index + 1, point, point.time))
            # No base is below 0, so a reading of 0 or 1 resolves any episode.
            if point.level <= 1:
                unknown_until = None
        # Reversed, so that of two equal states the older walk stays.
        states = {_state(walk.open, walk.resolved_at, point.time): walk for walk in reversed(after)}
        previous = point
        if len(states) > MOST_STATES:
            return False
        if unknown_until is None and len(states) == 1:
            _, episode, _, resolved_at = whole.trail[index]
            if _state(episode, resolved_at, point.time) in states:
                return True  # from here on it is the same as the walk along everything that was read
    if unknown_until is not None and seen.as_of <= unknown_until and previous is not None:
        return False
    last = whole.episodes[-1] if whole.episodes and not whole.episodes[-1].ended else None
    ends = {_open(walk.open, seen.as_of) for walk in states.values()}
    return ends <= {_open(last, seen.as_of)}


def _fresh(whole: Walk, begun: int, previous: Point | None, resolved_at: datetime | None) -> Walk:
    """A walk that begins with a reading, and in which no episode is open yet."""
    walk = Walk(whole.course, whole.calendar)
    walk.begun, walk.bases = begun, whole.bases  # what stands before a session is the same in all of them
    walk.previous, walk.resolved_at = previous, resolved_at
    return walk


def _ends_any_before(point: Point, previous: Point | None, limit: datetime, seen: Snapshot) -> bool:
    """Whether every episode that was open has ended before this reading."""
    if point.time > limit:
        return True
    if previous is None:
        return False
    gap = point.time - previous.time
    if gap > LOST_AFTER:
        return True
    return gap > LOST_AFTER_WITH_SESSION and any(
        session.at.instant > previous.time for session in seen.sessions_between(previous.time, point.time)
    )


def _state(episode: Episode | None, resolved_at: datetime | None, now: datetime) -> object:
    """What the next steps of a walk depend on: its open episode, and when one was last resolved, if recently."""
    # A session opens an episode for 48 h at most, so an older resolving reading bars nothing any more.
    recent = resolved_at is not None and resolved_at > now - AFTER_SESSION
    return (_key(episode), resolved_at if recent else None)


def _open(episode: Episode | None, as_of: datetime) -> object:
    return _key(episode) if episode is not None and still_open(episode, as_of) else None


def _key(episode: Episode | None) -> object:
    if episode is None:
        return None
    return (episode.start, episode.base, episode.points[0].time)


LOOKED_FOR = WORDS | {WORSE}
"""Words by which older entries are found. Getting worse is one: it makes the known symptoms of its entry new."""
AROUND = 2 * TOGETHER
"""Entries further than this from a time of `times_that_matter` are no part of the signs around it."""


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

    A time too many does no harm: the rule judges what is read then. What was told need not be read again, nor what was
    known from the start.
    """
    told = told_at(diary.acks, as_of)
    if told is not None:
        # A sign that goes on after a week or less without it still counts as told; and its parts may be older than it.
        before = told - RECENT - BOTH_LEGS_WITHIN - TOGETHER
        marks = [mark for mark in marks if mark.at >= before]
        # Known ones count here: a told sign can go on through entries at which it is known.
        known = set[OldSign]()
    else:
        known = _known(marks, KnownSymptoms.of(diary.knowns, as_of))
    new = [mark for mark in marks if mark not in known]
    times = {mark.at for mark in new if _matters_alone(mark)}
    # Weakness in both legs counts only with a sign beside it, which may be new where the weakness is known.
    for words in (NUMB, NERVE, WEAK):
        times |= _in_both_legs(words, marks, known if words is not WEAK else set())
    times |= _together(_with("breathlessness", marks), _with("swelling", marks, CLOT_SITES), known)
    times |= _together(_with("fever", marks), _with("hot-joint", marks), known)
    return sorted(times)


def _matters_alone(mark: OldSign) -> bool:
    # Numbness and weakness may stand beside pain in the head, and that pain has no word to search for.
    words = set(mark.words)
    if words & ALONE or "numbness" in words or "weakness" in words:
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


def _with(word: str, marks: Iterable[OldSign], sites: frozenset[str] | None = None) -> list[OldSign]:
    return [mark for mark in marks if word in mark.words and (sites is None or mark.site in sites)]


def _in_both_legs(words: frozenset[str], marks: Iterable[OldSign], known: set[OldSign]) -> set[datetime]:
    legs = [mark for mark in marks if mark.site in LEG_SITES and words.intersection(mark.words)]
    both = {mark.at for mark in legs if mark.side == BOTH and mark not in known}
    left, right = ([mark for mark in legs if mark.side == side] for side in (LEFT, RIGHT))
    return both | _together(left, right, known, BOTH_LEGS_WITHIN)


def _together(
    some: Sequence[OldSign], others: Sequence[OldSign], known: set[OldSign], within: timedelta = TOGETHER
) -> set[datetime]:
    """The times of marks that have one of the others near, where not both are known. Both are in time order."""
    return {mark.at for pair in _near(some, others, within) if not known.issuperset(pair) for mark in pair}


def _near(some: Sequence[OldSign], others: Sequence[OldSign], within: timedelta) -> Iterator[tuple[OldSign, OldSign]]:
    # Both are in time order, so the first candidate only moves forward.
    first = 0
    for mark in some:
        while first < len(others) and others[first].at < mark.at - within:
            first += 1
        for other in others[first:]:
            if other.at > mark.at + within:
                break
            yield mark, other


class Excerpts:
    """A whole diary to take excerpts from, as the bounded read of the store would give them."""

    def __init__(self, diary: Diary) -> None:
        self.diary = diary
        self.marks = [mark for entry in diary.entries for mark in marks_of(entry)]

    def since(self, since: datetime | None, as_of: datetime) -> Diary:
        """What the rules need from an instant on (None: all), and older entries that may be in an emergency sign."""
        diary = self.diary
        if since is None:
            return diary
        times = times_that_matter([mark for mark in self.marks if mark.at <= as_of], diary, as_of)
        first = _place(diary.entries, since)
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
            cares=(),
            visits=(),
            questions=(),
        )


def _time(record: Record) -> datetime:
    return record.at.instant


def _place(records: tuple[Record, ...], since: datetime) -> int:
    return bisect_left(records, since, key=_time)
