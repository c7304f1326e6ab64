"""What an entry changes in the findings, and the acknowledgement that is saved when a person told of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from diary.analysis.rules.phrases import day
from diary.analysis.snapshot import Snapshot
from diary.domain.findings import Finding, Tier
from diary.domain.moments import Moment
from diary.domain.records import Ack, Entry, new_id
from diary.review.cards import cards
from diary.review.rule_book import RULE_OF
from diary.review.snapshot import Review


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A change by an entry: a finding that is new, rose, was confirmed, or is no longer raised.

    `finding` is the finding now; one that is no longer raised is as it was while raised, so that its title still says
    what it was about.
    """

    kind: str
    finding: Finding
    ending: str = ""
    """What ended it, in a sentence, where that was an entry for an earlier day; "" for all else."""


def finding_changes(before: Sequence[Finding], after: Sequence[Finding]) -> tuple[FindingChange, ...]:
    """What changed among the raised findings, new ones first."""
    old = {_key(finding): finding for finding in before if finding.raised}
    new = {_key(finding): finding for finding in after if finding.raised}
    urgent = {shown.entry for finding in new.values() if finding.tier is Tier.EMERGENCY for shown in finding.evidence}
    cleared = [
        finding
        for key, finding in old.items()
        # Soreness that is over is no news; and a sign that became part of an emergency sign is not over.
        if key not in new
        and finding.tier is not Tier.EXPECTED
        and not (RULE_OF[finding.rule].part_of_emergency and any(shown.entry in urgent for shown in finding.evidence))
    ]
    stand = {finding.place for finding in new.values() if finding.reason}
    return (
        *_on_cards(_raised_changes(old, new), cards(new.values())),
        # A card that stands for one reason still stands: that the other is over must not sound like an end.
        *(FindingChange("cleared", card) for card in cards(cleared) if not (card.reason and card.place in stand)),
    )


def _on_cards(changes: Iterable[FindingChange], shown: Iterable[Finding]) -> Iterable[FindingChange]:
    """The changes, one for each card."""
    card_of = {_key(finding): card for card in shown for finding in card.each}
    kinds: dict[tuple[object, ...], FindingChange] = {}
    for change in changes:
        card = card_of[_key(change.finding)]
        # Of several kinds the first is kept: what is new needs no word before it.
        was = kinds.get(_key(card))
        if was is None or change.kind == "new":
            kinds[_key(card)] = FindingChange(change.kind, card)
    return kinds.values()


def changes_between(before: Review | None, after: Review) -> tuple[FindingChange, ...]:
    """The same between two reviews; with what ended a finding where an entry was added for an earlier day."""
    changes = finding_changes(before.findings if before else (), after.findings)
    known = {entry.id for entry in before.entries} if before else set()
    added = [entry for entry in after.entries if entry.id not in known]
    return tuple(
        replace(change, ending=_ending(change.finding, added, after)) if change.kind == "cleared" else change
        for change in changes
    )


def _ending(finding: Finding, added: Sequence[Entry], after: Review) -> str:
    here = [entry for entry in added if entry.is_about(finding.site, finding.side)]
    # With an entry of today among them nobody can say which of them ended it.
    if not here or any(entry.at.called_day(after.night) >= after.called_today for entry in here):
        return ""
    return f" The entry you added for {day(here[-1].at.local, after.as_of)} ended this."


def newly_doubted(before: Snapshot, after: Snapshot) -> tuple[str, str, float] | None:
    """The site, side and level where an entry made its stated usual level doubtful; None where there is none."""
    for place, course in after.courses.items():
        latest, earlier = course.latest, before.courses.get(place)
        if latest is None or (earlier is not None and earlier.latest is not None and earlier.latest.day >= latest.day):
            continue
        level = course.daily.doubted(latest.day)
        if level is not None and course.daily.first_doubted() == latest.day:
            return (*place, level)
    return None


def _raised_changes(
    old: dict[tuple[object, ...], Finding], new: dict[tuple[object, ...], Finding]
) -> Iterable[FindingChange]:
    for key, finding in new.items():
        was = old.get(key)
        if was is None:
            yield FindingChange("new", finding)
        elif was.tier and finding.tier and finding.tier.rank < was.tier.rank:
            yield FindingChange("risen", finding)
        elif finding.confirmed and not was.confirmed:
            yield FindingChange("confirmed", finding)
        elif not finding.acknowledged and (was.acknowledged or _has_new_signs(was, finding)):
            yield FindingChange("new", finding)


def _has_new_signs(was: Finding, finding: Finding) -> bool:
    """Whether it has a sign that it had not before; for an emergency also whether a sign was logged once more."""
    if finding.tier is Tier.EMERGENCY and {e.entry for e in finding.evidence} - {e.entry for e in was.evidence}:
        return True
    return bool(_signs(finding) - _signs(was))


def _signs(finding: Finding) -> set[str]:
    return {str(sign) for sign in finding.facts.get("signs") or finding.facts.get("words") or ()}


def _key(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, finding.site, finding.side, finding.movement)


def acknowledgements(card: Finding, *, at: Moment, recorded: datetime, note: str = "") -> tuple[Ack, ...]:
    """The acknowledgements of all that a card stands for and that nobody was told of."""
    untold = [finding for finding in card.each if not finding.acknowledged]
    return tuple(acknowledgement(each, id=new_id(), at=at, recorded=recorded, note=note) for each in untold)


def acknowledgement(finding: Finding, *, id: str, at: Moment, recorded: datetime, note: str = "") -> Ack:
    """The acknowledgement that the person told their therapist of a finding as it is now."""
    rule, site, side, movement = finding.subject
    return Ack(
        id=id,
        at=at,
        recorded=recorded,
        note=note,
        rule=rule,
        site=site,
        side=side,
        movement=movement,
        # Tier and confirmation as they were told: once the finding rises or is confirmed, it is announced again.
        tier=finding.tier.value if finding.tier else "",
        confirmed=finding.confirmed,
    )
