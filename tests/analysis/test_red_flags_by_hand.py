"""The red flags against answers that were worked out by hand from the text of the rules."""

from __future__ import annotations

import pytest

from diary.analysis.analyzer import analyze
from tests.analysis.oracle import cases_flags as flags
from tests.analysis.oracle.case_lines import Case, at, diary
from tests.analysis.oracle.test_answers_by_hand import NO_ANSWER, key_of

CASES = [*flags.EMERGENCY, *flags.NERVES, *flags.GENERAL, *flags.MOTION]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[3]}: {case[0]}")
def test_the_answer_worked_out_by_hand(case: Case) -> None:
    _, lines, as_of, rule, where, expected = case
    found = next(
        (
            finding
            for finding in analyze(diary(lines), at(as_of))
            if (finding.rule, finding.site, finding.side, (finding.movement or "").partition(" (")[0] or None)
            == key_of(rule, where)
        ),
        None,
    )
    if found is None:
        assert NO_ANSWER.get(rule, "clear") == expected
        return
    words = [str(found.status), str(found.tier or ""), "provisional" if found.provisional else ""]
    assert " ".join(word for word in words if word) == expected
