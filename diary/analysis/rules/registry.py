"""The list of rules. A new rule needs a file, a test and a line here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diary.analysis.rules import (
    emergency_signs,
    expected_soreness,
    fatigue,
    general_signs,
    interference,
    nerve_like_pain,
    neurological,
    not_improving_48h,
    range_of_motion,
    slow_drift,
    sudden_severe,
    swelling,
    worsening,
)
from diary.analysis.series import Course
from diary.analysis.snapshot import Snapshot
from diary.domain.findings import Finding
from diary.domain.records import Ack

COURSE_RULES: tuple[Callable[[Course, Snapshot], Finding], ...] = (
    not_improving_48h.judge,
    worsening.judge,
    slow_drift.judge,
    sudden_severe.judge,
)
"""Asked once for each site."""

FLAG_RULES: tuple[Callable[[Snapshot], Sequence[Finding]], ...] = (
    neurological.judge,
    nerve_like_pain.judge,
    general_signs.judge,
    lambda snapshot: (interference.judge(snapshot),),
    swelling.judge,
    lambda snapshot: (fatigue.judge(snapshot),),
    range_of_motion.judge,
)
"""Asked once; they answer for the person or for each place that has a sign."""


def answers(snapshot: Snapshot, acks: Sequence[Ack]) -> list[Finding]:
    """The answers of all rules as of the snapshot's instant, without words and in no order."""
    findings = [rule(course, snapshot) for course in snapshot.courses.values() for rule in COURSE_RULES]
    findings.append(emergency_signs.judge(snapshot, acks))
    for rule in FLAG_RULES:
        findings.extend(rule(snapshot))
    # Last, because it is raised only where no other rule is. A list, so that it is complete before `findings` grows.
    findings.extend([expected_soreness.judge(course, snapshot, findings) for course in snapshot.courses.values()])
    return findings


COURSE_RULE_NAMES = frozenset(
    rule.RULE for rule in (not_improving_48h, worsening, slow_drift, sudden_severe, expected_soreness)
)
RULE_NAMES = (
    emergency_signs.RULE,
    neurological.RULE,
    nerve_like_pain.RULE,
    sudden_severe.RULE,
    general_signs.RULE,
    not_improving_48h.RULE,
    worsening.RULE,
    interference.RULE,
    swelling.RULE,
    slow_drift.RULE,
    fatigue.RULE,
    range_of_motion.RULE,
    expected_soreness.RULE,
)
"""Every rule, in the order in which help lists them."""
