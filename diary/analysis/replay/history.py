"""Past findings: when each was raised and ended, with everything that happened to it in between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from diary.domain.findings import Tier

Key = tuple[str, str | None, str | None, str | None]
"""Rule, site, side, movement: what a finding is about."""

EventKind = Literal["raised", "rose", "fell", "confirmed", "told", "untold", "changed", "cleared", "withdrawn"]
ENDS = ("cleared", "withdrawn")
EVENT_WORDS = {
    "raised": "raised",
    "rose": "more urgent",
    "fell": "less urgent",
    "confirmed": "confirmed",
    "told": "told",
    "untold": "new since it was told",
    "changed": "looked at anew",
    "cleared": "cleared",
    "withdrawn": "withdrawn",
}
"""What happened to a finding."""


class State(NamedTuple):
    """How a finding is raised at one instant."""

    tier: Tier
    provisional: bool = False
    confirmed: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a finding at an instant (UTC), and how it stood after it; `state` is None once it ended.

    raised; rose and fell (its tier); confirmed; told; untold: what was told does not cover it any more, so it is
    announced again; changed: it became or stopped being provisional, or stopped being confirmed; cleared: new
    readings or time ended it; withdrawn: an edit or a deletion removed its evidence, perhaps after it had cleared.
    """

    kind: EventKind
    at: datetime
    state: State | None


@dataclass(frozen=True, slots=True)
class PastFinding:
    """One finding from when it was raised to its end, without a break. Raised again, it is another one."""

    rule: str
    site: str | None
    side: str | None
    movement: str | None
    signs: tuple[str, ...]
    """The words or signs it was made of, for the red flags."""
    events: tuple[Event, ...]

    @property
    def key(self) -> Key:
        """What it is about."""
        return (self.rule, self.site, self.side, self.movement)

    @property
    def raised(self) -> datetime:
        """The instant it was raised."""
        return self.events[0].at

    @property
    def ended(self) -> datetime | None:
        """The instant it cleared or was withdrawn, whichever came first; None while it is open."""
        return next((event.at for event in self.events if event.kind in ENDS), None)

    @property
    def open(self) -> bool:
        """Whether it is still raised."""
        return self.events[-1].state is not None

    @property
    def withdrawn(self) -> bool:
        """Whether an edit or a deletion removed its evidence."""
        return self.events[-1].kind == "withdrawn"

    @property
    def highest(self) -> Tier:
        """The highest tier it ever had."""
        return min((event.state.tier for event in self.events if event.state), key=lambda tier: tier.rank)

    @property
    def provisional(self) -> bool:
        """Whether it was provisional when it was last raised."""
        return next(event.state.provisional for event in reversed(self.events) if event.state)

    def first(self, kind: EventKind) -> datetime | None:
        """When that happened to it first; None where it never did."""
        return next((event.at for event in self.events if event.kind == kind), None)

    def state(self, instant: datetime) -> State | None:
        """Its state at an instant; None where it was not raised."""
        return next((event.state for event in reversed(self.events) if event.at <= instant), None)


class FindingRecord:
    """A past finding that is still being recorded."""

    __slots__ = ("events", "key", "signs", "state")

    def __init__(self, key: Key, at: datetime, state: State) -> None:
        self.key, self.state = key, state
        self.signs: dict[str, None] = {}  # a dict, because a set would not keep the order in which they came
        self.events = [Event("raised", at, state)]

    @property
    def raised(self) -> datetime:
        """The instant it was raised."""
        return self.events[0].at

    @property
    def ended(self) -> datetime | None:
        """The instant it ended; None while it is open."""
        return next((event.at for event in self.events if event.kind in ENDS), None)

    @property
    def withdrawn(self) -> bool:
        """Whether an edit or a deletion removed its evidence."""
        return self.events[-1].kind == "withdrawn"

    def become(self, at: datetime, state: State) -> None:
        """Record what changed from one state to the next."""
        was = self.state
        kinds: list[EventKind] = []
        if state.tier is not was.tier:
            kinds.append("rose" if state.tier.rank < was.tier.rank else "fell")
        if state.provisional != was.provisional or (was.confirmed and not state.confirmed):
            kinds.append("changed")
        if state.confirmed and not was.confirmed:
            kinds.append("confirmed")
        if state.told != was.told:
            kinds.append("told" if state.told else "untold")
        self.events += [Event(kind, at, state) for kind in kinds]
        self.state = state

    def past(self) -> PastFinding:
        """The past finding as recorded so far."""
        return PastFinding(*self.key, tuple(self.signs), tuple(self.events))


class Ledger:
    """All past findings, in the order in which they were raised."""

    def __init__(self) -> None:
        self.records: list[FindingRecord] = []
        self.open: dict[Key, FindingRecord] = {}

    def note(self, key: Key, at: datetime, state: State | None, signs: Sequence[str] = ()) -> None:
        """Record the state of a finding at an instant; None where it is not raised."""
        record = self.open.get(key)
        if state is None:
            if record is not None:
                record.events.append(Event("cleared", at, None))
                del self.open[key]
            return
        if record is None:
            record = self.open[key] = FindingRecord(key, at, state)
            self.records.append(record)
            # An acknowledgement can cover it from the start: that is an event of its own.
            if state.told:
                record.events.append(Event("told", at, state))
        elif state != record.state:
            record.become(at, state)
        record.signs.update(dict.fromkeys(signs))

    def note_all(self, at: datetime, was: Mapping[Key, State], now: Mapping[Key, State]) -> None:
        """Record every difference between two sets of states."""
        for key in was:
            if key not in now:
                self.note(key, at, None)
        for key, state in now.items():
            self.note(key, at, state)

    def withdraw(self, record: FindingRecord, at: datetime) -> None:
        """Record that a finding that has ended lost its evidence."""
        # Ended at the same instant, it ended because of the edit: one event says so, not two.
        if record.events[-1].at == at and record.events[-1].kind == "cleared":
            record.events.pop()
        record.events.append(Event("withdrawn", at, None))

    def past_findings(self) -> tuple[PastFinding, ...]:
        """All past findings as recorded so far, oldest first."""
        return tuple(record.past() for record in self.records)


def was_raised(records: Iterable[FindingRecord], key: Key, first: datetime, before: datetime) -> bool:
    """Whether that finding was raised at any instant from `first` up to but not including `before`."""
    return any(
        record.key == key and record.raised < before and (record.ended is None or record.ended > first)
        for record in records
    )
