"""Rules without an incremental form in a replay: each is asked of the whole diary, whenever its answer may change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone

from diary.analysis.rules.base import Rule, Scope
from diary.analysis.rules.registry import RULES, answers
from diary.analysis.series import STAYS
from diary.analysis.snapshot import snapshot_of
from diary.analysis.symptoms import TICK
from diary.analysis.timeline import Step
from diary.domain.findings import Finding
from diary.domain.records import Diary, Entry, Record
from diary.domain.thresholds import Thresholds


class WholeDiaryRules:
    """The records of the diary at one moment of a replay, and the rules that are asked of all of them."""

    def __init__(self, rules: Sequence[Rule], thresholds: Thresholds) -> None:
        self.rules = rules
        self._thresholds = thresholds
        self._records: dict[str, Record] = {}
        # Rules that look at the answers of others need all of those.
        looks_at_others = any(rule.scope is Scope.REMAINING for rule in rules)
        self._asked = (*(rule for rule in RULES if rule not in rules), *rules) if looks_at_others else rules

    def apply(self, step: Step) -> None:
        """Add or remove a record."""
        if step.there:
            self._records[step.record.id] = step.record
        else:
            self._records.pop(step.record.id, None)

    def findings(self, as_of: datetime) -> dict[str, list[Finding]]:
        """What the rules raise as of an instant, rule by rule."""
        raised: dict[str, list[Finding]] = {rule.name: [] for rule in self.rules}
        seen = snapshot_of(Diary.of(tuple(self._records.values())), as_of, self._thresholds)
        for finding in answers(seen, self._asked):
            if finding.raised and finding.rule in raised:
                raised[finding.rule].append(finding)
        return raised

    def wake(self, as_of: datetime) -> datetime | None:
        """The next instant at which time alone may change an answer; None where there is none."""
        return min((instant for instant in self._wakes(as_of) if instant > as_of), default=None)

    def _wakes(self, as_of: datetime) -> Iterator[datetime]:
        spans = {span for rule in self._asked for span in rule.changes_after} | {STAYS + TICK}
        offsets: set[int] = set()
        for record in self._records.values():
            yield from (record.at.instant + span for span in spans)
            if isinstance(record, Entry):
                offsets.add(record.at.offset)
        # A rule may count days, and a day begins at another instant on another clock.
        for offset in offsets:
            local = as_of.astimezone(timezone(timedelta(seconds=offset)))
            midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
            yield (midnight + timedelta(days=1)).astimezone(UTC)
