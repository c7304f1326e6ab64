"""neurological: numbness, tingling or weakness, where it is not part of an emergency sign already."""

from __future__ import annotations

from diary.analysis.rules.base import flag_by_place
from diary.analysis.rules.emergency_signs import emergencies
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import new_signs
from diary.domain.findings import Finding, Tier

RULE = "neurological"
WORDS = ("numbness", "tingling", "weakness")


def judge(snapshot: Snapshot) -> tuple[Finding, ...]:
    """One answer for each place that has a sign, or one for the person."""
    # One sign is shown once, under the rule that asks for more.
    in_emergency = {part.key for emergency in emergencies(snapshot) for part in emergency.parts}
    marks = [mark for mark in new_signs(snapshot.signs, WORDS) if mark.key not in in_emergency]
    return flag_by_place(RULE, snapshot, marks, lambda _: Tier.IMMEDIATE)
