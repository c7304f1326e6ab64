"""The second reading of the rules against answers that were worked out by hand from the text."""

from __future__ import annotations

import pytest

from tests.analysis.oracle import cases_course as course
from tests.analysis.oracle import cases_flags as flags
from tests.analysis.oracle import cases_response as response
from tests.analysis.oracle.answers import answers, told
from tests.analysis.oracle.case_lines import Case, at, diary, place

CASES: list[Case] = [
    *course.USUAL, *course.EPISODES, *course.WORSENING, *course.SLOW,
    *response.SUDDEN, *response.RESPONSES, *response.SORENESS, *response.UNTOLD,
    *flags.EMERGENCY, *flags.NERVES, *flags.GENERAL, *flags.MOTION,
]  # fmt: skip
STAYS = "d0 08:00 usual knee left 2 | d1 20:00 knee left 5 | d3 20:00 knee left 5 | "
TOLD_SEVERE = "d0 08:00 usual knee left 2 | d1 20:00 knee left 9 | d1 21:00 told sudden-severe knee left | "
NUMB = "d1 20:00 hand left numbness | d1 21:00 told neurological hand left tier=immediate | "
TOLD: list[tuple[str, str, str, str, str, bool]] = [
    ("told", STAYS + "d3 21:00 told not-improving-48h knee left", "d3 23:00", "not-improving-48h", "knee left", True),
    ("before it was raised", STAYS + "d3 19:00 told not-improving-48h knee left", "d3 23:00", "not-improving-48h",
     "knee left", False),
    ("at a lower tier", STAYS + "d3 21:00 told not-improving-48h knee left tier=discuss", "d3 23:00",
     "not-improving-48h", "knee left", False),
    ("then confirmed", STAYS + "d3 21:00 told not-improving-48h knee left | d4 20:00 knee left 5", "d4 20:00",
     "not-improving-48h", "knee left", False),
    ("told as confirmed", STAYS + "d4 20:00 knee left 5 | d4 21:00 told not-improving-48h knee left tier=report "
     "confirmed", "d5 20:00", "not-improving-48h", "knee left", True),
    ("cleared and raised again", STAYS + "d3 21:00 told not-improving-48h knee left | d4+ 20:00 knee left 2 . 5 . 5",
     "d8 20:00", "not-improving-48h", "knee left", False),
    ("a tier that rises", "d1 20:00 knee left 7 | d1 21:00 told sudden-severe knee left tier=report | "
     "d2 20:00 knee left 7 sudden", "d2 20:00", "sudden-severe", "knee left", False),
    ("a tier that falls", "d1 20:00 knee left 7 sudden | d1 21:00 told sudden-severe knee left tier=immediate | "
     "d2 20:00 knee left 1", "d2 20:00", "sudden-severe", "knee left", True),
    ("another severe one before it had eased", TOLD_SEVERE + "d2 19:00 knee left 9 | d2 20:00 knee left 5", "d2 20:00",
     "sudden-severe", "knee left", True),
    ("another at the very time it eases", TOLD_SEVERE + "d2 20:00 knee left 6 sudden", "d2 20:00",
     "sudden-severe", "knee left", True),
    ("another after it had eased", TOLD_SEVERE + "d2 20:00 knee left 5 | d2 20:01 knee left 9", "d2 20:01",
     "sudden-severe", "knee left", False),
    ("the same sign within a week", NUMB + "d8 20:00 hand left numbness", "d8 20:00", "neurological", "hand left",
     True),
    ("after a week", NUMB + "d8 20:01 hand left numbness", "d8 20:01", "neurological", "hand left", False),
]  # fmt: skip
# A rule about red flags names the places where it is raised only.
NO_ANSWER = {"not-improving-48h": "none", "range-of-motion": "none"}


def key_of(rule: str, where: str) -> tuple[str, str | None, str | None, str | None]:
    """The key of an answer; of a movement "bend left"."""
    if rule == "range-of-motion":
        movement, side = where.split()
        return (rule, None, side, movement)
    return (rule, *place(where), None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[3]}: {case[0]}")
def test_the_answer_worked_out_by_hand(case: Case) -> None:
    _, lines, as_of, rule, where, expected = case
    found = answers(diary(lines), at(as_of)).get(key_of(rule, where))
    if found is None:
        assert NO_ANSWER.get(rule, "clear") == expected
        return
    status, tier, provisional, confirmed = found
    words = [status, tier or "", "provisional" if provisional else "", "confirmed" if confirmed else ""]
    assert " ".join(word for word in words if word) == expected


@pytest.mark.parametrize("case", TOLD, ids=lambda case: f"{case[3]}: {case[0]}")
def test_what_counts_as_told(case: tuple[str, str, str, str, str, bool]) -> None:
    _, lines, as_of, rule, where, expected = case
    assert (key_of(rule, where) in told(diary(lines), at(as_of))) is expected


def test_no_two_cases_have_the_same_name() -> None:
    lines = [(case[1], case[2], case[3], case[4]) for case in CASES]
    assert len(set(lines)) == len(lines)
