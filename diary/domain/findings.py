"""The answer of a rule, with everything that an explanation needs. Every surface shows this."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any, Literal


class Status(StrEnum):
    """The five answers a rule can give."""

    RAISED = "raised"
    CLEAR = "clear"
    PENDING = "pending"  # too early; `decides_at` says when the rule can tell
    INSUFFICIENT = "insufficient"  # too few entries
    CANNOT_JUDGE = "cannot-judge"  # the usual level is so high that a rise of 2 has no room on the scale


class Tier(StrEnum):
    """How urgent a raised finding is, most urgent first."""

    EMERGENCY = "emergency"  # the emergency number now, if nobody has examined this yet
    IMMEDIATE = "immediate"  # a doctor or the therapist today
    REPORT = "report"  # the therapist or a doctor, today or on the next working day
    DISCUSS = "discuss"  # at the next appointment
    EXPECTED = "expected"  # fits ordinary soreness after exercise

    @property
    def rank(self) -> int:
        """0 for emergency, rising as the tier falls."""
        return _RANKS[self]


# The order of the members is the order of urgency.
_RANKS = {tier: rank for rank, tier in enumerate(Tier)}


TIER_LABELS = {
    Tier.EMERGENCY: "Call the emergency number now",
    Tier.IMMEDIATE: "Get advice today",
    Tier.REPORT: "Tell your therapist",
    Tier.DISCUSS: "For your next appointment",
    Tier.EXPECTED: "Fits ordinary soreness so far",
}
"""What a tier asks for, in a few words."""
TIER_MARKS = {Tier.EMERGENCY: "!!", Tier.IMMEDIATE: "! ", Tier.REPORT: "▲ ", Tier.DISCUSS: "• ", Tier.EXPECTED: "○ "}
"""A sign for each tier that needs no colour."""
DISCLAIMER = "This diary does not replace professional advice."
"""Stands in one line wherever findings are shown."""


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
    """The measured value where it is not a pain level: degrees, interference, fatigue."""
    date_only: bool = False
    """Whether only the day is known; then the hour of `time` means nothing."""
    source: str = ""
    """The app from whose file it was converted."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The level a finding is measured against, and where it came from."""

    kind: str
    """session baseline, usual level, stated usual level, earlier days, first measurements, or unknown."""
    level: float
    origin: str
    """Such as "9 readings, 23 Feb – 1 Mar"."""


Answer = Literal["usual", "usual-interference", "known", "sudden", "both-legs", "told", "motion"]
"""What a person can answer to a finding, or do about it."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A place in a sentence where each interface says how to answer: which command, or which key."""

    answer: Answer
    about: str = ""
    """The site or the words that the answer is about."""
    plain: str = ""
    """What stands there where nothing can be answered, as on paper."""

    def __str__(self) -> str:
        return self.plain


class Sentence(str):
    """A text that keeps the template and the values it was made of, so that it can be worded in another way."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, **values: object) -> Sentence:
        """The text of a template with its values in place of their names in braces."""
        text = super().__new__(cls, template.format_map(values).strip())
        text.template, text.values = template, values
        return text

    def __reduce__(self) -> tuple[object, ...]:
        # A copy of a str is made from its text, in which a person's own braces would be taken for names.
        return partial(Sentence, self.template, **self.values), ()

    @property
    def hints(self) -> tuple[Hint, ...]:
        """All hints in it, also those of the sentences that it is made of."""
        found: list[Hint] = []
        for value in self.values.values():
            found += [value] if isinstance(value, Hint) else value.hints if isinstance(value, Sentence) else []
        return tuple(found)

    def worded(self, say: Callable[[Hint], str]) -> str:
        """The text with each hint in the words of an interface."""
        if not self.hints:
            return self
        values = {
            name: say(value) if isinstance(value, Hint) else value.worded(say) if isinstance(value, Sentence) else value
            for name, value in self.values.items()
        }
        return self.template.format_map(values).strip()


EMPTY = Sentence("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer of one rule, for one site or the whole person, at one instant.

    Times are aware, in the offset of the reading they come from. `started` is the start of the episode or of the
    first sign, `since` the instant from which the finding is raised without a break, `decides_at` the instant from
    which a pending rule can answer. `facts` are the numbers used in the wording.
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
    clinic_title: str = ""
    """The title for a clinician: what was seen, without advice to the person."""
    summary: Sentence = EMPTY
    next_step: Sentence = EMPTY
    clears_when: str = ""
    question: Sentence | None = None
    sources: tuple[str, ...] = ()
    reason: str = ""
    """What it says of its place: "has not eased after 52 hours". Those at one place that have one share a card."""
    parts: tuple[Finding, ...] = ()
    """The findings that it stands for, where it is a card of several."""

    @property
    def each(self) -> tuple[Finding, ...]:
        """The findings of a card; of any other finding, itself alone."""
        return self.parts or (self,)

    @property
    def id(self) -> str:
        """Twelve hex digits, the same for the same rule, place and start in every run and on every machine."""
        # sha256, because the result of `hash` differs from run to run.
        began = self.started or self.since
        where = "|".join(
            [self.rule, self.site or "", self.side or "", self.movement or "", began.isoformat() if began else ""]
        )
        return hashlib.sha256(where.encode()).hexdigest()[:12]

    @property
    def subject(self) -> tuple[str, str | None, str | None, str | None]:
        """Rule, site, side and movement, as an acknowledgement of this finding names them."""
        # Without a site the side belongs to the movement: "left knee flexion".
        if self.site is None and self.side and self.movement:
            return (self.rule, None, None, f"{self.side} {self.movement}")
        return (self.rule, self.site, self.side, self.movement)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What a person can answer to it or do about it."""
        return self.next_step.hints + (self.question.hints if self.question else ())

    @property
    def raised(self) -> bool:
        """Whether the status is raised."""
        return self.status is Status.RAISED

    @property
    def waiting(self) -> Tier | None:
        """The tier it had when it was raised last, where it stays only until somebody is told; None for all others."""
        return self.facts.get("waiting")

    @property
    def uncapped(self) -> Finding:
        """The same at the tier it would have if nothing of it had been converted from another app."""
        asked = self.facts.get("asked")
        return replace(self, tier=asked) if self.tier and asked and asked.rank < self.tier.rank else self

    @property
    def place(self) -> tuple[str, str] | None:
        """Site and side, or None for the whole person."""
        return (self.site, self.side or "") if self.site else None


def question_that_must_not_wait(findings: Iterable[Finding], entries: Collection[str]) -> Sentence | None:
    """The question whether a sign in these entries is part of an emergency; it is asked each time, before any other."""
    return next(
        (
            finding.question
            for finding in findings
            if finding.raised
            and finding.question
            and any(hint.answer == "both-legs" for hint in finding.question.hints)
            and any(shown.entry in entries for shown in finding.evidence)
        ),
        None,
    )
