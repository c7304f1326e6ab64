"""The figures to reach, and the measured ones."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.evaluate.measure import ANY, AlarmCounts, Detections
from tests.evaluate.tables import table

Results = Mapping[str, Mapping[tuple[str, ...], AlarmCounts | Detections]]
# Alarms per 100 diary days: about one in 16 months of daily entries, and one in three months.
STATED_LIMIT, UNSTATED_LIMIT = 0.2, 1.0
RISING_GOAL, PERSISTING_GOAL = 0.95, 0.8
BOTH_RULES = ("worsening", "not-improving-48h")
Z = 1.96
"""The normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure to reach."""

    what: str
    goal: str
    came_out: str
    reached: str


def figures(results: Results, flags: tuple[int, int]) -> Iterator[Figure]:
    """Each figure to reach that these results contain. `flags`: red flags raised, and tried."""
    for name, people in (("self_trackers", "self-trackers"), ("trial_weeks", "stable weeks of the trial")):
        for (statement,), counted in results.get(name, {}).items():
            if isinstance(counted, AlarmCounts):
                yield from _rates(counted, people, statement)
    for (change, entries, missing, usual), counted in results["change"].items():
        # The slowest change, without missing days: gaps are reported in the tables, but have no goal.
        if change == "+0.5 a day" and missing == "0%" and isinstance(counted, Detections):
            for rule in ("worsening", ANY):
                yield _share(
                    f"+0.5 a day found in 14 days by {rule}, {entries} a day, {usual}", counted, rule, RISING_GOAL
                )
    for (shape, entries, missing, usual), counted in results["soreness"].items():
        if shape == "persists" and missing == "0%" and entries == "1" and isinstance(counted, Detections):
            what = f"pain that persists after a session raised by 96 h, 1 a day, {usual}"
            yield _share(what, counted, "not-improving-48h", PERSISTING_GOAL)
    raised, tried = flags
    yield Figure("red flags raised, each at its tier", f"all {tried}", str(raised), _yes(raised == tried))


def _rates(counted: AlarmCounts, people: str, statement: str) -> Iterator[Figure]:
    limit = UNSTATED_LIMIT if statement == "not stated" else STATED_LIMIT
    for rule in BOTH_RULES:
        came_out = counted.per_100_days(rule)
        yield Figure(
            f"{rule}, false alarms per 100 diary days, {people}, usual level: {statement}",
            f"≤ {limit}",
            f"{came_out:.2f} ({counted.opened[rule]} in {counted.diary_days} days)",
            _yes(came_out <= limit),
        )


def _share(what: str, counted: Detections, rule: str, goal: float) -> Figure:
    share, number = counted.share(rule) or 0.0, counted.judged(rule)
    low, high = interval(share, number)
    # With a hundred diaries a share just below the goal says little; the interval decides.
    reached = "no, but within chance" if share < goal <= high else _yes(share >= goal)
    return Figure(what, f"≥ {goal:.0%}", f"{share:.1%} (of {number}; {low:.0%}–{high:.0%})", reached)


def interval(share: float, number: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share of `number` diaries; 0 to 1 if there are none."""
    # Wilson, because the normal interval has no width at a share of 100 %, which is common here.
    if not number:
        return 0.0, 1.0
    middle = (share + Z * Z / (2 * number)) / (1 + Z * Z / number)
    half = Z * math.sqrt(share * (1 - share) / number + Z * Z / (4 * number**2)) / (1 + Z * Z / number)
    return max(0.0, middle - half), min(1.0, middle + half)


def _yes(reached: bool) -> str:
    return "yes" if reached else "**no**"


def as_table(listed: Iterator[Figure]) -> str:
    """The figures as a table."""
    rows = [[f.what, f.goal, f.came_out, f.reached] for f in listed]
    return table(["figure", "to reach", "came out", "reached"], rows)
