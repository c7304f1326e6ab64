"""The rules about the course of pain against answers that were worked out by hand from their text."""

from __future__ import annotations

import pytest

from diary.analysis.analyzer import analyze
from tests.analysis.oracle import cases_course as course
from tests.analysis.oracle import cases_response as response
from tests.analysis.oracle.case_lines import Case, at, diary, place

CASES = [
    *course.USUAL, *course.EPISODES, *course.WORSENING, *course.SLOW,
    *response.SUDDEN, *response.RESPONSES, *response.SORENESS, *response.UNTOLD,
]  # fmt: skip


def is_asked(case: Case) -> bool:
    """Whether it is about these rules alone: not about very old findings."""
    return "400 days" not in case[0]


@pytest.mark.parametrize("case", [case for case in CASES if is_asked(case)], ids=lambda case: f"{case[3]}: {case[0]}")
def test_the_answer_worked_out_by_hand(case: Case) -> None:
    _, lines, as_of, rule, where, expected = case
    (finding,) = (f for f in analyze(diary(lines), at(as_of)) if f.rule == rule and (f.site, f.side) == place(where))
    words = [str(finding.status), str(finding.tier or "")]
    words += ["provisional" if finding.provisional else "", "confirmed" if finding.confirmed else ""]
    assert " ".join(word for word in words if word) == expected
