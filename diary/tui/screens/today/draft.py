"""The draft of an entry: what was given so far and is not saved yet. Frozen; every key makes a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from diary.domain.moments import Moment
from diary.domain.records import Entry, Reading, new_id
from diary.domain.vocabulary import HIGHEST, LOWEST, QUALITIES, SYMPTOMS

Place = tuple[str, str]
NOWHERE: Place = ("", "")
"""The place of a level that was typed before any site is known."""
SUDDEN = "sudden"


@dataclass(frozen=True, slots=True)
class Felt:
    """What was given for one site."""

    level: int | None = None
    words: frozenset[str] = frozenset()
    """Qualities and symptoms, and the word sudden."""

    @property
    def given(self) -> bool:
        """Whether there is a level or a word."""
        return self.level is not None or bool(self.words)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry in the making. `felt` is in the order in which the sites were given."""

    id: str
    felt: tuple[tuple[Place, Felt], ...] = ()
    symptoms: frozenset[str] = frozenset()
    interference: int | None = None
    fatigue: int | None = None
    note: str = ""
    when: str = ""
    """The time as it was typed; empty is now."""
    editing: Entry | None = None
    """The entry that this changes, where it is no new one."""

    @classmethod
    def new(cls) -> Draft:
        """An empty one."""
        return cls(new_id())

    @classmethod
    def of(cls, entry: Entry, when: str) -> Draft:
        """An entry taken up again; `when` is its time in words."""
        felt = tuple(
            (
                (reading.site, reading.side),
                Felt(reading.pain, frozenset([*reading.qualities, *reading.symptoms, *([SUDDEN] * reading.sudden)])),
            )
            for reading in entry.readings
        )
        return cls(
            entry.id, felt, frozenset(entry.symptoms), entry.interference, entry.fatigue, entry.note, when, entry
        )

    def at(self, place: Place) -> Felt:
        """What was given for that site so far."""
        return next((felt for there, felt in self.felt if there == place), Felt())

    def put(self, place: Place, felt: Felt) -> Draft:
        """The draft with that for the site; nothing given takes the site out."""
        if any(there == place for there, _ in self.felt):
            changed = tuple((there, felt if there == place else old) for there, old in self.felt)
        else:
            changed = (*self.felt, (place, felt))
        return replace(self, felt=tuple((there, felt) for there, felt in changed if felt.given))

    def digit(self, place: Place, digit: int) -> Draft:
        """A digit typed for a site."""
        felt = self.at(place)
        return self.put(place, replace(felt, level=typed(felt.level, digit)))

    def step(self, place: Place, before: int | None, by: int) -> Draft:
        """Better, same or worse than before: from what was given, else from the level before, within 0–10."""
        felt = self.at(place)
        start = before if felt.level is None or by == 0 else felt.level
        if start is None:
            return self
        return self.put(place, replace(felt, level=min(HIGHEST, max(LOWEST, start + by))))

    def ticked(self, place: Place, word: str) -> Draft:
        """A quality, a symptom or the word sudden ticked, or its tick taken away."""
        felt = self.at(place)
        return self.put(place, replace(felt, words=felt.words ^ {word}))

    def moved(self, place: Place, to: Place) -> Draft:
        """What was given for one site, given for another."""
        felt = self.at(place)
        kept = replace(self, felt=tuple(pair for pair in self.felt if pair[0] != place))
        return kept.put(to, felt) if felt.given else kept

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The sites that were given a level or a word."""
        return tuple(
            Reading(
                *place,
                felt.level,
                in_order(felt.words, QUALITIES),
                in_order(felt.words, SYMPTOMS),
                SUDDEN in felt.words,
            )
            for place, felt in self.felt
            if place != NOWHERE
        )

    @property
    def homeless(self) -> bool:
        """Whether something was given for no site yet."""
        return self.at(NOWHERE).given

    @property
    def worth_saving(self) -> bool:
        """Whether a level or a word was given. A note alone waits for one."""
        rated = self.interference is not None or self.fatigue is not None
        return bool(self.readings or self.symptoms or rated) or (self.editing is not None and bool(self.note.strip()))

    @property
    def untouched(self) -> bool:
        """Whether nothing at all was typed."""
        return not (self.felt or self.symptoms or self.note or self.when) and self.interference is self.fatigue is None

    def entry(self, at: Moment, recorded: datetime) -> Entry:
        """The entry that this makes. An edited one keeps its id and when it was written."""
        old = self.editing
        return Entry(
            id=self.id,
            at=at,
            recorded=old.recorded if old else recorded,
            note=self.note.strip(),
            readings=self.readings,
            symptoms=in_order(self.symptoms, SYMPTOMS),
            interference=self.interference,
            fatigue=self.fatigue,
        )

    def joined(self, later: Draft) -> Draft:
        """A draft that could not be saved, with what was typed since over it."""
        joined = self
        for place, felt in later.felt:
            joined = joined.put(place, felt)
        return replace(
            joined,
            symptoms=self.symptoms | later.symptoms,
            interference=self.interference if later.interference is None else later.interference,
            fatigue=self.fatigue if later.fatigue is None else later.fatigue,
            note=later.note or self.note,
            when=later.when or self.when,
        )


def typed(level: int | None, digit: int) -> int:
    """The level after one more digit: 1 then 0 is 10, a further 0 is 0."""
    return HIGHEST if level == 1 and digit == 0 else digit


def in_order(words: Iterable[str], table: Iterable[str]) -> tuple[str, ...]:
    """Those of the table that are among the words, in the order of the table."""
    chosen = set(words)
    return tuple(name for name in table if name in chosen)
