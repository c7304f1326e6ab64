"""nerve-like-pain: pain that shoots, shocks or radiates, or is sharp and more than slight."""

from __future__ import annotations

from datetime import datetime

from diary.analysis.rules.base import (
    NOTHING_NEW,
    SEVEN_DAYS,
    Rule,
    Scope,
    Wording,
    at_place,
    flag_by_place,
    one_entry_counts,
    signs_of,
)
from diary.analysis.rules.phrases import ADVICE_TODAY, NERVES, ask_known, listed, logged_on, place
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign, new_signs
from diary.domain.findings import Finding, Sentence, Tier
from diary.domain.text import capital
from diary.domain.vocabulary import Role, words_of

NAME = "nerve-like-pain"
WORDS = words_of(Role.NERVE)
# Sharp alone is no nerve word: it counts from this level (0–10) on.
SHARP, SHARP_FROM = "sharp", 3


def judge(snapshot: Snapshot) -> tuple[Finding, ...]:
    """One answer for each place that has a sign, or one for the person."""
    marks = [mark for mark in new_signs(snapshot.signs, (*WORDS, SHARP)) if _counts(mark)]
    return flag_by_place(NAME, snapshot, marks, lambda _: Tier.IMMEDIATE)


def _counts(mark: Sign) -> bool:
    if mark.word != SHARP:
        return True
    level = mark.reading.pain if mark.reading else None
    return level is not None and level >= SHARP_FROM


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    if not finding.raised:
        return Wording(Sentence("No nerve-like pain"), NOTHING_NEW)
    words = signs_of(finding)
    return Wording(
        Sentence("{words} pain{place}", words=capital(listed(words)), place=at_place(finding)),
        Sentence(
            "{logged} Worked muscles feel different: a dull ache. A nerve may be involved.",
            logged=logged_on(finding, as_of),
        ),
        ADVICE_TODAY,
        SEVEN_DAYS,
        ask_known(f"{words[0]} {place(finding)}".strip()),
    )


RULE = Rule(
    name=NAME,
    scope=Scope.PERSON,
    judge=judge,
    wording=wording,
    past_title=lambda past: f"{capital(listed(past.signs))} pain{at_place(past)}",
    how="Pain that is shooting, electric or radiating, or sharp at 3 or more.",
    counted=lambda finding: f"{one_entry_counts(finding)}; sharp pain counts from a level of {SHARP_FROM} on",
    sources=(NERVES,),
    symptoms=frozenset({*WORDS, SHARP}),
    marked=_counts,
    part_of_emergency=True,
    incremental=True,
)
