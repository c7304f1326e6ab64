"""How whole-number ratings wobble from day to day when nothing changes, calibrated on the stable weeks of the trial.

A person's own noise has a standard deviation drawn from a lognormal (people differ: deciles 0.4 to 1.5 in the weeks),
and goes on a little from one day to the next. The three numbers were chosen so that simulated weeks match the real
ones in the share of day-to-day changes of 1, 2, 3 and 4 points and more, the spread within a week and what carries
over. The evaluation prints both side by side wherever the weeks are present.
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
"""Autocorrelation from one day to the next; its root from morning to evening."""
LOWEST, HIGHEST = 0, 10


class Person:
    """One made-up person's noise: `wobble` goes on in steps of half a day."""

    def __init__(self, rng: random.Random, sd: float | None = None) -> None:
        self.rng = rng
        drawn = MEDIAN_SD * math.exp(rng.gauss(0, SPREAD))
        self.sd = drawn if sd is None else sd
        self.now = rng.gauss(0, self.sd)

    def wobble(self) -> float:
        """The deviation half a day later."""
        carry = math.sqrt(CARRY)
        self.now = carry * self.now + self.rng.gauss(0, self.sd * math.sqrt(1 - CARRY))
        return self.now


def rating(level: float) -> int:
    """A level as a person would rate it: a whole number on the scale."""
    return max(LOWEST, min(HIGHEST, math.floor(level + 0.5)))


@dataclass(frozen=True, slots=True)
class Weeks:
    """What describes the noise of a set of weeks."""

    count: int
    changes: tuple[float, float, float, float]
    """Share of day-to-day changes of at least 1, 2, 3, 4 points."""
    sd: float
    carry: float


def describe(weeks: Sequence[Sequence[int]]) -> Weeks:
    """The noise of weeks of consecutive days."""
    steps = [abs(b - a) for week in weeks for a, b in pairwise(week)]
    around = [[level - mean(week) for level in week] for week in weeks]
    squares = sum(d * d for week in around for d in week)
    products = sum(a * b for week in around for a, b in pairwise(week))
    share = [sum(step >= size for step in steps) / len(steps) for size in (1, 2, 3, 4)]
    spread = mean(stdev(week) for week in weeks if len(week) > 1)
    return Weeks(len(weeks), (share[0], share[1], share[2], share[3]), spread, products / squares if squares else 0.0)


def made_up_weeks(like: Sequence[Sequence[int]], seed: int, times: int = 10) -> list[list[int]]:
    """Weeks of the noise model around the medians of real ones."""
    rng = random.Random(f"{seed} weeks")
    made = []
    for week in [*like] * times:
        usual, person = median(week) + rng.uniform(-0.5, 0.5), Person(rng)
        days = []
        for _ in week:
            person.wobble()
            days.append(rating(usual + person.wobble()))
        made.append(days)
    return made
