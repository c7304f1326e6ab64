"""The rules for the interfaces: their names, tiers, sources, and what it takes to raise one."""

from __future__ import annotations

from diary.analysis.rules.emergency_signs import WORDS as EMERGENCY_WORDS
from diary.analysis.rules.range_of_motion import RULE as RANGE_OF_MOTION
from diary.analysis.rules.registry import COURSE_RULE_NAMES, RULE_NAMES
from diary.analysis.wording import DISCLAIMER, TIER_LABELS, TIER_MARKS
from diary.analysis.wording.phrases import SOURCES, is_rough
from diary.analysis.wording.what_counts import what_counts

__all__ = [
    "COURSE_RULE_NAMES",
    "DISCLAIMER",
    "EMERGENCY_WORDS",
    "RANGE_OF_MOTION",
    "RULE_NAMES",
    "SOURCES",
    "TIER_LABELS",
    "TIER_MARKS",
    "is_rough",
    "what_counts",
]
