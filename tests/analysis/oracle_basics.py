"""The words of the rules, read a second time: readings, days, usual levels, baselines. Slow and plain on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from diary.domain.records import Diary

Key = tuple[str, str | None, str | None, str | None]
Answer = tuple[str, str | None, bool, bool]
Place = tuple[str, str] | None


def hours(count: float) -> timedelta:
    """A span in hours."""
    return timedelta(hours=count)


def days(count: int) -> timedelta:
    """A span in days of 24 hours, or in dates."""
    return timedelta(days=count)


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle one, or halfway between the middle two."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def cut(diary: Diary, as_of: datetime) -> Diary:
    """The diary as far as it exists at an instant."""
    return Diary.of([record for record in diary.records() if record.at.instant <= as_of])
