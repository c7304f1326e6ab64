"""What an entry changes in the findings, and the acknowledgement that is saved when a person told of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from diary.analysis.snapshot import Snapshot
from diary.domain.findings import Finding, Tier
from diary.domain.moments import Moment
from diary.domain.records import Ack
from diary.review.rule_book import RULE_OF


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A change by an entry: a finding that is new, rose, was confirmed, or is no longer raised.

    `finding` is the finding now; one that is no longer raised is as it was while raised, so that its title still says
    what it was about.
    """

    kind: str
    finding: Finding


def finding_changes(before: Sequence[Finding], after: Sequence[Finding]) -> tuple[FindingChange, ...]:
    """What changed among the raised findings, new ones first."""
    old = {_key(finding): finding for finding in before if finding.raised}
    new = {_key(finding): finding for finding in after if finding.raised}
    urgent = {shown.entry for finding in new.values() if finding.tier is Tier.EMERGENCY for shown in finding.evidence}
    return tuple(_raised_changes(old, new)) + tuple(
        FindingChange("cleared", finding)
        for key, finding in old.items()
        # Soreness that is over is no news; and a sign that became part of an emergency sign is not over.
        if key not in new
        and finding.tier is not Tier.EXPECTED
        and not (RULE_OF[finding.rule].part_of_emergency and any(shown.entry in urgent for shown in finding.evidence))
    )


def newly_doubted(before: Snapshot, after: Snapshot) -> tuple[str, str, float] | None:
    """The site, side and level where an entry made its stated usual level doubtful; None where there is none."""
    for place, course in after.courses.items():
        latest, earlier = course.latest, before.courses.get(place)
        if latest is None or (earlier is not None and earlier.latest is not None and earlier.latest.day >= latest.day):
            continue
        level = course.daily.doubted(latest.day)
        if level is not None and course.daily.first_doubted() == latest.day:
            return (*place, level)
    return None


def _raised_changes(
    old: dict[tuple[object, ...], Finding], new: dict[tuple[object, ...], Finding]
) -> Iterable[FindingChange]:
    for key, finding in new.items():
        was = old.get(key)
        if was is None:
            yield FindingChange("new", finding)
        elif was.tier and finding.tier and finding.tier.rank < was.tier.rank:
            yield FindingChange("risen", finding)
        elif finding.confirmed and not was.confirmed:
            yield FindingChange("confirmed", finding)
        elif not finding.acknowledged and (was.acknowledged or _has_new_signs(was, finding)):
            yield FindingChange("new", finding)


def _has_new_signs(was: Finding, finding: Finding) -> bool:
    """Whether it has a sign that it had not before; for an emergency also whether a sign was logged once more."""
    if finding.tier is Tier.EMERGENCY and {e.entry for e in finding.evidence} - {e.entry for e in was.evidence}:
        return True
    return bool(_signs(finding) - _signs(was))


def _signs(finding: Finding) -> set[str]:
    return {str(sign) for sign in finding.facts.get("signs") or finding.facts.get("words") or ()}


def _key(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, finding.site, finding.side, finding.movement)


def acknowledgement(finding: Finding, *, id: str, at: Moment, recorded: datetime, note: str = "") -> Ack:
    """The acknowledgement that the person told their therapist of a finding as it is now."""
    rule, site, side, movement = finding.subject
    return Ack(
        id=id,
        at=at,
        recorded=recorded,
        note=note,
        rule=rule,
        site=site,
        side=side,
        movement=movement,
        # Tier and confirmation as they were told: once the finding rises or is confirmed, it is announced again.
        tier=finding.tier.value if finding.tier else "",
        confirmed=finding.confirmed,
    )
