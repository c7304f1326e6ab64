"""The ranges of motion of a period, movement by movement."""

from __future__ import annotations

from diary.charts.period import Period
from diary.domain.records import Motion
from diary.review import Review

Key = tuple[str, str, str]
"""Movement, side and unit."""


def series_of(review: Review, period: Period) -> dict[Key, list[Motion]]:
    """The measurements by movement, side and unit, the most measured first."""
    found: dict[Key, list[Motion]] = {}
    for motion in review.view.motions:
        if period.holds(motion.at.day):
            found.setdefault((motion.movement, motion.side, motion.unit), []).append(motion)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))
