"""The clock as a parameter: what time it is, and in which zone. Only `Clock.now` asks the system for the time."""

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
    """The time now, and the zone in which local times are read. With `fixed` the clock stands still at that instant."""

    zone: tzinfo
    zone_name: str = ""
    fixed: datetime | None = None

    def now(self) -> datetime:
        """The instant now, in UTC, in whole seconds."""
        when = self.fixed if self.fixed is not None else datetime.now(UTC)
        return when.astimezone(UTC).replace(microsecond=0)

    def moment(self, when: datetime | None = None) -> Moment:
        """Now, or another aware instant, as a moment in this zone."""
        return Moment.of((when or self.now()).astimezone(self.zone), self.zone_name)

    def local(self) -> datetime:
        """Now as an aware time in this zone."""
        return self.now().astimezone(self.zone)


def zone_named(name: str) -> tzinfo:
    """The IANA zone with this name; UsageError where there is none."""
    try:
        return ZoneInfo(name)
    # ValueError: a path such as ../etc/passwd. OSError: a name too long for the file system.
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"no time zone is called {name!r}; a name looks like Europe/Berlin") from error


class SystemZone(tzinfo):
    """The machine's own rules for local time, where they have no IANA name (TZ=CET-1CEST)."""

    def utcoffset(self, when: datetime | None) -> timedelta:
        """The machine's offset for a local time; `fold` says which one is meant where an hour comes twice."""
        # A bare `time` asks with None. It has no day, so the offset of 1970 stands in.
        seconds = when.replace(tzinfo=None).timestamp() if when else 0.0
        return timedelta(seconds=localtime(seconds).tm_gmtoff)

    def fromutc(self, when: datetime) -> datetime:
        """The local time of a UTC time."""
        # The inherited method needs `dst`, and the machine does not give that.
        seconds = when.replace(tzinfo=UTC).timestamp()
        return datetime.fromtimestamp(seconds).replace(tzinfo=self)  # noqa: DTZ006  the naive local time is meant

    def dst(self, when: datetime | None) -> timedelta | None:
        """None: the offset includes daylight saving, and the machine does not say which part of it that is."""
        return None

    def tzname(self, when: datetime | None) -> str:
        """Always "local": such a zone has no IANA name."""
        return "local"


def wall_clock(tz: str | None = None, fixed: datetime | None = None) -> Clock:
    """The system clock, or one fixed at an instant; in the given zone, else in the machine's zone."""
    name = tz or local_zone_name()
    return Clock(zone_named(name) if name else SystemZone(), name, fixed)


def local_zone_name() -> str:
    """The machine's IANA zone name, from TZ where that is set, else from /etc/localtime; "" where there is none."""
    if "TZ" in os.environ:
        # POSIX allows a colon before the name.
        name = os.environ["TZ"].lstrip(":")
    else:
        try:
            # /etc/localtime is a link to …/zoneinfo/Europe/Berlin; where it is a copy, no name is left to read.
            name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
        except OSError:
            name = ""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # Such as a rule without a name, TZ=CET-1CEST: SystemZone answers for it.
        return ""
    return name
