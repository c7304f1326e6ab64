"""Warning signs on a chart: at the reading they were noted with, and only where they are new."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diary.charts.finding_marks import person_marks, site_marks
from diary.charts.lanes import OTHER_SIGNS, SIGN, lanes_of
from diary.charts.period import Period, x_of
from diary.domain.records import Diary, Entry, Known, Reading, Record, Usual
from diary.review.snapshot import Review, review_of
from tests.charts.diaries import BACK, NOW, entry, moment

TODAY = NOW.date()


def reviewed(*records: Record) -> Review:
    return review_of(Diary.of(records), NOW)


def felt(ago: int, level: int | None, *words: str, sudden: bool = False, hour: float = 20) -> Entry:
    qualities = tuple(word for word in words if word in ("sharp", "shooting", "dull"))
    symptoms = tuple(word for word in words if word not in qualities)
    reading = Reading(*BACK, level, qualities=qualities, symptoms=symptoms, sudden=sudden)
    return Entry(id=f"f{ago}-{hour}", at=moment(ago, hour), readings=(reading,))


def days(count: int) -> Period:
    return Period(TODAY - timedelta(days=count - 1), TODAY)


def words(review: Review, count: int = 14) -> list[str]:
    return [mark.words for mark in site_marks(review, BACK, days(count))]


def test_a_sign_stands_at_its_reading_with_its_level() -> None:
    (mark,) = site_marks(reviewed(felt(2, 4, "numbness", "dull")), BACK, days(14))
    assert (mark.x, mark.words, mark.level) == (x_of(moment(2).local), "numbness", 4)


def test_a_sign_without_a_level_has_its_place_too() -> None:
    (mark,) = site_marks(reviewed(felt(2, None, "tingling")), BACK, days(14))
    assert (mark.words, mark.level) == ("tingling", None)


@pytest.mark.parametrize(
    ("level", "word", "shown"),
    [(2, "sharp", []), (3, "sharp", ["sharp"]), (1, "shooting", ["shooting"]), (9, "dull", [])],
)
def test_sharp_pain_counts_from_a_level_on(level: int, word: str, shown: list[str]) -> None:
    assert words(reviewed(felt(1, level, word))) == shown


def test_what_was_there_from_the_start_is_no_sign() -> None:
    known = Known(id="k", at=moment(9), symptoms=("numbness",), site=BACK[0], side=BACK[1])
    assert words(reviewed(known, felt(2, 4, "numbness"), felt(1, 4, "numbness", "weakness"))) == ["weakness"]


def test_severe_pain_is_marked_where_the_usual_level_is_known() -> None:
    usual = Usual(id="u", at=moment(9), level=2, site=BACK[0], side=BACK[1])
    readings = [felt(3, 7, sudden=True), felt(2, 7), felt(1, 4)]
    assert words(reviewed(usual, *readings)) == ["sudden", "severe"]
    assert words(reviewed(felt(2, 7))) == []


def test_signs_outside_the_period_and_at_other_sites_are_left_out() -> None:
    review = reviewed(felt(30, 4, "numbness"), entry(1, {("knee", "left"): 3}))
    assert words(review) == []
    assert site_marks(review, ("knee", "left"), days(14)) == ()


def test_signs_that_would_cover_each_other_are_one() -> None:
    review = reviewed(felt(1, 4, "numbness", hour=18), felt(1, 6, "weakness", hour=18.5))
    (mark,) = site_marks(review, BACK, days(90))
    assert (mark.words, mark.level) == ("numbness, weakness", 6)


def test_signs_of_the_whole_person_have_a_lane_each_those_of_an_emergency_first() -> None:
    signs = [("fever", 3), ("saddle-numbness", 5), ("breathlessness", 2)]
    review = reviewed(*(Entry(id=word, at=moment(ago), symptoms=(word,)) for word, ago in signs))
    lanes = [lane for lane in lanes_of(review, days(14)) if lane.mark == SIGN]
    assert [lane.name for lane in lanes] == ["saddle-numbness", "breathlessness", "fever"]
    assert lanes[2].places == (x_of(moment(3).local),)


def test_many_signs_of_the_whole_person_share_the_last_lane() -> None:
    signs = ["fever", "saddle-numbness", "breathlessness", "weight-loss", "chest-pain"]
    review = reviewed(*(Entry(id=word, at=moment(n), symptoms=(word,)) for n, word in enumerate(signs)))
    lanes = [lane for lane in lanes_of(review, days(14)) if lane.mark == SIGN]
    assert [lane.name for lane in lanes] == ["saddle-numbness", "chest-pain", OTHER_SIGNS]
    assert len(lanes[2].places) == 3


def test_interference_that_is_raised_is_marked_on_the_days_it_rests_on() -> None:
    review = reviewed(*(entry(ago, {BACK: 3}, interference=8 if ago < 2 else 2) for ago in range(20)))
    assert "interference" in [finding.rule for finding in review.raised]
    assert {mark.words for mark in person_marks(review, days(14))} == {"interference"}


def test_sharp_pain_is_marked_only_where_the_rule_counts_it() -> None:
    usual = Usual(id="u", at=moment(40), level=4, site=BACK[0], side=BACK[1])
    # The first in 28 days counts, one at 5 that is less than 2 above usual does not, one far above does.
    assert words(reviewed(usual, felt(9, 4, "sharp"), felt(5, 5, "sharp"), felt(1, 4, "sharp"))) == ["sharp"]
    marks = site_marks(reviewed(usual, felt(9, 4, "sharp"), felt(1, 6, "sharp")), BACK, days(14))
    assert [mark.level for mark in marks] == [4, 6]


def test_sharp_pain_on_three_days_of_a_week_is_marked_on_each_of_them() -> None:
    usual = Usual(id="u", at=moment(40), level=4, site=BACK[0], side=BACK[1])
    readings = [felt(ago, 4, "sharp") for ago in (30, 12, 6, 4, 2)]
    marks = site_marks(reviewed(usual, *readings), BACK, days(40))
    assert [mark.x for mark in marks] == [x_of(moment(ago).local) for ago in (30, 6, 4, 2)]


def test_sharp_pain_that_was_there_from_the_start_is_not_marked() -> None:
    known = Known(id="k", at=moment(9), qualities=("sharp",), site=BACK[0], side=BACK[1])
    assert words(reviewed(known, felt(2, 6, "sharp"))) == []


def test_what_is_part_of_an_emergency_sign_keeps_its_mark() -> None:
    readings = (Reading("knee", "left", 3, symptoms=("numbness",)), Reading("knee", "right", 3, symptoms=("numbness",)))
    review = reviewed(Entry(id="legs", at=moment(1), readings=readings))
    assert [mark.words for mark in site_marks(review, ("knee", "left"), days(14))] == ["numbness"]
    assert [mark.words for mark in site_marks(review, ("knee", "right"), days(14))] == ["numbness"]


def test_pain_at_night_is_marked_on_the_nights_that_count() -> None:
    nights = (Entry(id=f"n{ago}", at=moment(ago), symptoms=("night-pain",)) for ago in (12, 3, 2, 1))
    marks = person_marks(reviewed(*nights), days(14))
    assert [mark.x for mark in marks] == [x_of(moment(ago).local) for ago in (3, 2, 1)]
