"""The days a chart shows, and places on its time axis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from diary.review.snapshot import Review

CHART_DAYS = 90
FEWEST_DAYS = 5
"""The fewest days that are drawn: the first entries of a diary are not squeezed against the edge."""
DAILY_UP_TO, WEEKLY_UP_TO = 120, 3 * 366
"""Days of a period up to which single readings, and then weeks, are drawn; longer ones are drawn in four weeks."""
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Period:
    """The days shown, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """The number of its days."""
        return (self.last - self.first).days + 1

    @property
    def step(self) -> int:
        """The days that one dot stands for: 1 (a dot for every reading), 7 or 28."""
        return 1 if self.days <= DAILY_UP_TO else 7 if self.days <= WEEKLY_UP_TO else 28

    @property
    def start(self) -> float:
        """Its first moment on the axis."""
        return float(self.first.toordinal())

    @property
    def end(self) -> float:
        """Its last moment on the axis."""
        return float(self.last.toordinal() + 1)

    @property
    def margin(self) -> float:
        """Room on the axis after the last moment, in days."""
        return self.days / 60

    @property
    def least(self) -> float:
        """The shortest stretch that is still visible, in days."""
        return self.days / 80

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.first <= day <= self.last


def x_of(when: datetime) -> float:
    """The place of a local time on the axis: days since the year 1, with a fraction.

    The clock on the wall counts, so a 23- or 25-hour day is as wide as any other.
    """
    return when.toordinal() + (when.hour * 3600 + when.minute * 60 + when.second) / 86400


def period_of(review: Review, since: date | None, until: date | None) -> Period:
    """The days asked for, else the last 90, or those since the diary began."""
    last = until or review.today
    # A period that was asked for stays as it is, also where the diary is younger.
    return Period(since, last) if since else drawn(review, Period(last - timedelta(days=CHART_DAYS - 1), last))


def drawn(review: Review, period: Period) -> Period:
    """The part of a period that is drawn: it starts with the diary if that began within it."""
    if not review.entries:
        return period
    begun = min(review.entries[0].at.day, period.last - timedelta(days=FEWEST_DAYS - 1))
    return Period(max(period.first, begun), period.last)


def day_text(day: date, beside: date | None = None) -> str:
    """2 Nov 2026; without the year if it is that of the day beside it."""
    # Not strftime for the day: the form without a leading zero differs between systems.
    year = "" if beside is not None and day.year == beside.year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"
