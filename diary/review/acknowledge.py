"""What is saved where a person says that they told their therapist of a finding."""

from __future__ import annotations

from datetime import datetime

from diary.domain.findings import Finding
from diary.domain.moments import Moment
from diary.domain.records import Ack


def acknowledgement(finding: Finding, *, id: str, at: Moment, recorded: datetime, note: str = "") -> Ack:
    """That the person told their therapist of a finding as it stands."""
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
        tier=finding.tier.value if finding.tier else "",
        confirmed=finding.confirmed,
    )
