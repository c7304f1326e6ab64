"""Two levels for one site: which of them may be a remark, or the one of the other side."""

from __future__ import annotations

from collections.abc import Sequence

from diary.domain.grammar.atoms import Atom, Fix, Fixes, Way
from diary.domain.grammar.neighbours import REMARKS
from diary.domain.grammar.parts import Part
from diary.domain.vocabulary import LEFT, RIGHT


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
    """Two levels for both sides: the first may be the left one or the right one."""
    name = part.sites[0].value
    first = min(atom.start for atom in (*part.sides, *part.sites))
    return [
        ((Fix(first, levels[-1].end, f"{one} {name} {levels[0].raw}, {other} {name} {levels[1].raw}"),),)
        for one, other in ((LEFT, RIGHT), (RIGHT, LEFT))
    ]
