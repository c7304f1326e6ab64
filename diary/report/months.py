"""A long time in few words: the months of each site against each other, and its worst episode."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import mean

from diary.charts.period import Place, day_text
from diary.domain.text import capital
from diary.report.episode import EpisodeRow
from diary.report.format import number_text
from diary.report.model import Report, SiteRow
from diary.review.courses import Course

LONG, ENOUGH, MOST_SITES = 8 * 7, 4, 2
"""Days from which on a period is told by its months, days with a level that a month needs, and sites that are told."""
Month = tuple[int, int]


def is_long(report: Report) -> bool:
    """Whether its first week says little about now, so that months are compared."""
    return (report.last - report.first).days >= LONG


def months_of(course: Course, first: date, last: date) -> dict[Month, float]:
    """The mean of the days' levels of each month with enough days, in their order."""
    found: dict[Month, list[float]] = {}
    for day, level in course.daily.between(first.toordinal(), last.toordinal()):
        when = date.fromordinal(day)
        found.setdefault((when.year, when.month), []).append(level)
    return {month: mean(levels) for month, levels in found.items() if len(levels) >= ENOUGH}


def told_by_months(report: Report) -> Iterator[tuple[str, str]]:
    """Lead words with their sentences; none for a short period."""
    if not is_long(report):
        return
    rows = [row for row in report.sites if row.latest is not None][:MOST_SITES]
    months = " ".join(filter(None, (_months(row, report) for row in rows)))
    if months:
        yield "Months", months
    if worst := _worst(rows, report):
        yield "Highest", worst


def _months(row: SiteRow, report: Report) -> str:
    course = report.review.course(*row.place)
    # The same month a year before may lie before the period.
    every = months_of(course, date.min, report.last)
    inside = {month: level for month, level in every.items() if month >= (report.first.year, report.first.month)}
    if len(inside) < 2:
        return ""
    year, month = latest = max(inside)
    others = [(year - (month == 1), (month - 2) % 12 + 1), (year - 1, month)]
    beside = [f"{_name(other)} {number_text(every[other])}" for other in others if other in every]
    text = f"{capital(row.name)}: mean {number_text(inside[latest])} in {_name(latest)}"
    text += f" ({', '.join(beside)})" if beside else ""
    highest, lowest = max(inside, key=lambda each: inside[each]), min(inside, key=lambda each: inside[each])
    if round(inside[highest], 1) > round(inside[lowest], 1):
        text += f"; highest {_name(highest)} {number_text(inside[highest])}"
        text += f", lowest {_name(lowest)} {number_text(inside[lowest])}"
    return f"{text}."


def _worst(rows: list[SiteRow], report: Report) -> str:
    """The highest peak of an episode of these sites; of equal ones the latest."""
    places: list[Place] = [row.place for row in rows]
    episodes = [row for row in report.episodes if (row.site, row.side) in places and not row.provisional]
    if not episodes:
        return ""
    worst = max(episodes, key=lambda row: (row.peak, row.start))
    return f"{capital(worst.name)} up to {worst.peak} in the episode from {_days(worst)}."


def _days(row: EpisodeRow) -> str:
    first, last = row.start.date(), row.last.date()
    return day_text(first) if first == last else f"{day_text(first, last)} to {day_text(last)}"


def _name(month: Month) -> str:
    return f"{date(*month, 1):%b %Y}"
