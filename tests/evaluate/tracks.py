"""A track: the readings of one site of one person, real or simulated, with sessions and the stated usual level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from diary.domain.moments import Moment
from diary.domain.records import Diary, Entry, Reading, Session, Usual

Rating = tuple[datetime, int]
"""An aware time and a level 0–10."""


@dataclass(frozen=True, slots=True)
class Track:
    """One site's entries in time order, its sessions, and the usual level where one was stated."""

    name: str
    site: str
    side: str
    entries: tuple[Entry, ...]
    sessions: tuple[Session, ...] = ()
    usual: Usual | None = None
    diary_name: str = ""
    """The diary it is part of: the sites of one person share their days."""

    @property
    def diary(self) -> Diary:
        """The track as the diary that the analyzer reads."""
        return Diary(entries=self.entries, sessions=self.sessions, usuals=(self.usual,) if self.usual else ())

    @property
    def levels(self) -> list[int]:
        """The pain levels in time order."""
        return [reading.pain for entry in self.entries for reading in entry.readings if reading.pain is not None]


def track(
    name: str,
    place: tuple[str, str],
    ratings: Iterable[Rating],
    *,
    sessions: Iterable[datetime] = (),
    stated: tuple[datetime, int] | None = None,
    diary_name: str = "",
) -> Track:
    """Make a track of ratings, the ends of sessions and a stated level."""
    # Ids rise with time, because records of the same instant are ordered by id.
    site, side = place
    return Track(
        name,
        site,
        side,
        tuple(
            Entry(id=f"e{number:05}", at=Moment.of(when), readings=(Reading(site, side, level),))
            for number, (when, level) in enumerate(sorted(ratings))
        ),
        tuple(Session(id=f"s{number:03}", at=Moment.of(when)) for number, when in enumerate(sorted(sessions))),
        Usual(id="u0", at=Moment.of(stated[0]), level=stated[1], site=site, side=side) if stated else None,
        diary_name or name,
    )
