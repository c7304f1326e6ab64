"""The emergency signs of a growing diary: kept, and looked for again only around what changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable
from datetime import datetime

from diary.analysis.rules import emergency_signs
from diary.analysis.rules.emergency_signs import (
    BOTH_LEGS_WITHIN,
    HEAD,
    LOW_SITES,
    NUMB,
    WEAK,
    Emergency,
)
from diary.analysis.series import TOGETHER
from diary.analysis.view import View
from diary.domain.entries import Entry

BESIDE = NUMB | WEAK
"""Words that a level at the head or the lower back is looked at beside."""
SPAN = BOTH_LEGS_WITHIN + 2 * TOGETHER
"""The longest that the parts of one sign are apart: two legs, and a word beside either."""


class Alarms:
    """All emergency signs so far, in time order."""

    def __init__(self) -> None:
        self.found: list[Emergency] = []
        self.beside: list[datetime] = []
        """When the words of `BESIDE` were logged, in order."""
        self.changed_from: datetime | None = None
        """From when on the diary has changed since they were looked for."""

    def add(self, entry: Entry, words: frozenset[str]) -> bool:
        """Take an entry in; whether it can change an emergency sign."""
        if words & BESIDE:
            insort(self.beside, entry.at.instant)
        return self._touched(entry, words)

    def remove(self, entry: Entry, words: frozenset[str]) -> bool:
        """Take an entry out; whether that can change an emergency sign."""
        touched = self._touched(entry, words)
        if words & BESIDE:
            self.beside.remove(entry.at.instant)
        return touched

    def look_again(self, instant: datetime) -> None:
        """Something changed at that instant."""
        if self.changed_from is None or instant < self.changed_from:
            self.changed_from = instant

    def refresh(self, seen_from: Callable[[datetime], View]) -> None:
        """Look again where something changed; `seen_from` lays out the diary from an instant on."""
        if self.changed_from is None:
            return
        first = self.changed_from - SPAN
        again = emergency_signs.emergencies(seen_from(first - 2 * SPAN))
        kept = bisect_left(self.found, first, key=_time)
        self.found[kept:] = [emergency for emergency in again if emergency.time >= first]
        self.changed_from = None

    def _touched(self, entry: Entry, words: frozenset[str]) -> bool:
        touched = bool(words & emergency_signs.WORDS) or self._at_head_or_low(entry)
        if touched:
            self.look_again(entry.at.instant)
        return touched

    def _at_head_or_low(self, entry: Entry) -> bool:
        for reading in entry.readings:
            if reading.site != HEAD and reading.site not in LOW_SITES:
                continue
            if reading.site == HEAD and reading.sudden:
                return True
            if self.beside:
                near = bisect_left(self.beside, entry.at.instant - TOGETHER)
                if near < bisect_right(self.beside, entry.at.instant + TOGETHER):
                    return True
        return False


def _time(emergency: Emergency) -> datetime:
    return emergency.time
