"""A stretch in which a site stood above its level before, as a report has it. Levels are 0–10."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from diary.domain.records import Session
from diary.domain.vocabulary import place_name


@dataclass(frozen=True, slots=True)
class LevelOfEntry:
    """A level of one entry, and when that was."""

    level: int
    at: datetime
    about: bool
    """Whether it is known by the day alone."""


@dataclass(frozen=True, slots=True)
class EpisodeRow:
    """A stretch in which one site stood above its base."""

    site: str
    side: str
    start: datetime
    about: bool
    """Whether its start is known by the day alone."""
    last: datetime
    after: str
    """The session it followed; "" where it followed none."""
    base: float
    provisional: bool
    peak: int
    latest: int
    ended: str
    not_eased: bool
    """Whether it had not eased after two days."""
    count: int
    session: Session | None
    """That which it followed."""
    raised: LevelOfEntry
    """The first reading that was raised; it is later than the start where that is a session."""
    before: LevelOfEntry | None
    """The last reading at the site before that one."""
    worst: LevelOfEntry | None
    """The highest that was rated as the worst of a day in it, in the newest entry that did so."""
    rising: bool
    """Whether its latest reading is above each of the others in it."""

    @property
    def is_flare(self) -> bool:
        """Whether it is not over; one entry is no flare yet, and one from an unknown level may be none."""
        return not self.ended and not self.provisional and self.count > 1

    @property
    def name(self) -> str:
        """The place as it is said."""
        return place_name(self.site, self.side)


def newest_flare(rows: Iterable[EpisodeRow]) -> EpisodeRow | None:
    """The newest rise that is not over."""
    return next((row for row in rows if row.is_flare), None)
