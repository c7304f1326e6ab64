"""Made-up diaries with a known truth: stable, getting worse by a known amount, sore after a session in a known way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from tests.evaluate.noise import Person, rating
from tests.evaluate.tracks import Rating, Track, track

FIRST_DAY = datetime(2024, 3, 4, tzinfo=UTC)
PLACE = ("knee", "right")
MORNING, EVENING = 8.5, 20.0
HOUR_SPREAD = 0.75
"""People write at about the same hour each day, give or take."""

Course = Callable[[float], float]
"""Points above the usual level, as a function of hours since the start of what happens."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How a made-up person keeps the diary."""

    entries_a_day: int = 1
    missing: float = 0.0
    """Share of days without any entry."""
    stated: bool = True
    stated_off_by: int = 0

    def row(self) -> tuple[str, str, str]:
        """The habit in words: entries a day, days missing, usual level."""
        off = (
            ""
            if not self.stated_off_by
            else f", {abs(self.stated_off_by)} too {'low' if self.stated_off_by < 0 else 'high'}"
        )
        return (str(self.entries_a_day), f"{self.missing:.0%}", f"stated{off}" if self.stated else "not stated")


HABITS = tuple(
    Habit(entries, missing, stated) for stated in (True, False) for entries in (1, 2) for missing in (0, 0.2, 0.4, 0.65)
)


def nothing(_: float) -> float:
    """A stable diary."""
    return 0.0


def rising(points_a_day: float) -> Course:
    """So many points more each day from the start on, by steps at midnight; the first day is already higher."""
    return lambda hours: points_a_day * (hours // 24 + 1) if hours >= 0 else 0.0


def step(points: float) -> Course:
    """That much more from the start on."""
    return lambda hours: points if hours >= 0 else 0.0


def curve(*corners: tuple[float, float]) -> Course:
    """Straight lines between corners of hours and points; 0 before the first, the last value after it."""

    def course(hours: float) -> float:
        if hours < corners[0][0]:
            return 0.0
        for (start, low), (end, high) in pairwise(corners):
            if hours < end:
                return low + (high - low) * (hours - start) / (end - start)
        return corners[-1][1]

    return course


SORENESS: dict[str, tuple[tuple[float, float], ...]] = {
    "fades fast": ((0, 0), (8, 0.5), (20, 1), (40, 0.25), (56, 0)),
    "peaks at 48 h": ((0, 0), (12, 0.4), (24, 0.7), (48, 1), (60, 0.6), (72, 0.3), (96, 0)),
    "persists": ((0, 0), (12, 0.8), (24, 1), (120, 1)),
}
"""Hours after the session, share of the full soreness. The first two are what studies of ordinary soreness describe."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One made-up diary to be: its length, what happens from which instant on, and its sessions."""

    days: int
    usual: tuple[int, int]
    """The range that the usual level is drawn from, as the person would state it."""
    course: Course = nothing
    start: float = 0.0
    """Hours from the first midnight."""
    sessions: tuple[float, ...] = ()
    sd: float | None = None
    """The person's noise; drawn where not given."""

    @property
    def started(self) -> datetime:
        """The instant from which it happens."""
        return FIRST_DAY + timedelta(hours=self.start)

    def day(self, number: int) -> date:
        """The date of a day of the diary, counted from 0."""
        return (FIRST_DAY + timedelta(days=number)).date()


def diary(plan: Plan, habit: Habit, seed: str) -> Track:
    """A diary of this plan and habit.

    The same seed gives the same person, days and wobbles under every habit, so that habits are compared on equal days.
    """
    rng, gaps = random.Random(f"{seed} person"), random.Random(f"{seed} gaps")
    usual = rng.randint(*plan.usual)
    truth, person = usual + rng.uniform(-0.5, 0.5), Person(rng, plan.sd)
    ratings: list[Rating] = []
    for day in range(plan.days):
        # Drawn in any case: a day that is left out must not shift the days after it.
        left_out = gaps.random() < habit.missing
        for number, hour in enumerate((MORNING, EVENING)):
            hours = 24 * day + hour + rng.uniform(-HOUR_SPREAD, HOUR_SPREAD)
            level = rating(truth + plan.course(hours - plan.start) + person.wobble())
            if not left_out and (number == 1 or habit.entries_a_day == 2):
                ratings.append((FIRST_DAY + timedelta(minutes=round(60 * hours)), level))
    said = max(0, min(10, usual + habit.stated_off_by))
    return track(
        seed,
        PLACE,
        ratings,
        sessions=[FIRST_DAY + timedelta(hours=hours) for hours in plan.sessions],
        stated=(ratings[0][0] if ratings else FIRST_DAY, said) if habit.stated else None,
    )
