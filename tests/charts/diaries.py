"""Diaries built by hand and by a seeded generator, for the charts and the report."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta, timezone

from diary.domain.moments import Moment
from diary.domain.records import (
    Ack,
    Care,
    Diary,
    Entry,
    Exercise,
    Motion,
    Question,
    Reading,
    Record,
    Session,
    Usual,
    Visit,
)
from diary.domain.vocabulary import REGIONS

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 2, 20, 14, tzinfo=ZONE)
BACK, KNEE, SHOULDER = ("lower back", "center"), ("knee", "left"), ("shoulder", "right")


def moment(days_ago: float, hour: float = 20.0, now: datetime = NOW) -> Moment:
    """A time so many days before the day of now."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return Moment.of(midnight - timedelta(days=days_ago) + timedelta(hours=hour), "Europe/Berlin")


def entry(days_ago: float, levels: dict[tuple[str, str], int], hour: float = 20.0, **more: object) -> Entry:
    """An entry with a level at each site."""
    at = moment(days_ago, hour)
    readings = tuple(Reading(site, side, level) for (site, side), level in levels.items())
    values: dict[str, object] = {
        "id": f"e{days_ago:08.3f}{hour:05.2f}",
        "at": at,
        "recorded": at.instant,
        "readings": readings,
    }
    return Entry(**(values | more))  # type: ignore[arg-type]


def session(days_ago: float, activity: str = "physio", hour: float = 16.0, **more: object) -> Session:
    """A session that ended at that hour."""
    at = moment(days_ago, hour)
    values: dict[str, object] = {"id": f"s{days_ago:08.3f}{hour:05.2f}", "at": at, "recorded": at.instant}
    return Session(**(values | {"activity": activity} | more))  # type: ignore[arg-type]


def sample(days: int = 90) -> Diary:
    """Three months: a back that flares after a new session and does not ease, a steady knee, a shoulder with gaps."""
    chance = random.Random(7)
    records: list[Record] = [
        Usual(id="u1", at=moment(days), level=2, site="lower back", side="center"),
        Visit(id="v1", at=moment(21, 10), name="Ms Weber"),
        Visit(id="v2", at=moment(-1, 10), name="Ms Weber"),
        Question(id="q1", at=moment(3), note="Should I go on with the new stretches?"),
        Question(id="q2", at=moment(2), note="Is cycling all right?"),
        Question(id="q0", at=moment(40), note="An old one", reported=moment(21, 9).instant),
    ]
    for ago in range(days - 1, -1, -1):
        if ago in (5, 17, 18, 44, 45, 46):
            continue
        flare = {2: 0, 1: 3, 0: 4}.get(ago, 0) if ago <= 2 else 2 if ago in (33, 34) else 0
        levels = {BACK: max(0, min(10, 2 + flare + chance.choice([-1, 0, 0, 0, 1]) * (flare == 0)))}
        levels[KNEE] = 3 + chance.choice([-1, 0, 0, 1])
        if ago % 3 and ago > 2:
            levels[SHOULDER] = max(0, 4 - (days - ago) // 25 + chance.choice([0, 0, 1]))
        words = ("dull", "stiff") if flare else ("aching",)
        readings = tuple(
            Reading(site, side, level, words if (site, side) == BACK else ("tender",) if site == "shoulder" else ())
            for (site, side), level in levels.items()
        )
        late = timedelta(days=2) if ago in (9, 30) else timedelta()
        note = "after the new stretches" if ago == 1 else "slept badly" if ago % 13 == 0 else ""
        at = moment(ago)
        records.append(
            Entry(
                id=f"e{ago:04}", at=at, recorded=at.instant + late, readings=readings, note=note,
                interference=min(10, 2 + flare) if ago % 2 == 0 else None, fatigue=2 if ago % 5 == 0 else None,
            )
        )  # fmt: skip
        if ago % 4 == 1:
            back = max(0, levels[BACK] - 1)
            records.append(entry(ago, {BACK: back}, hour=8.5))
    records.append(entry(0, {BACK: 5}, hour=8.5))
    for ago in range(days - 2, 0, -7):
        moves = (Exercise("clamshell"), Exercise("bridge"))
        records.append(session(ago, "physio", 16, effort=4, minutes=45, exercises=moves))
    for ago in range(days - 5, 3, -7):
        records.append(session(ago, "cycling", 17, effort=3, minutes=30))
    records.append(session(2, "gym", 16, effort=6, minutes=60, new=True, exercises=(Exercise("deadlift", True),)))
    for ago in range(days - 1, 0, -6):
        records.append(Care(id=f"c{ago}", at=moment(ago, 21), activity="heat"))
        records.append(Care(id=f"i{ago}", at=moment(ago, 18), activity="ice"))
    for ago, relief in ((33, 5), (20, 4), (2, 3), (1, None)):
        pill = Care(
            id=f"m{ago}", at=moment(ago, 22), activity="medication", name="ibuprofen", dose="400 mg", relief=relief
        )
        records.append(pill)
    for ago, value in ((60, 100.0), (40, 110.0), (19, 118.0), (4, 125.0)):
        records.append(Motion(id=f"r{ago}", at=moment(ago, 11), movement="knee flexion", side="left", value=value))
    records.append(
        Ack(id="a1", at=moment(32, 12), rule="not-improving-48h", site="lower back", side="center", tier="report")
    )
    return Diary.of(records)


def long_diary(entries: int, sites: int = 4, now: datetime = NOW) -> Diary:
    """Years of ten entries a day at a few sites, with sessions."""
    chance = random.Random(3)
    places = [(name, "left" if region.paired else "center") for name, region in REGIONS.items()][:sites]
    records: list[Record] = []
    level = dict.fromkeys(places, 3)
    for number in range(entries):
        at = Moment.of((now - timedelta(hours=2.4 * (entries - number))).astimezone(ZONE))
        place = places[number % len(places)]
        level[place] = max(0, min(10, level[place] + chance.choice([-1, 0, 0, 0, 1])))
        records.append(
            Entry(id=f"{number:016x}", at=at, recorded=at.instant, readings=(Reading(*place, level[place]),))
        )
        if number % 30 == 7:
            records.append(Session(id=f"s{number:015x}", at=at, activity="physio", minutes=30))
    return Diary.of(records)


def many_sites(count: int = 30) -> Diary:
    """A diary with readings at very many sites over two weeks."""
    places = [(region.name, side) for region in REGIONS.values() for side in region.sides[:2]][:count]
    chance = random.Random(5)
    return Diary.of([entry(ago, {place: chance.randrange(10) for place in places}) for ago in range(14)])


def utc(when: datetime) -> datetime:
    """The instant in UTC."""
    return when.astimezone(UTC)
