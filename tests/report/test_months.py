"""A long time is told by its months and its worst episode."""

from __future__ import annotations

from datetime import date

from diary.domain.records import Diary
from diary.report import report_model
from diary.report.months import told_by_months
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, NOW, entry


def told(levels: dict[int, int], first: date) -> dict[str, str]:
    diary = Diary.of([entry(ago, {BACK: level}) for ago, level in levels.items()])
    return dict(told_by_months(report_model(review_of(diary, NOW), since=first)))


def test_a_climb_is_seen_in_the_months_and_the_worst_episode_is_named() -> None:
    # NOW is 2 Nov 2026: 10 August is 84 days ago.
    levels = {ago: 1 if ago > 32 else 3 if ago > 6 else 6 for ago in range(120)} | {60: 9, 59: 8, 58: 1}
    said = told(levels, date(2026, 7, 10))
    assert said["Months"].startswith("Lower back: mean 3.5 ")
    assert "in Oct 2026 (Sep 2026 1.5)" in said["Months"]
    assert said["Months"].endswith("; highest Oct 2026 3.5, lowest Jul 2026 1.")
    assert said["Highest"] == "Lower back up to 9 in the episode from 3 Sep to 5 Sep 2026."


def test_the_same_month_of_the_year_before_may_lie_before_the_period() -> None:
    said = told({ago: 5 if ago > 300 else 2 for ago in range(400)}, date(2026, 6, 1))
    assert "in Oct 2026 (Sep 2026 2, Oct 2025 5)" in said["Months"]
    assert "highest" not in said["Months"]


def test_a_short_time_has_no_months_and_a_month_of_three_days_says_nothing() -> None:
    assert told(dict.fromkeys(range(30), 2), date(2026, 10, 10)) == {}
    assert "Nov" not in told(dict.fromkeys(range(100), 2), date(2026, 7, 25))["Months"]
