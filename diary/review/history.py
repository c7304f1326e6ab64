"""What was raised in the past: the history as it was known then, and the flags of a period as it reads now."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from diary.analysis.bounded import Excerpts, windowed
from diary.analysis.replay.history import Key, PastFinding, State
from diary.analysis.replay.replay import replay
from diary.analysis.wording.past import EVENT_WORDS, title
from diary.domain.findings import Finding, Tier
from diary.domain.records import Version
from diary.gc_pause import collector_paused
from diary.review.rule_book import TIER_LABELS
from diary.review.snapshot import Review
from diary.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from diary.store.diary_store import DiaryStore

__all__ = ["EVENT_WORDS", "PastFinding", "Remembered", "history", "past_flags"]


@dataclass(frozen=True, slots=True)
class Remembered:
    """A finding that was raised at some time, with what it was about in words."""

    past: PastFinding
    title: str

    @property
    def label(self) -> str:
        """What its highest tier asked for."""
        return TIER_LABELS[self.past.highest]


def history(store: DiaryStore, now: datetime, settings: Settings = DEFAULTS) -> tuple[Remembered, ...]:
    """Every finding that was raised up to an instant (aware), as it was known then, newest first."""
    with collector_paused():
        return tuple(
            Remembered(past, title(past)) for past in reversed(replay(store.versions(), now, settings.thresholds))
        )


@dataclass(frozen=True, slots=True)
class RaisedStretch:
    """How a finding stood, from one instant up to another."""

    state: State
    begins: datetime
    ends: datetime

    @property
    def strength(self) -> tuple[int, bool]:
        """Less for what asks for more."""
        return (self.state.tier.rank, not self.state.confirmed)


def past_flags(review: Review, first: date) -> list[tuple[Finding, datetime, int]]:
    """The strongest form of each finding that was raised in the period and is no more, when last and how often."""
    begin = datetime.combine(first, time(), review.as_of.tzinfo)
    excerpts, asked = Excerpts(review.diary), _asked(review)
    current = {_key(finding) for finding in review.raised}
    stood: dict[Key, list[RaisedStretch]] = {}
    times: Counter[Key] = Counter()
    for past in _pasts(review):
        stretches = list(_stretches(past, begin)) if past.key not in current else []
        if stretches:
            stood.setdefault(past.key, []).extend(stretches)
            times[past.key] += 1
    found: list[tuple[Finding, datetime, RaisedStretch, int]] = []
    for key, stretches in stood.items():
        # Of equals the last.
        strongest = min(reversed(stretches), key=lambda stretch: stretch.strength, default=None)
        finding = _finding(excerpts, review, key, strongest, asked) if strongest else None
        if strongest and finding:
            last = stretches[-1]
            until = (_last_asked(last, asked) or min(last.ends, review.as_of)).astimezone(review.as_of.tzinfo)
            found.append((finding, until, strongest, times[key]))
    found.sort(key=lambda row: (-row[1].timestamp(), row[2].strength, row[0].rule))
    return [(finding, until, count) for finding, until, _, count in found]


def _pasts(review: Review) -> tuple[PastFinding, ...]:
    """What was raised when, going by the entries as they read now."""
    # All of the diary: a rise, or a sign that nobody was told of, may be as old as that and stand in the period.
    versions = [Version(record, None, None, "current") for record in review.diary.records()]
    return replay(versions, review.as_of, review.snapshot.thresholds)


def _asked(review: Review) -> list[datetime]:
    """When something was logged or measured that the rules answer to."""
    return sorted(record.at.instant for record in (*review.entries, *review.snapshot.motions))


def _stretches(past: PastFinding, begin: datetime) -> Iterator[RaisedStretch]:
    """How it stood from an instant on, above `expected`."""
    ends = [event.at for event in past.events[1:]] + [datetime.max.replace(tzinfo=begin.tzinfo)]
    for event, end in zip(past.events, ends, strict=True):
        if event.state is not None and event.state.tier is not Tier.EXPECTED and event.at < end and end > begin:
            yield RaisedStretch(event.state, event.at, end)


def _last_asked(stretch: RaisedStretch, asked: Sequence[datetime]) -> datetime | None:
    """When something was logged last in a stretch; None where nothing was, and time alone raised it."""
    place = bisect_left(asked, stretch.ends)
    return asked[place - 1] if place and asked[place - 1] >= stretch.begins else None


def _finding(
    excerpts: Excerpts, review: Review, key: Key, stretch: RaisedStretch, asked: Sequence[datetime]
) -> Finding | None:
    """A finding as it stood at the end of a stretch, with its words."""
    at = (_last_asked(stretch, asked) or stretch.begins).astimezone(review.as_of.tzinfo)
    _, _, found = windowed(lambda since: excerpts.since(since, at), at, thresholds=review.snapshot.thresholds)
    return next((finding for finding in found if finding.raised and _key(finding) == key), None)


def _key(finding: Finding) -> Key:
    return (finding.rule, finding.site, finding.side, finding.movement)
