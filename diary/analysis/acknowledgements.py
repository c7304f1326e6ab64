"""Acknowledgements by what they are about, and whether they cover the findings that are raised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from diary.analysis.replay.history import Key, State
from diary.analysis.replay.person_flags import MARGIN, MARGINS, WHOLE_DIARY, Person
from diary.analysis.replay.site_answers import Verdict
from diary.analysis.rules import emergency_signs
from diary.analysis.series import RECENT, STAYS
from diary.analysis.told import covers
from diary.domain.findings import Finding, Status, Tier
from diary.domain.records import Ack


class Acknowledgements:
    """The acknowledgements that count at one moment of a replay."""

    def __init__(self) -> None:
        self.acks: dict[Key, list[Ack]] = {}

    def add(self, ack: Ack) -> None:
        """Add one."""
        self.acks.setdefault(key_of(ack), []).append(ack)

    def remove(self, ack: Ack) -> None:
        """Remove one."""
        key = key_of(ack)
        self.acks[key] = [other for other in self.acks[key] if other is not ack]

    def state_of_site(self, verdict: Verdict, key: Key, as_of: datetime) -> State:
        """The state of a raised answer of a site."""
        told = False
        # `since` may walk back over a whole course: it is computed only where there is something to compare it with.
        if acks := self.acks.get(key):
            finding = Finding(
                rule=verdict.rule,
                status=Status.RAISED,
                tier=verdict.tier,
                site=key[1],
                side=key[2],
                confirmed=verdict.confirmed,
                since=verdict.since(),
            )
            told = any(covers(ack, finding, as_of) for ack in acks)
        return State(verdict.tier, verdict.provisional, verdict.confirmed, told)

    def states_of_person(
        self, rule: str, person: Person, as_of: datetime
    ) -> tuple[dict[Key, State], tuple[Finding, ...]]:
        """The answers of a rule about the person or about single words, and their states."""
        if rule == emergency_signs.NAME:
            person.refresh_emergencies(as_of)
            acks = self.acks.get((rule, None, None, None), [])
            finding = emergency_signs.answer(person.emergencies.signs, acks, as_of)
            return self.states_of((finding,) if finding.raised else (), as_of), (finding,)
        margin = MARGINS.get(rule, MARGIN)
        window = RECENT + margin + STAYS
        since = as_of - window
        acks = self.acks_of(rule)
        findings = person.ask(rule, as_of, since, acks)
        states = self.states_of(findings, as_of)
        # Where one was told long ago, its unbroken stretch may reach back further than was read. Four times as far each
        # time, so that few steps reach the beginning of a long diary.
        while any(self._may_be_older(finding, states, since, margin) for finding in findings):
            since = WHOLE_DIARY if as_of - since > 64 * window else as_of - 4 * (as_of - since)
            findings = person.ask(rule, as_of, since, acks)
            states = self.states_of(findings, as_of)
        return states, findings

    def acks_of(self, rule: str) -> list[Ack]:
        """Those of a rule, wherever it is raised."""
        return [ack for key, acks in self.acks.items() if key[0] == rule for ack in acks]

    def states_of(self, findings: Sequence[Finding], as_of: datetime) -> dict[Key, State]:
        """The states of raised findings."""
        states: dict[Key, State] = {}
        for finding in findings:
            told = finding.acknowledged
            if finding.waiting:
                states[key_of(finding)] = State(Tier.DISCUSS, finding.provisional, finding.confirmed)
                continue
            # An emergency finding has compared each of its signs itself: as a whole it must not be covered.
            if not told and not (finding.rule == emergency_signs.NAME and finding.tier is Tier.EMERGENCY):
                told = any(covers(ack, finding, as_of) for ack in self.acks.get(finding.subject, ()))
            assert finding.tier is not None
            states[key_of(finding)] = State(finding.tier, finding.provisional, finding.confirmed, told)
        return states

    def _may_be_older(self, finding: Finding, states: dict[Key, State], since: datetime, margin: timedelta) -> bool:
        if since == WHOLE_DIARY or states[key_of(finding)].told or not self.acks.get(finding.subject):
            return False
        return finding.since is not None and finding.since - since < margin


def key_of(about: Ack | Finding) -> Key:
    """What a finding or an acknowledgement is about."""
    return (about.rule, about.site, about.side, about.movement)
