"""The list of rules, in the order in which help and the report explain them. A new rule is a file, a test, a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

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
    session_response,
    slow_drift,
    sudden_severe,
    swelling,
    worsening,
)
from diary.analysis.rules.base import Rule, Scope
from diary.analysis.snapshot import Snapshot
from diary.analysis.told import with_not_told_yet
from diary.domain.findings import Finding

RULES: tuple[Rule, ...] = (
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
    session_response.RULE,
    fatigue.RULE,
    range_of_motion.RULE,
    expected_soreness.RULE,
)
RULE_OF: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in RULES})
COURSE_RULE_NAMES = frozenset(rule.name for rule in RULES if rule.scope is not Scope.PERSON)
"""The rules about the course of pain at a site."""


def answers(snapshot: Snapshot, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """The answers of rules as of the snapshot's instant, without words and in no order."""
    courses = snapshot.courses.values()
    findings: list[Finding] = []
    # Those that look at the answers of the others come last.
    for rule in sorted(rules, key=lambda rule: rule.scope is Scope.REMAINING):
        if rule.scope is Scope.SITE:
            findings += with_not_told_yet([rule.judge(course, snapshot) for course in courses], snapshot, rule)
        elif rule.scope is Scope.PERSON:
            findings += with_not_told_yet(list(rule.judge(snapshot)), snapshot, rule)
        else:
            findings += [rule.judge(course, snapshot, findings) for course in courses]
    return findings
