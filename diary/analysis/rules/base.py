"""What a rule is, and what the red flags share: findings from single signs, and from signs on several days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from diary.analysis.replay.history import PastFinding
from diary.analysis.rules.phrases import LOG_ON, listed
from diary.analysis.series import RECENT
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import TICK, Sign, newest_ground, raised_since, stretch
from diary.domain.findings import EMPTY, Finding, Sentence, Status, Tier
from diary.domain.text import capital
from diary.domain.vocabulary import place_name

SEVEN_DAYS = Sentence("It leaves this list when seven days have passed without it.")
NOTHING_NEW = Sentence("Nothing new of that kind in the last seven days.")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a finding says to the person; `clinic` is its title for a clinician, where that is another one."""

    title: Sentence
    summary: Sentence
    next_step: Sentence = LOG_ON
    clears_when: Sentence = EMPTY
    question: Sentence | None = None
    clinic: Sentence | None = None


class Scope(Enum):
    """What a rule is asked about."""

    SITE = auto()
    """The course of pain at one site: `judge(course, snapshot)` returns one finding."""
    PERSON = auto()
    """Everything: `judge(snapshot)` returns findings for the person, or for each place with a sign."""
    REMAINING = auto()
    """One site, after all other rules: `judge(course, snapshot, others)` returns one finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: how it judges, what it says, what it rests on. `registry.RULES` lists them all."""

    name: str
    scope: Scope
    judge: Callable[..., Any]
    """As its scope says."""
    wording: Callable[[Finding, datetime, str], Wording]
    """The words of its finding as of an instant; the text is the emergency number, "" where none is set."""
    past_title: Callable[[PastFinding], str]
    """What a finding was about that is past."""
    how: str
    """How it works, for a clinician. The names of thresholds in braces are replaced by those in force."""
    counted: Callable[[Finding], str]
    """What made a raised finding one, in a plain line; "" where there is nothing to say."""
    sources: tuple[str, ...]
    symptoms: frozenset[str] = frozenset()
    """The qualities and symptoms that can raise it."""
    marked: Callable[[Sign], bool] = lambda _: False
    """Whether one sign among `symptoms` is marked on the charts."""
    changes_after: tuple[timedelta, ...] = (RECENT + TICK,)
    """How long after the time of a record its answer may change without a new one. A new day is counted in."""
    chart_mark: str = ""
    """A few words for a chart: over the time it is raised (about a site), or at its evidence (about the person)."""
    part_of_emergency: bool = False
    """Whether what it is about can become part of an emergency sign."""
    incremental: bool = False
    """Whether the replay has a faster form of it than asking it again."""


def at_place(about: Finding | PastFinding) -> str:
    """The place at the end of a sentence: " at your left knee"; "" for the whole person."""
    return f" at your {place_name(about.site, about.side)}" if about.site else ""


def at_beginning(about: Finding | PastFinding) -> str:
    """The place at the beginning of a sentence: "Left knee"."""
    return capital(place_name(about.site, about.side))


def signs_of(finding: Finding) -> tuple[str, ...]:
    """The words or signs that a red flag is about."""
    return tuple(finding.facts.get("words") or finding.facts.get("signs") or ())


def titled_by_signs(past: PastFinding) -> str:
    """The title of a past red flag: "Numbness at your left foot"."""
    return f"{capital(listed(past.signs))}{at_place(past)}"


def one_entry_counts(_: Finding) -> str:
    """What counts for most red flags."""
    return "one entry of the last seven days is enough"


def flag_by_place(
    rule: str, snapshot: Snapshot, marks: Sequence[Sign], tier: Callable[[Sign], Tier]
) -> tuple[Finding, ...]:
    """A raised finding for each place with a recent sign; one clear answer for the person where there is none."""
    places: dict[tuple[str | None, str | None], list[Sign]] = {}
    for mark in marks:
        places.setdefault((mark.site, mark.side), []).append(mark)
    findings = []
    for (site, side), of_place in places.items():
        recent = [mark for mark in of_place if mark.time >= snapshot.as_of - RECENT]
        if not recent:
            continue
        words = tuple(dict.fromkeys(mark.word for mark in recent))
        # Older signs of the same words belong to the stretch, so that it keeps its beginning while it goes on.
        chain = [mark for mark in of_place if mark.word in words]
        began = stretch([mark.time for mark in of_place])
        first = next(mark for mark in of_place if mark.time == began)
        findings.append(
            Finding(
                rule=rule,
                status=Status.RAISED,
                tier=min((tier(mark) for mark in recent), key=lambda tier: tier.rank),
                site=site,
                side=side,
                started=first.entry.at.local,
                since=first.entry.at.local,
                threshold=1,
                evidence=tuple(dict.fromkeys(mark.evidence() for mark in recent)),
                facts={"words": words, "newest_ground": newest_ground(chain), "when": recent[-1].entry.at.local},
            )
        )
    return tuple(findings) or (Finding(rule=rule, status=Status.CLEAR, threshold=1),)


def flag_on_days(
    rule: str, snapshot: Snapshot, marks: Sequence[Sign], needed: int, tier: Tier, shown: Callable[[Sign], float | None]
) -> Finding:
    """Raised where the last seven days have signs on `needed` days or more; one answer for the whole person."""
    recent = [mark for mark in marks if mark.time >= snapshot.as_of - RECENT]
    days = {mark.entry.at.day for mark in recent}

    def raised(as_of: datetime) -> bool:
        return len({mark.entry.at.day for mark in marks if as_of - RECENT <= mark.time <= as_of}) >= needed

    facts = {"days": len(days), "needed": needed, "words": tuple(dict.fromkeys(mark.word for mark in recent))}
    if len(days) < needed:
        return Finding(rule=rule, status=Status.CLEAR, threshold=needed, facts=facts)
    times = [mark.time for mark in marks]
    since = raised_since(times, raised)
    first = next(mark for mark in marks if mark.time == since)
    return Finding(
        rule=rule,
        status=Status.RAISED,
        tier=tier,
        started=recent[0].entry.at.local,
        since=first.entry.at.local,
        threshold=needed,
        evidence=tuple(dict.fromkeys(replace(mark.evidence(), value=shown(mark)) for mark in recent)),
        facts=facts,
    )
