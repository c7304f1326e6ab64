"""The emergency signs of a growing diary: kept, and looked for again only around what changed."""

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
"""The longest that the parts of one sign are apart: two legs, and a word beside either."""


class EmergencyIndex:
    """All emergency signs so far, in time order."""

    def __init__(self) -> None:
        self.found: list[Emergency] = []
        self.weak: list[datetime] = []
        """When weakness was logged, in order: pain low in the back is looked at beside it."""
        self.beside: list[datetime] = []
        """When weakness or numbness was logged, in order: pain in the head is looked at beside it."""
        self.changed_from: datetime | None = None
        """From when on the diary has changed since they were looked for."""

    def add(self, entry: Entry, words: frozenset[str]) -> bool:
        """Take an entry in; whether it can change an emergency sign."""
        for times in self._times_of(words):
            insort(times, entry.at.instant)
        return self._touched(entry, words)

    def remove(self, entry: Entry, words: frozenset[str]) -> bool:
        """Take an entry out; whether that can change an emergency sign."""
        touched = self._touched(entry, words)
        for times in self._times_of(words):
            times.remove(entry.at.instant)
        return touched

    def look_again(self, instant: datetime) -> None:
        """Something changed at that instant."""
        if self.changed_from is None or instant < self.changed_from:
            self.changed_from = instant

    def refresh(self, seen_from: Callable[[datetime], Snapshot]) -> None:
        """Look again where something changed; `seen_from` lays out the diary from an instant on."""
        if self.changed_from is None:
            return
        first = self.changed_from - SPAN
        again = emergency_signs.emergencies(seen_from(first - 2 * SPAN))
        kept = bisect_left(self.found, first, key=_time)
        self.found[kept:] = [emergency for emergency in again if emergency.time >= first]
        self.changed_from = None

    def _times_of(self, words: frozenset[str]) -> Iterator[list[datetime]]:
        if words and not words.isdisjoint(BESIDE_HEAD):
            yield self.beside
            if not words.isdisjoint(WEAK):
                yield self.weak

    def _touched(self, entry: Entry, words: frozenset[str]) -> bool:
        touched = (bool(words) and not words.isdisjoint(emergency_signs.WORDS)) or self._at_head_or_low(entry)
        if touched:
            self.look_again(entry.at.instant)
        return touched

    def _at_head_or_low(self, entry: Entry) -> bool:
        for reading in entry.readings:
            if reading.site == HEAD:
                if reading.sudden:
                    return True
                times = self.beside
            elif reading.site in LOW_SITES:
                times = self.weak
            else:
                continue
            if times and times[-1] >= entry.at.instant - TOGETHER:
                near = bisect_left(times, entry.at.instant - TOGETHER)
                if near < bisect_right(times, entry.at.instant + TOGETHER):
                    return True
        return False


def _time(emergency: Emergency) -> datetime:
    return emergency.time
