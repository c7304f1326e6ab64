"""One line in, one entry out: `6 left knee sharp numb yesterday 21:00 -- after the stairs`.

The words come in any order: levels, a site with its side, qualities, symptoms, `sudden`, a time. Several sites are
separated by commas or "and"; a bare list of sites shares what is said of one. A part with no site and no level belongs
to the one before; where the line names one site, every word belongs to it. Whole-person symptoms may stand anywhere.

Words that are not understood go to the note as they were typed, where they can't change the meaning. Where they could,
the line is refused with all that is unclear in it, and with lines that would work. Nothing is guessed.

Plurals such as knees, feet and hands mean both sides; toes, fingers, quads and hamstrings need a side.
`getting-worse` belongs to the site of its part; `overall worse` is about the whole person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from diary.domain.echo import echo_of
from diary.domain.grammar.atoms import Trouble
from diary.domain.grammar.line import Line, read
from diary.domain.grammar.neighbours import unknown_words
from diary.domain.grammar.printed_line import Draft, refusal_lines
from diary.domain.grammar.times import Here, Timed
from diary.domain.grammar.tokens import cut_note, one_line
from diary.domain.grammar.trouble_spans import trouble_spans
from diary.domain.moments import Moment
from diary.domain.records import Entry, Reading
from diary.domain.vocabulary import place_name
from diary.errors import ErrorHint, UnclearLine, UsageError

__all__ = ["EntryDraft", "Understood", "echo_of", "parse_line", "parse_log", "understand"]

EXAMPLE = "6 left knee sharp yesterday 21:00 -- after the stairs"
ONLY_A_NOTE = "a note only: nothing was rated"
_MOST_TROUBLES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """The entry of one line, without an id. `remarks` are for the person on how the line was understood."""

    at: Moment
    readings: tuple[Reading, ...] = ()
    symptoms: tuple[str, ...] = ()
    interference: int | None = None
    fatigue: int | None = None
    note: str = ""
    remarks: tuple[str, ...] = ()

    def entry(self, id: str, recorded: datetime | None) -> Entry:
        """The entry with an id and the time of writing."""
        return Entry(
            id=id,
            at=self.at,
            recorded=recorded,
            note=self.note,
            readings=self.readings,
            symptoms=self.symptoms,
            interference=self.interference,
            fatigue=self.fatigue,
        )


@dataclass(frozen=True, slots=True)
class Understood:
    """A line that holds no trouble, its time and its note, with remarks on how they were understood."""

    line: Line
    source: str
    """The words of the line before its note."""
    at: Moment
    note: str
    remarks: tuple[str, ...]


def parse_log(words: Sequence[str], *, now: Here, place: tuple[str, str] | None = None) -> EntryDraft:
    """An entry from an argument list as the shell split it; UsageError or InvalidValue where it can't be one.

    `place` is the site and side of what is said of none.
    """
    understood = understand(words, now, place)
    content = understood.line.content
    remarks = understood.remarks + content.remarks
    # A note alone makes an entry: "-- slept badly".
    if content.empty:
        if not understood.note:
            raise UsageError(f"there is nothing to log in that; write for example {EXAMPLE}")
        remarks += (ONLY_A_NOTE,)
    return EntryDraft(
        at=understood.at,
        readings=content.readings,
        symptoms=content.symptoms,
        interference=content.interference,
        fatigue=content.fatigue,
        note=understood.note,
        remarks=remarks,
    )


def parse_line(line: str, *, now: Here, place: tuple[str, str] | None = None) -> EntryDraft:
    """An entry from one line of a pipe: split at white space, quotes are ordinary characters, the note after ` -- `."""
    cut = cut_note([line])
    # Single words, so that no part of the line is taken as a quoted note.
    words = [word for chunk in cut.chunks for word in chunk.split()]
    return parse_log([*words, "--", cut.note], now=now, place=place)


def understand(
    words: Sequence[str], now: Here, place: tuple[str, str] | None = None, *, may_lack_a_site: bool = False
) -> Understood:
    """Separate the note, read each quoted argument as words or as the note, then the rest; UnclearLine for troubles.

    `place` is where the line is about if it names no place at all. With `may_lack_a_site` no place is needed.
    """
    cut = cut_note(words)
    source, quoted = sorted_chunks(cut.chunks, lambda text: read(text, now))
    line, added = _with_place(source, read(source, now), now, place)
    whole = f"{added}{source}"
    note = "; ".join(part for part in (*quoted, cut.note) if part)
    no_site = may_lack_a_site and not any(atom.role in ("site", "wide", "side") for atom in line.atoms)
    if line.troubles and not (no_site and all(trouble.missing for trouble in line.troubles)):
        raise UnclearLine(
            all_of(_spelling_first(line, whole, now)),
            partial(refusal_lines, whole, note, now),
            hint_of(line.troubles),
            source=source,
            spans=tuple((a - len(added), b - len(added)) for a, b in trouble_spans(line) if a >= len(added)),
        )
    left = "; ".join(text for _, _, text in line.left)
    remarks = line.timed.remarks if line.timed else ()
    if added:
        remarks += (f"no place was written: taken as {added.strip()}",)
    if left or quoted:
        remarks += (f"taken as the note: “{'; '.join(part for part in (left, *quoted) if part)}”",)
    remarks += line.remarks
    at = line.timed.at if line.timed else now.moment
    return Understood(line, whole, at, one_line("; ".join(part for part in (left, note) if part)), remarks)


def _with_place(source: str, line: Line, now: Here, place: tuple[str, str] | None) -> tuple[Line, str]:
    """The line, and what was put before its words so that it has a place; "" where it names one, or may mean to.

    A side, or a word that is not understood, may mean another place.
    """
    part = line.content.parts[0] if line.content.parts else None
    lacks_place = part is not None and any(atom.role == "placeholder" and atom.start == atom.end for atom in part.sites)
    if place is None or part is None or not lacks_place or part.sides or unknown_words(line.atoms):
        return line, ""
    added = f"{place_name(*place)} "
    return read(f"{added}{source}", now), added


def _spelling_first(line: Line, source: str, now: Here) -> list[Trouble]:
    """The words that are spelt wrong, and what is in doubt once they are spelt right."""
    spelling = [trouble for trouble in line.troubles if trouble.spelling]
    if not spelling:
        return line.troubles
    fixes = [trouble.ways[0][0][0] for trouble in spelling]
    apart = [fix for i, fix in enumerate(fixes) if all(fix.start >= other.end for other in fixes[:i])]
    right = read(Draft(source).fixed(tuple(apart)).source, now)
    return [*spelling, *(trouble for trouble in right.troubles if not trouble.spelling)]


class WholeLine(Protocol):
    """A line that was read by one of the commands."""

    @property
    def troubles(self) -> list[Trouble]: ...
    @property
    def left(self) -> list[tuple[int, int, str]]: ...
    @property
    def timed(self) -> Timed | None: ...
    @property
    def says_anything(self) -> bool: ...


def sorted_chunks(chunks: Sequence[str], read_line: Callable[[str], WholeLine]) -> tuple[str, tuple[str, ...]]:
    """The line, and the quoted arguments that are the note because they are not wholly understood as words."""
    plain: list[str] = []
    quoted: list[str] = []
    for chunk in chunks:
        if len(chunks) > 1 and len(chunk.split()) > 1:
            line = read_line(chunk)
            words_only = all(trouble.missing for trouble in line.troubles)
            if line.left or not words_only or not (line.says_anything or line.timed):
                quoted.append(one_line(chunk))
                continue
        plain.append(chunk)
    source = one_line(" ".join(plain))
    # Many people quote the whole line. A mistake in it is an error: as a note the entry would be lost.
    if quoted and not read_line(source).says_anything:
        return one_line(" ".join(chunks)), ()
    return source, tuple(quoted)


def all_of(troubles: Sequence[Trouble]) -> str:
    """All troubles of a line in one text."""
    texts = list(dict.fromkeys(trouble.text for trouble in troubles))
    more = f"; and {len(texts) - _MOST_TROUBLES} more" if len(texts) > _MOST_TROUBLES else ""
    return "; ".join(texts[:_MOST_TROUBLES]) + more


def hint_of(troubles: Sequence[Trouble]) -> ErrorHint | None:
    """The first hint among the troubles of a line."""
    return next((trouble.hint for trouble in troubles if trouble.hint), None)
