"""What the analyzer answers: a finding, with everything an explanation needs. Every face shows this."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal


class Status(StrEnum):
    """The five answers a rule can give."""

    RAISED = "raised"
    CLEAR = "clear"
    PENDING = "pending"
    INSUFFICIENT = "insufficient"
    CANNOT_JUDGE = "cannot-judge"


class Tier(StrEnum):
    """What a raised finding asks for, highest first."""

    EMERGENCY = "emergency"
    IMMEDIATE = "immediate"
    REPORT = "report"
    DISCUSS = "discuss"
    EXPECTED = "expected"

    @property
    def rank(self) -> int:
        """0 for emergency, rising as the tier falls."""
        return _RANKS[self]


_RANKS = {tier: rank for rank, tier in enumerate(Tier)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reading (or entry without a site) that a finding rests on."""

    entry: str
    time: datetime
    site: str | None = None
    side: str | None = None
    pain: int | None = None
    qualities: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()
    sudden: bool = False
    value: float | None = None
    """What was measured where it is no pain level: degrees, interference, fatigue."""
    date_only: bool = False
    """Whether only the day is known; then the time is a stand-in for it, and its hours mean little."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The level a finding is measured against, and where it came from."""

    kind: str
    """session baseline, usual level, stated usual level, earlier days, first measurements, or unknown."""
    level: float
    origin: str
    """Such as "9 readings, 23 Feb – 1 Mar"."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A way to answer that the words of a finding name as a command. A face that has no commands puts its own there."""

    way: Literal["usual", "usual-interference", "known", "sudden", "told", "motion"]
    said: str
    """The words to replace, exactly as they stand in the next step or the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer of one rule, for one site or the whole person, at one instant.

    Times are aware, in the offset of the reading they come from. `started` is when the episode or the first sign
    began, `since` the instant from which the rule has been raised without a break, `decides_at` for a pending
    answer the instant from which it can tell. `facts` are the numbers that the wording is made of.
    """

    rule: str
    status: Status
    tier: Tier | None = None
    site: str | None = None
    side: str | None = None
    movement: str | None = None
    provisional: bool = False
    confirmed: bool = False
    acknowledged: bool = False
    started: datetime | None = None
    since: datetime | None = None
    decides_at: datetime | None = None
    compared_with: Comparison | None = None
    threshold: float | None = None
    evidence: tuple[Evidence, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    summary: str = ""
    next_step: str = ""
    clears_when: str = ""
    question: str | None = None
    hints: tuple[Hint, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same rule, place and start, in every run and on every machine."""
        began = self.started or self.since
        where = "|".join(
            [self.rule, self.site or "", self.side or "", self.movement or "", began.isoformat() if began else ""]
        )
        return hashlib.sha256(where.encode()).hexdigest()[:12]

    @property
    def subject(self) -> tuple[str, str | None, str | None, str | None]:
        """What an acknowledgement of it names: rule, site, side, movement. A side without a site is the movement's."""
        if self.site is None and self.side and self.movement:
            return (self.rule, None, None, f"{self.side} {self.movement}")
        return (self.rule, self.site, self.side, self.movement)

    @property
    def raised(self) -> bool:
        """Whether the rule says yes."""
        return self.status is Status.RAISED

    @property
    def place(self) -> tuple[str, str] | None:
        """Site and side, or None for the whole person."""
        return (self.site, self.side or "") if self.site else None
