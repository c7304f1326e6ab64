"""From atoms to parts, one for each site: which level, side and words belong to which site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product

from diary.domain.grammar.atoms import Atom, Fix, Fixes, Trouble, moved, slice_of
from diary.domain.grammar.larger_places import in_larger_places
from diary.domain.grammar.neighbours import OF_ALL, PLACES, QUIET, REMARKS, beside, role_at
from diary.domain.grammar.parts import FEELINGS, Part, shared
from diary.domain.grammar.tokens import shown
from diary.domain.vocabulary import REGIONS

MOST_CUTS = 64
"""The most ways to divide a stretch of several sites that are tried."""


def parts_of(source: str, atoms: Sequence[Atom], troubles: list[Trouble]) -> list[Part]:
    """The parts of a line in order, and troubles where it is not clear what belongs to what."""
    atoms = _repeated_sites(in_larger_places(_side_of_foot_drop(atoms)))
    parts: list[Part] = []
    of_all = next((i for i, atom in enumerate(atoms) if atom.role == "filler" and atom.value == OF_ALL), len(atoms))
    atoms, last = atoms[:of_all], atoms[of_all:]
    for segment, joined in _segments(atoms):
        cut = _cut(source, segment, troubles)
        for place, piece in enumerate(cut):
            part = Part(joined=joined and place == 0, broken=role_at(piece, 0) in REMARKS if piece else False)
            part.eased = any(atom.role == "easing" for atom in piece)
            for atom in piece:
                part.put(atom)
            if part.atoms:
                parts.append(part)
    found = shared(_gathered(source, parts, troubles))
    for part in found:
        part.words += [atom for atom in last if atom.role in FEELINGS]
    return found


def _is_site(atom: Atom) -> bool:
    return atom.role in ("site", "wide") or (atom.role == "placeholder" and atom.value == "site")


def _side_of_foot_drop(atoms: Sequence[Atom]) -> list[Atom]:
    """In "left foot drop" the phrase takes the word foot, which is the site as well."""
    found: list[Atom] = []
    for index, atom in enumerate(atoms):
        if atom.role == "symptom" and atom.value == "foot-drop" and role_at(atoms, beside(atoms, index, -1)) == "side":
            found.append(replace(atom, role="site", value="foot", raw=""))
        found.append(atom)
    return found


def _repeated_sites(atoms: Sequence[Atom]) -> list[Atom]:
    """A side with a level repeats the last site: left knee 4 right 2."""
    found: list[Atom] = []
    last: Atom | None = None
    sided = False
    for index, atom in enumerate(atoms):
        if _is_site(atom):
            last, sided = atom, any(a.role == "side" for a in found[-2:]) or atom.pair or sided
        if atom.role == "side":
            before, after = beside(atoms, index, -1), beside(atoms, index, 1)
            alone = not any(at >= 0 and _is_site(atoms[at]) for at in (before, after))
            rated = role_at(atoms, after) == "level" or (
                role_at(atoms, before) == "level" and role_at(atoms, after) == "separator"
            )
            if last and sided and alone and rated and last.role == "site":
                found.append(atom)
                found.append(replace(last, raw=last.raw, start=atom.end, end=atom.end, pair=False))
                continue
            sided = True
        found.append(atom)
    return found


def _segments(atoms: Sequence[Atom]) -> list[tuple[list[Atom], bool]]:
    """The stretches between separators, each with whether `radiating to` leads to it."""
    segments: list[tuple[list[Atom], bool]] = [([], False)]
    ands = {atoms[i - 1].end for i, atom in enumerate(atoms) if i and atom.role == "separator" and atom.value == "and"}
    for index, atom in enumerate(atoms):
        contrast = atom.raw.casefold() == "but" and role_at(atoms, beside(atoms, index, 1)) in (*PLACES, "level")
        if atom.role == "separator" or contrast:
            segments.append(([], False))
        elif atom.role == "radiate":
            after = next((a for a in atoms[index + 1 :] if _is_site(a) or a.role in ("level", "separator")), None)
            if any(_is_site(a) for a in atoms[:index]) and after and _is_site(after):
                segments.append(([], True))
            else:
                segments[-1][0].append(replace(atom, role="quality", value="radiating"))
        else:
            segments[-1][0].append(atom)
    merged: list[tuple[list[Atom], bool]] = []
    for segment, joined in segments:
        before = merged[-1][0] if merged else []
        # "Numb and tingling right knee": the words before "and" belong to the same site.
        words_first = segment and segment[0].role in (*FEELINGS, *QUIET) and any(map(_is_site, segment))
        if before and not joined and words_first and _is_words_only(before) and before[-1].end in ands:
            merged[-1] = ([*before, *segment], merged[-1][1])
            continue
        if segment:
            merged.append((segment, joined))
    return merged


def _is_words_only(segment: Sequence[Atom]) -> bool:
    return any(atom.role in FEELINGS for atom in segment) and not any(
        _is_site(atom) or atom.role in ("level", "side") for atom in segment
    )


def _cut(source: str, segment: list[Atom], troubles: list[Trouble]) -> list[list[Atom]]:
    """One stretch for each site of a segment; a trouble where there are several ways to divide it, or none."""
    sites = [index for index, atom in enumerate(segment) if _is_site(atom)]
    names = {segment[index].value for index in sites}
    if len(sites) < 2 or (len(names) == 1 and _stands_alone(segment)):
        return [segment]
    gaps = [range(one + 1, other + 1) for one, other in pairwise(sites)]
    ways: list[list[list[Atom]]] = []
    for count, cuts in enumerate(product(*gaps)):
        if count >= MOST_CUTS:
            break
        edges = [0, *cuts, len(segment)]
        pieces = [segment[a:b] for a, b in pairwise(edges)]
        if all(_stands_alone(piece, several=True) for piece in pieces) and not any(
            _same_pieces(pieces, other) for other in ways
        ):
            ways.append(pieces)
    # "Numb groin both sides lower back 7": a side goes to the site that needs one.
    lacking = [sum(map(_lacks_side, way)) for way in ways]
    ways = [way for way, count in zip(ways, lacking, strict=True) if count == min(lacking)]
    if len(ways) == 1:
        return ways[0]
    if ways:
        # "With" and remarks divide: 6 lower back with numb left foot.
        plain = [way for way in ways if _divided_at_with(way)]
        if len(plain) == 1:
            return plain[0]
        start, end = segment[0].start, segment[-1].end
        lines = tuple(((Fix(start, end, ", ".join(slice_of(source, piece) for piece in way)),),) for way in ways[:3])
        text = f"“{shown(slice_of(source, segment))}”: put a comma between the sites"
        troubles.append(Trouble(start, text, lines))
        return ways[0]
    return _cut_by_moving(source, segment, sites, troubles)


def _stands_alone(piece: list[Atom], *, several: bool = False) -> bool:
    """Whether a stretch has one site, something said of it, and no two sides or levels."""
    part = Part()
    for atom in piece:
        part.put(atom)
    # "6.5 had to use trackpad with left hand": what stands behind remarks is not said of that site.
    data = [index for index, atom in enumerate(piece) if atom.role in ("site", "wide", "level", *FEELINGS)]
    between = piece[data[0] : data[-1]] if data and several else []
    if any(atom.role in REMARKS and not atom.settled for atom in between):
        return False
    kinds = [atom.kind for atom in part.levels]
    sides = {atom.value for atom in part.sides}
    return bool(part.levels or part.words) and len(kinds) == len(set(kinds)) and len(sides) <= 1


def _lacks_side(piece: list[Atom]) -> bool:
    """Whether its site has two sides and none is named."""
    site = next(atom for atom in piece if _is_site(atom))
    paired = site.role == "site" and REGIONS[site.value].paired and not site.pair
    return paired and not any(atom.role == "side" for atom in piece)


def _same_pieces(one: list[list[Atom]], other: list[list[Atom]]) -> bool:
    """Whether two ways differ only in where small words and remarks go."""
    silent = (*QUIET, *REMARKS)
    return [[a for a in piece if a.role not in silent] for piece in one] == [
        [a for a in piece if a.role not in silent] for piece in other
    ]


def _divided_at_with(way: list[list[Atom]]) -> bool:
    return all(piece[0].raw.casefold() in ("with", "w/") for piece in way[1:])


def _cut_by_moving(source: str, segment: list[Atom], sites: list[int], troubles: list[Trouble]) -> list[list[Atom]]:
    """A stretch of sites of which some have nothing said of them: what stands with remarks may be one."""
    ways: list[Fixes] = []
    chosen: tuple[int, int] | None = None
    for site in reversed(sites):
        first = last = site
        while first > 0 and segment[first - 1].role in ("side", "filler", "position", *REMARKS, "link", "pain"):
            first -= 1
        while last + 1 < len(segment) and segment[last + 1].role in ("side", "filler", "link", "pain", *REMARKS):
            last += 1
        stretch = segment[first : last + 1]
        if any(atom.role in REMARKS for atom in stretch) and any(not first <= other <= last for other in sites):
            while segment[first].role in ("link", "pain"):
                first += 1
            ways.append((Fix(segment[first].start, segment[last].end),))
            chosen = chosen or (first, last)
    names = " and ".join(dict.fromkeys(segment[index].raw for index in sites))
    if chosen:
        first, last = chosen
        quoted = shown(slice_of(source, segment[first : last + 1]))
        text = f"“{quoted}” names another place; with several sites, write each level beside its site"
        troubles.append(Trouble(segment[first].start, text, (tuple(ways),)))
        return [segment[:first] + segment[last + 1 :]]
    # Two sites with nothing between them share what is said of them, as in a list with commas.
    edges = [0, *(index if role_at(segment, index - 1) != "side" else index - 1 for index in sites[1:]), len(segment)]
    pieces = [segment[a:b] for a, b in pairwise(edges)]
    fixed = ", ".join(slice_of(source, piece) for piece in pieces)
    text = f"two sites in one part: {shown(names)}; put a comma between them, each with its own level"
    troubles.append(Trouble(segment[0].start, text, (((Fix(segment[0].start, segment[-1].end, fixed),),),)))
    return pieces


def _gathered(source: str, parts: list[Part], troubles: list[Trouble]) -> list[Part]:
    """One part for each site: a part without a level and a site is added to the one before."""
    # With one site on the line there is no doubt: "sharp, 6, left knee".
    if sum(bool(part.sites) for part in parts) <= 1:
        whole = Part()
        for part in parts:
            whole.add(part)
        return [whole] if whole.atoms else []
    gathered: list[Part] = []
    waiting: list[Part] = []
    for part in parts:
        if part.sites:
            gathered.append(part)
            continue
        if not gathered:
            waiting.append(part)
            continue
        last = gathered[-1]
        kinds = {level.kind for level in last.levels}
        if part.levels and (kinds & {level.kind for level in part.levels}):
            raw = part.levels[0].raw
            text = f"{raw}: at which site? With several sites, write each level beside its site"
            troubles.append(Trouble(part.levels[0].start, text, moved(part.levels[0].start, part.levels[-1].end)))
            part.levels.clear()
        last.add(part)
    for part in waiting:
        _place_first_words(source, part, gathered, troubles)
    return gathered


def _place_first_words(source: str, part: Part, gathered: list[Part], troubles: list[Trouble]) -> None:
    """Words before the first of several sites: those of the person stay, the others are asked about."""
    from diary.domain.vocabulary import PERSON_SYMPTOMS

    person = [atom for atom in part.words if atom.role == "symptom" and atom.value in PERSON_SYMPTOMS]
    rest = sorted((atom for atom in part.atoms if atom not in person), key=lambda atom: atom.start)
    first = gathered[0]
    first.words += [replace(atom, role="person") for atom in person]
    if not rest:
        return
    if all(each.bare for each in gathered):
        # Before a list of sites, it is said of all of them: sharp, neck and shoulders.
        first.add(Part(part.sites, part.sides, part.levels, [a for a in part.words if a not in person]))
        return
    start, end = rest[0].start, rest[-1].end
    text = f"{shown(slice_of(source, rest))}: at which site? With several sites, write it beside its site"
    ends = [max(atom.end for atom in each.atoms) for each in gathered[:3]]
    ways = tuple(((Fix(start, end, ""), Fix(at, at, slice_of(source, rest))),) for at in ends)
    troubles.append(Trouble(start, text, ways or moved(start, end)))
