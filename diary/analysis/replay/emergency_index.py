"""The emergency signs of a growing diary: remembered, and searched again only around what changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from diary.analysis.emergencies import (
    BELOW_CLOT_SITES,
    BOTH_LEGS_WITHIN,
    BREATH,
    CLOT_SITES,
    HEAD_WITH,
    LOW_SITES,
    SWELLING,
    SWOLLEN_AND_SORE,
    WEAK,
    WORDS,
    Emergency,
    emergencies,
)
from diary.analysis.known_symptoms import WORSE
from diary.analysis.pains import HEAD, hurts
from diary.analysis.series import TOGETHER
from diary.analysis.snapshot import Snapshot
from diary.domain.records import Entry

LOOKED_FOR = WORDS | {WORSE}
SPAN = BOTH_LEGS_WITHIN + TOGETHER + SWOLLEN_AND_SORE
"""The longest time between the parts of one sign: weakness in two legs, and what stands beside the later one."""
EARLIER = 2 * SWOLLEN_AND_SORE
"""A sign that lost a part that came late may be complete this much earlier."""


class EmergencyIndex:
    """All emergency signs so far, in time order."""

    def __init__(self) -> None:
        self.signs: list[Emergency] = []
        self.weak: list[datetime] = []
        """When weakness was logged, in order: it makes pain low in the back near it count."""
        self.beside: list[datetime] = []
        """When weakness or numbness was logged, in order: it makes pain in the head near it count."""
        self.breath: list[datetime] = []
        """When breathlessness was logged, in order: it makes pain in a leg near it count."""
        self.swollen: list[datetime] = []
        """When a knee, an ankle or a foot was swollen, in order: pain in the same leg near it counts."""
        self.changed_from: datetime | None = None
        """The earliest instant at which the diary has changed since the last search; None where it has not."""

    def add(self, entry: Entry, words: frozenset[str]) -> bool:
        """Add an entry; returns whether it can change an emergency sign, or how urgent a swelling is."""
        for times in self._times_of(entry, words):
            insort(times, entry.at.instant)
        return self._touched(entry, words)

    def remove(self, entry: Entry, words: frozenset[str]) -> bool:
        """Remove an entry; returns whether that can change an emergency sign, or how urgent a swelling is."""
        touched = self._touched(entry, words)
        for times in self._times_of(entry, words):
            times.remove(entry.at.instant)
        return touched

    def search_again_from(self, instant: datetime) -> None:
        """Search again from that instant on when asked next."""
        if self.changed_from is None or instant < self.changed_from:
            self.changed_from = instant

    def refresh(self, snapshot_from: Callable[[datetime], Snapshot]) -> None:
        """Search again where something changed; `snapshot_from` gives the diary from an instant on."""
        if self.changed_from is None:
            return
        first = self.changed_from - EARLIER
        again = emergencies(snapshot_from(first - SPAN))
        unchanged = bisect_left(self.signs, first, key=_time)
        self.signs[unchanged:] = [emergency for emergency in again if emergency.time >= first]
        self.changed_from = None

    def _times_of(self, entry: Entry, words: frozenset[str]) -> Iterator[list[datetime]]:
        if not words:
            return
        if not words.isdisjoint(HEAD_WITH):
            yield self.beside
        if not words.isdisjoint(WEAK):
            yield self.weak
        if BREATH in words:
            yield self.breath
        if SWELLING in words and any(
            reading.site in BELOW_CLOT_SITES and SWELLING in reading.symptoms for reading in entry.readings
        ):
            yield self.swollen

    def _touched(self, entry: Entry, words: frozenset[str]) -> bool:
        touched = (bool(words) and not words.isdisjoint(LOOKED_FOR)) or self._beside_a_sign(entry)
        if touched:
            self.search_again_from(entry.at.instant)
        return touched

    def _beside_a_sign(self, entry: Entry) -> bool:
        """Whether a pain of the entry stands beside a word that makes it count."""
        for reading in entry.readings:
            if reading.site == HEAD:
                # Sudden severe pain in the head is a sign by itself; its level is left to the rule.
                if reading.sudden:
                    return True
                if self._is_near(self.beside, entry, TOGETHER) and hurts(reading):
                    return True
            elif reading.site in CLOT_SITES:
                near = self._is_near(self.breath, entry, TOGETHER) or self._is_near(
                    self.swollen, entry, SWOLLEN_AND_SORE
                )
                if near and hurts(reading):
                    return True
            elif reading.site in LOW_SITES and self._is_near(self.weak, entry, TOGETHER) and hurts(reading):
                return True
        return False

    @staticmethod
    def _is_near(times: list[datetime], entry: Entry, within: timedelta) -> bool:
        instant = entry.at.instant
        # Most entries come last in time: one comparison answers for them without a search.
        if not times or times[-1] < instant - within:
            return False
        return bisect_left(times, instant - within) < bisect_right(times, instant + within)


def _time(emergency: Emergency) -> datetime:
    return emergency.time
