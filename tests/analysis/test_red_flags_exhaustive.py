"""Each single red flag is raised every time: all combinations of site, side, quality and symptom of the rules."""

from __future__ import annotations

import pytest

from diary.domain.vocabulary import LEG_SITES
from tests.analysis.red_flag_cases import LEGS, cases, raised_as_told

ALL = list(cases())
RULES = sorted({case.rule for case in ALL})


@pytest.mark.parametrize("rule", RULES)
def test_every_red_flag_is_raised_at_its_tier_and_place(rule: str) -> None:
    missed = [case.name for case in ALL if case.rule == rule and not raised_as_told(case)]

    assert missed == []


def test_the_leg_sites_are_those_of_the_rules() -> None:
    assert frozenset(LEGS) == LEG_SITES


def test_there_are_thousands_of_combinations_and_none_is_tried_twice() -> None:
    tried = [(case.rule, case.tier, frozenset(case.records)) for case in ALL]

    assert len(tried) > 7_000
    assert len(set(tried)) == len(tried)
