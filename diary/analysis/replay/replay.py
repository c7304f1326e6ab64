"""The replay: every finding that was ever raised, as the diary read at each moment.

It walks through the diary's life once: what is written, edited or deleted touches the sites and rules it is about, and
each of these says at which instant time alone may change its answer. What it finds is what `analyze` would have said
of the diary known at each moment.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from diary.analysis.replay.engine import Engine
from diary.analysis.replay.history import FindingRecord, PastFinding, stood
from diary.analysis.replay.person_flags import counts
from diary.analysis.rules.expected_soreness import RULE as EXPECTED
from diary.analysis.rules.registry import COURSE_RULE_NAMES
from diary.analysis.symptoms import TICK
from diary.analysis.timeline import Step, steps_of
from diary.domain.records import Ack, Entry, Record, Usual, Version
from diary.domain.thresholds import REASONED, Thresholds

Place = tuple[str, str]


class Withdrawals:
    """Asks after each edit or deletion which findings would not have been raised had it always read so.

    "Always read so": every thing says what it says after the edit, from when it was first written; what is deleted
    never was. A late entry stays late.
    """

    def __init__(self, life: Engine) -> None:
        self.life = life
        self.there: dict[str, Step] = {}

    def look(self, steps: Sequence[Step]) -> None:
        """Take down which findings lose their ground by what happened at one instant."""
        if len(steps) == 1 and steps[0].there:
            self.there[steps[0].record.id] = steps[0]
            return
        gone = [step.record for step in steps if not step.there]
        for record in gone:
            self.there.pop(record.id, None)
        for step in steps:
            if step.there:
                self.there[step.record.id] = step
        gone = [record for record in gone if not isinstance(record, Ack)]
        if gone:
            ids = {record.id for record in gone}
            new = [step.record for step in steps if step.there and step.record.id in ids]
            lost = self._ended_near(steps[0].instant, gone + new)
            if lost:
                self._withdraw(lost, steps[0].instant)

    def _ended_near(self, instant: datetime, changed: Sequence[Record]) -> list[FindingRecord]:
        """The findings that ended, and can have rested on what changed: it was there before they were raised."""
        earliest = min(record.at.instant for record in changed)
        places = _places(changed)
        records = self.life.ledger.records
        return [
            record
            for record in records[bisect_left(records, earliest, key=lambda record: record.raised) :]
            if record.raised < instant
            and record.ended is not None
            and not record.withdrawn
            and (
                places is None
                or record.key[0] not in COURSE_RULE_NAMES
                or record.key[0] == EXPECTED
                or record.key[1:3] in places
            )
        ]

    def _withdraw(self, lost: Sequence[FindingRecord], instant: datetime) -> None:
        first = min(record.raised for record in lost)
        last = max(record.ended for record in lost if record.ended)
        other = self._otherwise(first - TICK, last, {(record.key[1] or "", record.key[2] or "") for record in lost})
        for record in lost:
            if not stood(other, record.key, record.raised, record.ended or instant):
                self.life.ledger.withdraw(record, instant)

    def _otherwise(self, begin: datetime, until: datetime, places: set[Place]) -> list[FindingRecord]:
        """What would have been raised at these places and for the person, had the diary always read as it does."""
        steps = sorted(self._since_written(until, places), key=lambda step: step.instant)
        split = bisect_left(steps, begin, key=lambda step: step.instant)
        life = Engine(self.life.person.thresholds)
        if before := [step._replace(instant=begin) for step in steps[:split]]:
            life.take(before)
        for instant, group in groupby(steps[split:], key=lambda step: step.instant):
            life.pass_time(instant)
            life.take(list(group))
        life.pass_time(until)
        return life.ledger.records

    def _since_written(self, until: datetime, places: set[Place]) -> Iterator[Step]:
        for step in self.there.values():
            record = step.record
            instant = max(record.at.instant, step.written or record.at.instant)
            if instant < until and (
                not isinstance(record, Entry) or counts(record) or not places.isdisjoint(_of(record))
            ):
                yield step._replace(instant=instant)


def _places(changed: Sequence[Record]) -> set[Place] | None:
    """The sites that these things are about; None where it may be any."""
    places: set[Place] = set()
    for record in changed:
        if isinstance(record, Entry):
            places.update(_of(record))
        elif isinstance(record, Usual):
            places.add((record.site or "", record.side or ""))
        else:
            return None
    return places


def _of(entry: Entry) -> set[Place]:
    return {(reading.site, reading.side) for reading in entry.readings}


def replay(versions: Sequence[Version], as_of: datetime, thresholds: Thresholds = REASONED) -> tuple[PastFinding, ...]:
    """Every finding that was raised up to an instant (aware), oldest first, as it was known then.

    At each moment the versions that were written by then count, and what they say of later moments does not exist.
    """
    life = Engine(thresholds)
    withdrawals = Withdrawals(life)
    for instant, group in groupby(steps_of(versions, as_of), key=lambda step: step.instant):
        steps = list(group)
        life.pass_time(instant)
        life.take(steps)
        withdrawals.look(steps)
    life.pass_time(as_of, included=True)
    return life.ledger.past_findings()
