"""The parts that random diaries are made of: times on a grid, entries, readings, sessions."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from diary.domain.moments import Moment
from diary.domain.records import Entry, Exercise, Reading, Record, Session
from diary.domain.vocabulary import PERSON_SYMPTOMS, REGIONS, SITE_SYMPTOMS
from diary.domain.vocabulary import QUALITIES as ALL_QUALITIES

START = datetime(2026, 1, 5, tzinfo=UTC)
PLACES = tuple(
    (site, side)
    for site, side in (
        ("knee", "left"), ("knee", "right"), ("foot", "left"), ("calf", "right"), ("thigh", "both"),
        ("buttock", "left"), ("lower back", "center"), ("head", "center"), ("shoulder", "right"), ("neck", "left"),
        ("heel", "right"), ("hamstring", "left"), ("SI joint", "both"), ("hand", "both"), ("wrist", "left"),
        ("pelvis", "center"), ("thumb", "right"),
    )
    if site in REGIONS
)  # fmt: skip
MILD = tuple(
    word for word in ("dull", "aching", "stiff", "tight", "tender", "heavy", "pulling", "deep") if word in ALL_QUALITIES
)
QUALITIES = tuple(ALL_QUALITIES)
AT_SITE = SITE_SYMPTOMS
OF_PERSON = PERSON_SYMPTOMS


def extra(cls: type[object], **values: object) -> dict[str, Any]:
    """Those of these fields that a record has."""
    return {name: value for name, value in values.items() if name in {field.name for field in fields(cls)}}  # type: ignore[arg-type]


@dataclass
class Parts:
    """Adds records to a list; how often what is said is the character of a diary."""

    chance: random.Random
    records: list[Record] = field(default_factory=list)
    days: int = 0
    density: float = 1.0
    wordy: float = 0.0
    person_wordy: float = 0.0
    rated: float = 0.0
    converted: float = 0.0
    offsets: tuple[int, ...] = (0,)
    grid: str = "evening"
    places: list[tuple[str, str]] = field(default_factory=list)

    def name(self) -> str:
        """The next id."""
        return f"t{len(self.records):05}"

    def moment(self, day: int, *, whole: bool = False) -> Moment:
        """A time on that day, on the grid of this diary."""
        roll = self.chance
        offset = self.offsets[min(len(self.offsets) - 1, len(self.offsets) * day // (self.days + 1))]
        if not whole and roll.random() < 0.05:
            return Moment(START + timedelta(days=day, hours=12, seconds=-offset), offset, date_only=True)
        hours: float = {
            "evening": 20.0,
            "twice": roll.choice((8.0, 20.0)),
            "quarter": roll.choice((0.0, 6.0, 10.0, 12.0, 20.0, 22.0)),
            "any": roll.randrange(24 * 60) / 60,
        }[self.grid]
        nudge = roll.choice((0, 0, 0, 0, 0, 0, -1, 1))
        return Moment(START + timedelta(days=day, hours=hours, minutes=nudge, seconds=-offset), offset)

    def source(self) -> str:
        """The app that the next entry comes from, "" for none."""
        return "Bearable" if self.chance.random() < self.converted else ""

    def add_entry(self, moment: Moment, site: str, side: str, level: int) -> None:
        """One entry, sometimes with words, sometimes about a second place, sometimes without a level."""
        roll = self.chance
        readings = [self.reading(site, side, min(10, max(0, level)))]
        if len(self.places) > 1 and roll.random() < 0.1:
            other = roll.choice([place for place in self.places if place != (site, side)])
            readings.append(self.reading(*other, roll.randint(0, 10)))
        symptoms = (roll.choice(OF_PERSON),) if roll.random() < self.person_wordy else ()
        rated = roll.random() < self.rated
        self.records.append(
            Entry(
                id=self.name(),
                at=moment,
                readings=tuple(readings),
                symptoms=symptoms,
                interference=roll.choice((0, 2, 3, 4, 5, 6, 7, 9)) if rated else None,
                fatigue=roll.choice((0, 3, 4, 6)) if roll.random() < self.person_wordy else None,
                source=self.source(),
            )
        )

    def reading(self, site: str, side: str, level: int) -> Reading:
        """One reading; mild words are more usual than grave ones."""
        roll = self.chance
        qualities: tuple[str, ...] = (roll.choice(MILD),) if roll.random() < 0.2 else ()
        symptoms: tuple[str, ...] = ()
        if roll.random() < self.wordy:
            qualities = tuple(dict.fromkeys((*qualities, roll.choice(QUALITIES))))
        if roll.random() < self.wordy:
            symptoms = (roll.choice((*AT_SITE, *AT_SITE, *OF_PERSON)),)
        sudden = roll.random() < self.wordy
        pain = None if (qualities or symptoms or sudden) and roll.random() < 0.2 else level
        return Reading(site, side, pain, qualities, symptoms, sudden)

    def add_session(self, moment: Moment, minutes: int | None, activity: str = "") -> None:
        """One session, sometimes with exercises, all or some of them skipped where a record can say so."""
        roll = self.chance
        exercises: tuple[Exercise, ...] = ()
        if roll.random() < 0.15:
            exercises = tuple(
                Exercise(name, **extra(Exercise, done=roll.choice(("yes", "eased", "skipped", "skipped"))))
                for name in ("bridge", "plank")[: roll.choice((1, 2))]
            )
        self.records.append(Session(id=self.name(), at=moment, minutes=minutes, activity=activity, exercises=exercises))
