"""What every record of a diary has, whatever its kind: an id, the time it is about, the time it was written, a note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

from diary.domain.fields import LONGEST_NOTE, Instant, Text
from diary.domain.moments import Moment

LATE = timedelta(days=1)
"""A record is late when it was written more than this after the time it is about."""
# Sorts before every real time of writing.
_UNKNOWN = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The fields of every record: a stable random id, the time it is about, the time it was written.

    `recorded` is the instant of writing in UTC. None means unknown; such a record is never late, unless it has a
    `source`: the app from whose file it was converted.
    """

    id: str
    at: Moment
    recorded: Annotated[datetime | None, Instant("the time of writing")] = None
    note: Annotated[str, Text(longest=LONGEST_NOTE, lines=True)] = ""
    source: Annotated[str, Text()] = ""

    @property
    def late(self) -> bool:
        """Whether it was written more than a day after the time it is about, or converted from another app."""
        return bool(self.source) or (self.recorded is not None and self.recorded - self.at.instant > LATE)

    @property
    def order(self) -> tuple[datetime, datetime, str]:
        """A sort key: the time it is about, then the time of writing, then the id."""
        return (self.at.instant, self.recorded or _UNKNOWN, self.id)
