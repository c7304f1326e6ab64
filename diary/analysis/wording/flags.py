"""The words of the red flags, and of the rules about the whole person."""

from __future__ import annotations

from datetime import datetime

from diary.analysis.wording.phrases import (
    ADVICE_TODAY,
    DOCTOR_TODAY,
    NEXT_VISIT,
    TELL,
    Asked,
    Explainer,
    Words,
    ask_known,
    asked,
    capital,
    clock,
    day,
    is_rough,
    listing,
    number_text,
    place,
)
from diary.domain.findings import Finding, Hint, Status, Tier
from diary.domain.vocabulary import place_name

SEVEN_DAYS = "It leaves this list when seven days have passed without it."
ANY_NUMBER = "your emergency number (112, 911, 999 …)"
TOLD = Hint("told", "write it down with: diary told")
USUAL_WAY = Hint("usual-interference", "Answer with: diary usual interference 2")
MOTION = Hint("motion", "Measure a movement with: diary motion left knee flexion 95")


def _words(finding: Finding) -> tuple[str, ...]:
    words = finding.facts.get("words") or finding.facts.get("signs") or ()
    return tuple(words) if isinstance(words, list | tuple) else ()


def _at(finding: Finding) -> str:
    return f" at your {place(finding)}" if finding.site else ""


def _when(finding: Finding, as_of: datetime) -> str:
    when = finding.facts.get("when")
    return clock(when, as_of, about=is_rough(finding, when)) if isinstance(when, datetime) else ""


def emergency(finding: Finding, as_of: datetime, emergency_number: str) -> Words:
    if not finding.raised:
        return Words("No emergency signs", "Nothing logged that calls for the emergency number.")
    call = emergency_number or ANY_NUMBER
    signs = listing(_words(finding))
    if finding.tier is Tier.DISCUSS:
        return Words(
            f"Known from before: {signs}",
            f"Logged on {_when(finding, as_of)}. You said it was there from the start.",
            f"{NEXT_VISIT} If this is new or worse, call {call} now.",
            SEVEN_DAYS,
        )
    told = " You have told somebody of it." if finding.acknowledged else ""
    return Words(
        f"Call {call} now: {signs}",
        f"Logged on {_when(finding, as_of)}: {signs}. This can need help within hours.{told}",
        f"Call {call} now, if nobody has examined this yet. If somebody has, {TOLD.said}",
        "It stays here until you say that somebody has examined it.",
        ask_known(_known_hint(finding)),
        (TOLD,),
    )


def _known_hint(finding: Finding) -> str:
    for shown in finding.evidence:
        for word in shown.symptoms + shown.qualities:
            return f"{word} {place_name(shown.site, shown.side)}" if shown.site and shown.side else word
    return ""


def neurological(finding: Finding, as_of: datetime, _: str) -> Words:
    if not finding.raised:
        return Words("No numbness, tingling or weakness", "Nothing new of that kind in the last seven days.")
    words = listing(_words(finding))
    question = None
    if finding.site in ("lower back", "pelvis", "buttock", "groin") and "numbness" in _words(finding):
        question = Asked("Is it in both legs, or between the legs? Then log that now, and call for help.")
    return Words(
        f"{capital(words)}{_at(finding)}",
        f"Logged on {_when(finding, as_of)}. A nerve may be under pressure.",
        ADVICE_TODAY,
        SEVEN_DAYS,
        question or ask_known(f"{_words(finding)[0]} {place(finding)}".strip()),
    )


def nerve_like(finding: Finding, as_of: datetime, _: str) -> Words:
    if not finding.raised:
        return Words("No nerve-like pain", "Nothing new of that kind in the last seven days.")
    words = listing(_words(finding))
    return Words(
        f"{capital(words)} pain{_at(finding)}",
        f"Logged on {_when(finding, as_of)}. Worked muscles feel different: a dull ache. A nerve may be involved.",
        ADVICE_TODAY,
        SEVEN_DAYS,
        ask_known(f"{_words(finding)[0]} {place(finding)}".strip()),
    )


def general(finding: Finding, as_of: datetime, _: str) -> Words:
    if not finding.raised:
        return Words("No signs of another illness", "Nothing new of that kind in the last seven days.")
    words = _words(finding)
    nights = f" Pain woke you on {finding.facts['days']} days of the last seven." if "night-pain" in words else ""
    when = _when(finding, as_of)
    logged = f"Logged on {when}." if when else ""
    return Words(
        f"{capital(listing(words))}{_at(finding)}",
        f"{logged}{nights}".strip() + " This can have a cause of its own, beside the exercises.",
        DOCTOR_TODAY if finding.tier is Tier.IMMEDIATE else TELL,
        SEVEN_DAYS,
    )


def interference(finding: Finding, as_of: datetime, _: str) -> Words:
    usual = finding.facts.get("usual")
    if finding.status is Status.INSUFFICIENT:
        return Words(
            "How much pain gets in the way: not logged",
            "No entry of the last seven days says so.",
            'Add it to an entry: "in the way 4".',
        )
    if not finding.raised:
        return Words(
            "Pain is not in the way more than usual",
            f"The highest of the last seven days is {finding.facts['highest']}.",
        )
    beside = f" Usual: {number_text(usual)}." if usual is not None else " How it usually is, is not known yet."
    return Words(
        "Pain gets in the way of the day" + ("" if finding.provisional else " more than usual"),
        f"Up to {finding.facts['highest']} out of 10 on {finding.facts['days']} of the last days.{beside}",
        TELL,
        "It clears when seven days have passed without such a day.",
        asked("How much is pain in the way on an ordinary day?", USUAL_WAY) if finding.provisional else None,
    )


def swelling(finding: Finding, as_of: datetime, _: str) -> Words:
    if not finding.raised:
        return Words("No new swelling", "Nothing of that kind in the last seven days.")
    if finding.tier is Tier.IMMEDIATE:
        return Words(
            f"Swelling{_at(finding)}",
            f"Logged on {_when(finding, as_of)}. Swelling there can come from a blood clot; a doctor can find out.",
            DOCTOR_TODAY,
            SEVEN_DAYS,
            ask_known(f"swelling {place(finding)}"),
        )
    return Words(f"Swelling{_at(finding)}", f"Logged on {_when(finding, as_of)}.", NEXT_VISIT, SEVEN_DAYS)


def fatigue(finding: Finding, as_of: datetime, _: str) -> Words:
    days = finding.facts["days"]
    if not finding.raised:
        return Words(
            "No lasting tiredness",
            f"Logged on {days} days of the last seven; it counts from {finding.facts['needed']} on.",
        )
    return Words(
        "Tiredness that lasts",
        f"More than tired muscles on {days} days of the last seven.",
        NEXT_VISIT,
        f"It clears when it is fewer than {finding.facts['needed']} days of the last seven.",
    )


def range_of_motion(finding: Finding, as_of: datetime, _: str) -> Words:
    facts = finding.facts
    if not facts.get("movement") and not finding.movement:
        return Words("No movement measured", "Nothing to compare.", MOTION.said, hints=(MOTION,))
    name = f"{finding.side} {finding.movement}" if finding.side else str(finding.movement)
    if finding.status is Status.INSUFFICIENT:
        return Words(
            f"{capital(name)}: too few measurements",
            f"{facts['count']} on {facts['days']} days within 60 days; it takes three on three days.",
            "Measure it again on another day.",
        )
    unit = {"deg": "°", "deg-short": "° short of full"}.get(str(facts["unit"]), " out of 10")
    course = (
        f"{number_text(facts['first'])}{unit} → {number_text(facts['latest'])}{unit} over {facts['count']} measurements"
    )
    if not finding.raised:
        return Words(f"{capital(name)}: holding", f"{course}.")
    since = day(finding.evidence[0].time, as_of)
    return Words(
        f"{capital(name)}: the movement is getting smaller",
        f"{course}, since {since}.",
        NEXT_VISIT,
        "It clears when it no longer falls from measurement to measurement.",
    )


EXPLAINERS: dict[str, Explainer] = {
    "emergency-signs": emergency,
    "neurological": neurological,
    "nerve-like-pain": nerve_like,
    "general-signs": general,
    "interference": interference,
    "swelling": swelling,
    "fatigue": fatigue,
    "range-of-motion": range_of_motion,
}
