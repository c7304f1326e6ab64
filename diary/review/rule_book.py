"""The rules for the interfaces: how each works, what it rests on, what it counts, and what a chart marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace

from diary.analysis.emergencies import ALONE
from diary.analysis.emergencies import WORDS as EMERGENCY_WORDS
from diary.analysis.rules.base import Rule
from diary.analysis.rules.phrases import PEAKS_LATE, is_rough
from diary.analysis.rules.range_of_motion import NAME as RANGE_OF_MOTION
from diary.analysis.rules.registry import COURSE_RULE_NAMES, RULE_OF, RULES
from diary.analysis.rules.sudden_severe import is_severe
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign
from diary.domain.findings import Finding
from diary.domain.thresholds import Thresholds

__all__ = [
    "ALONE",
    "BY_EDITION",
    "COURSE_RULE_NAMES",
    "EDITION",
    "EMERGENCY_WORDS",
    "PEAKS_LATE",
    "RANGE_OF_MOTION",
    "RULE_OF",
    "SIGN_RULES",
    "Rule",
    "Sign",
    "explained",
    "is_rough",
    "is_severe",
    "marked_signs",
    "what_counts",
]


SIGN_RULES = frozenset(rule.name for rule in RULES if rule.part_of_emergency or rule.symptoms >= ALONE)
"""The red flags: an emergency sign, and what can become part of one."""
EDITION = 2
"""Of the rules. What was raised under an earlier one is judged anew by this one, wherever it is listed."""
BY_EDITION = (
    f"By edition {EDITION} of the rules, earlier findings too; some may differ from what an earlier edition said then."
)


def explained(thresholds: Thresholds) -> Iterator[tuple[str, str, str]]:
    """Each rule with how it works, by the cut points in force, and what its figures rest on."""
    for rule in RULES:
        yield rule.name, rule.how.format_map(asdict(thresholds)), "; ".join(rule.sources)


def what_counts(finding: Finding) -> str:
    """What made this raised finding one; "" where its rule has nothing to say about it."""
    if finding.waiting:
        finding = replace(finding, tier=finding.waiting)  # what counted when it was raised last
    return RULE_OF[finding.rule].counted(finding.uncapped)


MARKED = "marked signs"
"""The name under which a snapshot holds them."""


def marked_signs(snapshot: Snapshot) -> tuple[Sign, ...]:
    """What charts mark: the words for which a rule is raised or was, each once, in time order."""
    # Several charts are drawn of one diary, and the search takes longer than all the rest of the marks.
    return snapshot.once(MARKED, lambda: _marked_signs(snapshot))


def _marked_signs(snapshot: Snapshot) -> tuple[Sign, ...]:
    found = {sign.key: sign for rule in RULES for sign in rule.marked(snapshot)}
    return tuple(sorted(found.values(), key=lambda sign: (sign.entry.order, sign.word)))
