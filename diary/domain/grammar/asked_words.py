"""Words that are asked about: what may tell a warning sign, and what has more than one meaning in the diary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diary.domain.grammar.atoms import Atom, Fix, Trouble
from diary.domain.grammar.neighbours import quoted_text
from diary.domain.grammar.phrases import Scanned
from diary.domain.grammar.small_words import word_set
from diary.domain.grammar.tokens import shown
from diary.domain.signs import signs_in
from diary.domain.vocabulary import REGIONS, SYMPTOMS, Role, words_of
from diary.errors import ErrorHint

_DATA = word_set("site side quality symptom level course sudden separator time person kind overall")
_CHOICES: dict[str, tuple[str | None, ...]] = {
    "hot": ("hot-joint", "burning"),
    "pressure": ("chest-pain", "tight"),
    "incontinence": ("bladder-trouble", "bowel-trouble"),
    "incontinent": ("bladder-trouble", "bowel-trouble"),
    "leaking": ("bladder-trouble", "bowel-trouble"),
    **dict.fromkeys(("tired", "tiredness", "exhausted", "exhaustion", "weary", "drained", "worn out", "sleepy",
                     "knackered"), (None, "fatigue")),
}  # fmt: skip
"""What an ambiguous word may be read as; None stands for the note."""


def ask_about_signs(source: str, found: Scanned) -> None:
    """Words that may tell a warning sign, and are not the plain words for it, are asked about."""
    atoms = found.atoms
    # From the last one, so that the places of the others stay.
    for sign in reversed(signs_in(source)):
        inside = [i for i, atom in enumerate(atoms) if atom.start < sign.end and atom.end > sign.start]
        if not inside or any(atoms[i].role == "symptom" and atoms[i].value == sign.symptom for i in inside):
            continue
        if any(sign.symptom in _CHOICES.get(atoms[i].raw.casefold(), ()) for i in inside if atoms[i].role == "ask"):
            continue
        is_unclear_chest = sign.symptom == "chest-pain" and not _is_muscle(atoms, inside)
        # Where each word is data there is nothing behind it; only a chest may feel tight without pain being named.
        is_bum = sign.symptom == "saddle-numbness" and any(atoms[i].raw.casefold().startswith("bum") for i in inside)
        if (all(atoms[i].role in _DATA for i in inside) and not is_unclear_chest and not is_bum) or _is_numb_site(
            atoms, inside, sign.symptom
        ):
            if sign.symptom == "saddle-numbness":
                quoted = quoted_text(source, found, inside[0], inside[-1])
                found.remarks.append(f"{quoted} is kept as it stands. {sign.question}")
            continue
        first, last = inside[0], inside[-1]
        wide = any(atoms[i].role == "wide" for i in inside)
        if wide and first and atoms[first - 1].role == "side":
            first -= 1
            inside = [first, *inside]
        start, end = atoms[first].start, atoms[last].end
        place = " ".join(atoms[i].raw for i in inside if atoms[i].role in ("site", "side"))
        elsewhere = any(atom.role == "site" for i, atom in enumerate(atoms) if i not in inside)
        named = [f"{sign.symptom} {place}", sign.symptom] if place else [sign.symptom]
        if not SYMPTOMS[sign.symptom].of_site:
            named.reverse()
        elif sign.symptom != "foot-drop" and not place and not _has_place(atoms, first, last):
            named = [f"{sign.symptom} PLACE"]
        if wide and SYMPTOMS[sign.symptom].of_site:
            comma = ", " if elsewhere else ""
            named = [f"{comma}{sign.symptom} {' '.join(atoms[i].raw for i in inside if atoms[i].role == 'side')} PLACE"]
            place = ""
        # If it is not meant, the words go to the note; the place stays where it is the only one.
        not_meant = Fix(start, end, place, keeps=True) if place and not elsewhere else Fix(start, end)
        meant = tuple((Fix(start, end, text, keeps=True),) for text in named)
        # Where the place is missing too, only the person can tell.
        ways = (meant,) if named[0].endswith("PLACE") else (meant, ((not_meant,),))
        quoted = quoted_text(source, found, first, last)
        found.troubles[:] = [trouble for trouble in found.troubles if not start <= trouble.start < end]
        found.troubles.append(Trouble(start, f"{quoted}: {sign.question}", ways))
        told = False
        for i in inside:
            if atoms[i].role not in ("site", "side", "separator"):
                atoms[i] = replace(atoms[i], role="filler" if told else "symptom", value=sign.symptom, settled=True)
                told = True


def _is_muscle(atoms: Sequence[Atom], inside: Sequence[int]) -> bool:
    """Whether it is said that the chest is a muscle, or nothing is said of how it feels."""
    return not any(atoms[i].role == "quality" for i in inside) or any(
        "muscle" in atoms[i].raw.casefold() or atoms[i].raw.casefold().startswith("pec") for i in inside
    )


def _is_numb_site(atoms: Sequence[Atom], inside: Sequence[int], symptom: str) -> bool:
    """Whether it is a numb place for which the question is asked once it is saved: a numb groin, a numb buttock."""
    sites = [atoms[i] for i in inside if atoms[i].role == "site"]
    numb = any(atoms[i].value in words_of(Role.NUMB) for i in inside if atoms[i].role == "symptom")
    # A bum may be a buttock, or what the saddle touches.
    clear = all(REGIONS[site.value].saddle and not site.raw.casefold().startswith("bum") for site in sites)
    return symptom == "saddle-numbness" and numb and bool(sites) and clear


def _has_place(atoms: Sequence[Atom], first: int, last: int) -> bool:
    """Whether the part of the line around these atoms names a place."""
    for step, index in ((-1, first), (1, last)):
        at = index + step
        while 0 <= at < len(atoms) and atoms[at].role != "separator":
            if atoms[at].role in ("site", "wide"):
                return True
            at += step
    return False


def ask_about_words(source: str, found: Scanned) -> None:
    for index, atom in enumerate(found.atoms):
        if atom.role != "ask":
            continue
        after = found.atoms[index + 1] if index + 1 < len(found.atoms) else None
        if atom.raw == "@" and after and after.role == "time":
            found.atoms[index] = replace(atom, role="filler")
            continue
        choices = _CHOICES.get(atom.raw.casefold(), (None,))
        ways = tuple(((Fix(atom.start, atom.end, choice, keeps=choice is not None),),) for choice in choices)
        found.troubles.append(Trouble(atom.start, f"“{shown(atom.raw)}”: {atom.value}", ways))
        found.atoms[index] = replace(atom, role="remark", settled=True)


def ask_about_same(source: str, found: Scanned) -> None:
    """`same as yesterday` alone repeats an entry; beside a level it is a remark."""
    has_level = any(atom.role == "level" for atom in found.atoms)
    for index, atom in enumerate(found.atoms):
        if atom.role == "same":
            found.atoms[index] = replace(atom, role="remark", settled=True)
            if not has_level:
                text = f"“{shown(atom.raw)}”: the last entry is not repeated by words"
                found.troubles.append(Trouble(atom.start, text, hint=ErrorHint("again")))
