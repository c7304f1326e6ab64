"""The answers of the rules as a diary grows: after each entry, and at the end of each day.

They come from the replay that also makes the history a person sees; a test compares them with `analyze`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from diary.analysis.replay.replay import replay
from diary.domain.findings import Tier
from diary.domain.records import Version
from tests.evaluate.naive import NAIVE
from tests.evaluate.tracks import Track

# An alarm may also open by silence, when 48 hours have passed; so each day has a look without an entry.
END_OF_DAY = time(23, 59, 59)
COURSE_RULES = ("worsening", "not-improving-48h")
WARNINGS = (*COURSE_RULES, "sudden-severe")
"""The rules about the course of pain that ask for contact by the next working day."""
RULES = (*WARNINGS, "slow-drift", "session-response", "expected-soreness")
EITHER, ANY = "either course rule", "any of the three"
TODAY = "sudden-severe, today"
LATER = "{}, for the next visit"
"""What a warning is called once it can wait: it grew old, eased, or nobody was told of it."""


@dataclass(frozen=True, slots=True)
class Look:
    """The answers at one instant: the names that are raised, the provisional and the confirmed ones among them."""

    as_of: datetime
    raised: frozenset[str]
    provisional: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    day: date = date.min
    level: int = 0
    """The latest pain level."""


def names_of(rule: str, tier: Tier) -> set[str]:
    """Under which names a raised finding counts."""
    if rule not in WARNINGS:
        return {rule}
    if tier.rank > Tier.REPORT.rank:
        return {LATER.format(rule)}
    names = {rule, ANY}
    if rule in COURSE_RULES:
        names.add(EITHER)
    elif tier.rank <= Tier.IMMEDIATE.rank:
        names.add(TODAY)
    return names


def instants(track: Track, first: date | None = None, last: date | None = None) -> list[tuple[datetime, date]]:
    """Each entry and the end of each day, in time order; the days from the first entry to the last if not given."""
    if not track.entries:
        return []
    day, end = first or track.entries[0].at.day, last or track.entries[-1].at.day
    found = [(entry.at.local, entry.at.day) for entry in track.entries if day <= entry.at.day <= end]
    # The day ends where its last entry was written; without entries, where the person was last.
    zones = {entry.at.day: entry.at.local.tzinfo for entry in track.entries}
    zone = next(
        (zones[known] for known in sorted(zones, reverse=True) if known <= day), track.entries[0].at.local.tzinfo
    )
    while day <= end:
        zone = zones.get(day, zone)
        found.append((datetime.combine(day, END_OF_DAY, zone), day))
        day += timedelta(days=1)
    # Who flies east writes on the next day before the last one has ended where they came from.
    return sorted(found)


def looks(track: Track, first: date | None = None, last: date | None = None) -> Iterator[Look]:
    """The answers after each entry and at the end of each day, in time order."""
    asked = instants(track, first, last)
    if not asked:
        return
    records = (*track.entries, *track.sessions, *([track.usual] if track.usual else []))
    past = replay([Version(record, None, None, "current") for record in records], asked[-1][0])
    past = tuple(finding for finding in past if finding.rule in RULES)
    by_day: dict[int, list[int]] = {}
    count = level = 0
    for as_of, day in asked:
        while count < len(track.entries) and track.entries[count].at.instant <= as_of:
            entry = track.entries[count]
            level = entry.readings[0].pain or 0
            by_day.setdefault(entry.at.day.toordinal(), []).append(level)
            count += 1
        # 30 days: the longest naive rule looks 14 days back.
        today = day.toordinal()
        values = {near: float(median(by_day[near])) for near in range(today - 30, today + 1) if near in by_day}
        raised = {name for name, rule in NAIVE.items() if rule(values, today)}
        provisional, confirmed = set(), set()
        for finding in past:
            state = finding.state(as_of)
            if state is not None:
                names = names_of(finding.rule, state.tier)
                raised |= names
                provisional |= names if state.provisional else set()
                confirmed |= names if state.confirmed else set()
        yield Look(as_of, frozenset(raised), frozenset(provisional), frozenset(confirmed), day, level)
