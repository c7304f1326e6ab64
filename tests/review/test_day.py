"""What belongs to a day, in neutral words: the exact lines, and nothing where there is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from diary.domain.findings import Finding, Status
from diary.domain.moments import Moment
from diary.domain.records import Care, Diary, Entry, Exercise, Question, Reading, Record, Session, Visit
from diary.domain.rehabilitation import Activity, Answer, Background, Plan, Score, Treatment
from diary.review.day import Day, DayLine, day_of
from diary.review.snapshot import review_of
from diary.settings import Settings

NOW = datetime(2026, 3, 4, 20, tzinfo=UTC)
"""A Wednesday."""


def at(hour: int = 12, days: int = 0) -> Moment:
    return Moment(NOW.replace(hour=hour) + timedelta(days=days))


def day(*records: Record, waiting: tuple[Finding, ...] = (), asked: str = "weekly") -> Day:
    return day_of(Diary.of(records), NOW, NOW.date(), night=timedelta(), asked=asked, waiting=waiting)


def plan(name: str, **more: object) -> Plan:
    return Plan(id=name, at=at(days=-9), name=name, per_week=3, **more)  # type: ignore[arg-type]


def session(*exercises: Exercise, days: int = 0) -> Session:
    return Session(id=f"s{days}", at=at(18, days), exercises=exercises)


PLANS = (plan("squats"), plan("plank"), plan("bridge"))


def test_a_day_of_nothing_says_nothing() -> None:
    assert day() == Day()


@pytest.mark.parametrize(
    ("done", "text"),
    [
        ((), "0 of 3 done"),
        ((Exercise("squats"),), "1 of 3 done"),
        ((Exercise("Squats"), Exercise("plank", done="eased", because="too sore")), "2 of 3 done, 1 eased (too sore)"),
        ((Exercise("squats"), Exercise("plank", done="skipped")), "1 of 3 done, 1 skipped"),
        (
            tuple(Exercise(name, done="skipped", because="no time") for name in ("squats", "plank")),
            "0 of 3 done, 2 skipped (no time)",
        ),
        ((Exercise("squats"), Exercise("plank"), Exercise("bridge"), Exercise("walk")), "3 of 3 done"),
    ],
)
def test_the_programme_of_today_in_neutral_words(done: tuple[Exercise, ...], text: str) -> None:
    sessions = (session(*done),) if done else ()
    assert day(*PLANS, *sessions).lines == (DayLine("exercises", "Exercises", text),)


def test_nothing_is_said_of_exercises_once_their_week_is_full_or_their_plan_has_ended() -> None:
    full = [session(Exercise("squats"), days=-days) for days in (1, 2)]
    assert day(replace(plan("squats"), per_week=2), *full).lines == ()
    assert day(plan("squats", until="2026-03-03")).lines == ()


def test_scores_that_are_due_and_what_runs() -> None:
    stairs = Activity(id="a", at=at(days=-20), name="climbing stairs")
    sleep = Activity(id="b", at=at(days=-20), name="sleep", asked="never")
    lines = day(stairs, sleep).lines
    assert lines == (DayLine("scores", "To rate", "climbing stairs"),)
    rated = Score(id="c", at=at(days=-2), answers=(Answer("climbing stairs", 5),))
    assert day(stairs, sleep, rated).lines == ()
    assert day(stairs, asked="never").lines == ()
    ibuprofen = Treatment(id="d", at=at(days=-3), name="ibuprofen", dose="400 mg")
    brace = Treatment(id="e", at=at(days=-30), name="brace", until="2026-03-03")
    assert day(ibuprofen, brace).lines == (DayLine("treatments", "Running", "ibuprofen 400 mg"),)


@pytest.mark.parametrize(
    ("days", "hour", "label"),
    [(0, 21, "Today"), (1, 9, "Tomorrow"), (5, 9, "Monday"), (7, 9, "11 Mar"), (13, 9, "17 Mar")],
)
def test_the_next_appointment(days: int, hour: int, label: str) -> None:
    visit = Visit(id="v", at=at(hour, days), name="Mr Adeyemi")
    later = Visit(id="w", at=at(hour, days + 1), name="Dr Brandt")
    assert day(visit, later).lines == (DayLine("visit", label, f"{hour:02}:00 Mr Adeyemi"),)


def test_an_appointment_that_is_over_or_far_away_does_not_come_next() -> None:
    assert day(Visit(id="v", at=at(9)), Visit(id="w", at=at(9, 15))).lines == ()


def test_an_appointment_of_which_only_the_day_is_known() -> None:
    visit = Visit(id="v", at=Moment.on_day(NOW.date(), UTC))
    assert day(visit).lines == (DayLine("visit", "Today", "appointment"),)


def test_open_questions_are_counted() -> None:
    questions = [Question(id=f"q{n}", at=at(days=-n), note="why?") for n in (1, 5)]
    assert day(*questions).lines == (DayLine("questions", "Questions", "2 for the appointment"),)
    assert day(*questions, Visit(id="v", at=at(9, -3))).lines[0].text == "1 for the appointment"


def test_what_the_diary_waits_for_once_for_each_place_and_the_soonest_first() -> None:
    pending = [
        Finding(rule=rule, status=Status.PENDING, site="knee", side=side, decides_at=NOW + timedelta(hours=hours))
        for rule, side, hours in (("one", "left", 30), ("two", "left", 12), ("one", "right", -1), ("two", "right", 60))
    ]
    assert day(waiting=tuple(pending)).lines == (
        DayLine("waiting", "Log again", "right knee now"),
        DayLine("waiting", "Log again", "left knee from Thu 08:00"),
    )


def test_the_records_of_the_day_in_order_without_what_is_to_come_and_other_days() -> None:
    entry = Entry(id="e", at=at(8), readings=(Reading("knee", "left", 3),))
    care = Care(id="c", at=at(13), activity="ice")
    rated = Score(id="r", at=at(9), answers=(Answer("sleep", 5),))
    others = (Entry(id="y", at=at(8, -1)), Visit(id="v", at=at(21)), Care(id="t", at=at(8, 1), activity="ice"))
    assert day(care, entry, rated, *others).records == (entry, rated, care)


def test_a_night_owl_is_still_in_the_day_before() -> None:
    late = Entry(id="e", at=Moment(NOW.replace(hour=1) + timedelta(days=1)))
    now = NOW.replace(hour=2) + timedelta(days=1)
    of_day = day_of(Diary.of([late]), now, NOW.date(), night=timedelta(hours=4), asked="weekly")
    assert of_day.records == (late,)


def entries(*days: int) -> list[Record]:
    return [Entry(id=str(n), at=at(8, -n), readings=(Reading("knee", "left", 1),)) for n in days]


OFFER = (DayLine("background", "Background", "how it began, goals: once, for the first report"),)


@pytest.mark.parametrize(
    ("days", "offered"),
    [((0,), False), ((0, 1), False), ((0, 1, 2), True), ((0, 1, 28), True), ((0, 1, 29), False)],
)
def test_the_background_is_offered_in_the_first_weeks_and_not_at_first(days: tuple[int, ...], offered: bool) -> None:
    diary = Diary.of(entries(*days))
    found = day_of(diary, NOW, NOW.date(), night=timedelta(), asked="weekly", offers_background=True)
    assert found.lines == (OFFER if offered else ())


def test_the_background_is_not_offered_once_something_is_said_or_it_was_skipped_or_beside_a_warning() -> None:
    records = entries(0, 1, 2)
    said = Background(id="b", at=at(), topic="goal", name="walk")
    found = day_of(
        Diary.of([*records, said]), NOW, NOW.date(), night=timedelta(), asked="weekly", offers_background=True
    )
    assert found.lines == ()
    assert review_of(Diary.of(records), NOW).day.lines == OFFER
    assert review_of(Diary.of(records), NOW, Settings(ask_background=False)).day.lines == ()
    numb = Entry(id="n", at=at(9), readings=(Reading("foot", "left", 3, symptoms=("numbness",)),))
    warned = review_of(Diary.of([*records, numb]), NOW)
    assert warned.has_untold
    assert warned.day.lines == ()


def test_nothing_to_do_stands_beside_a_call_for_help_today() -> None:
    visit = Visit(id="v", at=at(9, 1), name="Dr Brandt")
    stairs = Activity(id="a", at=at(days=-20), name="climbing stairs")
    calm = Diary.of([*PLANS, stairs, visit, *entries(0, 1, 2)])
    assert [line.about for line in review_of(calm, NOW).day.lines] == ["exercises", "scores", "visit", "background"]
    numb = Entry(id="n", at=at(9), readings=(Reading("foot", "left", 3, symptoms=("numbness",)),))
    urgent = replace(calm, entries=(*calm.entries[:-1], numb))
    assert [line.about for line in review_of(urgent, NOW).day.lines] == ["visit"]
