"""Findings as people see them: both rules about the course at one site are one card, two reasons with one advice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from diary.domain.findings import Finding, Sentence, Tier
from diary.domain.text import capital, listing, small_first
from diary.domain.vocabulary import is_many, place_name

_AT_LAST_ENTRY = " at the last entry"


def cards(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in their order; where several at one place share a card, it stands where the first of them stood."""
    shared: dict[object, list[Finding]] = {}
    for finding in findings:
        # What shares no card is a group of its own.
        key = finding.place if finding.raised and finding.reason else (*finding.subject, finding.id)
        shared.setdefault(key, []).append(finding)
    return tuple(card_of(group) for group in shared.values())


def card_of(findings: Sequence[Finding]) -> Finding:
    """The card of findings at one place; a single one is its own card.

    It asks for what the most urgent of those asks for that nobody was told of.
    """
    if len(findings) == 1:
        return findings[0]
    # By its name the rule that says for how long comes before the one that says where it is going.
    parts = tuple(sorted(findings, key=lambda finding: finding.rule))
    lead = min(parts, key=lambda part: (part.acknowledged, _rank(part), bool(part.waiting), part.provisional))
    title = _title(parts, lead)
    shown = {(each.entry, each.time, each.site): each for part in parts for each in part.evidence}
    return replace(
        lead,
        parts=parts,
        title=title,
        clinic_title=title,
        summary=Sentence(
            " ".join(f"{{part{number}}}" for number in range(len(parts))),
            **{f"part{number}": part.summary for number, part in enumerate(parts)},
        ),
        clears_when=" ".join(f"{capital(part.reason)}: {small_first(part.clears_when)}" for part in parts),
        question=lead.question or next((part.question for part in parts if part.question), None),
        evidence=tuple(sorted(shown.values(), key=lambda each: (each.time, each.entry))),
        sources=tuple(dict.fromkeys(source for part in parts for source in part.sources)),
        since=min((part.since for part in parts if part.since), default=None),
    )


def _rank(finding: Finding) -> int:
    return (finding.tier or Tier.EXPECTED).rank


def _title(parts: tuple[Finding, ...], lead: Finding) -> str:
    where = capital(place_name(lead.site, lead.side))
    reasons = [part.reason for part in parts]
    ends = {f"{at}{day}" for _, at, day in (reason.partition(_AT_LAST_ENTRY) for reason in reasons) if at}
    # Said once, at the end, where all speak of the same entry.
    old = ends.pop() if len(ends) == 1 and all(part.waiting or _AT_LAST_ENTRY in part.reason for part in parts) else ""
    if old:
        reasons = [reason.removesuffix(old) for reason in reasons]
    now = "was" if old else "is"
    # What was told is named as such only beside something that was not.
    told = [" (told)" if part.acknowledged and not lead.acknowledged else "" for part in parts]
    text = joined(f"{reason}{mark}" for reason, mark in zip(reasons, told, strict=True)) + old
    if lead.waiting:
        return f"Not told yet: {where} {text}"
    if lead.provisional:
        return f"{where}: {now} this more than usual? {'They' if is_many(where) else 'It'} {text}"
    return f"{where} {text}"


def joined(reasons: Iterable[str]) -> str:
    """Reasons in a sentence, each named once."""
    return listing(dict.fromkeys(reasons))
