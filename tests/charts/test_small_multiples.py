"""Small multiples: patterns, answers to exercise and ranges of motion, side by side and none over another."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from diary.charts import draw
from diary.domain.records import Diary, Exercise, Motion, Record
from diary.review.snapshot import Review, review_of
from tests.charts.diaries import BACK, NOW, entry, long_diary, moment, sample, session
from tests.charts.figures import answered, laid_out, named, words

TODAY = NOW.date()


@pytest.fixture(scope="module")
def review() -> Review:
    return review_of(sample(), NOW)


def test_a_pattern_says_on_how_many_days_it_rests() -> None:
    evenings = [entry(ago, {BACK: 3}) for ago in range(12)]
    mornings = [entry(ago, {BACK: 5}, hour=8.0) for ago in range(5)]
    diary = review_of(Diary.of([*evenings, *mornings]), NOW)
    for kind, said in (("time-of-day", "Lower back, 5 of 12 days"), ("weekday", "Lower back, 12 of 12 days")):
        figure = draw(diary, kind, since=TODAY - timedelta(days=20))
        assert [axes.get_title(loc="left") for axes in figure.axes] == [said]


def test_what_is_said_of_an_exercise_stays_within_its_panel() -> None:
    figure = draw(review_of(answered(), NOW), "response", width=7.0)
    laid_out(figure)
    said = [(text, axes) for axes in figure.axes for text in axes.texts if "rose" in text.get_text()]
    assert [text.get_text() for text, _ in said] == [
        "lower back, 2 times\nrose 1 of 2 times, settled\n48 h without: medians 2 → 2 → 2\nlight: amber once, none once"
    ] * 3
    assert all(text.get_window_extent().x1 <= axes.get_window_extent().x1 for text, axes in said)


def test_pain_during_is_a_letter_in_the_colour_of_its_light() -> None:
    done = (Exercise("squats", pain=6), Exercise("bridges", done="skipped", pain=9))
    records: list[Record] = [*(entry(ago, {BACK: 2}) for ago in range(9)), session(5, "gym", exercises=done)]
    records.append(session(2, "gym", exercises=(Exercise("squats", pain=4),)))
    axes, *_ = draw(review_of(Diary.of(records), NOW), "response").axes
    assert [(text.get_text(), text.get_position()[1]) for text in axes.texts if text.get_gid() == "light"] == [
        ("R", 6), ("A", 4)
    ]  # fmt: skip


def test_medians_are_drawn_from_five_times_on() -> None:
    few = draw(review_of(answered(), NOW), "response")
    assert [len(line.get_xdata()) for line in named(few, "middle")] == [0] * 3
    records = [*(session(35 - 6 * n, "gym") for n in range(5)), *(entry(ago, {BACK: 2}) for ago in range(40))]
    (line,) = named(draw(review_of(Diary.of(records), NOW), "response"), "middle")
    assert list(line.get_ydata()) == [2, 2, 2]


@pytest.mark.parametrize(("width", "beside"), [(8.0, 3), (5.8, 3), (3.75, 1)])
def test_small_multiples_stand_beside_each_other_where_they_are_wide_enough(width: float, beside: int) -> None:
    figure = draw(review_of(answered(), NOW), "response", width=width)
    lefts = {round(axes.get_position().x0, 3) for axes in figure.axes}
    assert (len(figure.axes), len(lefts)) == (3, beside)


def test_a_part_of_the_panels_can_be_drawn(review: Review) -> None:
    figure = draw(review_of(answered(), NOW), "response", part=(1, 3))
    assert len(figure.axes) == 2
    assert "in this time" in words(draw(review, "motion", part=(5, 8)))


def test_a_movement_that_gets_smaller_is_flagged() -> None:
    values = {40: 120.0, 30: 110.0, 20: 100.0, 10: 95.0}
    motions: list[Record] = [
        Motion(id=f"m{ago}", at=moment(ago), movement="flexion", value=value) for ago, value in values.items()
    ]
    assert "finding: gets smaller" in words(draw(review_of(Diary.of(motions), NOW), "motion"))
    assert "flagged" not in words(draw(review_of(Diary.of(motions[:2]), NOW), "motion"))


@pytest.mark.parametrize("kind", ["weekday", "time-of-day"])
def test_no_word_of_small_multiples_stands_over_that_of_its_neighbour(kind: str) -> None:
    since = TODAY - timedelta(days=3650)
    figure = draw(review_of(long_diary(9_000, sites=3), NOW), kind, since=since, width=7.0)
    laid_out(figure)
    for axes in figure.axes:
        ticks = [label.get_window_extent() for label in axes.get_xticklabels() if label.get_text()]
        assert all(one.x1 < other.x0 for one, other in pairwise(ticks))


def test_motion_has_no_line_between_measurements(review: Review) -> None:
    (line,) = named(draw(review, "motion"), "measurements")
    assert line.get_linestyle() == "None"
    assert list(line.get_ydata()) == [100, 110, 118, 125]
