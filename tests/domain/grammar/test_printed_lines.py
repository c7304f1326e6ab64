"""Printed lines: each holds what was typed, with placeholders only for what is missing."""

from __future__ import annotations

import pytest

from diary.domain.grammar.entry import parse_line
from diary.errors import UnclearLine
from tests.lines.random_lines import HERE, faults_of


def lines_of(line: str) -> tuple[str, ...]:
    """The printed lines of a line that is refused."""
    with pytest.raises(UnclearLine) as refusal:
        parse_line(line, now=HERE)
    return refusal.value.lines


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        # The number of a rating stands as it was typed.
        ("achinng fatigue 4/10", ("fatigue 4/10 -- achinng",)),
        ("fatigue 4/10 sholder", ("NUMBER SIDE shoulder, fatigue 4/10",)),
        ("neck 3 not bad interfering ½", ("3 neck, interfering ½ -- not bad",)),
        # A second number of a rating goes with its word.
        ("neck 3, fatigue 4, fatigue 6", ("3 neck, fatigue 4 -- fatigue 6",)),
        # A warning sign stays one beside a place that is missing.
        ("cant pee 4", ("4 PLACE, cant pee",)),
        ("feverish 5/10", ("5/10 PLACE, feverish",)),
    ],
)
def test_a_line_holds_what_was_typed(line: str, printed: tuple[str, ...]) -> None:
    assert lines_of(line) == printed


def test_the_number_of_a_rating_is_no_part_of_the_note() -> None:
    assert parse_line("fatigue 4/10 since Tuesday", now=HERE).note == "since Tuesday"
    assert parse_line("interference 3 out of 10 after work", now=HERE).note == "after work"


@pytest.mark.parametrize(
    "line",
    [
        # Two hours may be meant, and each of two times has its own words: more lines than are printed.
        "at 8 left elbow 3 yesterday, neck 4 this morning, at 9 jaw right side 2 monday",
        "at 8 left thumb 3, at 9 neck stiff, at 7 left calf dull 19:30",
        "at 8 left thumb sharp at 9 neck 2 monday at 7 left calf dull 19:30",
    ],
)
def test_where_not_all_meanings_are_printed_one_line_keeps_all_words(line: str) -> None:
    assert faults_of(line) == []
    assert any(line in printed for printed in lines_of(line))


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        # A symptom of the whole person before several sites.
        ("feverish, hip 3, neck 2", ("3 SIDE hip, 2 neck, feverish",)),
        ("worse, hip 3, neck 2", ("3 SIDE hip, 2 neck, overall worse",)),
        # One symptom in two ways.
        ("cant pee and hip 3 cannot hold urine, neck 2", ("3 SIDE hip cannot hold urine, 2 neck, cant pee",)),
        # A day and an hour are one time, so the levels are still asked about.
        ("5 7 left wrist yesterday 19:00", ("NUMBER left wrist yesterday 19:00 -- 5 7",)),
        # Words before several sites, in whichever order: they are quoted, and go to one of the sites.
        (
            "dull after gym 4, left wrist 3, neck 2",
            ("3 left wrist dull, 2 neck -- after gym 4", "3 left wrist, 2 neck dull -- after gym 4"),
        ),
        (
            "stabbing 4, left wrist dull, neck dull",
            ("4 left wrist dull stabbing, neck dull", "left wrist dull, 4 neck dull stabbing"),
        ),
        # One level for each side: what is said of both is said of each.
        (
            "dull hands 3 and 5",
            ("3 left hand dull, 5 right hand dull", "3 right hand dull, 5 left hand dull"),
        ),
        ("both hips at rest 1, 3 5", ("NUMBER both hips at rest 1 -- 3 5",)),
        # Two levels for one place: each of them may be the one that is meant.
        ("6 left hip, neck 2, left hip 3", ("2 neck, 3 left hip -- 6 left hip", "6 left hip, 2 neck -- left hip 3")),
        (
            "6 left hip dull, left hip 3 sharp",
            ("left hip dull, 3 left hip sharp -- 6", "6 left hip dull, left hip sharp -- 3"),
        ),
        ("hips 4, left hip 3", ("3 left hip -- hips 4", "4 hips -- left hip 3")),
    ],
)
def test_each_meaning_of_several_sites_has_a_line(line: str, printed: tuple[str, ...]) -> None:
    assert lines_of(line) == printed
