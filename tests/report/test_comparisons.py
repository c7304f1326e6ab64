"""What the facts of a report are compared with, and in which order they stand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from diary.analysis.measures import LevelChange
from diary.domain.records import Diary, Entry, Motion, Reading, Record, Visit
from diary.report import Report, report_model
from diary.report.tables import flags_table
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, NOW, entry, many_sites, moment


def made(*records: Record, **choices: object) -> Report:
    return report_model(review_of(Diary.of(records), NOW), **choices)  # type: ignore[arg-type]


def ago(days: int) -> date:
    return NOW.date() - timedelta(days=days)


def test_a_diary_of_two_weeks_is_compared_with_its_own_first_week() -> None:
    report = made(*(entry(day, {BACK: 2 if day > 6 else 5}, interference=day) for day in range(14)))
    assert report.first == ago(27)
    (row,) = report.sites
    assert row.change is not None
    assert (row.change.before, row.change.now, row.change.first) == (2, 5, ago(13))
    (rating,) = report.ratings
    assert rating.change is not None
    assert (rating.change.before, rating.change.now) == (10, 3)


def test_the_first_days_of_a_diary_have_nothing_to_be_compared_with() -> None:
    (row,) = made(*(entry(day, {BACK: day}) for day in range(6))).sites
    assert row.change is None


def test_a_movement_measured_once_is_compared_with_the_last_time_before_the_period() -> None:
    values = {90: 100.0, 60: 105.0, 3: 120.0}
    motions = [Motion(id=f"m{day}", at=moment(day), movement="flexion", value=v) for day, v in values.items()]
    (row,) = made(*motions).motions
    assert (row.first, row.latest, row.count, row.compared) == (105, 120, 1, True)
    assert (row.first_day, row.last_day) == (ago(60), ago(3))
    (alone,) = made(motions[-1]).motions
    assert (alone.first, alone.latest, alone.compared) == (120, 120, False)


def test_the_next_visit_lies_ahead_also_of_a_report_about_a_time_that_is_over() -> None:
    visits = [Visit(id=f"v{day}", at=moment(day, 10)) for day in (40, 10, -3)]
    report = made(entry(45, {BACK: 3}), *visits, since=ago(60), until=ago(41))
    assert report.next_visit == ago(-3)


def test_a_flag_that_was_raised_again_and_again_says_how_often() -> None:
    numb = [
        Entry(id=f"n{day}", at=moment(day), readings=(Reading("foot", "left", symptoms=("numbness",)),))
        for day in (88, 59, 30)
    ]
    (flag,) = made(*numb, since=ago(89)).flags
    assert (flag.times, flag.open) == (3, False)
    ((_, _, when, _, told),) = flags_table([flag], NOW.date()).rows
    assert (when, told) == ("3 times, 6 Aug – 3 Oct, 3 entries\nnot logged again since 3 Oct", "–")
    (once,) = made(numb[-1], since=ago(89)).flags
    assert once.times == 1


def test_the_sites_stand_in_the_order_of_the_flags_at_them() -> None:
    report = report_model(review_of(many_sites(30), NOW))
    flagged = list(dict.fromkeys(flag.place for flag in report.flags if flag.open and flag.place))
    assert len(flagged) > 6
    assert [row.place for row in report.sites[: len(flagged)]] == flagged


def test_what_a_change_needs_to_count_is_what_decides_whether_it_does() -> None:
    first = NOW.date()
    for before, now in product(range(21), repeat=2):
        change = LevelChange(before / 2, now / 2, first, first)
        assert change.counts == (abs(change.points) >= change.needed), (before, now)
