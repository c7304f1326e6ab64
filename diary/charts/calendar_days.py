"""The days and months of a calendar, as numbers: what it shows, before anything is drawn."""

from __future__ import annotations

from datetime import date

from diary.charts.period import Period, Place
from diary.charts.tracks import points_in
from diary.review.snapshot import Review

MOST_MONTHS, MOST_SITES = 24, 2
"""The latest months, and the sites, that a calendar shows; its words say how many there are beside."""
Month = tuple[int, int]
"""A year, and a month from 1 to 12."""


def months_shown(period: Period, begun: date) -> tuple[list[Month], int]:
    """The months of a period from the first level on: the latest of very many, and how many are left out."""
    first, last = (each.year * 12 + each.month - 1 for each in (max(begun, period.first), period.last))
    months = [(number // 12, number % 12 + 1) for number in range(first, last + 1)]
    return months[-MOST_MONTHS:], max(0, len(months) - MOST_MONTHS)


def highest_of_days(review: Review, place: Place, period: Period) -> dict[date, int]:
    """The highest level (0–10) of each day of a period that has one."""
    highest: dict[date, int] = {}
    for point in points_in(review.course(*place), period):
        day = date.fromordinal(point.day)
        highest[day] = max(highest.get(day, 0), point.level)
    return highest
