"""What changed over a period, and good news."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from diary.analysis.analyzer import analyze
from diary.analysis.measures import GoodNews, LevelChange, good_news, level_change
from diary.analysis.series import DailySeries
from diary.analysis.snapshot import snapshot_of
from diary.domain.moments import Moment
from diary.domain.records import Care, Diary, Entry, Reading, Record, Session, Usual

FIRST = date(2026, 10, 5)
LAST = date(2026, 11, 1)


def series(levels: dict[int, float]) -> DailySeries:
    """Levels by days since the first day of the period."""
    days = sorted(levels)
    return DailySeries([FIRST.toordinal() + day for day in days], [levels[day] for day in days])


def week(first: int, *levels: float) -> dict[int, float]:
    """Levels on one day after the other."""
    return dict(enumerate(levels, first))


def test_the_last_seven_days_are_compared_with_the_first_seven_of_the_period() -> None:
    change = level_change(
        series(week(-7, 9, 9, 9, 9, 9, 9, 9) | week(3, 2, 3, 3, 4) | week(21, 5, 7, 5, 7)), FIRST, LAST
    )
    assert change is not None
    assert (change.before, change.now) == (3, 6)
    assert (change.first, change.last) == (FIRST + timedelta(days=3), FIRST + timedelta(days=6))


def test_else_with_the_seven_days_before_the_period() -> None:
    change = level_change(series(week(-4, 2, 3, 2, 3) | week(0, 8, 8, 8) | week(24, 5, 5, 6, 6)), FIRST, LAST)
    assert change is not None
    assert (change.before, change.now) == (2.5, 5.5)
    assert change.last == FIRST - timedelta(days=1)


@pytest.mark.parametrize(
    "levels",
    [
        {},
        week(0, 4, 4, 4, 4) | week(25, 2, 2, 2),
        week(0, 4, 4, 4) | week(-3, 4, 4, 4) | week(24, 2, 2, 2, 2),
        week(0, 4, 4, 4, 4) | week(17, 2, 2, 2, 2),
    ],
)
def test_with_fewer_than_four_days_in_either_week_nothing_can_be_told(levels: dict[int, float]) -> None:
    assert level_change(series(levels), FIRST, LAST) is None


def test_a_day_is_not_compared_with_itself() -> None:
    levels = week(0, *range(10))
    assert level_change(series(levels), FIRST, FIRST + timedelta(days=9)) is None
    change = level_change(series(week(-7, 1, 1, 1, 1) | levels), FIRST, FIRST + timedelta(days=9))
    assert change is not None
    assert (change.before, change.now) == (1, 6)


@pytest.mark.parametrize(
    ("before", "now", "counts"),
    [
        (2, 4, True),
        (6, 4, True),
        (2, 3, False),
        (3, 4.5, False),
        (4, 5.9, False),
        (5, 3.5, True),
        (5, 6.4, False),
        (6, 4.5, False),
        (6, 4.2, True),
        (0, 1, False),
        (0, 2, True),
        (10, 8, True),
        (4, 4, False),
    ],
)
def test_two_points_count_and_thirty_percent_from_a_point_and_a_half(before: float, now: float, counts: bool) -> None:
    found = LevelChange(before, now, FIRST, LAST)
    assert found.counts == counts


def test_a_change_is_judged_by_the_means_and_not_by_what_is_printed_of_them() -> None:
    # 2.25 and 4.2 are printed as 2.2 and 4.2, which are 2 apart; the means are not.
    change = level_change(series(week(0, 2, 2, 2, 3) | week(21, 4, 4, 4, 4, 5)), FIRST, LAST)
    assert change is not None
    assert change.points == pytest.approx(1.95)
    assert not change.counts


MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def level(hours: float, pain: int, *symptoms: str, site: str = "knee", side: str = "left") -> Entry:
    at = Moment(MONDAY + timedelta(hours=hours))
    return Entry(id=f"e{hours}{site}", at=at, readings=(Reading(site, side, pain, symptoms=symptoms),))


USUAL = Usual(id="u", at=Moment(MONDAY - timedelta(days=3)), level=2, site="knee", side="left")


def told(hours: float, *records: Record) -> tuple[GoodNews, ...]:
    diary, as_of = Diary.of([USUAL, *records]), MONDAY + timedelta(hours=hours)
    return good_news(snapshot_of(diary, as_of), analyze(diary, as_of))


def test_a_level_below_the_peak_has_eased() -> None:
    (eased,) = told(25, level(0, 6), level(24, 4))
    assert (eased.kind, eased.by, eased.after) == ("eased", 2, timedelta(hours=24))
    assert eased.sentence == "Left knee: eased by 2 since its peak of 6 on Monday, and still 2 above your usual 2."


def test_a_level_that_is_below_the_peak_by_too_little_has_not() -> None:
    assert told(4, level(0, 6), level(3, 5)) == ()


def test_an_old_level_says_nothing_about_now() -> None:
    assert told(24 + 73, level(0, 6), level(24, 4)) == ()


def test_a_flare_is_over_and_back_at_the_usual_level() -> None:
    over, usual = told(150, level(0, 5), level(48, 4), level(120, 2), level(144, 2))
    assert (over.kind, over.after, over.peak) == ("over", timedelta(days=5), 5)
    assert over.sentence == "Left knee: the flare was over on Saturday, after 5 days."
    assert usual.sentence == "Left knee: back to your usual level of 2 since Saturday, 5 days after it rose."


def test_a_flare_can_be_over_before_the_usual_level_is_reached() -> None:
    assert [news.kind for news in told(74, level(0, 5), level(48, 3), level(72, 3))] == ["over"]


def test_the_rise_after_a_session_is_called_that() -> None:
    session = Session(id="s", at=Moment(MONDAY - timedelta(hours=5)), activity="physio")
    (over, _) = told(74, session, level(-10, 2), level(0, 5), level(48, 2), level(72, 2))
    assert "the rise after the session was over on Wednesday, after 53 hours" in over.sentence


def test_it_is_news_for_a_week() -> None:
    records = level(0, 5), level(48, 2), level(72, 2), level(48 + 168, 2)
    assert told(48 + 168, *records)
    assert told(48 + 169, *records) == ()


def test_a_rise_of_long_ago_that_was_not_followed_is_no_news_once_it_is_gone() -> None:
    assert told(299 * 24 + 1, level(0, 6), level(24, 5), level(298 * 24, 2), level(299 * 24, 2)) == ()


@pytest.mark.parametrize(("days", "kinds"), [(14, ["usual"]), (15, [])])
def test_the_reading_that_ends_it_counts_up_to_14_days_after_the_last_one_in_it(days: float, kinds: list[str]) -> None:
    assert [
        news.kind for news in told(24 * (days + 2), level(0, 6), level(24 * days, 2), level(24 * (days + 1), 2))
    ] == kinds


def test_a_new_rise_takes_the_news_back() -> None:
    assert told(96, level(0, 5), level(48, 2), level(72, 2), level(96, 6)) == ()


def test_a_red_flag_anywhere_wins() -> None:
    assert told(49, level(0, 5), level(24, 2), level(48, 2), level(24, 1, "numbness", site="hand")) == ()


def test_nothing_is_said_where_the_usual_level_is_not_known() -> None:
    diary, as_of = Diary.of([level(0, 5), level(24, 1), level(48, 1)]), MONDAY + timedelta(hours=49)
    assert [news.kind for news in good_news(snapshot_of(diary, as_of), analyze(diary, as_of))] == ["over"]


def test_pain_that_stays_up_until_it_counts_as_usual_is_no_good_news() -> None:
    session = Session(id="s", at=Moment(MONDAY - timedelta(hours=3)), activity="physio")
    levels = [level(-24, 3), *(level(24 * day, 5) for day in range(2)), level(48, 6)]
    records = [session, *levels, *(level(24 * day, 5) for day in range(3, 7))]
    for hours in range(0, 24 * 10, 12):
        diary = Diary.of([record for record in records if record.at.instant <= MONDAY + timedelta(hours=hours)])
        as_of = MONDAY + timedelta(hours=hours)
        for news in good_news(snapshot_of(diary, as_of), analyze(diary, as_of)):
            assert news.kind == "eased"
            assert news.sentence.endswith(", and still 2 above the 3 before the session.")


OVER = (level(0, 5), level(48, 2), level(72, 2))
"""A flare that is over and at the usual level, on a second day."""


def test_that_it_is_over_is_told_on_the_second_day() -> None:
    assert told(49, *OVER[:2]) == ()
    # Twice on one day is not enough.
    assert told(58, *OVER[:2], level(57, 2)) == ()
    assert [news.kind for news in told(73, *OVER)] == ["over", "usual"]


def test_a_low_level_soon_after_a_medicine_is_no_news() -> None:
    for hours, kinds in ((64.01, []), (64, ["over", "usual"]), (73, ["over", "usual"])):
        medicine = Care(id="c", at=Moment(MONDAY + timedelta(hours=hours)), activity="medication", name="ibuprofen")
        assert [news.kind for news in told(74, *OVER, medicine)] == kinds
    ice = Care(id="c", at=Moment(MONDAY + timedelta(hours=70)), activity="ice")
    assert told(74, *OVER, ice)


@pytest.mark.parametrize("apart", [6, -6, 12])
def test_a_low_level_at_another_time_of_day_than_the_peak_is_no_news(apart: float) -> None:
    records = (*OVER[:2], level(72 + apart, 2))
    assert told(100, *records) == ()
    nearer = (*OVER[:2], level(72 + (5.9 if apart > 0 else -5.9), 2))
    assert told(100, *nearer)


def test_there_is_none_while_the_whole_person_has_something_to_report() -> None:
    hindered = [replace(level(hours, 2, site="hand"), interference=8) for hours in (60, 70)]
    assert told(74, *OVER, *hindered) == ()
