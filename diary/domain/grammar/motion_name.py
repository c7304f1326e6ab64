"""Which words of a line are the movement, its place and its side; all others are the note."""

from __future__ import annotations

from collections.abc import Sequence

from diary.domain.grammar.atoms import Atom
from diary.domain.grammar.motion_words import FORWARD_BENDS, PAIRED
from diary.domain.grammar.own_line import OwnLine
from diary.domain.grammar.tokens import shown, tokens_of
from diary.domain.vocabulary import BOTH, LEFT, RIGHT

_MOST_NAME = 4
"""Words of a movement that is not known."""
PLACE_ROLES = ("site", "wide")


def is_in(atom: Atom, atoms: Sequence[Atom]) -> bool:
    """Whether an atom is one of these."""
    return any(atom.start == each.start for each in atoms)


def clusters_of(line: OwnLine) -> list[list[Atom]]:
    """Runs of movements, places and sides; small words, times and commas are no end of one."""
    clusters: list[list[Atom]] = [[]]
    aside = False
    for atom in line.atoms:
        word = atom.raw.casefold()
        if atom.role in PLACE_ROLES or atom.role == "side" or (atom.role == "own" and atom.kind in ("move", "side")):
            if not aside:
                clusters[-1].append(atom)
        elif atom.role == "circumstance" or word in ("with", "w/"):
            # After squats, with the knee bent: that is not what was measured.
            clusters.append([])
            aside = True
        elif atom.role == "own":
            clusters.append([])
            aside = False
        elif atom.role not in ("filler", "link", "time"):
            aside = False
            if word != ",":
                clusters.append([])
    return [cluster for cluster in clusters if cluster]


def has_move(cluster: Sequence[Atom]) -> bool:
    """Whether these name a movement, not only how it was measured."""
    return any(atom.kind == "move" and atom.value != "position" for atom in cluster)


def _has_site(cluster: Sequence[Atom]) -> bool:
    return any(atom.role in PLACE_ROLES for atom in cluster)


def is_whole(cluster: Sequence[Atom]) -> bool:
    """Whether a movement needs no place."""
    return any(
        atom.kind == "move" and (atom.value in ("gap", "distance", "phrase") or atom.raw.casefold() in PAIRED)
        for atom in cluster
    )


def used_atoms(line: OwnLine, clusters: list[list[Atom]]) -> list[Atom]:
    """The atoms of the movement and of its place, in their order."""
    values = line.own("value", "foreign", "unclear", "length")
    end = values[0].start if values else len(line.source)
    before = [cluster for cluster in clusters if cluster[0].start < end]
    chosen = next((cluster for cluster in reversed(before) if has_move(cluster)), None)
    chosen = chosen or next((cluster for cluster in clusters if has_move(cluster)), None)
    if chosen is None:
        chosen = next((cluster for cluster in clusters if _has_site(cluster)), [])
        return [atom for atom in chosen if atom.role in PLACE_ROLES or atom.kind == "move"]
    used = [atom for atom in chosen if atom.role in PLACE_ROLES or atom.kind == "move"]
    if not _has_site(chosen) and not is_whole(chosen):
        place = next((cluster for cluster in clusters if _has_site(cluster)), [])
        used = [atom for atom in place if atom.role in PLACE_ROLES] + used
    return used


def sides_of(line: OwnLine, used: Sequence[Atom]) -> list[Atom]:
    """The sides that are said of the movement, not of a place in a remark: tight on the right."""
    sides = []
    for index, atom in enumerate(line.atoms):
        is_side = (atom.role == "side" and atom.value in (LEFT, RIGHT, BOTH)) or atom.kind == "side"
        if not is_side:
            continue
        around = [a for a in line.atoms[index + 1 :] if a.role not in ("filler", "link", "time", "side")][:1]
        earlier = [a for a in line.atoms[:index] if a.role not in ("filler", "link", "time", "side")][-1:]
        before_other = around and around[0].role in PLACE_ROLES and not is_in(around[0], used)
        after_remark = earlier and earlier[0].role not in ("own", "site", "wide", "separator", "placeholder")
        if used and (before_other or (after_remark and not (around and is_in(around[0], used)))):
            continue
        sides.append(atom)
    return sides


def movement_name(line: OwnLine, used: Sequence[Atom]) -> str:
    """The name of the movement: its place first."""
    if not any(atom.kind == "move" for atom in used) and not used:
        return _unknown_movement(line)
    whole = is_whole(used)
    values = line.own("value")
    places = [atom for atom in used if atom.role in PLACE_ROLES]
    moves = [atom for atom in used if atom.role not in PLACE_ROLES]
    # "Extension of the left knee" has one name with "left knee extension".
    ordered = [*places, *moves] if moves and places and not whole and places[-1].start > moves[0].start else list(used)
    # "Knees flexion" of both sides has one name with "knee flexion".
    name = " ".join(token.text for atom in ordered for token in tokens_of(atom.value if atom.pair else atom.raw))
    if values and values[0].value.endswith("floor") and _bends_forward(line):
        return "forward bend"
    if values and " cm" in values[0].value and tuple(name.split()) in FORWARD_BENDS:
        return "forward bend"
    fingers = all(atom.value in ("fingers", "hand", "toes") for atom in places)
    if values and values[0].value.endswith("floor") and places and not moves and fingers:
        return "fingertips to floor"
    # A length at a place may be its girth, and an arm or a leg alone is no movement.
    if values and not moves and (" cm" in values[0].value or any(atom.role == "wide" for atom in places)):
        if not line.holder("NAME"):
            line.trouble(values[0].start, f"which movement of the {shown(name)}?", missing=True)
        return f"{name} NAME"
    return name


def _bends_forward(line: OwnLine) -> bool:
    """Whether a distance from the floor is that of a forward bend, whatever was reached: my shins, bending forward."""
    words = line.source.casefold().replace(",", " ").split()
    return any(word.startswith("bend") or word == "bent" for word in words) and bool({"forward", "forwards"} & {*words})


def _unknown_movement(line: OwnLine) -> str:
    """The words before the value as the name of a movement that is not known; a trouble where they are none."""
    if line.holder("NAME") or line.own("strength"):
        return "NAME"
    end = min((atom.start for atom in line.own("value")), default=0)
    name: list[Atom] = []
    for atom in line.atoms:
        if atom.start >= end or atom.role not in ("remark", "side", "filler", "activity"):
            break
        if atom.role == "remark" and atom.settled:
            break
        name.append(atom)
    words = [atom for atom in name if atom.role in ("remark", "activity")]
    values = line.own("value")
    reached = values and (not name or name[-1].end <= end) and not any(
        a.start < end and not is_in(a, name) and a.role not in ("time", "own") for a in line.atoms
    )  # fmt: skip
    if words and reached and len(words) <= _MOST_NAME:
        text = " ".join(token.text for atom in words for token in tokens_of(atom.raw))
        line.remarks.append(f"taken as the name of the movement: “{text}”")
        line.drop(*words)
        return text
    line.trouble(0, "which movement? Write for example left knee flexion 95", missing=True)
    return "NAME"
