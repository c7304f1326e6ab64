"""general-signs: fever, a hot joint, breathlessness; losing weight; pain that wakes on several nights."""

from __future__ import annotations

from dataclasses import replace

from diary.analysis.rules.base import flag_by_place, flag_on_days
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign, new_signs
from diary.domain.findings import Finding, Status, Tier

RULE = "general-signs"
TODAY = ("fever", "hot-joint", "breathlessness")
WEIGHT, NIGHT = "weight-loss", "night-pain"
NIGHTS = 3


def judge(snapshot: Snapshot) -> tuple[Finding, ...]:
    """One answer for the person, and one for each site with a hot joint."""
    single = flag_by_place(RULE, snapshot, new_signs(snapshot.signs, (*TODAY, WEIGHT)), _tier)
    nights = flag_on_days(RULE, snapshot, new_signs(snapshot.signs, (NIGHT,)), NIGHTS, Tier.REPORT, lambda _: None)
    if not nights.raised:
        return single
    # Findings are identified by rule and place: two about the person would be mistaken for one.
    person = next((finding for finding in single if finding.raised and finding.site is None), None)
    others = tuple(finding for finding in single if finding.raised and finding is not person)
    return (*others, _joined(person, nights) if person else nights)


def _tier(mark: Sign) -> Tier:
    return Tier.REPORT if mark.word == WEIGHT else Tier.IMMEDIATE


def _joined(person: Finding, nights: Finding) -> Finding:
    """Both as one finding: the higher tier, the evidence of both, and told only if told after the newer of both."""
    words = (*_words(person), NIGHT)
    newest = max(person.facts["newest_ground"], nights.since)
    return replace(
        person,
        status=Status.RAISED,
        started=min(filter(None, (person.started, nights.started))),
        since=min(filter(None, (person.since, nights.since))),
        evidence=tuple(dict.fromkeys(person.evidence + nights.evidence)),
        facts={**person.facts, "words": words, "newest_ground": newest, "days": nights.facts["days"]},
    )


def _words(finding: Finding) -> tuple[str, ...]:
    words = finding.facts["words"]
    return words if isinstance(words, tuple) else ()
