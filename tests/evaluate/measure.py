"""Counts: alarms, days with a warning, and whether and when a real change was detected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

from tests.evaluate.replay import ANY, RULES, Look, looks
from tests.evaluate.tracks import Track

DAY = timedelta(days=1)
ANYTHING = "anything"
"""Any finding that asks for something, at whatever tier."""


@dataclass
class AlarmCounts:
    """Alarms of several diaries, by name. An alarm opens when a name is raised that was not raised one look before."""

    site_days: int = 0
    """Days with an entry at a site: on a day without one the rules have nothing new to judge."""
    person_days: set[tuple[str, date]] = field(default_factory=set)
    diaries: int = 0
    people: set[str] = field(default_factory=set)
    opened: Counter[str] = field(default_factory=Counter)
    provisional: Counter[str] = field(default_factory=Counter)
    alarmed: Counter[str] = field(default_factory=Counter)
    """Diaries with an alarm."""
    people_alarmed: dict[str, set[str]] = field(default_factory=dict)
    warned: dict[str, set[tuple[str, date]]] = field(default_factory=dict)
    """The days of a person on which a warning, or anything, is raised at any of their sites."""

    def add(self, track: Track) -> None:
        """Count one diary."""
        # The name begins with the person: the two weeks of one person are two diaries.
        person = track.name.split()[0]
        days = {entry.at.day for entry in track.entries}
        self.site_days += len(days)
        self.person_days |= {(track.diary_name, day) for day in days}
        self.diaries += 1
        self.people.add(person)
        opened: Counter[str] = Counter()
        seen = list(looks(track))
        for name, provisional in openings(seen):
            opened[name] += 1
            self.provisional[name] += provisional
        self.opened += opened
        for name in opened:
            self.alarmed[name] += 1
            self.people_alarmed.setdefault(name, set()).add(person)
        for look in seen:
            if ANY in look.raised:
                self.warned.setdefault(ANY, set()).add((track.diary_name, look.day))
            if any(name.startswith(RULES[:-1]) or name == ANY for name in look.raised):
                self.warned.setdefault(ANYTHING, set()).add((track.diary_name, look.day))

    def share_of_diaries(self, name: str) -> float:
        """Share of diaries with an alarm."""
        return self.alarmed[name] / self.diaries if self.diaries else 0.0

    def share_of_people(self, name: str) -> float:
        """Share of people with an alarm in any of their diaries."""
        return len(self.people_alarmed.get(name, ())) / len(self.people) if self.people else 0.0

    def provisional_share(self, name: str) -> float | None:
        """Share of its alarms that were provisional when they opened; None without alarms."""
        return self.provisional[name] / self.opened[name] if self.opened[name] else None

    def days_with(self, name: str) -> int:
        """The days of a person, of those with an entry, on which a warning (ANY) or ANYTHING is seen."""
        return len(self.warned.get(name, set()) & self.person_days)


def openings(seen: Iterable[Look]) -> Iterator[tuple[str, bool]]:
    """Each alarm that opens: its name, and whether it is provisional."""
    before: frozenset[str] = frozenset()
    for look in seen:
        for name in sorted(look.raised - before):
            yield name, name in look.provisional
        before = look.raised


@dataclass
class Detections:
    """Whether a change that started at a known instant was detected, over several diaries, by name."""

    diaries: int = 0
    before: Counter[str] = field(default_factory=Counter)
    """Diaries in which it was already raised at the start; they count neither as detected nor as missed."""
    hours: dict[str, list[float]] = field(default_factory=dict)
    """Hours from the start to the first look at which it was raised."""

    def add(self, track: Track, started: datetime, within: timedelta) -> None:
        """Count one diary: the first look after the start and within that time at which each name is raised."""
        self.diaries += 1
        # One day earlier: whether a rule was raised already is read from the last look before the start.
        seen = list(looks(track, (started - DAY).date(), (started + within).date()))
        earlier = [look for look in seen if look.as_of <= started]
        already = earlier[-1].raised if earlier else frozenset()
        self.before.update(already)
        first: dict[str, float] = {}
        for look in seen:
            if started < look.as_of <= started + within:
                for name in look.raised - already:
                    first.setdefault(name, (look.as_of - started) / timedelta(hours=1))
        for name, hours in first.items():
            self.hours.setdefault(name, []).append(hours)

    def judged(self, name: str) -> int:
        """Diaries in which the rule was not raised before the start."""
        return self.diaries - self.before[name]

    def share(self, name: str) -> float | None:
        """Share detected, of the diaries where it was not raised before; None if these are fewer than one in five."""
        judged = self.judged(name)
        return len(self.hours.get(name, ())) / judged if 5 * judged >= self.diaries else None

    def median_days(self, name: str) -> float | None:
        """Median days to the first alarm, of the detected changes; None without any."""
        hours = self.hours.get(name)
        return median(hours) / 24 if hours else None
