"""The clock as a parameter: what time it is, and in which zone. Only `wall_clock` looks at the wall."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from time import localtime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from diary.domain.moments import Moment
from diary.errors import UsageError


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is and in which zone local times are read; a clock that moves where `fixed` is None."""

    zone: tzinfo
    zone_name: str = ""
    fixed: datetime | None = None

    def now(self) -> datetime:
        """The instant, UTC, whole seconds."""
        when = self.fixed if self.fixed is not None else datetime.now(UTC)
        return when.astimezone(UTC).replace(microsecond=0)

    def moment(self, when: datetime | None = None) -> Moment:
        """Now (or another aware instant) as it is on this clock's wall."""
        return Moment.of((when or self.now()).astimezone(self.zone), self.zone_name)

    def local(self) -> datetime:
        """Now in this zone, aware."""
        return self.now().astimezone(self.zone)


def zone_named(name: str) -> tzinfo:
    """The IANA zone of that name; UsageError for any other."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"no time zone is called {name!r}; a name looks like Europe/Berlin") from error


class SystemZone(tzinfo):
    """The machine's own rules for local time, where they have no IANA name (TZ=CET-1CEST)."""

    def utcoffset(self, when: datetime | None) -> timedelta:
        """The offset the machine gives for a wall-clock time; `fold` tells which of a doubled hour is meant."""
        seconds = when.replace(tzinfo=None).timestamp() if when else 0.0
        return timedelta(seconds=localtime(seconds).tm_gmtoff)

    def fromutc(self, when: datetime) -> datetime:
        """The wall-clock time of a UTC time."""
        seconds = when.replace(tzinfo=UTC).timestamp()
        return datetime.fromtimestamp(seconds).replace(tzinfo=self)  # noqa: DTZ006  the naive local time is meant

    def dst(self, when: datetime | None) -> timedelta | None:
        """Not told apart from the offset."""
        return None

    def tzname(self, when: datetime | None) -> str:
        """What the machine calls it."""
        return "local"


def wall_clock(tz: str | None = None, fixed: datetime | None = None) -> Clock:
    """The real clock in the zone asked for, else in the machine's zone."""
    name = tz or local_zone_name()
    return Clock(zone_named(name) if name else SystemZone(), name, fixed)


def local_zone_name() -> str:
    """The machine's IANA zone name, from TZ where that is set, else from /etc/localtime; "" where there is none."""
    if "TZ" in os.environ:
        name = os.environ["TZ"].lstrip(":")
    else:
        try:
            name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
        except OSError:
            name = ""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""
    return name
