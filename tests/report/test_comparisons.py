"""What the facts of a report are compared with, and in which order they stand."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from itertools import product

import pytest

from diary.analysis.measures import LevelChange
from diary.domain.records import Diary, Entry, Motion, Reading, Record, Usual, Visit
from diary.domain.rehabilitation import Answer, Score
from diary.report import Report, report_model, to_markdown
from diary.report.summary import sentences
from diary.report.tables import flags_table, sites_table
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
    assert report.next_visit
    assert report.next_visit.at.day == ago(-3)


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


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        # The mean of a week hides two bad days, and as many good ones: both are said. An open rise has its own line.
        ({1: 6, 0: 6}, "Lower back: the mean of a week, 2 → 3.1, does not show it."),
        ({0: 0}, ": now 0, 2 below the usual 2 (the mean of a week from 2 → 1.7 (−0.3) does not show it)."),
        ({0: 3}, "No clear change at lower back."),
        # What is clearly worse needs no second word, unless it points the other way.
        (dict.fromkeys(range(7), 6), "Lower back is clearly worse, the mean of a week from 2 → 6 (+4)."),
        (
            dict.fromkeys(range(1, 7), 7) | {0: 0},
            "clearly worse, the mean of a week from 2 → 6 (+4), but now 0, 2 below the usual 2.",
        ),
    ],
)
def test_a_mean_that_hides_how_it_is_now_is_not_said_alone(levels: dict[int, int], said: str) -> None:
    usual = Usual(id="u", at=moment(60), level=2, site=BACK[0], side=BACK[1])
    entries = [entry(ago, {BACK: levels.get(ago, 2)}) for ago in range(28)]
    report = report_model(review_of(Diary.of([usual, *entries]), NOW))
    (change,) = [text for lead, text in sentences(report) if lead == "Change"]
    assert said in change
    cell = sites_table(report.sites, report).rows[0][5]
    assert ("but now" in cell) == ("now" in change or "does not show it" in change)
    # What is far from the usual level now is never said to be without a clear change in the line that is read first.
    assert "now" not in change or "no clear change" not in change.lower()


def test_a_level_that_is_some_days_old_is_not_said_to_be_now() -> None:
    usual = Usual(id="u", at=moment(60), level=2, site=BACK[0], side=BACK[1])
    entries = [entry(ago, {BACK: 6 if ago == 4 else 2}) for ago in range(4, 40)]
    report = report_model(review_of(Diary.of([usual, *entries]), NOW))
    (change,) = [text for lead, text in sentences(report) if lead == "Change"]
    assert change == "Cannot tell yet whether the pain changed over this period: too few days with entries. " \
        "Lower back: 6 on 29 Oct, 4 above the usual 2."  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_each_difference_is_that_of_the_numbers_printed_beside_it(seed: int) -> None:
    chance = random.Random(seed)
    records: list[Record] = [
        entry(ago, {BACK: chance.randint(0, 10)}, hour=hour) for ago in range(28) for hour in (8.0, 20.0)
    ]
    for ago in (40, 20, 3):
        for names in (("peg pain", "peg enjoyment", "peg activity"), ("stairs", "sitting", "walking")):
            answers = tuple(Answer(name, float(chance.randint(0, 10))) for name in names)
            records.append(Score(id=f"{names[0]}{ago}", at=moment(ago), answers=answers))
    words = to_markdown(report_model(review_of(Diary.of(records), NOW)))
    pairs = re.findall(r"([\d.]+) → ([\d.]+) \(([+−±])([\d.]+)\)", words)
    rows = [line.split(" | ") for line in words.splitlines() if line.startswith(("| Mean of the act", "| PEG"))]
    pairs += [
        (row[1].split()[0], row[-2].split()[0], *found.groups())
        for row in rows
        if (found := re.search(r"(?:^|; )([+−])([\d.]+) since 23 Sep", row[-1]))
    ]
    assert len(pairs) > 2
    for first, last, sign, points in pairs:
        difference = round(float(last) - float(first), 1)
        assert (sign, points) == ("+" if difference > 0 else "−" if difference < 0 else "±", f"{abs(difference):g}")
