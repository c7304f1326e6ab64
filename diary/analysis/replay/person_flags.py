"""The part of a growing diary that the red-flag rules read: signs, ratings, movements and what is known."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from diary.analysis.emergencies import CLOT_SITES, LOW_SITES, SEARCH
from diary.analysis.known_symptoms import KnownSymptoms
from diary.analysis.pains import HEAD
from diary.analysis.replay.emergency_index import LOOKED_FOR, EmergencyIndex
from diary.analysis.replay.site_course import SiteCourse
from diary.analysis.rules import (
    emergency_signs,
    fatigue,
    general_signs,
    interference,
    nerve_like_pain,
    neurological,
    range_of_motion,
    swelling,
)
from diary.analysis.rules.base import Rule, Scope
from diary.analysis.rules.registry import RULES
from diary.analysis.series import DAY, RECENT, STAYS, USUAL_NEWEST, DailySeries, Level, daily_interference, ordinal
from diary.analysis.snapshot import REACH, Snapshot
from diary.analysis.symptoms import TICK
from diary.analysis.timeline import Timeline
from diary.analysis.told import began, with_not_told_yet
from diary.domain.findings import Finding, Tier
from diary.domain.records import Ack, Entry, Known, Motion, Usual
from diary.domain.thresholds import Thresholds

FLAGS: Mapping[str, Rule] = {
    rule.name: rule
    for rule in RULES
    if rule.scope is Scope.PERSON and rule.name not in (emergency_signs.NAME, range_of_motion.NAME)
}
"""The rules about the person that are asked of a part of the diary; the other two are searched in their own way."""
RULES_OF: Mapping[str, tuple[str, ...]] = {
    word: tuple(name for name, rule in FLAGS.items() if word in rule.symptoms | rule.beside)
    for rule in FLAGS.values()
    for word in rule.symptoms | rule.beside
}
"""The rules that a word can change; the emergency signs look for their own."""
WORDS = frozenset(RULES_OF) | LOOKED_FOR
TOUCHED = (emergency_signs.NAME, neurological.NAME, swelling.NAME)
"""The rules that pain beside a sign can change."""
MARGIN = 9 * DAY
"""A week, for which signs count and stretches go on, and two days for parts that belong together with a sign."""
MARGINS = {
    nerve_like_pain.NAME: MARGIN + nerve_like_pain.SHARP_BEFORE,
    general_signs.NAME: MARGIN + general_signs.WEIGHT_AND_NIGHT,
}
"""What a rule reads further back from a sign than the others."""
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Ratings(DailySeries):
    """A daily series that remembers its usual levels until an earlier day changes."""

    # Not part of what a series is: two with the same days and values are equal.
    known: dict[int, Level | None] = field(default_factory=dict, compare=False)

    def usual(self, day: int) -> Level | None:
        """U for a day (an ordinal); None where unknown."""
        if day not in self.known:
            self.known[day] = DailySeries.usual(self, day)
        return self.known[day]


class Person:
    """The entries that carry signs and ratings, the movements, and what is known."""

    def __init__(self, site_courses: Mapping[tuple[str, str], SiteCourse], thresholds: Thresholds) -> None:
        self.site_courses = site_courses
        self.thresholds = thresholds
        # Interference below both cut points can never raise the rule.
        self.counts_from = min(thresholds.interference_once, thresholds.interference_twice)
        self.emergencies = EmergencyIndex()
        self.marked: Timeline[Entry] = Timeline()
        self.rated: Timeline[Entry] = Timeline()
        self.ratings: dict[int, list[int]] = {}
        self.days: list[int] = []
        self.values: list[float] = []
        self.daily = Ratings(self.days, self.values)
        self.known_symptoms = KnownSymptoms()
        self.sharp: dict[tuple[str, str], int] = {}
        """The latest day (an ordinal) on which it was sharp at a place."""
        self.motions: dict[tuple[str, str, str], Timeline[Motion]] = {}
        self.older_at: dict[str, datetime] = {}
        """For a rule that was asked of all that exists for it: when the oldest of it no longer does."""
        self.stale: set[str] = set()
        """The rules to ask again."""
        self.raised: set[str] = set()
        """The rules that were raised when they were asked last."""

    def add(self, entry: Entry) -> None:
        """Add an entry."""
        words = _words(entry)
        if self.emergencies.add(entry, words):
            self.stale.update(TOUCHED)
        if self._mark_stale(entry, words):
            self.marked.add(entry)
            if nerve_like_pain.SHARP in words:
                self._add_sharp(entry)
        if entry.interference is not None:
            self.rated.add(entry)
            day = ordinal(entry.at)
            insort(self.ratings.setdefault(day, []), entry.interference)
            self._rate(day)
            # A lower one than that can only clear the rule, which matters only while it is raised.
            if entry.interference >= self.counts_from or interference.NAME in self.raised:
                self.stale.add(interference.NAME)

    def remove(self, entry: Entry) -> None:
        """Remove an entry."""
        words = _words(entry)
        if self.emergencies.remove(entry, words):
            self.stale.update(TOUCHED)
        if self._mark_stale(entry, words):
            self.marked.remove(entry)
        if entry.interference is not None:
            self.rated.remove(entry)
            day = ordinal(entry.at)
            self.ratings[day].remove(entry.interference)
            self._rate(day)
            self.stale.add(interference.NAME)

    def _mark_stale(self, entry: Entry, words: frozenset[str]) -> bool:
        """Mark the rules that the entry may change as stale; returns whether it carries a sign."""
        tired = entry.fatigue is not None and entry.fatigue >= self.thresholds.fatigue_from
        if tired:
            self.stale.add(fatigue.NAME)
        for word in words:
            self.stale.update(RULES_OF.get(word, ()))
        if self.sharp:
            self._check_sharp(entry)
        return tired or not WORDS.isdisjoint(words) or _is_sudden_head(entry)

    def _add_sharp(self, entry: Entry) -> None:
        day = ordinal(entry.at)
        for reading in entry.readings:
            if nerve_like_pain.SHARP in reading.qualities:
                place = (reading.site, reading.side)
                self.sharp[place] = max(day, self.sharp.get(place, day))

    def _check_sharp(self, entry: Entry) -> None:
        """Sharp pain is compared with the usual level, which an entry can change for later days only."""
        for reading in entry.readings:
            if ordinal(entry.at) <= self.sharp.get((reading.site, reading.side), 0) - USUAL_NEWEST:
                self.stale.add(nerve_like_pain.NAME)

    def set_site_usual(self, place: tuple[str, str]) -> None:
        """Note that the statement of the usual level of a site has changed."""
        if place in self.sharp:
            self.stale.add(nerve_like_pain.NAME)

    def _rate(self, day: int) -> None:
        ratings, place = self.ratings[day], bisect_left(self.days, day)
        # Only the highest rating of a day counts, and the ratings of a day are in order: it is the last one.
        there = place < len(self.days) and self.days[place] == day
        if not ratings:
            del self.ratings[day], self.days[place], self.values[place]
            self.daily.known.clear()
        elif there:
            self.values[place] = ratings[-1]
        else:
            self.days.insert(place, day)
            self.values.insert(place, ratings[-1])
        if place < len(self.days) - 1:  # written late, it may change the usual level of later days
            self.daily.known.clear()
            self.stale.add(interference.NAME)

    def set_usual(self, statement: Usual | None) -> None:
        """Replace the statement of the usual interference."""
        self.daily = Ratings(self.days, self.values, statement)
        self.stale.add(interference.NAME)

    def set_known(self, knowns: Sequence[Known], as_of: datetime) -> None:
        """Replace what is known."""
        self.known_symptoms = KnownSymptoms.of(knowns, as_of)
        self.stale.update((*FLAGS, emergency_signs.NAME))
        # A statement of what is known counts for all time before it as well: every sign may change.
        self.emergencies.search_again_from(self.marked.records[0].at.instant if self.marked.records else as_of)

    def motion_changed(self, motion: Motion, *, there: bool) -> None:
        """Add a measurement, or remove it."""
        series = self.motions.setdefault((motion.movement, motion.side, motion.unit), Timeline())
        if there:
            series.add(motion)
        else:
            series.remove(motion)
        self.stale.add(range_of_motion.NAME)

    def ask(
        self, rule: str, as_of: datetime, since: datetime, acks: Sequence[Ack] = ()
    ) -> tuple[tuple[Finding, ...], datetime]:
        """The raised findings of a rule, from the diary since an instant; and since when those that lapsed were there.

        Of those that lapsed at discuss it counts whether another one waited before them, however long ago.
        """
        self.older_at.pop(rule, None)
        if rule == range_of_motion.NAME:
            if since <= as_of - REACH and (
                oldest := [motions[0] for motions in self._movements(since).values() if motions]
            ):
                self.older_at[rule] = min(motion.at.instant for motion in oldest) + REACH + TICK
            return tuple(finding for finding in self._falling_movements(as_of, since) if finding.raised), NEVER
        seen = self.snapshot(as_of, since, rated=rule == interference.NAME)
        if since <= as_of - REACH:
            seen = self._within_reach(rule, seen, since)
        if rule == neurological.NAME:
            # It leaves out what is part of an emergency sign: those are known already, of all times.
            self.refresh_emergencies(as_of)
        seen = replace(seen, acks=tuple(acks))
        if rule == neurological.NAME:
            seen.searches[SEARCH] = self.emergencies.signs
        answers = with_not_told_yet(list(FLAGS[rule].judge(seen)), seen, FLAGS[rule])
        lapsed = FLAGS[rule].lapsed
        begins = (
            began(one.finding) if one.highest.rank <= Tier.REPORT.rank else since
            for one in (lapsed(seen) if lapsed else ())
            if as_of <= one.rests_on + STAYS
        )
        return tuple(finding for finding in answers if finding.raised), min(begins, default=NEVER)

    def _within_reach(self, rule: str, seen: Snapshot, first: datetime) -> Snapshot:
        """The same where it is all that exists for the rule; notes when the oldest of it no longer does."""
        read: dict[str, Iterable[tuple[str, str]]] = {
            nerve_like_pain.NAME: self.sharp,
            swelling.NAME: [place for place in self.site_courses if place[0] in CLOT_SITES],
        }
        places = [place for place in read.get(rule, ()) if self.site_courses[place].rows]
        courses = {
            place: self.site_courses[place].since(first) for place in places if self.site_courses[place].reaches(first)
        }
        entries = [*seen.entries[:1], *(course.rows[0][0] for course in courses.values())]
        if entries:
            self.older_at[rule] = min(entry.at.instant for entry in entries) + REACH + TICK
        return replace(
            seen,
            courses={**seen.courses, **courses},
            interference=daily_interference(seen.entries, seen.interference.statement),
        )

    def refresh_emergencies(self, as_of: datetime) -> None:
        """Search again for emergency signs where something changed."""
        self.emergencies.refresh(lambda first: self.snapshot(as_of, first))

    def snapshot(self, as_of: datetime, since: datetime, *, rated: bool = False) -> Snapshot:
        """What the red-flag rules read, from an instant on: entries with a sign, or those with a rating."""
        return Snapshot(
            as_of=as_of,
            # Sessions and motions are left out: no rule that is asked through this reads them.
            entries=tuple((self.rated if rated else self.marked).since(since)),
            sessions=(),
            motions=(),
            courses={} if rated else self.site_courses,
            known_symptoms=self.known_symptoms,
            interference=self.daily,
            thresholds=self.thresholds,
        )

    def wakes(self, rule: str, findings: Iterable[Finding], as_of: datetime) -> datetime | None:
        """The next instant at which time alone may change a rule's findings."""
        # Something counts for exactly a week, ends included: one tick after that it no longer does.
        if rule == emergency_signs.NAME:
            signs = self.emergencies.signs
            first = bisect_left(signs, as_of - RECENT, key=lambda emergency: emergency.time)
            return min(
                (until + TICK for emergency in signs[first:] if (until := emergency.recent_until) >= as_of),
                default=None,
            )
        older = [self.older_at[rule]] if rule in self.older_at else []
        if rule == range_of_motion.NAME:
            window = range_of_motion.WINDOW
            firsts = [next(iter(series.since(as_of - window)), None) for series in self.motions.values()]
            return min((*older, *(first.at.instant + window + TICK for first in firsts if first)), default=None)
        waits = [f.facts["last"].astimezone(UTC) + STAYS + TICK for f in findings if f.waiting]
        times = [shown.time.astimezone(UTC) for finding in findings for shown in finding.evidence]
        ends = [time + RECENT + TICK for time in times if time >= as_of - RECENT]
        return min(waits + ends + older, default=None)

    def _movements(self, since: datetime) -> Mapping[tuple[str, str, str], Sequence[Motion]]:
        return {key: series.since(since) for key, series in self.motions.items()}

    def _falling_movements(self, as_of: datetime, since: datetime) -> Iterator[Finding]:
        for key, motions in self._movements(min(since, as_of - range_of_motion.WINDOW)).items():
            # The plain check first: a whole answer also searches when the fall began, over all measurements.
            if motions and range_of_motion.falls(motions, as_of, self.thresholds.fall(key[2])):
                yield range_of_motion.judge_series(key, motions, as_of, self.thresholds)


def _is_sudden_head(entry: Entry) -> bool:
    return any(reading.sudden and reading.site == HEAD for reading in entry.readings)


NO_WORDS: frozenset[str] = frozenset()


def _words(entry: Entry) -> frozenset[str]:
    # Most entries have no word: they share one empty set, and none is built for them.
    words: set[str] | None = None
    if entry.symptoms:
        words = set(entry.symptoms)
    for reading in entry.readings:
        if reading.qualities or reading.symptoms:
            words = words or set()
            words.update(reading.qualities, reading.symptoms)
    return frozenset(words) if words else NO_WORDS


def counts(entry: Entry) -> bool:
    """Whether an entry can matter beyond the course of its sites: by a word, a rating, or a level beside a sign."""
    return (
        entry.interference is not None
        or entry.fatigue is not None
        or any(
            reading.site == HEAD or reading.site in LOW_SITES or reading.site in CLOT_SITES
            for reading in entry.readings
        )
        or not WORDS.isdisjoint(_words(entry))
    )
