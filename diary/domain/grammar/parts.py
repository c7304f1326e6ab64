"""The parts of a line, one for each site, and what the sites of a bare list share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from diary.domain.grammar.atoms import Atom
from diary.domain.vocabulary import REGIONS

FEELINGS = ("quality", "symptom", "sudden", "course")
"""Roles of the words that are said of a site."""


@dataclass(slots=True)
class Part:
    """What is said of one site. A place may be a wide word or a placeholder, which stands among the sites."""

    sites: list[Atom] = field(default_factory=list)
    sides: list[Atom] = field(default_factory=list)
    levels: list[Atom] = field(default_factory=list)
    words: list[Atom] = field(default_factory=list)
    aside: list[Atom] = field(default_factory=list)
    """Sides that contradict each other or the site: a placeholder stands for them, and they go into the note."""
    joined: bool = False
    """Whether it is the second place of `radiating to`."""
    broken: bool = False
    """Whether remarks stand between it and the part before: then it is no bare site of a list."""
    eased: bool = False
    """Whether it is said to be better: then it takes nothing of what is said of others."""

    @property
    def bare(self) -> bool:
        """Whether it has a site and nothing said of it."""
        return bool(self.sites) and not self.levels and not self.words and not self.eased

    @property
    def atoms(self) -> list[Atom]:
        """All its atoms."""
        return [*self.levels, *self.sides, *self.sites, *self.words]

    def put(self, atom: Atom) -> None:
        """Add an atom where it belongs; those that are no data are dropped."""
        role = atom.value if atom.role == "placeholder" else atom.role
        if role in ("site", "wide"):
            self.sites.append(atom)
        elif role == "side":
            self.sides.append(atom)
        elif role == "level":
            self.levels.append(atom)
        elif role in FEELINGS:
            self.words.append(atom)

    def add(self, other: Part) -> None:
        """Add what another part has."""
        self.sites += other.sites
        self.sides += other.sides
        self.levels += other.levels
        self.words += other.words


def shared(parts: list[Part]) -> list[Part]:
    """In a bare list of sites, what is said of one is said of all: neck and shoulders tight 4, 4 hand and wrist."""
    _share_sides(parts)
    index = 0
    while index < len(parts):
        end = index
        while end < len(parts) and parts[end].bare and not parts[end].joined:
            end += 1
        if end > index:
            _give(parts[index - 1] if index else None, parts[index:end], parts[end] if end < len(parts) else None)
        index = end + 1
    for one, other in pairwise(parts):
        if other.joined and not any(atom.value == "radiating" for atom in one.words):
            radiating = replace(one.sites[0] if one.sites else other.sites[0], role="quality", value="radiating")
            one.words.append(replace(radiating, raw="radiating", pair=False))
        if other.joined and not other.words and not other.levels:
            other.words.append(replace(other.sites[0], role="quality", value="radiating", raw="radiating", pair=False))
    return parts


def _give(before: Part | None, bare: Sequence[Part], after: Part | None) -> None:
    """Give bare sites what stands before the first site of their list, or after the last one."""
    level_first = before is not None and before.levels and _is_before_site(before, before.levels)
    words_last = after is not None and not after.joined and not after.levels and after.words
    if before and after and level_first and not before.words and words_last and not _is_before_site(after, after.words):
        # The level before the list and the words after it are said of all: 4 left hand, wrist, elbow dull.
        levels, words = list(before.levels), list(after.words)
        for part in (before, *bare, after):
            part.levels, part.words = list(levels), list(words)
        return
    givers = [before] if before and _is_before_site(before, [*before.levels, *before.words]) else []
    if after and not after.joined and not _is_before_site(after, [*after.levels, *after.words][:1]):
        givers.append(after)
    if len(givers) == 1:
        for part in bare:
            part.levels = list(givers[0].levels)
            part.words = [atom for atom in givers[0].words if atom.role != "person"]


def _is_before_site(part: Part, atoms: Sequence[Atom]) -> bool:
    """Whether some of these stand before the site of the part."""
    return bool(part.sites) and any(atom.start < part.sites[0].start for atom in atoms)


def _share_sides(parts: list[Part]) -> None:
    """The side of the first site of a list is that of the others, where they have none: left hand, wrist, elbow."""
    side: list[Atom] = []
    for index, part in enumerate(parts):
        paired = any(atom.role == "site" and REGIONS[atom.value].paired for atom in part.sites)
        if part.sides or any(atom.pair for atom in part.sites):
            side = part.sides
        elif paired and side and not part.broken and any(each.bare for each in parts[max(index - 1, 0) : index + 1]):
            part.sides = list(side)
