"""How numbers, times and places are said in a finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from diary.domain.findings import Finding, Hint
from diary.domain.moments import NOON
from diary.domain.records import Session
from diary.domain.vocabulary import place_name

WORDS = {
    "hot-joint": "a hot joint",
    "foot-drop": "a foot that drops",
    "saddle-numbness": "numbness between the legs",
    "bladder-trouble": "trouble with the bladder",
    "bowel-trouble": "trouble with the bowels",
    "dark-urine": "dark urine",
    "chest-pain": "chest pain",
    "night-pain": "pain that wakes you at night",
    "weight-loss": "weight loss",
    "getting-worse": "getting worse",
}


def number_text(value: object) -> str:
    """A level or a measurement without a needless ".0"."""
    return f"{value:g}" if isinstance(value, int | float) else "?"


def clock(when: datetime, as_of: datetime, *, about: bool = False) -> str:
    """A time near as-of by its weekday, a farther one by its date. `about` where its hour was not given by anybody."""
    day_text = f"{when:%a}" if abs(as_of - when) < timedelta(days=6) else f"{when.day} {when:%b}"
    if not about:
        return f"{day_text} {when:%H:%M}"
    return f"{day_text}, about {'noon' if when.time() == NOON else f'{when:%H:%M}'}"


def is_rough(finding: Finding, when: datetime | None) -> bool:
    """Whether a time of a finding is that of something known by its day alone."""
    session = finding.facts.get("session")
    if isinstance(session, Session) and session.at.date_only and session.at.instant == when:
        return True
    return any(shown.date_only and shown.time == when for shown in finding.evidence)


def day(when: datetime, as_of: datetime) -> str:
    """A day near as-of by its weekday, a farther one by its date, with the year where it is another."""
    if abs(as_of - when) < timedelta(days=6):
        return f"{when:%A}"
    return f"{when.day} {when:%b}" + (f" {when.year}" if when.year != as_of.year else "")


def hours(span: object, *, about: bool = False) -> str:
    """A span in whole hours up to four days, in days beyond."""
    if not isinstance(span, timedelta):
        return "some time"
    whole = int(span.total_seconds() // 3600)
    if whole < 96:
        return f"{'about ' if about else ''}{whole} hour{'' if whole == 1 else 's'}"
    return f"{'about ' if about else ''}{whole // 24} days"


def listing(words: Sequence[str]) -> str:
    """a, b and c."""
    said = [WORDS.get(word, word) for word in words]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}" if said else ""


def place(finding: Finding) -> str:
    """The place as it is said inside a sentence; "" for the whole person."""
    return place_name(finding.site, finding.side)


def course_of(finding: Finding, most: int = 6) -> str:
    """The levels in their order: 2 → 5 → 6, the first and the latest ones where there are many."""
    levels = [number_text(shown.pain) for shown in finding.evidence if shown.pain is not None]
    if len(levels) > most:
        levels = [levels[0], "…", *levels[-most + 1 :]]
    return " → ".join(levels)


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


TELL = "Tell your therapist or doctor, today or on the next working day."
NEXT_VISIT = "Bring it up at your next appointment."
ADVICE_TODAY = "Contact your doctor or therapist today. At night or on a weekend, call the out-of-hours service."
DOCTOR_TODAY = (
    "Contact a doctor today; this is not one for the therapist alone. "
    "At night or on a weekend, call the out-of-hours service."
)
PEAKS_LATE = (
    "Of people who are sore from back exercise, about a third are sorest only two days after the session, "
    "so one more entry tells more."
)
LOG_ON = "Log again when you can."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the person, and the commands that it names."""

    text: str
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What a finding says."""

    title: str
    summary: str
    next_step: str = LOG_ON
    clears_when: str = ""
    question: Asked | None = None
    hints: tuple[Hint, ...] = ()
    """The commands that the next step names."""


Explainer = Callable[[Finding, datetime, str], Words]


def asked(question: str, *hints: Hint) -> Asked:
    """A question, and behind it the commands that answer it."""
    return Asked(" ".join([question, *(hint.said for hint in hints)]), hints)


def ask_usual(finding: Finding, before: str = "", *hints: Hint) -> Asked:
    """The question that makes a provisional finding firm; another one may stand before it."""
    usual = Hint("usual", f"Answer with: diary usual {place(finding)} 2")
    text = f"How much does your {place(finding)} hurt on an ordinary day, from before this began? {usual.said}"
    first = asked(before, *hints)
    return Asked(f"{first.text} {text}".strip(), (*first.hints, usual))


def ask_known(known: str) -> Asked:
    """The question whether it was there from the start, with the words to say so."""
    return asked("Was it there from the start, and a doctor knows?", Hint("known", f"Say so with: diary known {known}"))


CHANGE = "Farrar 2001, Childs 2005, Ostelo 2008 (how much change in pain counts)"
SORENESS = "Bishop 2011, Abboud 2019, Pettitt 2010 (how soreness after back exercise runs)"
SEVERE = "Jensen 2001, Boonstra 2014 (where severe pain starts)"
SPINE = "NHS and NICE guidance on cauda equina syndrome"
MUSCLE = "NIOSH on muscle breakdown after hard exercise (rhabdomyolysis)"
CLOT = "NHS on blood clots in the leg (deep vein thrombosis)"
JOINT = "NHS on hot, swollen joints"
NERVES = "NHS and NICE guidance on back pain with numbness, tingling or weakness"
REASONED = "The cut points are reasoned, not published"

SOURCES: dict[str, tuple[str, ...]] = {
    "not-improving-48h": (SORENESS, CHANGE),
    "worsening": (CHANGE, "Parry (flares in diaries of knee pain)"),
    "slow-drift": (CHANGE,),
    "sudden-severe": (SEVERE, CHANGE),
    "expected-soreness": (SORENESS,),
    "emergency-signs": (SPINE, MUSCLE, CLOT, JOINT),
    "neurological": (NERVES,),
    "nerve-like-pain": (NERVES,),
    "general-signs": (JOINT, "NICE guidance on back pain: signs of another illness"),
    "interference": (REASONED,),
    "swelling": (CLOT, JOINT),
    "fatigue": (REASONED,),
    "range-of-motion": (REASONED,),
}
