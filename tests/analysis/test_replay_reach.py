"""The replay where something goes on for more than 400 days: at each moment it reads as far back as the rules do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random

import pytest

from diary.analysis.replay.history import PastFinding
from diary.analysis.replay.replay import replay
from diary.analysis.snapshot import REACH
from diary.domain.moments import Moment
from diary.domain.records import Ack, Entry, Motion, Reading, Record, Session, Usual, Version
from tests.analysis.random_histories import BEGIN
from tests.analysis.test_replay import asked, replayed
from tests.lengths import sample

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
KNEE = ("knee", "left")


def moment(day: float) -> Moment:
    return Moment(BEGIN + day * DAY)


def now(record: Record) -> Version:
    return Version(record, record.recorded, None, "current")


def entry(day: float, *readings: Reading, interference: int | None = None) -> Entry:
    return Entry(id=f"e{day:09.3f}", at=moment(day), readings=readings, interference=interference)


def pain(day: float, level: int) -> Entry:
    return entry(day, Reading(*KNEE, level))


def usual(day: float, level: int) -> Usual:
    return Usual(id=f"u{day}", at=moment(day), level=level, site=KNEE[0], side=KNEE[1])


def told(day: float, rule: str, place: tuple[str | None, str | None] = KNEE) -> Ack:
    return Ack(id=f"a{day}{rule}", at=moment(day), rule=rule, site=place[0], side=place[1], confirmed=True)


def replay_checked(versions: Sequence[Version], days: int) -> tuple[PastFinding, ...]:
    """The past findings, after a comparison around changes, when something becomes too old, and in between."""
    end = BEGIN + days * DAY
    past_findings = replay(versions, end)
    events = [event.at for past in past_findings for event in past.events]
    too_old = [at for version in versions if (at := version.record.at.instant + REACH) <= end]
    random = Random(days)
    for moments in (events, too_old):
        for instant in random.sample(moments, min(len(moments), sample(3, 12))):
            for near in (instant - TICK, instant, instant + TICK):
                assert replayed(past_findings, near) == asked(versions, near), near
    for day in random.sample(range(380, days), sample(3, 12)):
        assert replayed(past_findings, BEGIN + day * DAY) == asked(versions, BEGIN + day * DAY), day
    return past_findings


@pytest.mark.parametrize("gap", [9, 7.3, 4])
@pytest.mark.parametrize("levels", [(6,), (6, 7, 5), (4, 9, 9, 6, 5)])
def test_an_episode_that_follows_another_for_years(gap: float, levels: Sequence[int]) -> None:
    """Each begins where the one before it ends, so all depends on the first that is still read."""
    days = [round(gap * number, 3) for number in range(int(700 / gap))]
    records = [usual(-1, 2), *(pain(day, levels[number % len(levels)]) for number, day in enumerate(days))]
    replay_checked([now(record) for record in records], 760)


def test_an_unbroken_episode_that_was_told() -> None:
    records = [usual(-1, 2), *(pain(9 * number, 6) for number in range(70))]
    records += [told(day, "not-improving-48h") for day in (12, 300, 460, 500)]
    replay_checked([now(record) for record in records], 680)


def test_the_session_that_opened_the_first_episode_is_read_no_more_before_its_readings() -> None:
    records: list[Record] = [usual(-1, 2), Session(id="s", at=moment(0), activity="physio")]
    records += [pain(1 + 9 * number, 6) for number in range(50)]
    replay_checked([now(record) for record in records], 460)


@pytest.mark.parametrize(
    "records",
    [
        [entry(day, Reading(*KNEE, 2, symptoms=("numbness",))) for day in range(0, 520, 6)],
        [entry(day, Reading(*KNEE, 4, ("sharp",))) for day in range(0, 520, sample(4, 2))],
        [entry(day, Reading(*KNEE, 3, symptoms=("swelling",))) for day in range(0, 520, 5)],
        [entry(day, Reading(*KNEE, 8, sudden=True)) for day in range(0, 520, 6)],
        [entry(day, Reading(*KNEE, 3, symptoms=("getting-worse",))) for day in range(0, 520, sample(4, 2))],
        [entry(day, interference=7) for day in range(0, 520, 6)],
        [Motion(id=f"m{day}", at=moment(day), movement="bend", side="left", value=200 - day / 4, unit="deg")
         for day in range(0, 520, 5)],
        [*(Session(id=f"s{day}", at=moment(day), activity="physio") for day in range(0, 520, sample(14, 7))),
         *(pain(day + shift, level)
           for day in range(0, 520, sample(14, 7)) for shift, level in ((-0.5, 1), (1.2, 7), (3, 1)))],
    ],
    ids=["numb", "sharp", "swollen", "sudden", "worse", "interference", "movement", "sessions"],
)  # fmt: skip
def test_what_was_told_400_days_ago_of_something_that_goes_on(records: list[Record]) -> None:
    rules = {
        (past.rule, past.site, past.side, past.movement)
        for past in replay([now(record) for record in records], BEGIN + 560 * DAY)
    }
    assert rules
    told_of: list[Record] = [
        Ack(id=f"a{number}{rule}", at=moment(day), rule=rule, site=site, side=side, movement=movement, confirmed=True)
        for rule, site, side, movement in rules
        for number, day in enumerate((29.5, 80.25))
    ]
    replay_checked([now(record) for record in (*records, *told_of)], 560)


def careless(seed: int) -> Iterator[Version]:
    """Sparse entries far above a usual level that was stated low: late, edited, deleted, told, after sessions."""
    random = Random(seed)
    at, number = 0.0, 0
    yield now(usual(-1, random.randint(0, 3)))
    base = random.randint(4, 7)
    words = random.choice([(), (), ("numbness",), ("swelling",), ("getting-worse",)])
    while at < 620:
        at = round(at + random.choice([0.5, 1, 2.2, 5, 8, 8, 9.9]) * random.uniform(0.8, 1), 2)
        number += 1
        level = min(10, base + random.choice([-2, -1, 0, 0, 0, 1, 2]))
        reading = Reading(*KNEE, level, symptoms=words if random.random() < 0.6 else ())
        written = BEGIN + (at + random.choice([0, 0, 0, 0, 3, 60])) * DAY
        one = Entry(id=f"{number:05}", at=moment(at), recorded=written, readings=(reading,))
        chance = random.random()
        if chance < 0.03:
            yield Version(one, written, written + random.choice([1, 200, 380]) * DAY, "deleted")
        elif chance < 0.06:
            until = written + random.choice([2, 150, 300]) * DAY
            other = Entry(id=one.id, at=one.at, recorded=written, readings=(Reading(*KNEE, random.randint(0, 10)),))
            yield Version(one, written, until, "edited")
            yield Version(other, until, None, "current")
        else:
            yield Version(one, written, None, "current")
        if random.random() < 0.1:
            yield now(Session(id=f"s{number}", at=moment(at - random.choice([0.5, 1.5])), activity="physio"))
        if random.random() < 0.05:
            rule = random.choice(["not-improving-48h", "worsening", "neurological", "swelling", "session-response"])
            yield now(told(at + 0.1, rule))
        if random.random() < 0.004:
            yield now(usual(at + 0.2, random.randint(0, 6)))


@pytest.mark.parametrize("seed", range(6))
def test_random_diaries_in_which_the_pain_hardly_ever_ends(seed: int) -> None:
    versions = list(careless(seed))
    end = BEGIN + 650 * DAY
    past_findings, random = replay(versions, end), Random(seed)
    moments = [event.at + shift for past in past_findings for event in past.events for shift in (-TICK, 0 * DAY, TICK)]
    moments = random.sample(moments, min(len(moments), sample(6, 25)))
    moments += [BEGIN + random.uniform(380, 650) * DAY for _ in range(sample(3, 12))]
    moments += [random.choice(versions).record.at.instant + REACH + TICK for _ in range(sample(3, 8))]
    for instant in moments:
        if instant <= end:
            assert replayed(past_findings, instant) == asked(versions, instant), instant
