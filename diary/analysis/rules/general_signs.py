"""general-signs: fever, a hot joint, breathlessness; losing weight; pain that wakes on several nights."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from diary.analysis.rules.base import (
    NOTHING_NEW,
    SEVEN_DAYS,
    Rule,
    Scope,
    Wording,
    at_place,
    flag_by_place,
    flag_on_days,
    one_entry_counts,
    signs_of,
    titled_by_signs,
)
from diary.analysis.rules.phrases import DOCTOR_TODAY, JOINT, TELL, listed, logged_on
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign, new_signs
from diary.domain.findings import Finding, Sentence, Status, Tier
from diary.domain.text import capital
from diary.domain.vocabulary import Role, words_of

NAME = "general-signs"
TODAY = words_of(Role.GENERAL)
WEIGHT, NIGHT = "weight-loss", "night-pain"
NIGHTS = 3


def judge(snapshot: Snapshot) -> tuple[Finding, ...]:
    """One answer for the person, and one for each site with a hot joint."""
    single = flag_by_place(NAME, snapshot, new_signs(snapshot.signs, (*TODAY, WEIGHT)), _tier)
    nights = flag_on_days(NAME, snapshot, new_signs(snapshot.signs, (NIGHT,)), NIGHTS, Tier.REPORT, lambda _: None)
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
    words = (*signs_of(person), NIGHT)
    newest = max(person.facts["newest_ground"], nights.since)
    return replace(
        person,
        status=Status.RAISED,
        started=min(filter(None, (person.started, nights.started))),
        since=min(filter(None, (person.since, nights.since))),
        evidence=tuple(dict.fromkeys(person.evidence + nights.evidence)),
        facts={**person.facts, "words": words, "newest_ground": newest, "days": nights.facts["days"]},
    )


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    if not finding.raised:
        return Wording(Sentence("No signs of another illness"), NOTHING_NEW)
    words = signs_of(finding)
    nights = "Pain woke you on {days} of the last seven days. " if NIGHT in words else ""
    return Wording(
        Sentence("{words}{place}", words=capital(listed(words)), place=at_place(finding)),
        Sentence(
            f"{{logged}} {nights}This can have a cause of its own, beside the exercises.",
            logged=logged_on(finding, as_of),
            days=finding.facts.get("days"),
        ),
        DOCTOR_TODAY if finding.tier is Tier.IMMEDIATE else TELL,
        SEVEN_DAYS,
    )


def _counted(finding: Finding) -> str:
    words = signs_of(finding)
    nights = "pain that woke you on three or more of the last seven days"
    if NIGHT not in words:
        return one_entry_counts(finding)
    return nights if len(words) == 1 else f"{one_entry_counts(finding)}; {nights}"


RULE = Rule(
    name=NAME,
    scope=Scope.PERSON,
    judge=judge,
    wording=wording,
    past_title=titled_by_signs,
    how="Fever, a hot joint or breathlessness; weight loss; pain that wakes at night on 3 days of a week.",
    counted=_counted,
    sources=(JOINT, "NICE guidance on back pain: signs of another illness"),
    symptoms=frozenset({*TODAY, WEIGHT, NIGHT}),
    marked=lambda sign: sign.word != NIGHT,
    part_of_emergency=True,
    incremental=True,
)
