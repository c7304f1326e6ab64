"""A moment: an instant, with the local time and the zone of the person who recorded it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

# Stands in for an unknown time of day, because it is never more than half a day wrong.
NOON = time(12)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in UTC with the local offset (seconds east of UTC) and IANA zone name it was recorded in.

    Of a date-only moment only the day is known; it counts as noon of that day. Of one with `about` only the part of the
    day is known: the hour stands for it.
    """

    instant: datetime
    offset: int = 0
    zone: str = ""
    date_only: bool = False
    about: bool = False

    @classmethod
    def of(cls, when: datetime, zone: str = "", *, date_only: bool = False) -> Moment:
        """The moment of an aware datetime; ValueError for a naive one."""
        offset = when.utcoffset()
        if offset is None:
            raise ValueError("a moment needs a time with an offset")
        # Seconds, because the local time of old dates has odd ones: Berlin was +00:53:28 until 1893.
        return cls(when.astimezone(UTC), int(offset.total_seconds()), zone, date_only)

    @classmethod
    def on_day(cls, day: date, zone: tzinfo, name: str = "") -> Moment:
        """The date-only moment of a day in a zone: noon there."""
        return cls.of(datetime.combine(day, NOON, zone), name, date_only=True)

    @property
    def local(self) -> datetime:
        """The time on the person's clock, aware, in the offset it was recorded with."""
        # Not from the zone name: its rules may change later, what the clock showed does not.
        return self.instant.astimezone(_zone(self.offset))

    @property
    def day(self) -> date:
        """The local date: the diary day this moment belongs to."""
        return self.local.date()

    def called_day(self, night: timedelta) -> date:
        """The day that a person calls it who is awake so long after midnight. The rules never read this."""
        return self.day if self.date_only else (self.local - night).date()

    def other_zone(self, zone: tzinfo) -> str:
        """Its offset, such as +09:00, where a clock in `zone` showed another time then; "" where it is the same.

        "" too where only the day is known.
        """
        # At that instant, not now: in winter all of the summer's entries have another offset.
        same = self.instant.astimezone(zone).utcoffset() == timedelta(seconds=self.offset)
        return "" if same or self.date_only else offset_text(self.offset)

    def iso(self) -> str:
        """ISO 8601 with the offset; the date alone where only the day is known."""
        return self.day.isoformat() if self.date_only else self.local.isoformat()


@lru_cache(maxsize=256)  # a diary has few offsets, and many moments
def _zone(offset: int) -> timezone:
    return timezone(timedelta(seconds=offset))


def offset_text(seconds: int) -> str:
    """An offset from UTC, such as +09:00."""
    text = timezone(timedelta(seconds=seconds)).tzname(None) or "UTC"
    return "+00:00" if text == "UTC" else text.removeprefix("UTC")
