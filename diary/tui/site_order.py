"""The order in which the screen lists the sites: chosen ones first, then the most logged of the last 28 days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from diary.domain.body import places_named
from diary.domain.vocabulary import REGIONS

if TYPE_CHECKING:
    from diary.review.snapshot import Review

Place = tuple[str, str]
DAYS = 28


def ordered_sites(review: Review, chosen: str) -> tuple[Place, ...]:
    """The current sites, and those with a usual level and no entry yet; `chosen` is the setting of that name.

    By how often they were logged, not by the latest entry: fingers remember that the third row is the knee.
    """
    logged = review.snapshot.courses
    current = [(state.site, state.side) for state in review.sites]
    # Most people begin by saying where it usually hurts, and expect to find that site in the list.
    stated = [(each.site, each.side) for each in review.diary.usuals if each.site and each.side]
    places = dict.fromkeys([*current, *(place for place in stated if place not in logged)])
    first = (review.called_today - timedelta(days=DAYS - 1)).toordinal()
    regions = list(REGIONS)

    def rank(place: Place) -> tuple[int, int, str]:
        course = review.course(*place)
        return -sum(point.day >= first for point in reversed(course.points[-999:])), regions.index(place[0]), place[1]

    ranked = sorted(places, key=rank)
    return tuple(dict.fromkeys([*(place for place in places_named(chosen) if place in places), *ranked]))
