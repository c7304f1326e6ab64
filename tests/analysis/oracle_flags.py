"""The rules about red flags, read a second time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import combinations

from diary.domain.records import Diary, Entry, Motion
from diary.domain.vocabulary import PERSON_ONLY
from tests.analysis.oracle_basics import Answer, Key, Place, days, hours, median, usual

LEGS = {"buttock", "hip", "groin", "thigh", "knee", "calf", "shin", "ankle", "foot", "toes"}
ALONE = {"saddle-numbness", "bladder-trouble", "bowel-trouble", "foot-drop", "dark-urine", "chest-pain"}
NERVE = {"radiating", "shooting", "electric"}
CLOT = {"calf", "shin", "thigh"}
CLEAR: Answer = ("clear", None, False, False)
RANK = ("emergency", "immediate", "report", "discuss")


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


def _known(diary: Diary, word: str, place: Place, t: datetime, worse: bool) -> bool:
    """Whether it was there from the start: the first statement speaks for all time before it, an end ends it."""
    if worse:
        return False
    said: list[tuple[datetime, bool]] = []
    for known in diary.knowns:
        where = (known.site, known.side or "") if known.site else None
        if (None if word in PERSON_ONLY else where) == place and word in known.symptoms + known.qualities:
            said.append((known.at.instant, not known.ended))
    if not said:
        return False
    return [said[0][1], *(yes for when, yes in said[1:] if when <= t)][-1]


def signs_of(diary: Diary) -> list[Sign]:
    """Every word of every entry, each at its place; a bare level is the word "pain", a sudden one also "sudden"."""
    found: list[Sign] = []

    def add(entry: Entry, word: str, place: Place, pain: int | None, worse: bool) -> None:
        place = None if word in PERSON_ONLY else place
        known = _known(diary, word, place, entry.at.instant, worse)
        found.append(Sign(len(found), word, place, entry.at.instant, entry.at.day, pain, known))

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
            if reading.pain or (reading.pain is None and reading.qualities):
                add(entry, "pain", place, reading.pain, True)
    return found


def _together(a: Sign, b: Sign) -> bool:
    return abs(a.t - b.t) <= hours(24)


def _at(sign: Sign, sites: set[str]) -> bool:
    return sign.place is not None and sign.place[0] in sites


Alarm = tuple[str, tuple[Sign, ...]]


def _both_legs(signs: Iterable[Sign], words: set[str]) -> list[tuple[Sign, ...]]:
    legs = [sign for sign in signs if sign.word in words and _at(sign, LEGS)]
    found: list[tuple[Sign, ...]] = [(sign,) for sign in legs if sign.place and sign.place[1] == "both"]
    for a, b in combinations(legs, 2):
        sides = {sign.place[1] for sign in (a, b) if sign.place}
        if sides == {"left", "right"} and abs(a.t - b.t) <= hours(48):
            found.append((a, b))
    return found


def alarms(signs: list[Sign]) -> list[Alarm]:
    """Every emergency sign in these words, with its kind and the words that make it up."""

    def of(*words: str) -> list[Sign]:
        return [sign for sign in signs if sign.word in words]

    found: list[Alarm] = [(sign.word, (sign,)) for sign in of(*ALONE)]
    found += [("numb legs", members) for members in _both_legs(signs, {"numbness", "tingling"})]
    found += [("nerve pain in legs", members) for members in _both_legs(signs, NERVE)]
    companions = of("numbness", "tingling", *NERVE)
    companions += [sign for sign in of("pain") if _at(sign, {"lower back", "pelvis", "buttock"})]
    for weak in _both_legs(signs, {"weakness"}):
        for other in companions:
            if any(_together(one, other) for one in weak):
                found.append(("weak legs", (*weak, other)))
    for breath in of("breathlessness"):
        for swelling in of("swelling"):
            if _at(swelling, CLOT) and _together(breath, swelling):
                found.append(("clot", (breath, swelling)))
    for fever in of("fever"):
        for joint in of("hot-joint"):
            if _together(fever, joint):
                found.append(("joint", (fever, joint)))
    for head in of("pain", "sudden"):
        if not _at(head, {"head"}):
            continue
        if head.word == "sudden" and head.pain is not None and head.pain >= 7:
            found.append(("sudden head", (head,)))
        for other in of("numbness", "weakness"):
            if _together(head, other):
                found.append(("head", (head, other)))
    return found


def _key(rule: str, place: Place) -> Key:
    return (rule, place[0], place[1], None) if place else (rule, None, None, None)


def _answers(rule: str, tiers: Iterable[tuple[Place, str]]) -> dict[Key, Answer]:
    found: dict[Key, Answer] = {}
    for place, tier in sorted(tiers, key=lambda pair: -RANK.index(pair[1])):
        found[_key(rule, place)] = ("raised", tier, False, False)
    return found or {_key(rule, None): CLEAR}


WITNESSES = {"pain", "sudden"}


def _new(members: tuple[Sign, ...]) -> bool:
    """Whether a part of it was not there from the start; where no word is a part, it is new."""
    words = [sign for sign in members if sign.word not in WITNESSES]
    return not words or not all(sign.known for sign in words)


def emergency_signs(diary: Diary, as_of: datetime, signs: list[Sign]) -> Answer:
    """Rule emergency-signs: new ones until they are told, known ones while they are recent."""
    acks = [
        max(ack.at.instant, ack.recorded or ack.at.instant)
        for ack in diary.acks
        if ack.rule == "emergency-signs" and ack.tier in ("", "emergency")
    ]
    found = sorted(alarms(signs), key=lambda alarm: max(sign.t for sign in alarm[1]))
    last_told: dict[str, datetime] = {}
    tiers: list[str] = []
    for kind, members in found:
        when = max(sign.t for sign in members)
        told = any(ack >= when for ack in acks) or (kind in last_told and when - last_told[kind] <= days(7))
        if told:
            last_told[kind] = when
        recent = as_of - when <= days(7)
        if _new(members) and (recent or not told):
            tiers.append("emergency")
        elif recent:
            tiers.append("discuss")
    return ("raised", "emergency" if "emergency" in tiers else "discuss", False, False) if tiers else CLEAR


def flags(diary: Diary, as_of: datetime) -> dict[Key, Answer]:
    """All rules about red flags, of a diary that is cut to as-of."""
    signs = signs_of(diary)
    found: dict[Key, Answer] = {_key("emergency-signs", None): emergency_signs(diary, as_of, signs)}
    recent = [sign for sign in signs if as_of - sign.t <= days(7) and not sign.known]
    grave = {one.number for _, members in alarms(signs) for one in members}

    found |= _answers(
        "neurological",
        [
            (sign.place, "immediate")
            for sign in recent
            if sign.word in {"numbness", "tingling", "weakness"} and sign.number not in grave
        ],
    )
    found |= _answers(
        "nerve-like-pain",
        [
            (sign.place, "immediate")
            for sign in recent
            if sign.word in NERVE or (sign.word == "sharp" and sign.pain is not None and sign.pain >= 3)
        ],
    )
    general = [(sign.place, "immediate") for sign in recent if sign.word in {"fever", "hot-joint", "breathlessness"}]
    general += [(sign.place, "report") for sign in recent if sign.word == "weight-loss"]
    if len({sign.day for sign in recent if sign.word == "night-pain"}) >= 3:
        general.append((None, "report"))
    found |= _answers("general-signs", general)
    swellings = [sign for sign in recent if sign.word == "swelling"]
    found |= _answers("swelling", [(sign.place, "immediate" if _at(sign, CLOT) else "discuss") for sign in swellings])
    tired = {sign.day for sign in recent if sign.word == "fatigue"}
    found |= _answers("fatigue", [(None, "discuss")] if len(tired) >= 3 else [])
    found[_key("interference", None)] = interference(diary, as_of)
    return found | ranges_of_motion(diary, as_of)


def interference(diary: Diary, as_of: datetime) -> Answer:
    """Rule interference."""

    def highest(wanted: Callable[[Entry], bool]) -> dict[date, Fraction]:
        by_day: dict[date, Fraction] = {}
        for entry in diary.entries:
            if entry.interference is not None and wanted(entry):
                by_day[entry.at.day] = max(by_day.get(entry.at.day, Fraction(0)), Fraction(entry.interference))
        return by_day

    every = highest(lambda entry: True)
    recent = sorted(highest(lambda entry: as_of - entry.at.instant <= days(7)).items())
    if not recent:
        return ("insufficient", None, False, False)
    statements = [one for one in diary.usuals if one.site is None]

    def over(day: date, value: Fraction, least: int) -> tuple[bool, bool]:
        u = usual(every, statements, day)
        return value >= least and (u is None or value >= u + 2), u is None

    routes: list[bool] = []
    for day, value in recent:
        yes, provisional = over(day, value, 7)
        if yes:
            routes.append(provisional)
    for (day_a, a), (day_b, b) in combinations(recent[-3:], 2):
        (yes_a, unknown_a), (yes_b, unknown_b) = over(day_a, a, 5), over(day_b, b, 5)
        if yes_a and yes_b:
            routes.append(unknown_a or unknown_b)
    return ("raised", "report", all(routes), False) if routes else CLEAR


def _motion_answer(motions: list[Motion]) -> Answer:
    if len(motions) < 3 or len({motion.at.day for motion in motions}) < 3:
        return ("insufficient", None, False, False)
    sign = -1 if motions[0].unit == "deg-short" else 1
    least = 2 if motions[0].unit == "self" else 10
    values = [sign * Fraction(str(motion.value)) for motion in motions]
    times = [Fraction((motion.at.instant - motions[0].at.instant).total_seconds()) for motion in motions]
    slopes = [(b - a) / (t - s) for (s, a), (t, b) in combinations(zip(times, values, strict=True), 2) if t != s]
    fall = values[0] - values[-1] if len(values) == 3 else median(values[:2]) - median(values[-2:])
    if median(slopes) < 0 and fall >= least and values[-1] <= values[0] - least:
        return ("raised", "discuss", False, False)
    return CLEAR


def ranges_of_motion(diary: Diary, as_of: datetime) -> dict[Key, Answer]:
    """Rule range-of-motion, for each movement and side; the gravest answer of its units."""
    found: dict[Key, Answer] = {}
    order = ("raised", "clear", "insufficient")
    for movement, side, unit in {(motion.movement, motion.side, motion.unit) for motion in diary.motions}:
        group = [
            motion
            for motion in diary.motions
            if (motion.movement, motion.side, motion.unit) == (movement, side, unit)
            and as_of - motion.at.instant <= days(60)
        ]
        answer = _motion_answer(group)
        name: Key = ("range-of-motion", None, side or None, movement)
        if name not in found or order.index(answer[0]) < order.index(found[name][0]):
            found[name] = answer
    return found or {_key("range-of-motion", None): ("insufficient", None, False, False)}
