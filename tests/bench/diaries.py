"""Diaries to measure on: seeded, of three sizes, written through the store, and cached in a temporary folder."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from diary.clock import Clock
from diary.domain.moments import Moment
from diary.domain.records import Ack, Care, Entry, Known, Motion, Reading, Record, Session, Usual, Visit
from diary.store.diary_store import open_diary

SIZES = {0: (0, 1), 1_095: (365, 3), 36_500: (3_650, 10)}
"""The number of entries, with their days and the entries of each day."""
SITES = (("lower back", "center"), ("knee", "left"), ("shoulder", "right"), ("neck", "center"))
OFTEN = (0.9, 0.4, 0.25, 0.1)
"""The share of entries that contain each site."""
MILD = ("dull", "aching", "stiff", "tight", "tender")
ACTIVITIES = ("physio", "walking", "strength", "swimming")
NOTES = ("slept badly", "long day at the desk", "after the stairs", "better in the morning", "the pillow again")
SIGN_EVERY = 120
"""Days between two entries with a symptom that the rules read however old it is."""
# Records of one transaction: one each would sync 36,500 times, all in one would fill the memory.
CHUNK = 5_000


@dataclass
class SimulatedPerson:
    """A simulated person who logs several times a day and has a flare every few weeks."""

    days: int
    per_day: int
    last: date

    def __post_init__(self) -> None:
        self.chance = Random(self.days * 100 + self.per_day)
        self.number = 0
        self.level = [2.0, 1.0, 1.0, 0.0]

    def records(self) -> Iterator[Record]:
        """All records, day by day."""
        first = self.last - timedelta(days=self.days - 1)
        if self.days:
            yield from self.statements(first)
        for day in range(self.days):
            yield from self.day(day, first + timedelta(days=day))

    def statements(self, first: date) -> Iterator[Record]:
        """The statements of the first day: two usual levels and a known symptom."""
        yield Usual(**self.common(first, 8), level=2, site="lower back", side="center")
        yield Usual(**self.common(first, 8), level=1, site="knee", side="left")
        yield Known(**self.common(first, 8), site="foot", side="left", symptoms=("numbness",))

    def day(self, number: int, day: date) -> Iterator[Record]:
        """The entries of a day, and its sessions, care, motions and visits."""
        chance = self.chance
        for site in range(len(SITES)):
            if chance.random() < 1 / 40:  # a flare at each site about every 40 days
                self.level[site] += chance.choice((2, 3, 3, 4))
        for place in range(self.per_day):
            yield self.entry(day, 7 + 14 * place / self.per_day)
        # After a flare the level falls by about a third each day, back to the usual one.
        self.level = [
            max(0.0, level - 0.35 * (level - usual)) for level, usual in zip(self.level, (2, 1, 1, 0), strict=True)
        ]
        if number % SIGN_EVERY == SIGN_EVERY // 2:
            sign = Reading("knee", "left", 2, (), ("swelling",))
            yield Entry(**self.common(day, 21.5), readings=(sign,))
        if number % 3 == 0:
            yield Session(**self.common(day, 17), activity=chance.choice(ACTIVITIES), minutes=45, effort=5, new=False)
        if number % 2 == 0:
            yield Care(**self.common(day, 18), activity=chance.choice(("ice", "heat", "rest")), relief=3)
        if number % 7 == 0:
            yield Motion(**self.common(day, 18), movement="flexion", side="left", value=110.0 + chance.randrange(15))
        if number % 42 == 0:
            yield Visit(**self.common(day, 10), name="physio")
            yield Ack(**self.common(day, 10.5), rule="worsening", site="lower back", side="center", tier="report")

    def entry(self, day: date, hour: float) -> Entry:
        """One entry: some sites with mild qualities, and sometimes interference or a note."""
        chance = self.chance
        readings = [
            Reading(
                *site,
                max(0, min(10, round(level + chance.uniform(-1, 1)))),
                (chance.choice(MILD),) if chance.random() < 0.3 else (),
            )
            for site, level, often in zip(SITES, self.level, OFTEN, strict=True)
            if chance.random() < often
        ] or [Reading(*SITES[0], 2)]
        return Entry(
            **self.common(day, hour, chance.choice(NOTES) if chance.random() < 0.1 else ""),
            readings=tuple(readings),
            interference=chance.randint(0, 4) if chance.random() < 0.2 else None,
        )

    def common(self, day: date, hour: float, note: str = "") -> dict[str, Any]:
        """The common fields of a record: id, time, time of writing, note."""
        self.number += 1
        at = Moment(datetime.combine(day, time(), UTC) + timedelta(seconds=round(hour * 3600)))
        # A hash of the number: repeatable, and in random order, as real ids are in the index.
        id = hashlib.blake2b(str(self.number).encode(), digest_size=10).hexdigest()
        return {"id": id, "at": at, "recorded": at.instant, "note": note}


def records_of(entries: int, last: date) -> Iterator[Record]:
    """The records of a diary of that size; its last day is the one before `last`."""
    return SimulatedPerson(*SIZES[entries], last - timedelta(days=1)).records()


def diary_of(entries: int) -> Path:
    """The path of a diary of that size that ends yesterday, made if it is missing. Other runs use it: do not write."""
    today = datetime.now(UTC).date()
    folder = Path(tempfile.gettempdir()) / "pain-diary-bench"
    made = folder / f"{_content_mark()}-{entries}-{today}.db"
    if not made.exists():
        folder.mkdir(exist_ok=True)
        for old in folder.glob(f"*-{entries}-*"):
            old.unlink()
        # Made under another name, so that an interrupted run leaves no half-filled diary to measure on.
        fresh = made.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        fill(fresh, records_of(entries, today))
        fresh.rename(made)
    return made


def fill(path: Path, records: Iterator[Record]) -> None:
    """Make a new diary with these records."""
    clock = Clock(UTC, "UTC")
    with open_diary(path, clock=clock, program="import", create=True) as store:
        while chunk := list(islice(records, CHUNK)):
            store.save(*chunk, label="bench")


def copy_of(entries: int, folder: Path, name: str = "diary.db") -> Path:
    """A copy of a diary of that size, to write to."""
    target = folder / name
    for left in folder.glob(f"{name}-*"):  # SQLite would apply the journal of an earlier copy to this one
        if left.is_file():
            left.unlink()
    shutil.copyfile(diary_of(entries), target)
    return target


def _content_mark() -> str:
    # A change of this file or of the schema gives the cached diaries another name.
    here = Path(__file__)
    schema = here.parents[2] / "diary" / "store" / "schema"
    parts = [here, *sorted(schema.rglob("*.sql"))]
    return hashlib.blake2b(b"".join(part.read_bytes() for part in parts), digest_size=4).hexdigest()
