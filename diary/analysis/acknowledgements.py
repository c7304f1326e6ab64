"""Acknowledgements by what they are about, and whether they cover the findings that are raised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from diary.analysis.replay.history import Key, State
from diary.analysis.replay.meeting import BEGINS
from diary.analysis.replay.person_flags import MARGIN, MARGINS, Person
from diary.analysis.replay.site_answers import Verdict
from diary.analysis.rules import emergency_signs
from diary.analysis.series import RECENT, STAYS
from diary.analysis.snapshot import REACH
from diary.analysis.symptoms import TICK
from diary.analysis.told import acknowledged_at, covers
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
        if acks := self.within_reach(key, as_of):
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

    def cut_from(self, key: Key, since: Callable[[], datetime], as_of: datetime) -> datetime | None:
        """From when on what was told of a finding must be compared with the last 400 days alone; None for never.

        What began long ago begins anew with the first of these days: then an acknowledgement may no longer cover it.
        """
        at = min(map(acknowledged_at, self.within_reach(key, as_of)), default=None)
        # `since` may walk back over a whole course: while they are all newer than that it makes no difference.
        if at is None or as_of <= at + REACH - BEGINS:
            return None if at is None else at + REACH - BEGINS + TICK
        return max(at, since().astimezone(UTC)) + REACH - BEGINS

    def within_reach(self, key: Key, as_of: datetime) -> Sequence[Ack]:
        """Those of a finding that can cover it: what still exists of it for the rules began later than older ones."""
        acks = self.acks.get(key)
        return [ack for ack in acks if acknowledged_at(ack) >= as_of - REACH] if acks else ()

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
        first, since = as_of - REACH, as_of - RECENT - margin - STAYS
        acks = self.acks_of(rule)
        while True:
            findings, begins = person.ask(rule, as_of, since, acks)
            states = self.states_of(findings, as_of)
            # Where one was told long ago, or waits to be told, its unbroken stretch may reach back further than was
            # read. Four times as far each time, so that few steps reach the beginning.
            may_be_older = begins < since + margin or any(
                self._may_be_older(finding, states, since, margin) for finding in findings
            )
            if since == first or not may_be_older:
                return states, findings
            since = max(first, as_of - 4 * (as_of - since))

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
        if states[key_of(finding)].told or not self.acks.get(finding.subject):
            return False
        return finding.since is not None and finding.since - since < margin


def key_of(about: Ack | Finding) -> Key:
    """What a finding or an acknowledgement is about."""
    return (about.rule, about.site, about.side, about.movement)
