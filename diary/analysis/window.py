"""The window: how much of a long diary must be read for answers that are exactly those of the whole of it.

The rules look back at most 130 days: 60 for an episode, 60 more for the usual level it is measured against. But whether
an episode is open hangs on all readings before, and some findings say since when they have been raised without a
break. So a window is read, looked at, and made longer where its beginning could still matter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import datetime

from diary.analysis.analyzer import analyze
from diary.analysis.episodes import (
    AFTER_SESSION,
    LONG_STANDING,
    LOST_AFTER,
    LOST_AFTER_WITH_SESSION,
    Episode,
    Walk,
    episodes,
    still_open,
)
from diary.analysis.rules import emergency_signs, neurological, swelling
from diary.analysis.rules.registry import COURSE_RULE_NAMES
from diary.analysis.series import DAY, USUAL_OLDEST, Course, Point
from diary.analysis.view import View, view
from diary.domain.entries import Diary
from diary.domain.findings import Finding

WINDOW = 130 * DAY
TRIES = 4
"""How often the window is doubled before the whole diary is read."""
KNOWN_FROM = (USUAL_OLDEST + 3) * DAY
"""From this long after the beginning of a window on, usual levels are those of the whole diary."""
MARGIN = KNOWN_FROM + 20 * DAY
"""What was raised no earlier than this after the beginning of a window does not hang on what came before."""
MARGIN_OF_SIGNS = 9 * DAY
READ_WHOLE = frozenset({emergency_signs.RULE, neurological.RULE, swelling.RULE})
"""The rules all of whose words are read whatever their age."""
MOST_STATES = 40

Read = Callable[[datetime | None], Diary]
"""Gives what counts now from an instant on, or all of it; entries with a word of `emergency_signs.WORDS`, or that came
suddenly, at any age, with what is within a day of them."""


def windowed(read: Read, as_of: datetime, emergency_number: str = "") -> tuple[Diary, tuple[Finding, ...]]:
    """The answers of the whole diary as of an instant (aware), from as much of it as they need; and what was read.

    Sites and movements without an entry in the window have no answers here: they are clear or insufficient.
    """
    length = WINDOW
    for _ in range(TRIES):
        since = as_of - length
        diary = read(since)
        findings = analyze(diary, as_of, emergency_number)
        if reaches(diary, findings, since, as_of):
            return diary, findings
        length *= 2
    diary = read(None)
    return diary, analyze(diary, as_of, emergency_number)


def reaches(diary: Diary, findings: Sequence[Finding], since: datetime, as_of: datetime) -> bool:
    """Whether the answers to a diary that was read from `since` on are those of the whole diary."""
    if any(finding.raised and _hangs_on_more(finding, since) for finding in findings):
        return False
    seen = view(diary, as_of)
    return all(
        settled(course, seen, since + KNOWN_FROM)
        for course in seen.courses.values()
        if course.latest is not None and as_of - course.latest.time <= LOST_AFTER
    )


def _hangs_on_more(finding: Finding, since: datetime) -> bool:
    if finding.rule in READ_WHOLE or finding.since is None or finding.started is None:
        return False
    signs = finding.rule not in COURSE_RULE_NAMES and finding.rule != "interference"
    # An episode's start needs no more than its readings, which `settled` answers for.
    began = finding.since if finding.rule in ("not-improving-48h", "expected-soreness") else finding.started
    if finding.rule == "range-of-motion":
        began, signs = finding.since, False
    return min(began, finding.since) < since + (MARGIN_OF_SIGNS if signs else MARGIN)


def settled(course: Course, seen: View, first: datetime) -> bool:
    """Whether the open episode of a site is the same whatever came before `first`.

    All states in which the walk along the readings can be at `first` are carried along: one in which no episode is
    open, and one with an open episode of which nothing is known. The latter can end at any reading, until one comes
    that ends every episode. What is left at the end must be one and the same.
    """
    begun = bisect_left(course.times, first)
    unknown_until: datetime | None = first + LONG_STANDING
    states: dict[object, Walk] = {}
    for resolved_at in (None, first):
        walk = _fresh(course, seen, begun, None, resolved_at)
        states[_state(walk, first)] = walk
    previous: Point | None = None
    for index, point in enumerate(course.points[begun:], begun):
        if unknown_until is not None:
            if _ends_any_before(point, previous, unknown_until, seen):
                unknown_until = None
            fresh = _fresh(course, seen, index, previous, None)
            states.setdefault(_state(fresh, point.time), fresh)
        for walk in states.values():
            walk.step(point)
        after = list(states.values())
        if unknown_until is not None:
            after.append(_fresh(course, seen, index + 1, point, point.time))
            if point.level <= 1:
                unknown_until = None
        states = {_state(walk, point.time): walk for walk in reversed(after)}
        previous = point
        if len(states) > MOST_STATES:
            return False
    if unknown_until is not None and seen.as_of <= unknown_until and previous is not None:
        return False
    found = episodes(course, seen)
    last = found[-1] if found and not found[-1].ended else None
    ends = {_open(walk.open, seen.as_of) for walk in states.values()}
    return ends <= {_open(last, seen.as_of)}


def _fresh(course: Course, seen: View, begun: int, previous: Point | None, resolved_at: datetime | None) -> Walk:
    """A walk that begins with a reading, and in which no episode is open yet."""
    walk = Walk(course, seen)
    walk.begun = begun
    walk.previous, walk.resolved_at = previous, resolved_at
    return walk


def _ends_any_before(point: Point, previous: Point | None, limit: datetime, seen: View) -> bool:
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


def _state(walk: Walk, now: datetime) -> object:
    """What the next steps of a walk hang on."""
    recent = walk.resolved_at is not None and walk.resolved_at > now - AFTER_SESSION
    return (_key(walk.open), walk.resolved_at if recent else None)


def _open(episode: Episode | None, as_of: datetime) -> object:
    return _key(episode) if episode is not None and still_open(episode, as_of) else None


def _key(episode: Episode | None) -> object:
    if episode is None:
        return None
    return (episode.start, episode.base, episode.points[0].time)
