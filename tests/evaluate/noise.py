"""The day-to-day noise of whole-number ratings while nothing changes, calibrated on the stable weeks of the trial.

Each person has an own standard deviation, drawn from a lognormal distribution (in the weeks its deciles are 0.4 and
1.5), and the noise of one day carries over a little to the next. The three numbers were chosen so that simulated weeks
match the real ones in the share of day-to-day changes of at least 1, 2, 3 and 4 points, in the spread within a week and
in the carry-over. The evaluation prints both side by side if the real weeks are present.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median, stdev

MEDIAN_SD, SPREAD = 0.82, 0.52
CARRY = 0.35
"""Autocorrelation from one day to the next; from morning to evening it is the square root of this."""
LOWEST, HIGHEST = 0, 10


class Person:
    """The noise of one simulated person, in steps of half a day (`wobble`)."""

    def __init__(self, rng: random.Random, sd: float | None = None, carry: float = CARRY) -> None:
        self.rng, self.carry = rng, carry
        # Drawn even if not used, so that a given SD changes none of the later random numbers.
        drawn = MEDIAN_SD * math.exp(rng.gauss(0, SPREAD))
        self.sd = drawn if sd is None else sd
        self.now = rng.gauss(0, self.sd)

    def wobble(self) -> float:
        """Go on by half a day; the new deviation, in points."""
        # This factor keeps the variance the same at every step.
        self.now = math.sqrt(self.carry) * self.now + self.rng.gauss(0, self.sd * math.sqrt(1 - self.carry))
        return self.now


def rating(level: float) -> int:
    """A level as a person would rate it: a whole number on the scale."""
    # floor(x + 0.5), because round() takes halves to the even number.
    return max(LOWEST, min(HIGHEST, math.floor(level + 0.5)))


@dataclass(frozen=True, slots=True)
class Weeks:
    """Measures of the noise of a set of weeks."""

    count: int
    changes: tuple[float, float, float, float]
    """Share of day-to-day changes of at least 1, 2, 3, 4 points."""
    sd: float
    carry: float


def describe(weeks: Sequence[Sequence[int]]) -> Weeks:
    """Measure the noise of weeks of consecutive days."""
    steps = [abs(b - a) for week in weeks for a, b in pairwise(week)]
    around = [[level - mean(week) for level in week] for week in weeks]
    squares = sum(d * d for week in around for d in week)
    products = sum(a * b for week in around for a, b in pairwise(week))
    share = [sum(step >= size for step in steps) / len(steps) for size in (1, 2, 3, 4)]
    spread = mean(stdev(week) for week in weeks if len(week) > 1)
    return Weeks(len(weeks), (share[0], share[1], share[2], share[3]), spread, products / squares if squares else 0.0)


def simulated_weeks(like: Sequence[Sequence[int]], seed: int, times: int = 10) -> list[list[int]]:
    """Simulated weeks around the medians of real ones, `times` for each."""
    rng = random.Random(f"{seed} weeks")
    weeks = []
    for week in [*like] * times:
        usual, person = median(week) + rng.uniform(-0.5, 0.5), Person(rng)
        days = []
        for _ in week:
            person.wobble()  # the morning, which is not rated
            days.append(rating(usual + person.wobble()))
        weeks.append(days)
    return weeks
