"""No line ends between a number and its unit, at any width, in the shell and on the screen."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from diary.cli.output import wrap_heading, wrap_paragraph
from diary.domain.wrapping import broken_lines
from diary.tui.widgets.fitting import wrapped

TEXTS = (
    "It has not come down by a point, or by 30 % of a larger rise within 48 h, or 52 hours after Sat 31 Oct.",
    "Lower back: between 1 and 6 in these 14 days, at worst 7, usually 2; latest 6, Sat 16:00 to Mon 8:15, at best 1.",
    "bridges 3 sets at 20 kg, ibuprofen 400 mg at 8:30, 20 min later 2 → 5 → 5; 1 of 2 times it had settled · café",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("width", range(20, 100))
def test_a_number_stays_with_its_unit(text: str, width: int) -> None:
    for lines in (broken_lines(text, width), wrapped(text, width), wrap_heading(text, width)):
        assert " ".join(" ".join(lines).split()) == text
        assert max(map(len, lines)) <= width
        for before, after in pairwise(lines):
            assert not (re.search(r"\d$", before) and re.match(r" *(%|h\b|hours|Oct|kg|mg|min|sets|of|times)", after))
            assert not before.endswith(("→", "Sat", "worst", "latest"))
            assert not after.lstrip().startswith(("→", "·"))


def test_the_label_stays_before_a_paragraph() -> None:
    assert wrap_paragraph("What counts", "a rise of 30 %", 28) == ["What counts    a rise of", "               30 %"]
