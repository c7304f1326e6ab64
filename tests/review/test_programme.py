"""The home programme in a week: counted again here from the raw records."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from diary.domain.exercise_names import exercise_key, find_exercise
from diary.domain.moments import Moment
from diary.domain.records import Exercise, Session
from diary.domain.rehabilitation import Plan
from diary.review.programme import plans_on, programme_between, programme_week, todays_exercises, week_of

MONDAY = date(2026, 3, 2)
AT = Moment(datetime(2026, 2, 1, 12, tzinfo=UTC))


def plan(name: str = "squats", **more: object) -> Plan:
    given: dict[str, object] = {"id": name, "at": AT, "sets": 3, "reps": 10, "per_week": 3, **more}
    return Plan(name=name, **given)  # type: ignore[arg-type]


def session(day: int, *exercises: Exercise, hour: int = 18) -> Session:
    """A session of the week, by its day (0 is Monday)."""
    at = Moment(datetime(2026, 3, 2, hour, tzinfo=UTC) + timedelta(days=day))
    return Session(id=f"s{day}-{hour}", at=at, exercises=exercises)


SQUATS = Exercise("Squats", sets=3, reps=10)


def test_a_week_goes_from_monday_to_sunday() -> None:
    assert week_of(MONDAY + timedelta(days=6)) == (MONDAY, MONDAY + timedelta(days=6))


def test_what_was_done_is_said_in_neutral_words() -> None:
    sessions = [
        session(0, SQUATS), session(1, replace(SQUATS, done="eased", because="too sore")),
        session(2, replace(SQUATS, name="squat", done="eased", because="too sore")), session(3, SQUATS),
        session(4, replace(SQUATS, done="skipped", because="no time")), session(-1, SQUATS), session(7, SQUATS),
    ]  # fmt: skip
    (week,) = programme_week([plan(per_week=6)], sessions, MONDAY + timedelta(days=6))
    assert (week.planned, week.done, week.eased, week.skipped) == (6, 4, 2, 1)
    assert week.what == "squats 3x10, 6 times a week"
    assert week.course_text() == "4 of 6, made easier twice: too sore; skipped once: no time"


@pytest.mark.parametrize(
    ("per_week", "days", "course"),
    [
        (3, (), "0 of 3"), (3, (0,), "1 of 3"), (1, (0, 2), "done twice, 1 planned"), (None, (), "not done yet"),
        (None, (0, 1, 2), "done 3 times"), (None, (0,), "done once"),
    ],
)  # fmt: skip
def test_the_course_of_a_week(per_week: int | None, days: tuple[int, ...], course: str) -> None:
    sessions = [session(day, SQUATS) for day in days]
    (week,) = programme_week([plan(per_week=per_week)], sessions, MONDAY + timedelta(days=6))
    assert week.course_text() == course


def test_a_changed_plan_keeps_its_history() -> None:
    old = plan(until="2026-03-04")
    new = plan(id="new", reps=12, per_week=7, since="2026-03-05")
    for day, reps in ((2, 10), (3, 12)):
        assert [each.reps for each in plans_on([old, new], MONDAY + timedelta(days=day))] == [reps]
    (week,) = programme_week([old, new], [session(0, SQUATS)], MONDAY + timedelta(days=6))
    # Three days of the one line, four of the other: 3 × 3/7 + 7 × 4/7 = 5.3.
    assert (week.plan.reps, week.planned, week.done) == (12, 5, 1)
    (before,) = programme_week([old, new], [], MONDAY - timedelta(days=7))
    assert before.plan.reps == 10
    assert programme_week([replace(old, until="2026-02-28")], [], MONDAY) == ()


def test_one_exercise_that_changed_within_a_week_has_one_count_over_both_lines() -> None:
    plans = [plan("step ups", until="2026-03-02"), plan("step-up", id="new", reps=12, since="2026-03-03")]
    sessions = [session(day, Exercise("step up")) for day in (0, 2, 4)]
    (week,) = programme_week(plans, sessions, MONDAY + timedelta(days=4))
    assert (week.course_text(), week.plan.reps) == ("3 of 3", 12)
    # The week is full by Friday, and so it is over just these days.
    for last in (4, 6):
        (span,) = programme_between(plans, sessions, MONDAY, MONDAY + timedelta(days=last))
        assert span.course_text() == "3 of 3"


def test_a_line_that_begins_later_in_the_week_leaves_today_the_one_that_runs() -> None:
    plans = [plan(until="2026-03-05"), plan(id="new", reps=12, since="2026-03-06")]
    (week,) = programme_week(plans, [], MONDAY + timedelta(days=2))
    assert (week.plan.reps, week.planned, week.due) == (10, 3, True)


def test_what_was_done_outside_the_plan_is_not_of_what_was_planned() -> None:
    plans = [plan("plank", per_week=7, since="2026-03-03", until="2026-03-04")]
    sessions = [session(day, Exercise("plank", done=done, because="sore")) for day, done in enumerate(DONE)]
    (week,) = programme_week(plans, sessions, MONDAY + timedelta(days=6))
    assert week.course_text() == "1 of 2, made easier once: sore; skipped once: sore; 3 times outside the plan"
    assert (week.done, week.skipped, week.outside, week.today) == (1, 1, 3, "")
    (span,) = programme_between(plans, sessions, MONDAY - timedelta(days=9), MONDAY + timedelta(days=9))
    assert span.course_text() == week.course_text()
    (week,) = programme_week([plan("plank", per_week=None, until="2026-03-02")], sessions[:2], MONDAY)
    assert week.course_text() == "done once"


DONE = ("yes", "eased", "skipped", "yes", "eased", "skipped")
"""On six days of a week, of which the second and the third are planned."""


def test_a_line_without_a_number_a_week_leaves_no_number_that_is_planned() -> None:
    plans = [plan(per_week=None, until="2026-03-03"), plan(id="new", since="2026-03-04")]
    (week,) = programme_week(plans, [session(2, SQUATS)], MONDAY + timedelta(days=6))
    assert week.course_text() == "done once"


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ((("yes", ""),), "done today"), ((("eased", "too sore"),), "eased today: too sore"),
        ((("skipped", ""),), "skipped today"), ((("eased", ""), ("yes", "")), "done today"),
        ((("skipped", "no time"), ("eased", "late")), "eased today: late"), ((), ""),
    ],
)  # fmt: skip
def test_what_became_of_it_today(answers: tuple[tuple[str, str], ...], text: str) -> None:
    sessions = [
        session(0, replace(SQUATS, done=done, because=because), hour=8 + n) for n, (done, because) in enumerate(answers)
    ]
    (week,) = programme_week([plan(per_week=14)], [*sessions, session(-1, SQUATS)], MONDAY)
    assert week.today_text == text


@pytest.mark.parametrize("seed", range(6))
def test_whole_weeks_are_the_sum_of_what_each_week_says(seed: int) -> None:
    chance = random.Random(seed)
    plans, since = [], 0
    while since < 56:
        last = since + chance.randint(2, 20)
        begun, ended = (MONDAY + timedelta(days=n) for n in (since, last))
        plans.append(plan(id=f"p{since}", per_week=chance.randint(1, 9), since=str(begun), until=str(ended)))
        since = last + chance.choice([1, 1, 4])
    kinds = [chance.choice(["yes", "yes", "eased", "skipped", ""]) for _ in range(56)]
    sessions = [session(day, replace(SQUATS, done=done)) for day, done in enumerate(kinds) if done]
    (span,) = programme_between(plans, sessions, MONDAY, MONDAY + timedelta(days=55))
    sundays = [MONDAY + timedelta(days=7 * n + 6) for n in range(8)]
    weeks = [week for sunday in sundays for week in programme_week(plans, sessions, sunday)]
    for count in ("planned", "done", "eased", "skipped", "outside"):
        assert getattr(span, count) == sum(getattr(week, count) for week in weeks), count


def test_a_part_of_the_week_is_planned_in_proportion() -> None:
    (week,) = programme_week([plan(per_week=7, since="2026-03-05")], [], MONDAY + timedelta(days=6))
    assert week.planned == 4
    (week,) = programme_week([plan(per_week=1, since="2026-03-08")], [], MONDAY + timedelta(days=6))
    assert week.planned == 1


@pytest.mark.parametrize(
    ("per_week", "days", "due"),
    [(3, (), True), (3, (3,), False), (3, (0, 1, 2), False), (3, (0, 1), True), (14, (3,), True), (None, (3,), False)],
)
def test_what_is_due_on_a_day(per_week: int | None, days: tuple[int, ...], due: bool) -> None:
    thursday = MONDAY + timedelta(days=3)
    (week,) = programme_week([plan(per_week=per_week)], [session(day, SQUATS) for day in days], thursday)
    assert week.due is due


def test_a_session_of_the_programme_has_what_is_due_and_what_was_different() -> None:
    plans = [plan(), plan("plank", sets=3, reps=None, seconds=30), plan("bridges", per_week=1)]
    sessions = [session(0, Exercise("bridge"))]
    plank = Exercise("plank", sets=2, seconds=20, done="eased")
    changes = [Exercise("squat", pain=4), plank, Exercise("clams", reps=9)]
    done = todays_exercises(plans, sessions, MONDAY + timedelta(days=1), changes)
    assert done.exercises == (
        Exercise("squats", sets=3, reps=10, pain=4),
        Exercise("plank", sets=2, seconds=20, done="eased"),
        Exercise("clams", reps=9),
    )
    assert done.remarks == (
        "clams: not in the programme, and added to this session",
        "bridges: done 1 of 1 this week, so left out; name it to log it once more",
    )
    named = todays_exercises(plans, sessions, MONDAY + timedelta(days=1), [Exercise("bridges", pain=1)])
    assert [each.name for each in named.exercises] == ["squats", "plank", "bridges"]


def test_a_programme_that_is_done_can_be_done_once_more() -> None:
    done = todays_exercises([plan()], [session(0, SQUATS)], MONDAY)
    assert [each.name for each in done.exercises] == ["squats"]
    assert done.remarks == ("all that is planned for now was logged already; saved once more",)


def test_names_that_mean_one_exercise() -> None:
    assert exercise_key("Single-leg  Squats") == exercise_key("single leg squat")
    assert exercise_key("Step-ups") == exercise_key("step up")
    assert exercise_key("press") != exercise_key("pres")
    names = ["single leg squat", "wall squats", "plank"]
    assert find_exercise("PLANKS", names) == ("plank",)
    assert find_exercise("squat", names) == ("single leg squat", "wall squats")
    assert find_exercise("wall", names) == ("wall squats",)
    assert find_exercise("bridge", names) == ()


def test_two_sessions_of_one_day_are_one_day_of_practice() -> None:
    twice = [session(day, SQUATS, hour=hour) for day in (0, 1) for hour in (8, 18)]
    skipped = session(2, replace(SQUATS, done="skipped", because="no time"))
    done_later = session(2, SQUATS, hour=20)
    (week,) = programme_week([plan(per_week=7)], [*twice, skipped], MONDAY + timedelta(days=6))
    assert (week.done, week.skipped, week.course_text()) == (2, 1, "2 of 7, skipped once: no time")
    (week,) = programme_week([plan(per_week=7)], [*twice, skipped, done_later], MONDAY + timedelta(days=6))
    assert (week.done, week.skipped) == (3, 0)
    (week,) = programme_week([plan(per_week=14)], twice, MONDAY + timedelta(days=6))
    assert (week.done, week.planned) == (4, 14)
