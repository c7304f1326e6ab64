"""Naive rules for comparison on the same days: each takes the daily medians (by ordinal of the date) and a day."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

Values = Mapping[int, float]
# Five, because four values in order give S = 6 and z = 1.70, which is too easily chance.
TREND_DAYS, TREND_NEEDED = 14, 5
ONE_SIDED_5_PERCENT = 1.645  # quantile of the normal distribution


def two_more(values: Values, day: int) -> bool:
    """2 more than yesterday."""
    return day in values and day - 1 in values and values[day] - values[day - 1] >= 2


def not_lower(values: Values, day: int) -> bool:
    """Pain, and not lower than two days ago."""
    return day in values and day - 2 in values and values[day] >= values[day - 2] and values[day] > 0


def trend(values: Values, day: int) -> bool:
    """A rising Mann–Kendall trend over the last 14 days, from five diary days on, one-sided at 5 %."""
    seen = [values[near] for near in range(day - TREND_DAYS + 1, day + 1) if near in values]
    return len(seen) >= TREND_NEEDED and mann_kendall(seen) > ONE_SIDED_5_PERCENT


def mann_kendall(values: Sequence[float]) -> float:
    """The z of the Mann–Kendall test with ties and continuity correction; positive where values rise, 0 if all tie."""
    s = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    n = len(values)
    # Whole-number ratings tie often; without this term the variance would be too large.
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    if s == 0 or variance == 0:
        return 0.0
    return (s - math.copysign(1, s)) / math.sqrt(variance)


NAIVE: dict[str, Callable[[Values, int], bool]] = {
    "2 more than yesterday": two_more,
    "not lower than 2 days ago": not_lower,
    "Mann–Kendall, 14 days": trend,
}
