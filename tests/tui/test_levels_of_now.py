"""What the screen calls the level of now, and where it says that a usual level comes from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from diary.charts.period import Period
from diary.charts.terminal.columns import sentence_for
from diary.domain.moments import Moment
from diary.domain.records import Diary, Entry, Reading, Record, Usual
from diary.review.snapshot import review_of
from diary.tui.screens.today.content import SiteRow, today_content
from diary.tui.screens.today.draft import Draft

NOW = datetime(2026, 3, 20, 20, tzinfo=UTC)
"""A Friday."""
KNEE = ("knee", "left")


def entry(ago: timedelta, level: int = 6) -> Entry:
    return Entry(id=f"e{ago}", at=Moment(NOW - ago), readings=(Reading(*KNEE, level),))


def row(*records: Record) -> SiteRow:
    (found,) = today_content(review_of(Diary.of(records), NOW), (KNEE,), Draft("d")).rows
    return found


@pytest.mark.parametrize(
    ("hours", "day"), [(0, ""), (36, ""), (37, "Thu"), (24 * 6, "Sat"), (24 * 7, "13 Mar"), (24 * 13, "7 Mar")]
)
def test_a_level_that_is_too_old_to_be_of_now_has_its_day(hours: int, day: str) -> None:
    assert row(entry(timedelta(hours=hours))).aged == day


def test_a_usual_level_says_where_it_comes_from() -> None:
    logged = [entry(timedelta(days=days), 6) for days in range(9)]
    stated = Usual(id="u", at=Moment(NOW - timedelta(days=2)), site=KNEE[0], side=KNEE[1], level=2)
    assert (row(*logged).usual, row(*logged).usual_from) == (6, "logged")
    assert (row(*logged, stated).usual, row(*logged, stated).usual_from) == (2, "stated")
    assert (row(*logged[:3]).usual, row(*logged[:3]).usual_from) == (None, "")


def test_a_finding_that_began_without_a_usual_level_does_not_say_that_none_is_known_now() -> None:
    review = review_of(Diary.of([entry(timedelta(days=days), 6) for days in range(9)]), NOW)
    (finding,) = (each for each in review.raised if each.rule == "not-improving-48h")
    assert finding.provisional
    assert row(*review.diary.entries).usual == 6
    assert "No usual level was stated or known when it began" in finding.summary


def test_the_sentence_of_a_trend_says_the_day_of_an_old_level_and_the_source_of_the_usual_one() -> None:
    logged: list[Record] = [entry(timedelta(days=days), 6) for days in range(6, 15)]
    period = Period(NOW.date() - timedelta(days=27), NOW.date())
    said = sentence_for(review_of(Diary.of(logged), NOW), KNEE, period)
    assert said == "Left knee: always 6 in these 28 days, usually 6 (logged); latest 6 on 14 Mar."
