"""From parts to readings; what is missing or given twice is a trouble, with a placeholder where a line can have one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from diary.domain.grammar.atoms import Atom, Fix, Level, Trouble, Way, moved
from diary.domain.grammar.neighbours import QUIET, unknown_words
from diary.domain.grammar.parts import Part
from diary.domain.grammar.tokens import shown
from diary.domain.grammar.two_levels import moved_with_its_words, one_level_each_side, one_of_two_parts
from diary.domain.levels import level_remark, with_level
from diary.domain.records import Reading
from diary.domain.vocabulary import (
    BOTH,
    CENTER,
    LEFT,
    PERSON_ONLY,
    QUALITIES,
    REGIONS,
    RIGHT,
    SYMPTOMS,
    TOO_WIDE,
    place_name,
    plural,
)


@dataclass(slots=True)
class Content:
    """The content of a line without its time and its note; `remarks` are for the person who wrote it."""

    readings: tuple[Reading, ...] = ()
    symptoms: tuple[str, ...] = ()
    interference: int | None = None
    fatigue: int | None = None
    remarks: tuple[str, ...] = ()
    parts: list[Part] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to save."""
        return not (self.readings or self.symptoms) and self.interference is None and self.fatigue is None


class _Assembly:
    """What is collected while the parts are read."""

    def __init__(self, atoms: Sequence[Atom], troubles: list[Trouble]) -> None:
        self.atoms, self.troubles = atoms, troubles
        self.person = [atom.value for atom in atoms if atom.role == "person"]
        self.remarks: list[str] = []

    def trouble(self, start: int, text: str, *ways: Way, missing: bool = False) -> None:
        self.troubles.append(Trouble(start, text, ways, missing=missing))


def assemble(atoms: Sequence[Atom], parts: list[Part], troubles: list[Trouble]) -> Content:
    """The readings and whole-person words of a line. Placeholders are put into the parts where something is missing."""
    work = _Assembly(atoms, troubles)
    for part in parts:
        _add_site_of_chest_pain(part, work)
    if not any(part.sites for part in parts):
        _add_site_of_foot_drop(parts)
    if len(parts) == 1 and not parts[0].sites:
        _move_to_person(parts[0], work)
        if not parts[0].atoms:
            parts = []
        else:
            _no_site(parts[0], work)
    readings = [(part, _reading(part, work, len(parts) > 1)) for part in parts]
    return Content(
        _merged(readings, work),
        ordered(work.person, SYMPTOMS),
        _one_number(work, "interference"),
        _one_number(work, "fatigue"),
        tuple(dict.fromkeys(work.remarks)),
        parts,
    )


def _values(part: Part, role: str) -> list[str]:
    return [atom.value for atom in part.words if atom.role == role]


def _add_site_of_chest_pain(part: Part, work: _Assembly) -> None:
    """`6 chest pain` is the warning sign and a level at the chest."""
    # The symptom has no level of its own, and the level must not be lost.
    if "chest-pain" in _values(part, "symptom") and part.levels and not part.sites:
        sign = next(atom for atom in part.words if atom.value == "chest-pain")
        part.sites.append(replace(sign, role="site", value="chest", raw="chest"))
        work.remarks.append(
            "chest pain is kept as a warning sign; for a sore chest muscle write chest and the level alone"
        )


def _add_site_of_foot_drop(parts: list[Part]) -> None:
    """`foot drop left` names its site itself, where the line names no other one."""
    for part in parts:
        if drop := next((atom for atom in part.words if atom.value == "foot-drop"), None):
            part.sites.append(replace(drop, role="site", value="foot", raw="foot"))
            return


def _move_to_person(part: Part, work: _Assembly) -> None:
    """Move the symptoms that can be about the whole person out of a part without a site."""
    moving = [atom for atom in part.words if atom.value in PERSON_ONLY or atom.value == "getting-worse"]
    work.person += [atom.value for atom in moving]
    part.words = [atom for atom in part.words if atom not in moving]


def _no_site(part: Part, work: _Assembly) -> None:
    """A trouble for words that need a site where the line names none, and its placeholder."""
    atom = min(part.atoms, key=lambda each: each.start)
    # "Left side" alone is a place on the body, but which?
    if part.sides and "side" in part.sides[0].raw.casefold().split():
        text = f"{part.sides[0].raw}: {TOO_WIDE['side']}?"
    elif part.sides and not part.levels:
        text = f"{atom.raw}: of what? Which place? Write for example {part.sides[0].raw} knee"
    else:
        word = part.levels[0].raw if part.levels else atom.value if atom.value in (*QUALITIES, *SYMPTOMS) else atom.raw
        place = "lower back" if part.levels else "left knee"
        text = f"{shown(word)}: at which site? Write for example {shown(word)} {place}"
    if unknown := unknown_words(work.atoms):
        text = f"“{unknown}” is not understood as a place; {text}"
    work.trouble(atom.start, text, missing=True)
    part.sites.append(Atom("placeholder", "PLACE", atom.start, atom.start, "site"))


def _reading(part: Part, work: _Assembly, several: bool) -> Reading | None:
    """The reading of a part; None where something is missing, with a trouble and a placeholder."""
    known = len(work.troubles)
    if not part.sites:
        return None
    _check_sites(part, work)
    wide = next((atom for atom in part.sites if atom.role != "site"), None)
    site, side = ("", "")
    if wide is None:
        site = part.sites[0].value
        side = _side(part, work)
    elif wide.role == "wide":
        _wide(part, wide, work)
    _check_levels(part, site, side, work)
    words = part.words
    symptoms = list(dict.fromkeys(atom.value for atom in words if atom.role == "symptom"))
    work.person += [atom.value for atom in words if atom.role == "person"]
    of_site = [name for name in symptoms if name not in PERSON_ONLY]
    qualities, sudden = _values(part, "quality"), any(atom.role == "sudden" for atom in words)
    course = next(iter(_values(part, "course")), "")
    # Without any other word the site keeps them: a reading can't be empty, and the rules count both the same.
    if part.levels or qualities or of_site:
        work.person += [name for name in symptoms if name in PERSON_ONLY]
        symptoms = of_site
    if not (part.levels or qualities or symptoms or sudden):
        _say_nothing_rated(part, site, side, work, several)
    if len(work.troubles) > known or any(atom.role == "placeholder" for atom in part.atoms):
        return None
    reading = Reading(
        site, side, None, ordered(qualities, QUALITIES), ordered(symptoms, SYMPTOMS), sudden, course=course
    )
    return _with_levels(reading, part.levels, work)


def _with_levels(reading: Reading, levels: Sequence[Atom], work: _Assembly) -> Reading:
    """The reading with its levels; of a range both ends."""
    named = {each.kind for each in levels}
    for atom in levels:
        level = atom.level or Level(0)
        ends = {"best": level.low, "worst": level.high} if not atom.kind and level.low is not None else {}
        kept = {name: end for name, end in ends.items() if name not in named}
        changed: dict[str, Any] = {atom.kind or "pain": level.value, **kept}
        reading = replace(reading, **changed)
        if level.says:
            work.remarks.append(", ".join((level.says, *(f"{name} {end}" for name, end in kept.items()))))
    if remark := level_remark(reading):
        work.remarks.append(remark)
    return with_level(reading)


def _wide(part: Part, wide: Atom, work: _Assembly) -> None:
    """A trouble for a word that names several regions; where all of them have two sides, for a missing side too."""
    choices = [name.strip() for name in re.split(", | or ", wide.value)]
    paired = all(name in REGIONS and REGIONS[name].paired for name in choices)
    side = ""
    if paired and not part.sides:
        both = wide.raw.casefold().endswith("s")
        side = "" if both else " And which side?"
        start = wide.start
        part.sides = [
            Atom("side", BOTH, start, start, BOTH) if both else Atom("placeholder", "SIDE", start, start, "side")
        ]
    work.trouble(wide.start, f"{shown(wide.raw)}: {wide.value}?{side}", missing=True)


def _check_sites(part: Part, work: _Assembly) -> None:
    """A trouble where several sites are in one part."""
    names = list(dict.fromkeys(atom.value for atom in part.sites if atom.role == "site"))
    if len(names) > 1:
        text = f"two sites in one part: {' and '.join(names)}; put a comma between them, each with its own level"
        extra = next(atom for atom in part.sites if atom.value != names[0])
        work.trouble(extra.start, text, *moved(extra.start, extra.end))


def _check_levels(part: Part, site: str, side: str, work: _Assembly) -> None:
    """A trouble where a site has two levels of one kind."""
    by_kind: dict[str, list[Atom]] = {}
    for atom in part.levels:
        if atom.role == "placeholder":
            continue
        by_kind.setdefault(atom.kind, []).append(atom)
    for levels in by_kind.values():
        if len(levels) < 2:
            continue
        quoted = " and ".join(shown(atom.raw) for atom in levels[:4])
        where = place_name(site, side) or site or "one site"
        ways = [way for atom in reversed(levels) if (way := moved_with_its_words(work.atoms, atom))]
        text = f"two levels ({quoted}) for {where}; give one for each site, with commas between sites"
        region = REGIONS.get(site)
        between = [a for a in work.atoms if part.sites[0].start < a.start < levels[-1].start]
        plain = (
            len(levels) == len(part.levels) == 2
            and not levels[0].kind
            and all(a.role in (*QUIET, "level", "separator") for a in between)
        )
        if region and region.paired and side == BOTH and plain and part.sites[0].start < levels[0].start:
            work.trouble(levels[0].start, f"{text}; which is left?", *one_level_each_side(part, levels))
        elif ways:
            work.trouble(levels[0].start, text, tuple(ways))
        else:
            start, end = levels[0].start, levels[-1].end
            work.trouble(start, text, ((Fix(start, end, "NUMBER", keeps=True),),))


def _say_nothing_rated(part: Part, site: str, side: str, work: _Assembly, several: bool) -> None:
    """A trouble for a site of which nothing is said; a number is put in its place."""
    place = place_name(site, side) if site else part.sites[0].raw
    start = part.sites[0].start
    part.levels.append(Atom("placeholder", "NUMBER", start, start, "level"))
    if part.sites[0].role == "placeholder":
        return
    if several:
        text = f"{shown(place)} has no level and no word of its own; write for example 4 {shown(place)}"
    else:
        text = f"{shown(place)}: how bad is it, 0 to 10, or how does it feel? Write for example 4 {shown(place)}"
    work.trouble(start, text, missing=True)


def ordered(names: Iterable[str], table: Iterable[str]) -> tuple[str, ...]:
    """The names once each, in the order of the vocabulary, as the store saves them."""
    given = set(names)
    return tuple(name for name in table if name in given)


def _side(part: Part, work: _Assembly) -> str:
    """The side of a part; a trouble and a placeholder where a paired site has none."""
    piece = part.sites[0]
    region = REGIONS[piece.value]
    sides = list(dict.fromkeys(atom.value for atom in part.sides))
    if any(atom.role == "placeholder" for atom in part.sides):
        return ""
    if not sides and not region.paired:
        return CENTER
    if not sides and any(atom.pair for atom in part.sites):
        work.remarks.append(f"{piece.raw}: taken as both {plural(region.name)}")
        return BOTH
    if not sides:
        text = f"{piece.raw}: which side? Write left {region.name}, right {region.name} or both {plural(region.name)}"
        work.trouble(piece.start, text, missing=True)
    elif len(sides) > 1 and set(sides) != {LEFT, RIGHT}:
        work.trouble(piece.start, f"two sides ({' and '.join(sides)}) for {region.name}; write one", missing=True)
    elif len(sides) > 1:
        text = f"left and right of one site: write both {plural(region.name)}, or a comma and a level for each"
        work.trouble(piece.start, text, missing=True)
    elif sides[0] not in region.sides:
        name = region.name
        text = f"{name} has no middle; write left {name}, right {name} or both {plural(name)}"
        work.trouble(piece.start, text, missing=True)
    else:
        return sides[0]
    part.aside = part.sides
    part.sides = [Atom("placeholder", "SIDE", piece.start, piece.start, "side")]
    return ""


def _merged(readings: Sequence[tuple[Part, Reading | None]], work: _Assembly) -> tuple[Reading, ...]:
    """One reading for each site and side; a trouble for two levels at one place, also for one beside both sides."""
    places: dict[tuple[str, str], Reading] = {}
    parts = [part for part, _ in readings]
    rated: dict[tuple[str, str], Part] = {}
    for part, new in readings:
        if new is None:
            continue
        place = new.site, new.side
        before = rated.get(place, part)
        if part.levels:
            rated[place] = part
        old = places.get(place)
        if old is None:
            places[place] = new
            continue
        levels = {}
        for name in ("pain", "rest", "on_movement", "worst", "best"):
            one, other = getattr(old, name), getattr(new, name)
            # Two mentions of one place are one reading, unless both have a level: "6 left knee, left knee sharp".
            if one is not None and other is not None and one != other:
                text = f"two levels ({one} and {other}) for {place_name(*place)}; give one"
                work.trouble(part.levels[0].start, text, *one_of_two_parts(before, part, parts))
            levels[name] = other if one is None else one
        qualities, symptoms = old.qualities + new.qualities, old.symptoms + new.symptoms
        of_site = tuple(name for name in symptoms if name not in PERSON_ONLY)
        # As in each part: those of the person are all that a site has, or none of its own.
        if qualities or of_site or any(level is not None for level in levels.values()):
            work.person += [name for name in symptoms if name in PERSON_ONLY]
            symptoms = of_site
        places[place] = replace(
            old,
            **levels,
            qualities=ordered(qualities, QUALITIES),
            symptoms=ordered(symptoms, SYMPTOMS),
            sudden=old.sudden or new.sudden,
            course=old.course or new.course,
        )
    # A level of both knees is one of the left knee as well.
    for reading in places.values():
        for side in (LEFT, RIGHT):
            one = places.get((reading.site, side))
            if reading.side == BOTH and one and reading.pain is not None and one.pain is not None:
                text = f"two levels for {place_name(one.site, side)}: it is one of {place_name(one.site, BOTH)}"
                both, single = rated[reading.site, BOTH], rated[one.site, side]
                work.trouble(single.levels[0].start, text, *one_of_two_parts(both, single, parts))
    return tuple(places.values())


def _one_number(work: _Assembly, role: str) -> int | None:
    atoms = [atom for atom in work.atoms if atom.role == role]
    numbers = [atom.level.value for atom in atoms if atom.level]
    if len(numbers) > 1:
        text = f"{role} is given twice ({numbers[0]} and {numbers[1]}); give it once"
        work.trouble(atoms[1].start, text, *moved(atoms[1].start, atoms[1].end))
    work.remarks += [atom.level.says for atom in atoms if atom.level and atom.level.says]
    return numbers[0] if numbers else None
