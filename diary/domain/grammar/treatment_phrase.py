"""What runs over days in one line: `naproxen 500 mg twice a day since monday`, `knee brace as needed`.

The name comes first; the dose begins with the first amount or with how often, and is kept as it was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from diary.domain.days import earliest
from diary.domain.grammar.atoms import Atom, moved
from diary.domain.grammar.care_amounts import match_amount
from diary.domain.grammar.day_phrases import DayPhrase, match_day_phrase
from diary.domain.grammar.frequency import match_frequency
from diary.domain.grammar.own_line import Own, OwnLine, finish, scan_own, understand_own
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import Token, shown
from diary.domain.moments import Moment
from diary.domain.rehabilitation import Treatment
from diary.errors import DiaryError

_AS_NEEDED = (
    "as needed", "when needed", "if needed", "as required", "when required", "if required", "prn", "on demand", "sos",
)  # fmt: skip
_REGULAR = ("regularly", "regular", "by clock")
_OF_DAY = (
    "in morning", "in evening", "at night", "at bedtime", "with food", "with meals", "before meals", "after meals",
    "with breakfast", "before breakfast",
    *(f"every {n} hours" for n in (4, 6, 8, 12, "four", "six", "eight", "twelve")),
    *(form.format(n) for n in (4, 6, 8, 12) for form in ("every {}h", "q{}h")),
)  # fmt: skip
"""When of the day, which is part of the dose and no time of the record."""
_LEADS = frozenset({"taking", "take", "on", "started", "start", "using", "use"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentDraft:
    """The treatment of one line, without an id; the days as given, "" where not. `remarks` are for the person."""

    at: Moment
    name: str
    dose: str = ""
    regular: bool | None = None
    since: str = ""
    until: str = ""
    note: str = ""
    remarks: tuple[str, ...] = ()

    def treatment(self, id: str, recorded: datetime | None) -> Treatment:
        """The treatment with an id and the time of writing; it begins on the day of the line where no day is given."""
        return Treatment(
            id=id, at=self.at, recorded=recorded, note=self.note, name=self.name, dose=self.dose, regular=self.regular,
            since=self.since or self.at.day.isoformat(), until=self.until,
        )  # fmt: skip


def parse_treatment(words: Sequence[str], *, now: Here) -> TreatmentDraft:
    """A treatment from an argument list; UnclearLine where it can't be one."""
    found = understand_own(words, now, lambda text: read_treatment(text, now))
    return TreatmentDraft(at=found.at, note=found.note, remarks=found.remarks, **found.line.record)


def treatment_words(treatment: Treatment) -> str:
    """A treatment in the words of its command."""
    words = [treatment.name, treatment.dose, "as needed" if treatment.regular is False else ""]
    if treatment.regular and not treatment.dose:
        words.append("regularly")
    words += [
        f"since {treatment.since}" if treatment.since else "",
        f"until {treatment.until}" if treatment.until else "",
    ]
    return " ".join(word for word in words if word)


def read_treatment(source: str, here: Here) -> OwnLine:
    """Read a line; nothing is raised for what is not understood, but UsageError for far too many words."""
    phrases: dict[int, DayPhrase] = {}
    line = scan_own(source, here, lambda tokens, index: _match(tokens, index, here, phrases))
    since = until = ""
    days = 0
    seen: set[str] = set()
    for atom in line.own("days"):
        phrase = phrases[atom.start]
        if phrase.field in seen:
            line.trouble(
                atom.start, f"“{shown(atom.raw)}”: there are two such days; keep one", moved(atom.start, atom.end)
            )
        seen.add(phrase.field)
        days = phrase.days or days
        since = phrase.day if phrase.field == "since" else since
        until = phrase.day if phrase.field == "until" else until
    for first, last in line.denials("amount", "often", "days"):
        start, end = line.atoms[first].start, line.atoms[last].end
        text = f"“{shown(source[start:end])}”: leave out what is not taken; it can go in the note, after --"
        line.trouble(start, text, moved(start, end))
    if days:
        first_day: date = earliest(since) if since else here.today
        until = (first_day + timedelta(days=days - 1)).isoformat()
    name, dose = _name_and_dose(line)
    needed, regular = line.own("needed"), line.own("regular")
    often = line.own("often", "of-day")
    is_regular = False if needed else True if regular or often else None
    if not name and not line.holder("NAME"):
        line.trouble(0, "which treatment? Write its name, such as naproxen 500 mg twice a day", missing=True)
    shown_name = name or "NAME"
    draft = Treatment(id="0", at=here.moment, name=shown_name, dose=dose, regular=is_regular, since=since, until=until)
    line.words = treatment_words(draft)
    if name:
        line.record = {"name": name, "dose": dose, "regular": is_regular, "since": since, "until": until}
    line.drop(*(atom for atom in line.own() if atom.kind != "understood"))
    return finish(line, here)


def _match(tokens: Sequence[Token], index: int, here: Here, phrases: dict[int, DayPhrase]) -> Own | None:
    try:
        phrase = match_day_phrase(tokens, index, here)
    except DiaryError:
        phrase = None  # the time of the line says what is wrong with it
    if phrase:
        phrases[tokens[index].start] = phrase
        return Own(phrase.used, "days")
    if frequency := match_frequency(tokens, index):
        return Own(frequency.used, "often")
    for table, kind in ((_AS_NEEDED, "needed"), (_REGULAR, "regular"), (_OF_DAY, "of-day")):
        for length in range(min(3, len(tokens) - index), 0, -1):
            if " ".join(token.text for token in tokens[index : index + length]) in table:
                return Own(length, kind)
    if (amount := match_amount(tokens, index)) and amount.kind != "bare":
        return Own(amount.used, "amount")
    return None


def _name_and_dose(line: OwnLine) -> tuple[str, str]:
    """The words before the first amount are the name; the dose goes on to how often. What follows is left over."""
    parts = [atom for atom in line.atoms if atom.role not in ("time", "placeholder")]
    while parts and parts[0].raw.casefold() in _LEADS:
        line.drop(parts.pop(0))
    cut = next((place for place, atom in enumerate(parts) if atom.role == "own"), len(parts))
    if not cut and parts:
        # "500 mg naproxen": the dose stands before the name.
        cut = next((place for place, atom in enumerate(parts) if atom.role != "own"), len(parts))
        amounts, rest = parts[:cut], parts[cut:]
        end = next((place for place, atom in enumerate(rest) if atom.role == "own"), len(rest))
        name_atoms, parts = rest[:end], [*amounts, *rest[end:]]
    else:
        name_atoms, parts = parts[:cut], parts[cut:]
    name = _typed(line, name_atoms)
    line.drop(*name_atoms)
    last = max((at for at, atom in enumerate(parts) if atom.kind in ("amount", "often", "of-day")), default=-1)
    dose = [atom for at, atom in enumerate(parts) if at <= last and atom.kind not in ("days", "needed", "regular")]
    text = _typed(line, dose)
    line.drop(*(atom for atom in dose if atom.role != "own"))
    return name, text


def _typed(line: OwnLine, atoms: Sequence[Atom]) -> str:
    """Atoms as they were typed, those that stood apart with a space between."""
    text, last = "", None
    for atom in atoms:
        joined = last is not None and not line.source[last.end : atom.start].strip()
        text += (line.source[last.end : atom.start] if last and joined else " ") + atom.raw
        last = atom
    return " ".join(text.strip(" ,;:").split())
