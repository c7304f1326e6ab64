"""What was flagged: what is raised now, and what was raised earlier in the period and has cleared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime, timedelta

from diary.analysis.analyzer import analyze
from diary.charts.period import Period
from diary.domain.entries import Diary, Entry
from diary.domain.findings import Finding, Tier
from diary.report.model import FlagRow
from diary.review import TIER_LABELS, Review

LOOKED_BACK = 120
"""Days for which past flags are looked up; each day costs an analysis."""
NEEDED_BEFORE = 100
"""Days of the diary before an instant that the rules read."""
EACH_ENTRY_UP_TO = 200
"""Entries up to which the rules are asked at each; beyond that at the last one of each day."""

Key = tuple[str, str | None, str | None, str | None]


def looked_up_from(review: Review, period: Period) -> date:
    """The first day for which past flags are looked up."""
    return max(period.first, min(period.last, review.today) - timedelta(days=LOOKED_BACK - 1))


def flag_rows(review: Review, first: date, notes: bool) -> list[FlagRow]:
    """Above `expected`: those raised now in their order, then those that have cleared, newest first."""
    rows = [_row(finding, None, review, notes) for finding in review.raised if finding.tier is not Tier.EXPECTED]
    current = {_key(finding) for finding in review.raised}
    for finding, until in _past(review, first):
        if _key(finding) not in current:
            rows.append(_row(finding, until, review, notes))
    return rows


def _past(review: Review, first: date) -> list[tuple[Finding, datetime]]:
    """The strongest form of each finding that was raised after an entry of the period, with when it was last raised."""
    best: dict[Key, Finding] = {}
    until: dict[Key, datetime] = {}
    for entry in _asked(review, first):
        for finding in analyze(_before(review.diary, entry), entry.at.local, cut_points=review.view.cut_points):
            if finding.raised and finding.tier is not Tier.EXPECTED:
                key = _key(finding)
                until[key] = entry.at.local
                if key not in best or _strength(finding) <= _strength(best[key]):
                    best[key] = finding
    found = [(finding, until[key]) for key, finding in best.items()]
    return sorted(found, key=lambda pair: (-pair[1].timestamp(), _strength(pair[0]), _key(pair[0])[0]))


def _asked(review: Review, first: date) -> Iterator[Entry]:
    entries = [entry for entry in review.entries if entry.at.day >= first]
    for number, entry in enumerate(entries):
        last_of_day = number + 1 == len(entries) or entries[number + 1].at.day != entry.at.day
        if last_of_day or len(entries) <= EACH_ENTRY_UP_TO:
            yield entry


def _before(diary: Diary, entry: Entry) -> Diary:
    """The part of the diary that the rules read at that entry. Statements and acknowledgements are always whole."""
    since = entry.at.instant - timedelta(days=NEEDED_BEFORE)
    cut = {
        field.name: tuple(thing for thing in getattr(diary, field.name) if since <= thing.at.instant)
        if field.name in ("entries", "sessions", "motions")
        else getattr(diary, field.name)
        for field in fields(Diary)
    }
    return Diary(**cut)


def _key(finding: Finding) -> Key:
    return (finding.rule, finding.site, finding.side, finding.movement)


def _strength(finding: Finding) -> tuple[int, bool]:
    return (finding.tier.rank if finding.tier else 9, not finding.confirmed)


def _row(finding: Finding, until: datetime | None, review: Review, notes: bool) -> FlagRow:
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
    )
