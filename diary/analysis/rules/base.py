"""What a rule is, and what the red flags share: findings from single signs, and from signs on several days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from types import MappingProxyType
from typing import Any

from diary.analysis.converted import all_converted, capped
from diary.analysis.replay.history import PastFinding
from diary.analysis.rules.phrases import LOG_ON, listed
from diary.analysis.series import RECENT, STAYS
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import TICK, Sign, raised_since, stretch
from diary.domain.findings import EMPTY, Evidence, Finding, Sentence, Status, Tier
from diary.domain.text import capital
from diary.domain.vocabulary import place_name, yours

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
    reason: str = ""
    """What it says of its place, for a card that it shares with another rule: "has not eased after 52 hours"."""


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A finding that age or silence has ended, as it stood when it was raised last."""

    finding: Finding
    until: datetime
    """The last instant at which it was raised."""
    highest: Tier
    """The highest tier it had since it was raised."""

    @property
    def rests_on(self) -> datetime:
        """The time of the latest entry it rests on, on the clock of the person."""
        return max(shown.time for shown in self.finding.evidence)


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
    past_reason: str = ""
    """The same without the place, where a past finding shares a card: "had not eased after two days"."""
    how: str
    """How it works, for a clinician. The names of thresholds in braces are replaced by those in force."""
    counted: Callable[[Finding], str]
    """What made a raised finding one, in a plain line; "" where there is nothing to say."""
    sources: tuple[str, ...]
    lapsed: Callable[..., Iterable[Lapsed]] | None = None
    """What age or silence has ended, and no entry: asked as `judge` is. None where it is never at report or higher."""
    symptoms: frozenset[str] = frozenset()
    """The qualities and symptoms that can raise it."""
    beside: frozenset[str] = frozenset()
    """Further qualities and symptoms that change what those mean."""
    marked: Callable[[Snapshot], Iterable[Sign]] = lambda _: ()
    """The signs of a diary that raise it or have raised it, which the charts mark."""
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
    return f" at {yours(place_name(about.site, about.side))}"


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
    """The days that `on_days` must fill; they count only while those of which one is enough ask for no more."""

    def raising(self, as_of: datetime) -> Sequence[Sign]:
        """The recent ones that raise it as of an instant; none where it is not raised."""
        one = _recent(self.enough, as_of)
        # What was converted may ask for less than the days do.
        if one and not all_converted(mark.entry for mark in one):
            return one
        several = _recent(self.on_days, as_of)
        if len({mark.entry.at.day for mark in several}) < self.days:
            return one
        return sorted({*one, *several}, key=_order) if one else several

    def all_raising(self) -> Iterator[Sign]:
        """Those that raise it at any time."""
        yield from self.enough
        for mark in self.on_days:
            several = _recent(self.on_days, mark.time)
            if len({one.entry.at.day for one in several}) >= self.days:
                yield from several

    def since(self) -> datetime:
        """When the unbroken time began in which it is raised."""
        if not self.on_days:
            return stretch([mark.time for mark in self.enough])
        return raised_since(_times([self]), lambda as_of: bool(self.raising(as_of)))

    def until(self, as_of: datetime) -> Signs:
        """Those up to an instant."""
        return Signs(_until(self.enough, as_of), _until(self.on_days, as_of), self.days)


@dataclass(frozen=True, slots=True)
class Flags:
    """The signs of a rule in a diary, by place and word, and what each of them asks for."""

    rule: str
    places: Mapping[Place, Mapping[str, Signs]]
    tier: Callable[[Sign], Tier]
    beside: Callable[[Sign], Iterable[Evidence]]
    converted: Callable[[Sign], bool]
    """Whether all that makes a sign ask for its tier was converted."""

    def answers(self, as_of: datetime) -> tuple[Finding, ...]:
        """A raised finding for each place with recent signs; one clear answer for the person where there is none."""
        found = [self._finding(place, words, as_of) for place, words in self.places.items()]
        clear = Finding(rule=self.rule, status=Status.CLEAR, threshold=1)
        return tuple(finding for finding in found if finding) or (clear,)

    def marked(self) -> Iterator[Sign]:
        """The signs that raise it at any time."""
        for words in self.places.values():
            for signs in words.values():
                yield from signs.all_raising()

    def lapsed(self, as_of: datetime) -> Iterator[Lapsed]:
        """For each place where no sign is recent any more, the finding as it stood last."""
        for place, words in self.places.items():
            last = None if _raising(words, as_of) else _raised_last(words, as_of)
            if last is None:
                continue
            then = {word: signs.until(last) for word, signs in words.items()}
            finding = self._finding(place, then, last)
            if finding is not None and finding.since is not None:
                since = finding.since
                times = [time for time in _times(then.values()) if time >= since]
                tiers = {
                    self._tier(mark) for time in times for marks in _raising(then, time).values() for mark in marks
                }
                yield Lapsed(finding, last, min(tiers, key=lambda tier: tier.rank))

    def _tier(self, mark: Sign) -> Tier:
        return capped(self.tier(mark), converted=self.converted(mark))

    def _finding(self, place: Place, words: Mapping[str, Signs], as_of: datetime) -> Finding | None:
        raising = _raising(words, as_of)
        if not raising:
            return None
        recent = sorted((mark for marks in raising.values() for mark in marks), key=_order)
        since = _raised_since(list(words.values()))
        first = next(mark for signs in words.values() for mark in (*signs.enough, *signs.on_days) if mark.time == since)
        return Finding(
            rule=self.rule,
            status=Status.RAISED,
            tier=min((self._tier(mark) for mark in recent), key=lambda tier: tier.rank),
            site=place[0],
            side=place[1],
            started=first.entry.at.local,
            since=first.entry.at.local,
            threshold=1,
            evidence=tuple(dict.fromkeys(shown for mark in recent for shown in (mark.evidence(), *self.beside(mark)))),
            facts={
                "asked": min((self.tier(mark) for mark in recent), key=lambda tier: tier.rank),
                "words": tuple(dict.fromkeys(mark.word for mark in recent)),
                # When the word that joined last began its own stretch: nobody can have told of it before that.
                "newest_ground": max(words[word].since() for word in raising),
                "when": recent[-1].entry.at.local,
                "days": {word: len({mark.entry.at.day for mark in marks}) for word, marks in raising.items()},
            },
        )


def flags(
    rule: str,
    enough: Iterable[Sign],
    tier: Callable[[Sign], Tier],
    on_days: Iterable[Sign] = (),
    days: Mapping[str, int] = NO_DAYS,
    beside: Callable[[Sign], Iterable[Evidence]] = lambda _: (),
    converted: Callable[[Sign], bool] = lambda mark: bool(mark.entry.source),
) -> Flags:
    """The signs of a rule by place and word.

    One sign of `enough` raises it; of `on_days` it takes as many days of a week as `days` says of their word. `tier` is
    what a sign asks for, `beside` what else it rests on, `converted` whether all that makes it ask for it came from
    another app.
    """
    places: dict[Place, dict[str, tuple[list[Sign], list[Sign]]]] = {}
    for number, marks in enumerate((enough, on_days)):
        for mark in marks:
            of_place = places.setdefault((mark.site, mark.side), {})
            of_place.setdefault(mark.word, ([], []))[number].append(mark)
    of_words = {
        place: {word: Signs(one, several, days.get(word, 0)) for word, (one, several) in words.items()}
        for place, words in places.items()
    }
    return Flags(rule, of_words, tier, beside, converted)


def flag_judges(
    search: Callable[[Snapshot], Flags],
) -> tuple[
    Callable[[Snapshot], tuple[Finding, ...]],
    Callable[[Snapshot], Iterator[Lapsed]],
    Callable[[Snapshot], Iterator[Sign]],
]:
    """How such a rule judges, what has lapsed of it, and what the charts mark; the signs are searched once for all."""

    def found(snapshot: Snapshot) -> Flags:
        return snapshot.once(search, lambda: search(snapshot))

    return (
        lambda snapshot: found(snapshot).answers(snapshot.as_of),
        lambda snapshot: found(snapshot).lapsed(snapshot.as_of),
        lambda snapshot: found(snapshot).marked(),
    )


def _raising(words: Mapping[str, Signs], as_of: datetime) -> dict[str, Sequence[Sign]]:
    return {word: marks for word, signs in words.items() if (marks := signs.raising(as_of))}


def _raised_last(words: Mapping[str, Signs], as_of: datetime) -> datetime | None:
    """The last instant before this one at which these words raised the rule: a week after one of them."""
    # What ended longer ago rests on entries that are too old.
    times = (time for time in reversed(_times(words.values())) if as_of - STAYS - RECENT <= time < as_of - RECENT)
    ends = (time + RECENT for time in times)
    return next((end for end in ends if _raising(words, end)), None)


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


def _until(marks: Sequence[Sign], as_of: datetime) -> Sequence[Sign]:
    return marks[: bisect_right(marks, as_of, key=_time)]


def _time(mark: Sign) -> datetime:
    return mark.time


def _order(mark: Sign) -> tuple[datetime, datetime, str]:
    return mark.entry.order
