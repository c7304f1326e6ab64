"""The emergency signs of a diary: single words, and words and pains that belong together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from diary.analysis.converted import all_converted
from diary.analysis.known_symptoms import WORSE, KnownSymptoms
from diary.analysis.pains import HEAD, pains_near, point_of
from diary.analysis.series import DAY, HOUR, RECENT, TOGETHER, Point
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign
from diary.domain.findings import Evidence
from diary.domain.vocabulary import BOTH, LEFT, LEG_SITES, REGIONS, RIGHT, Role, words_of

ALONE, NUMB, WEAK, NERVE = map(words_of, (Role.ALONE, Role.NUMB, Role.WEAK, Role.NERVE))
LOW_SITES = frozenset(region.name for region in REGIONS.values() if region.low)
CLOT_SITES = frozenset(region.name for region in REGIONS.values() if region.clot)
BELOW_CLOT_SITES = frozenset(region.name for region in REGIONS.values() if region.below_clot)
HEAD_SEVERE = 7
BOTH_LEGS_WITHIN = 14 * DAY
"""The legs may follow each other by days: guidance of GIRFT on cauda equina syndrome."""
SWOLLEN_AND_SORE = 48 * HOUR
BREATH, SWELLING, FEVER, HOT = "breathlessness", "swelling", "fever", "hot-joint"
WORDS = ALONE | NUMB | WEAK | NERVE | {BREATH, SWELLING, FEVER, HOT}
"""Every word that makes an emergency sign: entries that carry one are read whatever their age."""
HEAD_WITH = WEAK | {"numbness"}
"""Words that make any pain in the head an emergency sign."""
SEARCH = "emergencies"
"""The name under which a snapshot holds them."""
OTHER_LEG = {LEFT: RIGHT, RIGHT: LEFT}


@dataclass(frozen=True, slots=True)
class Emergency:
    """One sign of an emergency: its name, the words it is made of, and the readings beside them."""

    name: str
    parts: tuple[Sign, ...]
    points: tuple[Point, ...] = ()
    others: tuple[Sign, ...] = ()
    """Words that would have made it as well as its parts do."""
    ages_from: datetime | None = None
    """The instant that must be recent, where that is not the one at which it was complete."""

    time: datetime = field(init=False, compare=False)
    """When it was complete."""

    def __post_init__(self) -> None:
        # Worked out once: the replay sorts, searches and compares by it.
        complete = max([part.time for part in self.parts] + [point.time for point in self.points])
        object.__setattr__(self, "time", complete)

    @property
    def recent_until(self) -> datetime:
        """The last instant at which it is recent."""
        return (self.ages_from or self.time) + RECENT

    @property
    def local(self) -> datetime:
        """When it was complete, on the person's clock."""
        moments = [part.entry.at for part in self.parts] + [point.entry.at for point in self.points]
        return max(moments, key=lambda moment: moment.instant).local

    @property
    def known(self) -> bool:
        """Whether every part is known from the start. One new part makes the sign new."""
        return bool(self.parts) and all(part.known for part in self.parts)

    @property
    def converted(self) -> bool:
        """Whether all of it comes from another app."""
        return all_converted([part.entry for part in self.parts] + [point.entry for point in self.points])

    @property
    def grave(self) -> bool:
        """Whether it asks for the emergency number: it is not known from the start, nor all from another app."""
        return not self.known and not self.converted

    def evidence(self) -> list[Evidence]:
        """The readings and entries it rests on."""
        return [part.evidence() for part in self.parts] + [point.evidence() for point in self.points]


def emergencies(snapshot: Snapshot) -> Sequence[Emergency]:
    """Every emergency sign in the diary up to the snapshot's instant, known ones too, in time order."""
    # Older signs count until they are told, so the reach of the rules is no limit here.
    snapshot = snapshot.whole or snapshot
    # Two rules read them, and a search takes as long as both rules.
    return snapshot.once(SEARCH, lambda: _search(snapshot))


def _search(snapshot: Snapshot) -> list[Emergency]:
    marks = sorted(
        (sign for sign in snapshot.signs if sign.word in WORDS or sign.word == WORSE),
        key=lambda sign: (sign.entry.order, sign.word),
    )
    found = [Emergency(mark.word, (mark,)) for mark in marks if mark.word in ALONE]
    if len(found) < len(marks):
        known = snapshot.known_symptoms
        found += _both_legs("numbness or tingling in both legs", marks, NUMB, known)
        found += _both_legs("nerve pain in both legs", marks, NERVE, known)
        found += _weakness_in_both_legs(marks, snapshot)
        found += _weakness_that_gets_worse(marks)
        found += _clot(marks, snapshot)
        found += _fever_and_hot_joint(marks)
        found += _head_and_nerves(marks, snapshot)
    found += _sudden_head(snapshot)
    return sorted(found, key=lambda emergency: (emergency.time, emergency.name))


def sore_beside(swelling: Sign, snapshot: Snapshot) -> list[Point]:
    """The pains of the same leg that make a swelling below them a sign of a clot; side both is either leg."""
    return [
        point
        for point in pains_near(snapshot, CLOT_SITES, swelling.time, SWOLLEN_AND_SORE)
        if point.reading.side == swelling.side or BOTH in (point.reading.side, swelling.side)
    ]


def may_be_clot(swelling: Sign, snapshot: Snapshot) -> bool:
    """Whether a swelling is one that a doctor should see today."""
    return swelling.site in CLOT_SITES or (swelling.site in BELOW_CLOT_SITES and bool(sore_beside(swelling, snapshot)))


def _near(marks: Sequence[Sign], time: datetime, within: timedelta) -> Sequence[Sign]:
    """The signs up to that far before or after, both ends included. `marks` are in time order."""
    low = bisect_left(marks, time - within, key=_time)
    return marks[low : bisect_right(marks, time + within, key=_time)]


def _time(sign: Sign) -> datetime:
    return sign.time


def _both_legs(
    name: str, marks: Sequence[Sign], words: frozenset[str], known_symptoms: KnownSymptoms
) -> Iterator[Emergency]:
    """Signs of these words in both legs, for each one that completes them: it says both, or the other leg has one."""
    legs = [mark for mark in marks if mark.word in words and mark.site in LEG_SITES]
    for place, mark in enumerate(legs):
        if mark.side == BOTH:
            yield Emergency(name, (mark,))
            continue
        other_leg = OTHER_LEG[mark.side or ""]
        first = bisect_left(legs, mark.time - BOTH_LEGS_WITHIN, hi=place, key=_time)
        others = tuple(other for other in legs[first:place] if other.side == other_leg)
        if others:
            for other in _best(others):
                yield Emergency(name, (other, mark), others=others)
        elif not mark.known and known_symptoms.stands_in(words, LEG_SITES, other_leg, mark.time):
            yield Emergency(name, (mark,))


def _best(others: Sequence[Sign]) -> list[Sign]:
    """Of signs that would do equally well the latest of those that make another one grave, or else the latest."""
    # With a new one beside it even a known sign is news, and with one that was written here even a converted one.
    new = next((other for other in reversed(others) if not other.known), None)
    if new is None or not new.entry.source:
        return [new or others[-1]]
    here = [other for other in others if not other.entry.source]
    both = [other for other in here if not other.known]
    return both[-1:] or [new, *here[-1:]]


def _weakness_in_both_legs(marks: Sequence[Sign], snapshot: Snapshot) -> Iterator[Emergency]:
    """Weakness in both legs with another sign near the one that completes it."""
    name = "weakness in both legs"
    beside = [mark for mark in marks if mark.word in NUMB | NERVE]
    for weak in _both_legs(name, marks, WEAK, snapshot.known_symptoms):
        for companion in _near(beside, weak.time, TOGETHER):
            yield Emergency(name, (*weak.parts, companion), others=weak.others)
        for pain in pains_near(snapshot, LOW_SITES, weak.time, TOGETHER):
            yield Emergency(name, weak.parts, (pain,), weak.others)


def _weakness_that_gets_worse(marks: Sequence[Sign]) -> Iterator[Emergency]:
    """Weakness together with getting worse at one leg site and side, on two days of a week."""
    worse: dict[tuple[str | None, str | None], list[Sign]] = {}
    for mark in marks:
        if mark.word == WORSE and mark.site in LEG_SITES:
            worse.setdefault((mark.site, mark.side), []).append(mark)
    days: dict[tuple[str | None, str | None], list[tuple[Sign, Sign]]] = {}
    for mark in marks:
        place = (mark.site, mark.side)
        if mark.word not in WEAK or not (near := _near(worse.get(place, ()), mark.time, TOGETHER)):
            continue
        earlier = days.setdefault(place, [])
        pairs = _pairs(mark, near)
        for pair in pairs:
            others = [
                one
                for one in earlier
                if one[0].entry.at.day != mark.entry.at.day
                and max(sign.time for sign in (*one, *pair)) - one[0].time <= RECENT
            ]
            signs = tuple(sign for one in others for sign in one)
            # Beside one that was converted an older one may count for more.
            here = [one for one in others if not all_converted(sign.entry for sign in one)]
            for first in {id(one): one for one in (*others[-1:], *here[-1:])}.values():
                yield Emergency("weakness that gets worse", (*first, *pair), others=signs, ages_from=first[0].time)
        earlier += pairs


def _pairs(mark: Sign, near: Sequence[Sign]) -> list[tuple[Sign, Sign]]:
    """A sign with the one near it that completes it first, and with the first that was written here, if need be."""
    here = [other for other in near if not other.entry.source] if mark.entry.source else []
    found = [
        next((other for other in reversed(choice) if other.time <= mark.time), choice[0])
        for choice in (near, here)
        if choice
    ]
    return [(mark, other) for other in dict.fromkeys(found)]


def _clot(marks: Sequence[Sign], snapshot: Snapshot) -> Iterator[Emergency]:
    """Breathlessness with a swelling that may be a clot, or with pain where clots form."""
    name = "breathlessness and a swollen or painful leg"
    swellings = _of(SWELLING, marks)
    for breath in _of(BREATH, marks):
        for swelling in _near(swellings, breath.time, TOGETHER):
            if swelling.site in CLOT_SITES:
                yield Emergency(name, (breath, swelling))
            elif swelling.site in BELOW_CLOT_SITES:
                for pain in sore_beside(swelling, snapshot):
                    yield Emergency(name, (breath, swelling), (pain,))
        for pain in pains_near(snapshot, CLOT_SITES, breath.time, TOGETHER):
            yield Emergency(name, (breath,), (pain,))


def _fever_and_hot_joint(marks: Sequence[Sign]) -> Iterator[Emergency]:
    hot = _of(HOT, marks)
    for fever in _of(FEVER, marks):
        for near in _near(hot, fever.time, TOGETHER):
            yield Emergency("fever and a hot joint", (fever, near))


def _head_and_nerves(marks: Sequence[Sign], snapshot: Snapshot) -> Iterator[Emergency]:
    """Pain in the head with numbness or weakness anywhere."""
    for mark in marks:
        if mark.word in HEAD_WITH:
            for pain in pains_near(snapshot, (HEAD,), mark.time, TOGETHER):
                yield Emergency("pain in the head with numbness or weakness", (mark,), (pain,))


def _sudden_head(snapshot: Snapshot) -> Iterator[Emergency]:
    for entry in snapshot.entries:
        for reading in entry.readings:
            if reading.sudden and reading.site == HEAD and (reading.pain or 0) >= HEAD_SEVERE:
                yield Emergency("sudden severe pain in the head", (), (point_of(entry, reading),))


def _of(word: str, marks: Sequence[Sign]) -> list[Sign]:
    return [mark for mark in marks if mark.word == word]
