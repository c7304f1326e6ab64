"""How `not-improving-48h` stands over an episode, and what of it has ended by silence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from diary.analysis.converted import all_converted, capped
from diary.analysis.episodes import LOST_AFTER, RISE, Episode
from diary.analysis.series import DAY, HOUR, STAYS, Course
from diary.analysis.symptoms import TICK
from diary.domain.findings import Tier

HOURS = 48 * HOUR
"""Ordinary soreness eases within two days (Bishop 2011: 90 % peak by 48 h; Pettitt 2010: gone by 96 h)."""
DISCUSS_AFTER = 14 * DAY


@dataclass(frozen=True, slots=True)
class Standing:
    """How the rule is raised over an open episode."""

    tier: Tier
    asked: Tier
    """The tier it would have if nothing of it had been converted from another app."""
    confirmed_at: datetime | None
    """When a second reading met it; None where none has."""
    since: datetime

    @property
    def confirmed(self) -> bool:
        """Whether two readings far apart have met it."""
        return self.confirmed_at is not None


def standing(episode: Episode, as_of: datetime) -> Standing | None:
    """How it is raised as of an instant; None where it does not stand after the latest reading, or before 48 h."""
    mark = episode.marks[-1]
    if mark.stands < 0 or as_of < episode.start + HOURS:
        return None
    asked = Tier.DISCUSS if as_of - episode.start > DISCUSS_AFTER and not episode.climbs_on else Tier.REPORT
    return Standing(
        tier=capped(asked, converted=all_converted(point.entry for point in episode.points)),
        asked=asked,
        confirmed_at=_confirmed_at(episode),
        # Readings from 44 h on are judged, but nothing is raised before the 48 h are over.
        since=max(episode.points[mark.stands].time, episode.start + HOURS),
    )


def _confirmed_at(episode: Episode) -> datetime | None:
    if not episode.marks[-1].confirmed:
        return None
    stands = episode.marks[-1].stands
    return next(
        max(point.time, episode.start + HOURS)
        for point, mark in zip(episode.points[stands:], episode.marks[stands:], strict=True)
        if mark.confirmed
    )


@dataclass(frozen=True, slots=True)
class LapsedEpisode:
    """An episode over which it was raised until silence ended it, or a reading that came too late to belong to it."""

    episode: Episode
    until: datetime
    """The last instant at which it was raised."""
    highest: Tier
    """The highest tier it had since it was raised."""


def may_have_lapsed(walked: Sequence[Episode], since: datetime) -> bool:
    """Whether it stood at the end of an episode since an instant that no reading resolved."""
    for episode in reversed(walked):
        if episode.points[-1].time < since:
            return False
        if episode.ended != "resolved" and episode.stands():
            return True
    return False


def lapsed_episode(course: Course, walked: Sequence[Episode], as_of: datetime) -> LapsedEpisode | None:
    """The latest episode in which it was raised, where it lapsed and no later reading has ended it since."""
    for episode in reversed(walked):
        last = episode.points[-1].time
        if last < as_of - STAYS:
            return None
        later = course.points[bisect_right(course.times, last) :]
        until = min(last + LOST_AFTER, episode.limit, as_of, *(point.time - TICK for point in later[:1]))
        stood = standing(episode, until)
        if stood is None:
            if _was_raised(episode, as_of):
                return None
            continue
        # A limit that passes while it is open ends it as the rule says; one that was lost sight of has none any more.
        if until == episode.limit or any(point.level - episode.base.level < episode.rise for point in later):
            return None
        here = next((point.time for point in episode.points if not point.entry.source), None)
        at_report = here is not None and (
            max(stood.since, here) <= episode.start + DISCUSS_AFTER or _climbed_on(episode, here)
        )
        return LapsedEpisode(episode, until, Tier.REPORT if at_report else Tier.DISCUSS)
    return None


def _climbed_on(episode: Episode, here: datetime) -> bool:
    """Whether, since it stands, a reading was above the first days by what counts; none before `here` does."""
    first = bisect_right(episode.points, episode.start + DISCUSS_AFTER, key=lambda point: point.time)
    since = max(first, episode.marks[-1].stands)
    return any(
        point.level >= episode.peaks[first - 1] + RISE and point.time >= here for point in episode.points[since:]
    )


def _was_raised(episode: Episode, as_of: datetime) -> bool:
    """Whether it was raised at any time in an episode, up to an instant."""
    ends = [point.time - TICK for point in episode.points[1:]] + [as_of]
    return any(mark.stands >= 0 and end >= episode.start + HOURS for mark, end in zip(episode.marks, ends, strict=True))
