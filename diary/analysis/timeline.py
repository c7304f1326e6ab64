"""What was known when: the versions of a diary as steps, each of which adds a record or removes one."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from diary.domain.records import Care, Entry, Question, Record, Session, Version, Visit

SILENT = (Care, Visit, Question)
"""Kinds of records that no rule reads."""


class Step(NamedTuple):
    """A record that counts from an instant on, or no longer does. `written` is when it was first written."""

    instant: datetime
    record: Record
    there: bool
    written: datetime | None


def steps_of(versions: Sequence[Version], as_of: datetime) -> list[Step]:
    """Every step up to an instant, in time order.

    A version counts from when it was written, or from its own time where that is later or the time of writing is
    unknown.
    """
    by_id: dict[str, list[Version]] = {}
    for version in versions:
        by_id.setdefault(version.record.id, []).append(version)
    steps: list[Step] = []
    # By id, so that steps of one instant always come in the same order: the sort below is stable.
    for _, contents in sorted(by_id.items(), key=itemgetter(0)):
        if isinstance(contents[0].record, SILENT):
            continue
        first = contents[0].written
        if len(contents) > 1:
            contents = list(_joined_where_alike(contents))
        for version in contents:
            begins = _begins(version)
            until = version.until
            # Changed before its own time came: that version never counted.
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


def _joined_where_alike(contents: Iterable[Version]) -> Iterator[Version]:
    """The versions of one record, with those in a row joined that are the same to the rules."""
    # An edited note changes nothing for the rules: as one version it needs no asking again.
    last: Version | None = None
    for version in contents:
        if (
            last is not None
            and last.until == version.written
            and _as_rules_read(last.record) == _as_rules_read(version.record)
        ):
            last = replace(last, until=version.until)
            continue
        if last is not None:
            yield last
        last = version
    if last is not None:
        yield last


def _as_rules_read(record: Record) -> Record:
    """A record without what no rule reads."""
    return replace(record, note="", recorded=None) if isinstance(record, Entry) else record


T = TypeVar("T", bound=Record)


class Timeline(Generic[T]):
    """Records by their time; at the same time by when they were written."""

    def __init__(self) -> None:
        self.records: list[T] = []
        self.times: list[datetime] = []

    def add(self, record: T) -> None:
        """Add a record."""
        time = record.at.instant
        # Most records come last in time: appending needs no search.
        if not self.times or self.times[-1] < time:
            self.records.append(record)
            self.times.append(time)
            return
        insort(self.records, record, key=lambda other: other.order)
        insort(self.times, time)

    def remove(self, record: T) -> None:
        """Remove that very object; one that only equals it stays."""
        place = bisect_left(self.times, record.at.instant)
        while self.records[place] is not record:
            place += 1
        del self.records[place], self.times[place]

    def since(self, first: datetime) -> Sequence[T]:
        """The records from an instant on."""
        return self.records[bisect_left(self.times, first) :]


class Sessions(Timeline[Session]):
    """Sessions by their ends."""

    def sessions_between(self, first: datetime, before: datetime) -> Sequence[Session]:
        """Sessions that ended at or after `first` and before `before`, earliest first."""
        if not self.times or self.times[-1] < first:
            return ()
        return self.records[bisect_left(self.times, first) : bisect_left(self.times, before)]
