"""What was flagged: which readings bear it, whether somebody was told, and what the entries after it show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from diary.charts.period import day_text
from diary.domain.findings import Finding, Tier
from diary.domain.records import Ack, Entry, Reading
from diary.domain.text import capital
from diary.domain.vocabulary import place_name
from diary.report.format import summary_for_clinic, title_for_clinic
from diary.report.model import FlagRow, Outcome
from diary.review.cards import card_of
from diary.review.courses import RISE
from diary.review.history import PastFlag, past_flags, past_title
from diary.review.rule_book import RULE_OF, SIGN_RULES, Sign, marked_signs
from diary.review.snapshot import Review

SAME_DAY = (Tier.EMERGENCY, Tier.IMMEDIATE)
ADVICE = {
    Tier.EMERGENCY: "Call the emergency number",
    Tier.IMMEDIATE: "Get advice the same day",
    Tier.REPORT: "Tell the therapist",
    Tier.DISCUSS: "At the next appointment",
    Tier.EXPECTED: "None",
}
"""What the person was advised to do, for a reader who is not the person."""


def flag_rows(review: Review, first: date, notes: bool) -> list[FlagRow]:
    """Above `expected`: those raised now in their order, then those that are past, newest first."""
    rows = [_now(finding, review, notes) for finding in review.cards if finding.tier is not Tier.EXPECTED]
    return rows + [_past(group, review, notes) for group in _past_cards(review, first)]


NEVER_RED = frozenset({
    "expected-soreness", "fatigue", "interference", "not-improving-48h", "range-of-motion", "session-response",
    "slow-drift", "worsening",
})  # fmt: skip
"""The rules that ask for no advice on the same day and know no sign: of before the period they are not told."""
EARLIER = timedelta(days=365)
"""How far before the period red flags are named."""


def earlier_rows(review: Review, first: date, notes: bool) -> list[FlagRow]:
    """The red flags of the year before the period that had ended by then, newest first."""
    cards = _past_cards(review, first - EARLIER, first, NEVER_RED)
    rows = [_past(group, review, notes) for group in cards]
    return [row for row in rows if row.is_red and row.seen and row.seen[1] < first]


def _past_cards(
    review: Review, first: date, until: date | None = None, without: Collection[str] = ()
) -> list[list[PastFlag]]:
    """The past flags; those that shared a card at one time are one."""
    groups: list[list[PastFlag]] = []
    for flag in past_flags(review, first, until, without):
        beside = (
            group
            for group in groups
            if flag.finding.reason
            and all(other.finding.reason and other.finding.place == flag.finding.place for other in group)
            and all(_began(other) <= flag.until and _began(flag) <= other.until for other in group)
        )
        group = next(beside, None)
        if group is None:
            groups.append([flag])
        else:
            group.append(flag)
    return groups


def _began(flag: PastFlag) -> datetime:
    finding = flag.finding
    return finding.since or finding.started or finding.evidence[0].time


def _now(finding: Finding, review: Review, notes: bool) -> FlagRow:
    since = finding.since or finding.started
    return _row(finding, review, notes, finding.clinic_title, None, 1, _bearing([finding], since, review.as_of, review))


def _past(group: Sequence[PastFlag], review: Review, notes: bool) -> FlagRow:
    card = card_of([flag.finding for flag in group])
    until, times = max(flag.until for flag in group), max(flag.times for flag in group)
    began = min(flag.raised for flag in group)
    bearing = _bearing([flag.finding for flag in group], began, until, review)
    return _row(card, review, notes, past_title(group), until, times, bearing)


def _bearing(findings: Iterable[Finding], since: datetime | None, until: datetime, review: Review) -> tuple[Sign, ...]:
    """The signs in the entries of that time for which the findings were raised; none for a course of levels."""
    places = {(finding.rule, finding.site, finding.side) for finding in findings}
    return tuple(
        sign
        for sign in marked_signs(review.snapshot)
        if since is not None
        and since <= sign.time <= until
        and any(
            sign.word in RULE_OF[rule].symptoms and site in (None, sign.site) and side in (None, sign.side)
            for rule, site, side in places
        )
    )


def _row(
    finding: Finding,
    review: Review,
    notes: bool,
    title: str,
    until: datetime | None,
    times: int,
    bearing: Sequence[Sign],
) -> FlagRow:
    assert finding.tier is not None
    since, compared = finding.since or finding.started, finding.compared_with
    acks = _tellings(finding, review, past=until is not None)
    shown = sorted(sign.entry.at.local for sign in bearing) or _times_that_bear(finding)
    # Beside a course stand the levels that it is compared with, from before it began.
    began = finding.started if finding.started and not bearing else next(iter(shown), None)
    outcome, text = _outcome(finding, bearing, shown, review) if until or finding.waiting else (Outcome.OPEN, "")
    return FlagRow(
        rule=finding.rule,
        tier=finding.tier,
        advice=finding.waiting or finding.tier,
        label=ADVICE[finding.waiting or finding.tier],
        title=_not_stated(finding, review) or title_for_clinic(title.partition("; last entry")[0], finding),
        summary=summary_for_clinic(finding),
        since=since,
        until=until,
        told=acks[-1].at.day if acks else None,
        told_note=acks[-1].note if acks and notes else "",
        acknowledged=finding.acknowledged or (until is not None and bool(acks)),
        place=finding.place,
        evidence=tuple(dict.fromkeys(sign.evidence() for sign in bearing)) or finding.evidence,
        against=compared.level if compared and compared.kind != "unknown" and not finding.movement else None,
        times=times,
        seen=(min(began, shown[-1]).date(), shown[-1].date()) if began and shown else None,
        entries=len({sign.entry.id for sign in bearing}),
        outcome=outcome,
        outcome_text=text,
        is_red=(finding.waiting or finding.tier) in SAME_DAY or finding.rule in SIGN_RULES,
        rules=tuple(dict.fromkeys(each.rule for each in finding.each)),
    )


def _not_stated(finding: Finding, review: Review) -> str:
    """What a finding about levels says that rests on a usual level nobody stated; "" for any other.

    Its own words take the usual level as 0, beside a usual level that the diary has learned by now.
    """
    levels = [each.pain for each in finding.evidence if each.pain is not None]
    course = review.course(*finding.place) if finding.place else None
    usual = course.usual(review.today.toordinal()) if course else None
    if not (finding.provisional and finding.reason and levels and finding.place and usual):
        return ""
    span = f"{min(levels)} to {max(levels)}" if min(levels) < max(levels) else f"{levels[0]}"
    return f"{capital(place_name(*finding.place))}: no usual level stated, to be asked; logged {span}"


def _times_that_bear(finding: Finding) -> list[datetime]:
    """The times of its readings, without the one that shows that severe pain has eased."""
    eases_at = finding.facts.get("eases_at")
    return [each.time for each in finding.evidence if eases_at is None or each.pain is None or each.pain > eases_at]


def _outcome(
    finding: Finding, bearing: Sequence[Sign], shown: Sequence[datetime], review: Review
) -> tuple[Outcome, str]:
    """What the entries after the last reading that bears it show. Silence shows nothing, and ends nothing."""
    last = shown[-1] if shown else review.as_of
    silent = Outcome.SILENT, f"not logged again since {day_text(last.date(), review.today)}"
    if finding.movement:
        later = [m for m in review.snapshot.motions if m.movement == finding.movement and m.at.instant > last]
        return silent if not later else (Outcome.WENT_ON, f"{later[-1].value:g} on {_day(later[-1].at.local, review)}")
    rows = _rows_after(finding, last, review)
    if not rows:
        return silent
    if bearing:
        words = RULE_OF[finding.rule].symptoms
        without = next((row for row in rows if not words & _words(*row)), None)
        if without is None:
            return Outcome.WENT_ON, f"still logged on {_day(rows[-1][0].at.local, review)}"
        entry, reading = without
        beside = f", {reading.pain} of 10" if reading is not None and reading.pain is not None else ""
        return Outcome.EASED, f"not in the entry of {_day(entry.at.local, review)}{beside}"
    levels = [(entry, reading.pain) for entry, reading in rows if reading is not None and reading.pain is not None]
    if not levels:
        return Outcome.WENT_ON, f"other entries since, up to {_day(rows[-1][0].at.local, review)}"
    base = finding.compared_with.level if finding.compared_with else 0.0
    enough = finding.facts.get("eases_at", base + RISE - 1)
    eased = next(((entry, level) for entry, level in levels if level <= enough), None)
    entry, level = eased or levels[-1]
    return (Outcome.EASED if eased else Outcome.WENT_ON), f"{level} on {_day(entry.at.local, review)}"


def _rows_after(finding: Finding, last: datetime, review: Review) -> list[tuple[Entry, Reading | None]]:
    """The later readings at its site; of the whole person the later entries."""
    if finding.place:
        rows = review.course(*finding.place).rows
        return list(rows[bisect_right(rows, last, key=lambda row: row[0].at.instant) :])
    entries = review.entries
    return [(entry, None) for entry in entries[bisect_right(entries, last, key=lambda entry: entry.at.instant) :]]


def _words(entry: Entry, reading: Reading | None) -> frozenset[str]:
    own = (*reading.qualities, *reading.symptoms) if reading is not None else ()
    everywhere = () if reading is not None else [w for r in entry.readings for w in (*r.qualities, *r.symptoms)]
    return frozenset((*own, *everywhere, *entry.symptoms))


def _day(when: datetime, review: Review) -> str:
    return day_text(when.date(), review.today)


def _tellings(finding: Finding, review: Review, *, past: bool) -> list[Ack]:
    """The latest acknowledgement of each finding of a card, in time order.

    None where somebody has still to be told of one of them; of what is past one telling is enough.
    """
    latest: list[Ack] = []
    for each in finding.each:
        since = each.since or each.started
        told = [
            ack
            for ack in review.diary.acks
            if (ack.rule, ack.site, ack.side, ack.movement) == each.subject
            and ack.at.instant <= review.as_of
            and (since is None or ack.at.instant >= since - timedelta(days=1))
        ]
        if not told and not past:
            return []
        latest += told[-1:]
    return sorted(latest, key=lambda ack: ack.order)
