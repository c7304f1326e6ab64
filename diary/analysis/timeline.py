"""What was known when: the versions of a diary as steps, each of which puts a thing in or takes one out."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from diary.domain.records import Care, Entry, Question, Record, Session, Version, Visit

SILENT = (Care, Visit, Question)
"""Kinds that no rule reads."""


class Step(NamedTuple):
    """A thing that counts from an instant on, or no longer counts. `written` is when the thing was first written."""

    instant: datetime
    record: Record
    there: bool
    written: datetime | None


def steps_of(versions: Sequence[Version], as_of: datetime) -> list[Step]:
    """Every step up to an instant, in time order.

    A version counts from when it was written, or from its own time where that is later or the writing is unknown.
    """
    lives: dict[str, list[Version]] = {}
    for version in versions:
        lives.setdefault(version.record.id, []).append(version)
    steps: list[Step] = []
    for _, contents in sorted(lives.items(), key=itemgetter(0)):
        if isinstance(contents[0].record, SILENT):
            continue
        first = contents[0].written
        if len(contents) > 1:
            contents = list(_told_apart(contents))
        for version in contents:
            begins = _begins(version)
            until = version.until
            if begins > as_of or (until is not None and until <= begins):
                continue
            steps.append(Step(begins, version.record, True, first))
            if until is not None and until <= as_of:
                steps.append(Step(until.astimezone(UTC), version.record, False, first))
    steps.sort(key=itemgetter(0))
    return steps


def _begins(version: Version) -> datetime:
    at, written = version.record.at.instant, version.written
    begins = at if written is None or written < at else written
    return begins if begins.tzinfo is UTC else begins.astimezone(UTC)


def _told_apart(contents: Iterable[Version]) -> Iterator[Version]:
    """The contents of a thing, those in a row that read the same to the rules as one."""
    kept: Version | None = None
    for version in contents:
        if kept is not None and kept.until == version.written and _ground(kept.record) == _ground(version.record):
            kept = replace(kept, until=version.until)
            continue
        if kept is not None:
            yield kept
        kept = version
    if kept is not None:
        yield kept


def _ground(record: Record) -> Record:
    """What the rules read of a thing."""
    return replace(record, note="", recorded=None) if isinstance(record, Entry) else record


T = TypeVar("T", bound=Record)


class Timeline(Generic[T]):
    """Things by their time; at the same time by when they were written."""

    def __init__(self) -> None:
        self.records: list[T] = []
        self.times: list[datetime] = []

    def add(self, record: T) -> None:
        """Put a thing in."""
        time = record.at.instant
        if not self.times or self.times[-1] < time:
            self.records.append(record)
            self.times.append(time)
            return
        insort(self.records, record, key=lambda other: other.order)
        insort(self.times, time)

    def remove(self, record: T) -> None:
        """Take that very thing out."""
        place = bisect_left(self.times, record.at.instant)
        while self.records[place] is not record:
            place += 1
        del self.records[place], self.times[place]

    def since(self, first: datetime) -> Sequence[T]:
        """The things from an instant on."""
        return self.records[bisect_left(self.times, first) :]


class Sessions(Timeline[Session]):
    """Sessions by their ends."""

    def sessions_between(self, first: datetime, before: datetime) -> Sequence[Session]:
        """Sessions that ended at or after `first` and before `before`, earliest first."""
        if not self.times or self.times[-1] < first:
            return ()
        return self.records[bisect_left(self.times, first) : bisect_left(self.times, before)]
