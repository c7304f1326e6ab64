"""The analyzer: from a diary and an instant to the findings, explained and in the order people should see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from diary.analysis import told
from diary.analysis.rules import emergency_signs
from diary.analysis.rules.base import Rule, Wording
from diary.analysis.rules.phrases import NEXT_VISIT
from diary.analysis.rules.registry import RULE_OF, RULES, answers
from diary.analysis.snapshot import Snapshot, snapshot_of
from diary.domain.findings import Finding, Sentence, Status, Tier
from diary.domain.records import Ack, Diary
from diary.domain.text import listing
from diary.domain.thresholds import REASONED, Thresholds

_ORDER = [Status.RAISED, Status.PENDING, Status.CANNOT_JUDGE, Status.INSUFFICIENT, Status.CLEAR]


def analyze(
    diary: Diary,
    as_of: datetime,
    emergency_number: str = "",
    thresholds: Thresholds = REASONED,
    rules: Sequence[Rule] = RULES,
) -> tuple[Finding, ...]:
    """The answers of rules as of an instant (aware): raised ones by tier and then newest first, then the rest."""
    return findings(snapshot_of(diary, as_of, thresholds), emergency_number, rules)


def findings(seen: Snapshot, emergency_number: str = "", rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """The same for a diary of which there is a snapshot already."""
    marked = [_mark_told(finding, seen.acks, seen.as_of) for finding in answers(seen.within_reach, rules)]
    return tuple(sorted((explain(finding, seen.as_of, emergency_number) for finding in marked), key=_display_order))


def explain(finding: Finding, as_of: datetime, emergency_number: str = "") -> Finding:
    """The same finding with its words: title, summary, next step, what would clear it, a question, the sources."""
    rule = RULE_OF[finding.rule]
    if finding.waiting:
        words = told.wording(finding, rule, as_of)
    else:
        words = _converted(rule.wording(finding.uncapped, as_of, emergency_number), finding)
    return replace(
        finding,
        title=words.title,
        clinic_title=words.clinic or words.title,
        summary=words.summary,
        next_step=words.next_step,
        clears_when=words.clears_when,
        question=words.question,
        sources=rule.sources,
        reason=words.reason,
    )


def _converted(words: Wording, finding: Finding) -> Wording:
    """The words of a finding that would be more urgent if none of it had been converted from another app."""
    if finding.uncapped is finding:
        return words
    apps = listing(sorted({shown.source for shown in finding.evidence if shown.source}))
    why = "{summary} What comes from {apps} alone asks for no more than that you bring it up."
    return replace(words, summary=Sentence(why, summary=words.summary, apps=apps), next_step=NEXT_VISIT)


def _mark_told(finding: Finding, acks: Sequence[Ack], as_of: datetime) -> Finding:
    """Mark a raised finding as told, unless it has risen, been confirmed or been raised again since."""
    # What waits to be told was compared with the acknowledgements as it stood last.
    if not finding.raised or finding.acknowledged or finding.waiting:
        return finding
    if finding.rule == emergency_signs.NAME and finding.tier is Tier.EMERGENCY:
        return finding  # the rule has compared its signs with the acknowledgements one by one
    return replace(finding, acknowledged=any(told.covers(ack, finding, as_of) for ack in acks))


def _display_order(finding: Finding) -> tuple[int, int, float, str, str]:
    newest = finding.since or finding.started
    return (
        _ORDER.index(finding.status),
        finding.tier.rank if finding.tier else 9,  # after every tier
        -newest.timestamp() if newest else 0.0,
        finding.rule,
        f"{finding.site} {finding.side} {finding.movement}",
    )
