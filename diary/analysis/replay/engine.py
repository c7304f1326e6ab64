"""The life of a diary: what it says at each moment, and what stands raised then, kept up to date step by step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from heapq import heappop, heappush

from diary.analysis.acknowledgements import Acknowledgements
from diary.analysis.replay.history import Key, Ledger, State
from diary.analysis.replay.person_flags import FLAGS, Person
from diary.analysis.replay.site_answers import SiteAnswers
from diary.analysis.replay.site_course import SiteCourse
from diary.analysis.rules import emergency_signs, expected_soreness, range_of_motion
from diary.analysis.timeline import Sessions, Step, Timeline
from diary.domain.records import Ack, Entry, Known, Motion, Record, Session, Usual
from diary.domain.thresholds import REASONED, Thresholds

Place = tuple[str, str]
Who = tuple[str, str]
"""A site and side, or a rule and nothing: one who can be asked again."""
PERSON_RULES = frozenset({*FLAGS, emergency_signs.RULE, range_of_motion.RULE})


class Engine:
    """The diary at one moment of its life, and what stands raised then."""

    def __init__(self, thresholds: Thresholds = REASONED) -> None:
        self.sessions = Sessions()
        self.tracks: dict[Place, SiteCourse] = {}
        self.person = Person(self.tracks, thresholds)
        self.usuals: Timeline[Usual] = Timeline()
        self.knowns: Timeline[Known] = Timeline()
        self.told = Acknowledgements()
        self.ledger = Ledger()
        self.site_states: dict[Place, dict[Key, State]] = {}
        self.person_states: dict[str, dict[Key, State]] = {}
        self.standings: dict[Place, SiteAnswers] = {}
        self.sore: set[Place] = set()
        """Sites where `expected-soreness` fits, or did."""
        self.touched: set[Place] = set()
        """Sites to look at again."""
        self.agenda: list[tuple[datetime, Who]] = []
        """When to ask which site or rule again, because time alone may change its answer."""
        self.planned: dict[Who, datetime] = {}
        self.wakes: dict[Who, datetime | None] = {}

    def pass_time(self, until: datetime, *, included: bool = False) -> None:
        """Let time pass up to an instant, to which it does not belong unless `included`."""
        while self.agenda and (self.agenda[0][0] < until or (included and self.agenda[0][0] == until)):
            instant = self.agenda[0][0]
            self._wake(instant)
            if self.touched or self.person.stale:
                self._look(instant)

    def take(self, steps: Sequence[Step]) -> None:
        """Let what happened at one instant happen."""
        instant = steps[0].instant
        if len(steps) > 1:  # what goes makes room for what comes
            steps = sorted(steps, key=lambda step: step.there)
        for step in steps:
            if isinstance(step.record, Entry):
                self._entry(step.record, there=step.there)
            else:
                self._change(step.record, there=step.there, instant=instant)
        if self.agenda and self.agenda[0][0] <= instant:
            self._wake(instant)
        if self.touched or self.person.stale:
            self._look(instant)

    def _wake(self, instant: datetime) -> None:
        """Call those whose time has come; who has been looked at since and need not yet be called is called later."""
        while self.agenda and self.agenda[0][0] <= instant:
            planned, who = heappop(self.agenda)
            if self.planned.get(who) != planned:
                continue
            del self.planned[who]
            wake = self.wakes[who]
            if wake is None:
                continue
            if wake > instant:
                self._plan(who, wake)
            elif who[0] in PERSON_RULES and not who[1]:
                self.person.stale.add(who[0])
            elif who not in self.touched:
                if self.standings[who].new_day(instant):
                    self._plan(who, self.standings[who].wake)
                else:
                    self.touched.add(who)

    def _plan(self, who: Who, wake: datetime | None) -> None:
        self.wakes[who] = wake
        if wake is not None and (who not in self.planned or wake < self.planned[who]):
            self.planned[who] = wake
            heappush(self.agenda, (wake, who))

    def _change(self, record: Record, *, there: bool, instant: datetime) -> None:
        match record:
            case Session():
                (self.sessions.add if there else self.sessions.remove)(record)
                for place, track in self.tracks.items():
                    if track.session_changed(record):
                        self.touched.add(place)
            case Motion():
                self.person.motion_changed(record, there=there)
            case Usual():
                (self.usuals.add if there else self.usuals.remove)(record)
                self._state_usual(record)
            case Known():
                (self.knowns.add if there else self.knowns.remove)(record)
                self.person.know(self.knowns.records, instant)
            case Ack():
                (self.told.add if there else self.told.remove)(record)
                if record.rule in PERSON_RULES:
                    self.person.stale.add(record.rule)
                elif (place := (record.site or "", record.side or "")) in self.tracks:
                    self.touched.add(place)

    def _entry(self, entry: Entry, *, there: bool) -> None:
        for reading in entry.readings:
            place = (reading.site, reading.side)
            track = self.tracks.get(place)
            if track is None:
                track = self.tracks[place] = SiteCourse(*place, self.sessions)
                if statement := self._statement(*place):
                    track.state(statement)
            if there:
                track.add(entry, reading)
            else:
                track.remove(entry)
            self.touched.add(place)
        (self.person.add if there else self.person.remove)(entry)

    def _statement(self, site: str | None, side: str | None) -> Usual | None:
        return next(
            (usual for usual in reversed(self.usuals.records) if (usual.site, usual.side) == (site, side)), None
        )

    def _state_usual(self, usual: Usual) -> None:
        statement = self._statement(usual.site, usual.side)
        if usual.site is None:
            self.person.state_usual(statement)
            return
        place = (usual.site, usual.side or "")
        if place in self.tracks:
            self.tracks[place].state(statement)
            self.touched.add(place)

    def _look(self, instant: datetime) -> None:
        """Ask again whatever may answer differently, and take down what changed."""
        flags_changed = bool(self.person.stale)
        if flags_changed:
            for rule in sorted(self.person.stale):
                self._ask_person(rule, instant)
            self.person.stale.clear()
        for place in self.touched:
            self._ask_site(place, instant)
        if self.sore:
            for place in [place for place in self.sore if flags_changed or place in self.touched]:
                self._ask_soreness(place, instant)
        self.touched.clear()

    def _ask_person(self, rule: str, instant: datetime) -> None:
        states, findings = self.told.of_person(rule, self.person, instant)
        was = self.person_states.get(rule, {})
        if states or was:
            self.ledger.note_all(instant, was, states)
            for finding in findings:
                if finding.raised:
                    signs = finding.facts.get("words") or finding.facts.get("signs") or ()
                    key = (finding.rule, finding.site, finding.side, finding.movement)
                    self.ledger.open[key].signs.update(dict.fromkeys(signs))
        self.person_states[rule] = states
        (self.person.raised.add if states else self.person.raised.discard)(rule)
        # A movement can begin to fall when its oldest measurement grows too old to count.
        asks_anyway = rule == range_of_motion.RULE
        self._plan((rule, ""), self.person.wakes(rule, findings, instant) if states or asks_anyway else None)

    def _ask_site(self, place: Place, instant: datetime) -> None:
        standing = self.standings[place] = SiteAnswers(self.tracks[place], instant)
        was = self.site_states.get(place)
        if standing.verdicts or was:
            states: dict[Key, State] = {}
            for verdict in standing.verdicts:
                key = (verdict.rule, *place, None)
                states[key] = self.told.of_site(verdict, key, instant)
            self.ledger.note_all(instant, was or {}, states)
            self.site_states[place] = states
        if standing.fits:
            self.sore.add(place)
        self._plan(place, standing.wake)

    def _ask_soreness(self, place: Place, instant: datetime) -> None:
        verdict = self.standings[place].fits
        if verdict is None:
            self.sore.discard(place)
        key = (expected_soreness.RULE, *place, None)
        state = None
        if verdict is not None and not self.site_states.get(place) and not self._flagged(place):
            state = self.told.of_site(verdict, key, instant)
        self.ledger.note(key, instant, state)

    def _flagged(self, place: Place) -> bool:
        """Whether anything is raised for the whole person, or by a word at the site."""
        return any(key[1] is None or key[1:3] == place for states in self.person_states.values() for key in states)
