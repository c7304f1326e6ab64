"""What was raised in the past: the history as it was known then, and the findings of a period as it reads now."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from diary.analysis.analyzer import analyze
from diary.analysis.reach import Excerpts
from diary.analysis.replay.history import EVENT_WORDS, Event, Key, PastFinding, State
from diary.analysis.replay.replay import replay
from diary.analysis.rules.base import Scope
from diary.analysis.rules.registry import RULE_OF, RULES
from diary.analysis.series import local, ordinal
from diary.domain.findings import TIER_LABELS, Finding, Tier
from diary.domain.records import Entry, Version
from diary.domain.text import capital
from diary.domain.vocabulary import is_many, place_name
from diary.gc_pause import collector_paused
from diary.review.cards import joined
from diary.review.snapshot import Review
from diary.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from diary.store.diary_store import DiaryStore

__all__ = [
    "EVENT_WORDS",
    "PastCard",
    "PastFinding",
    "PastFlag",
    "TitledPastFinding",
    "history",
    "past_cards",
    "past_flags",
    "past_title",
]


@dataclass(frozen=True, slots=True)
class TitledPastFinding:
    """A finding that was raised at some time, with a title that says what it was about."""

    past: PastFinding
    title: str
    added: date | None = None
    """The earlier day for which an entry was written later that ended it; None where none did."""

    @property
    def label(self) -> str:
        """What its highest tier asked for."""
        return TIER_LABELS[self.past.highest]

    @property
    def reason(self) -> str:
        """What it said of its place, where it shares a card."""
        return RULE_OF[self.past.rule].past_reason


@dataclass(frozen=True, slots=True)
class PastCard:
    """Past findings that were raised at one place at the same time and shared a card; most cards have one."""

    findings: tuple[TitledPastFinding, ...]

    @property
    def strongest(self) -> TitledPastFinding:
        """The one that asked for most."""
        return min(self.findings, key=lambda titled: titled.past.highest.rank)

    @property
    def title(self) -> str:
        """What it was about, with all its reasons."""
        first, *others = self.findings
        if not others:
            return first.title
        firm = next((titled for titled in self.findings if not titled.past.provisional), None)
        where = capital(place_name(first.past.site, first.past.side))
        reasons = joined(titled.reason for titled in sorted(self.findings, key=lambda titled: titled.past.rule))
        if firm is None:
            return f"{where}: was this more than usual? {'They' if is_many(where) else 'It'} {reasons}"
        return f"{where} {reasons}"

    @property
    def open(self) -> bool:
        """Whether something of it is still raised."""
        return any(titled.past.open for titled in self.findings)

    @property
    def last(self) -> TitledPastFinding:
        """The one that is still raised, or else ended last."""
        return max(self.findings, key=lambda titled: (titled.past.open, titled.past.events[-1].at))

    @property
    def raised(self) -> datetime:
        """When the first of it was raised."""
        return min(titled.past.raised for titled in self.findings)

    def events(self, time: Callable[[datetime], str]) -> Iterator[str]:
        """For each finding all that happened to it, in a line; `time` says an instant."""
        for titled in self.findings:
            lead = f"{capital(titled.reason)}: " if len(self.findings) > 1 else ""
            words = [f"{EVENT_WORDS[event.kind]} {time(event.at)}{_by(titled, event)}" for event in titled.past.events]
            yield f"{lead}{' · '.join(words)}"


def _by(titled: TitledPastFinding, event: Event) -> str:
    if titled.added is None or event.kind != "cleared":
        return ""
    return f" by the entry you added for {titled.added.day} {titled.added:%b}"


def past_cards(past: Sequence[TitledPastFinding]) -> tuple[PastCard, ...]:
    """The cards of past findings, in the order in which the findings come."""
    groups: list[list[TitledPastFinding]] = []
    for titled in past:
        group = next((group for group in groups if titled.reason and _share(titled, group)), None)
        if group is None:
            groups.append([titled])
        else:
            group.append(titled)
    return tuple(PastCard(tuple(group)) for group in groups)


def _share(titled: TitledPastFinding, group: Sequence[TitledPastFinding]) -> bool:
    """Whether it was raised at the place of a group, at the same time as one of it."""
    place = titled.past.key[1:3]
    return group[0].past.key[1:3] == place and any(
        other.reason
        and (other.past.ended is None or titled.past.raised < other.past.ended)
        and (titled.past.ended is None or other.past.raised < titled.past.ended)
        for other in group
    )


def history(store: DiaryStore, now: datetime, settings: Settings = DEFAULTS) -> tuple[TitledPastFinding, ...]:
    """Every finding that was raised up to an instant (aware), as it was known then, newest first."""
    # The replay makes many objects that stay until its end: looking for garbage among them only costs time.
    with collector_paused():
        versions = store.versions()
        past = replay(versions, now, settings.thresholds)
    added = _added_later(versions)
    return tuple(
        TitledPastFinding(each, RULE_OF[each.rule].past_title(each), _ended_by(each, added)) for each in reversed(past)
    )


def _added_later(versions: Iterable[Version]) -> dict[datetime, list[Entry]]:
    """The entries that were written on a later day than they are about, by when they were written."""
    added: dict[datetime, list[Entry]] = {}
    known: set[str] = set()
    for version in versions:
        entry, written = version.record, version.written
        # An edit of it is another version, and adds nothing.
        if isinstance(entry, Entry) and written is not None and entry.id not in known:
            known.add(entry.id)
            if ordinal(entry.at) < local(written, entry.at.offset).toordinal():
                added.setdefault(written, []).append(entry)
    return added


def _ended_by(past: PastFinding, added: Mapping[datetime, Sequence[Entry]]) -> date | None:
    """The earlier day whose entry, written later, cleared a finding; None where none did."""
    cleared = past.first("cleared")
    entries = added.get(cleared, ()) if cleared else ()
    return next((entry.at.day for entry in entries if entry.is_about(past.site, past.side)), None)


@dataclass(frozen=True, slots=True)
class RaisedStretch:
    """The state of a raised finding from one instant up to another."""

    state: State
    begins: datetime
    ends: datetime

    @property
    def strength(self) -> tuple[int, bool]:
        """For sorting: a lower value asks for more."""
        return (self.state.tier.rank, not self.state.confirmed)


PAST = "past findings"
"""The name under which a snapshot holds them: a report asks twice, and the replay takes longer than all else of it."""


@dataclass(frozen=True, slots=True)
class PastFlag:
    """A finding that was raised in a period and no longer is."""

    finding: Finding
    """Its strongest form; of equally strong ones the last."""
    past: PastFinding
    """How it was raised last, with the words of all times."""
    until: datetime
    """When it was last raised and something was logged."""
    raised: datetime
    """When it was raised first, of those times that touch the period."""
    times: int


def past_title(flags: Sequence[PastFlag]) -> str:
    """What past flags that share a card were about, in the past tense."""
    title = PastCard(tuple(TitledPastFinding(f.past, RULE_OF[f.past.rule].past_title(f.past)) for f in flags)).title
    # The advice was for the person; a clinician needs to know which sign it was.
    return title.replace("A call for the emergency number", "Sign of an emergency")


def past_flags(review: Review, first: date, until: date | None = None, without: Collection[str] = ()) -> list[PastFlag]:
    """The findings that were raised from a day on and no longer are, the latest first.

    With `until` those that had ended before that day. Rules of `without` are left out, whose answers need not be
    worked out again then.
    """
    begin = datetime.combine(first, time(), review.as_of.tzinfo)
    limit = datetime.combine(until, time(), review.as_of.tzinfo) if until else None
    excerpts, logged = Excerpts(review.diary), _times_logged(review)
    current = {_key(finding) for finding in review.raised}
    stood: dict[Key, list[RaisedStretch]] = {}
    pasts: dict[Key, list[PastFinding]] = {}
    for past in _past_findings(review):
        if past.rule in without:
            continue
        there = past.key not in current if limit is None else past.ended is not None and past.ended < limit
        stretches = list(_stretches(past, begin)) if there else []
        if stretches:
            stood.setdefault(past.key, []).extend(stretches)
            pasts.setdefault(past.key, []).append(past)
    rows: list[tuple[PastFlag, RaisedStretch]] = []
    for key, stretches in stood.items():
        # Of equally strong ones the last: `min` takes the first that it meets.
        strongest = min(reversed(stretches), key=lambda stretch: stretch.strength, default=None)
        finding = _finding(excerpts, review, key, strongest, logged) if strongest else None
        if strongest and finding:
            # What only waited to be told was logged last before that.
            at_entries = [instant for each in stretches if (instant := _last_logged(each, logged))]
            until = max(at_entries, default=min(stretches[-1].ends, review.as_of)).astimezone(review.as_of.tzinfo)
            of_key = pasts[key]
            signs = tuple(dict.fromkeys(sign for past in of_key for sign in past.signs))
            flag = PastFlag(finding, replace(of_key[-1], signs=signs), until, of_key[0].raised, len(of_key))
            rows.append((flag, strongest))
    rows.sort(key=lambda row: (-row[0].until.timestamp(), row[1].strength, row[0].finding.rule))
    return [flag for flag, _ in rows]


def _past_findings(review: Review) -> tuple[PastFinding, ...]:
    """What was raised when, by the entries as they read now."""
    # From the whole diary: an old rise, or an old sign that nobody was told of, may still be raised in the period.
    versions = (Version(record, None, None, "current") for record in review.diary.records())
    return review.snapshot.once(PAST, lambda: replay([*versions], review.as_of, review.snapshot.thresholds))


def _times_logged(review: Review) -> list[datetime]:
    """When something was logged or measured that can raise a rule."""
    return sorted(record.at.instant for record in (*review.entries, *review.snapshot.motions))


def _stretches(past: PastFinding, begin: datetime) -> Iterator[RaisedStretch]:
    """The stretches from an instant on in which it was raised above `expected`."""
    ends = [event.at for event in past.events[1:]] + [datetime.max.replace(tzinfo=begin.tzinfo)]
    for event, end in zip(past.events, ends, strict=True):
        if event.state is not None and event.state.tier is not Tier.EXPECTED and event.at < end and end > begin:
            yield RaisedStretch(event.state, event.at, end)


def _last_logged(stretch: RaisedStretch, logged: Sequence[datetime]) -> datetime | None:
    """When something was last logged in a stretch; None where nothing was, and time alone raised the finding."""
    place = bisect_left(logged, stretch.ends)
    return logged[place - 1] if place and logged[place - 1] >= stretch.begins else None


def _finding(
    excerpts: Excerpts, review: Review, key: Key, stretch: RaisedStretch, logged: Sequence[datetime]
) -> Finding | None:
    """A finding as it was at the last entry of a stretch, with its words."""
    at = (_last_logged(stretch, logged) or stretch.begins).astimezone(review.as_of.tzinfo)
    # The others need not be asked, but by a rule that looks at their answers.
    rules = RULES if RULE_OF[key[0]].scope is Scope.REMAINING else (RULE_OF[key[0]],)
    answers = analyze(excerpts.within_reach(at), at, thresholds=review.snapshot.thresholds, rules=rules)
    return next((finding for finding in answers if finding.raised and _key(finding) == key), None)


def _key(finding: Finding) -> Key:
    return (finding.rule, finding.site, finding.side, finding.movement)
