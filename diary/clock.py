"""The clock as a parameter: what time it is, and in which zone. Only `wall_clock` looks at the wall."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from diary.domain.moments import Moment
from diary.errors import UsageError


@dataclass(frozen=True, slots=True)
class Clock:
    """An instant (UTC, whole seconds) and the zone that local times are read in, or a moving clock where `fixed` is None."""

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


def wall_clock(tz: str | None = None, fixed: datetime | None = None) -> Clock:
    """The real clock in the zone asked for, else in the machine's zone."""
    if tz:
        return Clock(zone_named(tz), tz, fixed)
    name = local_zone_name()
    if name:
        return Clock(ZoneInfo(name), name, fixed)
    local = datetime.now().astimezone().tzinfo
    return Clock(local or UTC, "", fixed)


def local_zone_name() -> str:
    """The machine's IANA zone name from TZ or /etc/localtime, or "" where it can't be told."""
    candidates = [os.environ.get("TZ", "").lstrip(":")]
    try:
        candidates.append(str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2])
    except OSError:
        pass
    for name in candidates:
        if name:
            try:
                ZoneInfo(name)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
            return name
    return ""
