"""A second, independent reading of the rules (edition 2): slow, plain, and sharing no code with the analyzer.

The choices that the text leaves open stand at the top of the file that makes them.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from diary.domain.records import Diary
from tests.analysis.oracle.basics import (
    CLEAR,
    INSUFFICIENT,
    Answer,
    Course,
    Key,
    Place,
    Said,
    cut,
    days,
    hours,
)
from tests.analysis.oracle.course import slow_drift
from tests.analysis.oracle.episodes import expected_soreness, walk
from tests.analysis.oracle.flags import emergency_signs, interference, ranges_of_motion, red_flags
from tests.analysis.oracle.response import session_response
from tests.analysis.oracle.signs import alarms, signs_of
from tests.analysis.oracle.untold import (
    NotImproving,
    Rule,
    SuddenSevere,
    Worsening,
    acks_of,
    is_told,
    not_told_yet,
)

PLACED = ("neurological", "nerve-like-pain", "general-signs", "swelling", "fatigue")


class Flags:
    """The red flags of a diary that is cut to its as-of, asked at any moment of it."""

    def __init__(self, diary: Diary, as_of: datetime) -> None:
        self.diary, self.as_of = diary, as_of
        self.signs = signs_of(diary)
        self.alarms = alarms(diary, self.signs)
        self.grave = {sign.number for alarm in self.alarms for sign in alarm.members}
        self.moments = sorted({entry.at.instant for entry in diary.entries})
        self._courses: dict[Place, Course] = {}
        self._said: dict[tuple[datetime, bool], dict[tuple[str, Place], Said]] = {}

    def u(self, place: Place, day: date) -> Fraction | None:
        """U of a place."""
        if place is None:
            return None
        if place not in self._courses:
            self._courses[place] = Course(self.diary, self.as_of, *place)
        return self._courses[place].u(day)

    def said(self, moment: datetime, before: bool) -> dict[tuple[str, Place], Said]:
        """What is raised at a moment; `before`: without what was written at it."""
        if (moment, before) not in self._said:
            signs = [sign for sign in self.signs if sign.t < moment or (sign.t == moment and not before)]
            self._said[moment, before] = red_flags(signs, moment, self.grave, self.u)
        return self._said[moment, before]

    def rule(self, rule: str, place: Place) -> Rule:
        """One red flag at one place."""
        return Rule(lambda moment, before: self.said(moment, before).get((rule, place), CLEAR))

    def interference(self) -> Rule:
        """The rule about interference."""

        def ask(moment: datetime, before: bool) -> Said:
            entries = self.diary.entries
            entries = tuple(one for one in entries if one.at.instant < moment or not before)
            return interference(self.diary, [one for one in entries if one.at.instant <= moment], moment)

        return Rule(ask)

    def rules(self) -> dict[tuple[str, Place], Rule]:
        """Interference, and each red flag that was raised in the last 28 days and a moment before."""
        late = [moment for moment in self.moments if self.as_of - moment <= days(28)]
        places = {where for moment in late for where in self.said(moment, False)}
        return {("interference", None): self.interference(), **{where: self.rule(*where) for where in places}}


class Site:
    """The rules about the course of pain at one site."""

    def __init__(self, diary: Diary, as_of: datetime, site: str, side: str) -> None:
        self.course = Course(diary, as_of, site, side)
        self.walked = walk(self.course)
        self.rules: dict[str, Rule] = {
            "not-improving-48h": NotImproving(self.course, self.walked),
            "worsening": Worsening(self.course),
            "sudden-severe": SuddenSevere(self.course),
        }
        at_site = [at.instant for at, _, _ in self.course.worse]
        # An episode begins with a reading or a session; its rule can first tell 48 hours later.
        starts = [*at_site, *(session.at.instant for session in self.course.sessions)]
        self.moments = sorted({*at_site, *(start + hours(48) for start in starts)})

    def said(self) -> dict[str, Said]:
        """What each rule says by itself, expected-soreness aside."""
        found = {rule: asked.ask(self.course.as_of, False) for rule, asked in self.rules.items()}
        return {**found, "slow-drift": slow_drift(self.course), "session-response": session_response(self.course)}


def sites(diary: Diary, as_of: datetime) -> list[tuple[str, str]]:
    """The sites that were logged in the last 400 days."""
    entries = [entry for entry in diary.entries if as_of - entry.at.instant <= days(400)]
    return sorted({(reading.site, reading.side) for entry in entries for reading in entry.readings})


def key_of(rule: str, place: Place) -> Key:
    """The key of an answer."""
    return (rule, place[0], place[1], None) if place else (rule, None, None, None)


def answers(diary: Diary, as_of: datetime) -> dict[Key, Answer]:
    """What each rule says for each place: status, tier, provisional, confirmed."""
    diary = cut(diary, as_of)
    flags = Flags(diary, as_of)
    raised = flags.said(as_of, False)
    found: dict[Key, Said] = {key_of(*where): said for where, said in raised.items()}
    found[key_of("emergency-signs", None)] = emergency_signs(diary, as_of, flags.alarms)
    for where, rule in flags.rules().items():
        said = rule.ask(as_of, False)
        stays = None if said.raised else not_told_yet(rule, flags.moments, acks_of(diary, *where), as_of)
        if where[0] == "interference":
            found[key_of(*where)] = stays or said
        elif stays is not None:
            found[key_of(*where)] = stays
    for name in PLACED:
        if not any(key[0] == name for key in found):
            found[key_of(name, None)] = CLEAR
    motions = ranges_of_motion(diary, as_of)
    found |= {("range-of-motion", None, side or None, movement): said for (movement, side), said in motions.items()}
    if not motions:
        found[key_of("range-of-motion", None)] = INSUFFICIENT

    person_raised = any(said.raised and key[1] is None for key, said in found.items())
    for place in sites(diary, as_of):
        site = Site(diary, as_of, *place)
        for name, said in site.said().items():
            stays = None
            if not said.raised and name in site.rules:
                stays = not_told_yet(site.rules[name], site.moments, acks_of(diary, name, place), as_of)
            found[key_of(name, place)] = stays or said
        site_raised = any(said.raised and key[1:3] == place for key, said in found.items())
        soreness = expected_soreness(site.course, site.walked, person_raised or site_raised)
        found[key_of("expected-soreness", place)] = soreness
    return {key: said.answer for key, said in found.items()}


def told(diary: Diary, as_of: datetime) -> set[Key]:
    """The findings at report or higher, or that were, which are raised at as-of and count as told.

    Of the rules that know no higher tier than discuss, and of emergency-signs, nothing is said here.
    """
    diary = cut(diary, as_of)
    flags = Flags(diary, as_of)
    found = {
        key_of(*where)
        for where, rule in flags.rules().items()
        if where[0] != "fatigue" and is_told(rule, flags.moments, acks_of(diary, *where), as_of)
    }
    for place in sites(diary, as_of):
        site = Site(diary, as_of, *place)
        found |= {
            key_of(name, place)
            for name, rule in site.rules.items()
            if is_told(rule, site.moments, acks_of(diary, name, place), as_of)
        }
    return found
