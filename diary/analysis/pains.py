"""Pain at a site near an instant: what makes another sign count there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from diary.analysis.series import Point, ordinal
from diary.analysis.snapshot import Snapshot
from diary.domain.records import Entry, Reading
from diary.domain.vocabulary import REGIONS

(HEAD,) = (region.name for region in REGIONS.values() if region.head)


def hurts(reading: Reading) -> bool:
    """Whether a reading says that there is pain: a level of 1 or more, or a quality that is named.

    At the head a sudden tick without a level says so too: nobody with a sudden headache should need a number first.
    """
    return bool(reading.pain or reading.qualities) or (reading.sudden and reading.pain is None and reading.site == HEAD)


def pains_near(snapshot: Snapshot, sites: Collection[str], time: datetime, within: timedelta) -> Iterator[Point]:
    """The readings with pain at these sites up to that far before or after an instant, both ends included."""
    until = min(time + within, snapshot.as_of)
    for (site, _), course in snapshot.courses.items():
        if site in sites:
            rows = course.rows
            for place in range(bisect_left(rows, time - within, key=_time), len(rows)):
                entry, reading = rows[place]
                if entry.at.instant > until:
                    break
                if hurts(reading):
                    yield point_of(entry, reading)


def point_of(entry: Entry, reading: Reading) -> Point:
    """A reading as a point, also one without a level."""
    return Point(entry.at.instant, ordinal(entry.at), reading.pain or 0, reading, entry)


def _time(row: tuple[Entry, Reading]) -> datetime:
    return row[0].at.instant
