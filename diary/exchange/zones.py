"""Times as the CSV can tell them: what a cell keeps of a moment, and what it can be read back as."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from diary.clock import zone_named
from diary.domain.moments import NOON, Moment
from diary.errors import UsageError


@lru_cache(maxsize=1024)
def known_zone(name: str) -> tzinfo | None:
    """The zone of that name; None for no name, or one that is not known here."""
    if not name:
        return None
    try:
        return zone_named(name)
    except UsageError:
        return None


def written_instant(at: Moment) -> datetime:
    """The instant that the written cells tell. Of a day alone that is noon in its zone, or in UTC where it has none.

    It is the same whatever machine reads the file back, so the order of rows that rests on it is too.
    """
    if not at.date_only:
        return at.instant
    return datetime.combine(at.day, NOON, known_zone(at.zone) or UTC).astimezone(UTC)


def written_zone(at: Moment) -> tzinfo:
    """The offset that the other times of a row are written in: the moment's own, as far as its cells tell it."""
    if not at.date_only:
        return timezone(timedelta(seconds=at.offset))
    offset = datetime.combine(at.day, NOON, known_zone(at.zone) or UTC).utcoffset()
    return timezone(offset or timedelta(0))


def on_the_clock(day: date, clock: time, zone: tzinfo) -> tuple[datetime | None, bool]:
    """That time of a day in a zone (the first of two), None where it is skipped; and whether it comes twice."""
    first = datetime.combine(day, clock, zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first, False
    there = first.astimezone(UTC).astimezone(zone)
    if there.replace(tzinfo=None, fold=0) != first.replace(tzinfo=None):
        return None, False
    return first, True
