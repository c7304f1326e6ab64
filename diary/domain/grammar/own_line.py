"""The line of a command with words of its own: self-care, a range of motion, an appointment.

Times, sides, places, numbers and small words are read as in an entry. What only one command knows (a dose, a movement)
comes from its own matcher; what it does not use goes to the note, as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from functools import partial
from itertools import pairwise
from typing import Any

from diary.domain.grammar.atoms import Atom, AtomRole, Fix, Trouble, Ways
from diary.domain.grammar.entry import all_of, hint_of, sorted_chunks
from diary.domain.grammar.kinds import hour_in_part
from diary.domain.grammar.lexicon import look_up
from diary.domain.grammar.line import left_over, time_of
from diary.domain.grammar.printed_line import Draft, as_typed_line, lines_that_work, note_of
from diary.domain.grammar.senses import sense
from diary.domain.grammar.suggest import near
from diary.domain.grammar.times import Here, Timed, clock_offers
from diary.domain.grammar.timewords import TIME_WORDS, TimeWord, match_time
from diary.domain.grammar.tokens import SEPARATORS, Token, cut_note, one_line, shown, tokens_of
from diary.domain.grammar.vague_times import PAST_TIME, VagueTime, match_vague_time
from diary.domain.moments import Moment
from diary.errors import DiaryError, UnclearLine

HOLDERS = {
    "NUMBER": "write the number instead of NUMBER",
    "SIDE": "write left, right or both instead of SIDE",
    "PLACE": "write the place instead of PLACE",
    "NAME": "write the name instead of NAME",
    "TIME": "write the day and the time instead of TIME, such as tomorrow 10:30",
}
"""What stands in a printed line for what only the person knows, and what it asks for."""

_DENIES = re.compile(
    r"no|not|none|never|without|w/o|nothing|neither|nor|hardly|barely|scarcely|non|nil|n/a|nope|cannot|unable|could|"
    r"[a-z]{2,8}n['’]?t"
)
"""Of the negations of an entry, those that deny what follows; the others (gone, fine) are remarks here."""


_AROUND_HOUR = ("around", "about", "by", "from", "until", "till")


@dataclass(frozen=True, slots=True)
class Own:
    """What a command makes of some words: how many tokens, what they are to it, and the text that is kept of them."""

    used: int
    kind: str
    value: str = ""


Matcher = Callable[[Sequence[Token], int], Own | None]


@dataclass(slots=True)
class OwnLine:
    """A line on its way: its atoms, what is wrong with it, and in the end its words in the order of the command."""

    source: str
    atoms: list[Atom]
    troubles: list[Trouble] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    left: list[tuple[int, int, str]] = field(default_factory=list)
    timed: Timed | None = None
    vague: list[VagueTime] = field(default_factory=list)
    words: str = ""
    """The line in the order of the command, with placeholders for what is missing, without its time and its note."""
    record: dict[str, Any] = field(default_factory=dict)
    """The fields that the command makes of it; empty where something is missing."""

    @property
    def says_anything(self) -> bool:
        """Whether it has more than a time and remarks."""
        return bool(self.words)

    def own(self, *kinds: str) -> list[Atom]:
        """The atoms of the command, of these kinds or of all."""
        return [atom for atom in self.atoms if atom.role == "own" and (not kinds or atom.kind in kinds)]

    def holder(self, name: str) -> bool:
        """Whether this placeholder was typed."""
        return any(atom.role == "placeholder" and atom.value == name for atom in self.atoms)

    def denials(self, *ends: str) -> list[tuple[int, int]]:
        """From which atom to which something is denied: `no pain`, `can't bend`; own words of these kinds end it."""
        found: list[tuple[int, int]] = []
        for index, atom in enumerate(self.atoms):
            first_word = atom.raw.casefold().split()[:1]
            if atom.role not in ("negation", "inability") or not (first_word and _DENIES.fullmatch(first_word[0])):
                continue
            last = index
            while last + 1 < len(self.atoms):
                after = self.atoms[last + 1]
                if after.role in ("separator", "time", "placeholder") or after.kind in ends:
                    break
                last += 1
            if found and index <= found[-1][1]:
                continue
            found.append((index, last))
        return found

    def trouble(self, start: int, text: str, ways: Ways = (), *, missing: bool = False) -> None:
        """Add what is wrong."""
        self.troubles.append(Trouble(start, text, ways, missing=missing))

    def stretch(self, atom: Atom) -> tuple[int, int]:
        """The place of an atom with the remarks around it."""
        around = ("remark", "filler", "link", "circumstance", "span", "activity", "position", "count", "number", "pain")
        first = last = next(index for index, each in enumerate(self.atoms) if each is atom)
        while first and self.atoms[first - 1].role in around:
            first -= 1
        while last + 1 < len(self.atoms) and self.atoms[last + 1].role in around:
            last += 1
        return self.atoms[first].start, self.atoms[last].end

    def leave(self, *atoms: Atom) -> None:
        """Leave these atoms over for the note."""
        given = {id(atom) for atom in atoms}
        for index, atom in enumerate(self.atoms):
            if id(atom) in given:
                self.atoms[index] = replace(atom, role="remark", settled=True)

    def drop(self, *atoms: Atom) -> None:
        """Take these atoms as understood."""
        given = {id(atom) for atom in atoms}
        for index, atom in enumerate(self.atoms):
            if id(atom) in given:
                self.atoms[index] = replace(atom, role="own", kind="understood")


Reader = Callable[[str], OwnLine]


def scan_own(source: str, here: Here, match: Matcher, *, past: bool = True) -> OwnLine:
    """The atoms of a line, with the words of the command first; with `past` a bare hour is one that is over."""
    line = OwnLine(source, [])
    tokens = tokens_of(source)
    index = 0
    while index < len(tokens):
        used, atom = _atom_at(tokens, index, here, match, line, past=past)
        last = tokens[index + used - 1]
        line.atoms.append(replace(atom, raw=source[tokens[index].start : last.end], end=last.end))
        index += used
    _ask_for_hours(line, here, past=past)
    names_day = any(atom.when and (atom.when.names_day or atom.when.instant) for atom in line.atoms)
    line.troubles += [vague.trouble(other_day=names_day) for vague in line.vague]
    return line


def _atom_at(
    tokens: Sequence[Token], index: int, here: Here, match: Matcher, line: OwnLine, *, past: bool
) -> tuple[int, Atom]:
    token = tokens[index]

    def atom(role: AtomRole, value: str = "", kind: str = "") -> Atom:
        return Atom(role, "", token.start, token.end, value, kind=kind)

    if token.raw in HOLDERS:
        line.trouble(token.start, PAST_TIME if past and token.raw == "TIME" else HOLDERS[token.raw], missing=True)
        return 1, atom("placeholder", token.raw)
    if vague := match_vague_time(line.source, tokens, index, here.local, numbers=not past, repeated=not past):
        line.vague.append(vague)
        return vague.used, replace(atom("remark"), settled=True)
    own = match(tokens, index)
    if own and (own.value in HOLDERS or _before_holder(tokens, index, own.used) == own.used):
        return own.used, atom("own", own.value, own.kind)
    if other := sense(tokens, index, here.local):
        return _before_holder(tokens, index, other.used), replace(
            atom("count" if other.role == "count" else "remark"), settled=True
        )
    phrase = look_up(tokens, index)
    if token.text in SEPARATORS and (phrase is None or phrase[0] == 1):
        return 1, atom("separator", token.text)
    # A phrase of several words wins over a time: "night pain" is no time of day.
    if phrase is None or phrase[0] == 1 or phrase[1].role in ("span", "filler"):
        try:
            time_match = match_time(tokens, index, here.local)
        except DiaryError as error:
            line.troubles.append(Trouble(token.start, str(error), hint=error.hint))
            return (2 if token.text in ("last", "past", "next") else 1), replace(atom("remark"), settled=True)
        if time_match and time_match[0] >= (phrase[0] if phrase else 0):
            return time_match[0], replace(atom("time"), when=time_match[1])
    if phrase and phrase[1].role != "number":
        return phrase[0], replace(atom(phrase[1].role, phrase[1].value), pair=phrase[1].pair)
    if any(unicodedata.category(c) in ("Nd", "No", "Nl") for c in token.text) or phrase:
        return 1, atom("number")
    # A misspelt time would else be taken as now.
    if offers := tuple(offer for offer in near(token.text) if offer in TIME_WORDS):
        text = f"“{shown(token.raw)}” is not understood; did you mean {' or '.join(offers)}?"
        line.trouble(token.start, text, tuple(((Fix(token.start, token.end, offer),),) for offer in offers))
        return 1, replace(atom("remark"), settled=True)
    says = any(c.isalnum() or unicodedata.category(c) == "So" for c in token.text)
    return 1, atom("remark" if says else "filler")


def _before_holder(tokens: Sequence[Token], index: int, used: int) -> int:
    """How many of some words stand before a placeholder, which is always asked about."""
    return next((at for at in range(1, used) if tokens[index + at].raw in HOLDERS), used)


def _ask_for_hours(line: OwnLine, here: Here, *, past: bool) -> None:
    """`at 8` may be an hour, before or after noon: it is asked about. So is `around 8` at the end of a part."""
    for index, (before, atom) in enumerate(pairwise(line.atoms), 1):
        is_bare = re.fullmatch(r"[0-9]{1,2}", atom.raw) and atom.role in ("number", "own")
        if not is_bare or int(atom.raw) > 23:
            continue
        ends = index + 1 == len(line.atoms) or line.atoms[index + 1].role in ("separator", "time")
        if before.raw.casefold() not in ("at", "@", *(_AROUND_HOUR if ends else ())):
            continue
        if clock := hour_in_part(int(atom.raw), line.atoms):
            line.atoms[index] = replace(atom, role="time", kind="", when=TimeWord(atom.raw, clock=clock))
            line.atoms[index - 1] = replace(before, role="filler")
            continue
        day_named = any(each.when and each.when.names_day for each in line.atoms)
        times = clock_offers(time(int(atom.raw)), here, day_named=day_named or not past)
        quoted = shown(line.source[before.start : atom.end])
        ways = tuple(((Fix(before.start, atom.end, text),),) for text in times)
        line.trouble(before.start, f"“{quoted}”: which hour? Write {' or '.join(times)}", ways)
        line.leave(atom)


def finish(line: OwnLine, here: Here, *, future: bool = False) -> OwnLine:
    """The line with its time and its note, once its command has taken what it uses."""
    unused = ("time", "own", "placeholder", "separator", "filler", "link", "remark")
    line.atoms = [atom if atom.role in unused else replace(atom, role="remark") for atom in line.atoms]
    line.timed = time_of(line.atoms, (), here, line.troubles, future=future)
    line.left = left_over(line.source, line.atoms)
    line.troubles.sort(key=lambda trouble: trouble.start)
    return line


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A line that holds no trouble: its time, its note, and remarks on how they were understood."""

    line: OwnLine
    at: Moment
    note: str
    remarks: tuple[str, ...]


def understand_own(words: Sequence[str], now: Here, read: Reader) -> OwnWords:
    """Separate the note, read the words; UnclearLine with all that is unclear and with lines that would work."""
    cut = cut_note(words)
    source, quoted = sorted_chunks(cut.chunks, read)
    line = read(source)
    note = "; ".join(part for part in (*quoted, cut.note) if part)
    if line.troubles:
        raise UnclearLine(all_of(line.troubles), partial(_lines, source, note, read), hint_of(line.troubles))
    left = "; ".join(text for _, _, text in line.left)
    remarks = line.timed.remarks if line.timed else ()
    if left or quoted:
        remarks += (f"taken as the note: “{'; '.join(part for part in (left, *quoted) if part)}”",)
    at = line.timed.at if line.timed else now.moment
    note = one_line("; ".join(part for part in (left, note) if part))
    return OwnWords(line, at, note, (*remarks, *dict.fromkeys(line.remarks)))


def _lines(source: str, note: str, read: Reader) -> tuple[str, ...]:
    def write(draft: Draft) -> str:
        line = read(draft.source)
        times = " ".join(atom.raw for atom in line.atoms if atom.role == "time")
        holder = "TIME" if line.holder("TIME") and "TIME" not in line.words.split() else ""
        words = " ".join(part for part in (line.words, holder, times) if part)
        again = read(words)
        sound = all(trouble.missing for trouble in again.troubles) and again.words == line.words and not again.left
        return as_typed_line(words, note_of(draft, line.atoms, line.left, note)) if words and sound else ""

    return lines_that_work(source, read, write)
