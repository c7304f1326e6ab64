"""Two levels for one site: which of them may be a remark, or the one of the other side."""

from __future__ import annotations

from collections.abc import Sequence

from diary.domain.grammar.atoms import Atom, Fix, Fixes, Way
from diary.domain.grammar.neighbours import REMARKS
from diary.domain.grammar.parts import FEELINGS, Part
from diary.domain.vocabulary import LEFT, PERSON_ONLY, RIGHT


def moved_with_its_words(atoms: Sequence[Atom], level: Atom) -> Fixes:
    """How to move a level into the note with the remarks around it; nothing where there are none."""
    index = next(i for i, atom in enumerate(atoms) if atom.start == level.start and atom.role == "level")
    first = last = index
    while first > 0 and atoms[first - 1].role in (*REMARKS, "filler", "link", "pain"):
        first -= 1
    while last + 1 < len(atoms) and atoms[last + 1].role in (*REMARKS, "filler", "link", "pain", "time"):
        last += 1
    stretch = atoms[first : last + 1]
    return (Fix(stretch[0].start, stretch[-1].end),) if any(atom.role in REMARKS for atom in stretch) else ()


def one_level_each_side(part: Part, levels: Sequence[Atom]) -> list[Way]:
    """Two levels for both sides: the first may be the left one or the right one; what is said of both, of each."""
    name, start, end = part.sites[0].value, part.sites[0].start, levels[-1].end
    around = [atom for atom in (*part.sides, *part.words) if not start <= atom.start < end]
    said = [atom for atom in around if atom.role in FEELINGS and atom.value not in PERSON_ONLY]
    words = "".join(f" {atom.raw}" for atom in said)
    moved = tuple(Fix(atom.start, atom.end, "") for atom in around if atom.role == "side" or atom in said)
    low, high = (f"{name} {level.raw}{words}" for level in levels)
    return [
        ((Fix(start, end, f"{one} {low}, {other} {high}"), *moved),) for one, other in ((LEFT, RIGHT), (RIGHT, LEFT))
    ]


def one_of_two_parts(one: Part, other: Part, parts: Sequence[Part]) -> list[Way]:
    """Two parts with a level for one place: the level of either goes into the note, the latest stays first."""
    return [(fixes,) for part in (one, other) if (fixes := _without_levels(part, parts))]


def _without_levels(part: Part, parts: Sequence[Part]) -> Fixes:
    """How to move the levels of a part into the note; nothing where other parts share them.

    Without any other word its place goes there too: it would take the level of its neighbour.
    """
    others = [atom for each in parts if each is not part for atom in each.atoms]
    if part.words and not any(atom in others for atom in part.levels):
        return tuple(Fix(atom.start, atom.end) for atom in part.levels)
    own = [atom for atom in part.atoms if atom not in others]
    if not own:
        return ()
    start, end = min(atom.start for atom in own), max(atom.end for atom in own)
    return () if any(start <= atom.start < end for atom in others) else (Fix(start, end),)
