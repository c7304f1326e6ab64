"""The answers of the rules as a diary grows: after each entry, and at the end of each day.

They equal the answers of `analyze` at each of those instants (a test compares them), without a full analysis each time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from diary.analysis.known_symptoms import KnownSymptoms
from diary.analysis.rules.registry import RULE_OF, answers
from diary.analysis.series import Course, DailySeries, Level
from diary.analysis.snapshot import Snapshot
from diary.domain.findings import Finding
from tests.evaluate.naive import NAIVE
from tests.evaluate.tracks import Track

# An alarm may also open by silence, when 48 hours have passed; so each day has a look without an entry.
END_OF_DAY = time(23, 59, 59)
COURSE_RULE_NAMES = ("worsening", "not-improving-48h", "slow-drift", "sudden-severe", "expected-soreness")
COURSE_RULES = [RULE_OF[name] for name in COURSE_RULE_NAMES]
ALL_NAMES = (*COURSE_RULE_NAMES, *NAIVE)


@dataclass(frozen=True, slots=True)
class Look:
    """The answers at one instant: the names of the raised rules, and of the provisional ones among them."""

    as_of: datetime
    raised: frozenset[str]
    provisional: frozenset[str]


class _GrowingCourse(Course):
    """The first readings of a whole course. It shares the usual levels that shorter courses have computed.

    A usual level uses readings of three or more days before, so later readings never change it.
    """

    def __init__(self, whole: Course, count: int, known: dict[int, Level | None]) -> None:
        self.site, self.side, self.statements = whole.site, whole.side, whole.statements
        self.rows, self.points, self.times = whole.rows[:count], whole.points[:count], whole.times[:count]
        self._known = known

    def usual(self, day: int) -> Level | None:
        """U of this site for a day."""
        if day not in self._known:
            self._known[day] = self.daily.usual(day)
        return self._known[day]


class Replay:
    """One track, analysed at instants that only go forward."""

    def __init__(self, track: Track) -> None:
        self.track = track
        rows = [(entry, reading) for entry in track.entries for reading in entry.readings]
        self.whole = Course(track.site, track.side, rows, (track.usual,) if track.usual else ())
        self.known: dict[int, Level | None] = {}
        self.count = -1
        self.seen: Snapshot | None = None

    def days(self, first: date | None, last: date | None) -> Iterator[date]:
        """The days from `first` to `last`; those of the first and the last entry where not given."""
        day = first or self.track.entries[0].at.day
        end = last or self.track.entries[-1].at.day
        while day <= end:
            yield day
            day += timedelta(days=1)

    def looks(self, first: date | None = None, last: date | None = None) -> Iterator[Look]:
        """After each entry and at the end of each day, in time order."""
        if not self.track.entries:
            return
        by_day: dict[date, list[datetime]] = {}
        for entry in self.track.entries:
            by_day.setdefault(entry.at.day, []).append(entry.at.local)
        zone = self.track.entries[0].at.local.tzinfo
        for day in self.days(first, last):
            for as_of in [*by_day.get(day, []), datetime.combine(day, END_OF_DAY, zone)]:
                yield self.look(as_of, day)

    def look(self, as_of: datetime, day: date) -> Look:
        """The answers at one instant of a day."""
        findings = self.findings(as_of)
        raised = {finding.rule for finding in findings if finding.raised}
        daily = self.daily
        # 30 days: the longest naive rule looks 14 days back.
        values = dict(daily.between(day.toordinal() - 30, day.toordinal()))
        raised |= {name for name, rule in NAIVE.items() if rule(values, day.toordinal())}
        return Look(as_of, frozenset(raised), frozenset(f.rule for f in findings if f.raised and f.provisional))

    @property
    def daily(self) -> DailySeries:
        """The daily medians up to the latest instant."""
        return self.course.daily if self.seen and self.seen.courses else DailySeries([], [])

    @property
    def course(self) -> Course:
        """The course as of the latest instant."""
        assert self.seen is not None
        return self.seen.courses[self.track.site, self.track.side]

    def findings(self, as_of: datetime) -> list[Finding]:
        """The findings of the rules about the course of pain at an instant; [] before the first reading."""
        snapshot = self.snapshot(as_of)
        # expected-soreness is about sessions only
        return answers(snapshot, COURSE_RULES if snapshot.sessions else COURSE_RULES[:-1])

    def snapshot(self, as_of: datetime) -> Snapshot:
        """The snapshot at an instant; its course is reused if no reading came in between."""
        count = bisect_right(self.whole.times, as_of)
        sessions = tuple(session for session in self.track.sessions if session.at.instant <= as_of)
        # A new course costs most of the time; without a new reading only the instant is different.
        if self.seen is not None and count == self.count:
            self.seen = replace(self.seen, as_of=as_of, sessions=sessions)
            return self.seen
        self.count = count
        place = (self.track.site, self.track.side)
        courses: dict[tuple[str, str], Course] = {}
        if count:
            courses[place] = _GrowingCourse(self.whole, count, self.known)
        self.seen = Snapshot(
            as_of=as_of,
            entries=self.track.entries[:count],
            sessions=sessions,
            motions=(),
            courses=courses,
            known_symptoms=KnownSymptoms(),
            interference=DailySeries([], []),
        )
        return self.seen
