"""What was told, and what was not: acknowledgements beside findings, and findings that stay because nobody was told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from diary.analysis.replay.history import Event, PastFinding, State
from diary.analysis.rules.base import Lapsed, Rule, Scope, Wording, signs_of
from diary.analysis.rules.phrases import NEXT_VISIT, day
from diary.analysis.series import STAYS
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import TICK
from diary.domain.findings import Finding, Hint, Sentence, Tier
from diary.domain.records import Ack


def with_not_told_yet(findings: list[Finding], seen: Snapshot, rule: Rule) -> list[Finding]:
    """The answers of a rule, where nobody was told of what age or silence ended with that instead."""
    if rule.lapsed is None:
        return findings
    if rule.scope is Scope.SITE:
        found = [lapsed for answer in findings if not answer.raised for lapsed in _of_place(rule, seen, answer.place)]
    else:
        found = list(rule.lapsed(seen))
    stay = [finding for lapsed in found if (finding := not_told_yet(lapsed, seen, rule))]
    if not stay:
        return findings
    places = {finding.place for finding in stay}
    # A rule about the whole person is clear only where it has nothing at all to say.
    kept = (f for f in findings if f.raised or (rule.scope is Scope.SITE and f.place not in places))
    return [*kept, *stay]


def _of_place(rule: Rule, seen: Snapshot, place: tuple[str, str] | None) -> Iterable[Lapsed]:
    course = seen.courses.get(place) if place else None
    return rule.lapsed(course, seen) if rule.lapsed and course else ()


def not_told_yet(lapsed: Lapsed, seen: Snapshot, rule: Rule) -> Finding | None:
    """The finding that stays raised because nobody was told of it; None where it does not."""
    finding = lapsed.finding
    if seen.as_of > lapsed.rests_on + STAYS or is_told(lapsed, seen.acks, seen.as_of):
        return None
    if lapsed.highest.rank > Tier.REPORT.rank and not _waited_before(finding, seen, rule):
        return None
    facts = {**finding.facts, "waiting": finding.tier, "last": lapsed.rests_on}
    return replace(finding, tier=Tier.DISCUSS, facts=facts)


def is_told(lapsed: Lapsed, acks: Sequence[Ack], as_of: datetime) -> bool:
    """Whether somebody was told: as it stood last, or since."""
    return any(
        covers(ack, _as_told(lapsed.finding, ack), as_of)
        or (_is_about(ack, lapsed.finding) and ack.at.instant <= as_of and acknowledged_at(ack) > lapsed.until)
        for ack in acks
    )


def _as_told(finding: Finding, ack: Ack) -> Finding:
    # A telling without a tier says of the finding what it was then: that it was confirmed is no news where it was.
    confirmed_at = finding.facts.get("confirmed_at")
    known = not ack.tier and confirmed_at is not None and acknowledged_at(ack) >= confirmed_at
    return replace(finding, confirmed=False) if known else finding


def wording(finding: Finding, rule: Rule, as_of: datetime) -> Wording:
    """The words of a finding that stays because nobody was told of it: they speak of its last entry, not of now."""
    last, state = finding.facts["last"], State(finding.tier or Tier.DISCUSS, finding.provisional, finding.confirmed)
    since = finding.since or last
    past = PastFinding(
        finding.rule, finding.site, finding.side, finding.movement, signs_of(finding), (Event("raised", since, state),)
    )
    say = partial(Sentence, what=rule.past_title(past), last=day(last, as_of), until=day(last + STAYS, as_of))
    return Wording(
        say("Not told yet: {what}"),
        say("The last entry about it was on {last}. No later entry says that it is over, and nobody was told of it."),
        say("{visit} If somebody knows of it already, {told}", visit=NEXT_VISIT, told=Hint("told", plain="say so.")),
        say("It leaves this list when you say that it was told, or after {until}."),
        clinic=say("{what}; last entry {last}, not told yet"),
        reason=rule.past_reason,
    )


def began(finding: Finding) -> datetime:
    """Since when a raised finding is there."""
    assert finding.since is not None
    return finding.since


def _waited_before(finding: Finding, seen: Snapshot, rule: Rule) -> bool:
    """Whether it took the place of one that waited to be told when it was raised."""
    if finding.since is None or rule.lapsed is None:
        return False
    of_site = rule.scope is Scope.SITE
    before = seen.until(finding.since.astimezone(UTC) - TICK, finding.place if of_site else None)
    found = _of_place(rule, before, finding.place) if of_site else rule.lapsed(before)
    return any(not_told_yet(one, before, rule) for one in found if one.finding.subject == finding.subject)


def covers(ack: Ack, finding: Finding, as_of: datetime) -> bool:
    """Whether an acknowledgement covers a raised finding as it stands as of an instant."""
    if not _is_about(ack, finding) or ack.at.instant > as_of or finding.since is None or finding.tier is None:
        return False
    # A red flag that a new word has joined is news, although the finding as a whole was raised before.
    must_follow = finding.facts.get("newest_ground", finding.since)
    if not isinstance(must_follow, datetime) or acknowledged_at(ack) < must_follow:
        return False
    # Told at a lower tier does not cover a finding that has risen since. Without a tier it covers any.
    as_high = not ack.tier or Tier(ack.tier).rank <= finding.tier.rank
    return as_high and (ack.confirmed or not finding.confirmed)


def _is_about(ack: Ack, finding: Finding) -> bool:
    return (ack.rule, ack.site, ack.side, ack.movement) == finding.subject


def acknowledged_at(ack: Ack) -> datetime:
    """From when on an acknowledgement counts as far as what it was about is concerned."""
    # A person who writes it down later than they told it means the finding they see: the later time counts.
    return max(ack.at.instant, ack.recorded or ack.at.instant)
