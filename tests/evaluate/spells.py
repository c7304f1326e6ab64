"""What a person is told while the pain stays up: found or not, how often it flips, and when it is silent too early."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from tests.evaluate.replay import EITHER, RULES, TODAY, Look
from tests.evaluate.tracks import Track

AROUND, MORE = 30, 2
"""A flare: on at least two days 2 or more above the median of the 30 days before and after."""
NEEDED = 7
"""Diary days in that window, so that its median means something."""
GAP = timedelta(days=3)
"""The high days of one flare lie no further apart; lower days may lie between them."""
LATE = timedelta(days=2)
"""A flare of two days can be told only at its end."""


@dataclass
class Spells:
    """Counts over several spells of higher pain."""

    number: int = 0
    found: Counter[str] = field(default_factory=Counter)
    flips: int = 0
    """Times that the course rules were raised again after both had been silent."""
    announced: int = 0
    days: int = 0
    days_judged: int = 0
    days_raised: int = 0
    all_clear: int = 0
    """Days that end without an alarm at a level at which one had been opened."""

    def add(self, seen: Sequence[Look], first: date, last: date, judged_from: date) -> None:
        """Count one spell; the share of days raised is judged from `judged_from` on."""
        self.number += 1
        before = next((look for look in reversed(seen) if look.day < first), None)
        during = [look for look in seen if first <= look.day <= last]
        self.found.update({name for look in seen if first <= look.day <= last + LATE for name in look.raised})
        was, opened_at = before, before.level if before and EITHER in before.raised else None
        ends: dict[date, tuple[Look, int | None]] = {}
        for look in during:
            if EITHER in look.raised and (was is None or EITHER not in was.raised):
                self.flips += opened_at is not None
                opened_at = look.level
            self.announced += _announced(was, look)
            was = look
            ends[look.day] = (look, opened_at)
        self.days += len(ends)
        for day, (look, level) in ends.items():
            raised = EITHER in look.raised
            self.days_judged += day >= judged_from
            self.days_raised += raised and day >= judged_from
            self.all_clear += not raised and level is not None and look.level >= level


def _announced(was: Look | None, now: Look) -> int:
    """How many findings are announced: new ones, more urgent ones, newly confirmed ones."""
    raised, confirmed = (was.raised, was.confirmed) if was else (frozenset[str](), frozenset[str]())
    new = now.raised - raised
    return sum(
        rule in new or (rule == "sudden-severe" and TODAY in new) or rule in now.confirmed & raised - confirmed
        for rule in RULES[:-1]
    )


def flares(track: Track) -> Iterator[tuple[date, date]]:
    """The first and the last day of each flare of a diary."""
    by_day: dict[date, list[int]] = {}
    for entry in track.entries:
        by_day.setdefault(entry.at.day, []).append(entry.readings[0].pain or 0)
    values = {day: median(levels) for day, levels in by_day.items()}
    run: list[date] = []
    for day, value in values.items():
        window = [near for other, near in values.items() if abs((other - day).days) <= AROUND]
        high = len(window) >= NEEDED and value >= median(window) + MORE
        if run and day - run[-1] > GAP:
            if len(run) > 1:
                yield run[0], run[-1]
            run = []
        if high:
            run.append(day)
    if len(run) > 1:
        yield run[0], run[-1]
