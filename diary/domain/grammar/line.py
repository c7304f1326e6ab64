"""One line read as a whole: its readings, its time, what is left over for the note, and all of its troubles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diary.domain.grammar.atoms import Atom, Fix, Trouble, Ways, moved
from diary.domain.grammar.clauses import parts_of
from diary.domain.grammar.context import settle
from diary.domain.grammar.kinds import sort_numbers
from diary.domain.grammar.neighbours import QUIET, REMARKS
from diary.domain.grammar.parts import Part
from diary.domain.grammar.phrases import scan
from diary.domain.grammar.readings import Content, assemble
from diary.domain.grammar.times import MORE_TIMES, Here, Timed, UnclearTime, resolve
from diary.domain.grammar.tokens import tokens_of
from diary.errors import DiaryError

NOTHING_RATED = (
    "nothing is rated in that: where is it, and how bad, 0 to 10? A note alone goes after --, a session, a tablet or a "
    "walk has a command of its own"
)
_MOST_TIMES = 3
_MEANT = re.compile(r"did you mean ((?:today|yesterday)?[ 0-9:T-]*[0-9a-z])\?")


@dataclass(slots=True)
class Line:
    """What was understood of a line. `left` are the stretches for the note, each with its place in the line."""

    atoms: list[Atom]
    content: Content
    timed: Timed | None
    left: list[tuple[int, int, str]]
    troubles: list[Trouble]
    remarks: tuple[str, ...] = ()

    @property
    def says_anything(self) -> bool:
        """Whether it has more than a time and remarks."""
        return not self.content.empty or bool(self.content.parts)


def read(source: str, here: Here) -> Line:
    """Read a line; nothing is raised for what is not understood, but UsageError for far too many words."""
    found = scan(source, tokens_of(source), here)
    settle(source, found)
    sort_numbers(source, found, here)
    troubles = found.troubles
    parts = parts_of(source, found.atoms, troubles)
    if found.lacks_number and parts:
        parts[0].levels.append(Atom("placeholder", "NUMBER", 0, 0, "level"))
    content = assemble(found.atoms, parts, troubles)
    timed = time_of(found.atoms, content.parts, here, troubles)
    if len(parts) <= 1 and any(MORE_TIMES in trouble.text for trouble in troubles):
        # Each time has its own level: only the times are asked about.
        troubles[:] = [trouble for trouble in troubles if not trouble.text.startswith("two levels")]
    left = left_over(source, found.atoms)
    if content.empty and not content.parts and left and not troubles:
        troubles.append(Trouble(0, NOTHING_RATED, missing=True))
    troubles.sort(key=lambda trouble: trouble.start)
    return Line(found.atoms, content, timed, left, troubles, tuple(found.remarks))


def left_over(source: str, atoms: Sequence[Atom]) -> list[tuple[int, int, str]]:
    """The stretches of remarks, as they were typed, with the small words before them."""
    stretches: list[tuple[int, int, str]] = []
    index = 0
    while index < len(atoms):
        if atoms[index].role not in REMARKS:
            index += 1
            continue
        first = last = index
        at = index + 1
        while at < len(atoms) and atoms[at].role in (*REMARKS, *QUIET, "separator"):
            last = at if atoms[at].role in REMARKS else last
            at += 1
        while first > 0 and atoms[first - 1].role == "filler":
            first -= 1
        start = atoms[first - 1].end if first else 0
        index = last + 1
        # At the end of a part the small words after it are its own: "twisted on it".
        while index < len(atoms) and atoms[index].role in QUIET:
            index += 1
        if index < len(atoms) and atoms[index].role != "separator":
            index = last + 1
        end = atoms[index - 1].end
        if atoms[last].role == "position":
            # "Behind" alone says nothing: the place after it is repeated.
            while index < len(atoms) and atoms[index].role in ("side", "site"):
                end = atoms[index].end
                index += 1
        end = len(source) if index >= len(atoms) else _with_marks(source, end, atoms[index].start)
        text = source[start:end].strip(" \t,;:").lstrip(")]}.!?").strip()
        stretches.append((source.find(text[:1], start), end, text))
    return [stretch for stretch in stretches if stretch[2]]


def _with_marks(source: str, end: int, limit: int) -> int:
    """The end of a word with the signs that stand directly after it: a bracket, a quote."""
    while end < limit and not source[end].isspace() and source[end] not in ",;":
        end += 1
    return end


def time_of(
    atoms: Sequence[Atom], parts: Sequence[Part], here: Here, troubles: list[Trouble], *, future: bool = False
) -> Timed | None:
    """The time that the time words name; a trouble where they name none, or two."""
    times = [atom for atom in atoms if atom.role == "time" and atom.when]
    if not times:
        return None
    try:
        return resolve([atom.when for atom in times if atom.when], here, future=future)
    except DiaryError as error:
        text = str(error)
        ways: Ways = ()
        if MORE_TIMES in text and len(times) <= _MOST_TIMES:
            ways = _one_line_each(atoms, times, parts)
        elif MORE_TIMES in text:
            # More lines than are printed: all of it stays together.
            ways = moved(atoms[0].start, atoms[-1].end)
        elif isinstance(error, UnclearTime):
            (said,) = [atom for atom in times if atom.when and atom.when.twelve]
            ways = tuple(((Fix(said.start, said.end, offer),),) for offer in error.offers)
        elif meant := _MEANT.search(text):
            rest = tuple(Fix(atom.start, atom.end, "") for atom in times[1:])
            ways = (((Fix(times[0].start, times[0].end, meant[1]), *rest),),)
        troubles.append(Trouble(times[0].start, text, ways, error.hint))
        return None


def _one_line_each(atoms: Sequence[Atom], times: Sequence[Atom], parts: Sequence[Part]) -> Ways:
    """A line for each time: with its own part of the line, or with its own level of the one site."""
    segments: list[list[Atom]] = [[]]
    for atom in atoms:
        if atom.role == "separator":
            segments.append([])
        else:
            segments[-1].append(atom)
    own = [segment for segment in segments if any(atom in times for atom in segment)]
    if len(own) == len(times) and all(any(a.role in ("site", "symptom") for a in segment) for segment in own):
        return tuple((tuple(Fix(o[0].start, o[-1].end, "") for o in own if o is not segment),) for segment in own)
    levels = [atom for atom in atoms if atom.role == "level" and not atom.kind]
    if len(levels) != len(times) or len(parts) > 1:
        # The other time goes into the note: nobody can tell what it is about.
        return tuple((tuple(Fix(a.start, a.end) for a in times if a is not time),) for time in times)
    pairs = list(zip(times, levels, strict=True))
    return tuple((tuple(Fix(a.start, a.end, "") for pair in pairs if pair is not own for a in pair),) for own in pairs)
