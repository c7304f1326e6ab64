"""The words of every answer: plain, short, kind, never a diagnosis. Made here once, shown by every face.

Written for people who hurt and are tired: short sentences, no jargon, a reading age of about twelve.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from diary.analysis.wording import course, flags
from diary.analysis.wording.phrases import SOURCES, Words
from diary.domain.findings import Finding, Tier

DISCLAIMER = "This diary does not replace professional advice."
"""Stands in one line wherever findings are shown."""

TIER_LABELS = {
    Tier.EMERGENCY: "Call the emergency number now",
    Tier.IMMEDIATE: "Get advice today",
    Tier.REPORT: "Tell your therapist",
    Tier.DISCUSS: "For your next appointment",
    Tier.EXPECTED: "Fits ordinary soreness so far",
}
"""What a tier asks for, in a few words."""

TIER_MARKS = {
    Tier.EMERGENCY: "!!",
    Tier.IMMEDIATE: "! ",
    Tier.REPORT: "▲ ",
    Tier.DISCUSS: "• ",
    Tier.EXPECTED: "○ ",
}
"""A sign for each tier that needs no colour."""

_EXPLAINERS = {**course.EXPLAINERS, **flags.EXPLAINERS}


def explain(finding: Finding, as_of: datetime, emergency_number: str = "") -> Finding:
    """The same finding with its words: title, summary, next step, what would clear it, a question, the sources."""
    words: Words = _EXPLAINERS[finding.rule](finding, as_of, emergency_number)
    return replace(
        finding,
        title=words.title,
        summary=words.summary,
        next_step=words.next_step,
        clears_when=words.clears_when,
        question=words.question.text if words.question else None,
        hints=words.hints + (words.question.hints if words.question else ()),
        sources=SOURCES[finding.rule],
    )
