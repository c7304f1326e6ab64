"""The rules against a second, independent reading of them, on random diaries.

DIARY_LONG=1 asks about more of them, ORACLE_DIARIES=20000 about any number, ORACLE_SEED=7 about others.
"""

from __future__ import annotations

import os
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings

from diary.analysis.analyzer import analyze
from diary.domain.records import Diary
from tests.analysis.oracle.answers import answers
from tests.analysis.oracle.basics import Answer, Key
from tests.analysis.random_diaries import random_diary
from tests.analysis.strategies import diaries
from tests.lengths import sample

CHUNKS = 8
DIARIES = int(os.environ.get("ORACLE_DIARIES", sample(48, 300)))
SEED = int(os.environ.get("ORACLE_SEED", "0"))
GRAVEST = ("raised", "clear", "insufficient")


def found_by_analyzer(diary: Diary, as_of: datetime) -> dict[Key, Answer]:
    """The findings as the oracle writes them; one movement measured in two units is one answer, the gravest."""
    found: dict[Key, Answer] = {}
    for finding in analyze(diary, as_of):
        # The other reading has one answer for a movement, the gravest of its units.
        movement = finding.movement.partition(" (")[0] if finding.movement else None
        key = (finding.rule, finding.site, finding.side, movement)
        tier = str(finding.tier) if finding.tier else None
        answer = (str(finding.status), tier, finding.provisional, finding.confirmed)
        if key in found:
            assert finding.rule == "range-of-motion", f"two answers for {key}"
            answer = min(answer, found[key], key=lambda one: GRAVEST.index(one[0]))
        found[key] = answer
    return found


def differences(diary: Diary, as_of: datetime) -> list[str]:
    """Where the two readings of the rules differ, one line each."""
    expected, found = answers(diary, as_of), found_by_analyzer(diary, as_of)
    return [
        f"{key}: by the rules {expected.get(key)}, by the analyzer {found.get(key)}"
        for key in sorted(expected.keys() | found.keys(), key=str)
        if expected.get(key) != found.get(key)
    ]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_diaries_get_the_answers_the_rules_give(chunk: int) -> None:
    for seed in range(SEED + chunk, SEED + DIARIES, CHUNKS):
        diary, as_of = random_diary(seed)
        assert not differences(diary, as_of), f"seed {seed}, as of {as_of}"


@settings(
    max_examples=max(sample(20, 100), DIARIES // 10),
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(diaries())
def test_diaries_that_can_be_made_smaller_get_the_answers_the_rules_give(found: tuple[Diary, datetime]) -> None:
    assert not differences(*found)
