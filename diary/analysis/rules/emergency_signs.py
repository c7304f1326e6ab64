"""emergency-signs: signs that ask for the emergency number now, in one entry or in entries that belong together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from diary.analysis.rules.base import SEVEN_DAYS, Rule, Scope, Wording
from diary.analysis.rules.phrases import CLOT, JOINT, MUSCLE, NEXT_VISIT, SPINE, ask_known, listed, logged_on
from diary.analysis.series import HOUR, RECENT, TOGETHER, Course, Point
from diary.analysis.snapshot import REACH, Snapshot
from diary.analysis.symptoms import Sign, stretch
from diary.domain.findings import Evidence, Finding, Hint, Sentence, Status, Tier
from diary.domain.records import Ack
from diary.domain.vocabulary import BOTH, LEFT, LEG_SITES, REGIONS, RIGHT, Role, place_name, words_of

NAME = "emergency-signs"
ALONE, NUMB, WEAK, NERVE = map(words_of, (Role.ALONE, Role.NUMB, Role.WEAK, Role.NERVE))
LOW_SITES = frozenset(region.name for region in REGIONS.values() if region.low)
CLOT_SITES = frozenset(region.name for region in REGIONS.values() if region.clot)
BOTH_LEGS_WITHIN = 48 * HOUR
(HEAD,) = (region.name for region in REGIONS.values() if region.head)
HEAD_SEVERE = 7
WORDS = ALONE | NUMB | WEAK | NERVE | {"breathlessness", "swelling", "fever", "hot-joint"}
"""Every word that can be part of an emergency sign: entries that carry one are read whatever their age."""


@dataclass(frozen=True, slots=True)
class Emergency:
    """One sign of an emergency: its name, the words it is made of, and the readings beside them."""

    name: str
    parts: tuple[Sign, ...]
    points: tuple[Point, ...] = ()

    @property
    def time(self) -> datetime:
        """When it was complete."""
        return max([part.time for part in self.parts] + [point.time for point in self.points])

    @property
    def local(self) -> datetime:
        """When it was complete, on the person's clock."""
        moments = [part.entry.at for part in self.parts] + [point.entry.at for point in self.points]
        return max(moments, key=lambda moment: moment.instant).local

    @property
    def known(self) -> bool:
        """Whether every part is known from the start. One new part makes the sign new."""
        return bool(self.parts) and all(part.known for part in self.parts)

    def evidence(self) -> list[Evidence]:
        """The readings and entries it rests on."""
        return [part.evidence() for part in self.parts] + [point.evidence() for point in self.points]


def emergencies(snapshot: Snapshot) -> list[Emergency]:
    """Every emergency sign in the diary up to the snapshot's instant, known ones too, in time order."""
    marks = sorted(
        (sign for sign in snapshot.signs if sign.word in WORDS), key=lambda sign: (sign.time, sign.entry.id, sign.word)
    )
    signs: list[Emergency] = [Emergency(mark.word, (mark,)) for mark in marks if mark.word in ALONE]
    signs += [Emergency("numbness or tingling in both legs", pair) for pair in _both_legs(marks, NUMB)]
    signs += [Emergency("nerve pain in both legs", pair) for pair in _both_legs(marks, NERVE)]
    signs += _weakness_in_both_legs(marks, snapshot)
    signs += _pairs(marks, "breathlessness and a swollen leg", _is("breathlessness"), _is("swelling", CLOT_SITES))
    signs += _pairs(marks, "fever and a hot joint", _is("fever"), _is("hot-joint"))
    signs += _head(marks, snapshot)
    return sorted(signs, key=lambda emergency: (emergency.time, emergency.name))


def judge(snapshot: Snapshot) -> Finding:
    """One answer for the whole person. It stays raised until it is acknowledged, however old it is."""
    return answer(emergencies(snapshot.whole or snapshot), snapshot.acks, snapshot.as_of)


def answer(signs: Sequence[Emergency], acks: Sequence[Ack], as_of: datetime) -> Finding:
    """The answer for all emergency signs up to an instant; `signs` are in time order."""
    told = _told(signs, acks, as_of)
    recent = [emergency for emergency in signs if emergency.time >= as_of - RECENT]
    untold = [emergency for emergency, is_told in zip(signs, told, strict=True) if not emergency.known and not is_told]
    # A sign that nobody was told of does not leave by age; one that was told leaves when it is no longer recent.
    new = untold or [emergency for emergency in recent if not emergency.known]
    shown = new or recent
    if not shown:
        return Finding(rule=NAME, status=Status.CLEAR, threshold=1)
    names = list(dict.fromkeys(emergency.name for emergency in shown))
    # Since when a sign that was told is there is looked for within the reach of the rules.
    first = bisect_left(signs, as_of - REACH, key=lambda emergency: emergency.time)
    starts = {name: _beginning(name, shown if untold else signs[first:]) for name in names}
    since = min(starts.values(), key=lambda emergency: emergency.time)
    newest = max(starts.values(), key=lambda emergency: emergency.time)
    return Finding(
        rule=NAME,
        status=Status.RAISED,
        tier=Tier.EMERGENCY if new else Tier.DISCUSS,
        acknowledged=bool(new) and not untold,
        started=since.local,
        since=since.local,
        threshold=1,
        evidence=_unique(evidence for emergency in shown for evidence in emergency.evidence()),
        facts={"signs": names, "known": not new, "newest_ground": newest.time, "when": shown[-1].local},
    )


def _beginning(name: str, signs: Sequence[Emergency]) -> Emergency:
    of_name = [emergency for emergency in signs if emergency.name == name]
    start = stretch([emergency.time for emergency in of_name])
    return next(emergency for emergency in of_name if emergency.time == start)


def told_at(acks: Sequence[Ack], as_of: datetime) -> datetime | None:
    """When an emergency sign was last told; those up to then count as told. None where none was."""
    return max(
        (
            max(ack.at.instant, ack.recorded or ack.at.instant)
            for ack in acks
            if ack.rule == NAME and ack.at.instant <= as_of and ack.tier in ("", Tier.EMERGENCY)
        ),
        default=None,
    )


def _told(signs: Sequence[Emergency], acks: Sequence[Ack], as_of: datetime) -> list[bool]:
    """For each sign whether it was told: by an acknowledgement after it, or because it continues one that was."""
    last_told = told_at(acks, as_of)
    told: list[bool] = []
    latest: dict[str, datetime] = {}
    for emergency in signs:
        # A sign logged every day is one matter: without this each new entry would raise the alarm again.
        goes_on = emergency.name in latest and emergency.time - latest[emergency.name] <= RECENT
        is_told = goes_on or (last_told is not None and last_told >= emergency.time)
        if is_told:
            latest[emergency.name] = emergency.time
        told.append(is_told)
    return told


def _is(word: str, sites: frozenset[str] | None = None) -> Callable[[Sign], bool]:
    return lambda sign: sign.word == word and (sites is None or sign.site in sites)


def _near(marks: Sequence[Sign], time: datetime, within: timedelta) -> Sequence[Sign]:
    """The signs up to that far before or after, both ends included. `marks` are in time order."""
    low = bisect_left(marks, time - within, key=lambda sign: sign.time)
    return marks[low : bisect_right(marks, time + within, key=lambda sign: sign.time)]


def _both_legs(marks: Sequence[Sign], words: frozenset[str]) -> Iterator[tuple[Sign, ...]]:
    """Signs of these words in both legs: one that says both, or a left and a right one within 48 h."""
    legs = [mark for mark in marks if mark.word in words and mark.site in LEG_SITES]
    for mark in legs:
        if mark.side == BOTH:
            yield (mark,)
        elif mark.side == LEFT:
            for other in _near(legs, mark.time, BOTH_LEGS_WITHIN):
                if other.side == RIGHT:
                    yield (mark, other)


def _weakness_in_both_legs(marks: Sequence[Sign], snapshot: Snapshot) -> Iterator[Emergency]:
    beside = [mark for mark in marks if mark.word in NUMB | NERVE]
    for weak in _both_legs(marks, WEAK):
        # Near the weakness of either leg; by key, because one sign may be near both.
        with_words = {other.key: other for part in weak for other in _near(beside, part.time, TOGETHER)}
        with_pain = {
            (point.entry.id, point.reading.site, point.reading.side): point
            for part in weak
            for point in _pains_near(snapshot, LOW_SITES, part.time)
        }
        if with_words or with_pain:
            name = "weakness in both legs"
            yield Emergency(name, weak + tuple(with_words.values()), tuple(with_pain.values()))


def _pains_near(snapshot: Snapshot, sites: frozenset[str], time: datetime) -> Iterator[Point]:
    """The readings with pain at these sites within a day of an instant."""
    for (site, _), course in snapshot.courses.items():
        if site in sites:
            yield from (point for point in _pains(course) if abs(point.time - time) <= TOGETHER)


def _pairs(
    marks: Sequence[Sign], name: str, one: Callable[[Sign], bool], other: Callable[[Sign], bool]
) -> Iterator[Emergency]:
    for mark in marks:
        if one(mark):
            for near in _near(marks, mark.time, TOGETHER):
                if other(near):
                    yield Emergency(name, (mark, near))


def _head(marks: Sequence[Sign], snapshot: Snapshot) -> Iterator[Emergency]:
    """Pain in the head that is sudden and severe, or that comes with numbness or weakness anywhere."""
    beside = [mark for mark in marks if mark.word in ("numbness", "weakness")]
    for (site, _), course in snapshot.courses.items():
        if site != HEAD:
            continue
        for point in _pains(course):
            if point.reading.sudden and point.level >= HEAD_SEVERE:
                yield Emergency("sudden severe pain in the head", (), (point,))
            if near := _near(beside, point.time, TOGETHER):
                yield Emergency("pain in the head with numbness or weakness", tuple(near), (point,))


def _pains(course: Course) -> Iterator[Point]:
    """The readings with pain: a level above 0, or, without a level, a quality or a sudden beginning."""
    yield from (point for point in course.points if point.level > 0)
    for entry, reading in course.rows:
        if reading.pain is None and (reading.qualities or reading.sudden):
            yield Point(entry.at.instant, entry.at.day.toordinal(), 0, reading, entry)


def _unique(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(dict.fromkeys(evidence), key=lambda shown: (shown.time, shown.site or "")))


ANY_NUMBER = "your emergency number (112, 911, 999 …)"


def wording(finding: Finding, as_of: datetime, emergency_number: str) -> Wording:
    """The words of an answer."""
    logged = logged_on(finding, as_of).removesuffix(".")
    say = partial(
        Sentence,
        number=emergency_number or ANY_NUMBER,
        signs=listed(finding.facts.get("signs", ())),
        logged=logged,
        visit=NEXT_VISIT,
    )
    if not finding.raised:
        return Wording(say("No emergency signs"), say("Nothing logged that calls for the emergency number."))
    if finding.tier is Tier.DISCUSS:
        return Wording(
            say("Known from before: {signs}"),
            say("{logged}. You said it was there from the start."),
            say("{visit} If this is new or worse, call {number} now."),
            SEVEN_DAYS,
        )
    told = " You have told somebody of it." if finding.acknowledged else ""
    return Wording(
        say("Call {number} now: {signs}"),
        say(f"{{logged}}: {{signs}}. This can need help within hours.{told}"),
        say(
            "Call {number} now, if nobody has examined this yet. If somebody has, {tell}",
            tell=Hint("told", plain="write it down."),
        ),
        say("It stays here until you say that somebody has examined it."),
        # Sudden severe pain in the head has no word that could have been there from the start.
        ask_known(word) if (word := _first_word(finding)) else None,
        # The advice is for the person; a clinician needs to know which sign it was.
        say("Sign of an emergency: {signs}"),
    )


def _first_word(finding: Finding) -> str:
    """The first word that the sign is made of, with its place, as `diary known` takes it; "" if it is made of none."""
    for shown in finding.evidence:
        for word in shown.symptoms + shown.qualities:
            if word in WORDS:
                return f"{word} {place_name(shown.site, shown.side)}" if shown.site and shown.side else word
    return ""


RULE = Rule(
    name=NAME,
    scope=Scope.PERSON,
    judge=lambda snapshot: (judge(snapshot),),
    wording=wording,
    past_title=lambda past: f"A call for the emergency number: {listed(past.signs)}",
    how="Signs that can need help within hours: numbness between the legs, new bladder or bowel trouble, a foot that "
    "drops, dark urine after exercise, chest pain, numbness or weakness in both legs, and more.",
    counted=lambda finding: (
        "once is enough, however long ago, until you say that it was told" if finding.tier is Tier.EMERGENCY else ""
    ),
    sources=(SPINE, MUSCLE, CLOT, JOINT),
    symptoms=WORDS,
    marked=lambda sign: sign.word in ALONE,
    incremental=True,
)
