"""Atoms beside each other: which stands next to which, and how a stretch of them is moved to the note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from diary.domain.grammar.atoms import Atom, Trouble, Way, moved, slice_of
from diary.domain.grammar.phrases import Scanned
from diary.domain.grammar.tokens import shown

QUIET = frozenset({"filler", "link", "pain"})
REMARKS = frozenset({"remark", "circumstance", "position", "span", "activity", "easing", "count", "number"})
"""Roles of words that go to the note."""
WORDS = frozenset({"quality", "symptom"})
OF_ALL = "all"
"""The value of a filler after which everything is said of each site of the line."""
PLACES = frozenset({"site", "side", "wide"})


def beside(atoms: Sequence[Atom], index: int, step: int) -> int:
    """The index of the nearest atom on one side that is no filler; -1 where there is none."""
    at = index + step
    while 0 <= at < len(atoms) and atoms[at].role in QUIET:
        at += step
    return at if 0 <= at < len(atoms) else -1


def role_at(atoms: Sequence[Atom], index: int) -> str:
    """The role of an atom; "" for the index -1."""
    return atoms[index].role if index >= 0 else ""


def move(source: str, found: Scanned, first: int, last: int, text: str, *ways: Way) -> None:
    """Turn the atoms from `first` to `last` into settled remarks, with a trouble that moves them to the note."""
    start, end = found.atoms[first].start, found.atoms[last].end
    found.troubles.append(Trouble(start, text, ways or moved(start, end)))
    for index in range(first, last + 1):
        found.atoms[index] = replace(found.atoms[index], role="remark", settled=True)


def quoted_text(source: str, found: Scanned, first: int, last: int) -> str:
    return f"“{shown(slice_of(source, found.atoms[first : last + 1]))}”"


def unknown_words(atoms: Sequence[Atom]) -> str:
    """The words that are not understood, for an error: only what stands together is quoted together."""
    runs = groupby(atoms, lambda atom: atom.role == "remark" and not atom.settled)
    return "” and “".join([shown(" ".join(atom.raw for atom in run)) for unknown, run in runs if unknown][:3])
