"""Diaries in which exercise does nothing: how many reports name one on the first page for the pain after it.

`python -m tests.report.test_exercise_without_effect 1000` prints the shares for that many diaries.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from diary.domain.exercise_light import BANDS, Light
from diary.domain.records import Diary, Entry, Exercise, Reading, Record, Session
from diary.report import Report, report_model
from diary.report.summary import sentences
from diary.review.courses import together
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, KNEE, NOW, moment
from tests.evaluate.noise import Person, rating
from tests.lengths import sample

MOST = 0.05
LENGTHS = (28, 90, 180)
"""Days of a report: the usual four weeks, and longer ones, in which kinds are compared at all."""
NAMES = ("squats", "bridges", "plank", "clamshells", "step-ups")
NAMED = "The pain rose more after it than without a session."


def diary(seed: int, days: int, effect: float = 0.0) -> Diary:
    """A diary of so many days; the first exercise raises the pain of the next 40 hours by `effect` points."""
    chance = random.Random(f"{seed} without effect")
    a_day, missing = chance.choice((1, 2)), chance.choice((0.0, 0.2, 0.4))
    often, usual = chance.choice((0.1, 0.15, 0.2, 0.3)), chance.choice((2, 3, 4, 5))
    places = (BACK, KNEE)[: chance.choice((1, 2))]
    people = {place: Person(chance) for place in places}
    records: list[Record] = []
    raised = days + 1.0
    for ago in range(days, 0, -1):
        for hour in (8.0, 20.0):
            rise = effect if 0 <= raised - ago + hour / 24 <= 40 / 24 else 0.0
            levels = {place: rating(usual + rise + person.wobble()) for place, person in people.items()}
            if (hour == 20 or a_day == 2) and chance.random() >= missing:
                at = moment(ago, hour + chance.uniform(-0.7, 0.7))
                readings = tuple(Reading(*place, level) for place, level in levels.items())
                records.append(Entry(id=f"e{ago:04}{hour:02.0f}", at=at, recorded=at.instant, readings=readings))
        if chance.random() < often:
            # Pain during is that of the day: the exercise adds nothing to it either.
            done = [Exercise(name, pain=max(levels.values())) for name in NAMES if chance.random() < 0.5]
            at = moment(ago, 21 + chance.random())
            kind = chance.choice(("home", "home", "physio", "gym"))
            records.append(Session(id=f"s{ago:04}", at=at, recorded=at.instant, activity=kind, exercises=tuple(done)))
            if NAMES[0] in [exercise.name for exercise in done]:
                raised = ago - 21 / 24
    return Diary.of(records)


def report_of(made: Diary, days: int) -> Report:
    first = NOW.date() - timedelta(days=days)
    return report_model(review_of(made, NOW), since=first, sections=["summary", "exercise"])


def exercise_text(report: Report) -> str:
    return dict(sentences(report)).get("Exercise", "")


def share_named(reports: list[Report]) -> float:
    return sum(NAMED in exercise_text(report) for report in reports) / len(reports)


@pytest.mark.parametrize("days", LENGTHS)
def test_few_reports_name_an_exercise_that_does_nothing(days: int) -> None:
    reports = [report_of(diary(seed, days), days) for seed in range(sample(30, 1000))]
    assert share_named(reports) <= MOST
    compared = sum(any(row.comparable for row in together(report.exercise)) for report in reports)
    # Else it would pass because nothing is ever compared.
    assert compared >= len(reports) / 3 or days == 28


def test_one_that_raises_the_pain_by_four_is_named_in_most_long_reports() -> None:
    reports = [report_of(diary(seed, 180, effect=4.0), 180) for seed in range(sample(16, 300))]
    able = [report for report in reports if any(row.comparable for row in together(report.exercise))]
    assert share_named(able) >= 0.5


def test_which_one_is_shown_does_not_depend_on_the_pain_where_none_stands_out() -> None:
    for seed in range(8):
        made = diary(seed, 28)
        other = replace(made, entries=tuple(_mirrored(entry) for entry in made.entries))
        shown = [exercise_text(report_of(each, 28)).partition(" the ")[0] for each in (made, other)]
        assert shown[0] == shown[1]


def _mirrored(entry: Entry) -> Entry:
    readings = tuple(replace(reading, pain=10 - (reading.pain or 0)) for reading in entry.readings)
    return replace(entry, readings=readings)


def main(count: int) -> None:
    """Print the share of reports that name one, and of those that could, for each length."""
    for days in LENGTHS:
        reports = [report_of(diary(seed, days), days) for seed in range(count)]
        able = sum(any(row.comparable for row in together(report.exercise)) for report in reports)
        lights = [one.light(BANDS) for report in reports for row in report.exercise for one in row.responses]
        print(
            f"{days} days: {share_named(reports):.2%} of {count} reports name one, {able} could; of all lights "
            f"{', '.join(f'{lights.count(light) / max(1, len(lights)):.0%} {light}' for light in (*Light, None))}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
