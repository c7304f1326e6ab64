"""What the words of a finding are made of: what to do next, and the question about the usual level."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from diary.analysis.wording.format import place
from diary.domain.findings import Finding, Hint

TELL = "Tell your therapist or doctor, today or on the next working day."
NEXT_VISIT = "Bring it up at your next appointment."
ADVICE_TODAY = "Contact your doctor or therapist today. At night or on a weekend, call the out-of-hours service."
DOCTOR_TODAY = (
    "Contact a doctor today; this is not one for the therapist alone. "
    "At night or on a weekend, call the out-of-hours service."
)
PEAKS_LATE = (
    "Of people who are sore from back exercise, about a third are sorest only two days after the session, "
    "so one more entry tells more."
)
LOG_ON = "Log again when you can."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the person, and the commands that it names."""

    text: str
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What a finding says."""

    title: str
    summary: str
    next_step: str = LOG_ON
    clears_when: str = ""
    question: Asked | None = None
    hints: tuple[Hint, ...] = ()
    """The commands that the next step names."""


Explainer = Callable[[Finding, datetime, str], Words]


def asked(question: str, *hints: Hint) -> Asked:
    """A question, and behind it the commands that answer it."""
    return Asked(" ".join([question, *(hint.said for hint in hints)]), hints)


def ask_usual(finding: Finding, before: str = "", *hints: Hint) -> Asked:
    """The question that makes a provisional finding firm; another one may stand before it."""
    usual = Hint("usual", f"Answer with: diary usual {place(finding)} 2")
    text = f"How much does your {place(finding)} hurt on an ordinary day, from before this began? {usual.said}"
    first = asked(before, *hints)
    return Asked(f"{first.text} {text}".strip(), (*first.hints, usual))


def ask_known(known: str) -> Asked:
    """The question whether it was there from the start, with the words to say so."""
    return asked("Was it there from the start, and a doctor knows?", Hint("known", f"Say so with: diary known {known}"))
