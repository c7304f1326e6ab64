"""Exact 95 % intervals: of a count (Poisson) and of a share (Clopper–Pearson). Both take the counts as independent."""

from __future__ import annotations

import math
from collections.abc import Callable

TAIL = 0.025
"""The chance left out at each end."""
HALVINGS = 60
"""Bisections: after these a bound is exact to the last digit that anybody prints."""


def of_count(count: int) -> tuple[float, float]:
    """The expected counts between which the true one lies, for `count` events seen."""
    # Above that bound fewer than 2.5 % of samples have so few events (count + 5·(√count + 2) leaves far less).
    most = count + 5 * (math.sqrt(count) + 2)
    low = _bisect(lambda mean: 1 - _poisson(count - 1, mean) < TAIL, 0, most) if count else 0.0
    return low, _bisect(lambda mean: _poisson(count, mean) > TAIL, 0, most)


def of_share(count: int, number: int) -> tuple[float, float]:
    """The shares between which the true one lies, for `count` of `number`; 0 to 1 if there are none."""
    low = _bisect(lambda p: 1 - _binomial(count - 1, number, p) < TAIL, 0, 1) if count else 0.0
    high = _bisect(lambda p: _binomial(count, number, p) > TAIL, 0, 1) if count < number else 1.0
    return low, high


def _bisect(below: Callable[[float], bool], low: float, high: float) -> float:
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2


def _poisson(count: int, mean: float) -> float:
    """The chance of at most that many events; 0 for a negative count."""
    return math.fsum(math.exp(n * math.log(mean) - mean - math.lgamma(n + 1)) for n in range(count + 1))


def _binomial(count: int, number: int, p: float) -> float:
    """The chance of at most that many of `number`, for 0 < p < 1; 0 for a negative count."""
    return math.fsum(
        math.exp(
            math.lgamma(number + 1)
            - math.lgamma(n + 1)
            - math.lgamma(number - n + 1)
            + n * math.log(p)
            + (number - n) * math.log1p(-p)
        )
        for n in range(count + 1)
    )
