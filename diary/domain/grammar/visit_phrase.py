"""An appointment in one line: `tomorrow 10:30 Dr Sommer`, `last mon physio`, `12 oct 9am follow-up`.

It needs a time, past or to come. A day and a month without a year are the next one. With whom it is, is its name; all
other words are the note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import takewhile

from diary.domain.grammar.atoms import Atom, Fix, Trouble, moved
from diary.domain.grammar.own_line import Own, OwnLine, finish, scan_own, understand_own
from diary.domain.grammar.small_words import word_set
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import Token, shown
from diary.domain.moments import Moment
from diary.domain.records import Visit
from diary.errors import ErrorHint

_TITLES = word_set("dr doctor prof professor mr mrs ms miss nurse sister frau herr dott dra")
_WHO = word_set(
    "physio physios physiotherapist physiotherapy pt gp doctor surgeon consultant nurse osteopath osteo chiropractor "
    "chiro rheumatologist rheumatology neurologist neurology orthopaedics orthopedics orthopaedic orthopedic ortho "
    "specialist therapist psychologist podiatrist podiatry acupuncturist massage hospital clinic dentist pharmacist ot "
    "orthotist radiology dietitian occupational hand knee back spine pain sports"
)
_PEOPLE = word_set("therapist therapy clinic doctor surgeon specialist nurse team consultant unit class")
_PARTICLES = word_set("van von der den de di da la le el al bin ten ter du")
_CANCELLED = word_set("cancelled canceled cancel cancelling missed skipped postponed rescheduled forgot no not didnt")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDraft:
    """The appointment of one line, without an id. `remarks` are for the person."""

    at: Moment
    name: str = ""
    note: str = ""
    remarks: tuple[str, ...] = ()

    def visit(self, id: str, recorded: datetime | None) -> Visit:
        """The appointment with an id and the time of writing."""
        return Visit(id=id, at=self.at, recorded=recorded, note=self.note, name=self.name)


def parse_visit(words: Sequence[str], *, now: Here) -> VisitDraft:
    """An appointment from an argument list: a time, past or to come, and with whom; UnclearLine without a time."""
    found = understand_own(words, now, lambda text: read_visit(text, now))
    return VisitDraft(at=found.at, name=found.line.words, note=found.note, remarks=found.remarks)


def read_visit(source: str, here: Here) -> OwnLine:
    """Read a line; nothing is raised for what is not understood, but UsageError for far too many words."""
    line = scan_own(source, here, _match, past=False)
    for atom in line.own("cancelled")[:1]:
        text = f"“{shown(atom.raw)}”: an appointment that does not take place is not kept; one that was is in the list"
        line.troubles.append(Trouble(atom.start, text, hint=ErrorHint("delete-visit")))
    _days(line, here)
    has_day = any(atom.when and atom.when.names_day for atom in line.atoms)
    for atom in line.atoms:
        if atom.role == "number" and not atom.settled:
            _number(line, atom, has_day=has_day)
    name = _name(line)
    if not any(atom.role == "time" for atom in line.atoms) and not line.troubles:
        line.trouble(0, "when is it? Write the day and the time, such as tomorrow 10:30 or last mon 9am", missing=True)
        line.words = f"TIME {name}".strip()
    else:
        line.words = f"{'TIME ' if line.holder('TIME') else ''}{name}".strip()
    for atom in line.own():
        if atom.kind != "understood":
            line.leave(atom)
    finish(line, here, future=True)
    _ask_for_day(line, here)
    line.troubles = [_day_first(trouble) for trouble in line.troubles]
    return line


def _ask_for_day(line: OwnLine, here: Here) -> None:
    """A time of day alone is today; beside words that are not understood the day may be among them: it is asked for."""
    times = [atom for atom in line.atoms if atom.role == "time" and atom.when]
    named = any(atom.when and (atom.when.names_day or atom.when.instant) for atom in times)
    if line.troubles or not times or named or not line.left:
        return
    start = times[0].start
    ways = tuple(((Fix(start, start, f"{day} "),),) for day in ("today", "tomorrow"))
    line.trouble(start, "on which day is it? Write today, tomorrow or the date", ways)


def _day_first(trouble: Trouble) -> Trouble:
    """Of two hours the one between 07:00 and 20:00 is offered first: appointments are by day."""
    clocks = [way[0][0].text or "" for way in trouble.ways if len(way[0]) == 1]
    if len(clocks) != 2 or not all(re.fullmatch(r"[0-2][0-9]:[0-5][0-9]", clock) for clock in clocks):
        return trouble
    first, second = clocks
    if "07:00" <= first < "20:00" or not "07:00" <= second < "20:00":
        return trouble
    text = trouble.text.replace(f"{first} or {second}", f"{second} or {first}")
    return replace(trouble, text=text, ways=trouble.ways[::-1])


def _match(tokens: Sequence[Token], index: int) -> Own | None:
    text = tokens[index].text
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if text in _CANCELLED:
        return Own(1, "cancelled")
    used = 1
    while text in _TITLES and index + used < len(tokens) and tokens[index + used].text in _PARTICLES:
        used += 1
    if text in _TITLES and index + used < len(tokens) and tokens[index + used].raw[:1].isupper():
        # "Dr van der Berg", "Dr Maria Sommer": as long as the words begin with a capital letter.
        used += 1
        while index + used < len(tokens) and used < 4 and re.fullmatch(r"[A-Z]\w*", tokens[index + used].raw):
            used += 1
        return Own(used, "who")
    if text in ("hand", "knee", "back", "spine", "pain", "sports", "occupational") and after not in _PEOPLE:
        return None
    if text in _WHO or text in _TITLES:
        return Own(1 + (after in _PEOPLE), "who")
    return None


def _name(line: OwnLine) -> str:
    """With whom it is: the first of these words, and those beside them."""
    who = line.own("who")
    if not who:
        return ""
    last = line.atoms.index(who[0])
    name = [who[0]]
    while last + 1 < len(line.atoms) and line.atoms[last + 1].kind == "who":
        last += 1
        name.append(line.atoms[last])
    name += _with_whom(line, last + 1)
    text = line.source[name[0].start : name[-1].end]
    line.drop(*name)
    return text


def _with_whom(line: OwnLine, index: int) -> list[Atom]:
    """`with Anna`, `with Dr Sommer` or `Anna` alone after what kind of appointment it is."""
    named = list(takewhile(_is_capital, line.atoms[index:]))
    following = line.atoms[index + len(named) : index + len(named) + 1]
    # "GP Blood test" is no Mr Blood: behind a name stands its time, a comma or nothing.
    if 0 < len(named) <= 2 and all(atom.role in ("time", "separator") for atom in following):
        return named
    lead, *after = [*line.atoms[index : index + 3], *[None] * 3][:3]
    if lead is None or lead.raw.casefold() not in ("with", "w/") or after[0] is None:
        return []
    found = [lead]
    for atom in after:
        if atom and (atom.kind == "who" or _is_capital(atom)):
            found.append(atom)
        else:
            break
    return found if len(found) > 1 else []


def _is_capital(atom: Atom) -> bool:
    """Whether it is a word that is not understood and begins with a capital letter, as names do."""
    return atom.role == "remark" and re.fullmatch(r"[A-Z][\w'’-]+", atom.raw) is not None


def _days(line: OwnLine, here: Here) -> None:
    """A bare weekday is asked about; a day and a month without a year are the next one."""
    for index, atom in enumerate(line.atoms):
        if atom.when is None:
            continue
        day = atom.when.day
        if atom.when.weekday is not None and not atom.when.direction:
            text = f"“{shown(atom.raw)}” could be past or to come; write last {atom.raw} or next {atom.raw}"
            ways = tuple(((Fix(atom.start, atom.end, f"{way} {atom.raw}"),),) for way in ("last", "next"))
            line.trouble(atom.start, text, ways)
        elif atom.when.yearless and day:
            coming = _next(day, here.local.date())
            line.atoms[index] = replace(atom, when=replace(atom.when, day=coming, yearless=False))
            line.remarks.append(f"{shown(atom.raw)}: taken as {coming.isoformat()}, the next one")


def _next(day: date, today: date) -> date:
    """The next such day, today included. A 29 February may be eight years away, around 2100."""
    for year in range(today.year, today.year + 9):
        if (day.month, day.day) == (2, 29) and (year % 4 or (year % 100 == 0 and year % 400)):
            continue
        if (found := date(year, day.month, day.day)) >= today:
            return found
    return day


def _number(line: OwnLine, atom: Atom, *, has_day: bool) -> None:
    """A number beside a day may be an hour: it is asked about."""
    text = atom.raw
    clock = re.fullmatch(r"([01]?[0-9]|2[0-3])(?:[.h]|(?<=[0-9]{2}))([0-5][0-9])", text)
    if clock and has_day:
        line.trouble(atom.start, f"“{shown(text)}” is not understood; did you mean {int(clock[1]):02}:{clock[2]}?",
                     (((Fix(atom.start, atom.end, f"{int(clock[1]):02}:{clock[2]}"),),),))  # fmt: skip
    elif has_day and re.fullmatch(r"[0-9]{1,2}", text) and int(text) < 24:
        hours = [f"{int(text) % 12:02}:00", f"{int(text) % 12 + 12}:00"] if int(text) <= 12 else [f"{text}:00"]
        ways = tuple(((Fix(atom.start, atom.end, hour),),) for hour in hours)
        line.trouble(atom.start, f"“{text}”: which hour? Write {' or '.join(hours)}", ways)
    else:
        line.trouble(atom.start, f"“{shown(text)}” is not understood as a time; a date is written like 2026-03-01",
                     moved(*line.stretch(atom)))  # fmt: skip
    line.leave(atom)
