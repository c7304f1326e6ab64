"""emergency-signs: signs that ask for the emergency number now, in one entry or in entries that belong together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from diary.analysis.emergencies import WORDS, Emergency, emergencies
from diary.analysis.rules.base import SEVEN_DAYS, Rule, Scope, Wording
from diary.analysis.rules.phrases import CLOT, JOINT, MUSCLE, NEXT_VISIT, SPINE, ask_known, listed, logged_on
from diary.analysis.snapshot import REACH, Snapshot
from diary.analysis.symptoms import Sign, stretch
from diary.domain.findings import Evidence, Finding, Hint, Sentence, Status, Tier
from diary.domain.records import Ack
from diary.domain.vocabulary import place_name

NAME = "emergency-signs"


def judge(snapshot: Snapshot) -> Finding:
    """One answer for the whole person. It stays raised until it is acknowledged, however old it is."""
    return answer(emergencies(snapshot), snapshot.acks, snapshot.as_of)


def answer(signs: Sequence[Emergency], acks: Sequence[Ack], as_of: datetime) -> Finding:
    """The answer for all emergency signs up to an instant; `signs` are in time order."""
    told = _told(signs, acks, as_of)
    recent = [emergency for emergency in signs if emergency.recent_until >= as_of]
    untold = [emergency for emergency, is_told in zip(signs, told, strict=True) if emergency.grave and not is_told]
    # A sign that nobody was told of does not leave by age; one that was told leaves when it is no longer recent.
    new = untold or [emergency for emergency in recent if emergency.grave]
    shown = new or recent
    if not shown:
        return Finding(rule=NAME, status=Status.CLEAR, threshold=1)
    names = list(dict.fromkeys(emergency.name for emergency in shown))
    # Since when a sign that was told is there is looked for within the reach of the rules.
    first = bisect_left(signs, as_of - REACH, key=lambda emergency: emergency.time)
    starts = {name: _beginning(name, shown if untold else signs[first:]) for name in names}
    since = min(starts.values(), key=lambda emergency: emergency.time)
    newest = max(starts.values(), key=lambda emergency: emergency.time)
    return Finding(
        rule=NAME,
        status=Status.RAISED,
        tier=Tier.EMERGENCY if new else Tier.DISCUSS,
        acknowledged=bool(new) and not untold,
        started=since.local,
        since=since.local,
        threshold=1,
        evidence=_unique(evidence for emergency in shown for evidence in emergency.evidence()),
        facts={
            "signs": names,
            "known": all(emergency.known for emergency in shown),
            "newest_ground": newest.time,
            "when": shown[-1].local,
        },
    )


def marked(snapshot: Snapshot) -> Iterator[Sign]:
    """The words of every emergency sign that were not there from the start."""
    for emergency in emergencies(snapshot):
        yield from (sign for sign in (*emergency.parts, *emergency.others) if not sign.known)


def _beginning(name: str, signs: Sequence[Emergency]) -> Emergency:
    of_name = [emergency for emergency in signs if emergency.name == name]
    start = stretch([emergency.time for emergency in of_name])
    return next(emergency for emergency in of_name if emergency.time == start)


def told_at(acks: Sequence[Ack], as_of: datetime) -> datetime | None:
    """When an emergency sign was last told; those up to then count as told. None where none was."""
    return max(
        (
            max(ack.at.instant, ack.recorded or ack.at.instant)
            for ack in acks
            if ack.rule == NAME and ack.at.instant <= as_of and ack.tier in ("", Tier.EMERGENCY)
        ),
        default=None,
    )


def _told(signs: Sequence[Emergency], acks: Sequence[Ack], as_of: datetime) -> list[bool]:
    """For each sign whether it was told: by an acknowledgement after it, or because it continues one that was."""
    last_told = told_at(acks, as_of)
    told: list[bool] = []
    latest: dict[str, datetime] = {}
    for emergency in signs:
        # A sign logged every day is one matter: without this each new entry would raise the alarm again.
        goes_on = emergency.name in latest and emergency.time <= latest[emergency.name]
        is_told = goes_on or (last_told is not None and last_told >= emergency.time)
        # Who told of a sign that was known, or came from another app, has not told of a new one.
        if is_told and emergency.grave:
            latest[emergency.name] = max(emergency.recent_until, latest.get(emergency.name, emergency.recent_until))
        told.append(is_told)
    return told


def _unique(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(dict.fromkeys(evidence), key=lambda shown: (shown.time, shown.site or "")))


ANY_NUMBER = "your emergency number (112, 911, 999 …)"


def wording(finding: Finding, as_of: datetime, emergency_number: str) -> Wording:
    """The words of an answer."""
    logged = logged_on(finding, as_of).removesuffix(".")
    say = partial(
        Sentence,
        number=emergency_number or ANY_NUMBER,
        signs=listed(finding.facts.get("signs", ())),
        logged=logged,
        visit=NEXT_VISIT,
    )
    if not finding.raised:
        return Wording(say("No emergency signs"), say("Nothing logged that calls for the emergency number."))
    if finding.tier is Tier.DISCUSS:
        known = finding.facts["known"]
        return Wording(
            say("Known from before: {signs}" if known else "From another app: {signs}"),
            say(
                "{logged}. You said it was there from the start."
                if known
                else "{logged}, in what was taken from another app."
            ),
            say(
                "{visit} If this is new or worse, call {number} now."
                if known
                else "If it is so now and nobody has examined it, call {number} now. Else: {visit}"
            ),
            SEVEN_DAYS,
        )
    told = " You have told somebody of it." if finding.acknowledged else ""
    return Wording(
        say("Call {number} now: {signs}"),
        say(f"{{logged}}: {{signs}}. This can need help within hours.{told}"),
        say(
            "Call {number} now, if nobody has examined this yet. If somebody has, {tell}",
            tell=Hint("told", plain="write it down."),
        ),
        say("It stays here until you say that somebody has examined it."),
        # Sudden severe pain in the head has no word that could have been there from the start.
        ask_known(word) if (word := _first_word(finding)) else None,
        # The advice is for the person; a clinician needs to know which sign it was.
        say("Sign of an emergency: {signs}"),
    )


def _first_word(finding: Finding) -> str:
    """The first word that the sign is made of, with its place, as `diary known` takes it; "" if it is made of none."""
    for shown in finding.evidence:
        for word in shown.symptoms + shown.qualities:
            if word in WORDS:
                return f"{word} {place_name(shown.site, shown.side)}" if shown.site and shown.side else word
    return ""


RULE = Rule(
    name=NAME,
    scope=Scope.PERSON,
    judge=lambda snapshot: (judge(snapshot),),
    wording=wording,
    past_title=lambda past: f"A call for the emergency number: {listed(past.signs)}",
    how="Signs that can need help within hours: numbness between the legs, new bladder or bowel trouble, a foot that "
    "drops, dark urine after exercise, chest pain, numbness or weakness in both legs, and more.",
    counted=lambda finding: (
        "once is enough, however long ago, until you say that it was told" if finding.tier is Tier.EMERGENCY else ""
    ),
    sources=(SPINE, MUSCLE, CLOT, JOINT),
    symptoms=WORDS,
    marked=marked,
    incremental=True,
)
