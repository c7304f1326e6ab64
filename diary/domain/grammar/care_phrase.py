"""Self-care in one line: `ibuprofen 400 mg relief 6`, `ice left knee 15 min`, `walked 20 min yesterday evening`.

The kind is one of the diary's, a plain medicine name is medication, and anything else begins with `other`. An amount is
the dose. What did not happen is refused; `didn't help` is a relief of 0. Words that are not used are the note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from diary.domain.grammar.amounts import number_of
from diary.domain.grammar.atoms import Atom, Fix, moved
from diary.domain.grammar.care_amounts import match_amount, match_relief
from diary.domain.grammar.care_things import Thing, find_things, name_unknown_medicines, refuse_undone
from diary.domain.grammar.care_words import is_form, match_phrase
from diary.domain.grammar.own_line import Own, OwnLine, finish, scan_own, understand_own
from diary.domain.grammar.times import Here
from diary.domain.grammar.timewords import match_time
from diary.domain.grammar.tokens import Token, shown, words_of
from diary.domain.moments import Moment
from diary.domain.records import Care
from diary.domain.vocabulary import CARES
from diary.errors import DiaryError

_KINDS = f"{', '.join(list(CARES)[:-1])} or {list(CARES)[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CareDraft:
    """The self-care of one line, without an id. `remarks` are for the person on how the line was understood."""

    at: Moment
    activity: str
    name: str = ""
    dose: str = ""
    relief: int | None = None
    note: str = ""
    remarks: tuple[str, ...] = ()

    def care(self, id: str, recorded: datetime | None) -> Care:
        """The self-care with an id and the time of writing."""
        return Care(
            id=id, at=self.at, recorded=recorded, note=self.note,
            activity=self.activity, name=self.name, dose=self.dose, relief=self.relief,
        )  # fmt: skip


def parse_care(words: Sequence[str], *, now: Here) -> CareDraft:
    """Self-care from an argument list; UnclearLine where it can't be one."""
    found = understand_own(words, now, lambda text: read_care(text, now))
    return CareDraft(at=found.at, note=found.note, remarks=found.remarks, **found.line.record)


def care_words(activity: str, name: str, dose: str, relief: int | str | None) -> str:
    """Self-care in the words of its command."""
    # "Ice pack" says its kind by itself; a medicine is easier to read with the word before it.
    own = match_phrase(words_of(name))
    if name and own and own[1].role == "named" and own[1].activity == activity:
        activity = ""
    words = [activity, name, dose, "" if relief is None else f"relief {relief}"]
    return " ".join(word for word in words if word)


def read_care(source: str, here: Here) -> OwnLine:
    """Read a line; nothing is raised for what is not understood, but UsageError for far too many words."""
    line = scan_own(source, here, lambda tokens, index: _match(tokens, index, here.local))
    name_unknown_medicines(line)
    refuse_undone(line)
    things = find_things(line)
    if len(things) > 1:
        _two_things(line, things)
    elif not things:
        _no_thing(line)
    relief = _relief(line)
    thing = things[0] if things else None
    if thing:
        dose = _dose(line, thing)
        line.words = care_words(thing.activity, thing.name, dose, relief)
        if len(things) == 1 and not any(trouble.missing for trouble in line.troubles):
            number = None if relief is None else int(relief)
            line.record = {"activity": thing.activity, "name": thing.name, "dose": dose, "relief": number}
        line.drop(*thing.atoms)
    for atom in line.own():
        if atom.kind == "done" and _is_lead(line, atom):
            line.drop(atom)
        elif atom.kind not in ("understood", "relief"):
            line.leave(atom)
    return finish(line, here)


def _match(tokens: Sequence[Token], index: int, local: datetime) -> Own | None:
    texts = tuple(token.text for token in tokens[index : index + 7])
    found = match_phrase(texts)
    after = match_phrase(texts[1:])
    if texts[0] in ("half", "quarter") and after and after[1].role == "medicine":
        return Own(1, "bare")
    no_relief = found[0] if found and found[1].role == "no-relief" else 0
    if relief := match_relief(tokens, index, no_relief):
        return relief
    try:
        time = match_time(tokens, index, local) if texts[0][:1].isdigit() else None
    except DiaryError:
        time = (1, None)  # type: ignore[assignment]
    if time is None and (amount := match_amount(tokens, index)) and not (found and found[0] > amount.used):
        return amount
    if found and found[1].role != "no-relief":
        return Own(found[0], found[1].role, found[1].activity)
    return Own(1, "form") if is_form(texts[0]) else None


def _is_lead(line: OwnLine, atom: Atom) -> bool:
    """Whether only small words stand before it, or what was done follows at once."""
    index = next(i for i, each in enumerate(line.atoms) if each is atom)
    after = [each for each in line.atoms[index + 1 :] if each.role not in ("filler", "link")][:1]
    lead = all(each.role in ("filler", "link", "time") or each.kind == "done" for each in line.atoms[:index])
    return lead or bool(after and after[0].role == "own")


def _two_things(line: OwnLine, things: Sequence[Thing]) -> None:
    """A line for each of the things that were done."""
    names = [shown(thing.name or thing.activity) for thing in things]
    text = f"{' and '.join(names[:4])} are two things; log each on its own"
    first, last = things[0].start, things[-1].atoms[0].start
    joints = [
        atom
        for atom in line.atoms
        if first < atom.start < last
        and (atom.role == "separator" or atom.raw.casefold() in ("then", "followed", "alternating", "also"))
    ]
    each = [atom for atom in line.atoms if atom.raw.casefold() in ("each", "both")]
    shared = each and not any(_amounts(line, thing) for thing in things[:-1])
    ways = []
    for thing in things if len(things) <= 4 else []:
        gone = [*joints, *each]
        for other in things:
            if other is not thing:
                gone += [*other.atoms, *([] if shared else _amounts(line, other))]
        ways.append((tuple(Fix(atom.start, atom.end, "") for atom in gone),))
    line.trouble(first, text, tuple(ways))


def _amounts(line: OwnLine, thing: Thing) -> list[Atom]:
    """The amounts and the relief that belong to a thing: those up to the next one, and a count before it."""
    return [atom for atom in line.own("amount", "medicine-amount", "duration", "bare", "relief")
            if thing.start <= atom.start < thing.end]  # fmt: skip


def _no_thing(line: OwnLine) -> None:
    """A trouble for a line that names no kind of self-care, with `other` and, for a name, with medication."""
    if any(trouble.hint for trouble in line.troubles):
        return
    first = next((atom for atom in line.atoms if atom.role not in ("separator", "time", "filler", "link")), None)
    if first is None:
        line.trouble(0, f"which self-care? Begin with {_KINDS}")
        return
    odd = next(iter(line.own("other-thing", "no-kind")), None)
    text = f"“{shown((odd or first).raw)}” is none of the kinds of self-care; begin with {_KINDS}"
    kinds = ["other"] if odd and odd.kind == "other-thing" else ["medication", "other"]
    if odd and odd.kind == "no-kind":
        kinds = ["other"]
        text = f"{text}; exercises belong to a session"
    start = (odd or first).start
    line.trouble(start, text, tuple(((Fix(start, start, f"{kind} "),),) for kind in kinds))


def _relief(line: OwnLine) -> str | None:
    """How much it helped, "NUMBER" where that is asked for."""
    given: str | None = None
    for atom in line.own("relief"):
        value, _, says = atom.value.partition(" ")
        if value == "?":
            fix = Fix(atom.start, atom.end, "relief NUMBER", keeps=any(c.isdigit() for c in atom.raw))
            line.trouble(atom.start, f"“{shown(atom.raw)}”: how much did it help? Relief is a number from 0 to 10",
                         (((fix,),),))  # fmt: skip
        elif value == "NUMBER":
            line.trouble(atom.start, "write how much it helped, 0 to 10, instead of NUMBER", missing=True)
            given = value
        elif given is not None and value != given:
            line.trouble(atom.start, "relief is given twice; give it once", moved(atom.start, atom.end))
        else:
            given = value
            if says:
                line.remarks.append(says)
            if value == "0" and not any(c.isdigit() for c in atom.raw):
                line.remarks.append(f"{atom.raw}: kept as relief 0")
    return given


def _amount_text(raw: str) -> str:
    """An amount as it was typed, without the small word before it."""
    text = re.sub(r"^(?:for|over)\s+", "", raw, flags=re.IGNORECASE)
    return "1 hour" if text.casefold() in ("hour", "an hour") else text


def _dose(line: OwnLine, thing: Thing) -> str:
    """The dose: amounts beside the thing, in their order; other numbers are troubles or the note."""
    dose: list[Atom] = []
    before: list[Atom] = []
    for atom in line.own("amount", "medicine-amount", "duration", "bare"):
        if not thing.may_have(line, atom):
            if atom.kind == "bare" and thing.end > atom.start:
                line.trouble(atom.start, f"“{shown(atom.raw)}” is no dose; it goes into the note, after --",
                             moved(*line.stretch(atom)))  # fmt: skip
            continue
        if atom.kind == "bare" and thing.activity != "medication":
            number = number_of(atom.raw)
            units = ["min", "hours"] if number is not None and number <= 12 else ["min"]
            ways = tuple(((Fix(atom.start, atom.end, f"{atom.raw} {unit}"),),) for unit in units)
            line.trouble(atom.start, f"“{shown(atom.raw)}”: of what? Write for example {shown(atom.raw)} min", ways)
        elif atom.kind == "bare" and thing.atoms and atom.start < thing.atoms[0].start:
            before.append(atom)
        else:
            dose.append(atom)
    line.drop(*dose, *before)
    words = [_amount_text(atom.raw) for atom in dose]
    counts = [atom.raw for atom in before]
    if counts and words and words[0][:1].isdigit():
        words[0] = f"{counts.pop()} x {words[0]}"
    # "2 x ibuprofen" is a dose of 2.
    return re.sub(r"\s+[x×]$", "", " ".join([*counts, *words]))
