"""sudden-severe: severe pain that came on suddenly, or far above the usual level."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from diary.analysis.rules.not_improving_48h import compared
from diary.analysis.series import HOUR, RECENT, Course, Level, Point
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import stretch
from diary.domain.findings import Finding, Status, Tier

RULE = "sudden-severe"
SEVERE = 7
"""Severe pain starts here (Jensen 2001, Boonstra 2014)."""
# A sudden beginning makes less pain count, if it is far above the usual level.
SUDDEN_FROM, SUDDEN_RISE = 5, 4
RISE = 3
EASED_AFTER = 24 * HOUR
EASED_ABOVE_USUAL = 1
EASED_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class _Hit:
    """A reading that this rule counts as severe."""

    point: Point
    usual: Level | None
    provisional: bool
    eased: Point | None

    @property
    def tier(self) -> Tier:
        if self.eased:
            return Tier.DISCUSS
        return Tier.REPORT if self.provisional else Tier.IMMEDIATE


def judge(course: Course, snapshot: Snapshot) -> Finding:
    """The answer for one site as of the view's instant."""
    hits = [hit for point in course.points if (hit := _hit(course, point))]
    recent = [hit for hit in hits if hit.point.time >= snapshot.as_of - RECENT]
    if not recent:
        return Finding(
            rule=RULE,
            status=Status.CLEAR,
            site=course.site,
            side=course.side,
            threshold=SEVERE,
            facts={"latest": course.latest.level if course.latest else None},
        )
    tier = min((hit.tier for hit in recent), key=lambda tier: tier.rank)
    worst = [hit for hit in recent if hit.tier is tier]
    # A hit that has eased is another event: an acknowledgement of it does not cover a new one.
    times = [hit.point.time for hit in hits if tier is Tier.DISCUSS or not hit.eased]
    began = stretch(times)
    since = next(hit.point.local for hit in hits if hit.point.time == began)
    eased = worst[-1].eased
    shown = [hit.point for hit in recent] + ([eased] if eased else [])
    usual = worst[-1].usual
    return Finding(
        rule=RULE,
        status=Status.RAISED,
        tier=tier,
        site=course.site,
        side=course.side,
        provisional=all(hit.provisional for hit in worst),
        started=since,
        since=since,
        compared_with=compared(usual) if usual else None,
        threshold=SEVERE,
        evidence=tuple(point.evidence() for point in sorted(shown, key=lambda point: point.time)),
        facts={
            "level": worst[-1].point.level,
            "sudden": worst[-1].point.reading.sudden,
            "when": worst[-1].point.local,
            "usual": usual.level if usual else None,
            "eased": eased.level if eased else None,
            "eases_at": int(eases_at(usual)),
        },
    )


def _hit(course: Course, point: Point) -> _Hit | None:
    # No reading below this counts, whatever the usual level, and most are below it.
    if point.level < SUDDEN_FROM:
        return None
    usual = course.usual(point.day)
    certain = severe(point, usual)
    if certain is None:
        return None
    low = bisect_left(course.times, point.time + EASED_AFTER)
    later = (p for p in course.points[low:] if p.level <= eases_at(usual))
    return _Hit(point, usual, not certain, next(later, None))


def severe(point: Point, usual: Level | None) -> bool | None:
    """Whether a reading counts as severe: True; False where only provisionally (no usual level); None where not."""
    level, sudden = point.level, point.reading.sudden
    above = level - usual.level if usual else None
    certain = (
        (level >= SEVERE and sudden)
        or (sudden and above is not None and above >= SUDDEN_RISE)
        or (level >= SEVERE and above is not None and above >= RISE)
    )
    if certain:
        return True
    return False if usual is None and level >= SEVERE else None


def eases_at(usual: Level | None) -> float:
    """The highest level that, a day or more later, lets it fall to discuss."""
    return usual.level + EASED_ABOVE_USUAL if usual else EASED_UNKNOWN
