"""The analyzer: a diary and an instant in, the findings out, explained and in the order people should see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from diary.analysis.rules import emergency_signs
from diary.analysis.rules.registry import answers
from diary.analysis.snapshot import Snapshot, snapshot_of
from diary.analysis.wording import explain
from diary.domain.findings import Finding, Status, Tier
from diary.domain.records import Ack, Diary
from diary.domain.thresholds import REASONED, Thresholds

_ORDER = [Status.RAISED, Status.PENDING, Status.CANNOT_JUDGE, Status.INSUFFICIENT, Status.CLEAR]


def analyze(
    diary: Diary, as_of: datetime, emergency_number: str = "", thresholds: Thresholds = REASONED
) -> tuple[Finding, ...]:
    """Every rule's answer as of an instant (aware): raised ones by tier and then newest first, then the rest."""
    return findings(snapshot_of(diary, as_of, thresholds), diary.acks, emergency_number)


def findings(seen: Snapshot, acks: Sequence[Ack], emergency_number: str = "") -> tuple[Finding, ...]:
    """The same for a diary that was laid out already."""
    told = [_told(finding, acks, seen.as_of) for finding in answers(seen, acks)]
    return tuple(sorted((explain(finding, seen.as_of, emergency_number) for finding in told), key=_order))


def _told(finding: Finding, acks: Sequence[Ack], as_of: datetime) -> Finding:
    """Mark a raised finding that was told, and has not risen, been confirmed or begun anew since."""
    if not finding.raised or finding.acknowledged:
        return finding
    if finding.rule == emergency_signs.RULE and finding.tier is Tier.EMERGENCY:
        return finding  # it has looked at the acknowledgements itself, sign by sign
    return replace(finding, acknowledged=any(covers(ack, finding, as_of) for ack in acks))


def covers(ack: Ack, finding: Finding, as_of: datetime) -> bool:
    """Whether an acknowledgement covers a raised finding as it stands as of an instant."""
    same = (ack.rule, ack.site, ack.side, ack.movement) == finding.subject
    if not same or ack.at.instant > as_of or finding.since is None or finding.tier is None:
        return False
    ground = finding.facts.get("newest_ground", finding.since)
    # Who writes it down later than they told it means the finding they see: the later of both times counts.
    when = max(ack.at.instant, ack.recorded or ack.at.instant)
    if not isinstance(ground, datetime) or when < ground:
        return False
    as_high = not ack.tier or Tier(ack.tier).rank <= finding.tier.rank
    return as_high and (ack.confirmed or not finding.confirmed)


def _order(finding: Finding) -> tuple[int, int, float, str, str]:
    newest = finding.since or finding.started
    return (
        _ORDER.index(finding.status),
        finding.tier.rank if finding.tier else 9,
        -newest.timestamp() if newest else 0.0,
        finding.rule,
        f"{finding.site} {finding.side} {finding.movement}",
    )
