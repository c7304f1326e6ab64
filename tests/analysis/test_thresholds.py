"""Thresholds at their edges, each worked out by hand: what a change of one step would get past the other tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from diary.analysis.series import DailySeries, daily_interference
from diary.domain.entries import Entry
from diary.domain.moments import Moment
from tests.analysis.diaries import LEFT, ask, at, diary, verdict

NOT_IMPROVING = "not-improving-48h"
USUAL_2, USUAL_5 = "d0 08:00 usual knee left 2", "d0 08:00 usual knee left 5"
HOUR = timedelta(hours=1)


def began(as_of: str, *lines: str | list[str]) -> datetime | None:
    """When the open episode of the left knee began."""
    return ask(diary(*lines), NOT_IMPROVING, as_of, LEFT).started


def test_a_day_after_the_last_has_no_value() -> None:
    assert DailySeries([5], [2.0]).value(5) == 2
    assert DailySeries([5], [2.0]).value(4) is None
    assert DailySeries([5], [2.0]).value(6) is None


def test_a_day_that_nothing_gets_in_the_way_of_counts_as_0() -> None:
    moment = Moment.of(datetime(2026, 1, 5, 20, tzinfo=UTC))

    assert daily_interference([Entry(id="a", at=moment, interference=0)]).values == [0]


@pytest.mark.parametrize(("oldest", "start"), [("d-2 17:00", "d5 18:00"), ("d-2 16:59", None)])
def test_three_readings_in_the_7_days_before_a_session_make_its_baseline(oldest: str, start: str | None) -> None:
    # The median of 0, 0 and 3 is 0, and 2 stands two above it. Of fewer than three the last counts: 3.
    kept = [USUAL_5, f"{oldest} knee left 0", "d2 08:00 knee left 0", "d4 18:00 knee left 3"]

    found = began("d6 08:00", *kept, "d5 18:00 session", "d6 08:00 knee left 2")

    assert found == (at(start) if start else None)


def test_pain_that_resolves_at_the_end_of_a_session_has_not_resolved_since_it() -> None:
    kept = [USUAL_2, "d3 12:00 knee left 5", "d5 18:00 knee left 2", "d5 18:00 session", "d6 18:00 knee left 5"]

    assert began("d6 18:00", *kept) == at("d5 18:00")


def test_a_session_at_the_time_of_the_reading_before_is_not_in_between() -> None:
    kept = [USUAL_2, "d1 18:00 knee left 5", "d1 18:00 session", "d4 18:01 knee left 5"]

    assert began("d4 18:01", *kept) == at("d1 18:00")


def test_a_first_reading_in_the_44_hours_and_later_begins_the_run_that_confirms() -> None:
    kept = [USUAL_2, "d0 20:00 session", "d2 17:00 knee left 5", "d3 03:00 knee left 5"]

    assert verdict(diary(*kept), NOT_IMPROVING, "d3 03:00", LEFT) == "raised report confirmed"


def test_a_provisional_episode_that_met_the_rule_with_its_first_reading_goes_on() -> None:
    # 3 opens it, provisional, 45 h after the first session. From the second one's 3 before, 5 would open a better one.
    kept = ["d0 20:00 session", "d2 17:00 knee left 3", "d3 12:00 session", "d3 20:00 knee left 5"]

    assert began("d3 20:00", *kept) == at("d0 20:00")


def test_expected_soreness_says_from_when_it_is_judged() -> None:
    kept = diary(USUAL_2, "d0 20:00 session", "d1 20:00 knee left 5")

    finding = ask(kept, "expected-soreness", "d1 20:00", LEFT)

    assert finding.facts["judged_from"] == at("d0 20:00") + 48 * HOUR


@pytest.mark.parametrize(("right", "alike"), [(4, True), (5, True), (6, False)])
def test_both_sides_are_alike_where_their_peaks_are_a_point_apart_at_most(right: int, alike: bool) -> None:
    usual = [USUAL_2, "d0 08:00 usual knee right 2"]
    kept = diary(usual, "d0 20:00 session", f"d1 20:00 knee left 4, knee right {right}")

    assert ask(kept, "expected-soreness", "d1 20:00", LEFT).facts["both_sides"] is alike
