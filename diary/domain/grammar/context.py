"""What words mean beside others: comparisons, circumstances, counts, and what other modules decide.

Each pass turns atoms that are no data of the entry into settled remarks, and says in a trouble what it can't decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from diary.domain.grammar.asked_words import ask_about_same, ask_about_signs, ask_about_words
from diary.domain.grammar.atoms import Atom, Fix, Trouble
from diary.domain.grammar.denials import sort_doubts, sort_easings, sort_negations
from diary.domain.grammar.neighbours import OF_ALL, PLACES, QUIET, REMARKS, WORDS, beside, move, quoted_text, role_at
from diary.domain.grammar.phrases import Scanned
from diary.domain.grammar.tokens import shown

# These also describe a bag, a massage, a shoe or a turn.
_OF_THINGS = frozenset({"heavy", "deep", "pulling"})
_WAS = frozenset({"was", "were", "had"})
_LONGEST_CLAUSE = 12
"""Words."""
_ALSO_OF_THINGS = _OF_THINGS | {"tight", "sharp"}


def settle(source: str, found: Scanned) -> None:
    """Decide what the atoms mean beside each other, and add the troubles."""
    for settles in (
        ask_about_signs, sort_doubts, sort_easings, sort_negations, _of_all, _past, _past_levels, _comparisons, _worse,
        _circumstances, _counts, ask_about_words, ask_about_same,
    ):  # fmt: skip
        settles(source, found)
    found.troubles.sort(key=lambda trouble: trouble.start)


_TIME_UNIT = re.compile(r"[0-9]\s*(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)$", re.IGNORECASE)

# --- comparisons, circumstances, counts


def _comparisons(source: str, found: Scanned) -> None:
    """`right worse`, `worse on the right`: neither the side alone nor a symptom."""
    atoms = found.atoms
    for index, atom in enumerate(atoms):
        if atom.role != "symptom" or atom.value != "getting-worse":
            continue
        before, after = beside(atoms, index, -1), beside(atoms, index, 1)
        first, last = index, index
        if (
            role_at(atoms, before) == "side"
            and role_at(atoms, beside(atoms, before, -1))
            not in (
                "site",
                "level",
                "wide",
            )
        ) or (role_at(atoms, before) == "side" and _has_side_already(atoms, before)):
            first = before
        if role_at(atoms, after) == "side" and role_at(atoms, beside(atoms, after, 1)) not in ("site", "wide"):
            last = after
        if (first, last) != (index, index):
            quoted = quoted_text(source, found, first, last)
            text = f"{quoted}: which level has each side? Write one for each, or leave it in the note, after --"
            move(source, found, first, last, text)


def _has_side_already(atoms: Sequence[Atom], index: int) -> bool:
    """Whether a site before this side has one of its own: a plural, or another side."""
    earlier = atoms[:index]
    sites = [atom for atom in earlier if atom.role == "site"]
    return bool(sites) and (any(atom.role == "side" for atom in earlier) or sites[-1].pair)


def _of_all(source: str, found: Scanned) -> None:
    """`…, all dull` at the end of several sites is said of each of them."""
    atoms = found.atoms
    index = next((i for i, atom in enumerate(atoms) if atom.role == "remark" and atom.raw.casefold() == "all"), -1)
    after = atoms[index + 1 :] if index >= 0 else []
    if (
        sum(atom.role in ("site", "wide") for atom in atoms[:index]) > 1
        and any(atom.role in WORDS for atom in after)
        and all(atom.role in (*WORDS, *QUIET, "separator", "time") and atom.value != "," for atom in after)
    ):
        atoms[index] = replace(atoms[index], role="filler", value=OF_ALL)


def _past(source: str, found: Scanned) -> None:
    """`5 left foot, was numb yesterday` tells of two days, and an entry has one."""
    atoms = found.atoms
    ends = [-1, *(i for i, atom in enumerate(atoms) if atom.role == "separator"), len(atoms)]
    for before, after in pairwise(ends):
        part = atoms[before + 1 : after]
        was = next((atom for atom in part if atom.raw.casefold() in _WAS), None)
        day = next((atom for atom in part if atom.role == "time" and atom.when and atom.when.names_day), None)
        rest = [*atoms[: before + 1], *atoms[after:]]
        told = any(atom.role in WORDS for atom in part) and not any(atom.role == "level" for atom in part)
        if not (was and day and told and any(atom.role == "level" for atom in rest)):
            continue
        text = f"“{shown(source[part[0].start : part[-1].end])}” is of another time; an entry has one"
        now, then = (Fix(part[0].start, part[-1].end),), (Fix(was.start, was.end, ""),)
        found.troubles.append(Trouble(part[0].start, text, ((now,), (then,))))
        return


def _past_levels(source: str, found: Scanned) -> None:
    """`4, was 6 this morning` tells how it was before beside the level of now."""
    atoms = found.atoms
    for index, atom in enumerate(atoms):
        last = beside(atoms, index, 1)
        before = beside(atoms, index, -1)
        if atom.raw.casefold() not in _WAS or role_at(atoms, last) != "level" or role_at(atoms, before) == "kind":
            continue
        now = next((at for at in range(index - 1, -1, -1) if atoms[at].role in ("level", *PLACES)), -1)
        if role_at(atoms, now) != "level":
            continue
        if role_at(atoms, beside(atoms, last, 1)) == "time":
            last = beside(atoms, last, 1)
        quoted = quoted_text(source, found, index, last)
        move(source, found, index, last, f"{quoted} is of another time; an entry has one")


def _worse(source: str, found: Scanned) -> None:
    """`worse sitting`, `worse in the evening` and `worse than yesterday` are remarks."""
    atoms = found.atoms
    for index, atom in enumerate(atoms):
        if atom.role != "symptom" or atom.raw.casefold() != "worse":
            continue
        after = beside(atoms, index, 1)
        part = role_at(atoms, after) == "time" and atoms[after].when is not None and not atoms[after].when.names_day  # type: ignore[union-attr]
        if not (role_at(atoms, after) in (*REMARKS, "kind") or (part and atoms[after].when.about)):  # type: ignore[union-attr]
            continue
        last = after
        while (at := beside(atoms, last, 1)) >= 0 and atoms[at].role in (*REMARKS, "kind", "time"):
            last = at
        compared = any(each.settled and each.raw.casefold().startswith("than") for each in atoms[index : last + 1])
        if compared or any(each.role == "time" for each in atoms[index : last + 1]):
            quoted = quoted_text(source, found, index, last)
            move(source, found, index, last, f"{quoted}: leave it in the note, after --")
        else:
            for at in range(index, last + 1):
                atoms[at] = replace(atoms[at], role="remark", settled=True)


def _circumstances(source: str, found: Scanned) -> None:
    """Qualities and times in how it came about are no data of the entry: after heavy lifting, after a morning run."""
    atoms = found.atoms
    for index, atom in enumerate(atoms):
        before, after = beside(atoms, index, -1), beside(atoms, index, 1)
        # Between a circumstance and this word only remarks.
        at = before
        while role_at(atoms, at) == "remark" and not atoms[at].settled and index - at < _LONGEST_CLAUSE:
            at = beside(atoms, at, -1)
        in_clause = role_at(atoms, at) == "circumstance"
        direct = role_at(atoms, before) == "circumstance"
        of_thing = atom.role == "quality" and (
            (atom.value in _OF_THINGS and (in_clause or role_at(atoms, after) == "remark"))
            or (atom.value in _ALSO_OF_THINGS and role_at(atoms, before) == role_at(atoms, after) == "remark")
        )
        part = atom.role == "time" and atom.when is not None and atom.when.about and not atom.when.names_day
        part = part and (direct or role_at(atoms, after) == "remark")
        if (atom.role == "quality" and direct) or of_thing or part:
            first, last = (at if in_clause else index), index
            while role_at(atoms, beside(atoms, last, 1)) in ("remark", "activity"):
                last = beside(atoms, last, 1)
            if not in_clause and role_at(atoms, before) == "remark":
                first = before
            quoted = quoted_text(source, found, first, last)
            move(source, found, first, last, f"{quoted} could be part of how it feels, or of what happened; "
                  "what happened goes into the note, after --")  # fmt: skip


def _counts(source: str, found: Scanned) -> None:
    """A number that counts something, or a time that belongs to something, stays out of the entry with its words."""
    atoms = found.atoms
    around = (*REMARKS, *QUIET, "inability")
    for index, atom in enumerate(atoms):
        if atom.role != "count" and not (atom.role == "span" and atom.value == "time"):
            continue
        first = last = index
        while first > 0 and atoms[first - 1].role in around:
            first -= 1
        while last + 1 < len(atoms) and atoms[last + 1].role in around:
            last += 1
        while atoms[first].role in QUIET and first < index:
            first += 1
        while atoms[last].role in QUIET and last > index:
            last -= 1
        quoted = quoted_text(source, found, first, last)
        ago = f"; a time past is written {shown(atom.raw)} ago" if _TIME_UNIT.search(atom.raw) else ""
        text = f"{quoted} is no level and no time of the entry{ago}; it goes into the note, after --"
        move(source, found, first, last, text)
