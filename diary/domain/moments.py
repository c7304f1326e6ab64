"""A moment: an instant, and where on the clock it was for the person who lived it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

NOON = time(12)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in UTC with the local offset (seconds east of UTC) and IANA zone name it was recorded in.

    A date-only moment is known by its day alone and counts as noon of that day.
    """

    instant: datetime
    offset: int = 0
    zone: str = ""
    date_only: bool = False

    @classmethod
    def of(cls, when: datetime, zone: str = "", *, date_only: bool = False) -> Moment:
        """Take an aware datetime; a naive one is a ValueError."""
        offset = when.utcoffset()
        if offset is None:
            raise ValueError("a moment needs a time with an offset")
        return cls(when.astimezone(UTC), int(offset.total_seconds()), zone, date_only)

    @classmethod
    def on_day(cls, day: date, zone: tzinfo, name: str = "") -> Moment:
        """The date-only moment of a day in a zone: noon there."""
        return cls.of(datetime.combine(day, NOON, zone), name, date_only=True)

    @property
    def local(self) -> datetime:
        """The time on the person's clock, aware, in the offset it was recorded with."""
        return self.instant.astimezone(timezone(timedelta(seconds=self.offset)))

    @property
    def day(self) -> date:
        """The local date: the diary day this moment belongs to."""
        return self.local.date()

    def iso(self) -> str:
        """ISO 8601 with the offset; the date alone where only the day is known."""
        return self.day.isoformat() if self.date_only else self.local.isoformat()
