"""fatigue: lasting tiredness that is more than tired muscles, on several days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from diary.analysis.rules.base import Rule, Scope, Wording
from diary.analysis.rules.phrases import NEXT_VISIT, REASONED, last_day, number_text
from diary.analysis.series import RECENT
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign, raised_since
from diary.domain.findings import Finding, Sentence, Status, Tier

NAME = "fatigue"
DAYS = 3


def judge(snapshot: Snapshot) -> Finding:
    """One answer for the whole person. A rating measures the same symptom: if the word is known, so is the rating."""
    by_entry = {sign.entry.id: sign for sign in snapshot.signs if sign.word == NAME}
    marks = []
    for entry in snapshot.entries:
        rated = entry.fatigue is not None and entry.fatigue >= snapshot.thresholds.fatigue_from
        # An entry with both the word and a rating counts once, as its day does.
        mark = by_entry.get(entry.id)
        if mark is None and rated:
            mark = Sign(NAME, None, None, entry, None, snapshot.known_symptoms.covers(NAME, None, None, entry))
        if mark is not None and not mark.known:
            marks.append(mark)
    return _answer(snapshot, marks)


def _answer(snapshot: Snapshot, marks: Sequence[Sign]) -> Finding:
    recent = [mark for mark in marks if mark.time >= snapshot.as_of - RECENT]
    days = {mark.entry.at.day for mark in recent}

    def raised(as_of: datetime) -> bool:
        return len({mark.entry.at.day for mark in marks if as_of - RECENT <= mark.time <= as_of}) >= DAYS

    facts = {"days": len(days), "needed": DAYS, "words": tuple(dict.fromkeys(mark.word for mark in recent))}
    if len(days) < DAYS:
        return Finding(rule=NAME, status=Status.CLEAR, threshold=DAYS, facts=facts)
    since = raised_since([mark.time for mark in marks], raised)
    first = next(mark for mark in marks if mark.time == since)
    return Finding(
        rule=NAME,
        status=Status.RAISED,
        tier=Tier.DISCUSS,
        started=recent[0].entry.at.local,
        since=first.entry.at.local,
        threshold=DAYS,
        evidence=tuple(dict.fromkeys(replace(mark.evidence(), value=mark.entry.fatigue) for mark in recent)),
        facts=facts,
    )


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    say = partial(Sentence, days=finding.facts["days"], needed=finding.facts["needed"])
    if not finding.raised:
        summary = say("Logged on {days} of the last seven days; it counts from {needed} on.")
        return Wording(say("No lasting tiredness"), summary)
    old = last_day(finding, as_of)
    return Wording(
        say(f"Tiredness that lasted, last on {old}" if old else "Tiredness that lasts"),
        say("More than tired muscles on {days} of the last seven days."),
        NEXT_VISIT,
        say("It clears when it is fewer than {needed} of the last seven days."),
    )


RULE = Rule(
    name=NAME,
    scope=Scope.PERSON,
    judge=lambda snapshot: (judge(snapshot),),
    wording=wording,
    past_title=lambda past: "Tiredness that lasted",
    how="Tiredness that is more than tired muscles, noted, or rated {fatigue_from} or more, on 3 days of a week.",
    counted=lambda finding: f"{number_text(finding.threshold)} or more of the last seven days",
    sources=(REASONED,),
    symptoms=frozenset({NAME}),
    chart_mark="fatigue",
    incremental=True,
)
