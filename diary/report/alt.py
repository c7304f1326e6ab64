"""What stands for a picture where it can't be seen: the same facts in a few sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from diary.charts.period import Period
from diary.charts.tracks import GROUP_NAMES, Track, grouped, points_in, track_of
from diary.domain.vocabulary import place_name
from diary.report.model import Place, Report, SiteRow
from diary.report.said import LETTERS, capital, counted, days, listing, number, short


def of_trend(report: Report, places: Sequence[Place], period: Period) -> str:
    """The course of each site: first, lowest, highest, last, and what is flagged on it."""
    parts = [f"Line chart of pain from 0 to 10, {days(period.first, period.last)}."]
    for place in places:
        points = points_in(report.review.course(*place), period)
        if points:
            levels = [point.level for point in points]
            parts.append(
                f"{capital(place_name(*place))}: from {levels[0]} to {levels[-1]}, lowest {min(levels)}, "
                f"highest {max(levels)}, {counted(len(levels), 'reading')}"
                f"{''.join(_flagged(track_of(report.review, place, period)))}."
            )
    return " ".join(parts)


def _flagged(track: Track) -> Iterator[str]:
    """The words over a panel, with how often each stands there."""
    for lead, shown in (("flagged", track.flags), ("warning signs", track.marks)):
        times = Counter(word for one in shown for word in one.words.split(", "))
        if times:
            words = [word if count == 1 else f"{word} ({count} times)" for word, count in times.items()]
            yield f"; {lead}: {listing(words)}"


def of_body(rows: Sequence[SiteRow]) -> str:
    """The sites with their latest levels."""
    said = [f"{row.name} {number(row.latest) if row.latest is not None else 'without a level'}" for row in rows]
    return f"Body chart, front and back, with the latest levels: {', '.join(said)}."


def of_pattern(report: Report, kind: str, places: Sequence[Place]) -> str:
    """What a pattern chart shows."""
    if kind == "motion":
        said = [f"{short(m.name, LETTERS)} from {m.first:g} to {m.latest:g}" for m in report.motions]
        return f"Ranges of motion over time: {', '.join(said)}."
    if kind == "response":
        names = ", ".join(place_name(*place) for place in places)
        return f"Pain before sessions, its peak within 48 hours and the next morning, at {names}: the table's figures."
    what = "by time of day, in hours" if kind == "time-of-day" else "by day of the week"
    sites = [f"{capital(place_name(*place))}: {_rhythm(report, kind, place)}." for place in places]
    return f"Median pain levels {what}. {' '.join(sites)}"


def _rhythm(report: Report, kind: str, place: Place) -> str:
    points = points_in(report.review.course(*place), Period(report.first, report.last))
    known = [
        (name, levels) for name, levels in zip(GROUP_NAMES[kind], grouped(points, kind), strict=True) if levels
    ]
    said = [f"{name} {number(median(levels))} ({counted(len(levels), 'reading')})" for name, levels in known]
    return ", ".join(said) or "no hours are known"
