"""The small drawing of a site in the report's table."""

from __future__ import annotations

from datetime import timedelta

from diary.domain.records import Diary, Usual
from diary.report.spark import spark_of
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, NOW, entry, moment


def test_a_stated_usual_level_is_not_drawn_back_before_its_day() -> None:
    stated = Usual(id="u", at=moment(2, 8.0), level=3, site=BACK[0], side=BACK[1])
    review = review_of(Diary.of([stated, entry(9, {BACK: 5}), entry(1, {BACK: 4})]), NOW)
    spark = spark_of(review, BACK, NOW.date() - timedelta(days=9), NOW.date())
    assert spark.usual == (None,) * 7 + (3.0,) * 3
    assert spark.levels == (5, *(None,) * 7, 4, None)
