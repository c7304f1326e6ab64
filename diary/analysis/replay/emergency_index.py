"""The emergency signs of a growing diary: remembered, and searched again only around what changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator
from datetime import datetime

from diary.analysis.rules import emergency_signs
from diary.analysis.rules.emergency_signs import BOTH_LEGS_WITHIN, HEAD, LOW_SITES, WEAK, Emergency
from diary.analysis.series import TOGETHER
from diary.analysis.snapshot import Snapshot
from diary.domain.records import Entry

BESIDE_HEAD = WEAK | {"numbness"}
SPAN = BOTH_LEGS_WITHIN + 2 * TOGETHER
"""The longest time between the parts of one sign: weakness in two legs, and a word beside either."""


class EmergencyIndex:
    """All emergency signs so far, in time order."""

    def __init__(self) -> None:
        self.signs: list[Emergency] = []
        self.weak: list[datetime] = []
        """When weakness was logged, in order: it makes pain low in the back near it count."""
        self.beside: list[datetime] = []
        """When weakness or numbness was logged, in order: it makes pain in the head near it count."""
        self.changed_from: datetime | None = None
        """The earliest instant at which the diary has changed since the last search; None where it has not."""

    def add(self, entry: Entry, words: frozenset[str]) -> bool:
        """Add an entry; returns whether it can change an emergency sign."""
        for times in self._times_of(words):
            insort(times, entry.at.instant)
        return self._touched(entry, words)

    def remove(self, entry: Entry, words: frozenset[str]) -> bool:
        """Remove an entry; returns whether that can change an emergency sign."""
        touched = self._touched(entry, words)
        for times in self._times_of(words):
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
        # A sign that lost its last part may be complete earlier, by SPAN at most; its other parts are older still, so
        # the search begins before that.
        first = self.changed_from - SPAN
        again = emergency_signs.emergencies(snapshot_from(first - 2 * SPAN))
        unchanged = bisect_left(self.signs, first, key=_time)
        self.signs[unchanged:] = [emergency for emergency in again if emergency.time >= first]
        self.changed_from = None

    def _times_of(self, words: frozenset[str]) -> Iterator[list[datetime]]:
        if words and not words.isdisjoint(BESIDE_HEAD):
            yield self.beside
            if not words.isdisjoint(WEAK):
                yield self.weak

    def _touched(self, entry: Entry, words: frozenset[str]) -> bool:
        touched = (bool(words) and not words.isdisjoint(emergency_signs.WORDS)) or self._at_head_or_low(entry)
        if touched:
            self.search_again_from(entry.at.instant)
        return touched

    def _at_head_or_low(self, entry: Entry) -> bool:
        for reading in entry.readings:
            if reading.site == HEAD:
                # Sudden severe pain in the head is a sign by itself; its level is left to the rule.
                if reading.sudden:
                    return True
                times = self.beside
            elif reading.site in LOW_SITES:
                times = self.weak
            else:
                continue
            # Most entries come last in time: one comparison answers for them without a search.
            if times and times[-1] >= entry.at.instant - TOGETHER:
                near = bisect_left(times, entry.at.instant - TOGETHER)
                if near < bisect_right(times, entry.at.instant + TOGETHER):
                    return True
        return False


def _time(emergency: Emergency) -> datetime:
    return emergency.time
