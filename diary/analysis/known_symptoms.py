"""Known symptoms and qualities: they were there from the start, so they raise nothing by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from diary.domain.records import Entry, Known
from diary.domain.vocabulary import BOTH, LEFT, PERSON_ONLY, RIGHT

Key = tuple[str, str | None, str | None]
"""A word with the site and side it is known at; None, None without a site."""

WORSE = "getting-worse"


@dataclass(frozen=True, slots=True)
class KnownSymptoms:
    """The statements of what is known, by word and place, each list in time order."""

    statements: dict[Key, list[Known]] = field(default_factory=dict)

    @classmethod
    def of(cls, knowns: Iterable[Known], as_of: datetime) -> KnownSymptoms:
        """The statements made up to an instant."""
        statements: dict[Key, list[Known]] = {}
        for known in knowns:
            if known.at.instant <= as_of:
                for word in known.qualities + known.symptoms:
                    statements.setdefault(key_of(word, known.site, known.side), []).append(known)
        return cls(statements)

    def covers(self, word: str, site: str | None, side: str | None, entry: Entry) -> bool:
        """Whether that word at that place is known for this entry; never where the entry says it gets worse."""
        # Asked for every word of a diary, and most diaries state nothing.
        return bool(self.statements) and self.stands(word, site, side, entry.at.instant) and not gets_worse(entry)

    def stands(self, word: str, site: str | None, side: str | None, instant: datetime) -> bool:
        """Whether it was stated as known at an instant. Both covers left and right; left and right cover both."""
        if self._stated(key_of(word, site, side), instant):
            return True
        if word in PERSON_ONLY or site is None:
            return False
        if side == BOTH:
            return all(self._stated((word, site, one), instant) for one in (LEFT, RIGHT))
        return side in (LEFT, RIGHT) and self._stated((word, site, BOTH), instant)

    def stands_in(self, words: Iterable[str], sites: Iterable[str], side: str, instant: datetime) -> bool:
        """Whether any of these words is known at any of these sites, at that side or at both."""
        if not self.statements:
            return False
        keys = {(word, site, one) for word in words for site in sites for one in (side, BOTH)}
        return any(self._stated(key, instant) for key in keys.intersection(self.statements))

    def _stated(self, key: Key, instant: datetime) -> bool:
        made = self.statements.get(key)
        if not made:
            return False
        # "From the start": the first statement counts for all time before it as well.
        standing = made[0]
        for known in made[1:]:
            if known.at.instant <= instant:
                standing = known
        return not standing.ended


def key_of(word: str, site: str | None, side: str | None) -> Key:
    """The word at its place. A symptom of the whole person is the same at whatever site it was written."""
    return (word, None, None) if word in PERSON_ONLY or site is None else (word, site, side)


def gets_worse(entry: Entry) -> bool:
    """Whether the entry says of anything that it is getting worse."""
    # The word does not say what gets worse, so no word of the entry counts as known.
    return WORSE in entry.symptoms or any(WORSE in reading.symptoms for reading in entry.readings)
