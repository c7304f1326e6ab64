"""Words as signs at places, what is known of them, and the emergency signs they make: read a second time."""

# Where the text leaves a choice, and what is taken here:
# 1. "A known sign in one leg, logged again or not, counts as the other leg of a new sign": one that was not logged has
#    no time, so the 14 days do not apply to it. It makes nothing of a sign that is itself known.
# 2. "only where both are known is it shown at discuss": an emergency sign of several words is known where all of its
#    words are; known weakness in both legs with a new numbness beside it is new. Pain and the sudden tick are no words.
# 3. "Pain at a site means a level >= 1 or a named quality": a named quality also where the level is 0.
# 4. "at the head: a sudden reading >= 7, or together with numbness or weakness anywhere": pain at the head of any
#    level, or a sudden tick there, together with numbness or weakness.
# 5. "weakness together with getting-worse at one leg site and side on 2 recent days": two days with weakness, each
#    within 24 h of a getting-worse at that place. Its age is that of the earlier of the two.
# 6. Other emergency signs have the age of their latest part.
# 7. "within 24 h of the later of the two": either side of it; of one sign at side both, of that sign. The numbness,
#    tingling or quality may be anywhere or at no site.
# 8. "a swelling that the row `swelling` calls immediate": by its place and the pain beside it, known or not. Where that
#    pain makes it immediate it is a part of the emergency sign too, which is complete only with it.
# 9. "the same leg": the same side, or side both on either.

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from diary.domain.records import Diary, Entry
from diary.domain.vocabulary import PERSON_ONLY
from tests.analysis.oracle.basics import Place, converted, days, hours, together

LEGS = {
    "buttock", "hip", "groin", "thigh", "hamstring", "knee", "calf", "shin", "ankle", "heel", "foot", "toes",
}  # fmt: skip
ALONE = {
    "saddle-numbness", "bladder-trouble", "bowel-trouble", "sexual-change", "foot-drop", "dark-urine", "chest-pain",
}  # fmt: skip
OF_PERSON = PERSON_ONLY | {"sexual-change"}
NUMB = {"numbness", "tingling"}
NERVE = {"radiating", "shooting", "electric"}
CLOT = {"calf", "shin", "thigh", "hamstring"}
CLOT_BESIDE = {"knee", "ankle", "foot"}
LOW = {"lower back", "SI joint", "pelvis", "buttock"}
WITNESSES = {"pain", "sudden"}


@dataclass(frozen=True)
class Sign:
    """One word (or a bare reading) that an entry says at a place."""

    number: int
    word: str
    place: Place
    t: datetime
    day: date
    pain: int | None
    known: bool
    converted: bool


def stated(diary: Diary, word: str, place: Place, t: datetime) -> bool:
    """Whether it was known at exactly this place: the first statement speaks for all time before it, an end ends it."""
    said: list[tuple[datetime, bool]] = []
    for known in diary.knowns:
        where = (known.site, known.side or "") if known.site else None
        if (None if word in OF_PERSON else where) == place and word in known.symptoms + known.qualities:
            said.append((known.at.instant, not known.ended))
    if not said:
        return False
    return [said[0][1], *(yes for when, yes in said[1:] if when <= t)][-1]


def known_at(diary: Diary, word: str, place: Place, t: datetime) -> bool:
    """Whether it was known there: side both covers left and right, and left and right cover both."""
    if stated(diary, word, place, t):
        return True
    if place is None or place[1] not in ("left", "right", "both"):
        return False
    left, right, both = (stated(diary, word, (place[0], side), t) for side in ("left", "right", "both"))
    return (left and right) if place[1] == "both" else both


def signs_of(diary: Diary) -> list[Sign]:
    """Every word of every entry, each at its place; a bare level is the word "pain", a sudden one also "sudden"."""
    found: list[Sign] = []

    def add(entry: Entry, word: str, place: Place, pain: int | None, worse: bool) -> None:
        place = None if word in OF_PERSON else place
        known = not worse and known_at(diary, word, place, entry.at.instant)
        found.append(Sign(len(found), word, place, entry.at.instant, entry.at.day, pain, known, converted(entry)))

    for entry in diary.entries:
        words = [*entry.symptoms, *(word for reading in entry.readings for word in reading.symptoms)]
        worse = "getting-worse" in words
        tired = entry.fatigue is not None and entry.fatigue >= 4
        for word in (*entry.symptoms, *(("fatigue",) if tired else ())):
            add(entry, word, None, None, worse)
        for reading in entry.readings:
            place = (reading.site, reading.side)
            for word in reading.symptoms + reading.qualities:
                add(entry, word, place, reading.pain, worse)
            if reading.sudden and reading.pain != 0:
                add(entry, "sudden", place, reading.pain, True)
            if reading.pain or reading.qualities:
                add(entry, "pain", place, reading.pain, True)
    return found


def is_at(sign: Sign, sites: set[str]) -> bool:
    """Whether it is at one of these sites."""
    return sign.place is not None and sign.place[0] in sites


def same_leg(a: Sign, b: Sign) -> bool:
    """Whether two signs at leg sites can be of one leg."""
    if a.place is None or b.place is None:
        return False
    return a.place[1] == b.place[1] or "both" in (a.place[1], b.place[1])


def may_be_a_clot(swelling: Sign, signs: Iterable[Sign]) -> bool:
    """Whether the row `swelling` calls it immediate, among these signs."""
    if is_at(swelling, CLOT):
        return True
    return is_at(swelling, CLOT_BESIDE) and bool(sore_beside(swelling, signs))


def sore_beside(swelling: Sign, signs: Iterable[Sign]) -> list[Sign]:
    """The pain at calf, shin, thigh or hamstring of the same leg within 48 h of a swelling."""
    return [
        sign
        for sign in signs
        if sign.word == "pain"
        and is_at(sign, CLOT)
        and same_leg(sign, swelling)
        and abs(sign.t - swelling.t) <= hours(48)
    ]


@dataclass(frozen=True)
class Alarm:
    """One emergency sign: its kind, the words that make it up, and the instant whose age decides."""

    kind: str
    members: tuple[Sign, ...]
    counts_from: datetime

    @property
    def when(self) -> datetime:
        """When it was complete."""
        return max(sign.t for sign in self.members)

    @property
    def new(self) -> bool:
        """Whether a part of it was not there from the start; where no word is a part, it is new."""
        words = [sign for sign in self.members if sign.word not in WITNESSES]
        return not words or not all(sign.known for sign in words)

    @property
    def converted(self) -> bool:
        """Whether all of it comes from another app."""
        return all(sign.converted for sign in self.members)


def other_leg_known(diary: Diary, words: set[str], sign: Sign) -> bool:
    """Whether one of these words is known in the other leg, logged again or not."""
    if sign.place is None or sign.place[1] not in ("left", "right"):
        return False
    other = "right" if sign.place[1] == "left" else "left"
    return any(known_at(diary, word, (site, other), sign.t) for word in words for site in LEGS)


def both_legs(diary: Diary, signs: Iterable[Sign], words: set[str]) -> list[tuple[Sign, ...]]:
    """Where one of these words is in both legs."""
    legs = [sign for sign in signs if sign.word in words and is_at(sign, LEGS)]
    found: list[tuple[Sign, ...]] = [(sign,) for sign in legs if sign.place and sign.place[1] == "both"]
    found += [(sign,) for sign in legs if not sign.known and other_leg_known(diary, words, sign)]
    for a, b in combinations(legs, 2):
        sides = {sign.place[1] for sign in (a, b) if sign.place}
        if sides == {"left", "right"} and abs(a.t - b.t) <= days(14):
            found.append((a, b))
    return found


def weak_and_worse(signs: Iterable[Sign]) -> list[Alarm]:
    """Weakness together with getting-worse at one leg site and side, on two days of one week."""
    at_legs = [sign for sign in signs if is_at(sign, LEGS)]
    pairs = [
        (weak, worse)
        for weak in at_legs
        for worse in at_legs
        if (weak.word, worse.word) == ("weakness", "getting-worse")
        and weak.place == worse.place
        and together(weak.t, worse.t)
    ]
    found = []
    for (weak, worse), (weak_2, worse_2) in combinations(pairs, 2):
        first = min(weak.t, weak_2.t)
        alarm = Alarm("weak and worse", (weak, worse, weak_2, worse_2), first)
        if weak.place == weak_2.place and weak.day != weak_2.day and alarm.when - first <= days(7):
            found.append(alarm)
    return found


def alarms(diary: Diary, signs: list[Sign]) -> list[Alarm]:
    """Every emergency sign in these words."""

    def of(*words: str) -> list[Sign]:
        return [sign for sign in signs if sign.word in words]

    found: list[tuple[str, tuple[Sign, ...]]] = [(sign.word, (sign,)) for sign in of(*ALONE)]
    found += [("numb legs", members) for members in both_legs(diary, signs, NUMB)]
    found += [("nerve pain in legs", members) for members in both_legs(diary, signs, NERVE)]
    companions = of(*NUMB, *NERVE) + [sign for sign in of("pain") if is_at(sign, LOW)]
    for weak in both_legs(diary, signs, {"weakness"}):
        later = max(sign.t for sign in weak)
        found += [("weak legs", (*weak, other)) for other in companions if together(later, other.t)]
    clots: list[tuple[Sign, ...]] = [(sign,) for sign in of("swelling", "pain") if is_at(sign, CLOT)]
    # Without the pain beside it the row does not call such a swelling immediate: the pain is part of what it rests on.
    clots += [(low, sore) for low in of("swelling") if is_at(low, CLOT_BESIDE) for sore in sore_beside(low, signs)]
    for breath in of("breathlessness"):
        found += [("clot", (breath, *clot)) for clot in clots if together(breath.t, clot[0].t)]
    for fever in of("fever"):
        found += [("joint", (fever, joint)) for joint in of("hot-joint") if together(fever.t, joint.t)]
    for head in of("pain", "sudden"):
        if not is_at(head, {"head"}):
            continue
        if head.word == "sudden" and head.pain is not None and head.pain >= 7:
            found.append(("sudden head", (head,)))
        found += [("head", (head, other)) for other in of("numbness", "weakness") if together(head.t, other.t)]
    made = [Alarm(kind, members, max(sign.t for sign in members)) for kind, members in found]
    return made + weak_and_worse(signs)
