"""fatigue: lasting tiredness that is more than tired muscles, on several days."""

from __future__ import annotations

from diary.analysis.rules.base import flag_on_days
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign
from diary.domain.findings import Finding, Tier

RULE = "fatigue"
DAYS = 3


def judge(snapshot: Snapshot) -> Finding:
    """One answer for the whole person. A rating measures the same symptom: if the word is known, so is the rating."""
    by_entry = {sign.entry.id: sign for sign in snapshot.signs if sign.word == RULE}
    marks = []
    for entry in snapshot.entries:
        rated = entry.fatigue is not None and entry.fatigue >= snapshot.thresholds.fatigue_from
        # An entry with both the word and a rating counts once, as its day does.
        mark = by_entry.get(entry.id)
        if mark is None and rated:
            mark = Sign(RULE, None, None, entry, None, snapshot.known_symptoms.covers(RULE, None, None, entry))
        if mark is not None and not mark.known:
            marks.append(mark)
    return flag_on_days(RULE, snapshot, marks, DAYS, Tier.DISCUSS, lambda mark: mark.entry.fatigue)
