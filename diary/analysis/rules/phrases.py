"""How numbers, times, places and advice are said in a finding, and the sources that rules name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from diary.analysis.series import HOUR
from diary.domain import questions
from diary.domain.findings import EMPTY, Finding, Hint, Sentence
from diary.domain.moments import NOON
from diary.domain.records import Session
from diary.domain.text import listing, span_text
from diary.domain.vocabulary import QUALITIES, SYMPTOMS, is_many, place_name

WORDS = {word.name: word.phrase for word in (*QUALITIES.values(), *SYMPTOMS.values()) if word.phrase}


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
    """How long something lasted."""
    return f"{'about ' if about else ''}{span_text(span)}" if isinstance(span, timedelta) else "some time"


def listed(words: Iterable[str]) -> str:
    """Signs in a sentence, each in its own phrase: numbness, tingling and a hot joint."""
    return listing(WORDS.get(word, word) for word in words)


def place(finding: Finding) -> str:
    """The place as it is said inside a sentence; "" for the whole person."""
    return place_name(finding.site, finding.side)


def agreeing(finding: Finding, one: str, many: str) -> str:
    """The verb that goes with the place: it has, they have."""
    return many if is_many(place(finding)) else one


SPEAKS_OF_NOW = 36 * HOUR
"""A finding speaks of now while its latest reading is at most this old."""


def last_day(finding: Finding, as_of: datetime) -> str:
    """The day of the latest reading where that is too old to speak of now; "" where it is not."""
    latest = max((shown.time for shown in finding.evidence), default=as_of)
    return day(latest, as_of) if as_of - latest > SPEAKS_OF_NOW else ""


def last_entry(finding: Finding, as_of: datetime) -> str:
    """The same inside a sentence: " at the last entry, on Tuesday"."""
    old = last_day(finding, as_of)
    return f" at the last entry, on {old}" if old else ""


def logged_on(finding: Finding, as_of: datetime) -> Sentence:
    """When the newest sign was logged; nothing where that is not known."""
    when = finding.facts.get("when")
    if not isinstance(when, datetime):
        return EMPTY
    return Sentence("Logged on {when}.", when=clock(when, as_of, about=is_rough(finding, when)))


def began(finding: Finding, as_of: datetime) -> str:
    """When the episode began: "since the session that ended Mon 19:00"."""
    session = finding.facts.get("session")
    if isinstance(session, Session):
        return f"since the session that ended {clock(session.at.local, as_of, about=session.at.date_only)}"
    return f"since {clock(finding.started, as_of, about=begins_about(finding))}" if finding.started else ""


def begins_about(finding: Finding) -> bool:
    """Whether the hour it began is not known."""
    session = finding.facts.get("session")
    return session.at.date_only if isinstance(session, Session) else is_rough(finding, finding.started)


def decides(finding: Finding, as_of: datetime) -> str:
    """From when on the next entry can tell."""
    return clock(finding.decides_at, as_of, about=begins_about(finding)) if finding.decides_at else "now"


def course_of(finding: Finding, most: int = 6) -> str:
    """The levels in their order: 2 → 5 → 6, the first and the latest ones where there are many."""
    levels = [number_text(shown.pain) for shown in finding.evidence if shown.pain is not None]
    if len(levels) > most:
        levels = [levels[0], "…", *levels[-most + 1 :]]
    return " → ".join(levels)


TELL = Sentence("Tell your therapist or doctor, today or on the next working day.")
TELL_IF_ABOVE = Sentence(
    "Say your usual level first. If this is above it, tell your therapist or doctor, today or on the next working day."
)
NEXT_VISIT = Sentence("Bring it up at your next appointment.")
ADVICE_TODAY = Sentence(
    "Contact your doctor or therapist today. At night or on a weekend, call the out-of-hours service."
)
DOCTOR_TODAY = Sentence(
    "Call a doctor today; do not wait for your therapist. At night or on a weekend, call the out-of-hours service."
)
PEAKS_LATE = Sentence(
    "Of people who are sore from back exercise, about a third are sorest only two days after the session, "
    "so another entry will tell."
)
LOG_ON = Sentence("Log again when you can.")


USUAL_INTERFERENCE = Sentence(
    "{question} {usual}", question=questions.USUAL_INTERFERENCE, usual=Hint("usual-interference")
)


def ask_usual(finding: Finding) -> Sentence:
    """The question that makes a provisional finding firm."""
    name = place(finding)
    return Sentence("{question} {usual}", question=questions.usual_level_of(name), usual=Hint("usual", name))


def ask_if_usual_now(finding: Finding) -> Sentence:
    """The question whether a level that has stayed for two months is the usual one by now."""
    return Sentence("Has this level become your usual one by now? {usual}", usual=Hint("usual", place(finding)))


def ask_known(known: str) -> Sentence:
    """The question whether it was there from the start; `known` are the words to say so."""
    return Sentence("Was it there from the start, and a doctor knows? {known}", known=Hint("known", known))


CHANGE = "Farrar 2001, Childs 2005, Ostelo 2008 (how much change in pain counts)"
SORENESS = "Bishop 2011, Abboud 2019, Pettitt 2010 (how soreness after back exercise runs)"
SEVERE = "Jensen 2001, Boonstra 2014 (where severe pain starts)"
SPINE = "NHS and NICE guidance on cauda equina syndrome"
MUSCLE = "NIOSH on muscle breakdown after hard exercise (rhabdomyolysis)"
CLOT = "NHS on blood clots in the leg (deep vein thrombosis)"
JOINT = "NHS on hot, swollen joints"
NERVES = "NHS and NICE guidance on back pain with numbness, tingling or weakness"
REASONED = "The cut points are reasoned, not published"
