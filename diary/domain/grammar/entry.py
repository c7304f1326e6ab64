"""One line in, one entry out: `6 left knee sharp numb yesterday 21:00 -- after the stairs`.

The words come in any order: a level, a site with its side, qualities, symptoms, `sudden`, a time. Several sites are
separated by commas or "and", each with its own level. A part with no site and no level belongs to the one before; where
the line names one site, every word belongs to it. Whole-person symptoms may stand anywhere. Nothing is guessed.

Plurals such as knees, feet and hands mean both sides; toes, fingers, quads and hamstrings need a side.
`getting-worse` belongs to the site of its part; `overall worse` is about the whole person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from diary.domain.echo import echo_of
from diary.domain.grammar.lexicon import cut_note, one_line, shown, tokens_of
from diary.domain.grammar.readings import Content, assemble
from diary.domain.grammar.scan import Piece, scan
from diary.domain.grammar.times import Here, resolve
from diary.domain.moments import Moment
from diary.domain.records import Entry, Reading
from diary.errors import DiaryError, UsageError

__all__ = ["EntryDraft", "Understood", "echo_of", "parse_line", "parse_log", "understand"]

EXAMPLE = "6 left knee sharp yesterday 21:00 -- after the stairs"


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
    """The pieces of a line, its time and its note, with remarks on how they were understood."""

    pieces: tuple[Piece, ...]
    at: Moment
    note: str
    remarks: tuple[str, ...]


def parse_log(words: Sequence[str], *, now: Here, default_site: tuple[str, str] | None = None) -> EntryDraft:
    """An entry from an argument list as the shell split it; UsageError or InvalidValue where it can't be one."""
    line = understand(words, now)
    content = assemble(line.pieces, default_site)
    # A note alone makes an entry: "-- slept badly".
    if content.empty and not line.note:
        raise UsageError(f"there is nothing to log in that; write for example {EXAMPLE}")
    return _draft(line, content)


def parse_line(line: str, *, now: Here, default_site: tuple[str, str] | None = None) -> EntryDraft:
    """An entry from one line of a pipe: split at white space, quotes are ordinary characters, the note after ` -- `."""
    cut = cut_note([line])
    # Single words, so that no part of the line is taken as a quoted note.
    words = [word for chunk in cut.chunks for word in chunk.split()]
    return parse_log([*words, "--", cut.note], now=now, default_site=default_site)


def _draft(line: Understood, content: Content) -> EntryDraft:
    return EntryDraft(
        at=line.at,
        readings=content.readings,
        symptoms=content.symptoms,
        interference=content.interference,
        fatigue=content.fatigue,
        note=line.note,
        remarks=line.remarks + content.remarks,
    )


def understand(words: Sequence[str], now: Here) -> Understood:
    """Separate the note, read each quoted argument as words or as the note, scan the rest and find its time."""
    cut = cut_note(words)
    plain: list[str] = []
    quoted: list[str] = []
    refusal: DiaryError | None = None
    for chunk in cut.chunks:
        if len(chunk.split()) > 1:
            try:
                is_words = bool(scan(tokens_of(chunk), now.local))
            except DiaryError as error:
                is_words, refusal = False, refusal or error
            if not is_words:
                quoted.append(one_line(chunk))
                continue
        plain.append(chunk)
    pieces = scan(tokens_of(" ".join(plain)), now.local)
    # Many people quote the whole line. A mistake in it is an error: as a note the entry would be lost.
    if refusal and all(piece.role in ("time", "separator") for piece in pieces):
        raise refusal
    times = [piece.when for piece in pieces if piece.when]
    timed = resolve(times, now) if times else None
    remarks = timed.remarks if timed else ()
    if quoted:
        remarks += (f"taken as the note: “{shown('; '.join(quoted))}”",)
    note = "; ".join(part for part in (*quoted, cut.note) if part)
    return Understood(tuple(pieces), timed.at if timed else now.moment, note, remarks)
