"""What is denied: no numbness, not sharp, swelling gone, less pain. It is never taken for the word it denies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diary.domain.grammar.atoms import Atom, Fix
from diary.domain.grammar.neighbours import PLACES, QUIET, REMARKS, WORDS, beside, move, quoted_text, role_at
from diary.domain.grammar.phrases import Scanned
from diary.domain.grammar.small_words import AFTERWARDS
from diary.domain.vocabulary import REGIONS

LEAVE_OUT = "leave out what is not there"


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
        ways = ((Fix(start, end),), (Fix(atoms[wide_first].start, atoms[wide_last].end),))
        quoted = quoted_text(source, found, first, last)
        if atom.role == "inability":
            text = f"{quoted}: name the symptom itself, such as bladder-trouble, bowel-trouble or weakness; "
            move(source, found, first, last, f"{text}else it goes into the note, after --", tuple(reversed(ways)))
        elif pain_only and not any(each.role == "level" for each in atoms):
            place = place_in(source, atoms)
            text = f"{quoted}: {LEAVE_OUT}; a site without pain is level 0, such as 0 {place}"
            move(source, found, first, last, text, ((Fix(start, end, "0"),),))
        else:
            text = f"{quoted}: {LEAVE_OUT}; what has changed can go in the note, after --"
            move(source, found, first, last, text, ways)


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
        return first, last
    at = beside(atoms, last, 1)
    while role_at(atoms, at) in (*REMARKS, "negation", "quality", "symptom"):
        last = at
        if atoms[at].role in WORDS:
            break
        at = beside(atoms, at, 1)
    return first, last


def _before(atoms: Sequence[Atom], index: int) -> int:
    """Where the words begin that a negation after them denies: `numbness gone`, `the pain in the knee is gone`."""
    first = index
    at = index - 1
    content = False
    while at >= 0 and atoms[at].role in (*WORDS, *QUIET, *REMARKS) and not atoms[at].settled:
        content = content or atoms[at].role not in ("filler", "link")
        first = at if atoms[at].role not in ("filler", "link") else first
        at -= 1
    while not content and at >= 0 and atoms[at].role in (*WORDS, *QUIET, *REMARKS, *PLACES):
        first = at
        at -= 1
    # "Left one fine": the side belongs to what is denied, as no site follows it.
    if at >= 0 and atoms[at].role == "side" and role_at(atoms, beside(atoms, at, -1)) != "site":
        first = at
    return first


def _whole_part(atoms: Sequence[Atom], first: int, last: int) -> tuple[int, int]:
    """The part between separators and levels around these atoms."""
    stops = ("separator", "level", "time")
    while first > 0 and atoms[first - 1].role not in stops:
        first -= 1
    while last + 1 < len(atoms) and atoms[last + 1].role not in stops:
        last += 1
    return first, last
