"""Rules as objects: what each must say about itself, and that a rule without an incremental form replays the same."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from diary.analysis.replay.history import PastFinding
from diary.analysis.replay.replay import replay
from diary.analysis.rules.registry import RULE_OF, RULES
from diary.domain.findings import Sentence
from diary.domain.records import Version
from diary.domain.vocabulary import QUALITIES, SYMPTOMS
from diary.review.snapshot import review_of
from tests.analysis.random_diaries import random_diary
from tests.analysis.random_histories import BEGIN, Writer

END = BEGIN + timedelta(days=50)

SEEDS = (5, 9, 13)
"""Short histories in which, together, every rule is raised."""


def test_each_rule_says_how_it_works_and_what_it_rests_on() -> None:
    for rule in RULES:
        assert rule.how.endswith("."), rule.name
        assert all(rule.sources), rule.name
        assert rule.symptoms <= QUALITIES.keys() | SYMPTOMS.keys(), rule.name


def test_what_a_finding_says_is_a_template_with_its_values() -> None:
    names = set()
    for seed in range(60):
        for finding in review_of(*random_diary(seed)).findings:
            for text in (finding.title, finding.clinic_title, finding.summary, finding.next_step, finding.clears_when):
                assert isinstance(text, Sentence), finding.rule
                assert text == text.template.format_map(text.values).strip()
            names.add(finding.rule)
    assert names == set(RULE_OF)


def test_a_sentence_with_a_brace_in_a_value_can_be_copied() -> None:
    sentence = Sentence("{movement}: holding", movement="fl{e}xion")
    for same in (copy.copy(sentence), copy.deepcopy(sentence), pickle.loads(pickle.dumps(sentence))):
        assert (same, same.template, same.values) == ("fl{e}xion: holding", sentence.template, sentence.values)


def test_a_title_for_a_clinician_gives_no_advice() -> None:
    for seed in range(60):
        for finding in review_of(*random_diary(seed)).raised:
            assert not finding.clinic_title.startswith("Call "), finding.rule


def test_the_histories_that_are_compared_have_every_rule() -> None:
    assert {past.rule for seed in SEEDS for past in _usual_history(seed)} == set(RULE_OF)


@pytest.mark.parametrize("name", list(RULE_OF))
def test_a_rule_without_an_incremental_form_has_the_same_history(name: str) -> None:
    rules = [replace(rule, incremental=rule.incremental and rule.name != name) for rule in RULES]
    for seed in SEEDS:
        same = _in_order(replay(_versions(seed), END, rules=rules)) == _usual_history(seed)
        assert same, seed


@cache
def _versions(seed: int) -> list[Version]:
    return Writer(seed, 30).versions()


@cache
def _usual_history(seed: int) -> list[PastFinding]:
    return _in_order(replay(_versions(seed), END))


def _in_order(past: Iterable[PastFinding]) -> list[PastFinding]:
    # What is raised at one instant has no order of its own.
    return sorted(past, key=lambda each: (each.raised, str(each.key)))
