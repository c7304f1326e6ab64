"""What stands raised at one site as of an instant, answer by answer as the rules give it, without explanations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from diary.analysis.episodes import LOST_AFTER, Episode
from diary.analysis.rules import expected_soreness, not_improving_48h, slow_drift, sudden_severe, worsening
from diary.analysis.series import RECENT
from diary.analysis.signs import TICK, stretch
from diary.analysis.track import Hit, Track
from diary.domain.findings import Status, Tier


@dataclass(frozen=True, slots=True)
class Verdict:
    """One raised answer. `since` is worked out when asked for: only what was told needs it."""

    rule: str
    tier: Tier
    provisional: bool
    confirmed: bool
    since: Callable[[], datetime]


class Standing:
    """The raised answers of a site at one instant, and the next instant at which time alone may change one."""

    __slots__ = ("as_of", "fits", "track", "verdicts", "wake")

    def __init__(self, track: Track, as_of: datetime) -> None:
        self.track, self.as_of = track, as_of
        self.verdicts: list[Verdict] = []
        self.wake: datetime | None = None
        self.fits: Verdict | None = None
        """`expected-soreness`, as far as the site itself goes: nothing else may be raised."""
        track.settle()
        if track.points:
            episode = track.open_episode(as_of)
            if episode is not None:
                self._not_improving(episode)
                if episode.session is not None and as_of - episode.start <= expected_soreness.WITHIN:
                    self._expected(episode)
            self._worsening()
            self._slow_drift()
            if track.hits:
                self._sudden_severe()

    def _raise(self, rule: str, tier: Tier, provisional: bool, confirmed: bool, since: Callable[[], datetime]) -> None:
        self.verdicts.append(Verdict(rule, tier, provisional, confirmed, since))

    def _wake_at(self, *instants: datetime) -> None:
        for instant in instants:
            if instant > self.as_of and (self.wake is None or instant < self.wake):
                self.wake = instant

    def _not_improving(self, episode: Episode) -> None:
        if episode.runs[-1] < 0:
            return
        start = episode.start
        self._wake_at(
            start + not_improving_48h.HOURS,
            start + not_improving_48h.DISCUSS_AFTER + TICK,
            episode.limit() + TICK,
            episode.points[-1].time + LOST_AFTER + TICK,
        )
        stand = not_improving_48h.standing(episode, self.as_of)
        if stand is not None:
            since = stand.since
            self._raise(not_improving_48h.RULE, stand.tier, episode.provisional, stand.confirmed, lambda: since)

    def _expected(self, episode: Episode) -> None:
        if not expected_soreness.fits(self.track, self.as_of, episode):
            return
        self._wake_at(
            episode.start + expected_soreness.WITHIN + TICK,
            episode.points[-1].time + expected_soreness.FRESH + TICK,
            episode.limit() + TICK,
        )
        since = episode.points[0].time
        self.fits = Verdict(expected_soreness.RULE, Tier.EXPECTED, episode.provisional, False, lambda: since)

    def _worsening(self) -> None:
        track, latest = self.track, self.track.points[-1]
        usual = track.usual(latest.day)
        # Y is at most the day's highest: where that is too low, neither way of being worse is open.
        if usual is not None and usual.level <= worsening.ROOM:
            if track.levels[latest.day][-1] < usual.level + worsening.RISE:
                return
        elif usual is None and len(track.days) < worsening.RISING_DAYS:
            return
        stale_at = midnight(latest.day + worsening.FRESH_DAYS + 1, latest.entry.at.offset)
        last = len(track.points) - 1
        if self.as_of >= stale_at or track.worsening.at(last) is not Status.RAISED:
            return
        self._wake_at(stale_at)
        self._raise(worsening.RULE, Tier.REPORT, usual is None, False, partial(track.worsening.since, last))

    def _slow_drift(self) -> None:
        track, days = self.track, self.track.days
        offset = track.points[-1].entry.at.offset
        day = (self.as_of + timedelta(seconds=offset)).toordinal()
        if days[-1] < day - slow_drift.NOW_DAYS:
            return
        top = max(track.values[-slow_drift.NOW_DAYS - 1 :])
        if days[-1] > day:  # clocks far apart were used
            top = max(track.values[bisect_left(days, day - slow_drift.NOW_DAYS) :])
        if top < slow_drift.RISE:
            return
        self._wake_at(midnight(day + 1, offset))
        then = track.then_level(day)
        if then is None or top - then.level < slow_drift.RISE:
            return
        if slow_drift.status_on(track, day) is Status.RAISED:
            self._raise(slow_drift.RULE, Tier.DISCUSS, False, False, partial(slow_drift.since, track, day))

    def _sudden_severe(self) -> None:
        hits = self.track.hits
        if hits[-1].time < self.as_of - RECENT:
            return
        recent = hits[bisect_left(hits, self.as_of - RECENT, key=lambda hit: hit.time) :]
        self._wake_at(recent[0].time + RECENT + TICK)
        tier = min((_tier(hit) for hit in recent), key=lambda tier: tier.rank)
        provisional = all(hit.provisional for hit in recent if _tier(hit) is tier)
        self._raise(sudden_severe.RULE, tier, provisional, False, lambda: _began(hits, tier))


def _tier(hit: Hit) -> Tier:
    if hit.eased is not None:
        return Tier.DISCUSS
    return Tier.REPORT if hit.provisional else Tier.IMMEDIATE


def _began(hits: list[Hit], tier: Tier) -> datetime:
    return stretch([hit.time for hit in hits if tier is Tier.DISCUSS or hit.eased is None])


def midnight(day: int, offset: int) -> datetime:
    """The instant (UTC) at which a day (an ordinal) begins on a clock that is `offset` seconds east of UTC."""
    return datetime.fromordinal(day).replace(tzinfo=UTC) - timedelta(seconds=offset)
