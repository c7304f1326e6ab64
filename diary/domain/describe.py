"""What a record says, in parts: commands, screen and report only join them, so that all three use the same words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import singledispatch
from typing import Literal, NamedTuple

from diary.domain.records import Ack, Care, Entry, Known, Motion, Question, Reading, Record, Session, Usual, Visit
from diary.domain.vocabulary import UNITS, place_name

Role = Literal[
    "kind", "place", "quality", "symptom", "sudden", "interference", "fatigue", "name", "dose", "relief", "minutes",
    "effort", "new", "not-new", "exercise", "exercise-note", "movement", "self-rating", "reported", "rule",
]  # fmt: skip


DETAILS = ("exercise-note", "not-new")
"""Roles that a short description leaves out."""


class Part(NamedTuple):
    """One piece of a description; `rating` (0–10) follows the text, `joint` stands between it and the piece before."""

    role: Role
    text: str
    rating: float | None = None
    joint: str = ", "


def joined(parts: Iterable[Part], *, scale: str = "", without: Collection[str] = DETAILS) -> str:
    """The parts in one text, each rating with `scale` behind it, such as "/10"; roles in `without` are left out."""
    text = ""
    for part in parts:
        if part.role not in without:
            rating = "" if part.rating is None else f" {part.rating:g}{scale}"
            text += f"{part.joint if text else ''}{part.text}{rating}"
    return text


@singledispatch
def parts_of(record: Record | Reading) -> Iterator[Part]:
    """What a record says, without its time and note: first its kind, which an entry and a reading leave out."""
    raise TypeError(f"no description of {type(record).__name__}")


@parts_of.register
def _(reading: Reading) -> Iterator[Part]:
    yield Part("place", place_name(reading.site, reading.side), reading.pain, "; ")
    yield from _words("quality", reading.qualities)
    yield from _words("symptom", reading.symptoms)
    if reading.sudden:
        yield Part("sudden", "sudden")


@parts_of.register
def _(entry: Entry) -> Iterator[Part]:
    if not (entry.readings or entry.symptoms) and entry.interference is None and entry.fatigue is None:
        yield Part("kind", "a note")
    for reading in entry.readings:
        yield from parts_of(reading)
    yield from _words("symptom", entry.symptoms, "; ")
    yield from _rated("interference", entry.interference, "; ")
    yield from _rated("fatigue", entry.fatigue, "; ")


@parts_of.register
def _(session: Session) -> Iterator[Part]:
    yield Part("kind", "session")
    yield Part("name", session.activity or "exercise", joint=": ")
    if session.minutes is not None:
        yield Part("minutes", f"{session.minutes} min")
    yield from _rated("effort", session.effort)
    if session.new is not None:
        yield Part("new", "new") if session.new else Part("not-new", "not new")
    joint = ": "
    for exercise in session.exercises:
        yield Part("exercise", exercise.name + (" (new)" if exercise.new else ""), joint=joint)
        joint = ", "
        if exercise.note:
            yield Part("exercise-note", f"({exercise.note})", joint=" ")


@parts_of.register
def _(motion: Motion) -> Iterator[Part]:
    yield Part("kind", "motion")
    name = f"{motion.side} {motion.movement}".strip()
    if motion.unit == "self":
        yield Part("movement", name, joint=": ")
        yield Part("self-rating", "self-rating", motion.value)
    else:
        yield Part("movement", f"{name} {motion.value:g} {UNITS.get(motion.unit, motion.unit)}", joint=": ")


@parts_of.register
def _(care: Care) -> Iterator[Part]:
    yield Part("kind", "self-care")
    yield Part("name", f"{care.activity} {care.name}".strip(), joint=": ")
    if care.dose:
        yield Part("dose", care.dose, joint=" ")
    yield from _rated("relief", care.relief)


@parts_of.register
def _(usual: Usual) -> Iterator[Part]:
    yield Part("kind", "usual level")
    if usual.site is None:
        yield from _rated("interference", usual.level, ": ")
    else:
        yield Part("place", place_name(usual.site, usual.side), usual.level, ": ")


@parts_of.register
def _(known: Known) -> Iterator[Part]:
    yield Part("kind", "no longer known" if known.ended else "known from before")
    yield from _words("quality", known.qualities, ": ")
    yield from _words("symptom", known.symptoms, ", " if known.qualities else ": ")
    if known.site:
        yield Part("place", place_name(known.site, known.side), joint=" at ")


@parts_of.register
def _(visit: Visit) -> Iterator[Part]:
    yield Part("kind", "visit")
    if visit.name:
        yield Part("name", visit.name, joint=": ")


@parts_of.register
def _(question: Question) -> Iterator[Part]:
    yield Part("kind", "question")
    if question.reported:
        yield Part("reported", "was in a report")


@parts_of.register
def _(ack: Ack) -> Iterator[Part]:
    yield Part("kind", "told")
    yield Part("rule", ack.rule, joint=": ")
    if ack.site:
        yield Part("place", place_name(ack.site, ack.side), joint=" at ")
    elif ack.movement:
        yield Part("movement", ack.movement)


def _words(role: Role, words: Iterable[str], joint: str = ", ") -> Iterator[Part]:
    for word in words:
        yield Part(role, word, joint=joint)
        joint = ", "


def _rated(role: Role, rating: int | None, joint: str = ", ") -> Iterator[Part]:
    if rating is not None:
        yield Part(role, role, rating, joint)
