"""Where it hurt in a period: for each site the share of days and the highest level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from diary.charts.period import Period, Place
from diary.charts.terminal.columns import chart_of
from diary.charts.terminal.course import days_strip
from diary.charts.terminal.pieces import BOLD, FULL, QUIET, SCALE_WIDTH, Line, Piece, joined, level_role, scale_line
from diary.charts.tracks import points_in
from diary.domain.text import capital, counted
from diary.domain.vocabulary import place_name
from diary.domain.wrapping import broken_lines
from diary.review.snapshot import Review

MOST_STRIPS = 8
"""Sites up to which each has its days in a row; more would need to be scrolled."""
BAR = 20
"""Columns of the bar of a site that hurt on every day."""


@dataclass(frozen=True, slots=True)
class PainDays:
    """A site over a period."""

    place: Place
    days: int
    """Days on which it hurt: with a level of 1 or more."""
    highest: int


def pain_days(review: Review, period: Period) -> list[PainDays]:
    """The sites with a level in the period, those that hurt on most days first; one that was always 0 is last."""
    found = []
    for place, course in review.snapshot.courses.items():
        points = points_in(course, period)
        if points:
            days = len({point.day for point in points if point.level})
            found.append(PainDays(place, days, max(point.level for point in points)))
    return sorted(found, key=lambda each: (-each.days, -each.highest, each.place))


def days_logged(review: Review, period: Period) -> int:
    """The days of the period with an entry."""
    return len({entry.at.day for entry in review.entries if period.holds(entry.at.day)})


def where_lines(review: Review, period: Period, width: int) -> Iterator[Line]:
    """A row for each site: its highest level on its colour, its name, and the share of the days with an entry."""
    sites, days = pain_days(review, period), days_logged(review, period)
    if not sites:
        yield (Piece("No level was logged in this time."),)
        return
    yield (Piece("Where it hurt", BOLD),)
    said = f"the highest level, and on how many of the {counted(days, 'day')} with an entry it hurt there"
    yield from ((Piece(line, QUIET),) for line in broken_lines(said, max(20, width)))
    names = max(cell_len(place_name(*each.place)) for each in sites)
    bar = max(4, min(BAR, width - names - 21))
    has_strips = len(sites) <= MOST_STRIPS
    shown = sites if has_strips else []
    charts = [chart_of(review, each.place, period.days, period.last, bar - 1) for each in shown]
    if has_strips:
        bar = min(bar, len(charts[0].columns))  # both of one width, so that they read as one figure
    for number, each in enumerate(sites):
        name = capital(place_name(*each.place))
        role = level_role(each.highest)
        filled = max(1 if each.days else 0, round(bar * each.days / days))
        yield joined(
            [
                Piece(f" {each.highest:>2} ", level_role(each.highest, behind=True), ",".join(each.place)),
                Piece(f" {name}{' ' * (names - cell_len(name))}  ", "", ",".join(each.place)),
                Piece(FULL * filled, role),
                Piece("·" * (bar - filled), QUIET),
                Piece(f"  {each.days} of {days}", QUIET),
            ]
        )
        if has_strips:
            yield (Piece(f"{'day by day':>{names + 5}}  ", QUIET), *days_strip(charts[number], ",".join(each.place)))
            yield ()
    if width >= SCALE_WIDTH:
        yield scale_line()
