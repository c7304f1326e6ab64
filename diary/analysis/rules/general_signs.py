"""general-signs: fever, a hot joint, breathlessness, a leg that bears no weight; weight loss; nights; loose joints."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime

from diary.analysis.converted import all_converted
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
from diary.analysis.rules.phrases import DOCTOR_TODAY, JOINT, NEXT_VISIT, TELL, listed, logged_on
from diary.analysis.series import DAY
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign, new_signs
from diary.domain.findings import Finding, Sentence, Tier
from diary.domain.text import capital
from diary.domain.vocabulary import LEG_SITES, Role, words_of

NAME = "general-signs"
TODAY = words_of(Role.GENERAL)
WEIGHT, NIGHT, BEARING = "weight-loss", "night-pain", "cant-bear-weight"
LOOSE = frozenset({"giving-way", "locking"})
"""A joint that does this more than once may have something torn in it."""
NIGHTS, LOOSE_DAYS = 3, 2
DAYS = {NIGHT: NIGHTS} | dict.fromkeys(LOOSE, LOOSE_DAYS)
SYMPTOMS = TODAY | LOOSE | {WEIGHT, NIGHT, BEARING}
WEIGHT_AND_NIGHT = 7 * DAY


def search(snapshot: Snapshot) -> Flags:
    """The signs of the diary, of the person and of each site."""
    marks = new_signs(snapshot.signs, SYMPTOMS)
    pair = {word: [mark for mark in marks if mark.word == word] for word in (WEIGHT, NIGHT)}

    def others(mark: Sign) -> Sequence[Sign]:
        """The night pains near a weight loss, or the other way round."""
        of_other = pair[NIGHT if mark.word == WEIGHT else WEIGHT]
        low = bisect_left(of_other, mark.time - WEIGHT_AND_NIGHT, key=_time)
        return of_other[low : bisect_right(of_other, mark.time + WEIGHT_AND_NIGHT, key=_time)]

    def tier(mark: Sign) -> Tier:
        if mark.word in LOOSE:
            return Tier.DISCUSS
        return Tier.REPORT if mark.word in pair and not others(mark) else Tier.IMMEDIATE

    def converted(mark: Sign) -> bool:
        return all_converted(one.entry for one in (mark, *(others(mark) if mark.word in pair else ())))

    enough, on_days = [], []
    for mark in marks:
        if mark.word in DAYS:
            on_days.append(mark)
        if mark.word == NIGHT:
            enough += [mark] if others(mark) else []
        elif mark.word not in LOOSE and (mark.word != BEARING or mark.site in LEG_SITES):
            enough.append(mark)
    return flags(NAME, enough, tier, on_days, DAYS, converted=converted)


def _time(mark: Sign) -> datetime:
    return mark.time


judge, lapsed, marked = flag_judges(search)


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    if not finding.raised:
        return Wording(Sentence("No signs of another illness"), NOTHING_NEW)
    words, days = signs_of(finding), finding.facts["days"]
    several = [word for word in words if word in DAYS and (word in LOOSE or days[word] >= NIGHTS)]
    often = "On {days} of the last seven days. " if several else ""
    summary = "" if finding.tier is Tier.DISCUSS else "This can have a cause of its own, beside the exercises."
    return Wording(
        Sentence("{words}{place}", words=capital(listed(words)), place=at_place(finding)),
        Sentence(
            f"{{logged}} {often}{summary}".rstrip(),
            logged=logged_on(finding, as_of),
            days=max((days[word] for word in several), default=0),
        ),
        NEXT_STEP[finding.tier or Tier.DISCUSS],
        SEVEN_DAYS,
    )


NEXT_STEP = {Tier.IMMEDIATE: DOCTOR_TODAY, Tier.REPORT: TELL, Tier.DISCUSS: NEXT_VISIT}


def _counted(finding: Finding) -> str:
    words = signs_of(finding)
    nights = f"pain that woke you on {NIGHTS} or more of the last seven days"
    if finding.tier is Tier.DISCUSS:
        return f"the same on {LOOSE_DAYS} or more of the last seven days"
    if finding.tier is Tier.REPORT and words == (NIGHT,):
        return nights
    return (
        f"{one_entry_counts(finding)}; {nights}"
        if NIGHT in words and WEIGHT not in words
        else one_entry_counts(finding)
    )


RULE = Rule(
    name=NAME,
    scope=Scope.PERSON,
    judge=judge,
    lapsed=lapsed,
    wording=wording,
    past_title=titled_by_signs,
    how="Fever, a hot joint, breathlessness, or a leg that can't bear weight; weight loss, more urgent with pain that "
    "wakes at night; such pain on 3 days of a week; a joint that gives way or locks on 2 days of a week.",
    counted=_counted,
    sources=(JOINT, "NICE guidance on back pain: signs of another illness"),
    symptoms=SYMPTOMS,
    marked=marked,
    part_of_emergency=True,
    incremental=True,
)
