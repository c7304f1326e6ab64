"""The rhythm of the pain: which readings belong together by day of the week and by time of day. No drawing here."""

from __future__ import annotations

from collections.abc import Sequence

from diary.analysis.series import Point

NAMES = {
    "weekday": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "time-of-day": ("0–5", "5–11", "11–15", "15–19", "19–24"),
}
"""What the readings are put together by; the parts of a day are in hours."""
_BEGINS = (0, 5, 11, 15, 19)


def time_of_day(point: Point) -> int | None:
    """The part of the day (an index of its names) of a reading; None where only its date is known."""
    if point.entry.at.date_only:
        return None
    hour = point.local.hour
    return max(index for index, begins in enumerate(_BEGINS) if hour >= begins)


def grouped(points: Sequence[Point], kind: str) -> list[list[int]]:
    """The levels under each name of a kind, in the order of the names."""
    found: list[list[int]] = [[] for _ in NAMES[kind]]
    for point in points:
        index = point.local.weekday() if kind == "weekday" else time_of_day(point)
        if index is not None:
            found[index].append(point.level)
    return found
