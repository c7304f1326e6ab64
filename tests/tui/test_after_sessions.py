"""The table of the Sessions screen: runs below five sessions, medians from five on, the yardstick below."""

from __future__ import annotations

import pytest

from diary.domain.records import Diary, Record
from diary.review.courses import leading, patterns
from diary.review.snapshot import review_of
from diary.tui.screens.sessions.screen import pattern_table
from tests.charts.diaries import BACK, NOW, entry, session


def lines(sessions: int, width: int) -> list[str]:
    records: list[Record] = [entry(ago, {BACK: 2}) for ago in range(8, 70)]
    for number in range(sessions):
        records += [session(8 + 6 * number, "gym"), entry(7 + 6 * number, {BACK: 5})]
    review = review_of(Diary.of(records), NOW)
    return [line for line, _ in pattern_table(leading(patterns(review.snapshot)), width)]


@pytest.mark.parametrize("width", [56, 76, 100])
def test_runs_go_on_below_and_stay_within_the_screen(width: int) -> None:
    shown = lines(4, width)
    assert max(map(len, shown)) <= width
    assert sum(line.count("2 → 5 → ") for line in shown) == 4
    assert not any("medians" in line for line in shown[1:3])


def test_from_five_on_there_are_medians_and_a_line_without_a_session() -> None:
    shown = lines(5, 100)
    assert "medians 2 → 5 → " in shown[1]
    assert any(line.startswith("48 h without") for line in shown)
