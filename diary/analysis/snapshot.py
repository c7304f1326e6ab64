"""The snapshot: what the diary says as of one instant, arranged as the rules read it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar

from diary.analysis.known_symptoms import KnownSymptoms
from diary.analysis.series import RECENT, Course, DailySeries, daily_interference, took_place
from diary.analysis.symptoms import Sign, signs
from diary.domain.records import Ack, Diary, Entry, Motion, Reading, Record, Session, Usual
from diary.domain.thresholds import REASONED, Thresholds

Found = TypeVar("Found")
REACH = timedelta(days=400)
"""How far back the rules look: an episode, the usual level it is measured against, and then some."""


@dataclass(frozen=True)
class Snapshot:
    """The diary as of one instant (aware): what came after it does not exist."""

    as_of: datetime
    entries: tuple[Entry, ...]
    sessions: tuple[Session, ...]
    motions: tuple[Motion, ...]
    courses: Mapping[tuple[str, str], Course]
    known_symptoms: KnownSymptoms
    interference: DailySeries
    thresholds: Thresholds = REASONED
    acks: tuple[Ack, ...] = ()
    medicines: tuple[datetime, ...] = ()
    """When a medicine was taken."""
    whole: Snapshot | None = None
    """Where this is what the rules see of a longer diary: the snapshot of that."""

    @cached_property
    def searches(self) -> dict[Any, Any]:
        """What searches found that are asked for more than once, by the search."""
        return {}

    def once(self, key: Any, search: Callable[[], Found]) -> Found:
        """What a search finds, searched at the first call with that key."""
        if key not in self.searches:
            self.searches[key] = search()
        found: Found = self.searches[key]
        return found

    @cached_property
    def walks(self) -> dict[int, Any]:
        """The walks along courses that were made already, by the id of the course; `episodes` stores them here."""
        return {}

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """Every quality and symptom, in time order."""
        return tuple(signs(self.entries, self.known_symptoms))

    @property
    def recent(self) -> tuple[Entry, ...]:
        """The entries of the last seven days."""
        return tuple(entry for entry in self.entries if entry.at.instant >= self.as_of - RECENT)

    @cached_property
    def within_reach(self) -> Snapshot:
        """The same without what came more than 400 days before the instant, which does not exist for the rules."""
        first = self.as_of - REACH
        records = (*self.entries[:1], *self.sessions[:1], *self.motions[:1])
        if all(record.at.instant >= first for record in records):
            return self
        entries = self.entries[_place(self.entries, first) :]
        courses = {place: course.since(first) for place, course in self.courses.items() if course.reaches(first)}
        return replace(
            self,
            entries=entries,
            sessions=self.sessions[_place(self.sessions, first) :],
            motions=self.motions[_place(self.motions, first) :],
            courses=courses,
            interference=daily_interference(entries, self.interference.statement),
            whole=self,
        )

    def until(self, instant: datetime, place: tuple[str, str] | None) -> Snapshot:
        """The same up to an earlier instant, for a rule about one place or about the person, by today's statements."""
        # A rule about the person reads no more of a course than pains up to its instant, and usual levels, which no
        # later entry changes: only where a rule is about a course, that one is cut.
        courses = {place: self.courses[place].until(instant, self.as_of - REACH)} if place else self.courses
        return replace(
            self,
            as_of=instant,
            entries=self.entries[: _after(self.entries, instant)],
            sessions=self.sessions[: _after(self.sessions, instant)],
            motions=self.motions[: _after(self.motions, instant)],
            courses=courses,
            whole=self.whole or self,
        )

    def sessions_between(self, first: datetime, before: datetime) -> tuple[Session, ...]:
        """Sessions that ended at or after `first` and before `before`, earliest first."""
        return self.sessions[bisect_left(self.ends, first) : bisect_left(self.ends, before)]

    @cached_property
    def ends(self) -> list[datetime]:
        """When the sessions ended."""
        return [session.at.instant for session in self.sessions]


def snapshot_of(
    diary: Diary, as_of: datetime, thresholds: Thresholds = REASONED, near: Snapshot | None = None
) -> Snapshot:
    """What the diary says as of an instant (aware); courses that are the same in `near` are reused from it."""
    entries = tuple(entry for entry in diary.entries if entry.at.instant <= as_of)
    rows: dict[tuple[str, str], list[tuple[Entry, Reading]]] = {}
    for entry in entries:
        for reading in entry.readings:
            rows.setdefault((reading.site, reading.side), []).append((entry, reading))
    stated: dict[tuple[str | None, str | None], list[Usual]] = {}
    for usual in diary.usuals:  # in time order, so the latest one comes last
        if usual.at.instant <= as_of:
            stated.setdefault((usual.site, usual.side), []).append(usual)
    of_person = stated.get((None, None))
    sessions = tuple(session for session in diary.sessions if session.at.instant <= as_of and took_place(session))
    # A walk along a course also reads the sessions, so courses are reused only where those are the same.
    known: Mapping[tuple[str, str], Course] = near.courses if near is not None and near.sessions == sessions else {}
    courses = {
        place: course
        if (course := known.get(place)) and course.reads(pairs, stated.get(place, []))
        else Course(*place, pairs, stated.get(place, []))
        # In the order of places, so that findings do not depend on which site was logged first.
        for place, pairs in sorted(rows.items())
    }
    seen = Snapshot(
        as_of=as_of,
        entries=entries,
        sessions=sessions,
        motions=tuple(motion for motion in diary.motions if motion.at.instant <= as_of),
        courses=courses,
        known_symptoms=KnownSymptoms.of(diary.knowns, as_of),
        interference=daily_interference(entries, of_person[-1] if of_person else None),
        thresholds=thresholds,
        acks=diary.acks,
        medicines=tuple(
            care.at.instant for care in diary.cares if care.activity == "medication" and care.at.instant <= as_of
        ),
    )
    if near is not None and known:
        seen.walks.update(near.walks)
    return seen


def _place(records: Sequence[Record], first: datetime) -> int:
    return bisect_left(records, first, key=lambda record: record.at.instant)


def _after(records: Sequence[Record], instant: datetime) -> int:
    return bisect_right(records, instant, key=lambda record: record.at.instant)
