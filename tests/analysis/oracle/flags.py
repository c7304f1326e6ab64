"""The rules about red flags, read a second time, one row of the table each."""

# Where the text leaves a choice, and what is taken here:
# 1. "with no other sharp >= 3 ... in the 28 days before it": earlier than it, known or not; two at one instant are both
#    the first.
# 2. "together with numbness ... at that site": the same site and side, and not known: what is known raises nothing,
#    and no tier either. So too weight-loss with a known night-pain.
# 3. "weight-loss together with night-pain within 7 days": one of the two is recent.
# 4. A sharp pain without a level is not "sharp at a level >= 3".
# 5. Of an emergency finding each kind of sign is told by itself. One that goes on within 7 days of a told sign of its
#    kind counts as told; a known one, told at discuss, does not make a new one told.
# 6. A telling counts from its own time or the time it was written, the later.
# 7. "not already part of an emergency sign": by what the diary says now, for all its time.
# 8. Where several signs make one finding, each is capped by itself if it was converted. What a clause asks for beside
#    a sign (the other one of a pair, the pain beside a swelling, numbness beside sharp) is evidence of it.
# 9. "Usual interference as U from the diary": of the daily highest. What is recent is an entry, not a day.
# 10. A movement measured in two units has one answer, the gravest.

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from itertools import combinations

from diary.domain.records import Diary, Entry, Motion
from tests.analysis.oracle.basics import (
    CLEAR,
    INSUFFICIENT,
    RANK,
    Place,
    Said,
    capped,
    converted,
    days,
    median,
    recent,
    together,
    usual,
)
from tests.analysis.oracle.signs import CLOT_BESIDE, LEGS, NERVE, NUMB, Alarm, Sign, is_at, may_be_a_clot, sore_beside

BURNS = {
    "forearm", "wrist", "hand", "thumb", "fingers", "shin", "calf", "ankle", "heel", "foot", "toes",
}  # fmt: skip
Usually = Callable[[Place, date], Fraction | None]


@dataclass
class Raised:
    """What the red flags say at one instant: for each rule and place the signs at each tier."""

    parts: dict[tuple[str, Place], list[tuple[str, list[Sign]]]] = field(default_factory=dict)

    def add(self, rule: str, place: Place, tier: str, signs: Iterable[Sign]) -> None:
        """One reason for a rule to be raised at a place."""
        signs = list(signs)
        tier = capped(tier, all(sign.converted for sign in signs))
        self.parts.setdefault((rule, place), []).append((tier, signs))

    def said(self) -> dict[tuple[str, Place], Said]:
        """One finding for each rule and place: the highest of its tiers."""
        return {
            where: Said(
                "raised",
                min((tier for tier, _ in parts), key=RANK.index),
                rests=max(sign.t for _, signs in parts for sign in signs),
            )
            for where, parts in self.parts.items()
        }


def on_days(signs: Iterable[Sign], least: int) -> list[tuple[Place, list[Sign]]]:
    """The places with such a sign on at least so many days, and their signs."""
    by_place: dict[Place, list[Sign]] = {}
    for sign in signs:
        by_place.setdefault(sign.place, []).append(sign)
    return [(place, group) for place, group in by_place.items() if len({sign.day for sign in group}) >= least]


def neurological(raised: Raised, now: Sequence[Sign], grave: set[int]) -> None:
    """Numbness, tingling or weakness, not already part of an emergency sign."""
    for sign in now:
        if sign.word in {*NUMB, "weakness"} and sign.number not in grave:
            raised.add("neurological", sign.place, "immediate", [sign])


def nerve_like(raised: Raised, signs: Sequence[Sign], now: Sequence[Sign], u: Usually) -> None:
    """Shooting, electric, radiating; sharp; burning at an end of a limb."""
    for sign in now:
        if sign.word in NERVE:
            raised.add("nerve-like-pain", sign.place, "immediate", [sign])
    sharp = [sign for sign in signs if sign.word == "sharp" and sign.pain is not None and sign.pain >= 3]
    beside = [sign for sign in signs if sign.word in {*NUMB, "weakness", *NERVE} and not sign.known]
    ordinary = []
    for sign in [sign for sign in now if sign in sharp]:
        pain, usually = sign.pain or 0, u(sign.place, sign.day)
        before = [other for other in sharp if other.place == sign.place and days(0) < sign.t - other.t <= days(28)]
        strong = pain >= 5 and (usually is None or pain >= usually + 2)
        near = [one for one in beside if one.place == sign.place and together(one.t, sign.t)]
        if not before or strong or near:
            raised.add("nerve-like-pain", sign.place, "immediate", [sign, *near])
        else:
            ordinary.append(sign)
    for place, group in on_days(ordinary, 3):
        raised.add("nerve-like-pain", place, "discuss", group)
    for place, group in on_days([sign for sign in now if sign.word == "burning" and is_at(sign, BURNS)], 3):
        raised.add("nerve-like-pain", place, "report", group)


def general_signs(raised: Raised, signs: Sequence[Sign], now: Sequence[Sign]) -> None:
    """What may come from another illness, and what makes a joint or leg unreliable."""
    for sign in now:
        bears_no_weight = sign.word == "cant-bear-weight" and is_at(sign, LEGS)
        if bears_no_weight or sign.word in {"fever", "hot-joint", "breathlessness"}:
            raised.add("general-signs", sign.place, "immediate", [sign])
        if sign.word == "weight-loss":
            raised.add("general-signs", None, "report", [sign])
    fresh = [sign for sign in signs if not sign.known]
    for loss in [sign for sign in fresh if sign.word == "weight-loss"]:
        for night in [sign for sign in fresh if sign.word == "night-pain"]:
            if abs(loss.t - night.t) <= days(7) and (loss in now or night in now):
                raised.add("general-signs", None, "immediate", [loss, night])
    for _, group in on_days([sign for sign in now if sign.word == "night-pain"], 3):
        raised.add("general-signs", None, "report", group)
    for word in ("giving-way", "locking"):
        for place, group in on_days([sign for sign in now if sign.word == word and sign.place], 2):
            raised.add("general-signs", place, "discuss", group)


def swelling_and_fatigue(raised: Raised, signs: Sequence[Sign], now: Sequence[Sign]) -> None:
    """Swelling, and lasting tiredness on three days."""
    for sign in now:
        if sign.word == "swelling":
            beside = sore_beside(sign, signs) if is_at(sign, CLOT_BESIDE) else []
            tier = "immediate" if may_be_a_clot(sign, signs) else "discuss"
            raised.add("swelling", sign.place, tier, [sign, *beside])
    for _, group in on_days([sign for sign in now if sign.word == "fatigue"], 3):
        raised.add("fatigue", None, "discuss", group)


def interference(diary: Diary, entries: Sequence[Entry], as_of: datetime) -> Said:
    """Rule interference, of these entries."""
    rated = [(entry, Fraction(entry.interference)) for entry in entries if entry.interference is not None]

    def highest(pairs: Iterable[tuple[Entry, Fraction]]) -> dict[date, Fraction]:
        by_day: dict[date, Fraction] = {}
        for entry, value in pairs:
            by_day[entry.at.day] = max(by_day.get(entry.at.day, Fraction(0)), value)
        return by_day

    now = [(entry, value) for entry, value in rated if recent(entry.at.instant, as_of)]
    if not now:
        return INSUFFICIENT
    every, by_day = highest(rated), sorted(highest(now).items())
    statements = [one for one in diary.usuals if one.site is None]
    routes: list[list[date]] = []

    def over(day: date, value: Fraction, least: int) -> bool:
        if value < least:
            return False
        u = usual(every, statements, day)
        return u is None or value >= u + 2

    routes += [[day] for day, value in by_day if over(day, value, 7)]
    routes += [[a, b] for (a, x), (b, y) in combinations(by_day[-3:], 2) if over(a, x, 5) and over(b, y, 5)]
    if not routes:
        return CLEAR
    of_day = dict(by_day)
    unknown = {day for route in routes for day in route if usual(every, statements, day) is None}
    tiers: list[tuple[int, bool]] = []
    rests: list[datetime] = []
    for route in routes:
        evidence = [entry for entry, value in now if entry.at.day in route and value == of_day[entry.at.day]]
        tiers.append(
            (RANK.index(capped("report", all(map(converted, evidence)))), any(day in unknown for day in route))
        )
        rests += [entry.at.instant for entry in evidence]
    rank, provisional = min(tiers)
    return Said("raised", RANK[rank], provisional, rests=max(rests))


def red_flags(signs: Sequence[Sign], as_of: datetime, grave: set[int], u: Usually) -> dict[tuple[str, Place], Said]:
    """What is raised at an instant, of the signs that exist then; the emergency signs and movements aside."""
    raised = Raised()
    now = [sign for sign in signs if recent(sign.t, as_of) and not sign.known]
    neurological(raised, now, grave)
    nerve_like(raised, signs, now, u)
    general_signs(raised, signs, now)
    swelling_and_fatigue(raised, signs, now)
    return raised.said()


def emergency_signs(diary: Diary, as_of: datetime, found: Iterable[Alarm]) -> Said:
    """Rule emergency-signs: new ones until they are told, known and converted ones while they are recent."""
    tellings = [
        max(ack.at.instant, ack.recorded or ack.at.instant)
        for ack in diary.acks
        if ack.rule == "emergency-signs" and ack.tier in ("", "emergency")
    ]
    last_told: dict[str, datetime] = {}
    tiers: list[str] = []
    for alarm in sorted(found, key=lambda alarm: alarm.when):
        is_recent = recent(alarm.counts_from, as_of)
        if not alarm.new or alarm.converted:
            tiers += ["discuss"] if is_recent else []
            continue
        goes_on = alarm.kind in last_told and recent(last_told[alarm.kind], alarm.when)
        told = goes_on or any(telling >= alarm.when for telling in tellings)
        if told:
            last_told[alarm.kind] = max(alarm.counts_from, last_told.get(alarm.kind, alarm.counts_from))
        if is_recent or not told:
            tiers.append("emergency")
    return Said("raised", min(tiers, key=RANK.index)) if tiers else CLEAR


def smaller(values: Sequence[Fraction], times: Sequence[Fraction], least: int) -> bool:
    """Whether a movement has become smaller; `least` is D."""
    slopes = [(b - a) / (t - s) for (s, a), (t, b) in combinations(zip(times, values, strict=True), 2) if t != s]
    last_two = median(values[-2:])
    fall = values[0] - values[-1] if len(values) == 3 else median(values[:2]) - last_two
    if median(slopes) < 0 and fall >= least and values[-1] <= values[0] - least:
        return True
    if len(values) < 5:
        return False
    before = values[:-2]
    best = max(median(before[first : first + 3]) for first in range(len(before) - 2))
    return best - last_two >= least and best - values[-1] >= least


def motion_said(motions: Sequence[Motion]) -> Said:
    """The answer for the measurements of one movement, side and unit."""
    if len(motions) < 3 or len({motion.at.day for motion in motions}) < 3:
        return INSUFFICIENT
    unit = motions[0].unit
    sign = -1 if unit.endswith("-short") else 1
    least = 2 if unit == "self" else 5 if unit.startswith("cm") else 10
    values = [sign * Fraction(str(motion.value)) for motion in motions]
    times = [Fraction((motion.at.instant - motions[0].at.instant).total_seconds()) for motion in motions]
    return Said("raised", "discuss") if smaller(values, times, least) else CLEAR


def ranges_of_motion(diary: Diary, as_of: datetime) -> dict[tuple[str, str], Said]:
    """Rule range-of-motion, for each movement and side; the gravest answer of its units."""
    found: dict[tuple[str, str], Said] = {}
    order = ("raised", "clear", "insufficient")
    for movement, side, unit in {(motion.movement, motion.side, motion.unit) for motion in diary.motions}:
        group = [
            motion
            for motion in diary.motions
            if (motion.movement, motion.side, motion.unit) == (movement, side, unit)
            and as_of - motion.at.instant <= days(60)
        ]
        said = motion_said(group)
        where = (movement, side)
        if where not in found or order.index(said.status) < order.index(found[where].status):
            found[where] = said
    return found
