"""How the things of a diary are said in one line, without their time and note. Pure."""

from __future__ import annotations

from functools import singledispatch

from diary.domain.records import Ack, Care, Entry, Known, Motion, Question, Session, Thing, Usual, Visit
from diary.domain.vocabulary import QUALITIES, SYMPTOMS, UNITS, place_name
from diary.tui.parts.said import entry_said, listed, number, plain, session_said


@singledispatch
def thing_said(thing: Thing) -> str:
    """What it is, with its kind in front where it is no entry."""
    return type(thing).__name__.lower()


@thing_said.register
def _(entry: Entry) -> str:
    return entry_said(entry)


@thing_said.register
def _(session: Session) -> str:
    return f"session: {session_said(session)}"


@thing_said.register
def _(care: Care) -> str:
    parts = [part for part in (care.activity, plain(care.name), plain(care.dose)) if part]
    relief = f", relief {care.relief}" if care.relief is not None else ""
    return f"self-care: {' '.join(parts)}{relief}"


@thing_said.register
def _(motion: Motion) -> str:
    name = f"{motion.side} {plain(motion.movement)}".strip()
    return f"movement: {name} {number(motion.value)} {UNITS.get(motion.unit, motion.unit)}"


@thing_said.register
def _(usual: Usual) -> str:
    if usual.site is None:
        return f"usually in the way of the day: {usual.level}"
    return f"usual level of {place_name(usual.site, usual.side)}: {usual.level}"


@thing_said.register
def _(known: Known) -> str:
    words = [word for word in (*QUALITIES, *SYMPTOMS) if word in known.qualities + known.symptoms]
    where = f" at the {place_name(known.site, known.side)}" if known.site else ""
    return f"{'no longer known' if known.ended else 'known from before'}: {listed(words)}{where}"


@thing_said.register
def _(visit: Visit) -> str:
    return f"visit: {plain(visit.name)}" if visit.name else "visit"


@thing_said.register
def _(question: Question) -> str:
    return "question" + (", was in a report" if question.reported else "")


@thing_said.register
def _(ack: Ack) -> str:
    where = place_name(ack.site, ack.side) or ack.movement or ""
    return f"told: {ack.rule}{f' at the {where}' if ack.site else f', {where}' if where else ''}"
