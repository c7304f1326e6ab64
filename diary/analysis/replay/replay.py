"""The replay: every finding that was ever raised, as the diary read at each moment.

It goes through the versions once, in time order: what is written, edited or deleted touches the sites and rules it is
about, and each of these says at which instant time alone may change its answer. The result is what `analyze` would
have answered from the diary as it was known at each moment.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from diary.analysis.replay.engine import Engine
from diary.analysis.replay.history import FindingRecord, PastFinding, was_raised
from diary.analysis.replay.person_flags import counts
from diary.analysis.rules.base import Rule
from diary.analysis.rules.expected_soreness import NAME as EXPECTED
from diary.analysis.rules.registry import COURSE_RULE_NAMES, RULES
from diary.analysis.symptoms import TICK
from diary.analysis.timeline import Step, steps_of
from diary.domain.records import Ack, Entry, Record, Usual, Version
from diary.domain.thresholds import REASONED, Thresholds

Place = tuple[str, str]


class Withdrawals:
    """Checks after each edit or deletion which findings would not have been raised if the diary had always read so.

    "Always read so": every record reads as after the edit, from when it was first written; what is deleted never
    existed. A late entry stays late.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.there: dict[str, Step] = {}

    def look(self, steps: Sequence[Step]) -> None:
        """Note which findings lose their evidence by the steps of one instant."""
        # By far the most steps are one new record, which can end a finding but never withdraw one.
        if len(steps) == 1 and steps[0].there:
            self.there[steps[0].record.id] = steps[0]
            return
        gone = [step.record for step in steps if not step.there]
        for record in gone:
            self.there.pop(record.id, None)
        for step in steps:
            if step.there:
                self.there[step.record.id] = step
        # No finding rests on an acknowledgement: deleting one only makes it announced again.
        gone = [record for record in gone if not isinstance(record, Ack)]
        if gone:
            ids = {record.id for record in gone}
            new = [step.record for step in steps if step.there and step.record.id in ids]
            lost = self._ended_near(steps[0].instant, gone + new)
            if lost:
                self._withdraw(lost, steps[0].instant)

    def _ended_near(self, instant: datetime, changed: Sequence[Record]) -> list[FindingRecord]:
        """The findings that ended and may rest on what changed, because that was there before they were raised."""
        earliest = min(record.at.instant for record in changed)
        places = _places(changed)
        records = self.engine.ledger.records
        return [
            record
            for record in records[bisect_left(records, earliest, key=lambda record: record.raised) :]
            if record.raised < instant
            and record.ended is not None
            and not record.withdrawn
            # The other rules may read any site: a sign counts for the whole person.
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
        places = {(record.key[1] or "", record.key[2] or "") for record in lost}
        without = self._raised_otherwise(first - TICK, last, places)
        for record in lost:
            # Raised at another instant of that time is enough: the finding itself had a reason, only its time differs.
            if not was_raised(without, record.key, record.raised, record.ended or instant):
                self.engine.ledger.withdraw(record, instant)

    def _raised_otherwise(self, begin: datetime, until: datetime, places: set[Place]) -> list[FindingRecord]:
        """What would have been raised at these places and for the person if the diary had always read as now."""
        steps = sorted(self._since_written(until, places), key=lambda step: step.instant)
        split = bisect_left(steps, begin, key=lambda step: step.instant)
        engine = Engine(self.engine.person.thresholds, self.engine.rules)
        # What came before the first of the findings is applied at once: nobody asks what was raised on the way.
        if before := [step._replace(instant=begin) for step in steps[:split]]:
            engine.apply(before)
        for instant, group in groupby(steps[split:], key=lambda step: step.instant):
            engine.pass_time(instant)
            engine.apply(list(group))
        engine.pass_time(until)
        return engine.ledger.records

    def _since_written(self, until: datetime, places: set[Place]) -> Iterator[Step]:
        for step in self.there.values():
            record = step.record
            instant = max(record.at.instant, step.written or record.at.instant)
            # Entries of other sites without a sign or a rating cannot change these answers, and cost time.
            if instant < until and (
                self.engine.whole.rules
                or not isinstance(record, Entry)
                or counts(record)
                or not places.isdisjoint(_sites_of(record))
            ):
                yield step._replace(instant=instant)


def _places(changed: Sequence[Record]) -> set[Place] | None:
    """The sites that these records are about; None where it may be any site."""
    places: set[Place] = set()
    for record in changed:
        if isinstance(record, Entry):
            places.update(_sites_of(record))
        elif isinstance(record, Usual):
            places.add((record.site or "", record.side or ""))
        else:
            return None
    return places


def _sites_of(entry: Entry) -> set[Place]:
    return {(reading.site, reading.side) for reading in entry.readings}


def replay(
    versions: Sequence[Version],
    as_of: datetime,
    thresholds: Thresholds = REASONED,
    rules: Sequence[Rule] | None = None,
) -> tuple[PastFinding, ...]:
    """Every finding that was raised up to an instant (aware), oldest first, as it was known then.

    At each moment the versions count that were written by then; what they say about later moments does not exist yet.
    """
    engine = Engine(thresholds, RULES if rules is None else rules)
    withdrawals = Withdrawals(engine)
    for instant, group in groupby(steps_of(versions, as_of), key=lambda step: step.instant):
        steps = list(group)
        engine.pass_time(instant)
        engine.apply(steps)
        withdrawals.look(steps)
    engine.pass_time(as_of, included=True)
    return engine.ledger.past_findings()
