"""Today's planned exercises: ticked in one key each, saved as one session, in no more keys than a tired person has."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from textual.pilot import Pilot

from diary.domain.grammar.programme_session import ACTIVITY
from diary.domain.moments import Moment
from diary.domain.records import Exercise, Record, Session
from diary.domain.rehabilitation import Plan
from diary.store.diary_store import open_diary
from diary.tui.screens.rehabilitation.exercises import Tick, TodaysExercises, text_of, ticks_of
from tests.tui.driving import Driven, app_of, idle, press, shown, undo, until

SQUATS = Exercise("squats", sets=3, reps=10, load="20", unit="kg")
PLANK = Exercise("plank", sets=3, seconds=30)
BRIDGES = Exercise("bridges", sets=2, reps=15)


@pytest.fixture
def planned(empty: Driven) -> Driven:
    """A diary in which three exercises are planned."""
    since = (empty.clock.local().date() - timedelta(days=10)).isoformat()
    plans = (
        exercise_plan(each, since, empty.clock.moment(), empty.clock.now() + timedelta(microseconds=number))
        for number, each in enumerate((SQUATS, PLANK, BRIDGES))
    )
    put(empty, *plans)
    return empty


def exercise_plan(exercise: Exercise, since: str, at: Moment, recorded: datetime) -> Plan:
    dose = {name: getattr(exercise, name) for name in ("name", "sets", "reps", "seconds", "load", "unit")}
    return Plan(id=f"plan-{exercise.name}", at=at, recorded=recorded, per_week=3, since=since, **dose)


def put(driven: Driven, *records: Record) -> None:
    """Save records before the app opens."""
    with open_diary(driven.path, clock=driven.clock, program="test", create=True) as store:
        store.save(*records)


async def listed(pilot: Pilot[None]) -> None:
    """Wait until the window lists the exercises."""
    await until(lambda: isinstance(pilot.app.screen, TodaysExercises) and pilot.app.screen.weeks)
    await idle(pilot)


def the_session(driven: Driven) -> Session:
    (session,) = driven.kept().sessions
    return session


@pytest.mark.parametrize("keys", [("x", "d", "d", "d", "enter"), ("x", "a", "enter"), ("x", *["space"] * 3, "enter")])
@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
async def test_three_exercises_take_at_most_six_keys(
    planned: Driven, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    assert len(keys) <= 6
    async with planned.run(*size) as pilot:
        await press(pilot, *keys)
        assert app_of(pilot).status.kind == "saved"
        assert the_session(planned).exercises == (SQUATS, PLANK, BRIDGES)
        assert the_session(planned).activity == ACTIVITY
        await undo(pilot)
    assert planned.kept().sessions == ()


async def test_eased_skipped_why_and_pain_are_kept(planned: Driven) -> None:
    async with planned.run(60, 20) as pilot:
        # The pain at the arrow, then done; eased; skipped and why.
        await press(pilot, "x", "1", "0", "d", "e", "s", "w", *"sore", "enter")
        assert "skipped: sore" in shown(pilot)
        await press(pilot, "enter")
    squats, plank, bridges = the_session(planned).exercises
    assert (squats.done, squats.pain) == ("yes", 10)
    assert (plank.done, plank.because) == ("eased", "")
    assert (bridges.done, bridges.because, bridges.pain) == ("skipped", "sore", None)


async def test_what_is_not_ticked_is_not_in_the_session_and_esc_keeps_the_ticks(planned: Driven) -> None:
    async with planned.run() as pilot:
        await press(pilot, "x", "d", "escape")
        assert planned.kept().sessions == ()
        await press(pilot, "x")
        assert "[x] squats" in shown(pilot)
        await press(pilot, "enter")
        assert the_session(planned).exercises == (SQUATS,)
        # What was done stands below what is still due, and counts.
        await press(pilot, "x")
        assert shown(pilot).index("plank") < shown(pilot).index("squats")
        assert "done today" in shown(pilot)


async def test_what_was_eased_or_skipped_today_is_not_called_done(planned: Driven) -> None:
    async with planned.run(100, 30) as pilot:
        await press(pilot, "x", "d", "e", "w", *"sore", "enter", "s", "enter")
        assert "2 of 3 done, 1 eased (sore)" in shown(pilot)
        await press(pilot, "x")
        assert "done today" in shown(pilot)
        assert "eased today: sore" in shown(pilot)
        assert "skipped today" in shown(pilot)


async def test_without_a_programme_it_says_how_to_plan_and_a_line_plans(empty: Driven) -> None:
    async with empty.run(60, 20) as pilot:
        await press(pilot, "x")
        assert "Nothing is planned yet. Press p" in shown(pilot)
        await press(pilot, "enter")  # nothing to save, and nothing is
        await press(pilot, "p", *"squats 3x10 3 times a week", "enter")
        (plan,) = empty.kept().plans
        assert (plan.name, plan.sets, plan.reps, plan.per_week) == ("squats", 3, 10, 3)
        await listed(pilot)
        # Planned once more on the same day it is changed; nothing is planned twice.
        await press(pilot, "p", *"squats 3x12 3 times a week", "enter")
    (plan,) = empty.kept().plans
    assert plan.reps == 12


async def test_after_planning_the_list_shows_the_new_exercise_at_the_arrow(planned: Driven) -> None:
    async with planned.run(60, 20) as pilot:
        await press(pilot, "x", "p", *"wall slides 2x10 daily", "enter")
        await listed(pilot)
        assert "› [ ] wall slides" in shown(pilot)
        assert "d done" in shown(pilot)


async def test_on_the_last_exercise_the_arrow_stays_and_a_number_is_its_pain(planned: Driven) -> None:
    async with planned.run(100, 30) as pilot:
        await press(pilot, "x", "end", "d", "4")
        assert "Bridges done. A number 0–9 is the pain during it; then Enter saves." in shown(pilot)
        assert "last row" not in app_of(pilot).status.text
        await press(pilot, "enter")
    (exercise,) = the_session(planned).exercises
    assert (exercise.name, exercise.pain) == ("bridges", 4)


async def test_another_dose_keeps_what_was_planned_before(planned: Driven) -> None:
    async with planned.run() as pilot:
        await press(pilot, "x", "p", *"plank 3x40s daily", "enter")
        await listed(pilot)
        await press(pilot, "escape")
        today = planned.clock.local().date()
        planks = [plan for plan in planned.kept().plans if plan.name == "plank"]
        old, new = sorted(planks, key=lambda plan: plan.first_day)
        assert (old.seconds, old.until) == (30, (today - timedelta(days=1)).isoformat())
        assert (new.seconds, new.since, new.until) == (40, today.isoformat(), "")
        await undo(pilot)
    assert [plan.until for plan in planned.kept().plans] == ["", "", ""]


def test_ticks_are_the_same_after_they_were_kept_as_text() -> None:
    ticks = {"squats": Tick("yes", "", 4), "plank": Tick("skipped", "no time, sore"), "leg raise": Tick("eased")}
    assert ticks_of(text_of(ticks)) == ticks
    assert ticks_of("anything else") == {}


async def test_an_exercise_that_is_no_longer_planned_keeps_what_was_and_comes_back_with_u(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run(80, 24) as pilot:
        await press(pilot, "x", "d", "down", "n", "delete")
        ended = {plan.name: plan.until for plan in sample.kept().plans if plan.since == "2026-11-01"}
        assert ended == {"bird dog": "", "bridge": "", "pelvic tilt": "2026-11-01"}
        assert "Planned until yesterday: pelvic tilt 1x10" in app_of(pilot).status.text
        await press(pilot, "x")
        assert "[ ] bridge" in shown(pilot)
        assert "[ ] pelvic tilt" not in shown(pilot)
        assert "[x] bird dog" in shown(pilot)  # the tick is still there
        await press(pilot, "escape")
        await undo(pilot)
    assert sample.kept() == before


async def test_an_exercise_that_was_planned_today_only_is_deleted(empty: Driven) -> None:
    async with empty.run() as pilot:
        await press(pilot, "x", "p", *"squats 3x10", "enter")
        assert len(empty.kept().plans) == 1
        await listed(pilot)
        await press(pilot, "n", "delete")
        assert empty.kept().plans == ()
        await undo(pilot)
    assert len(empty.kept().plans) == 1
