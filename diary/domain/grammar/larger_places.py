"""A place named with the larger one that it is part of: toes of the right foot, left hand thumb, left leg calf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from diary.domain.grammar.atoms import Atom
from diary.domain.grammar.neighbours import QUIET
from diary.domain.vocabulary import TOO_WIDE

# Not of every wide word: "bottom" asks for a warning sign, and a flank is beside the back as well.
_LIMBS = ("leg", "lower leg", "arm", "back")
_OF_REGIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"hand": ("thumb", "fingers"), "foot": ("heel", "toes"), "thigh": ("hamstring",)}
)
_OF_LIMBS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        TOO_WIDE[limb]: tuple(
            name for region in TOO_WIDE[limb].replace(" or ", ", ").split(", ")
            for name in (region, *_OF_REGIONS.get(region, ()))
        )
        for limb in _LIMBS
    }
)  # fmt: skip


def in_larger_places(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms, with a larger place as a small word where a place that is part of it stands beside it."""
    found = list(atoms)
    places = [index for index, atom in enumerate(atoms) if atom.role in ("site", "wide")]
    for one, other in pairwise(places):
        between = {atom.role for atom in atoms[one + 1 : other]}
        for larger, smaller in ((one, other), (other, one)):
            # "Numb leg, left foot 3" without its comma are two places; "toes of the left foot" is one.
            small = QUIET if larger < smaller else QUIET | {"side", "position"}
            if between <= small and atoms[smaller].value in _parts_of(atoms[larger]):
                found[larger] = replace(found[larger], role="filler", value="")
                # The fingers of both hands are on both sides.
                found[smaller] = replace(found[smaller], pair=found[smaller].pair or atoms[larger].pair)
    return found


def _parts_of(atom: Atom) -> tuple[str, ...]:
    return (_OF_LIMBS if atom.role == "wide" else _OF_REGIONS).get(atom.value, ())
