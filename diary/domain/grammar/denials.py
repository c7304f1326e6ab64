"""What is denied: no numbness, not sharp, swelling gone, less pain. It is never taken for the word it denies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diary.domain.grammar.atoms import Atom, Fix, Way
from diary.domain.grammar.neighbours import PLACES, QUIET, REMARKS, WORDS, beside, move, quoted_text, role_at
from diary.domain.grammar.phrases import Scanned
from diary.domain.grammar.small_words import AFTERWARDS
from diary.domain.vocabulary import REGIONS

LEAVE_OUT = "leave out what is not there"
_MYSELF = frozenset({"i", "im", "ive", "me"})
_COMPARISONS = frozenset({"than", "rather than", "instead of", "other than", "unlike"})
"""Of what follows them, only the next word is compared."""
_MOST_BETWEEN = 3
"""Remarks between a doubt and the word that it is about."""


def sort_easings(source: str, found: Scanned) -> None:
    """`swelling down` says that there is less of it; `better today` is a remark."""
    for index, atom in enumerate(found.atoms):
        down = atom.role == "radiate" and atom.raw.casefold() == "down"
        if atom.role != "easing" and not down:
            continue
        before, after = beside(found.atoms, index, -1), beside(found.atoms, index, 1)
        if down and role_at(found.atoms, after) in (*PLACES, "position", "placeholder"):
            continue
        if role_at(found.atoms, before) in WORDS:
            quoted = quoted_text(source, found, before, index)
            move(source, found, before, index, f"{quoted}: {LEAVE_OUT}; what has changed can go in the note, after --")
        elif down:
            found.atoms[index] = replace(atom, role="remark")


def sort_doubts(source: str, found: Scanned) -> None:
    """What was ruled out, feared or compared, what is only almost there, and what another person has."""
    atoms = found.atoms
    for index, atom in enumerate(atoms):
        if atom.role != "doubt":
            continue
        last = _doubted(atoms, index)
        if last < 0:
            uncertain = atom.raw.casefold() in ("if", "as if", "except when", "in case of")
            atoms[index] = replace(atom, role="circumstance" if uncertain else "remark")
            continue
        asked = [each for each in atoms[index : last + 1] if each.role == "symptom" and each.settled]
        if atom.value == "unsure" and asked:
            # Whether it is there is asked already.
            atoms[index] = replace(atom, role="remark")
            continue
        start, end = atom.start, atoms[last].end
        found.troubles[:] = [trouble for trouble in found.troubles if not start <= trouble.start < end]
        ways: list[Way] = [((Fix(start, end),),)]
        if atom.value == "unsure":
            ways.append(((Fix(start, atom.end),),))
        text = "only your own pain and signs are logged" if atom.value == "other" else "log only what is there"
        quoted = quoted_text(source, found, index, last)
        move(source, found, index, last, f"{quoted}: {text}; the rest goes into the note, after --", *ways)


def _doubted(atoms: Sequence[Atom], index: int) -> int:
    """The last of the words that a doubt is about; -1 where no quality and no symptom is among them."""
    between = (*QUIET, *REMARKS, *PLACES, "negation", "inability")
    last, at, words_between = -1, index + 1, 0
    while at < len(atoms):
        atom = atoms[at]
        if atom.role in WORDS:
            last = at
            if atoms[index].raw.casefold() in _COMPARISONS:
                break
        elif atom.role == "separator" or atom.raw.casefold() == "or":
            # "Ruled out numbness and weakness" is about both.
            following = beside(atoms, at, 1)
            if last < 0 or atom.value == "," or role_at(atoms, following) != "symptom":
                break
        elif atom.role not in between or atom.raw.casefold() in _MYSELF or (last >= 0 and atom.role in REMARKS):
            break
        elif atom.role in REMARKS:
            words_between += 1
        if words_between > _MOST_BETWEEN and atoms[index].value != "other":
            break
        at += 1
    if last < 0:
        return last
    end = last
    while role_at(atoms, at := beside(atoms, end, 1)) in PLACES:
        end = at
    # The only place of the line stays.
    elsewhere = any(each.role in ("site", "wide") for each in (*atoms[:index], *atoms[end + 1 :]))
    return end if elsewhere or atoms[index].value == "other" else last


def sort_negations(source: str, found: Scanned) -> None:
    atoms = found.atoms
    for index, atom in enumerate(atoms):
        # "Zero numbness" says that there is none; it is no level 0.
        zero = atom.raw.casefold() == "zero" and role_at(atoms, beside(atoms, index, 1)) in WORDS
        if atom.role not in ("negation", "inability") and not zero:
            continue
        first, last = _denied(atoms, index)
        words = {word for each in atoms[max(first, 0) : last + 1] for word in each.raw.casefold().split()}
        pain_only = (
            not words & {"less", "fewer", "used"}
            and words & {"pain", "painless", "painfree", "hurt", "hurts"}
            and all(each.role in (*QUIET, "negation") for each in atoms[first : last + 1])
        )
        start, end = atoms[first].start, atoms[last].end
        wide_first, wide_last = _whole_part(atoms, first, last)
        ways: Way = ((Fix(start, end),), (Fix(atoms[wide_first].start, atoms[wide_last].end),))
        if _is_only_place(atoms, wide_first, wide_last):
            ways = ways[:1]
        quoted = quoted_text(source, found, first, last)
        if atom.role == "inability":
            text = f"{quoted} goes into the note, after --; a symptom is written by its name"
            move(source, found, first, last, text, tuple(reversed(ways)))
        elif pain_only and _is_all(atoms, first, last):
            place = place_in(source, atoms)
            text = f"{quoted}: {LEAVE_OUT}; a site without pain is level 0, such as 0 {place}"
            move(source, found, first, last, text, ((Fix(start, end, "0"),),))
        else:
            text = f"{quoted}: {LEAVE_OUT}; what has changed can go in the note, after --"
            move(source, found, first, last, text, ways)


def _is_all(atoms: Sequence[Atom], first: int, last: int) -> bool:
    """Whether "no pain" is all that a line tells: beside "when I sit" or "bad on the stairs" it is no level 0."""
    others = [*atoms[:first], *atoms[last + 1 :]]
    telling = ("level", "severity", "circumstance", "activity", "kind", *WORDS)
    return not any(each.role in telling for each in others)


def place_in(source: str, atoms: Sequence[Atom]) -> str:
    """The place for an example: the one that the line names, else left knee."""
    sites = [index for index, atom in enumerate(atoms) if atom.role == "site"]
    if len(sites) != 1:
        return "left knee"
    site = atoms[sites[0]]
    sides = [atom.raw for atom in atoms if atom.role == "side"]
    if site.pair or sides or not REGIONS[site.value].paired:
        return " ".join([*sides[:1], site.raw])
    return f"left {site.raw}"


def _denied(atoms: Sequence[Atom], index: int) -> tuple[int, int]:
    """From where to where the words go that a negation denies, itself among them."""
    first = last = index
    # "No pain": the word that says what is rated.
    if "pain" in atoms[index].raw.casefold():
        return first, last
    following = index + 1
    while following < len(atoms) and atoms[following].role in ("filler", "link"):
        following += 1
    if following < len(atoms) and atoms[following].role == "pain":
        return first, following
    if atoms[index].raw.casefold() in AFTERWARDS or (after := beside(atoms, index, 1)) < 0:
        return _before(atoms, index), last
    stops = ("separator", "level", "time")
    # "Not sharp", "no numbness in the toes", "can't turn my head".
    if role_at(atoms, after) in stops:
        # Nothing follows that it could deny: "knee not 4", "numbness: none".
        return (first, last) if role_at(atoms, after) == "level" else (_before(atoms, index), last)
    last = after
    if atoms[after].role in WORDS:
        return first, _listed(atoms, last)
    at = beside(atoms, last, 1)
    while role_at(atoms, at) in (*REMARKS, "negation", "quality", "symptom"):
        last = at
        if atoms[at].role in WORDS:
            return first, _listed(atoms, last)
        at = beside(atoms, at, 1)
    return first, last


def _listed(atoms: Sequence[Atom], last: int) -> int:
    """The last symptom of `no numbness and weakness`, which denies both; what a place or a level follows is told."""
    joint = beside(atoms, last, 1)
    if joint < 0 or atoms[last].role != "symptom":
        return last
    word = beside(atoms, joint, 1)
    joined = atoms[joint].value == "and" if atoms[joint].role == "separator" else atoms[joint].raw.casefold() == "or"
    if not joined or role_at(atoms, word) != "symptom":
        return last
    return last if role_at(atoms, beside(atoms, word, 1)) in (*PLACES, "level") else _listed(atoms, word)


def _before(atoms: Sequence[Atom], index: int) -> int:
    """Where the words begin that a negation after them denies: `numbness gone`, `the pain in the knee is gone`."""
    first = index
    at = index - 1
    content = False
    while at >= 0 and atoms[at].role in (*WORDS, *QUIET, *REMARKS) and not atoms[at].settled:
        content = content or atoms[at].role not in ("filler", "link")
        first = at if atoms[at].role not in ("filler", "link") else first
        at -= 1
    nothing_before = not content
    while nothing_before and at >= 0 and atoms[at].role in (*WORDS, *QUIET, *REMARKS, *PLACES):
        first = at
        at -= 1
    said = any(atom.role in (*WORDS, "pain") for atom in atoms[first:index])
    if nothing_before and not said and _is_only_place(atoms, first, index):
        # "Left knee fine": nothing else says where the rest of the line is.
        return index
    # "Left one fine": the side belongs to what is denied, as no site follows it.
    if at >= 0 and atoms[at].role == "side" and role_at(atoms, beside(atoms, at, -1)) != "site":
        first = at
    return first


def _is_only_place(atoms: Sequence[Atom], first: int, last: int) -> bool:
    """Whether all places of the line stand in this stretch."""
    places = [index for index, atom in enumerate(atoms) if atom.role in ("site", "wide")]
    return bool(places) and all(first <= index <= last for index in places)


def _whole_part(atoms: Sequence[Atom], first: int, last: int) -> tuple[int, int]:
    """The part between separators and levels around these atoms."""
    stops = ("separator", "level", "time")
    while first > 0 and atoms[first - 1].role not in stops:
        first -= 1
    while last + 1 < len(atoms) and atoms[last + 1].role not in stops:
        last += 1
    return first, last
