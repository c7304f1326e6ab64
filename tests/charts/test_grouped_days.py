"""By time of day and day of the week: only days that can be compared, each of them once."""

from __future__ import annotations

from diary.charts.tracks import comparable, grouped
from diary.domain.records import Diary, Entry
from diary.report import report_model
from diary.report.blocks import Heading
from diary.report.document import sheet_of
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, NOW, entry


def groups(kind: str, *entries: Entry) -> list[list[float]]:
    return grouped(review_of(Diary.of(entries), NOW).course(*BACK).points, kind)


def test_a_morning_without_an_evening_is_not_compared_with_the_evenings_of_other_days() -> None:
    flare = [entry(ago, {BACK: 6}, hour=8) for ago in range(1, 7)]
    calm = [entry(ago, {BACK: 2}, hour=20) for ago in range(7, 20)]
    assert not any(groups("time-of-day", *flare, *calm))
    both = [*flare, *(entry(ago, {BACK: 5}, hour=20) for ago in range(1, 7))]
    found = groups("time-of-day", *both, *calm)
    assert found == [[], [6.0] * 6, [], [], [5.0] * 6]
    assert comparable(found, "time-of-day")
    assert not comparable(groups("time-of-day", *both[:4], *both[6:10]), "time-of-day")


def test_parts_of_the_day_are_those_of_the_same_days() -> None:
    mornings = [entry(ago, {BACK: 6}, hour=hour) for ago in range(6) for hour in (8, 16)]
    evenings = [entry(ago, {BACK: 2}, hour=hour) for ago in range(6, 14) for hour in (16, 20)]
    # Each morning and each evening has an afternoon beside it, but no morning an evening.
    assert groups("time-of-day", *mornings, *evenings) == [[], [], [], [2.0] * 8, [2.0] * 8]


def test_a_day_of_two_entries_counts_once_in_its_day_of_the_week() -> None:
    found = groups("weekday", entry(0, {BACK: 6}, hour=8), entry(0, {BACK: 2}, hour=20), entry(7, {BACK: 2}, hour=20))
    assert found == [[2.0, 4.0], [], [], [], [], [], []]


def test_the_report_leaves_out_what_cannot_be_compared() -> None:
    def titles(days: int) -> list[str]:
        review = review_of(Diary.of([entry(ago, {BACK: 3}) for ago in range(days)]), NOW)
        made = sheet_of(report_model(review, since=review.entries[0].at.day))
        return [block.text for block in made.behind if isinstance(block, Heading)]

    assert "By day of the week" not in titles(28)
    assert "By day of the week" in titles(35)
    assert "By time of day (hours)" not in titles(35)
