"""What becomes of our own lines: none wrong, none refused without a line that helps."""

from __future__ import annotations

import pytest

from tests.lines.measure import BADLY, WRONG, Case, cases, verdict


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.line)
def test_a_line_becomes_what_it_means(case: Case) -> None:
    name, found = verdict(case)
    assert name not in (BADLY, WRONG), found
