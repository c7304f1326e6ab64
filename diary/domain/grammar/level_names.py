"""Levels with a name, such as at rest or worst: whether their numbers stand before the names or behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from diary.domain.grammar.atoms import Atom, Fix, Trouble, Way
from diary.domain.grammar.neighbours import PLACES, QUIET
from diary.domain.grammar.phrases import Scanned
from diary.domain.grammar.tokens import shown

_MOST_NAMES = 6
_LOWER_FIRST = (("best", "rest"), ("best", ""), ("rest", ""), ("rest", "on_movement"), ("on_movement", "worst"),
                ("", "worst"))  # fmt: skip
"""Of each two levels of a site, the one that is no higher; "" is the level itself."""
_Sides = Mapping[int, int]
"""The level of each name: their indices among the atoms."""


def give_names(source: str, found: Scanned) -> None:
    """Give levels the names beside them, where each name of a stretch between commas gets a number of its own.

    `3, at rest 1` and `3 at rest 1 worst 5` have their names first, `3 at rest, 5 on movement` its numbers. Where
    either may be meant, it is asked which. Names that no number is left for stay as they are.
    """
    atoms = found.atoms
    at_rest = any((atom.role, atom.value) == ("kind", "rest") for atom in atoms)
    start = 0
    for end in [*(index for index, atom in enumerate(atoms) if atom.role == "separator"), len(atoms)]:
        _give(source, found, range(start, end), at_rest)
        start = end + 1


def _give(source: str, found: Scanned, stretch: range, at_rest: bool) -> None:
    """Name the levels of one stretch between separators."""
    atoms = found.atoms
    kinds = {index: atoms[index].value for index in stretch if atoms[index].role == "kind"}
    # "6 walking" alone may be how it came about; beside a level at rest it is the one on movement.
    moving = {
        index: "on_movement"
        for index in stretch
        if atoms[index].role == "activity" and (at_rest or atoms[index].value.startswith("on"))
    }
    levels = [index for index in stretch if atoms[index].role == "level" and not atoms[index].kind]
    for names in ({**kinds, **moving}, kinds):
        names = {index: names[index] for index in sorted(names) if _beside(atoms, index)}
        ways = _ways(atoms, names)
        if not ways or (moving.keys() & names.keys() and not any(_fits(atoms, names, way, levels) for way in ways)):
            continue
        chosen = _chosen(atoms, names, ways, levels)
        if chosen is None:
            _ask(source, found, ways, names)
            chosen = ways[0]
        for name, level in chosen.items():
            atoms[level] = replace(atoms[level], kind=names[name])
            if atoms[name].role == "kind":
                atoms[name] = replace(atoms[name], role="filler")
        return


def _beside(atoms: Sequence[Atom], index: int) -> tuple[int, ...]:
    """The levels directly before and behind a name; where there are none, the one before the place before it."""
    # "Worst today 7": a time may stand between.
    near: tuple[int, ...] = (_next(atoms, index, -1, QUIET), _next(atoms, index, 1, QUIET | {"time"}))
    if max(near) < 0:
        near = (_next(atoms, index, -1, QUIET | PLACES),)
    return tuple(at for at in near if at >= 0)


def _next(atoms: Sequence[Atom], index: int, step: int, skipped: frozenset[str]) -> int:
    at = index + step
    while 0 <= at < len(atoms) and atoms[at].role in skipped:
        at += step
    return at if 0 <= at < len(atoms) and atoms[at].role == "level" and not atoms[at].kind else -1


def _ways(atoms: Sequence[Atom], names: Mapping[int, str]) -> list[dict[int, int]]:
    """All ways to give each name a number of its own, first that with the numbers behind their names."""
    if not 0 < len(names) <= _MOST_NAMES:
        return []
    choices = product(*(sorted(_beside(atoms, index), reverse=True) for index in names))
    return [dict(zip(names, each, strict=True)) for each in choices if len(set(each)) == len(names)]


def _fits(atoms: Sequence[Atom], names: Mapping[int, str], way: _Sides, levels: Sequence[int]) -> bool:
    """Whether no level is higher than one that is at least as high by its name."""
    values = {names[name]: _value(atoms[level]) for name, level in way.items()}
    if left := [_value(atoms[level]) for level in levels if level not in way.values()]:
        values[""] = left[-1]
    return all(values[low] <= values[high] for low, high in _LOWER_FIRST if low in values and high in values)


def _chosen(
    atoms: Sequence[Atom], names: Mapping[int, str], ways: Sequence[dict[int, int]], levels: Sequence[int]
) -> dict[int, int] | None:
    """The way that is meant; None where it is not sure which."""
    first = ways[0]
    names_first = all(level > name for name, level in first.items())
    if len(ways) == 1 or (names_first and len(levels) > len(names) + 1):
        return first
    same = {tuple(sorted(_named(atoms, names, way, levels))) for way in ways}
    if len(same) == 1:
        return first
    last = ways[-1]
    # A number that is left over behind the others is the level of now: no more than that on movement.
    moving = next((_value(atoms[at]) for name, at in last.items() if names[name] == "on_movement"), 10)
    left = [_value(atoms[at]) for at in levels if at not in last.values()]
    other = _fits(atoms, names, last, levels) and all(value <= moving for value in left)
    return first if names_first and _fits(atoms, names, first, levels) and not other else None


def _named(
    atoms: Sequence[Atom], names: Mapping[int, str], way: _Sides, levels: Sequence[int]
) -> list[tuple[str, int]]:
    given = {level: names[name] for name, level in way.items()}
    return [(given.get(level, ""), _value(atoms[level])) for level in levels]


def _value(atom: Atom) -> int:
    return atom.level.value if atom.level else 0


def _ask(source: str, found: Scanned, ways: Sequence[_Sides], names: Mapping[int, str]) -> None:
    """Ask which number belongs to which name: commas tell it."""
    atoms = found.atoms
    fixes: list[Way] = []
    for way in (ways[0], ways[-1]):
        cuts = {
            atoms[min(name, level)].end
            for name in names
            for level in _beside(atoms, name)
            if way[name] != level
        }  # fmt: skip
        fixes.append((tuple(Fix(at, at, ",") for at in sorted(cuts)),))
    used = sorted({*names, *(level for way in ways for level in way.values())})
    quoted = shown(source[atoms[used[0]].start : atoms[used[-1]].end])
    text = f"“{quoted}”: which number belongs to which word? Put commas between them"
    found.troubles.append(Trouble(atoms[used[0]].start, text, tuple(fixes)))
