"""A range of motion in one line: `left knee flexion 95`, `right elbow extension lacking 5`, `knee to wall 7 cm`.

A number alone is in degrees; `10 short`, `lacking 10` and `-10` are degrees short of full, `6/10` is a self-rating. A
distance is in cm: how far it goes (knee to wall), or how far it is short (fingertips to floor). Every other unit is
refused. The movement is made of its own words and its place; all other words are the note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from diary.domain.grammar.atoms import Atom, Fix, Trouble, Ways, moved
from diary.domain.grammar.motion_name import (
    PLACE_ROLES,
    clusters_of,
    has_move,
    is_in,
    movement_name,
    sides_of,
    used_atoms,
)
from diary.domain.grammar.motion_value import match_value
from diary.domain.grammar.motion_words import (
    AIMS,
    DISTANCES,
    GAPS,
    MOVE_PHRASES,
    MOVES,
    PAIRED,
    PAIRED_PHRASES,
    STRENGTH,
    longest,
)
from diary.domain.grammar.own_line import Own, OwnLine, finish, scan_own, understand_own
from diary.domain.grammar.printed_line import quoted_note
from diary.domain.grammar.small_words import word_set
from diary.domain.grammar.suggest import near
from diary.domain.grammar.times import MORE_TIMES, Here
from diary.domain.grammar.tokens import Token, shown
from diary.domain.moments import Moment
from diary.domain.records import Motion
from diary.domain.vocabulary import BOTH, LEFT, REGIONS, RIGHT, SIDE_WORDS, UNITS
from diary.errors import ErrorHint

HOW_FAR = (
    "how far does it go? Write a number: 95 for degrees, 10 short for degrees short of full, 12 cm, 4 cm short, or 6/10"
)
_ONE_VALUE = "a motion has one value"
_POSITIONS = word_set(
    "active passive assisted sitting standing seated prone supine lying loaded unloaded combined overhead stretch"
)
"""How it was measured: alone they are no movement."""
_SHORT_OF = {"straighten": "extension", "extend": "extension", "straight": "extension", "bend": "flexion"}
"""The movement of which so much is missing: won't straighten, 5 degrees missing."""
_VALUES = {"deg": "", "deg-short": " short", "cm": " cm", "cm-short": " cm short", "self": "/10"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionDraft:
    """The range of motion of one line, without an id. `remarks` are for the person."""

    at: Moment
    movement: str
    side: str
    value: float
    unit: str
    note: str = ""
    remarks: tuple[str, ...] = ()

    def motion(self, id: str, recorded: datetime | None) -> Motion:
        """The motion with an id and the time of writing."""
        return Motion(
            id=id, at=self.at, recorded=recorded, note=self.note,
            movement=self.movement, side=self.side, value=self.value, unit=self.unit,
        )  # fmt: skip


def parse_motion(words: Sequence[str], *, now: Here) -> MotionDraft:
    """A range of motion from an argument list; UnclearLine where it can't be one.

    The movement is saved in small letters, so that it has one name.
    """
    found = understand_own(words, now, lambda text: read_motion(text, now))
    return MotionDraft(at=found.at, note=found.note, remarks=found.remarks, **found.line.record)


def motion_words(movement: str, side: str, value: float, unit: str) -> str:
    """A range of motion in the words of its command."""
    # A distance has its unit in its name; of any other movement a bare number is in degrees.
    degrees = " deg" if unit == "deg" and _distance_of(movement) else ""
    return f"{side} {movement} {value:g}{degrees or _VALUES[unit]}".strip()


def read_motion(source: str, here: Here) -> OwnLine:
    """Read a line; nothing is raised for what is not understood, but UsageError for far too many words."""
    line = scan_own(source, here, lambda tokens, index: _match(tokens, index, here.local))
    _misspelt_places(line)
    _strength(line)
    _denials(line)
    _aims(line)
    clusters = clusters_of(line)
    used = used_atoms(line, clusters)
    sides = sides_of(line, used)
    values = _one_value(line, used, sides)
    movement = movement_name(line, used)
    side = _one_side(line, used, sides, movement)
    _words_of(line, movement, side, values)
    for atom in line.atoms:
        if atom.role in ("site", "wide", "side") or (atom.role == "own" and atom.kind == "move"):
            line.drop(atom) if is_in(atom, [*used, *sides]) else line.leave(atom)
    finish(line, here)
    if any(trouble.text.startswith(_ONE_VALUE) for trouble in line.troubles):
        # Each value may have a side and a time of its own.
        others = (MORE_TIMES, "two sides")
        line.troubles = [trouble for trouble in line.troubles if not any(text in trouble.text for text in others)]
    return line


def _match(tokens: Sequence[Token], index: int, local: datetime) -> Own | None:
    texts = tuple(token.text for token in tokens[index : index + 7])
    # "Left side bend": the side, and a bend to the side.
    if SIDE_WORDS.get(texts[0]) in (LEFT, RIGHT) and longest(MOVE_PHRASES, texts[1:]):
        return Own(1, "side", SIDE_WORDS[texts[0]])
    for table, kind in ((GAPS, "gap"), (DISTANCES, "distance"), (MOVE_PHRASES, "phrase")):
        if used := longest(table, texts):
            return Own(used, "move", kind)
    if value := match_value(tokens, index, local):
        return value
    if texts[0] in MOVES:
        return Own(1, "move", "position" if texts[0] in _POSITIONS else "word")
    return Own(1, "strength") if texts[0] in STRENGTH and len(texts[0]) > 3 else None


def _misspelt_places(line: OwnLine) -> None:
    """A misspelt place or side would go to the note, and the movement would be another one."""
    for atom in line.atoms:
        if atom.role == "remark" and not atom.settled and (offers := near(atom.raw.casefold())):
            text = f"“{shown(atom.raw)}” is not understood; did you mean {' or '.join(offers)}?"
            line.trouble(atom.start, text, tuple(((Fix(atom.start, atom.end, offer),),) for offer in offers))
            line.leave(atom)


def _strength(line: OwnLine) -> None:
    for atom in line.own("strength")[:1]:
        text = (
            f"“{shown(atom.raw)}”: strength is a score and no range of motion, which is in degrees, cm or 0–10; "
            "its number goes into a note"
        )
        line.troubles.append(Trouble(atom.start, text, hint=ErrorHint("keep-note", {"note": quoted_note(line.source)})))


def _denials(line: OwnLine) -> None:
    """What is denied is never measured: can't bend past 90, not 95."""
    for first, last in line.denials("value"):
        atoms = line.atoms[first : last + 1]
        start, end = atoms[0].start, atoms[-1].end
        quoted = f"“{shown(line.source[start:end])}”"
        following = [atom for atom in line.atoms[last + 1 : last + 2] if atom.kind == "value"]
        moves = [a for a in atoms if a.role in (*PLACE_ROLES, "side") or a.kind in ("move", "side")]
        if has_move(line.atoms[:first]):
            moves = []
        if following or any(atom.kind == "move" for atom in moves):
            end = following[0].end if following else end
            told = not following and any(value.start > end for value in line.own("value"))
            words = [_SHORT_OF.get(atom.raw.casefold(), atom.raw) if told else atom.raw for atom in moves]
            fix = Fix(start, end, " ".join([*words, *([] if told else ["NUMBER"])]), keeps=True)
            line.trouble(start, f"{quoted}: {HOW_FAR}", (((fix,),),))
            line.leave(*following, *(atom for atom in atoms if atom not in moves))
        else:
            text = f"{quoted}: leave out what is not there; it can go in the note, after --"
            line.trouble(start, text, moved(start, end))
            line.leave(*atoms)


def _aims(line: OwnLine) -> None:
    """What is to be reached is not kept, but in the note: goal 120, should be 130, 120 by Christmas."""
    for index, atom in enumerate(line.atoms):
        words = atom.raw.casefold().split()
        by = words == ["by"] and line.atoms[index + 1 : index + 2]
        to_come = by and (by[0].role == "time" or any(vague.start == by[0].start for vague in line.vague))
        if not (words and words[0] in AIMS) and not to_come:
            continue
        values = line.own("value")
        after = [value for value in values if value.start > atom.start][:1]
        text = f"“{shown(atom.raw)}”: only what was measured is kept"
        if len(values) > 1 and after:
            line.trouble(atom.start, f"{text}; the rest can go in the note, after --", moved(atom.start, after[0].end))
            line.leave(*after)
        else:
            hint = ErrorHint("keep-note", {"note": quoted_note(line.source)})
            line.troubles.append(Trouble(atom.start, text, hint=hint))
        line.troubles = [trouble for trouble in line.troubles if "not exact enough" not in trouble.text]
        return


# --- the side and the value


def _one_side(line: OwnLine, used: Sequence[Atom], sides: Sequence[Atom], movement: str) -> str:
    """The side; a trouble and a placeholder where a movement of one side has none, or two."""
    if line.holder("SIDE"):
        return "SIDE"
    names = list(dict.fromkeys(atom.value for atom in sides))
    if movement == "forward bend" and not names:
        return ""
    if len(names) > 1:
        start = sides[0].start
        line.trouble(start, f"two sides ({' and '.join(names)}); log each on its own", missing=True)
        line.leave(*sides)
        return "SIDE"
    if names:
        return names[0]
    pairs = [atom for atom in used if atom.pair]
    if pairs:
        line.remarks.append(f"{pairs[0].raw}: taken as both")
        return BOTH
    key = tuple(movement.split())
    paired_sites = any(atom.role == "site" and REGIONS[atom.value].paired for atom in used)
    paired_sites = paired_sites or any(
        atom.role == "wide" and atom.raw.casefold() in ("leg", "arm", "shoulder blade", "limb") for atom in used
    )
    is_paired = longest(PAIRED_PHRASES, key) or set(key) & PAIRED or paired_sites
    if movement in ("fingertips to floor", "forward bend") or (longest(GAPS, key) and not longest(PAIRED_PHRASES, key)):
        is_paired = False
    if is_paired:
        line.trouble(0, f"{shown(movement)}: which side? Write left, right or both", missing=True)
        return "SIDE"
    return ""


def _distance_of(movement: str) -> str:
    """How a bare number of cm is kept for a movement that is a distance; "" for others."""
    key = tuple(movement.split())
    if longest(GAPS, key) or any(key[at:] in GAPS for at in range(len(key))):
        return "cm-short"
    return "cm" if any(longest(DISTANCES, key[at:]) for at in range(len(key))) else ""


def _one_value(line: OwnLine, used: list[Atom], sides: list[Atom]) -> list[Atom]:
    """The one value; troubles where there is none or more than one, and for numbers that are something else."""
    _pain(line)
    values = line.own("value")
    for atom in line.own("foreign", "unclear", "length"):
        quoted = f"“{shown(atom.raw)}”"
        text = f"{quoted} is no unit of a range of motion: degrees, degrees short of full, cm, cm short of full or 0–10"
        if atom.kind == "unclear":
            reason = atom.value or "which number?"
            text = reason if reason.startswith("“") else f"{quoted}: {reason}"
            text = f"{text}; {HOW_FAR}"
        fix = Fix(atom.start, atom.end, atom.value if atom.kind == "length" else "NUMBER", keeps=True)
        line.trouble(atom.start, text, moved(*line.stretch(atom)) if values else (((fix,),),))
        if atom.kind == "length":
            line.troubles[-1] = Trouble(atom.start, f"{quoted}: lengths are in cm", line.troubles[-1].ways)
        line.leave(atom)
    if len(values) > 1:
        text = f"{_ONE_VALUE}, and there are {len(values)}: "
        text += f"{' and '.join(shown(atom.raw) for atom in values[:4])}; log each on its own"
        line.trouble(values[0].start, text, _ways_of_values(line, values, used, sides))
        line.leave(*values)
        return []
    if not values and not line.holder("NUMBER") and not line.own("strength") and not line.troubles:
        line.trouble(len(line.source), HOW_FAR, missing=True)
    return values


def _pain(line: OwnLine) -> None:
    """The level of `100, pain 3` is no second value: it goes into the note."""
    for word, number in pairwise(line.atoms):
        if number.kind == "value" and word.raw.casefold() in ("pain", "hurt", "hurts") and len(line.own("value")) > 1:
            line.leave(word, number)


def _ways_of_values(line: OwnLine, values: list[Atom], used: list[Atom], sides: list[Atom]) -> Ways:
    """A line for each value with what is said of it; one with a placeholder where they differ by nothing."""
    data = [atom for atom in line.atoms if atom.role == "time" or is_in(atom, [*sides])
            or atom.role == "side" or (atom.kind == "move") or atom.role in PLACE_ROLES]  # fmt: skip
    time_last = any(atom.role == "time" and atom.start > values[-1].start for atom in data)
    # "60 left 50 right": each side stands behind its value.
    side_last = _sides_between(data, values[-1].end, len(line.source)) and not _sides_between(data, 0, values[0].start)
    groups: list[list[Atom]] = [[] for _ in values]
    for atom in data:
        following = next((k for k, value in enumerate(values) if value.start > atom.start), len(values))
        behind = (atom.role == "time" and time_last) or (_sort_of(atom) == "side" and side_last)
        at = following - 1 if behind and following else following
        groups[min(at, len(values) - 1)].append(atom)
    if not all(groups[1:]) or len(values) > 4:
        return (((Fix(values[0].start, values[-1].end, "NUMBER", keeps=True),),),)
    ways = []
    for own, value in enumerate(values):
        said = {_sort_of(atom) for atom in groups[own]}
        fixes: list[Fix] = [Fix(each.start, each.end, "") for each in values if each is not value]
        for other, group in enumerate(groups):
            if other != own:
                fixes += [Fix(a.start, a.end, "") for a in group if other or _sort_of(a) in said]
        joints = [a for a in line.atoms if a.role == "separator" and values[0].start < a.start < values[-1].start]
        fixes += [Fix(a.start, a.end, "") for a in joints]
        ways.append((tuple(fixes),))
    return tuple(ways)


def _sides_between(data: Sequence[Atom], start: int, end: int) -> bool:
    return any(_sort_of(atom) == "side" and start <= atom.start < end for atom in data)


def _sort_of(atom: Atom) -> str:
    return atom.role if atom.role in ("time", "side") else "place" if atom.role in PLACE_ROLES else atom.kind


_UNITS_ALONE = ("cm", "deg", "degrees", "°")


def _words_of(line: OwnLine, movement: str, side: str, values: Sequence[Atom]) -> None:
    """The line in the order of the command, and what it makes, where nothing is missing."""
    if not values:
        # A unit without its number belongs to what is missing, not to the note.
        units = [atom for atom in line.atoms if atom.role == "remark" and atom.raw.casefold() in _UNITS_ALONE]
        for atom in units:
            line.drop(atom)
        line.words = " ".join(filter(None, (side, movement, "NUMBER", *(atom.raw for atom in units[:1]))))
        return
    number, unit, *_ = [*values[0].value.split(), "", ""]
    distance = _distance_of(movement)
    if values[0].value.endswith("floor"):
        unit = unit if unit != "floor" else "short"
        distance = distance or "cm"
    if unit in ("", "short"):
        unit = "cm-short" if distance and unit else distance or ("deg-short" if unit else "deg")
        if distance:
            line.remarks.append(f"{values[0].raw}: taken as {UNITS[unit]}")
    elif unit == "cm" and (distance == "cm-short" or movement == "forward bend"):
        unit = "cm-short"
        line.remarks.append(f"{values[0].raw}: taken as cm short of full, the distance that is left")
    elif unit == "cm" and not distance:
        line.remarks.append(f"{values[0].raw}: taken as how far it goes; if it is what is left, write “cm short”")
    if values[0].raw.startswith(("-", "−")):
        line.remarks.append(f"{values[0].raw}: taken as {number} {UNITS[unit]}")
    line.words = motion_words(movement, side, float(number), unit)
    if "SIDE" not in side and "NAME" not in movement:
        line.record = {"movement": movement, "side": side, "value": float(number), "unit": unit}
