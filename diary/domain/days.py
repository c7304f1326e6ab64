"""Days as text in ISO 8601, of which a month or a year may be all that is known: 2026-03-05, 2026-03, 2026."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@lru_cache(maxsize=1024)
def span_of(text: str) -> tuple[date, date]:
    """The first and the last day that the text may mean; ValueError where it is no day, month or year."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if day is not None and month is not None:
        return date(year, month, day), date(year, month, day)
    first, last = date(year, month or 1, 1), date(year, month or 12, 1)
    return first, last.replace(day=monthrange(year, last.month)[1])


def is_day(text: str) -> bool:
    """Whether it is a day, a month or a year that exists."""
    try:
        return bool(span_of(text))
    except ValueError:
        return False


def earliest(text: str) -> date:
    """The first day that it may mean."""
    return span_of(text)[0]


def latest(text: str) -> date:
    """The last day that it may mean."""
    return span_of(text)[1]
