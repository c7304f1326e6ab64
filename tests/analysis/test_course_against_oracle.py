"""The rules about the course of pain against a second, independent reading of them, on random diaries.

ORACLE_DIARIES=20000 asks about more of them, ORACLE_SEED=7 about others.
"""

from __future__ import annotations

import os
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings

from diary.analysis.analyzer import analyze
from diary.analysis.rules.registry import COURSE_RULE_NAMES
from diary.domain.findings import Finding
from diary.domain.records import Diary
from tests.analysis.next_rules.oracle import Site, sites
from tests.analysis.next_rules.oracle_basics import Answer, cut
from tests.analysis.next_rules.oracle_episodes import expected_soreness
from tests.analysis.random_diaries import random_diary
from tests.analysis.strategies import diaries

CHUNKS = 8
DIARIES = int(os.environ.get("ORACLE_DIARIES", "300"))
SEED = int(os.environ.get("ORACLE_SEED", "0"))
SORENESS = "expected-soreness"


def differences(diary: Diary, as_of: datetime) -> list[str]:
    """Where the two readings of the rules differ, one line each."""
    diary = cut(diary, as_of)
    findings = analyze(diary, as_of)
    lines: list[str] = []
    for place in sites(diary, as_of):
        site = Site(diary, as_of, *place)
        expected: dict[str, Answer] = {name: said.answer for name, said in site.said().items()}
        # What else is raised is as the analyzer says: the rules about red flags are compared elsewhere.
        others = any(f.raised and f.rule != SORENESS and (f.site is None or f.place == place) for f in findings)
        expected[SORENESS] = expected_soreness(site.course, site.walked, others).answer
        found = {f.rule: answer_of(f) for f in findings if f.place == place and f.rule in COURSE_RULE_NAMES}
        lines += [
            f"{name} {place}: by the rules {expected.get(name)}, by the analyzer {found.get(name)}"
            for name in sorted(expected.keys() | found.keys())
            if expected.get(name) != found.get(name)
        ]
    return lines


def answer_of(finding: Finding) -> Answer:
    """A finding as the oracle writes it."""
    tier = str(finding.tier) if finding.tier else None
    return (str(finding.status), tier, finding.provisional, finding.confirmed)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_diaries_get_the_answers_the_rules_give(chunk: int) -> None:
    for seed in range(SEED + chunk, SEED + DIARIES, CHUNKS):
        diary, as_of = random_diary(seed)
        assert not differences(diary, as_of), f"seed {seed}, as of {as_of}"


@settings(
    max_examples=max(100, DIARIES // 10),
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(diaries())
def test_diaries_that_can_be_made_smaller_get_the_answers_the_rules_give(found: tuple[Diary, datetime]) -> None:
    assert not differences(*found)
