"""fatigue: lasting tiredness that is more than tired muscles, on several days."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from diary.analysis.rules.base import Rule, Scope, Wording, flag_on_days
from diary.analysis.rules.phrases import NEXT_VISIT, REASONED, number_text
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign
from diary.domain.findings import Finding, Sentence, Tier

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
    return flag_on_days(NAME, snapshot, marks, DAYS, Tier.DISCUSS, lambda mark: mark.entry.fatigue)


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    say = partial(Sentence, days=finding.facts["days"], needed=finding.facts["needed"])
    if not finding.raised:
        summary = say("Logged on {days} of the last seven days; it counts from {needed} on.")
        return Wording(say("No lasting tiredness"), summary)
    return Wording(
        say("Tiredness that lasts"),
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
