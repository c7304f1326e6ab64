"""Scores in one line: own activities, the ready-made ones, measures with a unit."""

from __future__ import annotations

import pytest

from diary.domain.grammar.score_phrase import parse_score, score_words
from diary.domain.records import Record
from diary.domain.scores import READY_MADE
from diary.domain.validate import check
from diary.errors import InvalidValue, UnclearLine
from tests.domain.grammar.test_times import THURSDAY

KNOWN = ("climbing stairs", "sitting at the desk for 1 hour", "walking 2 km")
UNDERSTOOD = [
    ("climbing stairs 6", "climbing stairs 6", ""),
    ("Climbing Stairs: 6/10", "climbing stairs 6", ""),
    ("stairs 6 with the rail", "climbing stairs 6", "with the rail"),
    ("6 climbing stairs", "climbing stairs 6", ""),
    ("climbing stairs unable", "climbing stairs 0", ""),
    ("climbing stairs as before", "climbing stairs 10", ""),
    ("sitting at the desk for 1 hour 4", "sitting at the desk for 1 hour 4", ""),
    ("walking 2 km 6", "walking 2 km 6", ""),
    ("peg 5 4 6", "peg 5 4 6", ""),
    ("PEG 5/4/6", "peg 5 4 6", ""),
    ("peg 5, 4, 6 -- a bad week", "peg 5 4 6", "a bad week"),
    ("peg pain 4 enjoyment 3 activity 5", "peg 4 3 5", ""),
    ("peg pain 4, enjoyment of life 3/10 and activity: 5 -- a bad week", "peg 4 3 5", "a bad week"),
    ("PEG 4 pain 5 activity 3 enjoyment", "peg 4 3 5", ""),
    ("peg activity 5 pain 4 enjoyment 3", "peg 4 3 5", ""),
    ("peg 3/10 2/10 4/10", "peg 3 2 4", ""),
    ("peg 3/10, 2/10, 4/10", "peg 3 2 4", ""),
    ("climbing stairs about 4", "climbing stairs 4", ""),
    ("climbing stairs around 4/10", "climbing stairs 4", ""),
    ("walking 2 km about 6", "walking 2 km 6", ""),
    ("climbing stairs about 4, walking 2 km maybe 6", "climbing stairs 4, walking 2 km 6", ""),
    ("change +2", "change +2", ""),
    ("change -1", "change -1", ""),
    ("change 0", "change 0", ""),
    ("grip left 24 kg", "grip left 24 kg", ""),
    ("left grip 24,5kg", "grip left 24.5 kg", ""),
    ("single leg stance right 22 s", "single leg stance right 22 s", ""),
    ("sleep 7", "sleep 7", ""),
    ("morning stiffness 30", "morning stiffness 30 min", ""),
    ("morning stiffness 1 h", "morning stiffness 60 min", ""),
]


@pytest.mark.parametrize(("text", "words", "note"), UNDERSTOOD)
def test_a_line_is_understood_and_reads_the_same_again(text: str, words: str, note: str) -> None:
    draft = parse_score(text.split(), now=THURSDAY, known=KNOWN)
    score = draft.score("1", None)
    check(score, THURSDAY.now)
    assert (score_words(score), draft.note) == (words, note)
    assert parse_score(words.split(), now=THURSDAY, known=KNOWN).answers == draft.answers


def test_a_time_stands_anywhere() -> None:
    draft = parse_score(["yesterday", "18:00", "climbing", "stairs", "6"], now=THURSDAY, known=KNOWN)
    assert draft.at.iso() == "2026-03-04T18:00:00+01:00"


REFUSED = [
    ("climbing stiars 6", ["climbing stairs 6"]),
    ("climbing stairs 6.5", ["climbing stairs 6", "climbing stairs 7"]),
    ("climbing stairs 11", ["climbing stairs NUMBER -- 11"]),
    ("climbing stairs", ["climbing stairs NUMBER"]),
    ("6", ["NAME 6"]),
    ("change 2", ["change +2", "change -2"]),
    ("change a little better", ["change +1", "change +2"]),
    ("a bit better +1", ["change +1"]),
    ("change better 2", ["change +2"]),
    ("better 2", ["change +2"]),
    ("change 2 better", ["change +2"]),
    ("change much worse", ["change -4", "change -5"]),
    ("change worse by 2 points", ["change -2"]),
    ("change worse +2", ["change -2", "change +2"]),
    ("change the same", ["change 0"]),
    ("change a lot better", ["change +4", "change +5"]),
    ("climbing stairs 4 at about 4", ["climbing stairs 4 04:00", "climbing stairs 4 16:00"]),
    ("change +7", ["change NUMBER -- +7"]),
    ("peg 5 4", ["peg 5 4 NUMBER"]),
    ("sleep 7 h", ["sleep 7"]),
    ("cycling 5", []),
]


@pytest.mark.parametrize(("text", "lines"), REFUSED)
def test_what_is_unclear_is_refused_with_lines_that_work(text: str, lines: list[str]) -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_score(text.split(), now=THURSDAY, known=KNOWN)
    assert list(refusal.value.lines) == lines
    for line in lines:
        if "NUMBER" not in line and "NAME" not in line:
            assert parse_score(line.split(), now=THURSDAY, known=KNOWN).answers
    if text == "cycling 5":
        assert refusal.value.hint is not None
        assert refusal.value.hint.name == "add-activity"


def test_without_a_list_of_names_any_name_is_taken() -> None:
    assert parse_score(["cycling", "5"], now=THURSDAY).answers[0].name == "cycling"


def test_every_ready_made_score_has_a_question_and_limits() -> None:
    for score in READY_MADE.values():
        assert all(question.endswith("?") for question in score.questions.values())
        assert score.limits[0] < score.limits[1]


@pytest.mark.parametrize(
    ("words", "more"), [("climbing stairs 6", {"value": 6.5}), ("change +2", {"value": 6}), ("sleep 7", {"value": -1})]
)
def test_a_value_out_of_its_limits_is_refused(words: str, more: dict[str, float]) -> None:
    from dataclasses import replace

    score = parse_score(words.split(), now=THURSDAY).score("1", None)
    bad: Record = replace(score, answers=(replace(score.answers[0], **more),))  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="whole number"):
        check(bad, THURSDAY.now)
