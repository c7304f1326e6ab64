"""What stands for a picture where it can't be seen: the same facts in a few sentences."""

from __future__ import annotations

from collections.abc import Sequence

from diary.charts.period import Period
from diary.charts.tracks import points_in
from diary.domain.vocabulary import place_name
from diary.report.model import Place, Report, SiteRow
from diary.report.said import capital, counted, days, number


def of_trend(report: Report, places: Sequence[Place], period: Period) -> str:
    """The course of each site: first, lowest, highest, last."""
    parts = [f"Line chart of pain from 0 to 10, {days(period.first, period.last)}."]
    for place in places:
        points = points_in(report.review.course(*place), period)
        if points:
            levels = [point.level for point in points]
            parts.append(
                f"{capital(place_name(*place))}: from {levels[0]} to {levels[-1]}, lowest {min(levels)}, "
                f"highest {max(levels)}, {counted(len(levels), 'reading')}."
            )
    flagged = {flag.place for flag in report.flags} & set(places)
    if flagged:
        parts.append(f"Flagged stretches at {', '.join(sorted(place_name(*place) for place in flagged if place))}.")
    return " ".join(parts)


def of_body(rows: Sequence[SiteRow]) -> str:
    """The sites with their latest levels."""
    said = [f"{row.name} {number(row.latest) if row.latest is not None else 'without a level'}" for row in rows]
    return f"Body chart, front and back, with the latest levels: {', '.join(said)}."


def of_pattern(report: Report, kind: str, places: Sequence[Place]) -> str:
    """What a pattern chart shows."""
    what = {
        "time-of-day": "Median pain levels by time of day",
        "weekday": "Median pain levels by day of the week",
        "response": "Pain before sessions, its peak within 48 hours and the next morning",
        "motion": "Ranges of motion over time",
    }[kind]
    if kind == "motion":
        return f"{what}: {', '.join(f'{m.name} from {m.first:g} to {m.latest:g}' for m in report.motions)}."
    return f"{what}, at {', '.join(place_name(*place) for place in places)}. The tables have the figures."
