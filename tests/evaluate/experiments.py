"""The experiments and their diaries. Each cell of a table is one job, so that several processes can share the work."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypedDict

from tests.evaluate import datasets
from tests.evaluate.measure import AlarmCounts, Detections
from tests.evaluate.noise import CARRY
from tests.evaluate.replay import looks
from tests.evaluate.simulate import HABITS, SORENESS, Habit, Plan, curve, diary, rising, step
from tests.evaluate.spells import Spells, flares
from tests.evaluate.tracks import Track

USUAL_WITH_ROOM = (1, 5)
"""Usual levels that leave room on the scale for the added pain."""
STABLE_DAYS, STABLE_USUAL = 42, (0, 8)
QUIET_DAYS = 14  # enough for ten diary days at full logging, so that the usual level is known
SOON_DAYS = 3  # fewer than the four days after which the diary knows a usual level by itself
WITHIN = timedelta(days=14)
SESSIONS_EVERY = 56.0
"""Hours between sessions, in diaries with sessions: three a week."""
SORE_USUAL, SORENESS_HEIGHT = (0, 4), (3, 5)
# Ordinary soreness is over by then, also the kind that peaks at 48 hours.
SORE_HOURS = timedelta(hours=96)

TRIAL_NOISE = "noise of the trial"
NOISES: dict[str, tuple[float | None, float]] = {
    TRIAL_NOISE: (None, CARRY),
    "SD 0.75": (0.75, CARRY),
    "SD 1.15": (1.15, 0.3),
}
"""SD and autocorrelation from day to day. The trial's weeks have a mean SD near 0.75; 214 people in three published
trials of back pain had 1.08–1.31, and 0.3."""
STEP = 3
"""Points of a change that stays; the share of days raised is judged from its fourth day on."""
CHANGES = {"+0.5 a day": rising(0.5), "+1 a day": rising(1), "+3 at once": step(3)}


@dataclass(frozen=True, slots=True)
class Job:
    """One cell of a table: the experiment and its diaries; `key` is its place in the table."""

    table: str
    key: tuple[str, ...]
    habit: Habit
    runs: int
    seed: int
    directory: Path | None = None


class Noise(TypedDict):
    """The noise of a plan."""

    sd: float | None
    carry: float


Counted = AlarmCounts | Detections | Spells


def simulated(runs: int, seed: int) -> Iterator[Job]:
    """The jobs of all simulations."""
    for habit in HABITS:
        yield Job("stable", ("stable", *habit.row()), habit, runs, seed)
    # People rarely know their usual level exactly; too low a statement causes more alarms.
    for habit in (
        Habit(stated_off_by=-1),
        Habit(stated_off_by=-2),
        Habit(stated_off_by=1),
    ):
        yield Job("stable", ("stable", *habit.row()), habit, runs, seed)
    for habit in (Habit(), Habit(2), Habit(missing=0.4), Habit(stated=False), Habit(missing=0.4, stated=False)):
        yield Job("stable", ("stable, 3 sessions a week", *habit.row()), habit, runs, seed)
    for noise in [*NOISES][1:]:
        for habit in (Habit(), Habit(stated=False)):
            yield Job("stable", (f"stable, {noise}", *habit.row()), habit, runs, seed)
            yield Job("stable", (f"stable, {noise}, 3 sessions a week", *habit.row()), habit, runs, seed)
    for noise in NOISES:
        for habit in (Habit(), Habit(2), Habit(stated=False)):
            yield Job("step", (noise, *habit.row()), habit, runs, seed)
    for change in CHANGES:
        for habit in HABITS:
            yield Job("change", (change, *habit.row()), habit, runs, seed)
    for change in CHANGES:
        for habit in (Habit(), Habit(stated=False)):
            yield Job("soon", (change, *habit.row()), habit, runs, seed)
    for shape in SORENESS:
        for habit in HABITS:
            yield Job("soreness", (shape, *habit.row()), habit, runs, seed)


def real(directory: Path, seed: int) -> Iterator[Job]:
    """The jobs on the real diaries."""
    for table, statements in (
        ("self_trackers", datasets.OF_TRACKERS),
        ("trial_weeks", datasets.OF_WEEKS),
        ("flares", datasets.OF_TRACKERS),
    ):
        for statement in statements:
            yield Job(table, (statement,), Habit(), 0, seed, directory)


def run_job(job: Job) -> Counted:
    """Run one job. Jobs share nothing, so that their order and the number of processes change no figure."""
    return EXPERIMENTS[job.table](job)


def _stable(job: Job) -> AlarmCounts:
    counted = AlarmCounts()
    sessions: tuple[float, ...] = ()
    if "sessions" in job.key[0]:
        sessions = tuple(17 + SESSIONS_EVERY * n for n in range(int(24 * STABLE_DAYS / SESSIONS_EVERY)))
    plan = Plan(STABLE_DAYS, STABLE_USUAL, sessions=sessions, **_noise(job.key[0]))
    for run in range(job.runs):
        counted.add(diary(plan, job.habit, f"{job.seed} stable {run}"))
    return counted


def _change(job: Job) -> Detections:
    counted = Detections()
    quiet = QUIET_DAYS if job.table == "change" else SOON_DAYS
    plan = Plan(quiet + WITHIN.days, USUAL_WITH_ROOM, CHANGES[job.key[0]], start=24.0 * quiet)
    for run in range(job.runs):
        counted.add(diary(plan, job.habit, f"{job.seed} change {run}"), plan.started, WITHIN)
    return counted


def _soreness(job: Job) -> Detections:
    counted = Detections()
    for run in range(job.runs):
        rng = random.Random(f"{job.seed} session {run}")
        # The seed has no habit and no shape in it: all cells see the same sessions.
        ended = 24 * QUIET_DAYS + rng.uniform(9, 19)
        height = rng.uniform(*SORENESS_HEIGHT)
        shape = curve(*((hours, height * share) for hours, share in SORENESS[job.key[0]]))
        plan = Plan(QUIET_DAYS + 5, SORE_USUAL, shape, start=ended, sessions=(ended,))
        counted.add(diary(plan, job.habit, f"{job.seed} soreness {run}"), plan.started, SORE_HOURS)
    return counted


def _noise(name: str) -> Noise:
    sd, carry = next((values for noise, values in NOISES.items() if noise in name), NOISES[TRIAL_NOISE])
    return {"sd": sd, "carry": carry}


def _step(job: Job) -> Spells:
    counted = Spells()
    noise = _noise(job.key[0])
    plan = Plan(QUIET_DAYS + WITHIN.days, USUAL_WITH_ROOM, step(STEP), start=24.0 * QUIET_DAYS, **noise)
    first, last = plan.day(QUIET_DAYS), plan.day(plan.days - 1)
    for run in range(job.runs):
        seen = list(looks(diary(plan, job.habit, f"{job.seed} step {run}")))
        counted.add(seen, first, last, judged_from=first + timedelta(days=3))
    return counted


def _flares(job: Job) -> Spells:
    assert job.directory is not None
    counted = Spells()
    for track in datasets.self_trackers(job.directory, job.key[0]):
        seen = list(looks(track))
        for first, last in flares(track):
            # On the first day nothing but sudden severe pain can be told.
            counted.add(seen, first, last, judged_from=first + timedelta(days=1))
    return counted


def _self_trackers(job: Job) -> AlarmCounts:
    return _alarms_of(job, datasets.self_trackers)


def _trial_weeks(job: Job) -> AlarmCounts:
    return _alarms_of(job, datasets.trial_weeks)


def _alarms_of(job: Job, read: Callable[[Path, str], list[Track]]) -> AlarmCounts:
    assert job.directory is not None
    counted = AlarmCounts()
    for track in read(job.directory, job.key[0]):
        counted.add(track)
    return counted


EXPERIMENTS: dict[str, Callable[[Job], Counted]] = {
    "stable": _stable,
    "change": _change,
    "soon": _change,
    "soreness": _soreness,
    "self_trackers": _self_trackers,
    "trial_weeks": _trial_weeks,
    "step": _step,
    "flares": _flares,
}


def run_all(jobs: Sequence[Job], processes: int) -> list[tuple[Job, Counted]]:
    """Run all jobs in that many processes; the results in the order of the jobs."""
    if processes <= 1:
        return [(job, run_job(job)) for job in jobs]
    with ProcessPoolExecutor(processes) as pool:
        return list(zip(jobs, pool.map(run_job, jobs), strict=True))
