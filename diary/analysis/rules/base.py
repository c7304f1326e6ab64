"""What a rule is, and what the red flags share: findings from single signs, and from signs on several days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from types import MappingProxyType
from typing import Any

from diary.analysis.replay.history import PastFinding
from diary.analysis.rules.phrases import LOG_ON, listed
from diary.analysis.series import RECENT
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import TICK, Sign, raised_since, stretch
from diary.domain.findings import EMPTY, Evidence, Finding, Sentence, Status, Tier
from diary.domain.text import capital
from diary.domain.vocabulary import BOTH, place_name

SEVEN_DAYS = Sentence("It leaves this list when seven days have passed without it.")
NOTHING_NEW = Sentence("Nothing new of that kind in the last seven days.")

Place = tuple[str | None, str | None]
NO_DAYS: Mapping[str, int] = MappingProxyType({})


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
    beside: frozenset[str] = frozenset()
    """Further qualities and symptoms that change what those mean."""
    marked: Callable[[Sign], bool] = lambda _: False
    """Whether one sign among `symptoms` is marked on the charts."""
    changes_after: tuple[timedelta, ...] = (RECENT + TICK,)
    """How long after the time of a record its answer may change without a new one. A new day is counted in."""
    missing_shown: bool = True
    """Whether it says unasked that it has too few entries, where it is about the course of a site."""
    chart_mark: str = ""
    """A few words for a chart: over the time it is raised (about a site), or at its evidence (about the person)."""
    part_of_emergency: bool = False
    """Whether what it is about can become part of an emergency sign."""
    incremental: bool = False
    """Whether the replay has a faster form of it than asking it again."""


def at_place(about: Finding | PastFinding) -> str:
    """The place at the end of a sentence: " at your left knee", " at both knees"; "" for the whole person."""
    if not about.site:
        return ""
    return f" at {'' if about.side == BOTH else 'your '}{place_name(about.site, about.side)}"


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


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one word at one place that can raise a rule: one is enough, or it takes several days of a week."""

    enough: Sequence[Sign]
    on_days: Sequence[Sign] = ()
    days: int = 0
    """The days that `on_days` must fill; they count only while none is recent of those of which one is enough."""

    def raising(self, as_of: datetime) -> Sequence[Sign]:
        """The recent ones that raise it as of an instant; none where it is not raised."""
        if one := _recent(self.enough, as_of):
            return one
        several = _recent(self.on_days, as_of)
        return several if several and len({mark.entry.at.day for mark in several}) >= self.days else ()

    def since(self) -> datetime:
        """When the unbroken time began in which it is raised."""
        if not self.on_days:
            return stretch([mark.time for mark in self.enough])
        return raised_since(_times([self]), lambda as_of: bool(self.raising(as_of)))


def flag_signs(
    rule: str,
    snapshot: Snapshot,
    enough: Iterable[Sign],
    tier: Callable[[Sign], Tier],
    on_days: Iterable[Sign] = (),
    days: Mapping[str, int] = NO_DAYS,
    beside: Callable[[Sign], Iterable[Evidence]] = lambda _: (),
) -> tuple[Finding, ...]:
    """A raised finding for each place with recent signs; one clear answer for the person where there is none.

    One sign of `enough` raises it; of `on_days` it takes as many days of a week as `days` says of their word. `tier` is
    what a sign asks for, `beside` what else it rests on.
    """
    places: dict[Place, dict[str, tuple[list[Sign], list[Sign]]]] = {}
    for number, marks in enumerate((enough, on_days)):
        for mark in marks:
            of_place = places.setdefault((mark.site, mark.side), {})
            of_place.setdefault(mark.word, ([], []))[number].append(mark)
    findings = []
    for (site, side), of_words in places.items():
        words = {word: Signs(one, several, days.get(word, 0)) for word, (one, several) in of_words.items()}
        raising = {word: marks for word, signs in words.items() if (marks := signs.raising(snapshot.as_of))}
        if not raising:
            continue
        recent = sorted((mark for marks in raising.values() for mark in marks), key=_order)
        since = _raised_since(list(words.values()))
        first = next(mark for signs in words.values() for mark in (*signs.enough, *signs.on_days) if mark.time == since)
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
                evidence=tuple(dict.fromkeys(shown for mark in recent for shown in (mark.evidence(), *beside(mark)))),
                facts={
                    "words": tuple(dict.fromkeys(mark.word for mark in recent)),
                    # When the word that joined last began its own stretch: nobody can have told of it before that.
                    "newest_ground": max(words[word].since() for word in raising),
                    "when": recent[-1].entry.at.local,
                    "days": {word: len({mark.entry.at.day for mark in marks}) for word, marks in raising.items()},
                },
            )
        )
    return tuple(findings) or (Finding(rule=rule, status=Status.CLEAR, threshold=1),)


def _raised_since(words: Sequence[Signs]) -> datetime:
    """When the unbroken time began in which one of these words or another raised the rule."""
    if not any(signs.on_days for signs in words):
        return stretch(_times(words))
    return raised_since(_times(words), lambda as_of: any(signs.raising(as_of) for signs in words))


def _times(words: Iterable[Signs]) -> list[datetime]:
    return sorted({mark.time for signs in words for mark in (*signs.enough, *signs.on_days)})


def _recent(marks: Sequence[Sign], as_of: datetime) -> Sequence[Sign]:
    low = bisect_left(marks, as_of - RECENT, key=_time)
    return marks[low : bisect_right(marks, as_of, lo=low, key=_time)]


def _time(mark: Sign) -> datetime:
    return mark.time


def _order(mark: Sign) -> tuple[datetime, datetime, str]:
    return mark.entry.order
