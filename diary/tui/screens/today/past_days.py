"""The day that an entry is filled in for: yesterday, or one that the row of days shows as missed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

YESTERDAY = ("", "yesterday", "yesterday evening")
"""What y puts into the field for the time, one after the other; "" is now."""


def after(when: str) -> str:
    """What y puts in place of the text in the field for the time."""
    return YESTERDAY[(YESTERDAY.index(when) + 1) % len(YESTERDAY)] if when in YESTERDAY else YESTERDAY[1]


def missed_before(days: Sequence[float | None], chosen: date, today: date) -> date | None:
    """The latest day before `chosen` without a level; the last of `days` is today. None where there is none."""
    first = today - timedelta(days=len(days) - 1)
    missed = (first + timedelta(days=n) for n, level in enumerate(days) if level is None)
    return max((day for day in missed if day < min(chosen, today)), default=None)
