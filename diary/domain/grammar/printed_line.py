"""Lines that would work, for a line that can't be kept as it stands: nothing of it is lost, nothing is made up.

What only the person knows stands as NUMBER, SIDE or PLACE. Each line is read again before it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from diary.domain.grammar.atoms import Atom, Fix, Fixes, Trouble
from diary.domain.grammar.line import Line, read
from diary.domain.grammar.neighbours import QUIET
from diary.domain.grammar.parts import Part
from diary.domain.grammar.times import Here
from diary.domain.vocabulary import PERSON_ONLY
from diary.errors import DiaryError

MOST_LINES = 4
_MOST_ROUNDS = 24
_MOST_TRIED = 4
"""Ways to write one meaning."""
_LONG = 300
"""Characters from which only the first of them is taken, to keep a long line fast."""
_MANY = 6
"""From so many troubles on, all are mended at once, to keep a long line fast."""
_TORN = 2
"""Gaps in a note from which the whole line is kept instead."""
_SAFE = re.compile(r"[\w,.:+/@%-]+")
_PLAIN_NOTE = re.compile(r"[\w ,.:+/@%-]+")
_FEELINGS = ("quality", "symptom", "sudden", "course")
_KIND_WORDS = {"rest": "at rest", "on_movement": "on movement", "worst": "worst", "best": "best"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A line on its way: what is still read, and what goes into the note, each with its place."""

    source: str
    notes: tuple[tuple[int, str], ...] = ()
    left_out: tuple[str, ...] = ()
    """What another line is to have, as where each of several times has a line."""

    def fixed(self, fixes: Fixes) -> Draft:
        """The draft with these changes, from the end so that places stay right."""
        source, notes = self.source, list(self.notes)
        for fix in sorted(fixes, key=lambda each: -each.start):
            typed = source[fix.start : fix.end].strip()
            text = fix.text or ""
            if fix.text and fix.start and not source[fix.start - 1].isspace():
                text = f" {text}"
            source = source[: fix.start] + text + source[fix.end :]
            shift = len(text) - (fix.end - fix.start)
            notes = [(at + shift if at >= fix.end else min(at, fix.start), each) for at, each in notes]
            if typed and (fix.text is None or fix.keeps):
                notes.append((fix.start, typed))
        left_out = tuple(self.source[fix.start : fix.end] for fix in fixes) if _only_leave_out(fixes) else ()
        return Draft(source, tuple(notes), self.left_out + left_out)


def _only_leave_out(fixes: Fixes) -> bool:
    return all(fix.text == "" for fix in fixes)


def printed_lines(source: str, note: str, here: Here) -> tuple[str, ...]:
    """At most four lines for a shell, without the name of their command; none where only the person can say it anew."""
    first = read(source, here)
    if any(not trouble.ways and not trouble.missing for trouble in first.troubles):
        return ()
    lines: list[str] = []
    drafts, complete = mended(Draft(source), lambda text: read(text, here))
    for draft in drafts:
        line = read(draft.source, here)
        text = _checked(draft, line, note, here)
        if text.count(";") - note.count(";") >= _TORN and not draft.left_out:
            # Torn into so many pieces, nobody would understand the note: all of the line reads better.
            text = f"{text.partition(' -- ')[0]} -- {_whole_note(source, note)}"
        if text and text not in lines:
            lines.append(text)
        complete = complete and bool(text)
    # Where one of the meanings can't be written, a line that keeps all of the words stands beside the others.
    left_out = {text for draft in drafts for text in draft.left_out}
    if not lines or not complete or any(_is_lost(read(text, here), lines) for text in left_out):
        lines = [*lines[: MOST_LINES - 1], _all_in_note(source, note)]
    return tuple(lines)


def _is_lost(left_out: Line, lines: Sequence[str]) -> bool:
    """Whether a word that was left out of a line is in none of the others."""
    told = " ".join(lines).casefold()
    # Between ends of words; an hour may have got a zero.
    return any(
        not any(re.search(rf"(?<!\w)0?{re.escape(word)}(?!\w)", told) for word in (text, atom.value.casefold()) if word)
        for atom in left_out.atoms
        if atom.role not in (*QUIET, "separator", "radiate", "placeholder")
        for text in atom.raw.casefold().split()
    )


def _all_in_note(source: str, note: str) -> str:
    return f"NUMBER PLACE -- {_whole_note(source, note)}"


def _whole_note(source: str, note: str) -> str:
    return quoted_note("; ".join(each for each in (source.strip(), note) if each))


class HasTroubles(Protocol):
    """A line that was read."""

    @property
    def troubles(self) -> Sequence[Trouble]: ...


Reader = Callable[[str], HasTroubles]
"""Reads a line once more."""


def mended(draft: Draft, read_again: Reader) -> tuple[list[Draft], bool]:
    """Drafts whose only troubles are missing parts, one for each meaning, and whether these are all."""
    waiting, done, complete = [draft], [], True
    for _ in range(_MOST_ROUNDS):
        if not waiting:
            break
        current = waiting.pop(0)
        troubles = read_again(current.source).troubles
        open_troubles = [trouble for trouble in troubles if trouble.ways]
        if not open_troubles:
            if all(trouble.missing for trouble in troubles):
                done.append(current)
            else:
                complete = False
            continue
        if len(open_troubles) > _MANY:
            waiting.append(current.fixed(_all_at_once(open_troubles)))
            continue
        # Where several words are asked about, only the first gets a line for each meaning.
        # A word that is spelt wrong comes before what is in doubt because of it.
        trouble = next((each for each in open_troubles if each.spelling), open_troubles[0])
        room = MOST_LINES - len(waiting) - len(done)
        for way in trouble.ways[: max(room, 1)]:
            tried = [current.fixed(fixes) for fixes in way[: _MOST_TRIED if len(current.source) < _LONG else 1]]
            waiting.append(min(tried, key=lambda each: _left_to_do(each, read_again)) if len(tried) > 1 else tried[0])
    return done, complete and not waiting


def _all_at_once(troubles: Sequence[Trouble]) -> Fixes:
    fixes: list[Fix] = []
    for trouble in troubles:
        first = trouble.ways[0][0]
        # What another line would have goes into the note: there is only this one.
        for fix in (Fix(fix.start, fix.end) for fix in first) if _only_leave_out(first) else first:
            if all(fix.end <= other.start or fix.start >= other.end for other in fixes):
                fixes.append(fix)
    return tuple(fixes)


def _left_to_do(draft: Draft, read_again: Reader) -> tuple[int, int]:
    troubles = read_again(draft.source).troubles
    return sum(not trouble.missing for trouble in troubles), len(troubles)


def _checked(draft: Draft, line: Line, note: str, here: Here) -> str:
    """The line as text, in the words that were typed if they are understood in the new order; "" where it is not."""
    for as_typed in (True, False):
        words = _words(draft, line, as_typed=as_typed)
        if not words:
            return f"-- {quoted_note(_note(draft, line, note))}" if _note(draft, line, note) else ""
        again = read(words, here)
        sound = all(trouble.missing for trouble in again.troubles) and not again.left
        if sound and _data(again) == _data(line):
            return as_typed_line(words, _note(draft, line, note))
    return ""


def _data(line: Line) -> tuple[object, ...]:
    """All that an entry of the line would hold, but for its note."""
    content = line.content
    at = line.timed.at if line.timed else None
    return content.readings, content.symptoms, content.interference, content.fatigue, at


def _words(draft: Draft, line: Line, *, as_typed: bool) -> str:
    groups = [_part(part, as_typed=as_typed) for part in line.content.parts]
    typed: dict[str, list[str]] = {}
    for atom in line.atoms if as_typed else ():
        if atom.role in ("symptom", "person") and atom.raw:
            typed.setdefault(atom.value, []).append(atom.raw)
    of_parts = [atom for part in line.content.parts for atom in part.words]
    mentioned = {atom.value for atom in of_parts if atom.role in _FEELINGS}
    overall = {atom.value for atom in line.atoms if atom.role == "person"}
    # Before several sites: "worse, left knee sharp, neck stiff".
    overall |= {atom.value for atom in of_parts if atom.role == "person"} - PERSON_ONLY
    for name in line.content.symptoms:
        said = typed.get(name, [name])
        if name in mentioned and name not in overall:
            # In other words too: all of them are kept.
            said = [words for words in typed.get(name, ()) if not any(words in group for group in groups)]
        if words := " ".join(dict.fromkeys(said)):
            groups.append(f"overall {words}" if name in overall and groups else words)
    for role in ("interference", "fatigue"):
        rated = [atom for atom in line.atoms if atom.role == role and atom.level]
        groups += [atom.raw for atom in rated[:1]]
    times = " ".join(atom.raw for atom in line.atoms if atom.role == "time")
    if not any(groups) and (line.left or draft.notes or times):
        groups = ["NUMBER PLACE"]
    return f"{', '.join(group for group in groups if group)} {times}".strip()


def _part(part: Part, *, as_typed: bool) -> str:
    """One site in words: level, side, site, words, other levels."""

    def typed(atom: Atom) -> str:
        return atom.raw if as_typed or atom.role in ("level", "placeholder") or not atom.value else atom.value

    words = [typed(atom) for atom in part.levels if not atom.kind]
    words += list(dict.fromkeys(typed(atom) for atom in part.sides))
    words += ["PLACE" if atom.role == "wide" else typed(atom) for atom in part.sites[:1]]
    words += list(dict.fromkeys(typed(atom) for atom in part.words if atom.role in _FEELINGS))
    words += [f"{_KIND_WORDS[atom.kind]} {atom.raw}" for atom in part.levels if atom.kind]
    return " ".join(word for word in words if word)


def as_typed_line(words: str, note: str) -> str:
    """Words and their note as a person types them in a shell."""
    return " ".join(map(_quoted_word, words.split())) + (f" -- {quoted_note(note)}" if note else "")


def _note(draft: Draft, line: Line, note: str) -> str:
    pieces = list(line.left)
    pieces += [(a.start, a.end, a.raw) for part in line.content.parts for a in part.sites if a.role == "wide"]
    pieces += [(a.start, a.end, a.raw) for part in line.content.parts for a in part.aside]
    # Another word for the same site: "sole of the foot" beside "soles".
    pieces += [
        (a.start, a.end, a.raw) for part in line.content.parts for a in part.sites[1:] if a.role == "site" and a.raw
    ]
    return note_of(draft, line.atoms, pieces, note)


def note_of(draft: Draft, atoms: Sequence[Atom], left: Sequence[tuple[int, int, str]], note: str) -> str:
    """All that goes into the note, in the order in which it was typed."""
    pieces = [(at, at, text) for at, text in draft.notes] + list(left)
    text, last = "", 0
    for start, end, piece in sorted(pieces):
        # Small words between two pieces stay with them: "yesterday's session was hard".
        data = any(last <= atom.start < start and atom.role not in QUIET for atom in atoms)
        between = f" {draft.source[last:start].strip()} ".replace("  ", " ") if not data and start >= last else "; "
        text = f"{text}{between if text else ''}{piece}"
        last = max(end, last)
    return "; ".join(each for each in (text, note) if each)


def _quoted_word(word: str) -> str:
    return word if _SAFE.fullmatch(word) else quoted_note(word)


def quoted_note(text: str) -> str:
    """A text as one argument of a POSIX shell, quoted only where it must be."""
    if _PLAIN_NOTE.fullmatch(text) and not text.startswith("-"):
        return text
    if "'" not in text:
        return f"'{text}'"
    if not set(text) & set('"$`\\!'):
        return f'"{text}"'
    return "'" + text.replace("'", "'\\''") + "'"


def lines_that_work(source: str, read_again: Reader, write: Callable[[Draft], str]) -> tuple[str, ...]:
    """The lines of another command, as `write` gives them; none where only the person can say it anew."""
    troubles = read_again(source).troubles
    if any(not trouble.ways and not trouble.missing for trouble in troubles):
        return ()
    try:
        drafts, complete = mended(Draft(source), read_again)
        lines = [write(draft) for draft in drafts]
    except DiaryError:
        return ()
    # Of two things each has a line: where one can't be written, the other alone would lose it.
    if _is_divided(troubles) and not (complete and all(lines)):
        return ()
    return tuple(dict.fromkeys(line for line in lines if line))


def _is_divided(troubles: Sequence[Trouble]) -> bool:
    """Whether a line that is printed leaves something to another one."""
    return any(fix.text == "" for trouble in troubles for way in trouble.ways for fixes in way for fix in fixes)


def refusal_lines(source: str, note: str, here: Here) -> tuple[str, ...]:
    """The printed lines, none where even they can't be made."""
    try:
        return printed_lines(source, note, here)
    except DiaryError:
        return ()
