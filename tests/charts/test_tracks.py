"""What a chart shows of a site: runs without bridges, windows and flagged stretches."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diary.charts.finding_marks import Span, merged
from diary.charts.period import Period, drawn, period_of, x_of
from diary.charts.tracks import logged_places, track_of
from diary.domain.records import Diary, Reading, Record, Usual
from diary.review.snapshot import Review, review_of
from tests.charts.diaries import BACK, KNEE, NOW, entry, long_diary, moment, sample, session

TODAY = NOW.date()


def reviewed(*records: Record) -> Review:
    return review_of(Diary.of(records), NOW)


def days(count: int) -> Period:
    return Period(TODAY - timedelta(days=count - 1), TODAY)


def test_a_day_without_a_reading_parts_the_line() -> None:
    review = reviewed(*(entry(ago, {BACK: 3}) for ago in (6, 5, 3, 2, 1)), entry(4, {KNEE: 3}))
    track = track_of(review, BACK, days(14))
    assert [len(run) for run in track.runs] == [2, 3]


def test_every_reading_has_its_own_dot_at_its_own_time() -> None:
    review = reviewed(entry(1, {BACK: 2}, hour=8), entry(1, {BACK: 6}, hour=20))
    ((morning, evening),) = track_of(review, BACK, days(7)).runs
    assert (morning.level, evening.level) == (2, 6)
    assert evening.x - morning.x == pytest.approx(0.5)
    assert x_of(moment(1, 8).local) == morning.x


@pytest.mark.parametrize(("length", "step"), [(120, 1), (121, 7), (3 * 366, 7), (3653, 28)])
def test_long_periods_are_put_together(length: int, step: int) -> None:
    assert days(length).step == step


def test_weeks_are_shown_by_the_middle_of_their_days_with_lowest_and_highest() -> None:
    monday = (TODAY.toordinal() - 1) % 7 + 7  # days ago
    levels = {0: [1], 1: [2], 2: [9, 9, 9, 9], 3: [2]}
    records = [
        entry(monday - day, {BACK: level}, hour=8 + n) for day, found in levels.items() for n, level in enumerate(found)
    ]
    ((dot,),) = track_of(reviewed(*records), BACK, days(200)).runs
    assert (dot.level, dot.low, dot.high) == (2, 1, 9)


def test_a_week_without_a_reading_parts_the_line_too() -> None:
    review = reviewed(*(entry(ago, {BACK: 3}) for ago in (100, 93, 70, 63, 56)))
    assert [len(run) for run in track_of(review, BACK, days(200)).runs] == [2, 3]


def test_ten_years_are_a_few_dots() -> None:
    review = review_of(long_diary(3653, sites=1), NOW)
    place = next(iter(review.snapshot.courses))
    assert sum(len(run) for run in track_of(review, place, days(3653)).runs) < 140


def test_a_session_that_begins_an_episode_has_its_window_and_a_pain_that_stays_is_flagged() -> None:
    usual = Usual(id="u", at=moment(10), level=2, site="lower back", side="center")
    levels = {6: 2, 5: 5, 4: 5, 3: 5, 2: 5, 1: 3}
    review = reviewed(usual, session(6, hour=16), *(entry(ago, {BACK: level}) for ago, level in levels.items()))
    track = track_of(review, BACK, days(14))
    (window,) = track.windows
    assert (window.start, window.end - window.start, window.words) == (x_of(moment(6, 16).local), 2, "48 h")
    (flag,) = track.flags
    assert (flag.start, flag.end) == (x_of(moment(4).local), x_of(moment(1).local))
    assert flag.words == "not eased after 48 h"


def test_old_episodes_that_rest_on_an_unknown_usual_level_are_not_drawn() -> None:
    review = reviewed(*(entry(ago, {BACK: 4}) for ago in range(40, 20, -1)))
    assert track_of(review, BACK, days(60)).flags == ()


def test_what_is_raised_now_reaches_to_now() -> None:
    track = track_of(review_of(sample(), NOW), BACK, days(22))
    assert "not eased after 48 h" in track.flags[-1].words
    assert track.flags[-1].end >= x_of(NOW)


def test_stretches_that_overlap_become_one_with_all_their_words() -> None:
    period = days(10)
    start = period.start
    spans = [Span(start + 1, start + 3, "a"), Span(start + 2, start + 4, "b"), Span(start + 6, start + 7, "a")]
    assert merged(spans, period) == [Span(start + 1, start + 4, "a, b"), Span(start + 6, start + 7, "a")]


def test_stretches_outside_are_left_out_and_the_shortest_can_still_be_seen() -> None:
    period = days(80)
    start = period.start
    assert merged([Span(start - 9, start - 2, "a"), Span(period.end + 1, period.end + 2, "b")], period) == []
    (span,) = merged([Span(start + 5, start + 5, "c")], period)
    assert span.end - span.start == 1


def test_flagged_sites_come_first_then_the_latest() -> None:
    assert logged_places(review_of(sample(), NOW), days(22)) == [BACK, KNEE, ("shoulder", "right")]


def test_ninety_days_are_shown_where_nothing_is_asked_for() -> None:
    assert period_of(reviewed(), None, None) == days(90)
    assert period_of(reviewed(entry(300, {BACK: 3})), None, None) == days(90)


@pytest.mark.parametrize(("begun", "shown"), [(39, 40), (5, 6), (4, 5), (1, 5), (0, 5)])
def test_a_young_diary_fills_its_chart(begun: int, shown: int) -> None:
    review = reviewed(entry(begun, {BACK: 3}), entry(0, {BACK: 3}, hour=9))
    assert period_of(review, None, None) == days(shown)
    assert drawn(review, days(28)) == days(min(shown, 28))


def test_a_period_that_was_asked_for_stays_as_it_is() -> None:
    assert period_of(reviewed(entry(0, {BACK: 3})), days(60).first, None) == days(60)


def test_the_last_reading_is_itself_also_where_weeks_are_put_together() -> None:
    review = reviewed(*(entry(ago, {BACK: 2}) for ago in range(200, 1, -1)), entry(1, {BACK: 7}))
    track = track_of(review, BACK, days(200))
    assert track.latest is not None
    assert (track.latest.level, track.latest.x) == (7, x_of(moment(1).local))
    assert track.runs[-1][-1].level == 2


def test_no_dot_stands_before_the_first_day() -> None:
    review = reviewed(*(entry(ago, {BACK: 2}) for ago in range(400)))
    for shift in range(7):
        period = Period(days(200 + shift).first, TODAY)
        assert track_of(review, BACK, period).runs[0][0].x >= period.start


def test_other_levels_of_a_reading_are_its_range_and_no_dot_of_their_own() -> None:
    rated = entry(2, {}, readings=(Reading(*BACK, 4, rest=2, on_movement=6, worst=8),))
    track = track_of(reviewed(rated, entry(1, {BACK: 3})), BACK, days(14))
    assert [(dot.level, dot.low, dot.high) for run in track.runs for dot in run] == [(4, 4, 4), (3, 3, 3)]
    assert [(dot.level, dot.low, dot.high) for dot in track.ranges] == [(4, 2, 8)]
    assert track_of(reviewed(rated), BACK, days(200)).ranges == ()


def test_the_usual_level_is_of_its_own_time_and_stated_apart_from_learned() -> None:
    better = [entry(ago, {BACK: 6 if ago > 30 else 2}) for ago in range(60)]
    learned = track_of(reviewed(*better), BACK, days(60)).steps
    assert (learned[0].level, learned[-1].level) == (6, 2)
    assert not any(step.stated for step in learned)
    # A statement is drawn from its day on, and not back over the weeks before it.
    stated = track_of(
        reviewed(*better[50:], Usual(id="u", at=moment(5), level=3, site=BACK[0], side=BACK[1])), BACK, days(60)
    ).steps
    assert [step.stated for step in stated] == [True] * 6


def test_a_track_is_made_once_for_a_review_and_anew_for_the_next() -> None:
    review, period = review_of(sample(), NOW), Period(NOW.date() - timedelta(days=27), NOW.date())
    made = track_of(review, BACK, period)
    assert track_of(review, BACK, Period(period.first, period.last)) is made
    assert track_of(review, BACK, Period(period.first + timedelta(days=7), period.last)) != made
    assert track_of(review_of(sample(), NOW), BACK, period) is not made
