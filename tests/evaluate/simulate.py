"""Simulated diaries with a known truth: stable, worse by a known amount, or sore after a session in a known way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from tests.evaluate.noise import CARRY, Person, rating
from tests.evaluate.tracks import Rating, Track, track

FIRST_DAY = datetime(2024, 3, 4, tzinfo=UTC)
PLACE = ("knee", "right")
MORNING, EVENING = 8.5, 20.0
HOUR_SPREAD = 0.75
"""Hours: people write at about the same time each day, up to this much earlier or later."""

Course = Callable[[float], float]
"""Points above the usual level, as a function of hours since the start of the change."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How often a simulated person writes, and whether the usual level was stated."""

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
    """That many points more each day from the start on, in daily steps; the first day is already higher."""
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
"""Hours after the session, share of the full soreness. The first two follow studies of ordinary soreness."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of one simulated diary: its length, its change with its start, and its sessions."""

    days: int
    usual: tuple[int, int]
    """The range from which the usual level is drawn, as the person would state it."""
    course: Course = nothing
    start: float = 0.0
    """Hours from the first midnight."""
    sessions: tuple[float, ...] = ()
    sd: float | None = None
    """Standard deviation of the person's noise, in points; drawn if None."""
    carry: float = CARRY
    """Autocorrelation of the noise from one day to the next."""

    @property
    def started(self) -> datetime:
        """The instant at which the change starts."""
        return FIRST_DAY + timedelta(hours=self.start)

    def day(self, number: int) -> date:
        """The date of a day of the diary, counted from 0."""
        return (FIRST_DAY + timedelta(days=number)).date()


def diary(plan: Plan, habit: Habit, seed: str) -> Track:
    """A diary of this plan and habit.

    The same seed gives the same person, days and noise under every habit, so that habits are compared on equal days.
    """
    # Gaps have a generator of their own, so that the share of missing days changes no level.
    rng, gaps = random.Random(f"{seed} person"), random.Random(f"{seed} gaps")
    usual = rng.randint(*plan.usual)
    # The true level is not a whole number, but a person states one.
    truth, person = usual + rng.uniform(-0.5, 0.5), Person(rng, plan.sd, plan.carry)
    ratings: list[Rating] = []
    for day in range(plan.days):
        # Drawn for every day, also if it is left out, so that the later days stay the same.
        left_out = gaps.random() < habit.missing
        for number, hour in enumerate((MORNING, EVENING)):
            hours = 24 * day + hour + rng.uniform(-HOUR_SPREAD, HOUR_SPREAD)
            level = rating(truth + plan.course(hours - plan.start) + person.wobble())
            # With one entry a day it is the evening one; the noise of the morning goes on all the same.
            if not left_out and (number == 1 or habit.entries_a_day == 2):
                ratings.append((FIRST_DAY + timedelta(minutes=round(60 * hours)), level))
    stated_level = max(0, min(10, usual + habit.stated_off_by))
    return track(
        seed,
        PLACE,
        ratings,
        sessions=[FIRST_DAY + timedelta(hours=hours) for hours in plan.sessions],
        stated=(ratings[0][0] if ratings else FIRST_DAY, stated_level) if habit.stated else None,
    )
