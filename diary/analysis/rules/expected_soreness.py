"""expected-soreness: what fits ordinary soreness after exercise so far. Never raised where another rule is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

from diary.analysis.episodes import Episode, open_episode
from diary.analysis.rules.not_improving_48h import clears_at, compared
from diary.analysis.series import HOUR, Course, local
from diary.analysis.snapshot import Snapshot
from diary.domain.findings import Finding, Status, Tier
from diary.domain.vocabulary import LEFT, RIGHT

RULE = "expected-soreness"
WITHIN = 120 * HOUR
EARLIEST, LATEST = 6 * HOUR, 48 * HOUR
"""When soreness starts after exercise (Bishop 2011; Abboud 2019: mean peak 28 h)."""
RISE = 2
HIGHEST_PEAK, HIGHEST_RISE = 6, 4
"""Mild to moderate, and not far above the base."""
# A latest reading older than this says too little about now.
FRESH = 36 * HOUR
SORE_QUALITIES = frozenset({"dull", "aching", "stiff", "tight", "tender"})


def judge(course: Course, snapshot: Snapshot, others: Sequence[Finding]) -> Finding:
    """The answer for one site, given all other findings of that instant."""
    episode = open_episode(course, snapshot)
    fitting = episode is not None and fits(course, snapshot.as_of, episode)
    if episode is None or not fitting or any(_speaks_against(other, course) for other in others):
        return Finding(rule=RULE, status=Status.CLEAR, site=course.site, side=course.side, threshold=RISE)
    latest = episode.points[-1]
    offset = latest.entry.at.offset
    return Finding(
        rule=RULE,
        status=Status.RAISED,
        tier=Tier.EXPECTED,
        site=course.site,
        side=course.side,
        provisional=episode.provisional,
        started=episode.began,
        since=next(point.local for point in episode.points if point.level >= episode.base.level + RISE),
        compared_with=compared(episode.base),
        threshold=RISE,
        evidence=tuple(point.evidence() for point in episode.points),
        facts={
            "peak": episode.peak,
            "latest": latest.level,
            "base": episode.base.level,
            "hours": latest.time - episode.start,
            "both_sides": _both_sides(course, snapshot),
            "session": episode.session,
            "clears_at": clears_at(episode),
            "judged_from": local(episode.start + LATEST, offset),
        },
    )


def fits(course: Course, as_of: datetime, episode: Episode) -> bool:
    """Whether what was logged in an open episode fits ordinary soreness, as of an instant."""
    if episode.session is None or as_of - episode.start > WITHIN:
        return False
    base = episode.base.level
    first = next((point for point in episode.points if point.level >= base + RISE), None)
    if first is None or not EARLIEST <= first.time - episode.start <= LATEST:
        return False
    if episode.peak > HIGHEST_PEAK or episode.peak > base + HIGHEST_RISE:
        return False
    if as_of - episode.points[-1].time > FRESH:
        return False
    # Readings without a level count here too: a word alone can show that it is not ordinary soreness.
    began = bisect_right(course.rows, episode.start, key=lambda row: row[0].at.instant)
    for entry, reading in course.rows[began:]:
        # A symptom or a sudden pain anywhere in the entry, not only at this site, speaks against it.
        marked = entry.symptoms or any(other.symptoms or other.sudden for other in entry.readings)
        if marked or not SORE_QUALITIES.issuperset(reading.qualities):
            return False
    return True


def _speaks_against(other: Finding, course: Course) -> bool:
    """Whether another rule is raised for this site or for the whole person."""
    return other.raised and other.rule != RULE and (other.site is None or other.place == (course.site, course.side))


def _both_sides(course: Course, snapshot: Snapshot) -> bool:
    """Whether the other side of the body is in an episode of the same session that peaks within a point."""
    mirror = {LEFT: RIGHT, RIGHT: LEFT}.get(course.side)
    if mirror is None:
        return course.side == "both"
    other = snapshot.courses.get((course.site, mirror))
    mine, theirs = open_episode(course, snapshot), open_episode(other, snapshot) if other else None
    return mine is not None and theirs is not None and mine.start == theirs.start and abs(mine.peak - theirs.peak) <= 1
