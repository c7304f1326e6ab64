"""What was flagged: what is raised now, and what was raised earlier in the period and has cleared."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from diary.domain.findings import Finding, Tier
from diary.report.model import FlagRow
from diary.review.history import past_flags
from diary.review.rule_book import TIER_LABELS
from diary.review.snapshot import Review


def flag_rows(review: Review, first: date, notes: bool) -> list[FlagRow]:
    """Above `expected`: those raised now in their order, then those that have cleared, newest first."""
    rows = [_row(finding, None, review, notes) for finding in review.raised if finding.tier is not Tier.EXPECTED]
    return rows + [_row(finding, until, review, notes, times) for finding, until, times in past_flags(review, first)]


def _row(finding: Finding, until: datetime | None, review: Review, notes: bool, times: int = 1) -> FlagRow:
    assert finding.tier is not None
    since, compared = finding.since or finding.started, finding.compared_with
    acks = [
        ack
        for ack in review.diary.acks
        if (ack.rule, ack.site, ack.side, ack.movement) == finding.subject
        and ack.at.instant <= review.as_of
        and (since is None or ack.at.instant >= since - timedelta(days=1))
    ]
    return FlagRow(
        rule=finding.rule,
        tier=finding.tier,
        label=TIER_LABELS[finding.tier],
        title=finding.title,
        summary=finding.summary,
        next_step=finding.next_step,
        since=since,
        until=until,
        told=acks[-1].at.day if acks else None,
        told_note=acks[-1].note if acks and notes else "",
        acknowledged=finding.acknowledged or (until is not None and bool(acks)),
        place=finding.place,
        evidence=finding.evidence,
        against=compared.level if compared and compared.kind != "unknown" and not finding.movement else None,
        times=times,
    )
