"""What a line of self-care is about: its kind and its name; and what in it did not happen."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from diary.domain.grammar.atoms import Atom, Trouble, moved
from diary.domain.grammar.care_words import DEVICES, HELPING, PLANS, STOP_WORDS
from diary.domain.grammar.own_line import OwnLine
from diary.domain.grammar.printed_line import quoted_note
from diary.domain.grammar.small_words import word_set
from diary.domain.grammar.tokens import shown
from diary.errors import ErrorHint

_KINDS = ("plain", "named", "medicine", "other", "other-thing")
_AMOUNTS = ("amount", "medicine-amount", "duration", "bare")
_MOST_NAME = 3
"""Words of a medicine that is not known."""
_DENIALS = word_set("no not never without w/o nothing neither nor nope cannot")
_ASIDE = word_set("with w/ in before after during while from using for over under against between until since than")
"""Before a kind they say how or when it was done: ice after a walk."""
_QUIET = ("filler", "link")


@dataclass(slots=True)
class Thing:
    """One thing that was done. It owns the line from `start` to before `end`."""

    activity: str
    name: str
    atoms: list[Atom]
    start: int = 0
    end: int = 1_000_000
    _answers: dict[tuple[int, int, int], bool] = field(default_factory=dict, repr=False, compare=False)
    """What was answered for the amount at a place, with the limits of then: in a long line they are asked in turn."""

    def may_have(self, line: OwnLine, atom: Atom) -> bool:
        """Whether an amount is of this thing: not one that says how long it helped, or when."""
        asked = (atom.start, self.start, self.end)
        if asked not in self._answers:
            self._answers[asked] = self._may_have(line, atom)
        return self._answers[asked]

    def _may_have(self, line: OwnLine, atom: Atom) -> bool:
        if not self.start <= atom.start < self.end:
            return False
        index = next(i for i, each in enumerate(line.atoms) if each is atom)
        after = line.atoms[index + 1].raw.casefold() if index + 1 < len(line.atoms) else ""
        if atom.kind == "duration" and self.activity == "medication" and after in ("before", "after", "later"):
            return False
        before, asked = line.atoms[:index], False
        while before and (before[-1].role in _QUIET or before[-1].kind in (*_AMOUNTS, "understood", "relief")):
            latest = before.pop()
            # Only the amount just before: it is asked about the one before it in turn.
            if latest.kind in _AMOUNTS and not asked:
                asked = True
                if not self.may_have(line, latest):
                    return False
        if not before or any(before[-1] is each for each in self.atoms) or before[-1].role in ("time", "separator"):
            return True
        if before[-1].kind in ("done", "form"):
            return True
        run = []
        while (
            before
            and before[-1].role not in ("time", "separator")
            and not any(before[-1] is each for each in self.atoms)
        ):
            run.append(before.pop())
        words = {word for each in run for word in each.raw.casefold().split()}
        helping = bool(words & HELPING) or any(each.role in ("circumstance", "easing", "negation") for each in run)
        return not helping and self.activity != "medication" and atom.kind != "bare"


def name_unknown_medicines(line: OwnLine) -> None:
    """Words directly before `50 mg` or `2 tablets`, or after "medication", are the name of a medicine."""
    for index, atom in enumerate(line.atoms):
        if atom.kind == "medicine-amount" and not line.own("other"):
            first = index
            while first and index - first < _MOST_NAME and _is_name(line.atoms[first - 1]):
                first -= 1
            part = _part(line.atoms, index)
            if first < index and not any(each.kind in (*_KINDS, "no-kind") for each in part):
                _name(line, first, index - 1)
    for index, atom in enumerate(line.atoms):
        if (atom.kind, atom.value) != ("plain", "medication"):
            continue
        first = index + 1
        while first < len(line.atoms) and line.atoms[first].kind in ("plain", "medicine-amount", "bare"):
            first += 1
        last = first
        while last < len(line.atoms) and last - first < _MOST_NAME and _is_name(line.atoms[last]):
            last += 1
        follows = line.atoms[last] if last < len(line.atoms) else None
        if last > first and not (follows and follows.kind == "medicine"):
            _name(line, first, last - 1)


def _part(atoms: Sequence[Atom], index: int) -> Sequence[Atom]:
    """The atoms between the commas around an atom."""
    first = last = index
    while first and atoms[first - 1].role != "separator":
        first -= 1
    while last + 1 < len(atoms) and atoms[last + 1].role != "separator":
        last += 1
    return atoms[first : last + 1]


def _is_name(atom: Atom) -> bool:
    return atom.role == "remark" and not atom.settled and atom.raw.casefold() not in STOP_WORDS and len(atom.raw) > 1


def _name(line: OwnLine, first: int, last: int) -> None:
    """Make one medicine of these atoms."""
    start, end = line.atoms[first].start, line.atoms[last].end
    name = Atom("own", line.source[start:end], start, end, "medication", kind="medicine")
    line.atoms[first : last + 1] = [name]


# --- what was done


def find_things(line: OwnLine) -> list[Thing]:
    """The things that were done, in their order; a kind after a small word such as "after" is none."""
    if others := line.own("other"):
        return [_other(line, others[0])]
    groups: list[list[Atom]] = []
    last = -1
    for index, atom in enumerate(line.atoms):
        if atom.kind == "form" and groups and last == index - 1:
            groups[-1].append(atom)
            last = index
            continue
        one_of_two = atom.kind == "other-thing" and _is_joined(line.atoms, index)
        if atom.role != "own" or not (atom.kind in ("plain", "named", "medicine") or one_of_two):
            continue
        if groups and _is_aside(line.atoms, index):
            line.leave(atom)
            continue
        between = line.atoms[last + 1 : index] if groups else []
        if groups and _belongs(groups[-1], atom, between):
            groups[-1].append(atom)
        else:
            groups.append([atom])
        last = index
    pills = [] if groups or line.own("other-thing", "no-kind") else line.own("medicine-amount")
    before = line.atoms[: line.atoms.index(pills[0])] if pills else []
    if pills and not any(atom.role == "remark" and not atom.settled for atom in before):
        # "2 tablets" alone: a medicine whose name was not said.
        return [Thing("medication", "", [], pills[0].start)]
    if not groups and (others := line.own("other-thing")) and not line.own("no-kind"):
        used = others[0].raw.casefold().split()[-1] not in DEVICES or line.own(*_AMOUNTS, "relief", "done")
        groups = [others[:1]] if used else []
    things = [_thing(line, group) for group in groups]
    for one, other in itertools.pairwise(things):
        one.end = other.start = _start_of(line, other)
    if things:
        things[0].start = 0
    return things


def _is_joined(atoms: Sequence[Atom], index: int) -> bool:
    """Whether a comma, "and" or "then" joins it, with its amount, to what else was done."""
    for step in (1, -1):
        at = index + step
        while 0 <= at < len(atoms) and atoms[at].kind in _AMOUNTS:
            at += step
        if 0 <= at < len(atoms) and (atoms[at].role == "separator" or atoms[at].raw.casefold() in ("then", "plus")):
            return True
    return False


def _start_of(line: OwnLine, thing: Thing) -> int:
    """Where a thing begins: at a count directly before it."""
    index = next(i for i, each in enumerate(line.atoms) if each is thing.atoms[0])
    if index > 1 and line.atoms[index - 1].kind in ("bare", "medicine-amount"):
        joint = line.atoms[index - 2]
        if joint.role == "separator" or joint.raw.casefold() in ("then", "plus"):
            return line.atoms[index - 1].start
    return thing.atoms[0].start


def _is_aside(atoms: Sequence[Atom], index: int) -> bool:
    at = index - 1
    while at >= 0 and (atoms[at].role == "remark" or atoms[at].kind in ("done", "form")) and index - at < 3:
        at -= 1
    return at >= 0 and (atoms[at].role == "circumstance" or atoms[at].raw.casefold() in _ASIDE)


def _belongs(group: Sequence[Atom], atom: Atom, between: Sequence[Atom]) -> bool:
    """Whether a kind or a name says more of the thing before it."""
    if group[-1].value != atom.value:
        # The name of a medicine may have such a word: medication heat patch.
        return group[-1].kind == "plain" and group[-1].value == "medication" and not between and len(group) == 1
    if atom.value == "medication":
        apart = any(each.role == "separator" or each.raw.casefold() in ("then", "plus") for each in between)
        both_named = atom.kind == "medicine" and any(each.kind == "medicine" for each in group)
        return not (both_named and (apart or between)) and not (apart and atom.kind == "medicine")
    return True


def _thing(line: OwnLine, group: list[Atom]) -> Thing:
    activity = group[0].value
    named = [atom for atom in group if atom.kind != "plain" or (activity == "medication" and atom.value != activity)]
    if activity == "medication" and named:
        # Forms stand beside their name; of "ibuprofen tablets" the last word is one too.
        named = [atom for atom in group if atom.kind != "plain" or atom is not group[0]]
    if not named:
        return Thing(activity, "", list(group), group[0].start)
    first, last = line.atoms.index(named[0]), line.atoms.index(named[-1])
    stretch = [each for each in line.atoms[first : last + 1] if each.kind not in _AMOUNTS]
    joined = all(
        each.role in (*_QUIET, "separator") or any(each is one for one in group)
        for each in line.atoms[first : last + 1]
    )
    name = line.source[named[0].start : named[-1].end] if joined else " ".join(atom.raw for atom in named)
    atoms = [*group, *(each for each in stretch if joined and not any(each is one for one in group))]
    return Thing(activity, name, atoms, group[0].start)


def _other(line: OwnLine, other: Atom) -> Thing:
    """`other` and the words after it, up to an amount, a time or a small word."""
    index = line.atoms.index(other) + 1
    name: list[Atom] = []
    while index < len(line.atoms):
        atom = line.atoms[index]
        is_word = atom.role == "remark" or atom.kind in (*_KINDS, "no-kind", "form", "done", "said")
        if not is_word or atom.role == "placeholder":
            break
        name.append(atom)
        index += 1
    if not name:
        line.trouble(other.end, "which other self-care? Write its name after it, such as other massage", missing=True)
        return Thing("other", "NAME", [other])
    return Thing("other", line.source[name[0].start : name[-1].end], [other, *name])


# --- what did not happen


def refuse_undone(line: OwnLine) -> None:
    """What was skipped, forgotten or denied is refused; what else was done is kept by the line that is printed."""
    denied: list[Atom] = []
    seen: set[int] = set()
    for index, atom in enumerate(line.atoms):
        if id(atom) in seen:
            continue
        deny = atom.role in ("negation", "inability") and _denies(atom)
        plan = atom.raw.casefold() in PLANS and _is_plan(line.atoms, index)
        if atom.kind != "undone" and not deny and not plan:
            continue
        sort = "after" if plan else atom.value if atom.kind == "undone" else "before"
        first, last, sure = _reach(line.atoms, index, sort)
        if first < 0:
            continue
        stretch = line.atoms[first : last + 1]
        denied += stretch
        seen |= {id(each) for each in stretch}
        rest = [*line.atoms[:first], *line.atoms[last + 1 :]]
        others = any(each.kind in _KINDS and each.kind != "other-thing" for each in rest)
        start, end = stretch[0].start, stretch[-1].end
        quoted = shown(line.source[start:end])
        if others and sure:
            line.trouble(start, f"“{quoted}”: only what was done is kept here; the rest can go in the note, after --",
                         moved(start, end))  # fmt: skip
        else:
            hint = ErrorHint("keep-note", {"note": quoted_note(line.source)})
            text = f"“{quoted}”: only what was done is kept here; that it was not can be a note"
            line.troubles.append(Trouble(start, text, hint=hint))
    line.leave(*denied)


def _is_plan(atoms: Sequence[Atom], index: int) -> bool:
    """Whether what stands directly before `later` is only named: ice 10 min later, not "helped later"."""
    before = index - 1
    while before >= 0 and (atoms[before].kind in _AMOUNTS or atoms[before].role in (*_QUIET, "site", "side")):
        before -= 1
    ends = index + 1 == len(atoms) or atoms[index + 1].role in ("separator", "filler", "link", "time")
    return before >= 0 and atoms[before].kind in (*_KINDS, "form") and ends


def _denies(atom: Atom) -> bool:
    words = atom.raw.casefold().replace("’", "'").split()
    return bool(set(words) & _DENIALS) or any(word.endswith(("n't", "nt")) and len(word) > 4 for word in words[:1])


def _reach(atoms: Sequence[Atom], index: int, sort: str) -> tuple[int, int, bool]:
    """From where to where it was not done, and whether the rest of the line was; (-1, -1, False) for a remark."""
    right = _thing_beside(atoms, index, 1)
    left = _thing_beside(atoms, index, -1)
    if sort == "whole":
        return index, index, True
    if sort == "after" or (sort == "either" and right != index + 1):
        if left >= 0:
            between = atoms[left + 1 : index]
            if any(each.role == "remark" and not each.settled for each in between):
                # "Side effects none": only they are denied.
                return next(i for i in range(left + 1, index) if atoms[i].role == "remark"), index, True
            return _with_counts(atoms, left), index, right < 0
        if sort == "after" and right < 0:
            return index, _to_the_end(atoms, index), False
    if right >= 0:
        last = right
        while last + 1 < len(atoms) and (atoms[last + 1].kind in (*_AMOUNTS, "form", "medicine", "plain")):
            last += 1
        return index, last, True
    if sort == "before" and not _denies(atoms[index]) and atoms[index].kind == "undone":
        anything = any(atom.kind in _KINDS for atom in atoms)
        return (-1, -1, False) if anything else (index, _to_the_end(atoms, index), False)
    last = _to_the_end(atoms, index)
    # "Rest not possible": what was not done stands directly before it.
    plain_no = atoms[index].raw.casefold() in ("no", "without", "w/o", "nothing")
    if left == index - 1 and left >= 0 and not plain_no:
        return left, last, False
    return index, last, True


def _thing_beside(atoms: Sequence[Atom], index: int, step: int) -> int:
    """The nearest kind or name on one side in the same part, with at most two words between; -1 for none."""
    at, words = index + step, 0
    while 0 <= at < len(atoms) and atoms[at].role not in ("separator", "placeholder"):
        if atoms[at].kind in _KINDS:
            return at
        if step > 0 and (atoms[at].kind in ("relief", "undone") or atoms[at].role == "circumstance"):
            return -1
        words += atoms[at].role == "remark"
        if words > 2:
            return -1
        at += step
    return -1


def _with_counts(atoms: Sequence[Atom], index: int) -> int:
    while index and (atoms[index - 1].kind in (*_AMOUNTS, *_KINDS)):
        index -= 1
    return index


def _to_the_end(atoms: Sequence[Atom], index: int) -> int:
    last = index
    while last + 1 < len(atoms) and (
        atoms[last + 1].role in ("remark", "filler", "link", "activity", "site", "side", "quality", "symptom", "pain",
                                 "circumstance", "span", "easing", "position", "count", "number", "wide", "sudden",
                                 "course", "severity", "kind", "ask", "same", "overall")
        or atoms[last + 1].kind in ("done", "form", "other-thing")
    ):  # fmt: skip
        last += 1
    return last
