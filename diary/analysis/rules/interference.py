"""interference: pain that interferes with daily life far more than usual."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from diary.analysis.converted import all_converted, capped
from diary.analysis.rules.base import Lapsed, Rule, Scope, Wording
from diary.analysis.rules.not_improving_48h import compared
from diary.analysis.rules.phrases import REASONED, TELL, USUAL_INTERFERENCE, last_day, number_text
from diary.analysis.series import RECENT, STAYS, daily_interference, evidence_of
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import TICK, raised_since
from diary.domain.findings import Finding, Sentence, Status, Tier
from diary.domain.records import Entry

NAME = "interference"
RISE = 2  # points above the usual interference, as for pain levels
LAST_DAYS, ON_DAYS = 3, 2


def judge(snapshot: Snapshot) -> Finding:
    """One answer for the whole person, from the highest interference of each day."""
    return _judge(snapshot, [entry for entry in snapshot.entries if entry.interference is not None], snapshot.as_of)


def lapsed(snapshot: Snapshot) -> tuple[Lapsed, ...]:
    """What age has ended, unless an entry did before."""
    as_of, first = snapshot.as_of, snapshot.as_of - STAYS - RECENT
    rated = [entry for entry in snapshot.entries if entry.interference is not None and entry.at.instant >= first]
    lowest = min(snapshot.thresholds.interference_once, snapshot.thresholds.interference_twice)
    if not any((entry.interference or 0) >= lowest for entry in rated) or _counting(snapshot, rated, as_of):
        return ()
    times = [entry.at.instant for entry in rated]
    # It can only end a week after an entry, or by one.
    for end in sorted({*(time + RECENT for time in times), *(time - TICK for time in times)}, reverse=True):
        if end >= as_of or not _counting(snapshot, rated, end):
            continue
        # Of the entries up to the next instant, those that came with it have ended it if without them it would go on.
        earlier = [entry for entry in rated if entry.at.instant <= end]
        if _counting(snapshot, earlier, end + TICK):
            return ()
        every = [e for e in snapshot.entries if e.interference is not None and e.at.instant <= end]
        finding = _judge(snapshot, every, end)
        since = finding.since or end
        asked = {*(entry.at.instant for entry in every if since <= entry.at.instant), end}
        raising = [_counting(snapshot, every, at) for at in asked]
        tiers = {capped(Tier.REPORT, converted=all_converted(counting)) for counting in raising if counting}
        return (Lapsed(finding, end, min(tiers, key=lambda tier: tier.rank)),)
    return ()


def _judge(snapshot: Snapshot, rated: Sequence[Entry], as_of: datetime) -> Finding:
    cut = snapshot.thresholds
    recent = [entry for entry in rated if entry.at.instant >= as_of - RECENT]
    counting = _counting(snapshot, rated, as_of)
    usual = snapshot.interference.usual(recent[-1].at.day.toordinal()) if recent else None
    facts = {
        "highest": max((entry.interference or 0 for entry in recent), default=None),
        "usual": usual.level if usual else None,
        "days": len({entry.at.day for entry in counting}),
    }
    if not counting:
        status = Status.CLEAR if recent else Status.INSUFFICIENT
        return Finding(rule=NAME, status=status, threshold=cut.interference_once, facts=facts)
    since = raised_since([entry.at.instant for entry in rated], lambda at: bool(_counting(snapshot, rated, at)))
    first = next(entry for entry in rated if entry.at.instant == since)
    converted = all_converted(counting)
    sure = _counting(snapshot, rated, as_of, sure=True)
    # What was converted does not make sure what asks for more.
    provisional = all_converted(sure) if not converted else not sure
    return Finding(
        rule=NAME,
        status=Status.RAISED,
        tier=capped(Tier.REPORT, converted=converted),
        provisional=provisional,
        started=counting[0].at.local,
        since=first.at.local,
        compared_with=compared(usual) if usual else None,
        threshold=cut.interference_once if facts["days"] == 1 else cut.interference_twice,
        evidence=tuple(evidence_of(entry, value=entry.interference) for entry in counting),
        facts={**facts, "asked": Tier.REPORT},
    )


def _counting(snapshot: Snapshot, rated: Sequence[Entry], as_of: datetime, *, sure: bool = False) -> list[Entry]:
    """The entries that raise it as of an instant; none where it is not raised.

    With `sure`, only days with a usual interference count; else a day without one counts by its value alone.
    """
    recent = [entry for entry in rated if as_of - RECENT <= entry.at.instant <= as_of]
    daily = daily_interference(recent)
    above = [
        (day, value)
        for day, value in zip(daily.days, daily.values, strict=True)
        if (not sure if (usual := snapshot.interference.usual(day)) is None else value >= usual.level + RISE)
    ]
    days = {day for day, value in above if value >= snapshot.thresholds.interference_once}
    # Of the last three days that have a value, not of the last three dates: nobody rates every day.
    twice = {day for day, value in above if value >= snapshot.thresholds.interference_twice} & set(
        daily.days[-LAST_DAYS:]
    )
    if len(twice) >= ON_DAYS:
        days |= twice
    highest = dict(zip(daily.days, daily.values, strict=True))
    return [
        entry for entry in recent if (day := entry.at.day.toordinal()) in days and entry.interference == highest[day]
    ]


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    facts = finding.facts
    if finding.status is Status.INSUFFICIENT:
        return Wording(
            Sentence("How much pain interferes with your day: not logged"),
            Sentence("No entry of the last seven days says so."),
            Sentence('Add it to an entry: "interference 4".'),
        )
    say = partial(Sentence, highest=facts["highest"], days=facts["days"], level=number_text(facts["usual"]))
    if not finding.raised:
        summary = say("The highest of the last seven days is {highest}.")
        return Wording(say("Pain interferes with your day no more than usual"), summary)
    old = last_day(finding, as_of)
    usual = say("How it usually is, is not known yet." if facts["usual"] is None else "Usual: {level}.")
    return Wording(
        say(
            "{title}{last}",
            title=_title("Pain interfered" if old else "Pain interferes", provisional=finding.provisional),
            last=f", last on {old}" if old else "",
        ),
        say("Up to {highest} out of 10, on {days} of the last seven days. {usual}", usual=usual),
        TELL,
        say("It clears when seven days have passed without such a day."),
        USUAL_INTERFERENCE if finding.provisional else None,
    )


def _title(begin: str, *, provisional: bool) -> str:
    return f"{begin} with your day" + ("" if provisional else " more than usual")


def _counted(finding: Finding) -> str:
    level = number_text(finding.threshold)
    above = f", and {RISE} or more above the usual" if finding.facts["usual"] is not None else ""
    if finding.facts["days"] == 1:
        return f"one day of {level} or more{above}"
    return f"two of the last three days at {level} or more, or one day a good deal higher{above}"


RULE = Rule(
    name=NAME,
    scope=Scope.PERSON,
    judge=lambda snapshot: (judge(snapshot),),
    lapsed=lapsed,
    wording=wording,
    past_title=lambda past: _title("Pain interfered", provisional=past.provisional),
    how="Pain that interferes with daily life at {interference_once} or more once, or at {interference_twice} or more "
    "on 2 of 3 days, and 2 above usual.",
    counted=_counted,
    sources=(REASONED,),
    chart_mark="interference",
    incremental=True,
)
