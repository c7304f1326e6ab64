"""nerve-like-pain: pain that shoots, shocks or radiates, or is sharp and more than slight."""

from __future__ import annotations

from diary.analysis.rules.base import flag_by_place
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign, new_signs
from diary.domain.findings import Finding, Tier

RULE = "nerve-like-pain"
WORDS = ("shooting", "electric", "radiating")
# Sharp alone is no nerve word: it counts from this level (0–10) on.
SHARP, SHARP_FROM = "sharp", 3


def judge(snapshot: Snapshot) -> tuple[Finding, ...]:
    """One answer for each place that has a sign, or one for the person."""
    marks = [mark for mark in new_signs(snapshot.signs, (*WORDS, SHARP)) if _counts(mark)]
    return flag_by_place(RULE, snapshot, marks, lambda _: Tier.IMMEDIATE)


def _counts(mark: Sign) -> bool:
    if mark.word != SHARP:
        return True
    level = mark.reading.pain if mark.reading else None
    return level is not None and level >= SHARP_FROM
