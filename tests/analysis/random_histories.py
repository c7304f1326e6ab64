"""Random histories of small diaries: written late, edited, deleted, told, while travelling. And what was known when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from diary.domain.moments import Moment
from diary.domain.records import Ack, Diary, Entry, Exercise, Known, Motion, Reading, Record, Session, Usual, Version

BEGIN = datetime(2025, 3, 3, 7, 0, tzinfo=UTC)
PLACES = (
    ("lower back", "center"), ("knee", "left"), ("knee", "right"), ("head", "center"), ("calf", "left"),
    ("foot", "both"),
)  # fmt: skip
QUALITIES = ("aching", "aching", "stiff", "dull", "sharp", "sharp", "burning", "shooting", "radiating")
SYMPTOMS = (
    "numbness", "tingling", "weakness", "weakness", "swelling", "hot-joint", "getting-worse", "getting-worse",
    "giving-way", "cant-bear-weight",
)  # fmt: skip
OF_PERSON = (
    "fever", "breathlessness", "night-pain", "night-pain", "weight-loss", "fatigue", "bladder-trouble",
    "getting-worse",
)  # fmt: skip
RULES = (
    ("emergency-signs", False),
    ("neurological", True),
    ("nerve-like-pain", True),
    ("sudden-severe", True),
    ("general-signs", False),
    ("not-improving-48h", True),
    ("worsening", True),
    ("interference", False),
    ("swelling", True),
    ("slow-drift", True),
    ("fatigue", False),
    ("expected-soreness", True),
    ("session-response", True),
)


class Writer:
    """Somebody who keeps a diary, carelessly."""

    def __init__(self, seed: int, days: int, most_places: int = 3) -> None:
        self.random = Random(seed)
        self.days = days
        self.number = 0
        chance = self.random.random
        self.places = self.random.sample(PLACES, self.random.randint(1, most_places))
        self.per_day = self.random.choice([0.5, 1, 1, 2, 3])
        self.lateness, self.signs, self.zones = chance() * 0.5, chance() ** 3 * 0.5, chance() < 0.3
        self.calm = chance() < 0.4
        """No signs and no ratings: what soreness after exercise looks like."""
        self.changes, self.flares = chance() * 0.15, chance() * 0.2
        self.level = {place: self.random.randint(0, 7) for place in self.places}
        self.offset = 3600
        # With a generator of its own, so that it changes nothing else that happens in the diary of a seed.
        self.apps = Random(f"{seed} apps")
        self.converted = self.apps.choice([0.0, 0.0, 0.0, 0.3, 0.7, 1.0])
        """The share of the entries that come from another app."""

    def versions(self) -> list[Version]:
        """All versions of all records, record by record."""
        records: list[Record] = []
        for day in range(self.days):
            if self.zones and self.random.random() < 0.1:
                self.offset = self.random.choice([-11 * 3600, -5 * 3600, 3600, 14 * 3600])
            records += self._day(BEGIN + timedelta(days=day))
        return [version for record in records for version in self._versions(record)]

    def _day(self, morning: datetime) -> list[Record]:
        random, records = self.random, list[Record]()
        for _ in range(int(self.per_day) if random.random() < 0.7 else random.randint(0, int(self.per_day) + 1)):
            records.append(self.entry(self._sometime(morning)))
        if random.random() < 0.25:
            exercises = (Exercise("bridge"),)
            records.append(
                Session(
                    **self._common(morning), activity="physio", minutes=random.choice([None, 30]), exercises=exercises
                )
            )
        if random.random() < 0.03:
            site, side = random.choice([*self.places, (None, None)])
            records.append(Usual(**self._common(morning), level=random.randint(0, 9), site=site, side=side))
        if random.random() < 0.02:
            site, side = random.choice([*self.places, (None, None)])
            if site and side in ("left", "right"):
                side = random.choice([side, "left", "right", "both"])
            words: dict[str, Any] = (
                {"symptoms": (random.choice(SYMPTOMS),)}
                if random.random() < 0.7
                else {"qualities": (random.choice(["shooting", "sharp"]),)}
            )
            records.append(Known(**self._common(morning), site=site, side=side, ended=random.random() < 0.3, **words))
        if random.random() < 0.1:
            unit = random.choice(["deg", "deg", "deg-short", "cm"])
            records.append(
                Motion(
                    **self._common(morning), movement="flexion", side="left", value=random.randint(60, 110), unit=unit
                )
            )
        if random.random() < 0.15:
            rule, of_site = random.choice(RULES)
            site, side = random.choice(self.places) if of_site else (None, None)
            tier = random.choice(["", "", "emergency", "immediate", "report", "discuss"])
            records.append(
                Ack(
                    **self._common(morning), rule=rule, site=site, side=side, tier=tier, confirmed=random.random() < 0.6
                )
            )
        return records

    def entry(self, at: Moment) -> Entry:
        """One entry, with whatever comes to mind."""
        random = self.random
        readings = []
        for place in random.sample(self.places, random.randint(1, len(self.places))):
            if random.random() < self.flares:
                self.level[place] = min(10, self.level[place] + random.randint(2, 4 if self.calm else 6))
            else:
                self.level[place] = max(0, min(10, self.level[place] + random.choice([-2, -1, -1, 0, 0, 1])))
            sign = random.random() < self.signs and not self.calm
            readings.append(
                Reading(
                    *place,
                    None if random.random() < 0.05 else self.level[place],
                    (random.choice(QUALITIES[: 4 if self.calm else None]),) if random.random() < 0.4 else (),
                    (random.choice(SYMPTOMS),) if sign else (),
                    random.random() < 0.05 and not self.calm,
                )
            )
        return Entry(
            source="Bearable" if self.apps.random() < self.converted else "",
            **self._common(at.instant, at),
            readings=tuple(readings),
            symptoms=(random.choice(OF_PERSON),) if random.random() < self.signs and not self.calm else (),
            interference=random.randint(0, 4 if self.calm else 10) if random.random() < 0.3 else None,
            fatigue=random.randint(0, 8) if random.random() < 0.2 and not self.calm else None,
        )

    def _sometime(self, morning: datetime) -> Moment:
        if self.random.random() < 0.05:
            day = (morning + timedelta(seconds=self.offset)).replace(hour=12, minute=0)
            return Moment(day - timedelta(seconds=self.offset), self.offset, date_only=True)
        # Round times, so that things meet at the same instant and at the edges of the rules' windows.
        return Moment(morning + timedelta(hours=self.random.choice([0, 1, 4, 12, 12, 13, 16])), self.offset)

    def _common(self, morning: datetime, at: Moment | None = None) -> dict[str, Any]:
        self.number += 1
        at = at or self._sometime(morning)
        return {"id": f"{self.random.randrange(16**4):04x}{self.number:05}", "at": at, "recorded": self._written(at)}

    def _written(self, at: Moment) -> datetime | None:
        random = self.random
        if random.random() < 0.2:
            return None
        if random.random() < self.lateness:
            return at.instant + timedelta(hours=random.choice([1, 5, 24, 30, 50, 120, 400]))
        return at.instant + timedelta(minutes=random.choice([0, 0, 1, 10]))

    def _versions(self, record: Record) -> list[Version]:
        random = self.random
        written = record.recorded
        if random.random() >= self.changes:
            return [Version(record, written, None, "current")]
        until = (written or record.at.instant) + timedelta(hours=random.choice([0, 1, 2, 26, 50, 200, 1000]))
        if random.random() < 0.4:
            return [Version(record, written, until, "deleted")]
        return [Version(record, written, until, "edited"), Version(self._edited(record), until, None, "current")]

    def _edited(self, record: Record) -> Record:
        if isinstance(record, Entry):
            at = record.at
            if self.random.random() < 0.3:
                at = replace(at, instant=at.instant - timedelta(hours=self.random.choice([1, 12, 24, 72])))
            return replace(self.entry(at), id=record.id, recorded=record.recorded)
        if isinstance(record, Session):
            return replace(record, at=replace(record.at, instant=record.at.instant - timedelta(hours=5)))
        if isinstance(record, Motion):
            return replace(record, value=record.value + 15)
        return replace(record, note="said otherwise")


def known(versions: Sequence[Version], moment: datetime) -> Diary:
    """What had been written, and not yet been written otherwise, at a moment."""
    return Diary.of(
        [
            version.record
            for version in versions
            if (version.record.at.instant if version.written is None else version.written) <= moment
            and (version.until is None or moment < version.until)
        ]
    )
