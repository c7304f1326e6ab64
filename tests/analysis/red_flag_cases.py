"""Every red flag, one by one: all combinations of site, side, quality and symptom that the rules name.

What has to be raised is written down here from the rules' own words, not taken from the analyzer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product

from diary.analysis.rules.registry import RULE_OF, answers
from diary.analysis.snapshot import snapshot_of
from diary.domain.findings import Tier
from diary.domain.moments import Moment
from diary.domain.records import Diary, Entry, Known, Motion, Reading, Record, Usual
from diary.domain.vocabulary import REGIONS

T = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LEGS = (
    "buttock", "hip", "groin", "thigh", "hamstring", "knee", "calf", "shin", "ankle", "heel", "foot", "toes",
)  # fmt: skip
CLOT_SITES = ("calf", "shin", "thigh", "hamstring")
BELOW_CLOT_SITES = ("knee", "ankle", "foot")
LOW_SITES = ("lower back", "SI joint", "pelvis", "buttock")
BURNING_SITES = (
    "forearm", "wrist", "hand", "thumb", "fingers", "shin", "calf", "ankle", "heel", "foot", "toes",
)  # fmt: skip
ALONE = (
    "saddle-numbness", "bladder-trouble", "bowel-trouble", "sexual-change", "foot-drop", "dark-urine", "chest-pain",
)  # fmt: skip
NUMB = ("numbness", "tingling")
NERVE = ("radiating", "shooting", "electric")

Place = tuple[str, str]
PLACES: tuple[Place, ...] = tuple((name, side) for name, region in REGIONS.items() for side in region.sides)
SPOTS: tuple[tuple[Place | None, int | None], ...] = ((None, None), *product(PLACES, (None, 4)))
"""No place, and every place without a level and with one."""


@dataclass(frozen=True, slots=True)
class Case:
    """A diary with one red flag, and what has to be raised: the rule, its tier and, for a site, the place."""

    name: str
    records: tuple[Record, ...]
    rule: str
    tier: Tier
    place: Place | None = None


def raised_as_told(case: Case) -> bool:
    """Whether the rule is raised at that tier and place, an hour after the last of it."""
    as_of = max(record.at.instant for record in case.records) + HOUR
    return any(
        finding.raised and (finding.rule, finding.tier, finding.place) == (case.rule, case.tier, case.place)
        for finding in answers(snapshot_of(Diary.of(case.records), as_of), [RULE_OF[case.rule]])
    )


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _alone()
    yield from _neurological()
    yield from _nerve_like()
    yield from _both_legs()
    yield from _known_in_the_other_leg()
    yield from _weakness_in_both_legs()
    yield from _weakness_that_gets_worse()
    yield from _general()
    yield from _swelling()
    yield from _head()
    yield from _sudden()
    yield from _on_several_days()
    yield from _range_of_motion()


def said(word: str, place: Place | None, pain: int | None = None, hours: float = 0) -> Entry:
    """An entry with one symptom or quality, at a place or without one."""
    quality = word in NERVE or word in ("sharp", "burning")
    readings: tuple[Reading, ...] = ()
    if place:
        readings = (Reading(*place, pain, (word,) if quality else (), () if quality else (word,)),)
    return Entry(
        id=f"{word} {place} {hours}",
        at=Moment.of(T + hours * HOUR),
        readings=readings,
        symptoms=() if place else (word,),
    )


def hurts(place: Place, pain: int, *, sudden: bool = False, hours: float = 0) -> Entry:
    """An entry with a level alone."""
    at = Moment.of(T + hours * HOUR)
    return Entry(id=f"pain {place} {hours}", at=at, readings=(Reading(*place, pain, sudden=sudden),))


def emergency(name: str, *records: Record) -> Case:
    """A case that asks for the emergency number; its finding is about the whole person."""
    return Case(name, records, "emergency-signs", Tier.EMERGENCY)


def _alone() -> Iterator[Case]:
    for word, place in product(ALONE, (None, *PLACES)):
        yield emergency(f"{word} at {place}", said(word, place))


def _neurological() -> Iterator[Case]:
    for word, (place, pain) in product((*NUMB, "weakness"), SPOTS):
        name, entry = f"{word} at {place} with {pain}", said(word, place, pain)
        in_both_legs = place is not None and place[0] in LEGS and place[1] == "both"
        if in_both_legs and word in NUMB:
            yield emergency(name, entry)
        elif in_both_legs and place == ("buttock", "both") and pain:
            yield emergency(name, entry)  # weakness in both legs together with pain at the buttock
        elif place and place[0] == "head" and pain and word != "tingling":
            yield emergency(name, entry)
        else:
            yield Case(name, (entry,), "neurological", Tier.IMMEDIATE, place)


def _nerve_like() -> Iterator[Case]:
    for word, place, pain in product(NERVE, PLACES, (None, 0, 10)):
        name = f"{word} at {place} with {pain}"
        yield Case(name, (said(word, place, pain),), "nerve-like-pain", Tier.IMMEDIATE, place)
        if place[0] in LEGS and place[1] == "both":
            yield emergency(name, said(word, place, pain))
    for place, pain in product(PLACES, (3, 6, 10)):
        name = f"sharp at {place} with {pain}"
        yield Case(name, (said("sharp", place, pain),), "nerve-like-pain", Tier.IMMEDIATE, place)


def _both_legs() -> Iterator[Case]:
    """A left and a right leg site within 14 days, in either order."""
    for words, left, right in product((NUMB, NERVE), LEGS, LEGS):
        for number, (one, other) in enumerate(product(words, words)):
            hours = (24 * 14, -24 * 14)[number % 2]
            name = f"{one} at left {left}, {other} at right {right} {hours} h later"
            yield emergency(name, said(one, (left, "left")), said(other, (right, "right"), hours=hours))


def _known_in_the_other_leg() -> Iterator[Case]:
    """What was there from the start in one leg, whether it was logged or not, counts beside a new sign of its kind."""
    for words, left, right in product((NUMB, NERVE), LEGS, LEGS):
        for side in ("left", "both"):
            known = Known(
                id="known",
                at=Moment.of(T - 100 * DAY),
                site=left,
                side=side,
                symptoms=words[:1] if words is NUMB else (),
                qualities=words[:1] if words is NERVE else (),
            )
            yield emergency(
                f"{words[0]} known at {side} {left}, new at right {right}", known, said(words[1], (right, "right"))
            )


def _weakness_that_gets_worse() -> Iterator[Case]:
    for site, side, days in product(LEGS, ("left", "right", "both"), (1, 7)):
        both = [_worse(site, side, hours) for hours in (0, 24 * days)]
        yield emergency(f"weakness that gets worse at {side} {site} over {days} days", *both)


def _worse(site: str, side: str, hours: float) -> Entry:
    at = Moment.of(T + hours * HOUR)
    return Entry(id=f"worse {hours}", at=at, readings=(Reading(site, side, None, (), ("weakness", "getting-worse")),))


def _weakness_in_both_legs() -> Iterator[Case]:
    """Together with numbness, tingling or nerve pain anywhere, or with pain at a low site."""
    pairs: list[tuple[Place, ...]] = [((leg, "both"),) for leg in LEGS]
    pairs += [((left, "left"), (right, "right")) for left, right in product(LEGS, LEGS)]
    for legs in pairs:
        weak = [said("weakness", place, hours=n) for n, place in enumerate(legs)]
        # The rule names no place for the companion: every one is tried beside the knees, its own beside the others.
        for word, place in product((*NUMB, *NERVE), PLACES if legs == (("knee", "both"),) else legs[:1]):
            yield emergency(f"weakness at {legs} with {word} at {place}", *weak, said(word, place, hours=23))
        for word in NUMB:
            yield emergency(f"weakness at {legs} with {word}", *weak, said(word, None, hours=23))
        for place in PLACES:
            if place[0] in LOW_SITES:
                yield emergency(f"weakness at {legs} with pain at {place}", *weak, hurts(place, 1, hours=23))


def _general() -> Iterator[Case]:
    for site, side in PLACES:
        if site in LEGS:
            entry = said("cant-bear-weight", (site, side))
            yield Case(f"no weight on {side} {site}", (entry,), "general-signs", Tier.IMMEDIATE, (site, side))
    for place, hours in product((None, *PLACES), (24 * 7, -24 * 7)):
        pair = (said("weight-loss", place), said("night-pain", None, hours=hours))
        yield Case(f"weight loss at {place}, night pain {hours} h later", pair, "general-signs", Tier.IMMEDIATE)
    for word, place in product(("fever", "breathlessness", "hot-joint", "weight-loss"), (None, *PLACES)):
        tier = Tier.REPORT if word == "weight-loss" else Tier.IMMEDIATE
        where = place if word == "hot-joint" else None
        yield Case(f"{word} at {place}", (said(word, place),), "general-signs", tier, where)
    for place, hours in product((None, *PLACES), (0, 23, -23)):
        name = f"fever and a hot joint at {place} {hours} h later"
        yield emergency(name, said("fever", None), said("hot-joint", place, hours=hours))


def _swelling() -> Iterator[Case]:
    for place, pain in SPOTS:
        tier = Tier.IMMEDIATE if place and place[0] in CLOT_SITES else Tier.DISCUSS
        yield Case(f"swelling at {place} with {pain}", (said("swelling", place, pain),), "swelling", tier, place)
    for site, side, hours in product(CLOT_SITES, ("left", "right", "both"), (0, 24, -24)):
        name = f"breathlessness and swelling at {side} {site} {hours} h later"
        yield emergency(name, said("breathlessness", None), said("swelling", (site, side), hours=hours))
        name = f"breathlessness and pain at {side} {site} {hours} h later"
        yield emergency(name, said("breathlessness", None), hurts((site, side), 1, hours=hours))
    for site, sore, hours in product(BELOW_CLOT_SITES, CLOT_SITES, (0, 48, -48)):
        for side, sore_side in (("left", "left"), ("right", "both"), ("both", "left"), ("both", "both")):
            name = f"swelling at {side} {site}, pain at {sore_side} {sore} {hours} h later"
            swollen, sore_leg = said("swelling", (site, side)), hurts((sore, sore_side), 1, hours=hours)
            yield Case(name, (swollen, sore_leg), "swelling", Tier.IMMEDIATE, (site, side))
            yield emergency(f"breathlessness, {name}", said("breathlessness", None), swollen, sore_leg)


def _head() -> Iterator[Case]:
    heads = [place for place in PLACES if place[0] == "head"]
    for place, pain in product(heads, range(7, 11)):
        yield emergency(f"sudden {pain} at {place}", hurts(place, pain, sudden=True))
    for place, word, where, hours in product(heads, ("numbness", "weakness"), (None, *PLACES), (0, 23)):
        name = f"pain at {place} with {word} at {where} {hours} h later"
        yield emergency(name, hurts(place, 1), said(word, where, hours=hours))


def _sudden() -> Iterator[Case]:
    """Sudden from 7 up, at any usual level or none; sudden from 5 and 4 above it; from 7 and 3 above it; 8 and 4."""
    rule = "sudden-severe"
    for place in PLACES:
        for pain in range(7, 11):
            entry = hurts(place, pain, sudden=True)
            yield Case(f"sudden {pain} at {place}", (entry,), rule, Tier.IMMEDIATE, place)
            tier = Tier.IMMEDIATE if pain == 10 else Tier.REPORT
            yield Case(f"{pain} at {place}, usual unknown", (hurts(place, pain),), rule, tier, place)
        for usual in (0, 1, 2, 4, 6, 7):
            stated = Usual(id="usual", at=Moment.of(T), level=usual, site=place[0], side=place[1])
            lowest_sudden, lowest = max(5, usual + 4), max(7, usual + 3)
            if lowest_sudden <= 6:
                records = (stated, hurts(place, lowest_sudden, sudden=True))
                yield Case(f"sudden {lowest_sudden} at {place}, usual {usual}", records, rule, Tier.IMMEDIATE, place)
            records = (stated, hurts(place, lowest))
            yield Case(f"{lowest} at {place}, usual {usual}", records, rule, Tier.REPORT, place)
            if (far := max(8, usual + 4)) <= 10:
                records = (stated, hurts(place, far))
                yield Case(f"{far} at {place}, usual {usual}", records, rule, Tier.IMMEDIATE, place)


def _on_several_days() -> Iterator[Case]:
    """What counts on three days: night pain, fatigue said or rated; and how much pain gets in the way."""
    for spot in PLACES:
        if spot[0] in BURNING_SITES:
            burning = tuple(said("burning", spot, hours=24 * n) for n in range(3))
            yield Case(f"burning at {spot} on 3 days", burning, "nerve-like-pain", Tier.REPORT, spot)
        old = said("sharp", spot, 3, hours=-24 * 10)
        sharp = tuple(said("sharp", spot, 3, hours=24 * n) for n in range(3))
        yield Case(f"sharp at {spot} on 3 days", (old, *sharp), "nerve-like-pain", Tier.DISCUSS, spot)
        for word in (*NUMB, "weakness", *NERVE):
            beside = said(word, spot, hours=24)
            name = f"sharp at {spot} beside {word}"
            yield Case(name, (old, said("sharp", spot, 3), beside), "nerve-like-pain", Tier.IMMEDIATE, spot)
        strong = (old, said("sharp", spot, 5))
        yield Case(f"sharp of 5 at {spot}", strong, "nerve-like-pain", Tier.IMMEDIATE, spot)
        for word in ("giving-way", "locking"):
            twice = tuple(said(word, spot, hours=24 * n) for n in range(2))
            yield Case(f"{word} at {spot} on 2 days", twice, "general-signs", Tier.DISCUSS, spot)
    for place in (None, *PLACES):
        nights = tuple(said("night-pain", place, hours=24 * n) for n in range(3))
        yield Case(f"night pain at {place} on 3 days", nights, "general-signs", Tier.REPORT)
        tired = tuple(said("fatigue", place, hours=24 * n) for n in range(3))
        yield Case(f"fatigue at {place} on 3 days", tired, "fatigue", Tier.DISCUSS)
    for level in range(4, 11):
        rated = tuple(_rated(n, fatigue=level) for n in range(3))
        yield Case(f"fatigue of {level} on 3 days", rated, "fatigue", Tier.DISCUSS)
    for level in range(5, 11):
        for usual in (None, *range(level - 1)):
            stated = () if usual is None else (Usual(id="usual", at=Moment.of(T), level=usual),)
            if level >= 7:
                once = (*stated, _rated(0, interference=level))
                yield Case(f"interference of {level}, usual {usual}", once, "interference", Tier.REPORT)
            twice = (*stated, _rated(0, interference=level), _rated(2, interference=level))
            yield Case(f"interference of {level} on 2 days, usual {usual}", twice, "interference", Tier.REPORT)


def _rated(day: int, interference: int | None = None, fatigue: int | None = None) -> Entry:
    at = Moment.of(T + timedelta(days=day))
    return Entry(id=f"day {day}", at=at, interference=interference, fatigue=fatigue)


def _range_of_motion() -> Iterator[Case]:
    falls = {
        "deg": (90.0, 85.0, 80.0),
        "deg-short": (10.0, 15.0, 20.0),
        "cm": (20.0, 18.0, 15.0),
        "cm-short": (0.0, 2.0, 5.0),
        "self": (7.0, 6.0, 5.0),
    }
    for side, (unit, values) in product(("", "left", "right", "both"), falls.items()):
        measured = tuple(
            Motion(
                id=f"m{n}", at=Moment.of(T + timedelta(days=n)), movement="flexion", side=side, value=value, unit=unit
            )
            for n, value in enumerate(values)
        )
        yield Case(f"{side} flexion in {unit}", measured, "range-of-motion", Tier.DISCUSS)
