"""The replay engine: the state of a diary at one moment and what is raised then, updated step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from heapq import heappop, heappush

from diary.analysis.acknowledgements import Acknowledgements, key_of
from diary.analysis.replay.calm import Calm
from diary.analysis.replay.history import Key, Ledger, State
from diary.analysis.replay.person_flags import Person
from diary.analysis.replay.site_answers import SiteAnswers
from diary.analysis.replay.site_course import SiteCourse
from diary.analysis.replay.whole_diary_rules import WholeDiaryRules
from diary.analysis.rules import expected_soreness, range_of_motion
from diary.analysis.rules.base import Rule, Scope, signs_of
from diary.analysis.rules.registry import RULE_OF, RULES
from diary.analysis.series import took_place
from diary.analysis.timeline import Sessions, Step, Timeline
from diary.analysis.told import began, not_told_yet
from diary.domain.findings import Finding, Tier
from diary.domain.records import Ack, Entry, Known, Motion, Record, Session, Usual
from diary.domain.thresholds import REASONED, Thresholds

Place = tuple[str, str]
Target = tuple[str, str]
"""What can be asked again: a site and side, or a rule about the person and ""."""
PERSON_RULES = frozenset(rule.name for rule in RULES if rule.scope is Scope.PERSON)
EVERYTHING: Target = ("", "")
"""The rules without an incremental form, which are asked together."""


class Engine:
    """The diary at one moment, and what is raised then."""

    def __init__(self, thresholds: Thresholds = REASONED, rules: Sequence[Rule] = RULES) -> None:
        self.rules = rules
        self.incremental = frozenset(rule.name for rule in rules if rule.incremental)
        self.whole = WholeDiaryRules([rule for rule in rules if not rule.incremental], thresholds)
        self.whole_stale = False
        self.sessions = Sessions()
        self.site_courses: dict[Place, SiteCourse] = {}
        self.calm: dict[Place, Calm] = {}
        self.person = Person(self.site_courses, thresholds)
        # Statements are never dropped while they count: a new site may need one that was made long before its entry.
        self.usuals: Timeline[Usual] = Timeline()
        self.knowns: Timeline[Known] = Timeline()
        self.acknowledgements = Acknowledgements()
        self.ledger = Ledger()
        self.site_states: dict[Place, dict[Key, State]] = {}
        self.person_states: dict[str, dict[Key, State]] = {}
        self.site_answers: dict[Place, SiteAnswers] = {}
        self.sore: set[Place] = set()
        """Sites where `expected-soreness` fits, or did when they were asked last."""
        self.touched: set[Place] = set()
        """Sites to ask again."""
        self.agenda: list[tuple[datetime, Target]] = []
        """When to ask which site or rule again, because time alone may change its answer."""
        # A heap cannot drop an entry that became wrong, so the time that holds stands in `planned`, and an entry of the
        # agenda that differs from it is skipped.
        self.planned: dict[Target, datetime] = {}
        self.wakes: dict[Target, datetime | None] = {}

    def pass_time(self, until: datetime, *, included: bool = False) -> None:
        """Let time pass up to an instant (UTC); what is due at that very instant is asked only with `included`."""
        while self.agenda and (self.agenda[0][0] < until or (included and self.agenda[0][0] == until)):
            # Whatever is asked here may plan something earlier than the end, so the agenda is read again each time.
            instant = self.agenda[0][0]
            self._wake_due(instant)
            if self.touched or self.person.stale or self.whole_stale:
                self._ask_touched(instant)

    def apply(self, steps: Sequence[Step]) -> None:
        """Apply the steps of one instant, and ask again what they may change."""
        instant = steps[0].instant
        if len(steps) > 1:
            # An edit is a step out and a step in with one id: the old version must be gone before the new one comes.
            steps = sorted(steps, key=lambda step: step.there)
        self.whole_stale = bool(self.whole.rules)
        for step in steps:
            if self.whole_stale:
                self.whole.apply(step)
            if isinstance(step.record, Entry):
                self._apply_entry(step.record, there=step.there, instant=instant)
            else:
                self._apply_other(step.record, there=step.there, instant=instant)
        if self.agenda and self.agenda[0][0] <= instant:
            self._wake_due(instant)
        if self.touched or self.person.stale or self.whole_stale:
            self._ask_touched(instant)

    def _wake_due(self, instant: datetime) -> None:
        """Mark what is due at an instant to be asked; a target that has been asked meanwhile may be due later."""
        while self.agenda and self.agenda[0][0] <= instant:
            planned, target = heappop(self.agenda)
            if self.planned.get(target) != planned:
                continue
            del self.planned[target]
            wake = self.wakes[target]
            if wake is None:
                continue
            # Entries since then may have moved the time at which the answer can change: then it is not due yet.
            if wake > instant:
                self._plan(target, wake)
            elif target == EVERYTHING:
                self.whole_stale = True
            elif target[0] in PERSON_RULES and not target[1]:
                self.person.stale.add(target[0])
            elif target not in self.touched:
                # Many wakes are midnights at which only `slow-drift` could change: a cheap check saves the full one.
                if self.site_answers[target].new_day(instant):
                    self._plan(target, self.site_answers[target].wake)
                else:
                    self.touched.add(target)

    def _plan(self, target: Target, wake: datetime | None) -> None:
        # Only an earlier time goes on the heap; a later one is planned when the earlier entry comes up.
        self.wakes[target] = wake
        if wake is not None and (target not in self.planned or wake < self.planned[target]):
            self.planned[target] = wake
            heappush(self.agenda, (wake, target))

    def _apply_other(self, record: Record, *, there: bool, instant: datetime) -> None:
        match record:
            case Session() if not took_place(record):
                pass
            case Session():
                (self.sessions.add if there else self.sessions.remove)(record)
                for place, course in self.site_courses.items():
                    self.calm[place].clock = None
                    if course.session_changed(record):
                        self.touched.add(place)
            case Motion():
                self.person.motion_changed(record, there=there)
            case Usual():
                (self.usuals.add if there else self.usuals.remove)(record)
                self._apply_statement(record)
            case Known():
                (self.knowns.add if there else self.knowns.remove)(record)
                self.person.set_known(self.knowns.records, instant)
            case Ack():
                (self.acknowledgements.add if there else self.acknowledgements.remove)(record)
                if record.rule in PERSON_RULES:
                    self.person.stale.add(record.rule)
                elif (place := (record.site or "", record.side or "")) in self.site_courses:
                    self.touched.add(place)

    def _apply_entry(self, entry: Entry, *, there: bool, instant: datetime) -> None:
        for reading in entry.readings:
            place = (reading.site, reading.side)
            course = self.site_courses.get(place)
            if course is None:
                course = self.site_courses[place] = SiteCourse(*place, self.sessions)
                self.calm[place] = Calm(course)
                if statements := self._statements(*place):
                    course.set_statements(statements)
            is_calm = there and self.calm[place].covers(entry, reading, instant)
            if there:
                course.add(entry, reading)
            else:
                course.remove(entry)
            if not (is_calm and course.response.is_clear):
                self.touched.add(place)
        (self.person.add if there else self.person.remove)(entry)

    def _statements(self, site: str | None, side: str | None) -> list[Usual]:
        return [usual for usual in self.usuals.records if (usual.site, usual.side) == (site, side)]

    def _apply_statement(self, usual: Usual) -> None:
        statements = self._statements(usual.site, usual.side)
        if usual.site is None:
            self.person.set_usual(statements[-1] if statements else None)
            return
        place = (usual.site, usual.side or "")
        if place in self.site_courses:
            self.site_courses[place].set_statements(statements)
            self.touched.add(place)
            self.person.set_site_usual(place)

    def _ask_touched(self, instant: datetime) -> None:
        """Ask again whatever may answer differently, and note what changed."""
        flags_changed = bool(self.person.stale)
        if flags_changed:
            # Sorted: a set of words has another order in each run, and the ledger is in the order of asking.
            for rule in sorted(self.incremental.intersection(self.person.stale)):
                self._ask_person(rule, instant)
            self.person.stale.clear()
        if self.whole_stale:
            flags_changed = True
            for rule, findings in self.whole.findings(instant).items():
                self._note_states(rule, self.acknowledgements.states_of(findings, instant), findings, instant)
            self._plan(EVERYTHING, self.whole.wake(instant))
            self.whole_stale = False
        # Sorted here too, and the sites below.
        for place in sorted(self.touched) if len(self.touched) > 1 else self.touched:
            self._ask_site(place, instant)
        # Last, because `expected-soreness` is raised only where no other rule is.
        if self.sore:
            for place in [place for place in sorted(self.sore) if flags_changed or place in self.touched]:
                self._ask_soreness(place, instant)
        self.touched.clear()

    def _ask_person(self, rule: str, instant: datetime) -> None:
        states, findings = self.acknowledgements.states_of_person(rule, self.person, instant)
        self._note_states(rule, states, findings, instant)
        (self.person.raised.add if states else self.person.raised.discard)(rule)
        # A movement can begin to fall when its oldest measurement grows too old to count.
        asks_anyway = rule == range_of_motion.NAME
        wakes = states or asks_anyway or rule in self.person.older_at
        self._plan((rule, ""), self.person.wakes(rule, findings, instant) if wakes else None)

    def _note_states(self, rule: str, states: dict[Key, State], findings: Sequence[Finding], instant: datetime) -> None:
        was = self.person_states.get(rule, {})
        if states or was:
            self.ledger.note_all(instant, was, states)
            for finding in findings:
                if finding.raised:
                    self.ledger.open[key_of(finding)].signs.update(dict.fromkeys(signs_of(finding)))
        self.person_states[rule] = states

    def _ask_site(self, place: Place, instant: datetime) -> None:
        whole = self.site_courses[place]
        course, until = whole.within_reach(instant)
        answers = SiteAnswers(course, instant, until)
        if course is whole and self.acknowledgements.acks and (answers.verdicts or answers.lapsed):
            cut_from = self._cut_from(answers)
            if cut_from is not None and cut_from <= instant:
                course, until = whole.cut(instant)
                answers = SiteAnswers(course, instant, until)
            elif cut_from is not None:
                answers.wake_at(cut_from)
        self.site_answers[place] = answers
        was = self.site_states.get(place)
        if answers.verdicts or answers.lapsed or was:
            states: dict[Key, State] = {}
            for verdict in answers.verdicts:
                if verdict.rule not in self.incremental:
                    continue
                key = (verdict.rule, *place, None)
                states[key] = self.acknowledgements.state_of_site(verdict, key, instant)
            for rule, lapsed in answers.lapsed:
                key = (rule, *place, None)
                seen = replace(course.seen(instant), acks=tuple(self.acknowledgements.within_reach(key, instant)))
                if rule in self.incremental and (waits := not_told_yet(lapsed, seen, RULE_OF[rule])):
                    states[key] = State(Tier.DISCUSS, waits.provisional, waits.confirmed)
            self.ledger.note_all(instant, was or {}, states)
            self.site_states[place] = states
        if answers.fits and expected_soreness.NAME in self.incremental:
            self.sore.add(place)
        is_calm = course is whole and answers.nothing_stands
        self.calm[place].asked(nothing_stands=is_calm, wakes_in_time=until is not None)
        self._plan(place, answers.wake)

    def _cut_from(self, answers: SiteAnswers) -> datetime | None:
        """From when on, if nothing is logged, what was told must be compared with the last 400 days alone."""
        place = (answers.course.site, answers.course.side)
        since = [(verdict.rule, verdict.since) for verdict in answers.verdicts]
        since += [(rule, partial(began, lapsed.finding)) for rule, lapsed in answers.lapsed]
        found = (self.acknowledgements.cut_from((rule, *place, None), begins, answers.as_of) for rule, begins in since)
        return min((instant for instant in found if instant is not None), default=None)

    def _ask_soreness(self, place: Place, instant: datetime) -> None:
        verdict = self.site_answers[place].fits
        if verdict is None:
            self.sore.discard(place)
        key = (expected_soreness.NAME, *place, None)
        state = None
        if verdict is not None and not self.site_states.get(place) and not self._flagged(place):
            state = self.acknowledgements.state_of_site(verdict, key, instant)
        self.ledger.note(key, instant, state)

    def _flagged(self, place: Place) -> bool:
        """Whether anything is raised for the whole person, or by a sign at the site."""
        return any(key[1] is None or key[1:3] == place for states in self.person_states.values() for key in states)
