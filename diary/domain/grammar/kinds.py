"""Which number is what: at rest, on movement, worst, best, interference, fatigue, an hour; and levels in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from diary.domain.grammar.atoms import Atom, AtomRole, Fix, Trouble
from diary.domain.grammar.level_names import give_names
from diary.domain.grammar.neighbours import beside, move, quoted_text, role_at
from diary.domain.grammar.phrases import Scanned
from diary.domain.grammar.spoken_clock import in_part
from diary.domain.grammar.times import Here, clock_offers
from diary.domain.grammar.timewords import TimeWord
from diary.domain.grammar.tokens import shown
from diary.domain.vocabulary import HIGHEST, PERSON_SYMPTOMS


def sort_numbers(source: str, found: Scanned, here: Here) -> None:
    """Give each number its kind, and add the troubles of those that have none."""
    _ratings(source, found)
    _overall(found)
    _hours(source, found, here)
    _otherwise(source, found)
    give_names(source, found)
    _severities(found)


def _ratings(source: str, found: Scanned) -> None:
    """`interference 4` and `fatigue 5`: a number after them is theirs, and one piece of the line with them."""
    atoms = found.atoms
    # From the last one, so that the places of the others stay.
    for index in range(len(atoms) - 1, -1, -1):
        atom = atoms[index]
        if atom.role == "interference" or (atom.role == "symptom" and atom.value == "fatigue"):
            after = beside(atoms, index, 1)
            if role_at(atoms, after) == "level":
                role: AtomRole = "interference" if atom.role == "interference" else "fatigue"
                end = atoms[after].end
                rated = replace(atom, role=role, raw=source[atom.start : end], end=end, level=atoms[after].level)
                atoms[index : after + 1] = [rated]
            elif atom.role == "interference":
                text = f"“{shown(atom.raw)}” needs its number from 0 to 10 after it, such as interference 4"
                found.troubles.append(Trouble(atom.start, text, (((Fix(atom.start, atom.end),),),)))
                atoms[index] = replace(atom, role="remark", settled=True)


def _overall(found: Scanned) -> None:
    """`overall worse` is about the whole person."""
    atoms = found.atoms
    for index, atom in enumerate(atoms):
        if atom.role != "overall":
            continue
        near = [at for at in (beside(atoms, index, 1), beside(atoms, index, -1)) if role_at(atoms, at) == "symptom"]
        near = [at for at in near if atoms[at].value in PERSON_SYMPTOMS]
        if near:
            atoms[near[0]] = replace(atoms[near[0]], role="person")
            atoms[index] = replace(atom, role="filler")
        elif len(atoms) == 1:
            text = f"“{shown(atom.raw)}” goes with a symptom of the whole person, such as overall worse"
            found.troubles.append(Trouble(atom.start, text, (((Fix(atom.start, atom.end),),),)))
            atoms[index] = replace(atom, role="remark", settled=True)
        else:
            atoms[index] = replace(atom, role="remark")


def _hours(source: str, found: Scanned, here: Here) -> None:
    """`at 8` may be an hour, before or after noon: it is asked about."""
    atoms = found.atoms
    levels = [atom for atom in atoms if atom.role == "level"]
    for index, atom in enumerate(atoms):
        before = atoms[index - 1] if index else None
        if atom.role != "level" or not atom.raw.isdigit() or before is None:
            continue
        if before.raw.casefold() not in ("at", "@") or int(atom.raw) > 23:
            continue
        is_level = int(atom.raw) <= HIGHEST
        if is_level and role_at(atoms, beside(atoms, index, 1)) == "kind" and len(levels) == 1:
            continue
        if clock := hour_in_part(int(atom.raw), atoms):
            atoms[index] = replace(atom, role="time", level=None, when=TimeWord(atom.raw, clock=clock))
            atoms[index - 1] = replace(before, role="filler")
            continue
        times = clock_offers(time(int(atom.raw)), here, day_named=False)
        meant = " or ".join(times)
        if is_level and len(levels) == 1:
            times = [*times, atom.raw]
        ways = tuple(((Fix(before.start, atom.end, text),),) for text in times)
        quoted = shown(source[before.start : atom.end])
        text = f"“{quoted}”: which hour? Write {meant}"
        found.troubles.append(Trouble(before.start, text, ways))
        atoms[index] = replace(atom, role="remark", level=None, settled=True)


def hour_in_part(hour: int, atoms: Sequence[Atom]) -> time | None:
    """The time that a bare hour means in the part of the day which a line names: at 8 this morning."""
    parts = [atom.when.clock for atom in atoms if atom.when and atom.when.part and atom.when.clock]
    return in_part(time(hour), parts[0]) if len(parts) == 1 and 1 <= hour <= 12 else None


def _otherwise(source: str, found: Scanned) -> None:
    """`2 otherwise` is the level of the rest of the time, beside what is told of now."""
    atoms = found.atoms
    for index, atom in enumerate(atoms):
        if atom.role != "remark" or atom.raw.casefold() != "otherwise":
            continue
        before, after = beside(atoms, index, -1), beside(atoms, index, 1)
        first, last = (index, after) if role_at(atoms, after) == "level" else (before, index)
        is_last = role_at(atoms, after) in ("", "level", "separator")
        if first < 0 or not is_last or "level" not in (role_at(atoms, first), role_at(atoms, last)):
            continue
        if sum(each.role == "level" for each in atoms) > 1:
            continue
        start, end = atoms[first].start, atoms[last].end
        quoted = quoted_text(source, found, first, last)
        text = f"{quoted} is the level of the rest of the time; which level is it in this entry?"
        # With "bad" a number is asked for already.
        asked = any(each.role == "severity" for each in atoms)
        move(source, found, first, last, text, ((Fix(start, end, None if asked else "NUMBER", keeps=True),),))


def _severities(found: Scanned) -> None:
    """`mild` without a number asks for one; beside a number it is a remark. So are kinds that no number goes with."""
    atoms = found.atoms
    rated = any(atom.role == "level" for atom in atoms)
    for index, atom in enumerate(atoms):
        value = "severe is 7 to 10" if (atom.role, atom.value) == ("kind", "worst") else atom.value
        if atom.role == "severity" or (atom.role == "kind" and atom.value == "worst"):
            if not rated:
                text = f"“{shown(atom.raw)}”: give the level as a number; {value}"
                found.troubles.append(Trouble(atom.start, text, missing=True))
                found.lacks_number = True
            atoms[index] = replace(atom, role="remark", settled=True)
        elif atom.role == "kind":
            atoms[index] = replace(atom, role="remark", settled=True)
