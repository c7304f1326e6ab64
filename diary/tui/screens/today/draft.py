"""The draft of an entry: what was given so far and is not saved yet. Frozen; every key makes a new draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from diary.domain.echo import time_echo
from diary.domain.fields import fields_of
from diary.domain.grammar.times import Here
from diary.domain.levels import LEVELS
from diary.domain.moments import Moment
from diary.domain.records import Entry, Reading, new_id
from diary.domain.vocabulary import HIGHEST, LOWEST, QUALITIES, SYMPTOMS
from diary.tui.unsaved import Unsaved

Place = tuple[str, str]
NO_PLACE: Place = ("", "")
"""The place of a level that was typed before any site is known."""
SUDDEN = "sudden"
_ALSO = tuple(field for field in fields_of(Reading) if field.name in LEVELS or field.name == "course")
"""What else a reading may say, beside the level and the words."""


@dataclass(frozen=True, slots=True)
class SiteInput:
    """What was given for one site so far."""

    level: int | None = None
    words: frozenset[str] = frozenset()
    """Qualities and symptoms, and the word sudden; the draft tells them apart only when it is saved."""
    also: tuple[tuple[str, int | str], ...] = ()
    """Other levels and the course, by the names of their fields, where they are given."""

    @property
    def has_content(self) -> bool:
        """Whether there is a level or a word."""
        return self.level is not None or bool(self.words or self.also)

    def get(self, name: str) -> int | str | None:
        """Another level, or the course; None where it is not given."""
        return dict(self.also).get(name)

    def put(self, name: str, value: int | str | None) -> SiteInput:
        """The input with another level or course; None takes it out."""
        values = {**dict(self.also), name: value}
        kept = ((field.name, values.get(field.name)) for field in _ALSO)
        return replace(self, also=tuple((name, value) for name, value in kept if value is not None))


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that is not complete or not saved yet, or a change of a saved one."""

    id: str
    # The id is made at the start, because it names the draft while that is being saved.
    inputs: tuple[tuple[Place, SiteInput], ...] = ()
    """What was given for each site, in the order in which the sites were given."""
    symptoms: frozenset[str] = frozenset()
    interference: int | None = None
    fatigue: int | None = None
    note: str = ""
    when: str = ""
    """The time as it was typed; "" is now."""
    editing: Entry | None = None
    """The saved entry that this draft changes; None for a new entry."""

    @classmethod
    def new(cls) -> Draft:
        """An empty draft."""
        return cls(new_id())

    @classmethod
    def of(cls, entry: Entry, when: str) -> Draft:
        """A draft that changes a saved entry; `when` is its time in words."""
        given = tuple(
            (
                (reading.site, reading.side),
                SiteInput(
                    reading.pain,
                    frozenset([*reading.qualities, *reading.symptoms, *([SUDDEN] * reading.sudden)]),
                    tuple((f.name, value) for f in _ALSO if (value := getattr(reading, f.name)) != f.default),
                ),
            )
            for reading in entry.readings
        )
        return cls(
            entry.id, given, frozenset(entry.symptoms), entry.interference, entry.fatigue, entry.note, when, entry
        )

    def at(self, place: Place) -> SiteInput:
        """What was given for that site; an empty SiteInput for nothing."""
        return next((given for there, given in self.inputs if there == place), SiteInput())

    def put(self, place: Place, given: SiteInput) -> Draft:
        """The draft with that input for the site; an empty input takes the site out."""
        # A changed site stays in its place: the order of readings in the entry is the order of first input.
        if any(there == place for there, _ in self.inputs):
            changed = tuple((there, given if there == place else old) for there, old in self.inputs)
        else:
            changed = (*self.inputs, (place, given))
        return replace(self, inputs=tuple((there, given) for there, given in changed if given.has_content))

    def digit(self, place: Place, digit: int) -> Draft:
        """The draft after a digit was typed for a site."""
        given = self.at(place)
        return self.put(place, replace(given, level=level_after_digit(given.level, digit)))

    def step(self, place: Place, before: int | None, by: int) -> Draft:
        """The level one less, the same (`by` 0) or one more, within 0–10.

        It counts from what was given, else from the level `before`; the same is always the level before. Without any
        of them the draft is unchanged.
        """
        given = self.at(place)
        start = before if given.level is None or by == 0 else given.level
        if start is None:
            return self
        return self.put(place, replace(given, level=min(HIGHEST, max(LOWEST, start + by))))

    def ticked(self, place: Place, word: str) -> Draft:
        """The draft with a quality, a symptom or the word sudden ticked, or its tick removed."""
        given = self.at(place)
        return self.put(place, replace(given, words=given.words ^ {word}))

    def moved(self, place: Place, to: Place) -> Draft:
        """The draft with the input of one site given to another; what that one had is replaced."""
        given = self.at(place)
        rest = replace(self, inputs=tuple(pair for pair in self.inputs if pair[0] != place))
        return rest.put(to, given) if given.has_content else rest

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings of the entry: sites with a level or a word."""
        return tuple(_reading(place, given) for place, given in self.inputs if place != NO_PLACE)

    @property
    def has_unplaced_input(self) -> bool:
        """Whether a level or word was given that has no site yet."""
        return self.at(NO_PLACE).has_content

    @property
    def can_be_saved(self) -> bool:
        """Whether a level, a word or a rating was given."""
        rated = self.interference is not None or self.fatigue is not None
        # A note alone is no entry, but an entry that is being changed may be left with its note.
        return bool(self.readings or self.symptoms or rated) or (self.editing is not None and bool(self.note.strip()))

    @property
    def untouched(self) -> bool:
        """Whether nothing at all was given."""
        return (
            not (self.inputs or self.symptoms or self.note or self.when) and self.interference is self.fatigue is None
        )

    def is_unchanged(self, here: Here) -> bool:
        """Whether it holds a saved entry just as that is."""
        return self.editing is not None and self == Draft.of(self.editing, time_echo(self.editing.at, here))

    def entry(self, at: Moment, recorded: datetime) -> Entry:
        """The entry that the draft makes. A changed entry keeps its id and the time when it was written."""
        old = self.editing
        return Entry(
            id=self.id,
            at=at,
            recorded=old.recorded if old else recorded,
            note=self.note.strip(),
            source=old.source if old else "",
            readings=self.readings,
            symptoms=in_order(self.symptoms, SYMPTOMS),
            interference=self.interference,
            fatigue=self.fatigue,
        )

    def unsaved(self, at: Moment, kept: datetime, *, is_time: bool) -> Unsaved:
        """The draft as it is kept when the program has to end; without `is_time` what was typed is no time."""
        # A level that has no place yet is a reading without one, which no saved entry has.
        readings = tuple(_reading(place, given) for place, given in self.inputs)
        record = replace(self.entry(at, kept), readings=readings)
        return Unsaved(kept, record, self.editing, {} if is_time else {"when": self.when})

    @classmethod
    def of_unsaved(cls, unsaved: Unsaved, here: Here) -> Draft:
        """The draft that was kept. Its time is the one that was meant then, not now."""
        entry = unsaved.record
        assert isinstance(entry, Entry)
        assert isinstance(unsaved.old, Entry | None)
        when = (unsaved.texts or {}).get("when", time_echo(entry.at, here))
        return replace(cls.of(entry, when), editing=unsaved.old)

    def joined(self, later: Draft) -> Draft:
        """This draft, which could not be saved, with what was typed since; of two values the later one counts."""
        joined = self
        for place, given in later.inputs:
            joined = joined.put(place, given)
        return replace(
            joined,
            symptoms=self.symptoms | later.symptoms,
            interference=self.interference if later.interference is None else later.interference,
            fatigue=self.fatigue if later.fatigue is None else later.fatigue,
            note=later.note or self.note,
            when=later.when or self.when,
        )


def _reading(place: Place, given: SiteInput) -> Reading:
    words = (in_order(given.words, QUALITIES), in_order(given.words, SYMPTOMS))
    also: dict[str, Any] = dict(given.also)
    return Reading(*place, given.level, *words, SUDDEN in given.words, **also)


def level_after_digit(level: int | None, digit: int) -> int:
    """The level after one more digit: 1, then 0 is 10; a further 0 is 0."""
    return HIGHEST if level == 1 and digit == 0 else digit


def in_order(words: Iterable[str], table: Iterable[str]) -> tuple[str, ...]:
    """The names of the table that are among the words, in the order of the table."""
    chosen = set(words)
    return tuple(name for name in table if name in chosen)
