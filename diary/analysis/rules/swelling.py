"""swelling: new or unusual swelling. In the lower leg or thigh it goes to a doctor (NHS on deep vein thrombosis)."""

from __future__ import annotations

from diary.analysis.rules.base import flag_by_place
from diary.analysis.rules.emergency_signs import CLOT_SITES
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign, new_signs
from diary.domain.findings import Finding, Tier

RULE = "swelling"


def judge(snapshot: Snapshot) -> tuple[Finding, ...]:
    """One answer for each place with swelling, or one clear answer for the person."""
    return flag_by_place(RULE, snapshot, new_signs(snapshot.signs, (RULE,)), _tier)


def _tier(mark: Sign) -> Tier:
    return Tier.IMMEDIATE if mark.site in CLOT_SITES else Tier.DISCUSS
