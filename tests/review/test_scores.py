"""How each score runs, counted again here; the changes that count are those that are published."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from diary.domain.moments import Moment
from diary.domain.records import Diary, Record, Visit
from diary.domain.rehabilitation import Activity, Answer, Score
from diary.domain.scores import READY_MADE
from diary.review.scores import MEAN, ScoreCourse, course_line, score_courses

START = date(2026, 3, 2)
TODAY = START + timedelta(days=28)


def at(day: int) -> Moment:
    return Moment(datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(days=day))


def score(day: int, *answers: Answer) -> Score:
    return Score(id=f"{day}-{answers[0].name}", at=at(day), answers=answers)


def activity(name: str, **more: str) -> Activity:
    return Activity(id=name, at=at(0), name=name, **more)  # type: ignore[arg-type]


def course(name: str, *records: Record) -> ScoreCourse:
    return next(each for each in score_courses(Diary.of(records), TODAY) if each.called == name)


@pytest.mark.parametrize(("first", "last", "counts"), [(3, 5, False), (3, 6, True), (6, 3, True), (4, 4, False)])
def test_one_activity_counts_from_three_points(first: int, last: int, counts: bool) -> None:
    found = course("stairs", score(0, Answer("stairs", first)), score(20, Answer("stairs", last)))
    assert (found.change, found.counts) == (last - first, counts)


def sitting(day: int, **values: int) -> list[Record]:
    """Activities that were rated on one day, each in a record of its own."""
    return [score(day, Answer(name, value)) for name, value in values.items()]


def test_the_mean_is_of_the_activities_rated_on_one_day_and_counts_from_two_points() -> None:
    records = [*sitting(0, stairs=3, sitting=4, walking=5), *sitting(20, stairs=6, sitting=5, walking=7)]
    found = course(MEAN, *records)
    assert found.values == ((START, 4.0), (START + timedelta(days=20), 6.0))
    assert (found.counts, found.least, found.rated) == (True, 2, "")
    # Old ratings are not mixed with those of another day.
    assert course(MEAN, *records, *sitting(25, stairs=9)).values == found.values
    assert course(MEAN, *records[:3], *sitting(20, stairs=6, sitting=5, walking=6)).counts is False
    assert MEAN not in [each.name for each in score_courses(Diary.of(sitting(0, stairs=3)), TODAY)]
    apart = [*sitting(0, stairs=3), *sitting(1, sitting=3)]
    assert MEAN not in [each.name for each in score_courses(Diary.of(apart), TODAY)]


def test_where_some_were_rated_the_mean_is_of_those_on_every_day() -> None:
    records = [
        *(activity(name) for name in ("stairs", "sitting", "walking")), activity("sleep"),
        *sitting(0, stairs=3, sitting=4, walking=9), *sitting(7, stairs=3, walking=2),
        *sitting(20, stairs=6, sitting=6),
    ]  # fmt: skip
    found = course(MEAN, *records)
    assert found.values == ((START, 3.5), (START + timedelta(days=20), 6.0))
    assert found.rated == "2 of 3 rated"
    # How much of a mean of two counts is not published: as much as of one.
    assert (found.counts, found.least) == (False, 3)
    assert course_line(found) == f"{MEAN} (2 of 3 rated) 3.5 → 6 (+2.5, real from 3 on) since 2 Mar"
    # One that was followed later is not in the means of before.
    assert course(MEAN, *records, *sitting(27, stairs=7, sitting=6, running=2)).values == (
        (START + timedelta(days=27), 5.0),
    )


def test_of_two_ratings_on_one_day_the_later_one_counts() -> None:
    again = replace(score(0, Answer("stairs", 5)), id="again", recorded=at(0).instant)
    assert course(MEAN, *sitting(0, stairs=3, sitting=4), again).values == ((START, 4.5),)


def test_peg_has_its_three_parts() -> None:
    names = list(READY_MADE["peg"].questions)
    found = course("peg", *(score(day, *map(Answer, names, (n, n + 1, n + 2))) for day, n in ((0, 4), (9, 2))))
    days = (START, START + timedelta(days=9))
    assert found.parts == tuple((name, tuple(zip(days, (4 + n, 2 + n), strict=True))) for n, name in enumerate(names))


@pytest.mark.parametrize(("first", "last", "counts"), [(6, 4.2, True), (6, 4.3, False), (10, 7, True), (0, 3, None)])
def test_peg_is_a_mean_and_counts_from_thirty_per_cent(first: float, last: float, counts: bool | None) -> None:
    names = list(READY_MADE["peg"].questions)

    def answers(mean: float) -> list[Answer]:
        return [Answer(names[0], mean - 1), Answer(names[1], mean), Answer(names[2], mean + 1)]

    found = course("peg", score(0, *answers(first)), score(20, *answers(last)))
    assert [round(value, 3) for _, value in found.values] == [first, last]
    assert found.counts is counts


@pytest.mark.parametrize(
    ("asked", "last", "visit", "due"),
    [
        ("weekly", None, None, True), ("weekly", 21, None, True), ("weekly", 22, None, False), ("", 21, None, True),
        ("never", None, None, False), ("visits", None, None, False), ("visits", None, 30, True),
        ("visits", None, 32, False), ("visits", 26, 28, False), ("visits", 20, 28, True), ("visits", None, 27, False),
    ],
)  # fmt: skip
def test_what_is_due(asked: str, last: int | None, visit: int | None, due: bool) -> None:
    records: list[Record] = [activity("stairs", asked=asked)]
    records += [] if last is None else [score(last, Answer("stairs", 5))]
    records += [] if visit is None else [Visit(id="v", at=at(visit))]
    assert course("stairs", *records).due is due


def test_what_nobody_follows_is_never_due_and_ended_ones_neither() -> None:
    assert not course("grip left", score(0, Answer("grip", 20, "left", "kg"))).due
    ended = activity("stairs", until="2026-03-20")
    assert score_courses(Diary.of([ended]), TODAY) == ()
    # Sleep, mood and morning stiffness stay out of sight until they are switched on.
    assert score_courses(Diary(), TODAY) == ()
    assert course("sleep", activity("sleep")).due


def test_a_short_line_has_the_first_value_and_the_latest() -> None:
    days = [date(2026, 3, n) for n in range(1, 7)]
    values = tuple(zip(days, (3.0, 4.0, 4.0, 5.0, 6.0, 7.0), strict=True))
    course = ScoreCourse("stairs", "", "", values, counts=True, counts_from="3 or more counts")
    assert course_line(course, short=True) == "stairs 3 → 7 (+4, real)"
    assert course_line(replace(course, counts=False), short=True) == "stairs 3 → 7 (+4)"
    assert course_line(replace(course, values=values[:1]), short=True) == "stairs 3"
    assert course_line(ScoreCourse("change", "", "", values[:2]), short=True) == "change +4"
