"""swelling: new or unusual swelling. In the lower leg or thigh it goes to a doctor (NHS on deep vein thrombosis)."""

from __future__ import annotations

from datetime import datetime

from diary.analysis.emergencies import BELOW_CLOT_SITES, may_be_clot, sore_beside
from diary.analysis.rules.base import (
    SEVEN_DAYS,
    Flags,
    Rule,
    Scope,
    Wording,
    at_place,
    flag_judges,
    flags,
    one_entry_counts,
)
from diary.analysis.rules.phrases import CLOT, DOCTOR_TODAY, JOINT, NEXT_VISIT, ask_known, logged_on, place
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign, new_signs
from diary.domain.findings import Evidence, Finding, Sentence, Tier

NAME = "swelling"


def search(snapshot: Snapshot) -> Flags:
    """The swellings of the diary."""

    def beside(mark: Sign) -> list[Evidence]:
        return [pain.evidence() for pain in sore_beside(mark, snapshot)] if mark.site in BELOW_CLOT_SITES else []

    return flags(
        NAME,
        new_signs(snapshot.signs, (NAME,)),
        lambda mark: Tier.IMMEDIATE if may_be_clot(mark, snapshot) else Tier.DISCUSS,
        beside=beside,
        converted=lambda mark: bool(mark.entry.source) and all(pain.source for pain in beside(mark)),
    )


judge, lapsed, marked = flag_judges(search)


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    if not finding.raised:
        return Wording(Sentence("No new swelling"), Sentence("Nothing of that kind in the last seven days."))
    title, logged = Sentence("Swelling{place}", place=at_place(finding)), logged_on(finding, as_of)
    if finding.tier is not Tier.IMMEDIATE:
        return Wording(title, logged, NEXT_VISIT, SEVEN_DAYS)
    return Wording(
        title,
        Sentence("{logged} Swelling there can come from a blood clot; a doctor can find out.", logged=logged),
        DOCTOR_TODAY,
        SEVEN_DAYS,
        ask_known(f"swelling {place(finding)}"),
    )


RULE = Rule(
    name=NAME,
    scope=Scope.PERSON,
    judge=judge,
    lapsed=lapsed,
    wording=wording,
    past_title=lambda past: f"Swelling{at_place(past)}",
    how="New or unusual swelling; at the calf, shin or thigh it is for a doctor today.",
    counted=one_entry_counts,
    sources=(CLOT, JOINT),
    symptoms=frozenset({NAME}),
    marked=marked,
    part_of_emergency=True,
    incremental=True,
)
