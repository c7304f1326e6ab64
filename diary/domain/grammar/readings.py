"""From pieces to readings: which word belongs to which site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from diary.domain.grammar.scan import Piece
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
from diary.errors import UsageError


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a line without its time and its note; `remarks` are for the person who wrote it."""

    readings: tuple[Reading, ...] = ()
    symptoms: tuple[str, ...] = ()
    interference: int | None = None
    fatigue: int | None = None
    remarks: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to save."""
        return not (self.readings or self.symptoms) and self.interference is None and self.fatigue is None


@dataclass(slots=True)
class _Part:
    """The pieces between two separators."""

    sites: list[Piece] = field(default_factory=list)
    sides: list[Piece] = field(default_factory=list)
    levels: list[Piece] = field(default_factory=list)
    qualities: list[str] = field(default_factory=list)
    symptoms: list[str] = field(default_factory=list)
    sudden: bool = False

    @property
    def empty(self) -> bool:
        return not (self.sites or self.sides or self.levels or self.qualities or self.symptoms or self.sudden)

    @property
    def first_word(self) -> str:
        """One of its words, for an error."""
        pieces = [*self.levels, *self.sides, *self.sites]
        # A part that is not empty and has none of the others was sudden.
        names = [piece.raw for piece in pieces] + self.qualities + self.symptoms + ["sudden"]
        return names[0]

    def add(self, other: _Part) -> None:
        """Add the words of another part that belongs to this one."""
        for name in ("sites", "sides", "levels", "qualities", "symptoms"):
            getattr(self, name).extend(getattr(other, name))
        self.sudden = self.sudden or other.sudden


def assemble(pieces: Sequence[Piece], default_site: tuple[str, str] | None = None) -> Content:
    """The readings and whole-person words of a line; UsageError where it is not clear what belongs to what."""
    remarks: list[str] = []
    person: list[str] = [piece.value for piece in pieces if piece.role == "person"]
    parts = _parts(pieces)
    for part in parts:
        _add_site_of_chest_pain(part, remarks)
    if not any(part.sites for part in parts):
        _add_site_of_foot_drop(parts)
    site_parts = _one_part_per_site(parts, person)
    if site_parts and not site_parts[0].sites:
        only_part = site_parts[0]
        _move_to_person(only_part, person)
        if only_part.empty:
            site_parts = []
        elif default_site is None:
            raise _no_site_error(only_part)
        else:
            remarks.append(f"site: {place_name(*default_site)}, the one set as the default")
    readings = [_reading(part, person, default_site, remarks, len(site_parts) > 1) for part in site_parts]
    return Content(
        _merged(readings),
        _ordered(person, SYMPTOMS),
        _one_number(pieces, "interference"),
        _one_number(pieces, "fatigue"),
        tuple(dict.fromkeys(remarks)),
    )


def _parts(pieces: Sequence[Piece]) -> list[_Part]:
    parts = [_Part()]
    for piece in pieces:
        if piece.role == "separator":
            parts.append(_Part())
        elif piece.role == "site":
            parts[-1].sites.append(piece)
        elif piece.role == "side":
            parts[-1].sides.append(piece)
        elif piece.role == "level":
            parts[-1].levels.append(piece)
        elif piece.role == "quality":
            parts[-1].qualities.append(piece.value)
        elif piece.role == "symptom":
            parts[-1].symptoms.append(piece.value)
        elif piece.role == "sudden":
            parts[-1].sudden = True
    return [part for part in parts if not part.empty]


def _add_site_of_chest_pain(part: _Part, remarks: list[str]) -> None:
    """`6 chest pain` is the warning sign and a level at the chest."""
    # The symptom has no level of its own, and the level must not be lost.
    if "chest-pain" in part.symptoms and part.levels and not part.sites:
        part.sites.append(Piece("site", "chest", "chest"))
        remarks.append("chest pain is kept as a warning sign; for a sore chest muscle write chest and the level alone")


def _add_site_of_foot_drop(parts: list[_Part]) -> None:
    """`foot drop left` names its site itself, where the line names no other one."""
    for part in parts:
        if "foot-drop" in part.symptoms:
            part.sites.append(Piece("site", "foot-drop", "foot"))
            return


def _move_to_person(part: _Part, person: list[str]) -> None:
    """Move the symptoms that can be about the whole person out of a part without a site."""
    person += [name for name in part.symptoms if name in PERSON_ONLY or name == "getting-worse"]
    part.symptoms = [name for name in part.symptoms if name not in person]


def _one_part_per_site(parts: list[_Part], person: list[str]) -> list[_Part]:
    """One part for each site; a part without a level and a site is added to the one before."""
    # With one site on the line there is no doubt: "sharp, 6, left knee".
    if sum(bool(part.sites) for part in parts) <= 1:
        whole = _Part()
        for part in parts:
            whole.add(part)
        return [] if whole.empty else [whole]
    site_parts: list[_Part] = []
    for part in parts:
        if part.sites:
            site_parts.append(part)
        elif part.levels:
            raise UsageError(
                f"{part.levels[0].raw}: at which site? With several sites, write each level beside its site"
            )
        elif site_parts:
            site_parts[-1].add(part)
        else:
            _move_to_person(part, person)
            if not part.empty:
                raise UsageError(f"{part.first_word}: at which site? With several sites, write it beside its site")
    return site_parts


def _no_site_error(part: _Part) -> UsageError:
    """The error for words that need a site where the line names none."""
    # "Left side" alone is a place on the body, but which?
    if part.sides and "side" in part.sides[0].raw.split():
        return UsageError(f"{part.sides[0].raw}: {TOO_WIDE['side']}?")
    word = part.first_word
    if part.sides and not part.levels:
        return UsageError(f"{word}: of what? Write for example {word} knee")
    return UsageError(f"{word}: at which site? Write for example {word} {'lower back' if part.levels else 'left knee'}")


def _reading(
    part: _Part, person: list[str], default_site: tuple[str, str] | None, remarks: list[str], several: bool
) -> Reading:
    names = list(dict.fromkeys(piece.value for piece in part.sites))
    if len(names) > 1:
        raise UsageError(
            f"two sites in one part: {' and '.join(names)}; put a comma between them, each with its own level"
        )
    if len(part.levels) > 1:
        levels = " and ".join(piece.raw for piece in part.levels)
        where = names[0] if names else "one site"
        raise UsageError(f"two levels ({levels}) for {where}; give one for each site, with commas between sites")
    site, side = (names[0], _side(part, remarks)) if names else default_site or ("", "")
    if not names and part.sides:
        side = _one_side(part, site)
    symptoms = list(dict.fromkeys(part.symptoms))
    of_site = [name for name in symptoms if name not in PERSON_ONLY]
    # Without any other word the site keeps them: a reading can't be empty, and the rules count both the same.
    if part.levels or part.qualities or of_site:
        person += [name for name in symptoms if name in PERSON_ONLY]
        symptoms = of_site
    if not (part.levels or part.qualities or symptoms or part.sudden):
        place = place_name(site, side)
        if several:
            raise UsageError(
                f"{place} has no level and no word of its own; one level can't stand for two sites: write 4 {place}"
            )
        raise UsageError(f"{place}: how bad is it, or how does it feel? Write for example 4 {place} or {place} stiff")
    pain = part.levels[0].number if part.levels else None
    return Reading(site, side, pain, _ordered(part.qualities, QUALITIES), _ordered(symptoms, SYMPTOMS), part.sudden)


def _ordered(names: Iterable[str], table: Iterable[str]) -> tuple[str, ...]:
    """The names once each, in the order of the vocabulary, as the store saves them."""
    given = set(names)
    return tuple(name for name in table if name in given)


def _side(part: _Part, remarks: list[str]) -> str:
    piece = part.sites[0]
    region = REGIONS[piece.value]
    if part.sides:
        return _one_side(part, region.name)
    if not region.paired:
        return CENTER
    if any(piece.pair for piece in part.sites):
        remarks.append(f"{piece.raw}: taken as both {plural(region.name)}")
        return BOTH
    raise UsageError(
        f"{piece.raw}: which side? Write left {region.name}, right {region.name} or both {plural(region.name)}"
    )


def _one_side(part: _Part, site: str) -> str:
    sides = list(dict.fromkeys(piece.value for piece in part.sides))
    if len(sides) > 1:
        if set(sides) == {LEFT, RIGHT}:
            raise UsageError(f"left and right of one site: write both {plural(site)}, or a comma and a level for each")
        raise UsageError(f"two sides ({' and '.join(sides)}) for {site}; write one")
    if sides[0] not in REGIONS[site].sides:
        raise UsageError(f"{site} has no middle; write left {site}, right {site} or both {plural(site)}")
    return sides[0]


def _merged(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """One reading for each site and side; UsageError for two levels at one place, also for one beside both sides."""
    places: dict[tuple[str, str], Reading] = {}
    for new in readings:
        old = places.get((new.site, new.side))
        if old is None:
            places[new.site, new.side] = new
            continue
        # Two mentions of one place are one reading, unless both have a level: "6 left knee, left knee sharp".
        if old.pain is not None and new.pain is not None:
            raise UsageError(f"two levels ({old.pain} and {new.pain}) for {place_name(new.site, new.side)}; give one")
        places[new.site, new.side] = Reading(
            new.site,
            new.side,
            new.pain if old.pain is None else old.pain,
            _ordered(old.qualities + new.qualities, QUALITIES),
            _ordered(old.symptoms + new.symptoms, SYMPTOMS),
            old.sudden or new.sudden,
        )
    # A level of both knees is one of the left knee as well.
    for reading in places.values():
        for side in (LEFT, RIGHT):
            one = places.get((reading.site, side))
            if reading.side == BOTH and one and reading.pain is not None and one.pain is not None:
                raise UsageError(
                    f"two levels for {place_name(one.site, side)}: it is one of {place_name(one.site, BOTH)}"
                )
    return tuple(places.values())


def _one_number(pieces: Sequence[Piece], role: str) -> int | None:
    numbers = [piece.number for piece in pieces if piece.role == role]
    if len(numbers) > 1:
        raise UsageError(f"{role} is given twice ({numbers[0]} and {numbers[1]}); give it once")
    return numbers[0] if numbers else None
