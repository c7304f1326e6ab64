"""neurological: numbness, tingling or weakness, where it is not part of an emergency sign already."""

from __future__ import annotations

from datetime import datetime

from diary.analysis.emergencies import emergencies
from diary.analysis.rules.base import (
    NOTHING_NEW,
    SEVEN_DAYS,
    Flags,
    Rule,
    Scope,
    Wording,
    at_place,
    flag_judges,
    flags,
    one_entry_counts,
    signs_of,
    titled_by_signs,
)
from diary.analysis.rules.phrases import ADVICE_TODAY, NERVES, ask_known, listed, logged_on, place
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import new_signs
from diary.domain.findings import Finding, Hint, Sentence, Tier
from diary.domain.text import capital
from diary.domain.vocabulary import REGIONS, Role, words_of

NAME = "neurological"
WORDS = words_of(Role.NUMB, Role.WEAK)


def search(snapshot: Snapshot) -> Flags:
    """The signs of the diary."""
    # One sign is shown once, under the rule that asks for more.
    in_emergency = {part.key for emergency in emergencies(snapshot) for part in (*emergency.parts, *emergency.others)}
    marks = [mark for mark in new_signs(snapshot.signs, WORDS) if mark.key not in in_emergency]
    return flags(NAME, marks, lambda _: Tier.IMMEDIATE)


judge, lapsed, marked = flag_judges(search)


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    if not finding.raised:
        return Wording(Sentence("No numbness, tingling or weakness"), NOTHING_NEW)
    words = signs_of(finding)
    question = ask_known(f"{words[0]} {place(finding)}".strip())
    # Numbness there may be a part of cauda equina syndrome (NHS, NICE).
    if finding.site and REGIONS[finding.site].saddle and "numbness" in words:
        question = Sentence(
            "Is it in both legs, or between the legs? {log}",
            log=Hint("both-legs", plain="Then log that now, and call for help."),
        )
    return Wording(
        Sentence("{words}{place}", words=capital(listed(words)), place=at_place(finding)),
        Sentence("{logged} A nerve may be under pressure.", logged=logged_on(finding, as_of)),
        ADVICE_TODAY,
        SEVEN_DAYS,
        question,
    )


RULE = Rule(
    name=NAME,
    scope=Scope.PERSON,
    judge=judge,
    lapsed=lapsed,
    wording=wording,
    past_title=titled_by_signs,
    how="New numbness, tingling or weakness at any site.",
    counted=one_entry_counts,
    sources=(NERVES,),
    symptoms=frozenset(WORDS),
    marked=marked,
    part_of_emergency=True,
    incremental=True,
)
